/* One layout engine for every script: FriBidi levels (UAX 9) -> runs by script and font coverage ->
 * libunibreak line breaks (UAX 14) -> positioned runs in visual order. No SDL: widths come from struct measure. */
#ifndef ESCALE_UI_TEXT_H
#define ESCALE_UI_TEXT_H

#include "base/arena.h"
#include "content/pack.h"
#include "ui/measure.h"

enum align { ALIGN_START, ALIGN_CENTER, ALIGN_END }; /* start: right in a right-to-left paragraph */
enum direction { DIRECTION_LTR, DIRECTION_RTL };     /* of the paragraph: that of its language */

struct text_style {
	int px; /* em size */
	bool bold;
	enum align align;
	enum direction direction;
	int line_px; /* distance between baselines; 0: 1.4 em */
	int max_lines; /* 0: as many as it takes */
};

/* A piece of one line: one font, one script, one direction, no break opportunity for a space inside: at most a
 * word, so that a spoken word can be lit and drawn words be cached. Spaces have no runs. */
struct text_run {
	const char *s; /* into the arena; n bytes of UTF-8 in logical order, always valid: what to draw. It differs from
			* the source by what is invisible, replaced (U+FFFD), or added (hyphen, joiner) */
	int n;
	int start, end; /* byte offsets into the prose that was laid out */
	int x, y;       /* px from the top left of the box; y is the baseline */
	int width;
	struct font font;
	char script[5];
	bool rtl; /* the shaper then mirrors brackets */
};

struct text_layout {
	struct text_run *runs;
	int run_count;
	int line_count;
	int width, height; /* of what was laid out, px; width <= the box unless one word is wider */
	int line_px;
	int ascent; /* from the top of a line to its baseline: capitals stand in the middle of the line */
	bool overflow; /* some word is wider than the box and could not be broken, or max_lines was reached */
	bool torn;     /* some word is wider than the box and was broken between clusters: it fits, and reads badly */
	bool missing;  /* some character has no glyph in any family */
	struct font_size size; /* of the Latin family, whatever the text */
};

/* Lay out prose in a box of width_px. Explicit '\n' starts a new line. Everything is in *a. A word wider than
 * the box is broken between clusters as a last resort (and overflow stays false). Runs are in the order of the lines,
 * in a line from left to right. Empty text has no line; spaces alone have one, without runs. */
const struct text_layout *text_layout(const struct measure *m, struct arena *a, const struct prose *p,
				      const struct text_style *style, int width_px);

/* The same for a plain string. */
const struct text_layout *text_layout_string(const struct measure *m, struct arena *a, const char *s,
					     const struct text_style *style, int width_px);

/* Width of the string on one line. */
int text_width(const struct measure *m, const char *s, const struct text_style *style);

#endif
