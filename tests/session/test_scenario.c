/* A story: choices lead on, Retour goes back one place, an end leads on or begins again. */
#include <criterion/criterion.h>
#include <string.h>

#include "content/story.h"
#include "session/helpers/kinds.h"

TestSuite(scenario, .init = kinds_open);

Test(scenario, a_story_is_one_step)
{
	at(SCREEN_SCENARIO, 1);
	int stories = 0;
	const struct edition *ed = session_edition(&s, &kinds_pack);
	for (int i = 0; i < s.step_count; i++)
		stories += ed->screens[s.steps[i].screen].kind == SCREEN_SCENARIO;
	cr_expect_eq(stories, 1);
}

Test(scenario, a_choice_leads_to_its_place_and_retour_comes_back)
{
	at(SCREEN_SCENARIO, 1);
	int step = s.step;
	cr_expect_str_eq(here()->id, "appel");
	send(MSG_FOLLOW, 2);
	cr_expect_str_eq(here()->id, "son-nom");
	send(MSG_FOLLOW, 0);
	cr_expect_str_eq(here()->id, "code-donne");
	send(MSG_BACK, 0);
	cr_expect_str_eq(here()->id, "son-nom");
	send(MSG_BACK, 0);
	cr_expect_str_eq(here()->id, "appel");
	cr_expect_eq(s.step, step);
	send(MSG_BACK, 0);
	cr_expect_eq(s.step, step - 1);
}

Test(scenario, continuer_leads_on_at_an_end_only)
{
	at(SCREEN_SCENARIO, 1);
	int step = s.step;
	send(MSG_NEXT, 0);
	cr_expect_eq(s.step, step);
	send(MSG_FOLLOW, 7);
	cr_expect_str_eq(here()->id, "appel");
	send(MSG_FOLLOW, 1);
	cr_expect_str_eq(here()->id, "raccroche");
	send(MSG_NEXT, 0);
	cr_expect_eq(s.step, step + 1);
}

Test(scenario, an_end_can_begin_again)
{
	at(SCREEN_SCENARIO, 1);
	send(MSG_RETRY, 0); /* not an end */
	send(MSG_FOLLOW, 1);
	send(MSG_RETRY, 0);
	cr_expect_str_eq(here()->id, "appel");
	cr_expect_eq(s.act.count, 1);
}

Test(scenario, a_story_can_be_passed)
{
	at(SCREEN_SCENARIO, 1);
	int step = s.step;
	send(MSG_SKIP, 0);
	cr_expect_eq(s.step, step + 1);
}

/* Round and round: the first place is always there to come back to. */
Test(scenario, a_long_way_forgets_its_middle)
{
	at(SCREEN_SCENARIO, 1);
	for (int i = 0; i < 20; i++) {
		send(MSG_FOLLOW, 0);
		cr_expect_str_eq(here()->id, "code-donne");
		send(MSG_FOLLOW, 1);
		cr_expect_str_eq(here()->id, "appel");
	}
	for (int i = 0; i < SCREEN_ANSWERS_MAX - 1; i++)
		send(MSG_BACK, 0);
	cr_expect_str_eq(here()->id, "appel");
	cr_expect_eq(s.act.count, 1);
}

Test(scenario, the_way_to_an_end_is_known)
{
	at(SCREEN_SCENARIO, 1);
	const struct edition *ed = session_edition(&s, &kinds_pack);
	int first = s.steps[s.step].screen;
	cr_expect_eq(story_left(ed->screens, ed->screen_count, first), 1);
	cr_expect_eq(story_left(ed->screens, ed->screen_count, first + 3), 0);
	cr_expect_eq(story_left(ed->screens, ed->screen_count, 0), -1);
}
