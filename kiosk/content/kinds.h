/* What each kind of screen is made of in Markdown: one row a kind, in the order of enum screen_kind. A new kind is a row
 * here, a file that reads it (session/ and ui/ have theirs). Private to this room. */
#ifndef ESCALE_CONTENT_KINDS_H
#define ESCALE_CONTENT_KINDS_H

#include <cmark-gfm.h>

#include "content/pack.h"

struct builder;
struct draft;

struct kind_rule {
	const char *name; /* as authors write it in <!-- name: id --> */
	bool alone;       /* at most one a module */
	bool asks;        /* it has answers: texts stand before them, only an explanation after them */
	bool bare;        /* may have no text and no picture of its own under the title */
	void (*list)(struct builder *, cmark_node *list);
	void (*table)(struct builder *, cmark_node *table);  /* NULL: this kind has no table */
	void (*check)(struct builder *);                     /* when the screen is complete; NULL: nothing of its own */
	/* What a translation may not change, beside the number of answers and which are right; NULL: nothing more. */
	void (*compare)(const struct screen *french, const struct screen *other, struct draft *);
	int answers_min, answers_max;
	int rights_min, rights_max; /* how many of the answers are ticked; 0, 0: they have no boxes to tick */
};

extern const struct kind_rule kind_rules[SCREEN_KIND_COUNT];

#endif
