/* The rules of the barometer, and what a group answers. Every set of answers is tried. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/barometer.h"
#include "session/helpers/hall.h"

/* Every profile, exactly. */
static const struct barometer pure[PROFILE_NONE] = {
	[PROFILE_SYSTEMIC] = { .ongoing = 6, .beyond = 3, .posts = 1, .plan = true, .elected = true, .evaluated = true, .channels = 3 },
	[PROFILE_SCOUT] = { .ongoing = 6, .beyond = 3, .posts = 1, .plan = true, .elected = true, .channels = 3 },
	[PROFILE_ENTREPRENEUR] = { .ongoing = 1, .officer = true, .plan = true, .elected = true, .channels = 2 },
	[PROFILE_EXPLORER] = { .ongoing = 1, .beyond = 1, .posts = 1, .channels = 1 },
	[PROFILE_OBSERVER] = { .ongoing = 2, .beyond = 0, .channels = 1 },
};

static bool is_exactly(enum profile p, struct barometer b)
{
	struct nearest n = barometer_nearest(&b);
	return n.met == CRITERION_COUNT && n.count == 1 && n.profiles[0] == p;
}

/* All that the rules can be told apart by: 161 280 sets of answers. */
static void for_all(void (*see)(const struct barometer *))
{
	for (int bits = 0; bits < 16; bits++)
		for (int channels = 0; channels < 4; channels++)
			for (int posts = 0; posts <= 8; posts++)
				for (int beyond = 0; beyond <= 9; beyond++)
					for (int legal = 0; legal <= 3; legal++)
						for (int planned = 0; planned <= 12 - beyond - legal; planned++)
							see(&(struct barometer){
								.ongoing = beyond + legal, .beyond = beyond, .planned = planned,
								.posts = posts, .officer = bits & 1, .plan = bits >> 1 & 1,
								.elected = bits >> 2 & 1, .evaluated = bits >> 3 & 1,
								.channels = channels });
}

static int all, none, many, near_none;

static void count(const struct barometer *b)
{
	int exact = 0;
	for (int p = 0; p < PROFILE_NONE; p++)
		exact += profile_differs((enum profile)p, b) == 0;
	struct nearest n = barometer_nearest(b);
	all++;
	none += exact == 0;
	many += exact > 1;
	near_none += n.count == 0;
	cr_assert_eq(n.met == CRITERION_COUNT, exact == 1);
	cr_assert(n.count == 0 || n.met >= PROFILE_NEAR);
}

Test(barometer, every_set_of_answers_has_one_profile_or_none)
{
	for_all(count);
	cr_assert_eq(all, 161280);
	cr_assert_eq(many, 0);
	cr_assert_eq(none * 100LL / all, 93, "%d of %d have none", none, all);
	cr_assert_gt(near_none, 0);
}

Test(barometer, each_profile_is_found)
{
	for (int p = 0; p < PROFILE_NONE; p++)
		cr_assert(is_exactly((enum profile)p, pure[p]), "%s", profile_ids[p]);
}

/* One criterion at a time is changed: five are met, and the one that differs is named. */
Test(barometer, each_criterion_counts)
{
	for (int p = 0; p < PROFILE_NONE; p++)
		for (int c = 0; c < CRITERION_COUNT; c++) {
			struct barometer b = pure[p];
			switch (c) {
			case CRITERION_PLAN: b.plan = !b.plan; break;
			case CRITERION_ELECTED: b.elected = !b.elected; break;
			case CRITERION_AXES: b.ongoing = b.beyond = 0; break;
			case CRITERION_POSTS: b.posts = !b.posts; break;
			case CRITERION_EVALUATION: b.evaluated = !b.evaluated; break;
			default: b.channels = p == PROFILE_EXPLORER ? 2 : 0; break;
			}
			cr_assert_eq(profile_differs((enum profile)p, &b), 1U << c, "%s, %d", profile_ids[p], c);
		}
}

#define WITH(p, ...) ({ struct barometer b_ = pure[p]; __VA_ARGS__; b_; })

