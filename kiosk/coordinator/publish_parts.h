/* What the files of publication share. */
#ifndef ESCALE_COORDINATOR_PUBLISH_PARTS_H
#define ESCALE_COORDINATOR_PUBLISH_PARTS_H

#include "coordinator/publish.h"

/* Into the register (not in a trial) and among the answers of *p. */
bool publish_record(struct publish *p, struct sheet *s, bool lost, struct err *e);
/* What was published before, as it was, among the answers of *p. */
bool publish_recall(struct publish *p, const char *table, bool *found, struct err *e);

/* The table PUBLISH_SENSITIVE of p->period. */
bool publish_sensitive(struct publish *p, struct err *e);

#endif
