/* Outcomes into the database: one transaction a bundle, whole or not at all, in any order, as often as one
 * likes. */
#ifndef ESCALE_COORDINATOR_MERGE_H
#define ESCALE_COORDINATOR_MERGE_H

#include "coordinator/reader.h"
#include "coordinator/state.h"

enum merged {
	MERGED_COUNTED,
	MERGED_VERIFIED, /* kept; these keys cannot read its facts */
	MERGED_ALREADY,
	MERGED_CONFIRMED, /* its counts were on another's word; now they are ours, and the same */
	MERGED_CORRECTED, /* and now they are ours, and others */
	MERGED_REFUSED,  /* see *reason */
	MERGED_CONTESTED /* kept, counted in no total until somebody decides; see *reason */
};

/* *reason is the outcome's, or what the other bundles say about it. kiosk receives the kiosk's name, "" when
 * unknown. False only when the database fails: nothing of this bundle is then in it. */
bool merge_outcome(struct state *s, const struct outcome *o, const struct tally *cells, int64_t day,
                   enum merged *merged, enum bundle_reason *reason, char kiosk[STATE_NAME_MAX],
                   struct err *e);

/* Remember a refusal, for the report. */
bool merge_refusal(struct state *s, const char *file, enum bundle_reason reason, int64_t day, struct err *e);

/* What readers must know, copied out of the database so that it can be closed. The identities are the
 * caller's. */
bool merge_known(struct state *s, struct reader_known *known, struct arena *a, struct err *e);

#endif
