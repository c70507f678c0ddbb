/* What reads a content folder has in hand: shared by pack.c (modules, glossary, places) and guides.c (guided sessions).
 * Private to this room. */
#ifndef ESCALE_CONTENT_LOADER_H
#define ESCALE_CONTENT_LOADER_H

#include "content/check.h"
#include "content/draft.h"
#include "content/glossary.h"
#include "content/recordings.h"

enum { ENTRIES_MAX = 1000 }; /* of one folder: a stick may carry anything */

struct names {
	const char *at[ENTRIES_MAX];
	int count;
};

struct loader {
	const char *dir;
	struct arena *keep, scratch; /* the second is reset after each module */
	struct check *check;
	bool want_hints;
	struct glossary glossary;
	struct recordings recordings;
};

/* A draft for one file of this folder ("cyber", "seances/afor"). */
struct draft loader_draft(struct loader *l, const char *folder, enum lang lang, struct album *album);

/* The visible entries of a folder, in order of name. */
bool loader_list(struct names *n, const char *path, struct arena *a, struct err *e);

bool loader_is_folder(const char *dir, const char *name);

/* Which languages are there; what else is in the folder gets a word. voices: recordings have a place in it. */
void loader_languages(struct loader *l, const struct names *files, const char *folder, bool voices, bool has[LANG_COUNT]);

/* A hint for each picture that shown() does not know. */
void loader_unused(struct loader *l, const struct names *files, const char *folder,
		   bool (*shown)(const void *context, struct str stem), const void *context);

/* guides.c: every guided session of the folder, when the modules are known. */
void guides_load(struct loader *l, struct pack *p);

#endif