Test(barometer, the_edges_of_each_rule)
{
	cr_assert_not(is_exactly(PROFILE_SYSTEMIC, WITH(PROFILE_SYSTEMIC, b_.ongoing = 5)));
	cr_assert(is_exactly(PROFILE_SYSTEMIC, WITH(PROFILE_SYSTEMIC, b_.ongoing = 12; b_.beyond = 9; b_.posts = 8)));
	cr_assert_not(is_exactly(PROFILE_SCOUT, WITH(PROFILE_SCOUT, b_.channels = 2)));
	cr_assert(is_exactly(PROFILE_ENTREPRENEUR, WITH(PROFILE_ENTREPRENEUR, b_.ongoing = 3)));
	cr_assert_not(is_exactly(PROFILE_ENTREPRENEUR, WITH(PROFILE_ENTREPRENEUR, b_.beyond = 1)));
	cr_assert_not(is_exactly(PROFILE_ENTREPRENEUR, WITH(PROFILE_ENTREPRENEUR, b_.officer = false)));
	cr_assert_not(is_exactly(PROFILE_ENTREPRENEUR, WITH(PROFILE_ENTREPRENEUR, b_.channels = 3)));
	cr_assert(is_exactly(PROFILE_EXPLORER, WITH(PROFILE_EXPLORER, b_.channels = 0)));
	cr_assert_not(is_exactly(PROFILE_EXPLORER, WITH(PROFILE_EXPLORER, b_.beyond = 0)));
	cr_assert(is_exactly(PROFILE_EXPLORER, WITH(PROFILE_EXPLORER, b_.ongoing = 12; b_.beyond = 9)));
	cr_assert(is_exactly(PROFILE_OBSERVER, WITH(PROFILE_OBSERVER, b_.ongoing = 1)));
	cr_assert_not(is_exactly(PROFILE_OBSERVER, WITH(PROFILE_OBSERVER, b_.ongoing = 3)));
	cr_assert_not(is_exactly(PROFILE_OBSERVER, WITH(PROFILE_OBSERVER, b_.planned = 1)));
	cr_assert(is_exactly(PROFILE_OBSERVER, WITH(PROFILE_OBSERVER, b_.officer = true)), "everybody has a DPD since 2018");
	cr_assert_not(is_exactly(PROFILE_OBSERVER, WITH(PROFILE_OBSERVER, b_.channels = 0)));
}

Test(barometer, equally_near_profiles_are_all_named)
{
	struct barometer scout = WITH(PROFILE_SCOUT, b_.posts = 0);
	struct nearest n = barometer_nearest(&scout);
	cr_assert_eq(n.count, 1, "the evaluation still tells them apart");
	cr_assert_eq(n.met, 5);
	n = barometer_nearest(&(struct barometer){ .ongoing = 1, .beyond = 1, .channels = 1 });
	cr_assert_eq(n.met, 6);
	/* Explorateur misses its post, Observateur its lines. */
	n = barometer_nearest(&(struct barometer){ .ongoing = 3, .beyond = 1, .channels = 1 });
	cr_assert_eq(n.met, 5);
	cr_assert_eq(n.count, 2);
	cr_assert_eq(n.profiles[0], PROFILE_EXPLORER);
	cr_assert_eq(n.profiles[1], PROFILE_OBSERVER);
}

Test(barometer, three_of_six_is_not_near)
{
	struct barometer b = { .ongoing = 0, .plan = true, .evaluated = true, .channels = 0, .posts = 1 };
	struct nearest n = barometer_nearest(&b);
	cr_assert_eq(n.count, 0);
	cr_assert_eq(n.met, 0);
}

Test(barometer, every_difference_has_words)
{
	for (int p = 0; p < PROFILE_NONE; p++)
		for (int c = 0; c < CRITERION_COUNT; c++) {
			int one, two;
			cr_assert(profile_wants((enum profile)p, (enum criterion)c)[0]);
			for (int i = 0; i < PROFILE_NONE; i++)
				cr_assert(barometer_here(&pure[i], (enum profile)p, (enum criterion)c, &one, &two)[0]);
		}
}

/* ---- in a session ---- */

TestSuite(barometers, .init = hall_open);

static struct barometer read_all(int *lines, int *unanswered)
{
	const struct guide_edition *ed = guided_edition(&hall, &hall_pack);
	return barometer_read(&hall.guided, ed, ed->phase_count, lines, unanswered);
}

static struct barometer read_now(void)
{
	int lines, unanswered;
	return read_all(&lines, &unanswered);
}

