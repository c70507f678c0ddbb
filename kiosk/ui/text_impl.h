/* Inside the text engine, for text*.c only: one paragraph as an array of letters, filled step by step.
 *
 *   text_letters.c  bytes -> letters, what is a space, what is invisible, where clusters begin
 *   text_bidi.c     levels (FriBidi), visual order, what Arabic letters join across a cut
 *   text_break.c    where a line may end (libunibreak)
 *   text_script.c   script (HarfBuzz's tables) and family of each letter
 *   text_layout.c   letters -> pieces -> lines -> runs
 *   text.c          the public functions */
#ifndef ESCALE_UI_TEXT_IMPL_H
#define ESCALE_UI_TEXT_IMPL_H

#include "ui/text.h"

/* One code point of the source. */
struct letter {
	uint32_t cp;     /* U+FFFD for a malformed byte */
	int at;          /* byte offset in the source */
	int shown_at;    /* byte offset in paragraph.shown of what is drawn for it, maybe nothing */
	uint32_t script; /* a tag as HarfBuzz writes it: four letters, the first in the high byte; 0: not known yet */
	uint8_t level;   /* UAX 9 */
	uint8_t family;
	bool bold;
	bool common;    /* punctuation, digits, marks: its script is that of its neighbours */
	bool space;     /* a line may end here, and then it takes no width */
	bool invisible; /* nothing is ever drawn for it: controls, bidi marks, soft hyphens */
	bool cluster;   /* a cluster begins here: the letter can be cut from the one before */
	bool may_break; /* a line may end after it */
};

/* A word, or the part of it that has one font, one script and one level; or spaces. */
struct piece {
	int from, to; /* letters [from, to[ */
	int like;     /* the letter that has the piece's font, script and level: its first visible one */
	int width;
	int x; /* on the line being filled; scratch */
	bool space;
	uint8_t level;
};

/* The letters between two forced line ends. letters has one more entry, at == end of the paragraph. */
struct paragraph {
	const struct measure *m;
	struct arena *arena;
	const struct text_style *style;
	struct letter *letters;
	int count;
	const char *shown; /* what is drawn, in logical order */
	struct piece *pieces;
	int piece_count;
	bool missing;
};

enum { SOFT_HYPHEN = 0xAD, JOINER = 0x200D, REPLACEMENT = 0xFFFD };

/* text_letters.c. n bytes at s + from; stops before the next forced line end. Returns the offset where the
 * next paragraph begins, or -1 at the end of the text. */
int text_letters(struct paragraph *p, const struct prose *prose, int from, int n);

/* text_bidi.c */
void text_bidi_levels(struct paragraph *p);
void text_bidi_order(struct piece *pieces, int count); /* logical -> visual, left to right */
bool text_bidi_joins(const struct paragraph *p, int at); /* does letter at - 1 reach out for letter at? */

/* text_break.c */
void text_break(struct paragraph *p);

/* text_script.c: script, family, and then what is drawn */
void text_script(struct paragraph *p);
void text_script_name(uint32_t script, char out[5]);

/* text_layout.c */
struct lines {
	struct text_layout *out;
	int box_px;
	int run_room;
	bool hyphen; /* the line being filled ends at a soft hyphen, which is shown */
};
/* Cut the paragraph into pieces, fill lines, add their runs. False when max_lines was reached. */
bool text_fill(struct lines *l, struct paragraph *p);

#endif
