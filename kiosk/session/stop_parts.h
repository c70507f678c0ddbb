/* What the files of a stop's count share. Private to them. */
#ifndef ESCALE_SESSION_STOP_PARTS_H
#define ESCALE_SESSION_STOP_PARTS_H

#include "session/activity.h"

/* stop.c */
void stop_to_page(struct turn *t, enum stop_page to);
void stop_ask(struct turn *t, enum stop_field field); /* of the line that is being filled */
void stop_show(struct turn *t, int64_t to);           /* a page that a touch may ask for */
void stop_keep(struct turn *t);

/* stop_line.c: operands as in enum stop_do; wrong ones change nothing */
struct stop_line stop_fresh_line(bool workshop);
void line_person(struct turn *t, int64_t minutes);
void line_workshop(struct turn *t);
void line_same(struct turn *t);
void line_save(struct turn *t);
void line_undo(struct turn *t);
void line_edit(struct turn *t, int64_t line);
void line_delete(struct turn *t);
void line_title(struct turn *t, int64_t which);
void line_people(struct turn *t, int64_t people);
void line_minutes(struct turn *t, int64_t minutes);
void line_theme(struct turn *t, int64_t theme);
void line_choice(struct turn *t, int64_t operand);
void line_touched(struct turn *t, enum coop_list list, int value); /* told on the page that follows */

#endif
