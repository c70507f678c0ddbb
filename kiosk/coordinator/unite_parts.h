/* What unite.c and unite_bundles.c share. */
#ifndef ESCALE_COORDINATOR_UNITE_PARTS_H
#define ESCALE_COORDINATOR_UNITE_PARTS_H

#include "coordinator/unite.h"
#include "metrics/fact.h"

/* The statements of the work, prepared once. T_: of the other's database. */
enum { FIND, INSERT, COUNT, DAYS, CELL, CELLS_DIFFER, DISPUTE, T_CELLS, DECIDE, QUERIES };

struct unite {
	struct state *s, *other;
	const char *whose;
	struct united *did;
	struct arena arena;
	struct db_query *q[QUERIES];
	int64_t *kiosk, kiosks;  /* ours, by the other's row; 0: none */
	struct sign_public *key; /* by the other's row */
	int64_t *fact, facts;    /* ours, by the other's row; 0: outside the dictionary */
	enum fact_kind *kind;    /* by the other's row */
};

/* *e from *why; true when there is nothing to tell. */
bool unite_told(const struct err *why, struct err *e);
int64_t unite_count(struct state *s, const char *table_sql, struct err *e); /* one number; -1 on error */
int64_t unite_day(int64_t day);                                             /* -1 when it cannot be a day */
bool unite_same_key(const struct sign_public *a, const struct sign_public *b);

bool unite_bundles(struct unite *u, unite_progress_fn *progress, void *context, struct err *e);

#endif
