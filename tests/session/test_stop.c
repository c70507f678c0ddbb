/* The count of a stop: one touch a walk-in where it can be, nothing lost, nothing left, sums that agree. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/little_pack.h"
#include "session/session.h"

static struct session s;
static struct effects fx;
static long long now;
static int taps;

static void send_msg(struct msg m)
{
	now += 500;
	m.now_ms = now;
	s = session_update(s, &little_pack, &m, &fx);
}

static void send(enum msg_kind kind, int arg)
{
	send_msg((struct msg){ .kind = kind, .arg = arg });
}

static void stop(enum stop_do what, int64_t number)
{
	taps++;
	send_msg((struct msg){ .kind = MSG_STOP, .arg = (int)what, .number = number });
}

static int theme(const char *code)
{
	return coop_find(COOP_THEME, code);
}

static int64_t choice(enum coop_list list, const char *code)
{
	return (int64_t)list * 64 + coop_find(list, code);
}

static void staff(int64_t visits)
{
	s.at = AT_STAFF;
	s.staff.unlocked = true;
	s.staff.info = (struct staff_info){ .today = 20779, .visits_today = visits, .place = -1, .store_ok = 1 };
}

static void begin(void)
{
	now = 1000;
	session_init(&s, now);
	staff(4);
	stop(STOP_OPEN, 0);
	taps = 0;
}

static void person(int minutes, const char *code)
{
	stop(STOP_PERSON, minutes);
	stop(STOP_SET_THEME, theme(code));
	stop(STOP_SAVE, 0);
}

static void workshop(int people)
{
	stop(STOP_WORKSHOP, 0);
	stop(STOP_SET_TITLE, 4); /* « Éviter les arnaques »: the pack has no guides */
	stop(STOP_SET_PEOPLE, people);
	stop(STOP_SET_MINUTES, 60);
	stop(STOP_SAVE, 0);
}

static void commune(const char *code)
{
	for (; *code; code++)
		stop(STOP_LETTER, *code);
}

static int told(enum fact_kind kind, const char *v0, const char *v1)
{
	int n = 0;
	for (int i = 0; i < fx.fact_count; i++)
		n += fx.facts[i].kind == kind && (!v0 || strcmp(fx.facts[i].value[0], v0) == 0) &&
		     (!v1 || strcmp(fx.facts[i].value[1], v1) == 0);
	return n;
}

TestSuite(stop, .init = begin);

/* ---- the way in ---- */

Test(stop, only_a_conseiller_gets_in)
{
	session_init(&s, now);
	stop(STOP_OPEN, 0);
	cr_expect_eq(s.at, AT_ATTRACT);
	s.at = AT_STAFF; /* the code was not typed */
	stop(STOP_OPEN, 0);
	cr_expect_eq(s.at, AT_STAFF);
	s.at = AT_STOP;
	stop(STOP_PERSON, 30);
	cr_expect_eq(s.stop.page, STOP_HOME);
}

/* ---- lines ---- */

Test(stop, a_walk_in_takes_three_touches)
{
	person(30, "email");
	cr_expect_eq(taps, 3);
	cr_expect_eq(s.stop.count, 1);
	cr_expect_eq(s.stop.page, STOP_HOME);
	cr_expect(fx.keep & 1u << KEPT_STOP, "on the disk before the next one");
	cr_expect_eq(s.stop.lines[0].minutes, 30);
	cr_expect_eq(s.stop.lines[0].themes, 1u << theme("email"));
	cr_expect_eq(s.stop.lines[0].choice[COOP_AGE], -1, "not said");
}

/* At 1.2 s a touch: 6 s, and 8.4 s with status and gender; La Coop's form is a page. */
Test(stop, a_typical_walk_in_with_an_age_takes_five_touches_and_the_fullest_usual_one_seven)
{
	stop(STOP_PERSON, 30);
	stop(STOP_SET_THEME, theme("email"));
	stop(STOP_ASK, STOP_DETAILS);
	stop(STOP_SET_CHOICE, choice(COOP_AGE, "soixante_soixante_neuf"));
	stop(STOP_SAVE, 0);
	cr_expect_eq(s.stop.count, 1);
	cr_expect_leq(taps, 5);
	taps = 0;
	stop(STOP_PERSON, 30);
	stop(STOP_SET_THEME, theme("email"));
	stop(STOP_ASK, STOP_DETAILS);
	stop(STOP_SET_CHOICE, choice(COOP_AGE, "soixante_soixante_neuf"));
	stop(STOP_SET_CHOICE, choice(COOP_STATUS, "retraite"));
	stop(STOP_SET_CHOICE, choice(COOP_GENDER, "feminin"));
	stop(STOP_SAVE, 0);
	cr_expect_eq(s.stop.count, 2);
	cr_expect_leq(taps, 8, "under ten seconds");
}

