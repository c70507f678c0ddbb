/* A module shown to a group. Private to this room. */
#ifndef ESCALE_UI_GUIDED_COURSE_H
#define ESCALE_UI_GUIDED_COURSE_H

#include "ui/guided_tally.h"

enum lang course_lang(const struct draw *d);
void view_course(struct draw *d, const struct screen *q); /* the step that is shown, in d->body */
void view_course_end(struct draw *d);                      /* the measure, before and after */

#endif
