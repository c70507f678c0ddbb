/* A ZIP in memory, read by libzip: a few named entries, each with a bound. Names in the archive are never paths of this
 * machine. */
#ifndef ESCALE_AUTHOR_IMPORT_ZIP_H
#define ESCALE_AUTHOR_IMPORT_ZIP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
	ZIP_ENTRIES_MAX = 10000,
	ZIP_RATIO_MAX = 200,                /* an entry may not be this many times longer than its compressed bytes */
	ZIP_TOTAL_MAX = 96 * 1024 * 1024,   /* bytes unpacked from one archive */
};

struct import_zip;

/* NULL and a French reason in *e. The bytes must live as long. */
struct import_zip *import_zip_open(struct str bytes, struct err *e);
void import_zip_close(struct import_zip *); /* NULL: nothing */

/* The entry of this exact name into *out, in the arena; at most max bytes. ERR_MISSING when there is none. */
bool import_zip_read(struct import_zip *, const char *name, size_t max, struct arena *a, struct str *out, struct err *e);

#endif
