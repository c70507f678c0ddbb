/* Two bundles under one number, side by side, so that a person can choose. */
#ifndef ESCALE_COORDINATOR_STORIES_H
#define ESCALE_COORDINATOR_STORIES_H

#include "coordinator/state.h"

enum { STORIES_MARK = 8 }; /* hex digits that name a bundle to people */

/* Every (kiosk, number) with more than one bundle of which one is contested, as columns on standard output. */
bool stories_print(struct state *s, struct err *e);

#endif
