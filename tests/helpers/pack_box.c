#include "helpers/pack_box.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/ustar.h"
#include "seal/age.h"

/* A grey PNG of 2 x 2 points. */
static const unsigned char png[] = {
	0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
	0x00, 0x02, 0x00, 0x00, 0x00, 0x02, 0x08, 0x00, 0x00, 0x00, 0x00, 0x57, 0xdd, 0x52, 0xf8, 0x00, 0x00, 0x00,
	0x0e, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x68, 0x60, 0x68, 0x68, 0x00, 0x00, 0x06, 0x06, 0x02,
	0x01, 0x2c, 0xc1, 0x50, 0xd7, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

void box_open(struct pack_box *b)
{
	*b = (struct pack_box){ 0 };
	assert(seal_init(NULL));
	strcpy(b->dir, "/tmp/escale-box-XXXXXX");
	char *made = mkdtemp(b->dir);
	assert(made);
	snprintf(b->files, sizeof b->files, "%s/files", b->dir);
	sign_new(&b->key, &b->authority);
}

void box_close(struct pack_box *b)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", b->dir);
	if (system(command) != 0)
		perror(command);
	arena_drop(&b->memory);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct pack_item *)a)->path, ((const struct pack_item *)b)->path);
}

void box_put(struct pack_box *b, const char *path, const void *bytes, size_t n)
{
	char whole[300], folder[300];
	struct err e = { 0 };
	struct sha256 h;
	snprintf(whole, sizeof whole, "%s/%s", b->files, path);
	strcpy(folder, whole);
	*strrchr(folder, '/') = '\0';
	bool ok = file_mkdir(folder, &e) && file_write(whole, bytes, n, 0644, &e);
	if (!ok)
		fprintf(stderr, "%s\n", e.text);
	assert(ok && b->count < 64);
	int at = 0; /* the same path again: other bytes */
	while (at < b->count && strcmp(b->items[at].path, path) != 0)
		at++;
	b->items[at].path = arena_strdup(&b->memory, path);
	b->items[at].size = n;
	sha256_init(&h);
	sha256_add(&h, bytes, n);
	sha256_end(&h, b->items[at].sha256);
	if (at == b->count)
		b->count++;
	qsort(b->items, (size_t)b->count, sizeof *b->items, by_path);
}

static void put_text(struct pack_box *b, const char *module, const char *lang)
{
	char from[100], to[100];
	struct buf text = { 0 };
	snprintf(from, sizeof from, "tests/flows/pack/%s/%s.md", module, lang);
	snprintf(to, sizeof to, "%s/%s.md", module, lang);
	bool ok = file_read(from, 100000, &text, NULL);
	assert(ok);
	box_put(b, to, text.data, text.size);
	buf_free(&text);
}

void box_put_module(struct pack_box *b, const char *name)
{
	char picture[100];
	snprintf(picture, sizeof picture, "%s/%s.png", name, strcmp(name, "mail") == 0 ? "lettre" : "photo");
	put_text(b, name, "fr");
	put_text(b, name, "ar");
	put_text(b, "glossaire", "fr");
	box_put(b, picture, png, sizeof png);
	box_put(b, PACK_LICENCE, "CC BY-SA 4.0\n", 13);
	box_put(b, PACK_TITLES, "mail\tLe courrier\n", 17);
}

struct packlist box_list(struct pack_box *b, const char *name, int version)
{
	struct packlist list = { .version = version, .items = b->items, .count = b->count };
	strcpy(list.name, name);
	return list;
}

void box_write(struct pack_box *b, const char *name, int version, const char *path)
{
	char plain[100];
	struct packlist list = box_list(b, name, version);
	struct packfile f;
	struct arena memory = { 0 };
	struct err e = { 0 };
	snprintf(plain, sizeof plain, "%s/plain" PACKFILE_SUFFIX, b->dir);
	bool ok = packlist_check(&list, &e) && packfile_make(plain, &list, b->files, &e) &&
		  packfile_open(&f, plain, &memory, &e);
	ok = ok && packfile_sign(path, &f, &b->key, "Pays de Vallavre", &e);
	if (!ok)
		fprintf(stderr, "%s\n", e.text);
	assert(ok);
	packfile_close(&f);
	arena_drop(&memory);
}

void box_sign(const struct pack_box *b, struct str text, int version, struct buf *minisig)
{
	char comment[80];
	snprintf(comment, sizeof comment, "escale pack 1 version %d Pays de Vallavre", version);
	sign_bytes(&b->key, text.s, text.n, comment, minisig);
}

static void add_entry(struct buf *out, const char *name, const void *bytes, size_t n)
{
	static const char none[USTAR_BLOCK];
	char head[USTAR_BLOCK];
	ustar_head(head, name, n);
	buf_add(out, head, sizeof head);
	buf_add(out, bytes, n);
	buf_add(out, none, ustar_rounded(n) - n);
}

void box_write_raw(const char *path, struct str list, const struct buf *minisig, struct str rest)
{
	struct buf out = { 0 };
	struct err e = { 0 };
	add_entry(&out, PACKLIST_FILE, list.s, list.n);
	if (minisig)
		add_entry(&out, PACKLIST_MINISIG, minisig->data, minisig->size);
	buf_add(&out, rest.s, rest.n);
	bool ok = file_write(path, out.data, out.size, 0644, &e);
	assert(ok);
	buf_free(&out);
}
