/* What the tables of modules tell of one another, and what is done about it. Whoever finishes a module is asked for an
 * opinion and, once a visit, an age, and a quiz is told of it: of a module there are no more ages than quizzes, no more
 * quizzes or opinions than ends, no more answers than starts, and of each no more than visits. A reader may use that. */
#ifndef ESCALE_COORDINATOR_PUBLISH_LINKS_H
#define ESCALE_COORDINATOR_PUBLISH_LINKS_H

#include "coordinator/publish_frame.h"
#include "coordinator/tied.h"

/* Where the numbers of a frame are among the tied ones. */
struct frame_map {
	int *whole;              /* a row's total */
	int *cell[TABLE_SPLITS]; /* row * count + column */
	int *column_total[TABLE_SPLITS], grand;
	int *part; /* room for the longest sum */
};

/* A table being masked. */
struct masking {
	const struct table_spec *spec;
	struct frame f;
	struct frame_map m;
	struct tied t;
};

/* The bounds that other tables set to the numbers of this one. As if the others' numbers were all known: a reader knows less. */
void links_bind(struct masking *x, const struct counts *n);

/* Ages are hidden where how many quizzes there were is: rows of `ages` before it is protected. */
void links_hide(struct masking *ages, const struct masking *progress);

/* Does `ages`, protected, leave `progress` as well hidden as it was? */
bool links_safe(const struct masking *ages, struct masking *progress, struct arena *a);

#endif
