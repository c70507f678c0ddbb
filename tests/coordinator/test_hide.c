/* Masking, audited by code that shares nothing with it: for every masked cell, the whole range of values
 * that a reader can deduce from the totals and from what is shown, by maximum flow over the masked cells. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/hide.h"
#include "metrics/tally.h"

enum { SIDE = 8, NODES = 2 * SIDE };

/* ---- the auditor --------------------------------------------------------------------------------------- */

struct network {
	long long room[NODES][NODES];
};

static long long augment(struct network *w, int at, int to, long long most, bool *seen)
{
	if (at == to)
		return most;
	seen[at] = true;
	for (int next = 0; next < NODES; next++) {
		long long r = w->room[at][next];
		if (seen[next] || r == 0)
			continue;
		long long got = augment(w, next, to, r < most ? r : most, seen);
		if (got) {
			w->room[at][next] -= got;
			w->room[next][at] += got;
			return got;
		}
	}
	return 0;
}

static long long flow(struct network w, int from, int to)
{
	long long sum = 0, more;
	do {
		bool seen[NODES] = { false };
		more = augment(&w, from, to, 1000000, seen);
		sum += more;
	} while (more && sum < 1000000);
	return sum;
}

/* A masked cell may grow without bound and shrink to 1, as long as the totals of its row and column hold. */
static struct network masked_network(const long long *n, const bool *hidden, int rows, int columns,
                                     int except)
{
	struct network w;
	memset(&w, 0, sizeof w);
	for (int i = 0; i < rows * columns; i++)
		if (hidden[i] && i != except) {
			int r = i / columns, c = SIDE + i % columns;
			w.room[r][c] += 1000000;
			w.room[c][r] += n[i] - 1;
		}
	return w;
}

static long long highest(const long long *n, const bool *hidden, int rows, int columns, int cell)
{
	struct network w = masked_network(n, hidden, rows, columns, cell);
	return n[cell] + flow(w, SIDE + cell % columns, cell / columns);
}

static long long lowest(const long long *n, const bool *hidden, int rows, int columns, int cell)
{
	struct network w = masked_network(n, hidden, rows, columns, cell);
	long long down = flow(w, cell / columns, SIDE + cell % columns);
	return n[cell] - (down < n[cell] - 1 ? down : n[cell] - 1);
}

/* Nothing small shows, and no small number can be told from any other, up to what its row's known total
 * allows. */
static bool safe(const long long *n, const bool *hidden, int rows, int columns)
{
	for (int i = 0; i < rows * columns; i++) {
		long long row = 0;
		for (int c = 0; c < columns; c++)
			row += n[i / columns * columns + c];
		long long most = row - 1 < TALLY_MIN ? row - 1 : TALLY_MIN;
		if (hide_small(n[i]) && (!hidden[i] || lowest(n, hidden, rows, columns, i) > 1 ||
		                         highest(n, hidden, rows, columns, i) < most))
			return false;
	}
	return true;
}

Test(hide, the_auditor_finds_what_primary_masking_alone_gives_away)
{
	/* statistics.md: 5 modules x 6 ages, two small cells, 9 and 6, alone in their rows and columns. */
	long long n[30];
	bool hidden[30] = { false };
	for (int i = 0; i < 30; i++)
		n[i] = 20 + i;
	n[8] = 9;
	n[21] = 6;
	hidden[8] = hidden[21] = true;
	cr_assert_eq(lowest(n, hidden, 5, 6, 8), 9);
	cr_assert_eq(highest(n, hidden, 5, 6, 8), 9);
	cr_assert_eq(highest(n, hidden, 5, 6, 21), 6);
	cr_assert_not(safe(n, hidden, 5, 6));
}

/* ---- lines --------------------------------------------------------------------------------------------- */

Test(hide, nothing_is_masked_when_nothing_is_small)
{
	long long n[4] = { 11, 500, 0, 12 };
	bool hidden[4] = { false };
	hide_line(n, hidden, 4);
	for (int i = 0; i < 4; i++)
		cr_assert_not(hidden[i], "cell %d", i);
}

Test(hide, one_small_cell_takes_the_smallest_other_with_it)
{
	long long n[4] = { 300, 5, 40, 0 };
	bool hidden[4] = { false };
	hide_line(n, hidden, 4);
	cr_assert(hidden[1] && hidden[2]);
	cr_assert(!hidden[0] && !hidden[3]);
}

Test(hide, a_cell_masked_for_another_reason_is_not_left_alone)
{
	long long n[3] = { 300, 50, 40 };
	bool hidden[3] = { false, true, false };
	hide_line(n, hidden, 3);
	cr_assert(hidden[1] && hidden[2] && !hidden[0]);
}

