/* The bundle files of a folder somebody gives us: a stick, or a copy of one. Nothing on it is trusted: two
 * folders are read, so many entries of each, and nothing is followed. */
#ifndef ESCALE_COORDINATOR_SCAN_H
#define ESCALE_COORDINATOR_SCAN_H

#include "base/arena.h"
#include "base/err.h"

enum { SCAN_ENTRIES_MAX = 2000 };

struct scan {
	char **path;       /* FOLDER/x.escale, then FOLDER/ESCALE/x.escale; sorted */
	const char **name; /* the end of each path, made safe to print */
	int count;
	bool more; /* SCAN_ENTRIES_MAX was reached in a folder: the rest was not looked at */
};

/* False when `folder` cannot be read; a missing FOLDER/ESCALE is no error. */
bool scan_folder(struct scan *s, const char *folder, struct arena *a, struct err *e);

#endif
