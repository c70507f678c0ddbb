/* Running text while it is being made: one element a code point, so that emphasis and places survive every
 * change on the way to struct prose. Private to this room. */
#ifndef ESCALE_CONTENT_LETTERS_H
#define ESCALE_CONTENT_LETTERS_H

#include "content/draft.h"
#include "content/pack.h"

struct letter {
	uint32_t c;
	bool strong;
	int line, column; /* where the author typed it */
};

struct letters {
	struct letter *at;
	int count, room;
};

void letters_init(struct letters *l, int room, struct arena *a);

/* Append UTF-8 found at line:column. What does not fit the room is dropped. */
void letters_add(struct letters *l, struct str s, bool strong, int line, int column);

/* Letter and accent become one character (NFC) for the scripts of our languages; white space is reduced to
 * single spaces, none at the ends. */
void letters_tidy(struct letters *l);

/* French spacing, where the author typed a plain space or forgot it: U+202F before ; ! ? and between the
 * groups of a number, U+00A0 before : % € and inside « ». Addresses and times stay as they are. Other
 * languages are left alone: the result may be *l itself. */
struct letters letters_space(const struct letters *l, enum lang lang, struct arena *a);

/* The finished prose, in *a. */
struct prose letters_prose(const struct letters *l, struct arena *a);

/* All steps for a plain string at line:column: tidy, space, UTF-8. Hints for plain language are given when
 * d->hints asks for them. */
const char *letters_string(struct draft *d, struct str s, int line, int column);

#endif
