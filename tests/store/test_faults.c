/* Disks that are full, locked, or fail: what is acknowledged is there, what is not is counted as lost, and the
 * store works again as soon as the disk does (faults.md 10-13). */
#include <criterion/criterion.h>
#include <string.h>

#include "store/helpers/crash.h"
#include "store/helpers/kiosk.h"

static void start(void)
{
	test_dir_make();
	crash_reset();
}

TestSuite(faults, .init = start, .fini = test_dir_remove, .timeout = 60);

static struct store *open_crash(void)
{
	struct store *s;
	struct err e = { 0 };
	bool recovered;
	cr_assert(store_open_on(&s, test_dir, CRASH_VFS, &recovered, &e), "%s", e.text);
	cr_assert_not(recovered);
	return s;
}

static struct store_counts counts(struct store *s)
{
	struct store_counts c;
	struct err e = { 0 };
	cr_assert(store_counts(s, 20000, &c, &e), "%s", e.text);
	return c;
}

static void pauses_and_goes_on(enum crash_fault fault, enum err_code expected)
{
	struct store *s = open_crash();
	struct seen seen;
	cr_assert(put_visit(s, 1, 20000, NULL));
	cr_assert(store_set_int(s, "place", 3, NULL));
	crash_fault(fault, 0, 0);
	for (int i = 0; i < 3; i++) {
		struct err e = { 0 };
		cr_assert_not(put_visit(s, 100 + i, 20000, &e));
		cr_assert_eq(e.code, expected, "%d: %s", e.code, e.text);
	}
	cr_assert_eq(counts(s).lost_visits, 3, "%lld", (long long)counts(s).lost_visits);
	cr_assert_eq(store_get_int(s, "place", 0), 3, "reading goes on");
	crash_fault(FAULT_NONE, 0, 0);
	cr_assert(put_visit(s, 2, 20000, NULL));
	store_close(s);
	s = open_crash();
	cr_assert_eq(counts(s).lost_visits, 3);
	cr_assert_eq(counts(s).visits_total, 2);
	cr_assert(look(s, 0, &seen, NULL));
	cr_assert(seen.whole && seen.facts[1] && seen.facts[2] && seen.visits == 2);
	store_close(s);
}

Test(faults, a_full_disk_pauses_the_statistics_and_counts_the_loss)
{
	pauses_and_goes_on(FAULT_FULL, ERR_FULL);
}

Test(faults, a_disk_that_became_read_only_does_the_same)
{
	pauses_and_goes_on(FAULT_READONLY, ERR_READONLY);
}

Test(faults, losses_of_a_kiosk_that_stops_with_its_disk_full_are_counted_when_it_lets_go)
{
	struct store *s = open_crash();
	crash_fault(FAULT_FULL, 0, 0);
	cr_assert_not(put_visit(s, 1, 20000, NULL));
	crash_fault(FAULT_NONE, 0, 0);
	store_close(s);
	s = open_crash();
	cr_assert_eq(counts(s).lost_visits, 1);
	cr_assert_eq(counts(s).dirty_stops, 0);
	store_close(s);
}

Test(faults, a_start_on_a_full_disk_can_still_read)
{
	struct store *s = open_crash();
	cr_assert(put_visit(s, 1, 20000, NULL));
	cr_assert(store_set_int(s, "place", 3, NULL));
	store_close(s);
	crash_fault(FAULT_FULL, 0, 0);
	s = open_crash();
	cr_assert_eq(store_get_int(s, "place", 0), 3);
	cr_assert_not(put_visit(s, 2, 20000, NULL));
	crash_fault(FAULT_NONE, 0, 0);
	cr_assert(put_visit(s, 3, 20000, NULL));
	cr_assert_eq(counts(s).visits_total, 2);
	store_close(s);
}

