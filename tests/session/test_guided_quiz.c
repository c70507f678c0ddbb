/* A module's questions asked of a group, and modules chosen on the spot. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/hall.h"

static int counted(int option, bool after)
{
	struct asked q;
	cr_assert(guided_asked(&hall, &hall_pack, &q));
	q.after = after;
	const struct ballot *b = guided_ballot(&hall.guided, &q, false);
	return b ? b->count[option] : 0;
}

static int team_said(int team)
{
	struct asked q;
	cr_assert(guided_asked(&hall, &hall_pack, &q));
	const struct ballot *b = guided_ballot(&hall.guided, &q, true);
	return b ? b->count[team] : 0;
}

static void is_at(const char *id)
{
	const struct screen *q = course_screen(&hall, &hall_pack);
	cr_assert_not_null(q, "no question");
	cr_assert_str_eq(q->id, id);
}

static void asking(void)
{
	hall_open();
	hall_phase("quiz"); /* module « lettre »: a measure and a question */
}

TestSuite(quiz, .init = asking);

Test(quiz, the_measure_then_the_questions_then_the_measure_again)
{
	cr_assert_eq(hall.guided.card, -1);
	cr_assert_null(course_screen(&hall, &hall_pack));
	hall_touch(MSG_NEXT);
	is_at("lettre-etrange");
	cr_assert_not(hall.guided.after);
	hall_touch(MSG_NEXT);
	is_at("sans-timbre");
	hall_touch(MSG_NEXT);
	cr_assert(hall.guided.revealed);
	hall_touch(MSG_NEXT);
	is_at("lettre-etrange");
	cr_assert(hall.guided.after);
	hall_touch(MSG_NEXT);
	cr_assert(hall.guided.revealed);
	hall_touch(MSG_NEXT);
	cr_assert_null(course_screen(&hall, &hall_pack)); /* before and after, side by side */
	int phase = hall.guided.phase;
	hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.phase, phase + 1);
}

Test(quiz, retour_goes_the_same_way_back)
{
	for (int i = 0; i < 3; i++)
		hall_touch(MSG_NEXT);
	hall_touch(MSG_BACK);
	cr_assert_not(hall.guided.revealed);
	is_at("sans-timbre");
	hall_touch(MSG_BACK);
	hall_touch(MSG_BACK);
	cr_assert_eq(hall.guided.card, -1);
	int phase = hall.guided.phase;
	hall_touch(MSG_BACK);
	cr_assert_eq(hall.guided.phase, phase - 1);
}

Test(quiz, before_the_module_nobody_is_corrected)
{
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_REVEAL, 0);
	cr_assert_not(hall.guided.revealed);
}

Test(quiz, before_and_after_are_counted_apart)
{
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_HAND, 0);
	hall_ask(GUIDED_HAND, 0);
	for (int i = 0; i < 3; i++)
		hall_touch(MSG_NEXT);
	cr_assert(hall.guided.after);
	hall_ask(GUIDED_HAND, 1);
	cr_assert_eq(counted(0, false), 2);
	cr_assert_eq(counted(1, false), 0);
	cr_assert_eq(counted(1, true), 1);
}

Test(quiz, hands_are_not_touched_once_the_answer_is_shown)
{
	hall_touch(MSG_NEXT);
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_HAND, 0);
	hall_ask(GUIDED_REVEAL, 0);
	hall_ask(GUIDED_HAND, 0);
	cr_assert_eq(counted(0, false), 1);
}

Test(quiz, the_camera_stops_when_the_answer_is_shown)
{
	hall_touch(MSG_NEXT);
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_CAMERA, 0);
	cr_assert_eq(hall_fx.camera, 1);
	hall_ask(GUIDED_REVEAL, 0);
	cr_assert_eq(hall_fx.camera, -1);
}

