/* A module's or a guide's French file beside its translation, screen by screen (phase by phase), as text: what is missing, what nobody has translated yet, what
 * changed in French since. A remark under each screen, <!-- note: fr-1a2b3c4d -->, is the mark of the French text that was
 * translated; "à traduire" behind the mark says that it waits. */
#ifndef ESCALE_AUTHOR_TRANSLATE_H
#define ESCALE_AUTHOR_TRANSLATE_H

#include "base/lang.h"
#include "base/str.h"
#include "content/pack.h"

enum { PARTS_MAX = PACK_TERMS_MAX + 2, MARK_SIZE = 9 };

/* The head of a file, or one screen (one word of the glossary). */
struct part {
	struct str text, id; /* id: "" for the head */
	int line;
};

struct parts {
	struct part list[PARTS_MAX];
	int count;
};

enum translation_state {
	TRANSLATION_DONE,
	TRANSLATION_MISSING, /* not in the other file */
	TRANSLATION_WAITING, /* there, and still French */
	TRANSLATION_CHANGED, /* the French text is not the one that was translated */
};

/* Cut a file before each "# ". The first part is the head. */
void parts_cut(struct parts *p, struct str file);

const struct part *parts_find(const struct parts *p, struct str id);

/* The mark of this French text. */
void part_mark(char out[MARK_SIZE], const struct part *french);

/* other NULL: the screen is not there. */
enum translation_state part_state(const struct part *french, const struct part *other);

/* The French part as a beginning of its translation: comments, addresses and pictures as they are, its mark, "à traduire".
 * The head keeps only what a translation has. */
void part_stub(struct buf *out, const struct part *french, enum lang lang, bool glossary);

/* All stubs: a whole file to begin with. */
void parts_stub(struct buf *out, const struct parts *french, enum lang lang, bool glossary);

/* What is to do, for a browser or as Markdown to copy from; returns how many screens wait. */
int parts_page(struct buf *out, const struct parts *french, const struct parts *other, enum lang lang, const char *title, bool all);
int parts_markdown(struct buf *out, const struct parts *french, const struct parts *other, enum lang lang, bool glossary);

#endif