Test(stop, one_like_the_one_before_takes_one_touch)
{
	person(45, "sante");
	workshop(5);
	taps = 0;
	stop(STOP_SAME, 0);
	cr_expect_eq(taps, 1);
	cr_assert_eq(s.stop.count, 3);
	cr_expect_eq(memcmp(&s.stop.lines[2], &s.stop.lines[0], sizeof s.stop.lines[0]), 0, "the last person, not the workshop");
}

Test(stop, nothing_is_like_nothing)
{
	stop(STOP_SAME, 0);
	stop(STOP_UNDO, 0);
	cr_expect_eq(s.stop.count, 0);
}

Test(stop, a_line_without_a_theme_is_not_taken)
{
	stop(STOP_PERSON, 30);
	stop(STOP_SAVE, 0);
	cr_expect_eq(s.stop.count, 0);
	cr_expect_eq(s.stop.done, STOP_MISSING);
	cr_expect_eq(s.stop.page, STOP_LINE);
}

Test(stop, what_is_chosen_twice_is_chosen_no_longer)
{
	stop(STOP_PERSON, 30);
	stop(STOP_SET_THEME, 3);
	stop(STOP_SET_THEME, 3);
	cr_expect_eq(s.stop.draft.themes, 0u);
	stop(STOP_SET_CHOICE, choice(COOP_AGE, "soixante_dix_plus"));
	cr_expect_eq(s.stop.draft.choice[COOP_AGE], 6);
	stop(STOP_SET_CHOICE, choice(COOP_AGE, "douze_dix_huit"));
	cr_expect_eq(s.stop.draft.choice[COOP_AGE], 1);
	stop(STOP_SET_CHOICE, choice(COOP_AGE, "douze_dix_huit"));
	cr_expect_eq(s.stop.draft.choice[COOP_AGE], -1);
}

Test(stop, no_material_and_a_material_exclude_each_other)
{
	stop(STOP_PERSON, 30);
	stop(STOP_SET_CHOICE, choice(COOP_MATERIAL, "ordinateur"));
	stop(STOP_SET_CHOICE, choice(COOP_MATERIAL, "tablette"));
	cr_expect_eq(s.stop.draft.material, 5);
	stop(STOP_SET_CHOICE, choice(COOP_MATERIAL, "aucun"));
	cr_expect_eq(s.stop.draft.material, 16);
	stop(STOP_SET_CHOICE, choice(COOP_MATERIAL, "telephone"));
	cr_expect_eq(s.stop.draft.material, 2);
}

Test(stop, what_is_taken_away_comes_back_with_one_touch)
{
	person(15, "email");
	person(30, "sante");
	stop(STOP_UNDO, 0);
	cr_expect_eq(s.stop.count, 1);
	cr_expect(fx.keep & 1u << KEPT_STOP);
	stop(STOP_UNDO, 0);
	cr_assert_eq(s.stop.count, 2);
	cr_expect_eq(s.stop.lines[1].minutes, 30);
}

Test(stop, any_line_can_be_changed_or_deleted)
{
	person(15, "email");
	person(30, "sante");
	person(45, "justice");
	stop(STOP_SHOW, STOP_LINES);
	stop(STOP_EDIT, 1);
	stop(STOP_ASK, STOP_MINUTES);
	stop(STOP_SET_MINUTES, 60);
	cr_expect_eq(s.stop.field, STOP_REVIEW);
	stop(STOP_SAVE, 0);
	cr_expect_eq(s.stop.count, 3);
	cr_expect_eq(s.stop.lines[1].minutes, 60);
	stop(STOP_EDIT, 0);
	stop(STOP_DELETE, 0);
	cr_assert_eq(s.stop.count, 2);
	cr_expect_eq(s.stop.lines[0].minutes, 60);
	stop(STOP_UNDO, 0);
	cr_assert_eq(s.stop.count, 3);
	cr_expect_eq(s.stop.lines[0].minutes, 15, "back in its place");
}

Test(stop, themes_of_this_stop_come_first)
{
	short order[COOP_THEMES];
	stop_usual(&s.stop, order);
	cr_expect_eq(order[0], theme("aide_aux_demarches_administratives"));
	person(30, "associations");
	person(30, "associations");
	person(30, "justice");
	stop_usual(&s.stop, order);
	cr_expect_eq(order[0], theme("associations"));
	cr_expect_eq(order[1], theme("justice"));
	unsigned all = 0;
	for (int i = 0; i < COOP_THEMES; i++)
		all |= 1u << order[i];
	cr_expect_eq(all, (1u << COOP_THEMES) - 1, "each of them once");
}

