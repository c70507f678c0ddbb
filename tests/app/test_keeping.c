/* What a group did is written at once, unless the card was written a moment ago; letters of a note after some seconds; nothing that
 * waits is lost or written twice. */
#include <criterion/criterion.h>

#include "app/keeping.h"

enum { GUIDED = 1 << KEPT_GUIDED, STOP = 1 << KEPT_STOP };

static struct keeping k;

static void fresh(void)
{
	k = (struct keeping){ 0 };
}

TestSuite(keeping, .init = fresh);

Test(keeping, the_first_change_is_written_at_once)
{
	cr_expect_eq(keeping_deadline(&k), -1);
	keeping_ask(&k, GUIDED, false, 1000);
	cr_expect_eq(keeping_deadline(&k), 1000);
	cr_expect_eq(keeping_due(&k, 1000), GUIDED);
	cr_expect_eq(keeping_due(&k, 1000), 0, "once");
	cr_expect_eq(keeping_deadline(&k), -1);
}

Test(keeping, a_quick_hand_is_written_once_in_three_seconds)
{
	int written = 0;
	for (long long now = 0; now < 30000; now += 200) {
		keeping_ask(&k, GUIDED, false, now);
		written += keeping_due(&k, now) != 0;
	}
	cr_expect_eq(written, 30000 / KEEPING_EVERY_MS);
	cr_expect_gt(keeping_deadline(&k), 0, "the last change waits");
	cr_expect_leq(keeping_deadline(&k), 30000 + KEEPING_EVERY_MS);
}

Test(keeping, people_who_were_counted_never_wait)
{
	for (long long now = 0; now < 1000; now += 100) {
		keeping_ask(&k, STOP | GUIDED, false, now);
		cr_expect(keeping_due(&k, now) & STOP, "at %lld", now);
	}
}

Test(keeping, no_change_waits_longer_than_some_seconds)
{
	long long asked = -1;
	for (long long now = 0; now < 100000; now += 100) {
		if (now % 700 == 0) {
			keeping_ask(&k, GUIDED, true, now);
			asked = asked < 0 ? now : asked;
		}
		if (keeping_due(&k, now))
			asked = -1;
		cr_assert(asked < 0 || now - asked < KEEPING_SOON_MS + 100, "asked at %lld, not written at %lld", asked, now);
	}
}

Test(keeping, a_written_note_does_not_wait_for_the_next_letter)
{
	keeping_ask(&k, GUIDED, true, 0);
	cr_expect_eq(keeping_deadline(&k), KEEPING_SOON_MS);
	keeping_ask(&k, GUIDED, false, 100);
	cr_expect_eq(keeping_due(&k, 100), GUIDED);
}

Test(keeping, each_kind_has_its_own_time)
{
	keeping_ask(&k, GUIDED, false, 0);
	cr_expect_eq(keeping_due(&k, 0), GUIDED);
	keeping_ask(&k, GUIDED | STOP, false, 100);
	cr_expect_eq(keeping_due(&k, 100), STOP);
	cr_expect_eq(keeping_all(&k, 200), GUIDED, "whoever leaves writes what waits");
	cr_expect_eq(keeping_all(&k, 200), 0);
}

Test(keeping, what_is_forgotten_is_not_written_after_all)
{
	keeping_ask(&k, GUIDED, true, 0);
	keeping_forget(&k, GUIDED);
	cr_expect_eq(keeping_due(&k, 100000), 0);
	cr_expect_eq(keeping_deadline(&k), -1);
}
