/* Thirteen months at most, and never because of one wrong date. */
#include <criterion/criterion.h>

#include "base/sha256.h"
#include "store/helpers/kiosk.h"
#include "store/store.h"

TestSuite(expire, .init = test_dir_make, .fini = test_dir_remove, .timeout = 60);

enum { START = 20000, YEAR = 366, OVER = 397 };

static int total(struct store *s, int64_t bundle)
{
	static struct seen seen;
	cr_assert(look(s, bundle, &seen, NULL));
	return seen.total;
}

/* How many bundles went on that day. */
static int sweep(struct store *s, int64_t day)
{
	int dropped = -1;
	struct err e = { 0 };
	cr_assert(store_expire(s, day, &dropped, &e), "%s", e.text);
	return dropped;
}

/* One bundle of three visits, closed on START, and an open one with a visit. */
static struct store *one_closed(void)
{
	struct store *s = open_store();
	for (int i = 1; i <= 3; i++)
		cr_assert(put_visit(s, i, START, NULL));
	cr_assert(store_close_bundle(s, START, plain_manifest, NULL, NULL));
	cr_assert(put_visit(s, 4, START, NULL));
	cr_assert_eq(sweep(s, START), 0);
	return s;
}

static int closed(struct store *s)
{
	int64_t numbers[8];
	return store_closed(s, numbers, 8);
}

Test(expire, nothing_goes_in_thirteen_months)
{
	struct store *s = one_closed();
	for (int64_t day = START; day <= START + 396; day++)
		cr_assert_eq(sweep(s, day), 0, "day %d", (int)(day - START));
	cr_assert_eq(closed(s), 1);
	cr_assert_eq(total(s, 1), 3 * FACTS_PER_VISIT);
	store_close(s);
}

static bool soon(struct store *s, int64_t day)
{
	bool is = false;
	cr_assert(store_aging(s, day, &is, NULL));
	return is;
}

Test(expire, two_months_before_staff_can_be_told)
{
	struct store *s = one_closed();
	cr_expect_not(soon(s, -1));
	cr_expect_not(soon(s, START + 335));
	cr_expect(soon(s, START + 336));
	cr_assert_eq(sweep(s, START + YEAR), 0);
	cr_expect(soon(s, START + YEAR));
	cr_assert_eq(sweep(s, START + OVER), 2);
	cr_expect_not(soon(s, START + OVER), "nothing old is left");
	store_close(s);
}

Test(expire, after_thirteen_months_the_closed_and_the_open_bundle_go)
{
	struct store *s = one_closed();
	struct store_counts c;
	cr_assert_eq(sweep(s, START + YEAR), 0);
	cr_assert_eq(sweep(s, START + OVER), 2);
	cr_assert_eq(closed(s), 0);
	cr_assert_eq(total(s, 1), 0);
	cr_assert_eq(total(s, 0), 0);
	cr_assert(store_counts(s, START + OVER, &c, NULL));
	cr_assert_eq(c.bundle_number, 2);
	cr_assert_eq(c.visits_bundle, 0);
	cr_assert_eq(c.facts_kept, 0);
	cr_assert_eq(c.visits_total, 4);
	cr_assert_eq(c.opened_day, START + OVER);
	/* The chain goes on, and what comes after is kept. */
	cr_assert(put_visit(s, 5, START + OVER, NULL));
	cr_assert(store_close_bundle(s, START + OVER, plain_manifest, NULL, NULL));
	cr_assert_eq(sweep(s, START + OVER + 1), 0);
	cr_assert_eq(closed(s), 1);
	store_close(s);
	s = open_store();
	cr_assert_eq(closed(s), 1);
	cr_assert_eq(total(s, 2), FACTS_PER_VISIT);
	store_close(s);
}

Test(expire, a_receipt_that_comes_late_is_still_understood)
{
	struct store *s = one_closed();
	char manifest[300], signature[300];
	size_t n, m;
	struct sha256 h;
	uint8_t hash[32];
	cr_assert(store_bundle_manifest(s, 1, manifest, &n, signature, &m, sizeof manifest, NULL));
	sha256_init(&h);
	sha256_add(&h, manifest, n);
	sha256_end(&h, hash);
	sweep(s, START + YEAR);
	sweep(s, START + OVER);
	cr_assert(store_receipt(s, 1, hash, NULL));
	hash[0] ^= 1;
	cr_assert_not(store_receipt(s, 1, hash, NULL));
	store_close(s);
}

Test(expire, without_a_confirmed_date_nothing_happens)
{
	struct store *s = one_closed();
	for (int i = 0; i < 2000; i++)
		cr_assert_eq(sweep(s, -1), 0);
	cr_assert_eq(total(s, 1), 3 * FACTS_PER_VISIT);
	store_close(s);
}

Test(expire, one_wrong_date_loses_nothing)
{
	struct store *s = one_closed();
	cr_assert_eq(sweep(s, START + 30000), 0, "a date far ahead deletes at once");
	cr_assert_eq(sweep(s, START + 10), 0);
	cr_assert_eq(sweep(s, START + 30000), 0, "a date put back does not take the finding back");
	cr_assert_eq(sweep(s, START + 30003), 0, "three days are no week");
	cr_assert_eq(sweep(s, START + 11), 0);
	cr_assert_eq(total(s, 1), 3 * FACTS_PER_VISIT);
	cr_assert_eq(sweep(s, START + YEAR), 0);
	cr_assert_eq(sweep(s, START + OVER), 2);
	store_close(s);
}

Test(expire, a_date_in_1970_makes_nothing_older)
{
	struct store *s = one_closed();
	cr_assert_eq(sweep(s, 0), 0);
	for (int64_t day = START + 1; day < START + 100; day++)
		cr_assert_eq(sweep(s, day), 0);
	cr_assert_eq(total(s, 1), 3 * FACTS_PER_VISIT);
	store_close(s);
}

Test(expire, a_bundle_born_in_2099_counts_from_the_true_date_once_it_has_held_a_week)
{
	enum { AHEAD = START + 30000 };
	struct store *s = open_store();
	cr_assert(put_visit(s, 1, AHEAD, NULL));
	cr_assert(store_close_bundle(s, AHEAD, plain_manifest, NULL, NULL));
	cr_assert_eq(sweep(s, AHEAD), 0);
	for (int64_t day = START; day <= START + 396; day += 3)
		cr_assert_eq(sweep(s, day), 0);
	cr_assert_eq(total(s, 1), FACTS_PER_VISIT);
	cr_assert_geq(sweep(s, START + OVER), 1);
	cr_assert_eq(total(s, 1), 0);
	store_close(s);
}

Test(expire, a_bundle_of_undated_visits_counts_from_the_first_confirmed_day)
{
	struct store *s = open_store();
	cr_assert(put_visit(s, 1, -1, NULL));
	cr_assert(store_close_bundle(s, -1, plain_manifest, NULL, NULL));
	cr_assert_eq(sweep(s, START + 200), 0);
	cr_assert_eq(sweep(s, START + OVER), 0);
	cr_assert_eq(sweep(s, START + 200 + YEAR), 0);
	cr_assert_eq(total(s, 1), FACTS_PER_VISIT);
	cr_assert_geq(sweep(s, START + 200 + OVER), 1);
	cr_assert_eq(total(s, 1), 0);
	store_close(s);
}

Test(expire, the_finding_outlives_a_restart)
{
	struct store *s = one_closed();
	sweep(s, START + YEAR + 10);
	store_close(s);
	s = open_store();
	cr_assert_eq(sweep(s, START + OVER), 2);
	store_close(s);
}
