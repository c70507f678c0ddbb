/* Surveys: one answer, told once; the discreet one keeps no trace of what was really answered. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/kinds.h"

static const char *told(enum fact_kind kind, int at_value)
{
	for (int i = 0; i < s.visit.count; i++)
		if (s.visit.facts[i].kind == kind)
			return s.visit.facts[i].value[at_value];
	return NULL;
}

TestSuite(survey, .init = kinds_open);

Test(survey, an_answer_is_told_alone_and_thanked_for)
{
	at(SCREEN_SURVEY, 1);
	send(MSG_ANSWER, 2);
	cr_expect_eq(s.at, AT_FEEDBACK);
	cr_expect_str_eq(told(FACT_POLL, 0), "atelier");
	cr_expect_str_eq(told(FACT_POLL, 1), "3");
	int step = s.step;
	send(MSG_NEXT, 0);
	cr_expect_eq(s.at, AT_STEP);
	cr_expect_eq(s.step, step + 1);
}

Test(survey, who_would_rather_not_answer_leaves_nothing)
{
	at(SCREEN_SURVEY, 1);
	send(MSG_ANSWER, -1);
	cr_expect_eq(s.at, AT_FEEDBACK);
	cr_expect_null(told(FACT_POLL, 0));
}

Test(survey, a_second_answer_to_the_same_question_is_not_told)
{
	at(SCREEN_SURVEY, 1);
	send(MSG_ANSWER, 2);
	send(MSG_BACK, 0);
	send(MSG_ANSWER, 1);
	int polls = 0;
	for (int i = 0; i < s.visit.count; i++)
		polls += s.visit.facts[i].kind == FACT_POLL;
	cr_expect_eq(polls, 1);
}

Test(survey, continuer_does_not_pass_a_survey_without_an_answer)
{
	at(SCREEN_SURVEY, 1);
	int step = s.step;
	send(MSG_NEXT, 0);
	cr_expect_eq(s.step, step);
}

/* Three yeses in four of those who answer yes, one in four of those who answer no. */
Test(survey, the_discreet_answer_follows_the_coin)
{
	enum { SEEDS = 4000 };
	int yes[2] = { 0 };
	for (int answer = 0; answer < 2; answer++)
		for (uint64_t seed = 0; seed < SEEDS; seed++) {
			at(SCREEN_DISCREET, seed * 7919 + 13);
			send(MSG_ANSWER, answer);
			yes[answer] += strcmp(told(FACT_SENSITIVE, 1), "yes") == 0;
		}
	/* Five standard deviations: 5 x sqrt(4000 x 3/16) = 137. */
	cr_expect(yes[0] > SEEDS * 3 / 4 - 137 && yes[0] < SEEDS * 3 / 4 + 137, "%d of %d", yes[0], SEEDS);
	cr_expect(yes[1] > SEEDS / 4 - 137 && yes[1] < SEEDS / 4 + 137, "%d of %d", yes[1], SEEDS);
}

/* Where the coin made both answers the same fact, nothing at all tells them apart. */
Test(survey, the_true_answer_is_nowhere_in_the_session)
{
	int same = 0;
	for (uint64_t seed = 0; seed < 64; seed++) {
		static struct session first;
		at(SCREEN_DISCREET, seed);
		send(MSG_ANSWER, 0);
		first = s;
		char fact[4];
		strcpy(fact, told(FACT_SENSITIVE, 1));
		at(SCREEN_DISCREET, seed);
		send(MSG_ANSWER, 1);
		if (strcmp(fact, told(FACT_SENSITIVE, 1)) != 0)
			continue;
		same++;
		cr_expect_eq(memcmp(&first, &s, sizeof s), 0);
	}
	cr_expect(same > 16 && same < 48, "%d of 64", same);
}