Test(hide, two_tiny_cells_are_not_enough_to_hide_each_other)
{
	long long n[4] = { 300, 1, 2, 40 };
	bool hidden[4] = { false };
	hide_line(n, hidden, 4);
	cr_assert(hidden[1] && hidden[2] && hidden[3]);
}

/* One line and its total: what is masked can be at most all of their sum but 1 for each other. */
static bool line_safe(const long long *n, const bool *hidden, int count)
{
	for (int i = 0; i < count; i++) {
		long long most = n[i];
		int others = 0;
		for (int j = 0; j < count; j++)
			if (j != i && hidden[j])
				most += n[j] - 1, others++;
		if (hide_small(n[i]) && (!hidden[i] || others == 0 || most < TALLY_MIN))
			return false;
	}
	return true;
}

Test(hide, random_lines_are_safe_or_wholly_masked)
{
	srand(7);
	for (int round = 0; round < 5000; round++) {
		long long n[6];
		bool hidden[6] = { false };
		int count = 2 + rand() % 5, shown = 0;
		for (int i = 0; i < count; i++)
			n[i] = rand() % 3 ? rand() % 60 : rand() % 4;
		hide_line(n, hidden, count);
		for (int i = 0; i < count; i++)
			shown += !hidden[i] && n[i] > 0;
		cr_assert(shown == 0 || line_safe(n, hidden, count), "round %d", round);
	}
}

/* ---- tables -------------------------------------------------------------------------------------------- */

/* Modules by done and left: the table that the report prints. */
Test(hide, random_pairs_are_safe_or_wholly_masked)
{
	srand(11);
	int masked = 0, wholly = 0;
	for (int round = 0; round < 3000; round++) {
		long long n[2 * SIDE];
		bool pair[SIDE] = { false }, hidden[2 * SIDE];
		int rows = 2 + rand() % (SIDE - 2), shown = 0;
		for (int r = 0; r < rows;
		     r++) { /* a pair whose sum is small is masked with its sum, by the caller */
			n[2 * r] = rand() % 200;
			n[2 * r + 1] = rand() % 40;
			if (hide_small(n[2 * r] + n[2 * r + 1]))
				n[2 * r] = n[2 * r + 1] = 0;
		}
		hide_pairs(n, pair, rows);
		for (int i = 0; i < 2 * rows; i++) {
			hidden[i] = pair[i / 2];
			masked += hidden[i];
			shown += !hidden[i] && n[i / 2 * 2] > 0 && n[i / 2 * 2 + 1] > 0;
		}
		wholly += shown == 0;
		cr_assert(shown == 0 || safe(n, hidden, rows, 2), "round %d", round);
	}
	cr_assert(masked > 0 && wholly < 600, "%d masked, %d tables wholly", masked, wholly);
}

Test(hide, a_small_end_masks_both_ends_and_another_module)
{
	long long n[6] = { 100, 3, 80, 30, 200, 60 };
	bool hidden[3] = { false };
	hide_pairs(n, hidden, 3);
	cr_assert(hidden[0] && hidden[1] && !hidden[2]);
}

/* ---- shares -------------------------------------------------------------------------------------------- */

static void expect_share(long long part, long long whole, enum share_kind kind, int percent)
{
	struct share s = hide_share(part, whole);
	cr_expect_eq(s.kind, kind, "%lld of %lld: kind %d", part, whole, s.kind);
	cr_expect_eq(s.percent, percent, "%lld of %lld: %d %%", part, whole, s.percent);
}

Test(hide, a_share_is_exact_only_when_both_sides_are_large_or_nil)
{
	expect_share(87, 140, SHARE_EXACT, 62);
	expect_share(140, 140, SHARE_EXACT, 100);
	expect_share(0, 140, SHARE_EXACT, 0);
	expect_share(11, 22, SHARE_EXACT, 50);
}

Test(hide, a_share_with_a_small_side_is_only_bounded)
{
	expect_share(135, 140, SHARE_AT_LEAST, 90);
	expect_share(5, 140, SHARE_AT_MOST, 10);
	/* The bound is the same whatever the small number is. */
	for (int few = 1; few < TALLY_MIN; few++)
		expect_share(140 - few, 140, SHARE_AT_LEAST, 90);
}

Test(hide, a_share_of_too_few_is_not_given)
{
	expect_share(10, 10, SHARE_HIDDEN, 0);
	expect_share(5, 15, SHARE_HIDDEN, 0);
	expect_share(0, 0, SHARE_HIDDEN, 0);
}