Test(quiz, another_module_can_be_chosen)
{
	hall_ask(GUIDED_MODULE, -1);
	cr_assert_eq(hall.guided.module, -1);
	int phase = hall.guided.phase;
	hall_ask(GUIDED_MODULE, 0);
	is_at("lettre-etrange");
	hall_ask(GUIDED_MODULE, -1);
	hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.phase, phase + 1, "nothing to ask: the phase is over");
}

Test(quiz, a_touch_marks_the_answer_of_the_team_whose_turn_it_is)
{
	hall_ask(GUIDED_TEAMS, 2);
	cr_assert_eq(hall.guided.teams, 3);
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_ANSWER, 0 * 8 + 1);
	cr_assert_eq(hall.guided.team, 1, "the next one that has not answered");
	hall_ask(GUIDED_ANSWER, 1 * 8 + 0);
	hall_ask(GUIDED_ANSWER, 2 * 8 + 1);
	cr_assert_eq(team_said(0), 1 << 1);
	cr_assert_eq(team_said(1), 1 << 0);
	hall_ask(GUIDED_ANSWER, 0 * 8 + 0); /* they changed their mind */
	cr_assert_eq(team_said(0), 1 << 0);
	hall_ask(GUIDED_ANSWER, 0 * 8 + 0); /* touched again: taken back */
	cr_assert_eq(team_said(0), 0);
}

Test(quiz, several_right_answers_several_marks)
{
	hall_modules("tests/flows/kinds");
	hall_ask(GUIDED_TEAMS, 1);
	for (int m = 0; m < hall_pack.module_count; m++) {
		hall_ask(GUIDED_MODULE, m);
		for (int i = 0; i < STEPS_MAX && course_screen(&hall, &hall_pack); i++) {
			if (course_screen(&hall, &hall_pack)->kind == SCREEN_SEVERAL) {
				hall_ask(GUIDED_ANSWER, 1 * 8 + 0);
				hall_ask(GUIDED_ANSWER, 1 * 8 + 2);
				cr_assert_eq(team_said(1), 1 << 0 | 1 << 2);
				cr_assert_eq(hall.guided.team, 1, "it goes on choosing");
				return;
			}
			hall_touch(MSG_NEXT);
		}
		hall_ask(GUIDED_MODULE, -1);
	}
	cr_assert_fail("no such question");
}

Test(quiz, only_what_a_group_can_vote_on_is_asked)
{
	hall_modules("tests/flows/kinds");
	for (int m = 0; m < hall_pack.module_count; m++) {
		const struct edition *ed = module_edition(&hall_pack.modules[m], LANG_FR);
		struct course_step steps[STEPS_MAX];
		int n = course_of(ed, false, steps);
		for (int i = 0; i < n; i++)
			cr_assert(course_counts(&ed->screens[steps[i].screen]));
		n = course_of(ed, true, steps);
		for (int i = 0; i < n; i++) {
			enum screen_kind k = ed->screens[steps[i].screen].kind;
			cr_assert(k != SCREEN_PASSWORD && k != SCREEN_DISCREET && k != SCREEN_SURVEY && k != SCREEN_SOURCES);
		}
	}
}

Test(quiz, wrong_operands_change_nothing)
{
	const int64_t wrong[] = { -2, 99, 1 << 20, INT64_MAX, INT64_MIN };
	hall_ask(GUIDED_TEAMS, 1);
	hall_touch(MSG_NEXT);
	struct guided before = hall.guided;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		hall_ask(GUIDED_MODULE, wrong[i]);
		hall_ask(GUIDED_TEAMS, wrong[i] == -2 ? 77 : wrong[i]);
		hall_ask(GUIDED_TEAM, wrong[i]);
		hall_ask(GUIDED_ANSWER, wrong[i]);
		hall_ask(GUIDED_HAND, wrong[i]);
		cr_assert(hall_same(&before), "%lld", (long long)wrong[i]);
	}
	hall_ask(GUIDED_ANSWER, 0 * 8 + 2); /* two answers only */
	hall_ask(GUIDED_ANSWER, 2 * 8);     /* two teams only */
	cr_assert(hall_same(&before));
}

