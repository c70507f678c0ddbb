/* The activities that have a file of their own, for the table in activity.c. Private to this room. */
#ifndef ESCALE_SESSION_KINDS_H
#define ESCALE_SESSION_KINDS_H

#include "session/activity.h"

bool several_update(struct turn *t, const struct screen *q);
bool clues_update(struct turn *t, const struct screen *q);
bool clues_back(struct turn *t, const struct screen *q);
void scenario_begin(struct turn *t, const struct screen *q);
bool scenario(struct turn *t, const struct screen *q);
bool scenario_back(struct turn *t, const struct screen *q);
bool gestures(struct turn *t, const struct screen *q);
bool gestures_back(struct turn *t, const struct screen *q);
void calculate_begin(struct turn *t, const struct screen *q);
bool calculate_update(struct turn *t, const struct screen *q);
bool password(struct turn *t, const struct screen *q);
bool password_back(struct turn *t, const struct screen *q);
void password_wipe(struct session *s); /* what was typed is gone; also when nobody is there any more */
bool survey(struct turn *t, const struct screen *q);
bool discreet(struct turn *t, const struct screen *q);
bool sort_update(struct turn *t, const struct screen *q);
bool sort_back(struct turn *t, const struct screen *q);
bool order_update(struct turn *t, const struct screen *q);
void estimate_begin(struct turn *t, const struct screen *q);
bool estimate_update(struct turn *t, const struct screen *q);

#endif
