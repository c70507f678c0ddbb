/* Titles that people know, from the file that comes with the content: "id<TAB>title" a line, questions as
 * "module/question". An id without a title stands for itself. */
#ifndef ESCALE_COORDINATOR_TITLES_H
#define ESCALE_COORDINATOR_TITLES_H

#include "base/arena.h"
#include "base/err.h"

struct titles {
	const char **id, **title;
	int count;
};

/* path: that file, a content folder that holds it, or a pack of content (packs/packfile.h). At most 1 MiB of UTF-8;
 * errors have file and line. */
bool titles_load(struct titles *t, const char *path, struct arena *a, struct err *e);

const char *titles_get(const struct titles *t, const char *id);
/* Of a question of a module; its own id when unknown. */
const char *titles_question(const struct titles *t, const char *module, const char *question);

#endif
