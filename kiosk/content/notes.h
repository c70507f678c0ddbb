/* What a check has to say: mistakes and hints, each with its place, all collected before anything is shown,
 * because an author corrects a list. */
#ifndef ESCALE_CONTENT_NOTES_H
#define ESCALE_CONTENT_NOTES_H

#include <stdbool.h>

#include "base/err.h"

struct notes {
	struct err *list; /* the caller's */
	int room, count;  /* count may exceed room: what did not fit is counted, not kept */
};

/* Always returns false, so that `return notes_add(...)` reads well. n may be NULL: nobody wants to know. */
bool notes_add(struct notes *n, const char *file, int line, int column, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Put the notes from index first on in the order of the file. */
void notes_sort(struct notes *n, int first);

#endif
