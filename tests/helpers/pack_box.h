/* Packs of content made by hand, good ones and bad ones: a folder of files, a key, an archive. */
#ifndef ESCALE_TESTS_PACK_BOX_H
#define ESCALE_TESTS_PACK_BOX_H

#include "packs/packfile.h"

struct pack_box {
	char dir[64], files[80]; /* files: what goes into the pack */
	struct sign_secret key;
	struct sign_public authority;
	struct arena memory;
	struct pack_item items[64];
	int count;
};

/* A new folder and a new key. */
void box_open(struct pack_box *b);
void box_close(struct pack_box *b);

void box_put(struct pack_box *b, const char *path, const void *bytes, size_t n);
/* LICENCE, titles.tsv and the module of tests/flows/pack/NAME; its picture is a grey PNG of a few points. */
void box_put_module(struct pack_box *b, const char *name);

/* The list of the files put so far. */
struct packlist box_list(struct pack_box *b, const char *name, int version);

/* A good pack, signed. */
void box_write(struct pack_box *b, const char *name, int version, const char *path);

/* An archive of these very bytes: list (any text), signature (NULL: none), then `rest`. */
void box_write_raw(const char *path, struct str list, const struct buf *minisig, struct str rest);

/* The signature of a text as the authority's program makes it. */
void box_sign(const struct pack_box *b, struct str text, int version, struct buf *minisig);

#endif
