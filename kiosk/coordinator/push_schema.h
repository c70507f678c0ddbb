/* The schema « escale » of a PostgreSQL base: what `pousser` writes and what BI tools read (postgresql.md). */
#ifndef ESCALE_COORDINATOR_PUSH_SCHEMA_H
#define ESCALE_COORDINATOR_PUSH_SCHEMA_H

#include "base/str.h"

enum { PUSH_SCHEMA_VERSION = 2 };

/* The script that takes a base from version `from` (0: nothing is there) to `to`, appended to *out. It runs in the
 * caller's transaction, or in psql --single-transaction. */
void push_schema(int from, int to, struct buf *out);

#endif