static void say(const char *phase, const char *line, int answer)
{
	const struct phase *ph = hall_phase(phase);
	for (int i = 0; i < ph->axis_count; i++)
		if (strcmp(ph->axes[i].id, line) == 0) {
			hall_ask(GUIDED_CARD, i);
			hall_ask(GUIDED_ANSWER, i * 8 + answer);
			return;
		}
	cr_assert_fail("no line %s", line);
}

Test(barometers, one_line_after_the_other_then_all_of_them)
{
	const struct phase *ph = hall_phase("projets");
	cr_assert_eq(hall.guided.card, -1, "what is asked, first");
	for (int i = 0; i < 12; i++) {
		hall_touch(MSG_NEXT);
		cr_assert_eq(hall.guided.card, i);
	}
	hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.card, ph->axis_count);
	int phase = hall.guided.phase;
	hall_touch(MSG_BACK);
	cr_assert_eq(hall.guided.card, 11);
	hall_ask(GUIDED_CARD, 12);
	hall_touch(MSG_NEXT);
	cr_assert_eq(hall.guided.phase, phase + 1);
}

Test(barometers, touched_again_an_answer_is_taken_back)
{
	int lines, unanswered;
	say("projets", "thd", 0);
	read_all(&lines, &unanswered);
	cr_assert_eq(lines, 28);
	cr_assert_eq(unanswered, 27);
	say("projets", "thd", 0);
	read_all(&lines, &unanswered);
	cr_assert_eq(unanswered, 28);
}

Test(barometers, planned_counts_as_no)
{
	say("projets", "smart-city", 1);
	say("metiers", "cdo", 1);
	struct barometer b = read_now();
	cr_assert_eq(b.ongoing, 0);
	cr_assert_eq(b.planned, 1);
	cr_assert_eq(b.posts, 0);
}

Test(barometers, every_line_is_known_by_its_id)
{
	static const char *const phases[] = { "projets", "metiers", "organisation" };
	for (int i = 0; i < 3; i++) {
		const struct phase *ph = hall_phase(phases[i]);
		hall_touch(MSG_NEXT);
		for (int j = 0; j < ph->axis_count; j++)
			hall_ask(GUIDED_ANSWER, j * 8);
	}
	struct barometer b = read_now(), whole = { .ongoing = 12, .beyond = 9, .posts = 8, .officer = true, .plan = true,
						   .elected = true, .evaluated = true, .channels = 3 };
	cr_assert_eq(memcmp(&b, &whole, sizeof b), 0);
	cr_assert(is_exactly(PROFILE_SYSTEMIC, b));
}

Test(barometers, a_gap_in_communication_ends_it)
{
	say("organisation", "communication-descendante", 0);
	say("organisation", "participatif", 0);
	cr_assert_eq(read_now().channels, 1);
	say("organisation", "reseaux", 0);
	cr_assert_eq(read_now().channels, 3);
	say("organisation", "communication-descendante", 1);
	cr_assert_eq(read_now().channels, 0);
}

Test(barometers, in_a_room_of_many_hands_are_counted_beside)
{
	struct asked q;
	hall_phase("projets");
	cr_assert_not(guided_asked(&hall, &hall_pack, &q));
	hall_ask(GUIDED_HAND, 0);
	cr_assert_eq(hall.guided.ballots[0].phase, -1);
	hall_ask(GUIDED_MANY, 0);
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_HAND, 0);
	hall_ask(GUIDED_HAND, 2);
	hall_touch(MSG_NEXT);
	hall_ask(GUIDED_HAND, 1);
	cr_assert(guided_asked(&hall, &hall_pack, &q));
	cr_assert_eq(q.item, 1);
	cr_assert_eq(ballot_total(guided_ballot(&hall.guided, &q, false)), 1);
	cr_assert_eq(read_now().ongoing, 0, "hands are no answer of a collectivité");
}

Test(barometers, wrong_operands_change_nothing)
{
	const int64_t wrong[] = { -2, 3, 12 * 8, 7, 1 << 20, INT64_MAX, INT64_MIN };
	hall_phase("projets"); /* three answers */
	hall_ask(GUIDED_CARD, 0);
	struct guided before = hall.guided;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		hall_ask(GUIDED_ANSWER, wrong[i]);
		hall_ask(GUIDED_CARD, wrong[i] == 3 || wrong[i] == 7 ? 13 : wrong[i]);
		cr_assert(hall_same(&before), "%lld", (long long)wrong[i]);
	}
}
