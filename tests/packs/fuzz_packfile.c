/* Any bytes as a pack of content. The first byte chooses: 'p', the rest is the archive; 'l', the rest is a list; 's', the
 * rest is a list, a NUL and the files' part of an archive, which an authority that was deceived signs. Whatever is accepted
 * has one spelling, keeps its bounds, and says the same twice. coverage floor: 255 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/ustar.h"
#include "packs/packfile.h"
#include "seal/age.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct sign_secret key;
static struct sign_public authority;
static volatile uint64_t sink; /* keeps results alive */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	/* The Ed25519 key of the seed 32 x 0x11. */
	static const uint8_t public[32] = { 0xd0, 0x4a, 0xb2, 0x32, 0x74, 0x2b, 0xb4, 0xab, 0x3a, 0x13, 0x68,
					    0xbd, 0x46, 0x15, 0xe4, 0xe6, 0xd0, 0x22, 0x4a, 0xb7, 0x1a, 0x01,
					    0x6b, 0xaf, 0x85, 0x20, 0xa3, 0x32, 0xc9, 0x77, 0x87, 0x37 };
	(void)argc;
	(void)argv;
	assert(seal_init(NULL));
	memset(key.id, 7, sizeof key.id);
	memset(key.key, 0x11, 32);
	memcpy(key.key + 32, public, sizeof public);
	sign_public_of(&key, &authority);
	return 0;
}

static void look_at_list(const struct packlist *p, struct str text)
{
	struct buf again = { 0 };
	packlist_print(p, &again);
	assert(again.size == text.n && memcmp(again.data, text.s, text.n) == 0);
	buf_free(&again);
	assert(p->count >= 2 && p->count <= PACK_FILES_MAX && p->bytes <= PACK_BYTES_MAX && p->modules > 0);
	for (int i = 0; i < p->count; i++) {
		const char *path = p->items[i].path;
		assert(path[0] != '/' && !strstr(path, "..") && !strstr(path, "//") && strlen(path) <= PACK_PATH_BYTES);
		assert(p->items[i].size <= packlist_room(path));
	}
}

static void entry(struct buf *out, const char *name, const void *bytes, size_t n)
{
	static const char none[USTAR_BLOCK];
	char head[USTAR_BLOCK];
	ustar_head(head, name, n);
	buf_add(out, head, sizeof head);
	buf_add(out, bytes, n);
	buf_add(out, none, ustar_rounded(n) - n);
}

/* The archive that a deceived authority makes, padded as the reader wants it. */
static void as_signed(struct str all, struct buf *out)
{
	struct str list, rest;
	struct buf sig = { 0 };
	str_cut(all, '\0', &list, &rest);
	sign_bytes(&key, list.s, list.n, "escale pack 1 version 3 Nous", &sig);
	entry(out, PACKLIST_FILE, list.s, list.n);
	entry(out, PACKLIST_MINISIG, sig.data, sig.size);
	buf_add(out, rest.s, rest.n);
	while (out->size % 10240)
		buf_add(out, "", 1);
	buf_free(&sig);
}

static void look_at_archive(const void *bytes, size_t n)
{
	struct arena a = { 0 };
	struct packfile f;
	struct err e = { 0 };
	int fd = memfd_create("pack", MFD_CLOEXEC);
	assert(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	if (packfile_open_fd(&f, fd, &a, &e)) {
		look_at_list(&f.list, f.text);
		bool good = packfile_verify(&f, &authority, &e);
		assert(good == (e.code == ERR_NONE));
		e = (struct err){ 0 };
		bool whole = packfile_unpack(&f, NULL, NULL, &e);
		assert(whole == (e.code == ERR_NONE));
		struct buf one = { 0 };
		if (packfile_read(&f, PACK_LICENCE, &one, NULL))
			sink += one.size;
		else
			assert(!whole);
		buf_free(&one);
		sink += good + 2 * whole;
		packfile_close(&f);
	}
	assert(f.fd == -1);
	sink += e.code;
	arena_drop(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n < 2)
		return -1;
	struct str rest = { (const char *)bytes + 1, n - 1 };
	if (bytes[0] == 'p') {
		look_at_archive(rest.s, rest.n);
	} else if (bytes[0] == 's') {
		struct buf out = { 0 };
		as_signed(rest, &out);
		look_at_archive(out.data, out.size);
		buf_free(&out);
	} else if (bytes[0] == 'l') {
		struct arena a = { 0 };
		struct packlist p;
		if (packlist_parse(&p, rest, &a, NULL))
			look_at_list(&p, rest);
		sink += (uint64_t)p.count;
		arena_drop(&a);
	} else {
		return -1;
	}
	return 0;
}
