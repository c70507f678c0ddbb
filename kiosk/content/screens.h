/* From the body of a Markdown file to screens: the only place that knows how Markdown maps to them. Private to
 * this room. */
#ifndef ESCALE_CONTENT_SCREENS_H
#define ESCALE_CONTENT_SCREENS_H

#include "content/draft.h"
#include "content/pack.h"

/* Read everything behind line `last_line` of the draft into *e (screens, sources). Mistakes go to the draft. */
void screens_read(struct edition *e, struct draft *d, int last_line);

/* How authors write a kind: "page", "question"... */
const char *screen_kind_name(enum screen_kind kind);

#endif
