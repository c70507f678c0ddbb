/* The same reading as pack_load, for authors: every mistake and every hint of a content folder. */
#ifndef ESCALE_CONTENT_CHECK_H
#define ESCALE_CONTENT_CHECK_H

#include <stdint.h>

#include "content/notes.h"
#include "content/pack.h"

struct check {
	struct notes mistakes; /* the caller gives list and room; a mistake keeps its module off the kiosk */
	struct notes hints;    /* plain language, missing feedback, old sources: nothing that stops a module */
	int64_t today;         /* days since 1970-01-01, for the age of sources; 0: do not look */
};

/* Read the folder into *p as pack_load does. err.file in the notes is relative to dir. False when no module at
 * all could be loaded (*e says why): the notes are there all the same. */
bool pack_check(struct pack *p, const char *dir, struct arena *a, struct check *c, struct err *e);

#endif
