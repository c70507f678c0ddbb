/* Masking and its audit, which share no code: the audit is compared with all tables there are on small ones, then
 * judges the masking on larger ones. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/tied.h"
#include "metrics/tally.h"

static struct arena arena;
static struct tied t;

static void setup(void)
{
	tied_init(&t, &arena);
}

static void teardown(void)
{
	arena_drop(&arena);
}

TestSuite(protect, .init = setup, .fini = teardown);

static bool safe(void)
{
	int where;
	return audit_safe(&t, &arena, &where);
}

/* statistics.md: 5 modules x 6 ages, two small cells, 9 and 6, alone in their rows and columns. */
static void worked_example(void)
{
	long long n[30];
	for (int i = 0; i < 30; i++)
		n[i] = 20 + i;
	n[8] = 9;
	n[21] = 6;
	tied_table(&t, n, 5, 6, TIED_BOTH);
}

enum { NINE = 1 * 7 + 2, SIX = 3 * 7 + 3 };

Test(protect, primary_masking_alone_gives_nine_and_six_away)
{
	worked_example();
	t.number[NINE].hidden = t.number[SIX].hidden = true;
	struct audit *found = audit_all(&t, &arena);
	cr_assert_eq(found[NINE].low, 9);
	cr_assert_eq(found[NINE].high, 9);
	cr_assert_eq(found[SIX].low, 6);
	cr_assert_eq(found[SIX].high, 6);
	cr_assert_not(safe());
}

Test(protect, the_worked_example_is_protected_by_few_cells)
{
	worked_example();
	cr_assert(protect(&t));
	cr_assert(safe());
	struct audit *found = audit_all(&t, &arena);
	cr_assert(found[NINE].low <= 1 && found[NINE].high >= TALLY_MIN);
	cr_assert(found[SIX].low <= 1 && found[SIX].high >= TALLY_MIN);
	int hidden = 0;
	for (int i = 0; i < t.count; i++)
		hidden += t.number[i].hidden;
	cr_assert_leq(hidden, 6, "%d", hidden);
}

Test(protect, a_table_without_small_cells_is_printed_whole)
{
	long long n[6] = { 11, 40, 0, 300, 12, 25 };
	tied_table(&t, n, 2, 3, TIED_ROWS);
	cr_assert(protect(&t));
	for (int i = 0; i < t.count; i++)
		cr_expect_not(t.number[i].hidden, "number %d", i);
	cr_assert(safe());
}

Test(protect, zeroes_stay)
{
	long long n[9] = { 0, 40, 5, 30, 0, 50, 20, 60, 0 };
	tied_table(&t, n, 3, 3, TIED_ROWS);
	cr_assert(protect(&t) && safe());
	for (int i = 0; i < t.count; i++)
		cr_expect(t.number[i].n > 0 || !t.number[i].hidden, "number %d", i);
}

Test(protect, a_total_of_too_few_is_hidden_too)
{
	long long n[4] = { 3, 4, 0, 0 };
	tied_table(&t, n, 2, 2, TIED_NONE);
	cr_assert(protect(&t) && safe());
	for (int i = 0; i < t.count; i++)
		cr_expect_eq(t.number[i].hidden, t.number[i].n > 0, "number %d", i);
}

Test(protect, a_group_that_all_answered_the_same_is_not_told)
{
	long long n[6] = { 40, 0, 0, 30, 50, 60 };
	tied_table(&t, n, 2, 3, TIED_ROWS);
	cr_assert(protect(&t));
	cr_assert(t.number[0].hidden && t.number[1].hidden && t.number[2].hidden);
	cr_assert_not(t.number[3].hidden, "how large the group is may be told");
	cr_assert(safe());
	/* Printing one of the zeroes leaves only one place for the forty, sooner or later. */
	t.number[1].hidden = false;
	cr_assert_not(safe());
}

Test(protect, everybody_in_the_table_alike_is_not_told_either)
{
	long long n[4] = { 40, 0, 60, 0 };
	tied_table(&t, n, 2, 2, TIED_ROWS);
	cr_assert(protect(&t));
	cr_assert(safe());
}

Test(protect, things_that_are_no_people_may_be_alike)
{
	long long n[6] = { 40, 0, 0, 30, 50, 60 };
	tied_table(&t, n, 2, 3, TIED_NONE);
	cr_assert(protect(&t) && safe());
	cr_assert_not(t.number[0].hidden);
}

