/* What a period counts: its bundles, and their facts by commune. */
#ifndef ESCALE_COORDINATOR_PUBLISH_GATHER_H
#define ESCALE_COORDINATOR_PUBLISH_GATHER_H

#include "coordinator/publish.h"

/* The bundles of p->period: the frozen ones, or those that would be now (and are, unless p->trial). Sets
 * p->bundles, p->waiting, p->sample. They stay in the state's temporary table `published`. */
bool gather_bundles(struct publish *p, struct err *e);

/* After gather_bundles: their facts. */
bool gather_counts(struct publish *p, struct counts *n, struct err *e);

/* Noisy answers to sensitive questions in the frozen bundles of another period. */
bool gather_sensitive(struct publish *p, const struct period *period, struct tally *out, struct err *e);

#endif
