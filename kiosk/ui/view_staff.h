/* What the files of the staff screens share. */
#ifndef ESCALE_UI_VIEW_STAFF_H
#define ESCALE_UI_VIEW_STAFF_H

#include "ui/draw.h"

void staff_title(struct flow *f, const char *text);
void staff_line(struct flow *f, const char *text);
void staff_choice(struct flow *f, const char *icon, const char *label, enum msg_kind kind, int arg, int64_t number);

/* view_contents.c: the page « Contenus », and what came of its jobs. */
void view_contents(struct draw *d, struct flow *f);
void view_contents_result(struct draw *d, struct flow *f);

#endif
