/* The facts of the visit in progress: applies the limits per visit (each, first, last, one at random) and pads
 * with decoys. Pure: the randomness comes from a seed given at the start of the visit. */
#ifndef ESCALE_METRICS_VISIT_H
#define ESCALE_METRICS_VISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "metrics/fact.h"

enum { VISIT_FACTS_MAX = 48, VISIT_PAD = 16 };

struct visit {
	uint64_t random;           /* state of the generator (splitmix64) */
	int seen[FACT_KIND_COUNT]; /* facts offered, by kind */
	struct fact facts[VISIT_FACTS_MAX];
	int count;
	bool uncounted; /* "Ne pas compter ma visite": only decoys leave */
};

/* The visit starts empty; everything random in it follows from seed. */
void visit_begin(struct visit *v, uint64_t seed);

/* Offer a fact; kept, or dropped, or it replaces an earlier one of its kind, as fact_table says. */
void visit_add(struct visit *v, const struct fact *f);

/* Randomised response with p = 1/2 (Warner 1965, in the two-coin form): heads, the answer is told; tails, yes or no as the
 * second coin falls. One answer changes the odds of what is told from 1:3 to 3:1 at most: epsilon = ln 3. The generator
 * then forgets how the coins fell: half of its state is thrown away. */
bool visit_noisy(struct visit *v, bool yes);

/* The facts to store at the end: shuffled, padded with decoys to a multiple of VISIT_PAD (at least one full
 * VISIT_PAD). An uncounted visit gives the same number, all decoys. out has VISIT_FACTS_MAX places; returns
 * their number. The facts held in *v are wiped; *v takes no more until visit_begin. */
int visit_end(struct visit *v, struct fact out[VISIT_FACTS_MAX]);

#endif
