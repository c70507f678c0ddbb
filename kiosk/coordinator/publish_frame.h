/* A table being made: rows, and one or two sides of columns that share the row totals. */
#ifndef ESCALE_COORDINATOR_PUBLISH_FRAME_H
#define ESCALE_COORDINATOR_PUBLISH_FRAME_H

#include "coordinator/publish_table.h"

enum { FRAME_NONE = -1 };

struct frame_column {
	const char *id, *title;
	int parent; /* FRAME_NONE, or the column (before it) that it is a part of */
	bool leaf;
};

struct frame_side {
	struct frame_column *column;
	int count;
	const char *prefix;
	long long *n; /* row * count + column; parents are the sums of their parts */
	bool alike;
};

struct frame {
	struct arena *arena;
	const char **row, **row_title;
	int rows, rows_room;
	struct frame_side side[TABLE_SPLITS];
	int sides;
	long long *whole; /* row totals */
	bool filled;      /* a column "unknown" was needed to make the sides agree */
};

/* Rows are those that have facts, or, when `closed`, all that the titles and the register of kiosks know. */
void frame_make(struct frame *f, const struct table_spec *spec, const struct counts *n,
                const struct titles *titles, bool closed, struct arena *a);

/* Where a side counted less than the row's total: a module that was started and whose end nobody told was left; else
 * a column "unknown". */
void frame_fill(struct frame *f);

#endif
