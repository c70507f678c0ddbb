/* Counting: from facts to the numbers that people read. One definition for each number, used by the
 * coordinator's report, the tests and the published dictionary. Pure. */
#ifndef ESCALE_METRICS_TALLY_H
#define ESCALE_METRICS_TALLY_H

#include "base/arena.h"
#include "metrics/fact.h"

/* A cell is one distinct fact and how many times it was seen. */
struct cell {
	struct fact fact;
	long long count;
};

struct tally {
	struct arena *arena;
	struct cell *cells; /* in no particular order; look up with tally_get */
	int count, room;
	int *index; /* open addressing over cells */
	int index_room;
};

/* Everything lives in *a, also what growing leaves behind. */
void tally_init(struct tally *t, struct arena *a);
void tally_add(struct tally *t, const struct fact *f, long long n);
long long tally_get(const struct tally *t, const struct fact *f);

/* Sum of the cells of a kind whose values match; NULL matches anything. */
long long tally_sum(const struct tally *t, enum fact_kind kind, const char *v0, const char *v1, const char *v2,
		    const char *v3);

/* k of statistics.md: a number under it is never published. Zero is published. */
enum { TALLY_MIN = 11 };

#endif