Test(quiz, teams_are_from_one_to_six)
{
	hall_ask(GUIDED_TEAMS, -3);
	cr_assert_eq(hall.guided.teams, 1);
	hall_ask(GUIDED_TEAMS, 6);
	hall_ask(GUIDED_TEAMS, 6);
	cr_assert_eq(hall.guided.teams, TEAMS_MAX);
}

/* ---- modules and durations chosen on the spot ---- */

static void choosing(void)
{
	hall_open();
	hall_modules("tests/flows/kinds");
	hall_phase("continuer");
}

TestSuite(modules, .init = choosing);

Test(modules, chosen_in_the_order_of_the_touches)
{
	cr_assert_geq(hall_pack.module_count, 2);
	hall_ask(GUIDED_MODULE, 1);
	hall_ask(GUIDED_MODULE, 0);
	cr_assert_eq(hall.guided.programme_count, 2);
	hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.module, 1);
	hall_ask(GUIDED_MODULE, 1);
	cr_assert_eq(hall.guided.programme_count, 2, "the programme changes on its own page only");
}

Test(modules, touched_again_it_is_left_out)
{
	hall_ask(GUIDED_MODULE, 1);
	hall_ask(GUIDED_MODULE, 0);
	hall_ask(GUIDED_MODULE, 1);
	cr_assert_eq(hall.guided.programme_count, 1);
	cr_assert_eq(hall.guided.programme[0].module, 0);
}

Test(modules, each_has_its_own_time)
{
	hall_ask(GUIDED_MODULE, 0);
	hall_ask(GUIDED_MODULE, 1);
	hall_ask(GUIDED_MINUTES, 0 * 2 + 1);
	hall_ask(GUIDED_MINUTES, 1 * 2 + 0);
	hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.timer.left_ms, 20 * 60000);
	for (int i = 0; i < 2 * STEPS_MAX && hall.guided.round == 0; i++)
		hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.round, 1);
	cr_assert_eq(hall.guided.module, 1);
	cr_assert_eq(hall.guided.timer.left_ms, 10 * 60000);
}

Test(modules, minutes_have_bounds)
{
	hall_ask(GUIDED_MODULE, 0);
	for (int i = 0; i < 40; i++)
		hall_ask(GUIDED_MINUTES, 1);
	cr_assert_eq(hall.guided.programme[0].minutes, 90);
	for (int i = 0; i < 40; i++)
		hall_ask(GUIDED_MINUTES, 0);
	cr_assert_eq(hall.guided.programme[0].minutes, 5);
}

Test(modules, behind_the_last_page_of_the_last_module_the_phase_ends)
{
	hall_ask(GUIDED_MODULE, 0);
	int phase = hall.guided.phase, touches = 0;
	while (hall.guided.phase == phase && touches++ < 3 * STEPS_MAX)
		hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.phase, phase + 1);
}

Test(modules, retour_from_the_first_page_is_the_programme)
{
	hall_ask(GUIDED_MODULE, 0);
	hall_touch(MSG_NEXT);
	hall_touch(MSG_BACK);
	cr_assert_eq(hall.guided.card, -1);
	cr_assert_eq(hall.guided.programme_count, 1);
}

Test(modules, wrong_operands_change_nothing)
{
	const int64_t wrong[] = { -1, 2 * PROGRAMME_MAX, 99, 1 << 20, INT64_MAX, INT64_MIN };
	hall_ask(GUIDED_MODULE, 0);
	struct guided before = hall.guided;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		hall_ask(GUIDED_MODULE, wrong[i] == 2 * PROGRAMME_MAX ? PACK_MODULES_MAX : wrong[i]);
		hall_ask(GUIDED_MINUTES, wrong[i]);
		cr_assert(hall_same(&before), "%lld", (long long)wrong[i]);
	}
}
