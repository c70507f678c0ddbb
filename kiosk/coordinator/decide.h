/* Decisions that only a person can take about a bundle: this one counts, that one does not. Each is recorded with
 * its author, day and reason, and none is ever erased: of all that was said of a bundle the highest rank holds, and
 * when two of that rank disagree (two coordinations that were merged) the bundle is contested until a person decides
 * again. The set of what was said is the state, so merging is a union. */
#ifndef ESCALE_COORDINATOR_DECIDE_H
#define ESCALE_COORDINATOR_DECIDE_H

#include "coordinator/state.h"

enum { DECIDE_PERSON_MAX = 64, DECIDE_WHY_MAX = 200 };

#define VERDICT_KEEP     "keep"
#define VERDICT_DROP     "drop"
#define VERDICT_CONFLICT "conflict" /* only ever in bundle.decision: what follows from contrary words */

struct decision {
	const char *person, *why;
	int64_t day;
};

/* Keep this bundle and put the others of its kiosk and number aside; or put this one aside. One transaction. */
bool decide_keep(struct state *s, int64_t bundle, const struct decision *d, struct err *e);
bool decide_drop(struct state *s, int64_t bundle, const struct decision *d, struct err *e);

/* bundle.decision from the table of decisions; inside the caller's transaction. */
bool decide_settle(struct state *s, struct err *e);

/* "Camille, le 5 mars 2027 : « carte copiée »", for the decision that holds; "" when there is none. */
const char *decide_words(struct state *s, int64_t bundle, struct arena *a, struct err *e);

#endif
