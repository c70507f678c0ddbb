/* The kinds that have a right answer: what a touch does, and what is told of it (right, wrong, skipped), once. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "session/helpers/kinds.h"

TestSuite(answers, .init = kinds_open);

/* The visit ends: what is told of the one activity that was done in it; "" when nothing is. */
static const char *told(void)
{
	static char result[FACT_VALUE_SIZE];
	int items = 0;
	result[0] = '\0';
	send(MSG_END, 0);
	for (int i = 0; i < fx.fact_count; i++)
		if (fx.facts[i].kind == FACT_ITEM) {
			items++;
			strcpy(result, fx.facts[i].value[3]);
		}
	cr_expect_leq(items, 1);
	return result;
}

static void pick_all(bool right)
{
	for (int i = 0; i < here()->answer_count; i++)
		if (here()->answers[i].right == right)
			send(MSG_PICK, i);
}

/* ---- several ---- */

Test(answers, several_is_right_only_when_wholly_right)
{
	at(SCREEN_SEVERAL, 1);
	pick_all(true);
	send(MSG_CHOSEN, 0);
	cr_assert_eq(s.at, AT_FEEDBACK);
	cr_assert_str_eq(told(), "right");
	at(SCREEN_SEVERAL, 1);
	send(MSG_PICK, 0); /* one right one alone */
	send(MSG_CHOSEN, 0);
	cr_assert_str_eq(told(), "wrong");
	at(SCREEN_SEVERAL, 1);
	pick_all(true);
	pick_all(false); /* and all the others */
	send(MSG_CHOSEN, 0);
	cr_assert_str_eq(told(), "wrong");
}

Test(answers, several_ends_only_when_something_is_chosen)
{
	at(SCREEN_SEVERAL, 1);
	send(MSG_CHOSEN, 0);
	cr_assert_eq(s.at, AT_STEP);
	send(MSG_PICK, 1);
	send(MSG_PICK, 1); /* taken back */
	send(MSG_CHOSEN, 0);
	cr_assert_eq(s.at, AT_STEP);
	cr_assert_eq(s.act.picked, 0);
	send(MSG_ANSWER, -1);
	cr_assert_eq(s.at, AT_FEEDBACK);
	cr_assert_str_eq(told(), "skipped");
}

Test(answers, a_second_try_is_not_counted)
{
	at(SCREEN_SEVERAL, 1);
	send(MSG_ANSWER, -1);
	send(MSG_RETRY, 0);
	cr_assert_eq(s.act.picked, 0);
	pick_all(true);
	send(MSG_CHOSEN, 0);
	cr_assert_str_eq(told(), "skipped");
}

/* ---- clues ---- */

Test(answers, clues_are_right_when_all_are_found_and_no_innocent_place_is_taken_for_one)
{
	at(SCREEN_CLUES, 1);
	send(MSG_PICK, -1); /* beside the places: costs nothing */
	cr_assert_eq(s.act.last, CLUES_ELSEWHERE);
	pick_all(true);
	cr_assert_eq(session_clues_left(&s, here()), 0);
	cr_assert_eq(s.at, AT_STEP, "the last reply is still read");
	cr_assert_str_eq(told(), "right");
	at(SCREEN_CLUES, 1);
	pick_all(false);
	pick_all(true);
	cr_assert_str_eq(told(), "wrong");
	at(SCREEN_CLUES, 1);
	send(MSG_CHOSEN, 0);
	cr_assert_eq(s.at, AT_FEEDBACK);
	cr_assert_str_eq(told(), "skipped");
	at(SCREEN_CLUES, 1);
	send(MSG_PICK, 0);
	send(MSG_CHOSEN, 0); /* "Montrer les indices" */
	cr_assert_str_eq(told(), "wrong");
}

Test(answers, a_place_touched_twice_is_found_once)
{
	at(SCREEN_CLUES, 1);
	send(MSG_PICK, 0);
	send(MSG_PICK, 0);
	cr_assert_eq(s.act.count, 1);
	send(MSG_PICK, here()->answer_count);
	cr_assert_eq(s.act.count, 1);
}

Test(answers, the_reply_closes_to_the_part_where_the_list_was)
{
	at(SCREEN_CLUES, 1);
	s.part = 2;
	s.part_count = 3;
	send(MSG_PICK, 1);
	cr_assert_eq(s.part, 0);
	send(MSG_BACK, 0);
	cr_assert_eq(s.act.last, -1);
	cr_assert_eq(s.part, 2);
	cr_assert_eq(s.at, AT_STEP);
}

/* ---- sort ---- */

static void put_each(int off)
{
	const struct screen *q = here();
	for (int i = 0; i < q->answer_count; i++) {
		int right = q->answers[session_nth(q, i)].box;
		send(MSG_PUT, off < 0 ? -1 : (right + off) % q->box_count);
		send(MSG_NEXT, 0);
	}
	cr_assert_eq(s.at, AT_FEEDBACK);
}

