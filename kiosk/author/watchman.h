/* Which Markdown file changed, and where: preview goes to the screen that was just saved. */
#ifndef ESCALE_AUTHOR_WATCHMAN_H
#define ESCALE_AUTHOR_WATCHMAN_H

#include <stdbool.h>

#include "base/lang.h"
#include "base/str.h"
#include "content/guide.h"

enum { WATCHED_MAX = (PACK_MODULES_MAX + PACK_GUIDES_MAX) * LANG_COUNT, WATCHED_NAME = sizeof GUIDES_FOLDER + 1 + MODULE_ID_MAX };

struct watched {
	char module[WATCHED_NAME]; /* "cyber", "seances/afor" */
	enum lang lang;
	struct buf text;
};

struct watchman {
	struct watched files[WATCHED_MAX];
	int count;
};

/* Read the folder again. When a file differs from last time, say which and the first line that differs (1-based): with
 * several, the last in the order of names. False: no text changed. The first call remembers and returns false. */
bool watchman_look(struct watchman *w, const char *dir, struct watched *changed, int *line);

void watchman_free(struct watchman *w);

#endif
