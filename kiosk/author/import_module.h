/* From what a reader found to module folders: written beside their place, read again by the real check, put there in one
 * step. */
#ifndef ESCALE_AUTHOR_IMPORT_MODULE_H
#define ESCALE_AUTHOR_IMPORT_MODULE_H

#include "author/import.h"

enum {
	IMPORT_MODULE_ITEMS_MAX = 24, /* a module takes some ten minutes; a longer file becomes several */
	IMPORT_MODULES_MAX = 40,      /* of one file */
	IMPORT_PICTURE_SIDE = 960,    /* px: the largest picture box on the 15.6" panel */
};

struct import_made {
	char id[IMPORT_MODULES_MAX][24]; /* the modules that are there now */
	int questions[IMPORT_MODULES_MAX];
	int count;
};

struct import_target {
	const char *dir;      /* the content folder; made when it is not there */
	const char *id;       /* of the first module; the others are id-2, id-3... */
	const char *theme;    /* a code of themes.h */
	const char *fallback; /* title when the file has none */
};

/* A name of a file as a module's id: "Été 2024 (v2).gift" -> "ete-2024-v2". Always an id. */
void import_id(char *out, size_t size, const char *file_name);

/* Write what was kept. Items that the check refuses after all become skipped (with its sentence). False: nothing was
 * written, *e says why; ERR_REFUSED when a module of that name is there already, ERR_MISSING when no module can be made
 * of what was kept. */
bool import_module_write(struct import *im, const struct import_target *t, struct import_made *made, struct err *e);

#endif
