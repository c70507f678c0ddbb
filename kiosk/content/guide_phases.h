/* From the body of a Markdown file to the phases of a guided session (content/guide.h). Private to this room. */
#ifndef ESCALE_CONTENT_GUIDE_PHASES_H
#define ESCALE_CONTENT_GUIDE_PHASES_H

#include "content/draft.h"
#include "content/guide.h"

/* Read everything behind line `last_line` of the draft into *e (materials, phases, sources). Mistakes go to the draft. */
void guide_phases_read(struct guide_edition *e, struct draft *d, int last_line);

#endif