Test(faults, no_store_on_a_disk_that_was_never_writable)
{
	struct store *s = (struct store *)&s;
	struct err e = { 0 };
	bool recovered;
	crash_fault(FAULT_READONLY, 0, 0);
	cr_assert_not(store_open_on(&s, test_dir, CRASH_VFS, &recovered, &e));
	cr_assert_eq(e.code, ERR_READONLY, "%s", e.text);
	cr_assert_null(s);
}

/* Operation `at` of two visits and a closing fails, `count` times in a row; after each call the power may go, so
 * what was acknowledged must be on the card and not only in the kernel's memory. */
static void fail_once(long at, long count, int cut_after, int *retried)
{
	struct seen seen;
	int done = 0, lost = 0, bundles = 0;
	crash_reset();
	struct store *s = open_crash();
	crash_fault(FAULT_WRITE, at, count);
	for (int step = 1; step <= 4; step++) {
		struct err e = { 0 };
		if (step == 3)
			bundles += store_close_bundle(s, 20007, plain_manifest, NULL, &e);
		else if (put_visit(s, step, 20000, &e))
			done++;
		else
			lost++;
		cr_assert(e.code == ERR_NONE || e.code == ERR_IO, "operation %ld: %s", at, e.text);
		if (step == cut_after)
			break;
	}
	*retried += lost == 0;
	if (cut_after < 4)
		crash_cut_at(1);
	crash_fault(FAULT_NONE, 0, 0);
	int64_t lost_counted = cut_after == 4 ? counts(s).lost_visits : 0;
	store_close(s);
	crash_power_on(0);
	s = open_crash();
	int visits = 0;
	for (int64_t b = 1; b <= counts(s).bundle_number; b++) {
		cr_assert(look(s, b, &seen, NULL));
		cr_assert(seen.whole && !seen.strange, "operation %ld", at);
		visits += seen.visits;
	}
	cr_assert_eq(visits, counts(s).visits_total, "operation %ld", at);
	cr_assert(visits == done || (lost && visits == done + 1), "operation %ld x %ld: %d stored, %d acknowledged", at,
		  count, visits, done);
	/* A visit given up as lost may turn out to be there; then it is not counted as lost. */
	if (cut_after == 4)
		cr_assert_eq(lost_counted, lost - (visits - done), "operation %ld", at);
	cr_assert(counts(s).bundle_number - 1 >= bundles, "operation %ld", at);
	cr_assert_eq(store_get_int(s, "none", 5), 5);
	store_close(s);
}

Test(faults, one_failed_write_or_flush_loses_nothing)
{
	int retried = 0, tries = 0;
	for (long at = 1; at < 90; at++)
		for (int cut_after = 1; cut_after <= 4; cut_after++, tries++)
			fail_once(at, 1, cut_after, &retried);
	cr_assert_eq(retried, tries, "%d of %d", retried, tries);
}

Test(faults, a_disk_that_fails_for_long_is_reported_and_nothing_is_half_there)
{
	int retried = 0, tries = 0;
	for (long at = 1; at < 90; at += 2)
		for (int cut_after = 1; cut_after <= 4; cut_after++, tries++)
			fail_once(at, 200, cut_after, &retried);
	cr_assert_lt(retried, tries);
}

Test(faults, a_card_that_cannot_be_read_for_a_moment_loses_nothing)
{
	struct store *s = open_crash();
	struct err e = { 0 };
	cr_assert(put_visit(s, 1, 20000, NULL));
	store_close(s);
	s = open_crash();
	crash_fault(FAULT_READ, 0, 0);
	put_visit(s, 2, 20000, &e); /* may need no reading */
	crash_fault(FAULT_NONE, 0, 0);
	cr_assert(put_visit(s, 3, 20000, &e));
	cr_assert_eq(counts(s).gaps, 0);
	struct seen seen;
	cr_assert(look(s, 0, &seen, NULL));
	cr_assert(seen.whole && seen.facts[1] && seen.facts[3]);
	store_close(s);
}