/* Two tables that share their row totals: the shared one is a number in both. */
Test(protect, what_one_table_hides_the_other_does_not_tell)
{
	int before[3], after[3];
	for (int i = 0; i < 3; i++)
		before[i] = tied_add(&t, (long long[]){ 20, 15, 4 }[i], TIED_CELL);
	for (int i = 0; i < 3; i++)
		after[i] = tied_add(&t, (long long[]){ 0, 12, 27 }[i], TIED_CELL);
	int whole = tied_add(&t, 39, TIED_TOTAL);
	tied_tie(&t, whole, before, 3, false);
	tied_tie(&t, whole, after, 3, false);
	t.number[before[2]].hidden = t.number[whole].hidden = true;
	struct audit *found = audit_all(&t, &arena);
	cr_assert_eq(found[before[2]].high, 4, "the other table gives the total");
	cr_assert(protect(&t) && safe());
}

Test(protect, a_total_that_is_never_printed_ties_nothing)
{
	int part[2] = { tied_add(&t, 5, TIED_CELL), tied_add(&t, 60, TIED_CELL) };
	tied_tie(&t, tied_add(&t, 65, TIED_NEVER), part, 2, false);
	cr_assert(protect(&t) && safe());
	cr_assert(t.number[0].hidden && !t.number[1].hidden);
	struct audit *found = audit_all(&t, &arena);
	cr_assert(found[0].endless && found[0].low == 1);
}

/* 45 started, 40 finished, 5 left: that 38 were measured leaves 7 at most who left. */
Test(protect, what_another_table_tells_at_least_counts)
{
	int part[2] = { tied_add(&t, 40, TIED_CELL), tied_add(&t, 5, TIED_CELL) };
	int whole = tied_add(&t, 45, TIED_TOTAL);
	tied_tie(&t, whole, part, 2, false);
	t.number[part[0]].hidden = t.number[part[1]].hidden = true;
	cr_assert(safe());
	t.number[part[0]].least = 38;
	cr_assert_not(safe());
	cr_assert_eq(audit_all(&t, &arena)[part[1]].high, 7);
	cr_assert(protect(&t));
	cr_assert(safe());
	cr_assert(t.number[whole].hidden);
}

Test(protect, what_another_table_tells_at_most_counts)
{
	int part[3] = { tied_add(&t, 40, TIED_CELL), tied_add(&t, 5, TIED_CELL), tied_add(&t, 30, TIED_CELL) };
	int whole = tied_add(&t, 75, TIED_TOTAL);
	tied_tie(&t, whole, part, 3, false);
	t.number[whole].hidden = t.number[part[1]].hidden = true;
	cr_assert(safe());
	t.number[whole].most = 76;
	cr_assert_not(safe());
	cr_assert_eq(audit_all(&t, &arena)[part[1]].high, 6);
	cr_assert(protect(&t));
	cr_assert(safe());
}

Test(protect, sums_that_make_no_network_are_not_trusted)
{
	int x[3] = { tied_add(&t, 20, TIED_CELL), tied_add(&t, 5, TIED_CELL), tied_add(&t, 30, TIED_CELL) };
	tied_tie(&t, tied_add(&t, 25, TIED_TOTAL), (int[]){ x[0], x[1] }, 2, false);
	tied_tie(&t, tied_add(&t, 50, TIED_TOTAL), (int[]){ x[0], x[2] }, 2, false);
	tied_tie(&t, tied_add(&t, 35, TIED_TOTAL), (int[]){ x[1], x[2] }, 2, false);
	cr_assert_not(protect(&t));
	/* An odd cycle: half units would be needed. */
	for (int i = 0; i < 3; i++)
		t.number[x[i]].hidden = true, t.number[3 + i].hidden = false;
	cr_assert_not(safe());
}

/* ---- the audit against all tables ------------------------------------------------------------------------ */

enum { SIDE = 3 };

struct every {
	long long low[(SIDE + 1) * (SIDE + 1)], high[(SIDE + 1) * (SIDE + 1)];
	long long now[SIDE * SIDE];
	int rows, columns;
};

static void look(struct every *all)
{
	long long whole[(SIDE + 1) * (SIDE + 1)] = { 0 };
	int width = all->columns + 1;
	for (int r = 0; r < all->rows; r++)
		for (int c = 0; c < all->columns; c++) {
			long long n = all->now[r * all->columns + c];
			whole[r * width + c] += n;
			whole[r * width + all->columns] += n;
			whole[all->rows * width + c] += n;
			whole[all->rows * width + all->columns] += n;
		}
	for (int i = 0; i < t.count; i++)
		if (t.number[i].hidden ? whole[i] < (t.number[i].n > 0) : whole[i] != t.number[i].n)
			return;
	for (int i = 0; i < t.count; i++) {
		all->low[i] = whole[i] < all->low[i] ? whole[i] : all->low[i];
		all->high[i] = whole[i] > all->high[i] ? whole[i] : all->high[i];
	}
}

