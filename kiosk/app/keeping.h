/* When what a group did is written: at once, but a quick hand does not wear the card out. People who were counted at a stop are
 * written one by one: a number that a cut makes smaller would go into an official count. Pure: time comes with each call. */
#ifndef ESCALE_APP_KEEPING_H
#define ESCALE_APP_KEEPING_H

#include <stdbool.h>

#include "session/session.h"

enum {
	KEEPING_EVERY_MS = 3000, /* a group session that changes again sooner after a writing waits until then */
	KEEPING_SOON_MS = 5000,  /* letters of a note that is being written */
};

struct keeping {
	unsigned waits; /* bits 1 << enum kept: changed, and not yet written */
	long long due_ms[KEPT_COUNT], written_ms[KEPT_COUNT];
	bool ever[KEPT_COUNT];
};

/* These changed; `soon`: letter by letter. */
void keeping_ask(struct keeping *k, unsigned which, bool soon, long long now_ms);
/* Those to write now: they wait no more. */
unsigned keeping_due(struct keeping *k, long long now_ms);
/* Those that wait, whatever the time: they wait no more. */
unsigned keeping_all(struct keeping *k, long long now_ms);
/* These are to be forgotten: there is nothing to write. */
void keeping_forget(struct keeping *k, unsigned which);
/* When keeping_due has something; -1: nothing waits. */
long long keeping_deadline(const struct keeping *k);

#endif
