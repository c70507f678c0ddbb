/* What the files of the staff screens share. */
#ifndef ESCALE_UI_VIEW_STAFF_H
#define ESCALE_UI_VIEW_STAFF_H

#include "ui/draw.h"

void staff_title(struct flow *f, const char *text);
void staff_line(struct flow *f, const char *text);
void staff_no_stick(struct draw *d, struct flow *f); /* what to do where no stick is seen */
void staff_choice(struct flow *f, const char *icon, const char *label, enum msg_kind kind, int arg, int64_t number);

void staff_unsaved(struct flow *f); /* the codes hold until the next restart */

/* view_staff_codes.c: the number pad, the codes of all conseillers, the forgotten one. */
void view_staff_code(struct draw *d);
void view_codes(struct draw *d, struct flow *f);
void view_code_remove(struct draw *d, struct flow *f);
void view_forgotten(struct draw *d, struct flow *f);
void view_forgotten_result(struct draw *d, struct flow *f);

/* view_contents.c: the page « Contenus », and what came of its jobs. */
void view_contents(struct draw *d, struct flow *f);
void view_contents_result(struct draw *d, struct flow *f);

/* view_update.c: the machine's system. */
void view_update(struct draw *d, struct flow *f);
void view_update_working(struct draw *d, struct flow *f);
void view_update_result(struct draw *d, struct flow *f);

#endif