static void every_table(struct every *all, int at, long long left)
{
	if (at == all->rows * all->columns) {
		look(all);
		return;
	}
	const struct tied_number *x = &t.number[at / all->columns * (all->columns + 1) + at % all->columns];
	for (long long n = x->hidden ? 0 : x->n; n <= (x->hidden ? left : x->n); n++) {
		all->now[at] = n;
		every_table(all, at + 1, left - n);
	}
}

Test(protect, the_audit_says_what_trying_every_table_says)
{
	srand(3);
	int bounded = 0, loose = 0;
	for (int round = 0; round < 4000; round++) {
		struct every all = { .rows = 2 + rand() % 2, .columns = 2 + rand() % 2 };
		long long n[SIDE * SIDE], whole = 0;
		for (int i = 0; i < all.rows * all.columns; i++)
			whole += n[i] = rand() % 4 ? rand() % 4 : 0;
		setup();
		tied_table(&t, n, all.rows, all.columns, TIED_NONE);
		for (int i = 0; i < t.count - 1; i++) /* the grand total is known: the search ends */
			t.number[i].hidden = rand() % 5 < 3;
		for (int i = 0; i < t.count; i++)
			all.low[i] = 1000, all.high[i] = -1;
		every_table(&all, 0, whole);
		struct audit *found = audit_all(&t, &arena);
		cr_assert(found, "round %d", round);
		for (int i = 0; i < t.count; i++) {
			cr_assert(!found[i].endless && found[i].low == all.low[i] &&
			              found[i].high == all.high[i],
			          "round %d, number %d: %lld to %lld, not %lld to %lld", round, i, all.low[i],
			          all.high[i], found[i].low, found[i].high);
			bounded += t.number[i].hidden && found[i].low == found[i].high;
			loose += t.number[i].hidden && found[i].low < found[i].high;
		}
		arena_reset(&arena);
	}
	cr_assert(bounded > 500 && loose > 500, "%d known, %d unknown", bounded, loose);
}

/* The same on two tables that share their row totals, one of them with a column of parts: every number is a sum of
 * the first ones, which are tried one by one. */
enum { PAIRED = 18, FREE = 8 };

static const signed char paired[PAIRED][FREE + 1] = {
	/* a table's two columns, two rows; the other's: one column and the two parts of the second */
	{ 0, -1 },
	{ 1, -1 },
	{ 2, -1 },
	{ 3, -1 },
	{ 4, -1 },
	{ 5, -1 },
	{ 6, -1 },
	{ 7, -1 },
	/* 8, 9: second columns of the other; 10, 11: row totals; 12, 13: columns of the one; 14 to 17: of the other */
	{ 4, 5, -1 },
	{ 6, 7, -1 },
	{ 0, 1, -1 },
	{ 2, 3, -1 },
	{ 0, 2, -1 },
	{ 1, 3, -1 },
	{ 4, 6, -1 },
	{ 5, 7, -1 },
	{ 4, 5, 6, 7, -1 },
	{ 0, 1, 2, 3, -1 },
};

static void tie_paired(void)
{
	/* The other's first column is what is left of the row: numbers 18 and 19; its total: 20. */
	tied_tie(&t, 10, (int[]){ 0, 1 }, 2, false);
	tied_tie(&t, 11, (int[]){ 2, 3 }, 2, false);
	tied_tie(&t, 12, (int[]){ 0, 2 }, 2, false);
	tied_tie(&t, 13, (int[]){ 1, 3 }, 2, false);
	tied_tie(&t, 17, (int[]){ 12, 13 }, 2, false);
	tied_tie(&t, 10, (int[]){ 18, 8 }, 2, false);
	tied_tie(&t, 11, (int[]){ 19, 9 }, 2, false);
	tied_tie(&t, 8, (int[]){ 4, 5 }, 2, false);
	tied_tie(&t, 9, (int[]){ 6, 7 }, 2, false);
	tied_tie(&t, 14, (int[]){ 4, 6 }, 2, false);
	tied_tie(&t, 15, (int[]){ 5, 7 }, 2, false);
	tied_tie(&t, 16, (int[]){ 14, 15 }, 2, false);
	tied_tie(&t, 20, (int[]){ 18, 19 }, 2, false);
	tied_tie(&t, 17, (int[]){ 20, 16 }, 2, false);
}

static void paired_numbers(const int *free_ones, long long *n)
{
	for (int i = 0; i < PAIRED; i++) {
		n[i] = 0;
		for (int k = 0; paired[i][k] >= 0; k++)
			n[i] += free_ones[paired[i][k]];
	}
	n[18] = n[10] - n[8];
	n[19] = n[11] - n[9];
	n[20] = n[18] + n[19];
}

