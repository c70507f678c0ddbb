/* Numbers tied by sums: a table with its totals, or several tables that share some. What protect.c masks and audit.c
 * checks; the two share nothing but this description.
 *
 * A number stands in two sums at most, so that the whole is a network: interior cells in their row and their column,
 * a total in the sum it is the total of and in the next one up. Sums that follow from others are left out. */
#ifndef ESCALE_COORDINATOR_TIED_H
#define ESCALE_COORDINATOR_TIED_H

#include <stdbool.h>

#include "base/arena.h"

enum tied_role {
	TIED_CELL,  /* printed unless it is hidden */
	TIED_TOTAL, /* the same, and dearer to hide */
	TIED_KNOWN, /* told elsewhere too: never hidden */
	TIED_NEVER, /* never printed, told to nobody: column totals that would add up unlike things */
};

struct tied_number {
	long long n; /* 0 or more */
	enum tied_role role;
	bool hidden;
	long long least, most; /* told elsewhere: it is no smaller, no larger; 0: nothing is told */
};

struct tied_sum {
	int total, *part, parts;
	bool
	    alike; /* the parts are answers of one group of people: one that holds them all is withheld too */
};

struct tied {
	struct arena *arena;
	struct tied_number *number;
	struct tied_sum *sum;
	int count, room, sums, sums_room;
};

void tied_init(struct tied *t, struct arena *a);
int tied_add(struct tied *t, long long n, enum tied_role role);
/* part[] is copied. The total's number must be the sum of its parts' (assert). */
void tied_tie(struct tied *t, int total, const int *part, int parts, bool alike);

/* Which lines of a table are answers of one group. */
enum tied_alike { TIED_NONE, TIED_ROWS, TIED_COLUMNS, TIED_BOTH };

/* A two-way table: rows x columns interior cells with totals; n[row * columns + column]. Number `row * (columns + 1)
 * + column` is a cell, the last column holds the row totals, the last row the column totals. */
void tied_table(struct tied *t, const long long *n, int rows, int columns, enum tied_alike alike);

/* What everybody knows of each number who knows that zeroes are printed: a cell that is not zero is 1 at least, a
 * total at least as much as its parts are known to be. Nothing can be hidden better than that. */
long long *tied_least(const struct tied *t, struct arena *a);

/* ---- what protect.c does -------------------------------------------------------------------------------- */

/* Hide every number from 1 to TALLY_MIN - 1, the lines that are all alike, and enough others that nobody can tell
 * any of these from any other number, from what everybody knows (tied_least) up to TALLY_MIN. Zeroes stay, but for those of lines that are all alike.
 * False: there is no such masking, because too much is known; everything but zeroes and what is known is hidden
 * then, and nothing more can be done but to print no table. */
bool protect(struct tied *t);

/* ---- what audit.c does ---------------------------------------------------------------------------------- */

/* What a reader can deduce of a number who sees all that is not hidden, knows all sums, and knows that zeroes are
 * printed: exactly low, low + 1 ... high. */
struct audit {
	long long low, high;
	bool endless; /* no upper bound */
};

/* For each number; NULL when the sums make no network, or contradict each other. */
struct audit *audit_all(const struct tied *t, struct arena *a);

/* Is everything that needs it protected? It finds out by itself what needs it. *where is the first number that is
 * not, -1 when the sums make no network. */
bool audit_safe(const struct tied *t, struct arena *a, int *where);

#endif
