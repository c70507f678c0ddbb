#include "update/bundle.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"

enum { BLOCK = 4096, SIGNATURE_MAX = 64 << 10, KEYRING_MAX = 64 << 10, CERTIFICATES_MAX = 8 };

static bool read_at(int fd, void *out, size_t n, uint64_t at, struct err *e)
{
	for (size_t done = 0; done < n;) {
		ssize_t got = pread(fd, (char *)out + done, n - done, (off_t)(at + done));
		if (got < 0)
			return err_errno(e, "update");
		if (got == 0)
			return err_set(e, ERR_FORMAT, "shorter than it says");
		done += (size_t)got;
	}
	return true;
}

/* The certificates that this kiosk trusts. */
static X509_STORE *open_keyring(const char *path, struct err *e)
{
	struct buf text = { 0 };
	if (!file_read(path, KEYRING_MAX, &text, e))
		return NULL;
	X509_STORE *store = X509_STORE_new();
	BIO *in = BIO_new_mem_buf(text.data, (int)text.size);
	int count = 0;
	for (X509 *c; store && in && count < CERTIFICATES_MAX && (c = PEM_read_bio_X509(in, NULL, NULL, NULL)); count++) {
		X509_STORE_add_cert(store, c);
		X509_free(c);
	}
	/* Dates are not compared: without a battery the clock may stand at any year. */
	if (store)
		X509_STORE_set_flags(store, X509_V_FLAG_NO_CHECK_TIME);
	BIO_free(in);
	buf_free(&text);
	ERR_clear_error(); /* the end of the file is one */
	if (count)
		return store;
	X509_STORE_free(store);
	err_set(e, ERR_MISSING, "%s: no certificate", path);
	return NULL;
}

/* The signed bytes, verified, into out. The signature must hold them itself: what lies beside it is not read. */
static bool verify(const unsigned char *der, size_t n, X509_STORE *store, struct buf *out, struct err *e)
{
	const unsigned char *at = der;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)n);
	BIO *text = BIO_new(BIO_s_mem());
	ASN1_OCTET_STRING **content = cms ? CMS_get0_content(cms) : NULL;
	bool whole = cms && text && at == der + n && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed && content && *content;
	bool good = whole && CMS_verify(cms, NULL, store, NULL, text, CMS_BINARY) == 1;
	if (!whole)
		err_set(e, ERR_FORMAT, "no signature");
	else if (!good)
		err_set(e, ERR_SIGNATURE, "%s", ERR_reason_error_string(ERR_peek_last_error()));
	char *bytes = NULL;
	long size = good ? BIO_get_mem_data(text, &bytes) : 0;
	if (size > 0)
		buf_add(out, bytes, (size_t)size);
	BIO_free(text);
	CMS_ContentInfo_free(cms);
	ERR_clear_error();
	return good;
}

static void name_it(const struct buf *manifest, char id[UPDATE_HEX_SIZE])
{
	struct sha256 h;
	uint8_t hash[32];
	sha256_init(&h);
	sha256_add(&h, manifest->data, manifest->size);
	sha256_end(&h, hash);
	sha256_hex(hash, id);
}

/* Squashfs and tree fill the file up to the signature, in whole blocks. */
static bool fits(struct update_bundle *b, uint64_t signed_at, struct err *e)
{
	uint64_t tree = b->manifest.verity_size;
	if (tree >= signed_at || tree % BLOCK || (signed_at - tree) % BLOCK || b->manifest.root_size > signed_at)
		return err_set(e, ERR_FORMAT, "sizes that do not fit");
	b->data_size = signed_at - tree;
	return true;
}

bool update_bundle_read(struct update_bundle *out, int fd, const char *keyring, struct err *e)
{
	unsigned char length[8], der[SIGNATURE_MAX];
	struct stat st;
	uint64_t n = 0;
	memset(out, 0, sizeof *out);
	if (fstat(fd, &st) != 0)
		return err_errno(e, "update");
	if (!S_ISREG(st.st_mode) || st.st_size < BLOCK)
		return err_set(e, ERR_FORMAT, "no bundle");
	uint64_t size = (uint64_t)st.st_size;
	if (!read_at(fd, length, sizeof length, size - sizeof length, e))
		return false;
	for (int i = 0; i < 8; i++) /* big-endian */
		n = n << 8 | length[i];
	if (n == 0 || n > sizeof der || n + sizeof length > size)
		return err_set(e, ERR_FORMAT, "no signature");
	uint64_t signed_at = size - sizeof length - n;
	if (!read_at(fd, der, n, signed_at, e))
		return false;
	X509_STORE *store = open_keyring(keyring, e);
	if (!store)
		return false;
	struct buf manifest = { 0 };
	bool ok = verify(der, n, store, &manifest, e) &&
		  update_manifest_parse(&out->manifest, (struct str){ manifest.data, manifest.size }, e) && fits(out, signed_at, e);
	if (ok)
		name_it(&manifest, out->id);
	buf_free(&manifest);
	X509_STORE_free(store);
	return ok;
}