Test(stop, a_full_count_takes_no_more)
{
	person(30, "email");
	for (int i = 1; i < STOP_LINES_MAX; i++)
		stop(STOP_SAME, 0);
	cr_assert_eq(s.stop.count, STOP_LINES_MAX);
	stop(STOP_SAME, 0);
	stop(STOP_PERSON, 30);
	stop(STOP_WORKSHOP, 0);
	cr_expect_eq(s.stop.page, STOP_HOME);
	cr_expect_eq(s.stop.count, STOP_LINES_MAX);
	cr_expect(stop_valid(&s.stop));
}

Test(stop, a_workshop_needs_title_people_and_time)
{
	stop(STOP_WORKSHOP, 0);
	stop(STOP_SET_THEME, 2);
	stop(STOP_SAVE, 0);
	stop(STOP_SET_TITLE, 8);
	stop(STOP_SAVE, 0);
	stop(STOP_SET_PEOPLE, 41);
	stop(STOP_SET_PEOPLE, 0);
	stop(STOP_SET_MINUTES, 60);
	stop(STOP_SAVE, 0);
	cr_expect_eq(s.stop.count, 0);
	stop(STOP_SET_PEOPLE, 6);
	stop(STOP_SAVE, 0);
	cr_expect_eq(s.stop.count, 1);
}

Test(stop, the_title_of_a_workshop_proposes_its_theme)
{
	stop(STOP_WORKSHOP, 0);
	stop(STOP_SET_TITLE, 4);
	cr_expect_eq(s.stop.draft.themes, 1u << theme("securite_numerique"));
	stop(STOP_SET_TITLE, 99);
	cr_expect_eq(s.stop.draft.title, 4, "no such workshop");
}

/* ---- sums ---- */

Test(stop, fifteen_people_and_a_workshop_of_six_are_twenty_one_helps_on_sixteen_lines)
{
	for (int i = 0; i < 7; i++)
		person(30, "email");
	workshop(6);
	for (int i = 0; i < 8; i++)
		stop(STOP_SAME, 0);
	struct stop_sums n = stop_sums(&s.stop);
	cr_expect_eq(n.people, 15);
	cr_expect_eq(n.workshops, 1);
	cr_expect_eq(n.participants, 6);
	cr_expect_eq(n.helps, 21);
	cr_expect_eq(n.lines, 16);
	short order[STOP_LINES_MAX];
	cr_expect_eq(stop_order(&s.stop, order), 16);
	cr_expect(s.stop.lines[order[15]].workshop, "workshops come behind");
	for (int i = 1; i < 15; i++)
		cr_expect_lt(order[i - 1], order[i], "people as they came");
}

Test(stop, self_service_is_told_apart_and_never_added)
{
	person(30, "email");
	struct staff_info later = { .today = 20779, .visits_today = 13 };
	cr_expect_eq(stop_visits(&s.stop, &later), 9);
	cr_expect_eq(stop_sums(&s.stop).helps, 1);
	later.today++;
	cr_expect_eq(stop_visits(&s.stop, &later), -1, "another day: nobody knows");
	later = (struct staff_info){ .today = 20779, .visits_today = 1 };
	cr_expect_eq(stop_visits(&s.stop, &later), -1);
}

/* ---- the end ---- */

Test(stop, the_sheet_asks_for_the_commune_once)
{
	person(30, "email");
	stop(STOP_SHOW, STOP_SHEET);
	cr_expect_eq(s.stop.page, STOP_PLACE);
	commune("0100");
	stop(STOP_SHOW, STOP_SHEET);
	cr_expect_eq(s.stop.page, STOP_PLACE);
	cr_expect(s.stop.wrong);
	commune("4");
	stop(STOP_SHOW, STOP_SHEET);
	cr_expect_eq(s.stop.page, STOP_SHEET);
	cr_expect(fx.staff_info, "a stick? how many visits?");
	stop(STOP_SHOW, STOP_HOME);
	stop(STOP_SHOW, STOP_SHEET);
	cr_expect_eq(s.stop.page, STOP_SHEET);
}

Test(stop, corsica_has_letters_and_nobody_else)
{
	commune("2A0040");
	cr_expect_str_eq(s.stop.commune, "2A004");
	for (int i = 0; i < 6; i++)
		stop(STOP_RUB, 0);
	commune("0A1B");
	cr_expect_str_eq(s.stop.commune, "01");
	cr_expect(!stop_commune("2C004"));
	cr_expect(!stop_commune(""));
}

