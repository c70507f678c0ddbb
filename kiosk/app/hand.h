/* A hand that does an activity as a person would, by touching what is on the screen: for replays, the simulation and the
 * demonstration, so that all of them pass through every kind. One row a kind, in the order of enum screen_kind. */
#ifndef ESCALE_APP_HAND_H
#define ESCALE_APP_HAND_H

#include "app/replay.h"

enum hand { HAND_RIGHT, HAND_WRONG, HAND_UNSURE };

/* Does this kind of screen want more than "Continuer"? */
bool hand_knows(enum screen_kind kind);

/* Do the activity of this step, to its feedback or to the next step where there is none. luck chooses among the wrong ways.
 * False when a control was not on the screen, or nothing is asked here. */
bool hand_play(struct player *p, enum hand how, unsigned luck);

#endif
