/* A folder for the time of a command. */
#ifndef ESCALE_AUTHOR_WORKROOM_H
#define ESCALE_AUTHOR_WORKROOM_H

#include "base/err.h"

enum { WORKROOM_PATH = 512 };

/* New and empty, in TMPDIR or /tmp, for its owner only. */
bool workroom_make(char path[WORKROOM_PATH], struct err *e);

/* With everything in it; "" is fine. */
void workroom_remove(const char *path);

#endif