static void try_paired(int at, int *now, int whole, struct audit *all)
{
	long long n[PAIRED + 3];
	if (at < FREE) {
		const struct tied_number *x = &t.number[at];
		for (int v = x->hidden ? 0 : (int)x->n; v <= (x->hidden ? whole : (int)x->n); v++) {
			now[at] = v;
			try_paired(at + 1, now, whole, all);
		}
		return;
	}
	paired_numbers(now, n);
	for (int i = 0; i < t.count; i++)
		if (t.number[i].hidden ? n[i] < (t.number[i].n > 0) : n[i] != t.number[i].n)
			return;
	for (int i = 0; i < t.count; i++) {
		all[i].low = n[i] < all[i].low ? n[i] : all[i].low;
		all[i].high = n[i] > all[i].high ? n[i] : all[i].high;
	}
}

Test(protect, the_audit_is_exact_on_tables_that_share_totals_too)
{
	srand(31);
	int loose = 0;
	for (int round = 0; round < 400; round++) {
		int true_ones[FREE], now[FREE];
		long long n[PAIRED + 3];
		struct audit all[PAIRED + 3];
		do {
			for (int i = 0; i < FREE; i++)
				true_ones[i] = rand() % (i < 4 ? 3 : 2);
			paired_numbers(true_ones, n);
		} while (n[18] < 0 || n[19] < 0 || n[17] > 4);
		setup();
		for (int i = 0; i < PAIRED + 3; i++) {
			tied_add(&t, n[i], TIED_CELL);
			t.number[i].hidden = i != 17 && rand() % 5 < 3;
			all[i] = (struct audit){ 1000, -1, false };
		}
		tie_paired();
		try_paired(0, now, (int)n[17], all);
		struct audit *found = audit_all(&t, &arena);
		cr_assert(found, "round %d", round);
		for (int i = 0; i < t.count; i++) {
			cr_assert(!found[i].endless && found[i].low == all[i].low &&
			              found[i].high == all[i].high,
			          "round %d, number %d: %lld to %lld, not %lld to %lld", round, i, all[i].low,
			          all[i].high, found[i].low, found[i].high);
			loose += found[i].low < found[i].high;
		}
		arena_reset(&arena);
	}
	cr_assert_gt(loose, 100, "%d", loose);
}

/* ---- the masking, judged by the audit -------------------------------------------------------------------- */

static int random_table(int rows, int columns, enum tied_alike alike)
{
	long long n[12 * 8];
	for (int i = 0; i < rows * columns; i++)
		n[i] = rand() % 3 == 0 ? 0 : rand() % 3 ? rand() % 12 : rand() % 150;
	setup();
	tied_table(&t, n, rows, columns, alike);
	return rows * columns;
}

Test(protect, random_sparse_tables_are_all_protected)
{
	srand(17);
	for (int round = 0; round < 600; round++) {
		random_table(1 + rand() % 11, 1 + rand() % 7, (enum tied_alike)(rand() % 4));
		cr_assert(protect(&t), "round %d", round);
		cr_assert(safe(), "round %d", round);
		for (int i = 0; i < t.count; i++)
			cr_assert(t.number[i].hidden || t.number[i].n == 0 || t.number[i].n >= TALLY_MIN);
		arena_reset(&arena);
	}
}

/* Plant the fault: show again one number that was hidden only to protect others. */
Test(protect, a_masking_with_one_number_less_is_caught)
{
	srand(23);
	int planted = 0, caught = 0;
	for (int round = 0; round < 100; round++) {
		random_table(5, 4, TIED_NONE);
		cr_assert(protect(&t));
		for (int i = 0; i < t.count; i++) {
			if (!t.number[i].hidden || (t.number[i].n > 0 && t.number[i].n < TALLY_MIN))
				continue;
			t.number[i].hidden = false;
			planted++;
			caught += !safe();
			t.number[i].hidden = true;
		}
		arena_reset(&arena);
	}
	cr_assert(planted > 200 && caught * 10 > planted * 4, "%d of %d", caught, planted);
}

Test(protect, many_small_cells_do_not_take_the_whole_table_with_them)
{
	srand(29);
	long long n[12 * 8];
	for (int i = 0; i < 96; i++)
		n[i] = rand() % 6 == 0 ? 1 + rand() % 10 : 20 + rand() % 200;
	tied_table(&t, n, 12, 8, TIED_BOTH);
	cr_assert(protect(&t) && safe());
	int hidden = 0, totals = 0;
	for (int i = 0; i < t.count; i++) {
		hidden += t.number[i].hidden;
		totals += t.number[i].hidden && t.number[i].role == TIED_TOTAL;
	}
	cr_assert(hidden < 40 && totals == 0, "%d hidden, %d totals", hidden, totals);
}
