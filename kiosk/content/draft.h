/* One Markdown file while it is being read: its lines, its place in messages, and where mistakes go.
 * Private to this room. */
#ifndef ESCALE_CONTENT_DRAFT_H
#define ESCALE_CONTENT_DRAFT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/str.h"
#include "content/notes.h"

enum { DRAFT_ACRONYMS_MAX = 64 };

struct acronym {
	char name[12];
	int line, column;
	bool explained;
};

/* Which of several words for one thing this file chose first (plain language). */
enum { WORDINGS_MAX = 16 };
struct wording {
	int variant, line; /* line 0: none yet */
	bool told;
};

struct glossary;
struct mentions;

struct draft {
	const char *dir;    /* the content folder */
	const char *module; /* id */
	char name[64];      /* "cyber/fr.md": what messages show */
	enum lang lang;
	bool guide; /* a guided session, not a module: some sentences differ */
	bool staff; /* what is read now is for the facilitator: sentences may be longer, initials are known */
	struct str text;     /* the whole file, without byte order mark */
	const int *line_at;  /* byte offset of each line in text; line_count + 1 entries */
	int line_count;
	int64_t today;       /* days since 1970-01-01; 0: unknown, nothing is called stale */
	struct notes *mistakes, *hints; /* hints: NULL when nobody asks */
	struct arena *keep, *scratch;   /* for the pack; for this module's reading only */
	struct album *album;            /* pictures.h; NULL: each is looked at anew */
	const struct glossary *glossary; /* NULL: there is none */
	struct mentions *mentions;       /* of the screen being read; NULL: nobody collects them */
	struct acronym acronyms[DRAFT_ACRONYMS_MAX];
	int acronym_count;
	struct wording wordings[WORDINGS_MAX];
};

/* Read file_name of d->module (dir, module, lang, notes and arenas are set by the caller) and look at its
 * bytes: encoding, control characters, direction marks, numbers that a right-to-left line would turn round.
 * False when the file cannot be read at all or is not UTF-8: nothing more can be said about it then. */
bool draft_read(struct draft *d, const char *file_name);

/* The same for bytes that are in memory already (they are copied); d->name is set by the caller. */
bool draft_take(struct draft *d, struct str bytes);

/* Line `number` (1-based) without its end. */
struct str draft_line(const struct draft *d, int number);

/* The column in code points of a column in bytes, both 1-based. */
int draft_column(const struct draft *d, int line, int byte_column);

/* A mistake keeps the module off the kiosk; a hint does not. Columns count code points. Both return false. */
#define draft_mistake(d, line, column, ...) notes_add((d)->mistakes, (d)->name, line, column, __VA_ARGS__)
#define draft_hint(d, line, column, ...) notes_add((d)->hints, (d)->name, line, column, __VA_ARGS__)

#endif
