/* One resident's way, message by message. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/little_pack.h"
#include "session/session.h"

static struct session s;
static struct effects fx;
static long long now;

static void begin(void)
{
	now = 1000;
	session_init(&s, now);
}

static void send_at(enum msg_kind kind, int arg, long long later_ms)
{
	now += later_ms;
	struct msg m = { .kind = kind, .arg = arg, .now_ms = now, .random = 42 };
	s = session_update(s, &little_pack, &m, &fx);
}

static void send(enum msg_kind kind, int arg)
{
	send_at(kind, arg, 1000);
}

static void to_home(void)
{
	send(MSG_WAKE, 0);
	send(MSG_LANG, LANG_FR);
}

static void to_module(void)
{
	to_home();
	send(MSG_MODULE, 0);
	send(MSG_NEXT, 0);
}

static int facts_of(enum fact_kind kind, const char *value, int at)
{
	int n = 0;
	for (int i = 0; i < fx.fact_count; i++)
		n += fx.facts[i].kind == kind && (!value || strcmp(fx.facts[i].value[at], value) == 0);
	return n;
}

TestSuite(session, .init = begin);

Test(session, first_touch_only_wakes_then_language_then_home)
{
	send(MSG_WAKE, 0);
	cr_assert_eq(s.at, AT_LANGUAGE);
	send(MSG_LANG, LANG_AR);
	cr_assert_eq(s.at, AT_HOME);
	cr_assert_eq(s.lang, LANG_AR);
}

Test(session, the_measure_is_asked_first_and_again_before_what_to_remember)
{
	to_module();
	cr_assert_eq(s.step_count, 6);
	cr_assert_eq(s.steps[0].screen, 0);
	cr_assert_not(s.steps[0].after);
	cr_assert_eq(s.steps[3].screen, 0);
	cr_assert(s.steps[3].after);
	cr_assert_eq(s.steps[4].screen, 3);
}

Test(session, a_whole_module_leaves_its_facts_and_nothing_else)
{
	to_module();
	send(MSG_ANSWER, 0); /* wrong, before */
	send(MSG_NEXT, 0);
	send(MSG_NEXT, 0); /* the page */
	send(MSG_ANSWER, 1);
	send(MSG_NEXT, 0);
	send(MSG_ANSWER, 1); /* right, after */
	send(MSG_NEXT, 0);
	send(MSG_NEXT, 0); /* to remember */
	send(MSG_NEXT, 0); /* who helps */
	cr_assert_eq(s.at, AT_OPINION);
	send(MSG_OPINION, 1);
	cr_assert_eq(s.at, AT_AGE);
	send(MSG_AGE, 4);
	cr_assert_eq(s.at, AT_THANKS);
	send(MSG_END, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
	cr_assert(fx.visit_done);
	cr_assert_eq(fx.fact_count % VISIT_PAD, 0);
	cr_assert_eq(facts_of(FACT_MODULE_START, "cyber", 0), 1);
	cr_assert_eq(facts_of(FACT_MODULE_END, "done", 1), 1);
	cr_assert_eq(facts_of(FACT_QUIZ, "low", 1), 1);
	cr_assert_eq(facts_of(FACT_QUIZ, "high", 2), 1);
	cr_assert_eq(facts_of(FACT_ITEM, NULL, 0), 1);
	cr_assert_eq(facts_of(FACT_OPINION, "plus", 1), 1);
	cr_assert_eq(facts_of(FACT_LANGUAGE, "fr", 0), 1);
	cr_assert_eq(facts_of(FACT_VISIT, "lt5", 0), 1);
}

Test(session, a_second_try_is_not_counted)
{
	to_module();
	send(MSG_ANSWER, 0);
	send(MSG_BACK, 0);
	send(MSG_ANSWER, 1);
	cr_assert_eq(s.before_asked, 1);
	cr_assert_eq(s.before_right, 0);
}

Test(session, leaving_in_the_middle_says_left)
{
	to_module();
	send(MSG_BACK, 0); /* to the cover */
	send(MSG_BACK, 0); /* home */
	send(MSG_BACK, 0); /* Terminer */
	cr_assert(fx.visit_done);
	cr_assert_eq(facts_of(FACT_MODULE_END, "left", 1), 1);
	cr_assert_eq(facts_of(FACT_MODULE_END, "done", 1), 0);
}

Test(session, not_counting_leaves_the_same_shape_with_decoys_only)
{
	to_home();
	send(MSG_SETTINGS, 0);
	send(MSG_COUNT, 0);
	send(MSG_CLOSE, 0);
	send(MSG_MODULE, 0);
	send(MSG_NEXT, 0);
	send(MSG_ANSWER, 0);
	send(MSG_BACK, 0);
	send(MSG_BACK, 0);
	send(MSG_BACK, 0);
	send(MSG_BACK, 0);
	cr_assert(fx.visit_done);
	cr_assert_eq(facts_of(FACT_DECOY, NULL, 0), fx.fact_count);
}

