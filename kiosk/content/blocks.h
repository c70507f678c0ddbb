/* Paragraphs, points of lists and pictures, one under the other, while they are being read: what a module's screen shows,
 * what a guide's phase or card shows, what its facilitator reads. Private to this room. */
#ifndef ESCALE_CONTENT_BLOCKS_H
#define ESCALE_CONTENT_BLOCKS_H

#include "content/pack.h"
#include "content/prose.h"

struct blocks {
	struct draft *d;
	int body_line;
	enum prose_links links;
	const char *too_many; /* what an author is told when there are more than SCREEN_BLOCKS_MAX: a whole sentence */
	struct block at[SCREEN_BLOCKS_MAX], extra;
	int count;
	bool full_told;
	bool refused; /* something here was refused: that what remains is too little is no news */
};

/* Empty, with the same rules as it had. */
void blocks_clear(struct blocks *b);

/* A paragraph, or the picture that stands alone in it. */
void blocks_paragraph(struct blocks *b, cmark_node *paragraph);

/* tasks_told: another mistake already explains why there are boxes to tick. */
void blocks_list(struct blocks *b, cmark_node *list, bool tasks_told);

/* A copy in d->keep. */
const struct block *blocks_keep(const struct blocks *b);

/* A list item that begins with a box. */
bool blocks_is_task(cmark_node *item);

#endif