Test(answers, sorting_is_right_skipped_or_wrong)
{
	static const struct {
		int off;
		const char *result;
	} ways[] = { { 0, "right" }, { 1, "wrong" }, { -1, "skipped" } };
	for (int i = 0; i < 3; i++) {
		at(SCREEN_SORT, 1);
		put_each(ways[i].off);
		cr_assert_str_eq(told(), ways[i].result);
	}
}

Test(answers, a_thing_put_elsewhere_after_the_reply_stays_wrong)
{
	at(SCREEN_SORT, 1);
	int right = here()->answers[session_nth(here(), 0)].box;
	send(MSG_PUT, (right + 1) % here()->box_count);
	send(MSG_BACK, 0);
	cr_assert_eq(s.act.count, 0);
	put_each(0);
	cr_assert_str_eq(told(), "wrong");
}

Test(answers, no_thing_is_put_before_the_reply_is_read)
{
	at(SCREEN_SORT, 1);
	send(MSG_PUT, 0);
	send(MSG_PUT, 1);
	cr_assert_eq(s.act.count, 1);
	send(MSG_BACK, 0);
	send(MSG_BACK, 0); /* nothing left to take back: the step before */
	cr_assert_neq(here()->kind, SCREEN_SORT);
}

/* ---- order ---- */

Test(answers, what_is_shown_is_never_in_order_already_and_always_the_same)
{
	struct answer answers[SCREEN_ANSWERS_MAX] = { 0 };
	char id[SCREEN_ID_MAX + 1];
	for (int n = 3; n <= 10; n++)
		for (int k = 0; k < 500; k++) {
			snprintf(id, sizeof id, "ecran-%d", k);
			struct screen q = { .id = id, .answers = answers, .answer_count = n };
			uint32_t seen = 0;
			bool in_order = true;
			for (int i = 0; i < n; i++) {
				int which = session_nth(&q, i);
				cr_assert(which >= 0 && which < n);
				cr_assert_eq(which, session_nth(&q, i));
				seen |= (uint32_t)1 << which;
				in_order &= which == i;
			}
			cr_assert_eq(seen, ((uint32_t)1 << n) - 1, "each thing is shown once");
			cr_assert_not(in_order, "%s", id);
		}
}

Test(answers, numbers_are_given_and_taken_back)
{
	at(SCREEN_ORDER, 1);
	send(MSG_PICK, 2);
	send(MSG_PICK, 0);
	send(MSG_PICK, 2); /* has its number already, and is not the last: it stays */
	cr_assert_eq(s.act.count, 2);
	send(MSG_PICK, 0); /* the last one, touched again */
	cr_assert_eq(s.act.count, 1);
	send(MSG_UNDO, 0);
	cr_assert_eq(s.act.count, 0);
	send(MSG_UNDO, 0);
	cr_assert_eq(s.act.count, 0);
	send(MSG_PICK, 0);
	send(MSG_CHOSEN, 0); /* not all have a number */
	cr_assert_eq(s.at, AT_STEP);
}

Test(answers, an_order_is_right_skipped_or_wrong)
{
	for (int wrong = 0; wrong < 2; wrong++) {
		at(SCREEN_ORDER, 1);
		int n = here()->answer_count;
		for (int i = 0; i < n; i++)
			send(MSG_PICK, wrong ? n - 1 - i : i);
		send(MSG_CHOSEN, 0);
		cr_assert_str_eq(told(), wrong ? "wrong" : "right");
	}
	at(SCREEN_ORDER, 1);
	send(MSG_PICK, 0);
	send(MSG_ANSWER, -1);
	cr_assert_str_eq(told(), "skipped");
}

/* ---- estimate: 0 to 100 by 1, the truth is 94 ---- */

Test(answers, an_estimate_begins_in_the_middle_and_stays_on_its_scale)
{
	at(SCREEN_ESTIMATE, 1);
	cr_assert_eq(s.act.value[0], 50000);
	cr_assert_eq(session_large_step(&here()->scale), 10000);
	send(MSG_CHOSEN, 0); /* nothing is chosen yet */
	cr_assert_eq(s.at, AT_STEP);
	for (int i = 0; i < 8; i++)
		send(MSG_MORE, 1);
	cr_assert_eq(s.act.value[0], 100000);
	for (int i = 0; i < 12; i++)
		send(MSG_LESS, 1);
	cr_assert_eq(s.act.value[0], 0);
	send(MSG_MORE, 2); /* no such step */
	cr_assert_eq(s.act.value[0], 0);
}

Test(answers, an_estimate_is_right_within_one_step)
{
	static const struct {
		long long value;
		const char *result;
	} tries[] = { { 94000, "right" }, { 95000, "right" }, { 93000, "right" }, { 96000, "wrong" }, { 92000, "wrong" } };
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		at(SCREEN_ESTIMATE, 1);
		send(MSG_MORE, 0);
		s.act.value[0] = tries[i].value;
		send(MSG_CHOSEN, 0);
		cr_assert_str_eq(told(), tries[i].result, "%lld", tries[i].value);
	}
	at(SCREEN_ESTIMATE, 1);
	send(MSG_ANSWER, -1);
	cr_assert_str_eq(told(), "skipped");
}