Test(session, whoever_only_looked_at_the_languages_is_no_visit)
{
	send(MSG_WAKE, 0);
	send(MSG_BACK, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
	cr_assert_not(fx.visit_done);
}

Test(session, idle_warns_after_ninety_seconds_and_wipes_sixty_later)
{
	to_home();
	send(MSG_SETTINGS, 0);
	send(MSG_LARGE, 1);
	send(MSG_VOLUME, 4);
	send(MSG_VOICE_DONE, 0);
	send(MSG_CLOSE, 0);
	long long touched = now;
	cr_assert_eq(session_deadline(&s), touched + IDLE_WARNING_MS);
	send_at(MSG_TICK, 0, IDLE_WARNING_MS - 1);
	cr_assert_eq(s.over, OVER_NONE);
	send_at(MSG_TICK, 0, 1);
	cr_assert_eq(s.over, OVER_IDLE);
	cr_assert(fx.say, "the warning is heard too");
	send_at(MSG_VOICE_DONE, 0, 3000);
	long long ended = now;
	while (s.at != AT_ATTRACT && now < ended + 200000) {
		cr_assert(s.turn >= 0 && s.turn < IDLE_TURNS, "the bar never grows past its frame");
		long long next = session_deadline(&s);
		cr_assert_gt(next, now, "a deadline in the past would spin");
		send_at(MSG_TICK, 0, next - now);
	}
	cr_assert_eq(s.at, AT_ATTRACT);
	cr_assert_eq(now, ended + IDLE_ANSWER_MS, "the time to answer begins when the warning was said");
	cr_assert(fx.visit_done);
	cr_assert_not(s.large);
	cr_assert_eq(s.volume, VOLUME_START);
	cr_assert_eq(s.lang, LANG_FR);
}

Test(session, any_touch_on_the_warning_goes_on_where_one_was)
{
	to_module();
	send_at(MSG_TICK, 0, IDLE_WARNING_MS);
	cr_assert_eq(s.over, OVER_IDLE);
	send(MSG_BACK, 0);
	cr_assert_eq(s.over, OVER_NONE);
	cr_assert_eq(s.at, AT_STEP);
	cr_assert_eq(s.step, 0);
}

Test(session, time_does_not_pass_while_the_voice_speaks)
{
	to_home();
	send(MSG_LISTEN, 0);
	cr_assert(fx.say);
	cr_assert_geq(session_deadline(&s), s.said_ms + SPEECH_LONGEST_MS);
	send_at(MSG_TICK, 0, 2 * IDLE_WARNING_MS);
	cr_assert_eq(s.over, OVER_NONE);
	send(MSG_VOICE_DONE, 0);
	cr_assert_eq(session_deadline(&s), now + IDLE_WARNING_MS);
}

Test(session, any_move_cuts_the_voice)
{
	to_home();
	send(MSG_LISTEN, 0);
	send(MSG_MODULE, 0);
	cr_assert(fx.hush);
	cr_assert_not(s.speaking);
}

Test(session, with_the_voice_on_each_screen_is_said)
{
	to_home();
	send(MSG_VOICE, 1);
	cr_assert(fx.say);
	send(MSG_MODULE, 0);
	cr_assert(fx.say);
}

Test(session, help_and_settings_open_and_close_over_any_screen)
{
	to_module();
	send(MSG_HELP, 0);
	cr_assert_eq(s.over, OVER_HELP);
	send(MSG_SETTINGS, 0);
	cr_assert_eq(s.over, OVER_SETTINGS);
	send(MSG_BACK, 0);
	cr_assert_eq(s.over, OVER_NONE);
	cr_assert_eq(s.at, AT_STEP);
}

Test(session, parts_are_walked_before_the_next_step)
{
	to_module();
	send(MSG_ANSWER, 0);
	send(MSG_NEXT, 0);
	send(MSG_PARTS, 3);
	send(MSG_NEXT, 0);
	cr_assert_eq(s.part, 1);
	cr_assert_eq(s.step, 1);
	send(MSG_BACK, 0);
	cr_assert_eq(s.part, 0);
	send(MSG_NEXT, 0);
	send(MSG_NEXT, 0);
	send(MSG_NEXT, 0);
	cr_assert_eq(s.step, 2);
	cr_assert_eq(s.part, 0);
}

Test(session, fewer_parts_after_a_change_of_size_never_show_an_empty_one)
{
	to_module();
	send(MSG_PARTS, 3);
	s.part = 2;
	send(MSG_PARTS, 1);
	cr_assert_eq(s.part, 0);
}

Test(session, messages_that_make_no_sense_change_nothing)
{
	to_module();
	struct session before = s;
	send(MSG_ANSWER, 99);
	send(MSG_ANSWER, -2);
	send(MSG_MODULE, 1);
	send(MSG_OPINION, 1);
	send(MSG_LANG, 1000);
	cr_assert_eq(s.at, before.at);
	cr_assert_eq(s.step, before.step);
	cr_assert_eq(s.lang, before.lang);
}

Test(session, attract_changes_language_every_four_seconds_and_asks_for_nothing_else)
{
	long long start = now;
	for (int i = 1; i <= 5; i++) {
		cr_assert_eq(session_deadline(&s), start + i * (long long)ATTRACT_TURN_MS);
		send_at(MSG_TICK, 0, session_deadline(&s) - now);
		cr_assert_eq(s.turn, i);
	}
}

/* ---- what cuts the voice, and what must not hang on it ---- */

Test(session, any_touch_cuts_the_voice)
{
	static const struct {
		enum msg_kind kind;
		int arg;
	} touches[] = { { MSG_TOUCH, 0 }, { MSG_CONTRAST, 1 }, { MSG_LARGE, 1 }, { MSG_COUNT, 0 }, { MSG_CORNER, 0 } };
	for (size_t i = 0; i < sizeof touches / sizeof *touches; i++) {
		begin();
		to_home();
		send(MSG_LISTEN, 0);
		cr_assert(s.speaking);
		send(touches[i].kind, touches[i].arg);
		cr_assert(fx.hush, "touch %zu", i);
		cr_assert_not(s.speaking);
	}
}

Test(session, a_touch_beside_everything_is_somebody)
{
	to_home();
	send_at(MSG_TOUCH, 0, IDLE_WARNING_MS - 1000);
	send_at(MSG_TICK, 0, IDLE_WARNING_MS - 1000);
	cr_assert_eq(s.over, OVER_NONE);
}

/* A sound device that hangs tells nobody that it has ended: the screen of the last resident must not stay for ever. */
Test(session, a_voice_that_never_ends_does_not_hold_the_visit_for_ever)
{
	to_home();
	send(MSG_LISTEN, 0);
	for (int i = 0; i < 20 && s.at != AT_ATTRACT; i++) {
		long long due = session_deadline(&s);
		cr_assert_geq(due, 0, "something must wake the kiosk");
		send_at(MSG_TICK, 0, due > now ? due - now : 0);
	}
	for (int i = 0; i < 20 && s.at != AT_ATTRACT; i++)
		send_at(MSG_TICK, 0, IDLE_ANSWER_MS);
	cr_assert_eq(s.at, AT_ATTRACT);
}

static void to_age(void)
{
	to_module();
	s.step = s.step_count - 1;
	send(MSG_NEXT, 0);
	send(MSG_OPINION, 0);
	cr_assert_eq(s.at, AT_AGE);
}

Test(session, an_age_is_told_in_a_wide_band_with_the_module)
{
	to_age();
	send(MSG_AGE, 3);
	cr_expect_eq(s.at, AT_THANKS);
	send(MSG_END, 0);
	cr_expect_eq(facts_of(FACT_AGE, "60-69", 0), 1);
	cr_expect_eq(facts_of(FACT_AGE, "cyber", 1), 1);
}

Test(session, who_does_not_say_an_age_is_counted_so)
{
	to_age();
	send(MSG_AGE, 5); /* no such band */
	cr_expect_eq(s.at, AT_AGE);
	send(MSG_SKIP, 0);
	send(MSG_END, 0);
	cr_expect_eq(facts_of(FACT_AGE, "unsaid", 0), 1);
}

Test(session, the_age_is_asked_once_a_visit)
{
	to_age();
	send(MSG_SKIP, 0);
	send(MSG_HOME, 0);
	send(MSG_MODULE, 1);
	send(MSG_NEXT, 0);
	s.step = s.step_count - 1;
	send(MSG_NEXT, 0);
	send(MSG_OPINION, 1);
	cr_expect_eq(s.at, AT_THANKS);
	send(MSG_END, 0);
	send(MSG_WAKE, 0);
	cr_expect_not(s.age_asked);
}

Test(session, retour_from_the_age_gives_the_opinion_again)
{
	to_age();
	send(MSG_BACK, 0);
	cr_expect_eq(s.at, AT_OPINION);
	send(MSG_OPINION, 1);
	cr_expect_eq(s.at, AT_AGE);
}

/* A département has some 300 communes: initials come first then, few enough for one list, and none is lost. */
Test(finding, many_communes_stand_in_a_few_groups_of_neighbouring_initials)
{
	static struct commune many[300];
	static char names[300][8];
	struct pack p = { .communes = many, .commune_count = 300 };
	int first[COMMUNE_GROUPS_MAX + 1];
	for (int i = 0; i < 300; i++) {
		names[i][0] = (char)('A' + i * 26 / 300);
		many[i] = (struct commune){ names[i], names[i][0], i, 1 };
	}
	int groups = commune_groups(&p, first);
	cr_assert_gt(groups, 4);
	cr_expect_eq(first[0], 0);
	cr_expect_eq(first[groups], 300);
	for (int g = 0; g < groups; g++) {
		cr_expect_lt(first[g], first[g + 1]);
		cr_expect(g == 0 || names[first[g]][0] != names[first[g] - 1][0], "an initial is in one group only");
	}
	p.commune_count = COMMUNES_LISTED;
	cr_expect_eq(commune_groups(&p, first), 1, "a short list needs no initials");
}
