/* Visits that nobody made, through the real session: for the demonstration, for soak tests and for trials of statistics.
 * Every touch is a touch on what the scene shows. */
#ifndef ESCALE_APP_SIMULATE_H
#define ESCALE_APP_SIMULATE_H

#include "app/replay.h"

struct simulation {
	int visits;
	uint64_t seed;
	/* What this kiosk's public is like, in percent. */
	int other_language, large, contrast, refuse_count, give_up, knows_before, learns;
};

/* Plays the visits; between two visits the screen goes back to attract by itself or by "J'ai fini". after_visit may be
 * NULL; it is told how many visits are done. */
void simulate(struct player *p, const struct simulation *s, void (*after_visit)(void *context, int done));

#endif
