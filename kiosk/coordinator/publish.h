/* Publication: from the counts of a period to sheets in the register, once and for all. */
#ifndef ESCALE_COORDINATOR_PUBLISH_H
#define ESCALE_COORDINATOR_PUBLISH_H

#include "coordinator/publish_table.h"
#include "coordinator/state.h"

enum {
	PUBLISH_NOISED_A_YEAR = 4, /* tables, each with epsilon 1: 4 in all for a visit */
	PUBLISH_SENSITIVE_MIN = 1000,
	PUBLISH_SHEETS_MAX = 16,
};

#define PUBLISH_SENSITIVE "sensibles"

struct publish {
	struct book *book;
	struct state *state;
	struct period period;
	enum grid grid;
	int64_t today;
	struct titles titles; /* of now */
	struct titles then;   /* at the end of the period, as far as the register knows */
	struct dice dice;     /* dice_true() in the program */
	bool trial;           /* nothing is recorded: step, grid and bundles stay open */
	struct arena *arena;

	/* answers */
	struct sheet sheet[PUBLISH_SHEETS_MAX];
	bool fresh[PUBLISH_SHEETS_MAX]; /* published by this call; else read from the register */
	bool lost[PUBLISH_SHEETS_MAX];  /* fresh, and wholly withheld: too much of it is known */
	int sheets;
	int bundles, waiting; /* in the period; contested or not yet readable, in no publication for now */
	int emptied; /* bundles of the period whose counts were deleted by age (menage) */
	bool sample;
};

/* Every table of the grid, masked, and the estimates of sensitive questions; what is published already comes back as
 * it was. ERR_REFUSED with a kind sentence: the period is not over, another step, another grid. */
bool publish_masked(struct publish *p, struct err *e);

/* One table with discrete Laplace noise, epsilon 1. ERR_REFUSED also: published masked, budget spent. */
bool publish_noised(struct publish *p, const char *table, struct err *e);

/* An estimate from noisy answers, p = 1/2: of n answers, yes said yes. In thousandths, from 0 to 1000; low and high
 * enclose 95 % of what chance does. */
struct guess {
	int share, low, high;
};
struct guess publish_guess(long long yes, long long n);

#endif