Test(stop, the_stick_gets_the_sheet_and_what_came_of_it_is_told)
{
	person(30, "email");
	commune("01004");
	stop(STOP_SHOW, STOP_SHEET);
	stop(STOP_GIVE, 0);
	cr_expect_eq(fx.job, JOB_GIVE_STOP);
	cr_expect_eq(s.stop.page, STOP_WORKING);
	send(MSG_BACK, 0);
	cr_expect_eq(s.stop.page, STOP_WORKING, "it ends by itself");
	send(MSG_JOB_RESULT, RESULT_STICK_FULL);
	cr_expect_eq(s.stop.page, STOP_GIVEN);
	cr_expect(!s.stop.handed);
	stop(STOP_GIVE, 0);
	send(MSG_JOB_RESULT, RESULT_DONE);
	cr_expect(s.stop.handed);
	stop(STOP_SHOW, STOP_HOME);
	stop(STOP_SAME, 0);
	cr_expect(!s.stop.handed, "the paper is no longer the count");
}

Test(stop, erasing_is_asked_twice_and_leaves_nothing)
{
	static const struct stop nothing;
	person(30, "email");
	commune("01004");
	stop(STOP_ERASE, 0);
	cr_expect_eq(s.stop.count, 1, "not asked yet");
	stop(STOP_SHOW, STOP_WIPE);
	stop(STOP_ERASE, 0);
	cr_expect(fx.forget & 1u << KEPT_STOP);
	cr_expect_eq(fx.keep, 0u);
	cr_expect_eq(s.stop.page, STOP_DONE);
	s.stop.page = STOP_HOME;
	cr_expect_eq(memcmp(&s.stop, &nothing, sizeof nothing), 0);
}

static void erase_all(void)
{
	commune("01004");
	stop(STOP_SHOW, STOP_WIPE);
	stop(STOP_ERASE, 0);
}

Test(stop, only_bands_are_told_padded_to_sixteen_and_no_visit_is_counted)
{
	for (int i = 0; i < 15; i++)
		person(30, "email");
	workshop(6);
	erase_all();
	cr_expect(fx.stop_done);
	cr_expect(!fx.visit_done);
	cr_expect_eq(fx.fact_count, VISIT_PAD);
	cr_expect_eq(told(FACT_PRESENCE, "01004", "11-25"), 1);
	cr_expect_eq(told(FACT_GROUP, "atelier-arnaques", "6-10"), 1);
	cr_expect_eq(told(FACT_DECOY, NULL, NULL), 14);
}

Test(stop, the_bands_have_their_edges)
{
	static const struct {
		int people, more;
		const char *band;
	} stops[] = { { 1, 0, "1-10" }, { 10, 0, "1-10" }, { 11, 0, "11-25" }, { 5, 20, "11-25" }, { 6, 20, "26plus" } };
	for (size_t k = 0; k < sizeof stops / sizeof *stops; k++) {
		begin();
		for (int i = 0; i < stops[k].people; i++)
			person(30, "email");
		if (stops[k].more)
			workshop(stops[k].more);
		erase_all();
		cr_expect_eq(told(FACT_PRESENCE, NULL, stops[k].band), 1, "%d + %d", stops[k].people, stops[k].more);
	}
}

Test(stop, a_workshop_of_one_is_no_group_and_thirty_of_them_stay_sixteen_facts)
{
	workshop(1);
	erase_all();
	cr_expect_eq(told(FACT_GROUP, NULL, NULL), 0);
	cr_expect_eq(told(FACT_PRESENCE, NULL, "1-10"), 1);
	begin();
	for (int i = 0; i < 30; i++)
		workshop(4);
	erase_all();
	cr_expect_eq(fx.fact_count, VISIT_PAD);
	cr_expect_eq(told(FACT_GROUP, NULL, "2-5"), VISIT_PAD - 1);
}

Test(stop, a_guided_session_told_its_group_itself)
{
	workshop(6);
	s.stop.lines[0].title = -1;
	strcpy(s.stop.lines[0].guide, "atelier-des-elus");
	erase_all();
	cr_expect_eq(told(FACT_GROUP, NULL, NULL), 0);
}

Test(stop, a_stop_without_anybody_tells_nothing)
{
	erase_all();
	cr_expect(!fx.stop_done);
}

/* ---- left alone, cut, taken back ---- */

