/* What a pack of content holds: its name, its version, and each file with size and SHA-256. The authority signs this
 * text; everything else about a pack follows from it.
 *
 *   escale pack 1
 *   name Prévention cyber
 *   version 3
 *   file <SHA-256 in hexadecimal> 4213 LICENCE
 *   file <SHA-256 in hexadecimal> 10244 cybersecurite/fr.md
 *
 * Files are ordered by the bytes of their paths. One pack has one text: any other spelling is refused. Told in full in
 * firmware-notes/formats.md. */
#ifndef ESCALE_PACKS_PACKLIST_H
#define ESCALE_PACKS_PACKLIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/str.h"

#define PACKLIST_FILE    "contenus.txt" /* in the archive and in the folder of an installed pack */
#define PACKLIST_MINISIG PACKLIST_FILE ".minisig"
#define PACK_LICENCE     "LICENCE" /* the terms of texts and pictures: every pack has it */
#define PACK_TITLES      "titles.tsv" /* titles for the coordinator's report */

#define PACK_GLOSSARY    "glossaire"  /* a folder that is no module (content/glossary.h) */

enum {
	PACK_NAME_BYTES = 60,
	PACK_VERSION_MAX = 999999,
	PACK_FILES_MAX = 4000,
	PACK_PATH_BYTES = 90,
	PACK_DEPTH_MAX = 3, /* folder/folder/file */
	PACK_BYTES_MAX = 256 * 1024 * 1024, /* of all files together */
	PACKLIST_BYTES_MAX = 1024 * 1024,
};

struct pack_item {
	const char *path;
	uint64_t size;
	uint8_t sha256[32];
};

struct packlist {
	char name[PACK_NAME_BYTES + 1];
	int version;
	const struct pack_item *items;
	int count;
	/* What the paths tell: nobody can write it down wrong. */
	int modules;        /* folders with a fr.md */
	unsigned languages; /* bit 1 << lang: some module has it */
	uint64_t bytes;     /* of all files */
};

/* Strict: whatever packlist_print would not have written is ERR_FORMAT with its line, what is over a bound ERR_TOO_BIG.
 * Everything is in *a. */
bool packlist_parse(struct packlist *p, struct str text, struct arena *a, struct err *e);

/* p is one that packlist_parse would take: packlist_check said so. */
void packlist_print(const struct packlist *p, struct buf *out);

/* The rules, for whoever makes a list: name, version, paths, order, bounds. Fills modules, languages and bytes. */
bool packlist_check(struct packlist *p, struct err *e);

/* A name that people read: 1 to PACK_NAME_BYTES bytes of UTF-8, nothing invisible, nothing that changes the direction. */
bool packlist_name_ok(struct str name);

/* The most bytes that a file of this name may have; 0: no file of a pack has such a path. */
uint64_t packlist_room(const char *path);

/* The item of this path, or NULL. */
const struct pack_item *packlist_find(const struct packlist *p, const char *path);

#endif
