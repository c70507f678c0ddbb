#include "update/helpers/factory.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

char factory_dir[64];
static EVP_PKEY *keys[KEYS_MAX];
static X509 *certificates[KEYS_MAX];

void factory_open(void)
{
	strcpy(factory_dir, "/tmp/escale-update-XXXXXX");
	cr_assert(mkdtemp(factory_dir));
}

static int drop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

void factory_close(void)
{
	for (int i = 0; i < KEYS_MAX; i++) {
		EVP_PKEY_free(keys[i]);
		X509_free(certificates[i]);
		keys[i] = NULL;
		certificates[i] = NULL;
	}
	nftw(factory_dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}

char *factory_path(char out[160], const char *name)
{
	snprintf(out, 160, "%s/%s", factory_dir, name);
	return out;
}

void factory_write(const char *name, const void *bytes, size_t n)
{
	char path[160];
	struct err e = { 0 };
	cr_assert(file_write(factory_path(path, name), bytes, n, 0644, &e), "%s", e.text);
}

void factory_key(int key, const char *name, int days)
{
	char path[160], file[80];
	EVP_PKEY *k = EVP_EC_gen("P-256");
	X509 *c = X509_new();
	X509_set_version(c, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(c), 1 + key);
	X509_gmtime_adj(X509_getm_notBefore(c), -20 * 86400L);
	X509_gmtime_adj(X509_getm_notAfter(c), days * 86400L);
	X509_set_pubkey(c, k);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(c), "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(c, X509_get_subject_name(c));
	X509_EXTENSION *ca = X509V3_EXT_conf_nid(NULL, NULL, NID_basic_constraints, "critical,CA:TRUE");
	X509_add_ext(c, ca, -1);
	X509_EXTENSION_free(ca);
	cr_assert(X509_sign(c, k, EVP_sha256()) > 0);
	snprintf(file, sizeof file, "%s.pem", name);
	FILE *out = fopen(factory_path(path, file), "w");
	cr_assert(out && PEM_write_X509(out, c));
	fclose(out);
	keys[key] = k;
	certificates[key] = c;
}

static int sign(int key, const struct buf *manifest, bool detached, unsigned char **der)
{
	BIO *in = BIO_new_mem_buf(manifest->data, (int)manifest->size);
	CMS_ContentInfo *cms = CMS_sign(certificates[key], keys[key], NULL, in, (unsigned)CMS_BINARY | (detached ? CMS_DETACHED : 0u));
	cr_assert(cms);
	int n = i2d_CMS_ContentInfo(cms, der);
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	return n;
}

void factory_bundle(const char *name, int key, const struct factory_bundle *how)
{
	static const char hex[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	struct buf manifest = { 0 }, file = { 0 };
	unsigned char *der = NULL, length[8];
	char block[8192] = "hsqs";
	buf_printf(&manifest, "[update]\ncompatible=%s\nversion=%s\n\n[bundle]\nformat=%s\nverity-hash=%s\nverity-salt=%s\n"
		   "verity-size=4096\n\n[image.root]\nsha256=%s\nsize=4096\nfilename=root.img\n%s",
		   how->compatible ? how->compatible : "escale-test-1", how->version ? how->version : "0.2.0",
		   how->format ? how->format : "verity", hex, hex, hex, how->more ? how->more : "");
	int n = sign(key, &manifest, how->detached, &der);
	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)n >> (56 - 8 * i));
	buf_add(&file, block, sizeof block);
	buf_add(&file, der, (size_t)n);
	buf_add(&file, length, sizeof length);
	file.size -= how->cut;
	if (how->flip)
		file.data[how->flip < 0 ? (long)file.size + how->flip : how->flip] ^= 1;
	factory_write(name, file.data, file.size);
	OPENSSL_free(der);
	buf_free(&manifest);
	buf_free(&file);
}