Test(stop, left_alone_for_ten_minutes_it_locks_and_keeps_everything)
{
	person(30, "email");
	stop(STOP_PERSON, 60); /* in the middle of a line */
	cr_expect_eq(session_deadline(&s), now + STOP_LOCK_MS);
	now += STOP_LOCK_MS - 2000;
	send(MSG_TICK, 0);
	cr_expect_eq(s.at, AT_STOP);
	now += 2000;
	send(MSG_TICK, 0);
	cr_expect_eq(s.at, AT_ATTRACT);
	cr_expect(fx.lock_room);
	cr_expect(fx.keep & 1u << KEPT_STOP);
	cr_expect(!fx.visit_done);
	send(MSG_WAKE, 0); /* a resident in between */
	send(MSG_LANG, LANG_FR);
	send(MSG_END, 0);
	staff(9);
	stop(STOP_OPEN, 0);
	cr_expect_eq(s.stop.count, 1);
	cr_expect_eq(s.stop.page, STOP_LINE);
	cr_expect_eq(s.stop.draft.minutes, 60);
	cr_expect_eq(s.stop.visits_before, 4);
}

Test(stop, it_is_never_timed_while_the_voice_reads)
{
	send(MSG_LISTEN, 0);
	now += STOP_LOCK_MS;
	send(MSG_TICK, 0);
	cr_expect_eq(s.at, AT_STOP);
}

Test(stop, a_cut_loses_no_line)
{
	person(30, "email");
	person(45, "sante");
	struct stop kept = s.stop;
	session_init(&s, now);
	send_msg((struct msg){ .kind = MSG_KEPT, .arg = KEPT_STOP, .kept = &kept });
	staff(9);
	stop(STOP_OPEN, 0);
	cr_expect_eq(s.stop.count, 2);
	cr_expect_eq(s.stop.page, STOP_HOME);
}

Test(stop, what_the_disk_gives_back_is_never_older_than_what_is_there)
{
	person(30, "email");
	struct stop kept = s.stop;
	person(45, "sante");
	send_msg((struct msg){ .kind = MSG_KEPT, .arg = KEPT_STOP, .kept = &kept });
	cr_expect_eq(s.stop.count, 2);
}

Test(stop, what_is_not_whole_is_not_taken_back)
{
	person(30, "email");
	workshop(3);
	struct stop good = s.stop, bad[8];
	for (int i = 0; i < 8; i++)
		bad[i] = good;
	cr_assert(stop_valid(&good));
	bad[0].format++;
	bad[1].count = STOP_LINES_MAX + 1;
	bad[2].lines[0].minutes = 0;
	bad[3].lines[0].themes = 1u << 31;
	bad[4].lines[1].title = 77;
	bad[5].lines[1].people = 0;
	bad[6].lines[0].choice[COOP_AGE] = 20;
	memset(bad[7].commune, '1', sizeof bad[7].commune);
	for (int i = 0; i < 8; i++) {
		session_init(&s, now);
		send_msg((struct msg){ .kind = MSG_KEPT, .arg = KEPT_STOP, .kept = &bad[i] });
		cr_expect(!s.stop.on, "damage %d", i);
	}
}

Test(stop, the_staff_door_and_the_bar_do_no_harm)
{
	person(30, "email");
	for (int i = 0; i < 2 * CORNER_TOUCHES; i++)
		send(MSG_CORNER, i % 2);
	cr_expect_eq(s.at, AT_STOP);
	send(MSG_HELP, 0);
	cr_expect_eq(s.over, OVER_HELP);
	send(MSG_BACK, 0);
	cr_expect_eq(s.over, OVER_NONE);
	send(MSG_SETTINGS, 0);
	send(MSG_LARGE, 1);
	send(MSG_CLOSE, 0);
	cr_expect_eq(s.stop.count, 1);
	send(MSG_BACK, 0);
	cr_expect_eq(s.at, AT_STAFF);
	cr_expect_eq(s.staff.page, STAFF_HOME);
	cr_expect_eq(s.stop.count, 1, "it waits");
}

Test(stop, retour_leads_back_through_a_workshop)
{
	stop(STOP_WORKSHOP, 0);
	stop(STOP_SET_TITLE, 0);
	stop(STOP_SET_PEOPLE, 4);
	stop(STOP_SET_MINUTES, 60);
	stop(STOP_ASK, STOP_DETAILS);
	static const enum stop_field way[] = { STOP_THEMES, STOP_MINUTES, STOP_PEOPLE, STOP_TITLE };
	for (int i = 0; i < 4; i++) {
		send(MSG_BACK, 0);
		cr_expect_eq(s.stop.field, way[i]);
	}
	send(MSG_BACK, 0);
	cr_expect_eq(s.stop.page, STOP_HOME);
}
