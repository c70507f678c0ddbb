/* Calculator: rows within their limits, their sum, and nothing told. */
#include <criterion/criterion.h>

#include "session/helpers/kinds.h"

TestSuite(calculate, .init = kinds_open);

Test(calculate, it_begins_where_the_author_says)
{
	at(SCREEN_CALCULATE, 1);
	cr_expect_eq(s.act.value[0], 1000);
	cr_expect_eq(s.act.value[1], 0);
	cr_expect_eq(session_total(&s, here()), 32000);
}

Test(calculate, each_row_moves_by_its_step_and_makes_its_share)
{
	at(SCREEN_CALCULATE, 1);
	send(MSG_MORE, 0);
	send(MSG_MORE, 1);
	cr_expect_eq(session_total(&s, here()), 144000);
	send(MSG_LESS, 0);
	cr_expect_eq(session_total(&s, here()), 112000);
}

Test(calculate, a_row_stays_within_its_limits)
{
	at(SCREEN_CALCULATE, 1);
	for (int i = 0; i < 20; i++)
		send(MSG_MORE, 1);
	cr_expect_eq(s.act.value[1], 5000);
	for (int i = 0; i < 20; i++)
		send(MSG_LESS, 1);
	cr_expect_eq(s.act.value[1], 0);
	send(MSG_MORE, 2); /* no such row */
	send(MSG_MORE, -1);
	cr_expect_eq(session_total(&s, here()), 32000);
}

Test(calculate, continuer_leads_on_and_nothing_is_told)
{
	at(SCREEN_CALCULATE, 1);
	int step = s.step, told = s.visit.count;
	send(MSG_MORE, 0);
	send(MSG_NEXT, 0);
	cr_expect_eq(s.step, step + 1);
	cr_expect_eq(s.visit.count, told);
}
