/* What each kind of screen does with a touch: one row a kind, in the order of enum screen_kind. session.c knows the way
 * through a module; a file a kind knows what happens inside it. Shared by the files of this room only. */
#ifndef ESCALE_SESSION_ACTIVITY_H
#define ESCALE_SESSION_ACTIVITY_H

#include "session/internal.h"

struct activity_rule {
	/* The step is shown for the first time, or again from the beginning; NULL: an empty struct activity is right. */
	void (*begin)(struct turn *t, const struct screen *q);
	/* A message that may be for this activity; false: it was not. */
	bool (*update)(struct turn *t, const struct screen *q);
	/* Retour inside the activity; false: it leaves the step. NULL: it always does. */
	bool (*back)(struct turn *t, const struct screen *q);
	bool stays; /* Continuer does not leave the step: only an answer does */
};

extern const struct activity_rule activity_rules[SCREEN_KIND_COUNT];

enum item_result { ITEM_WRONG, ITEM_RIGHT, ITEM_SKIPPED };

/* Tell the fact "item" of this step, the first time it is answered only; a second try teaches, it is not a measure. */
void count_item(struct turn *t, enum item_result result);

void activity_feedback(struct turn *t); /* to the feedback screen of this step */
void activity_leave(struct turn *t);    /* to the next step */

#endif
