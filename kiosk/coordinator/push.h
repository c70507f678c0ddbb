/* The coordinator's counts into a PostgreSQL base: the same cells as here, in one transaction, as often as one likes.
 * Only differences are written; a base that several coordinations share keeps the rows of each apart. */
#ifndef ESCALE_COORDINATOR_PUSH_H
#define ESCALE_COORDINATOR_PUSH_H

#include "coordinator/pg.h"
#include "coordinator/state.h"

struct pushed {
	bool schema_made;                             /* tables were created or brought to this version */
	int schema_before;                            /* 0: there were none */
	long long kiosks, bundles, cells, cells_gone; /* rows written (new or changed); cells deleted */
};

/* `everything`: compare every cell, also those that an earlier push of this folder wrote. Progress is told as bundles
 * done of all, from 0; may be NULL. On false nothing in the base has changed. */
typedef void push_progress_fn(void *context, int done, int of);
bool push_state(struct state *s, struct pg *p, bool everything, push_progress_fn *progress, void *context,
                struct pushed *did, struct err *e);

#endif
