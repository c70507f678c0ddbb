/* A group session: from phase to phase, the shared time, the lock, what a power cut leaves. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/little_guide.h"
#include "session/session.h"

static struct session s;
static struct effects fx;
static long long now;

static void send_n(enum msg_kind kind, int arg, int64_t number)
{
	now += 1000;
	struct msg m = { .kind = kind, .arg = arg, .number = number, .now_ms = now, .random = 4 };
	s = session_update(s, &room_pack, &m, &fx);
}

static void send(enum msg_kind kind)
{
	send_n(kind, 0, 0);
}

static void ask(enum guided_do what, int64_t number)
{
	send_n(MSG_GUIDED, what, number);
}

static void wait_ms(long long ms)
{
	struct msg m = { .kind = MSG_TICK, .now_ms = now += ms };
	s = session_update(s, &room_pack, &m, &fx);
}

/* As the loop does: it wakes at each deadline, no oftener. */
static void let_pass(long long ms)
{
	for (long long end = now + ms, due; (due = session_deadline(&s)) >= 0 && due <= end;)
		wait_ms(due > now ? due - now : 1);
}

static void code(void)
{
	send_n(MSG_DIGIT, 7, 0);
	send(MSG_ENTER);
	send_n(MSG_CODE_RESULT, 1, 0);
}

static void unlock(void)
{
	for (int i = 0; i < CORNER_TOUCHES; i++)
		send_n(MSG_CORNER, i % 2, 0);
	struct staff_info info = { .has_staff_code = 1, .store_ok = 1, .place = -1 };
	struct msg m = { .kind = MSG_STAFF_INFO, .now_ms = now, .info = &info };
	s = session_update(s, &room_pack, &m, &fx);
	code();
}

static void begin(void)
{
	room_pack_make();
	now = 1000;
	session_init(&s, now);
	send(MSG_WAKE);
	unlock();
}

static void started(void)
{
	begin();
	ask(GUIDED_OPEN, 0);
	ask(GUIDED_CHOOSE, 0);
	ask(GUIDED_START, 0);
}

TestSuite(guided, .init = started);

Test(guided, nobody_opens_it_without_the_code)
{
	session_init(&s, now);
	send(MSG_WAKE);
	ask(GUIDED_OPEN, 0);
	cr_assert_neq(s.at, AT_GUIDED);
	for (int i = 0; i < CORNER_TOUCHES; i++)
		send_n(MSG_CORNER, i % 2, 0);
	ask(GUIDED_OPEN, 0);
	cr_assert_eq(s.at, AT_STAFF);
}

Test(guided, suivant_goes_through_every_card_both_sides_and_every_phase)
{
	cr_assert_eq(s.guided.phase, 0);
	send(MSG_NEXT);
	cr_assert_eq(s.guided.phase, 1);
	cr_assert_eq(s.guided.card, -1); /* all at a glance */
	send(MSG_NEXT);
	send(MSG_NEXT);
	cr_assert_eq(s.guided.card, 1);
	cr_assert_not(s.guided.turned);
	send(MSG_NEXT);
	cr_assert_eq(s.guided.card, 1);
	cr_assert(s.guided.turned);
	send(MSG_NEXT);
	send(MSG_NEXT);
	cr_assert_eq(s.guided.phase, 2);
	send(MSG_NEXT);
	cr_assert_eq(s.guided.page, GUIDED_CLOSE);
}

Test(guided, retour_undoes_suivant)
{
	send(MSG_NEXT);
	send(MSG_NEXT);
	send(MSG_BACK);
	cr_assert_eq(s.guided.card, -1);
	send(MSG_BACK);
	cr_assert_eq(s.guided.phase, 0);
}

Test(guided, every_card_is_drawn_once_before_the_deck_is_shuffled_again)
{
	unsigned seen = 0;
	ask(GUIDED_GO, 1);
	for (int i = 0; i < 3; i++) {
		ask(GUIDED_DRAW, 0);
		seen |= 1U << s.guided.card;
	}
	cr_assert_eq(seen, 7);
	ask(GUIDED_DRAW, 0);
	cr_assert_geq(s.guided.card, 0);
}

Test(guided, turns_divide_the_time_by_the_tables_that_are_there)
{
	ask(GUIDED_SHOW, GUIDED_READY);
	for (int i = 0; i < 6; i++)
		send_n(MSG_MORE, 0, 0);
	ask(GUIDED_GO, 2);
	cr_assert_eq(s.guided.timer.left_ms, 20 * 60000 / 7); /* 2 min 51, as in the workshop's guide */
	send(MSG_NEXT);
	cr_assert_eq(s.guided.round, 1);
	cr_assert_eq(s.guided.timer.left_ms, 20 * 60000 / 7);
}

Test(guided, the_time_waits_for_a_touch_runs_pauses_and_sounds_once)
{
	int chimes = 0;
	let_pass(30 * 1000);
	cr_assert_eq(s.guided.timer.left_ms, 5 * 60000);
	ask(GUIDED_TIMER, 0);
	let_pass(60 * 1000);
	cr_assert_leq(s.guided.timer.left_ms, 4 * 60000 + 20000);
	ask(GUIDED_TIMER, 0);
	long long left = s.guided.timer.left_ms;
	let_pass(60 * 1000);
	cr_assert_eq(s.guided.timer.left_ms, left);
	ask(GUIDED_TIMER, 0);
	for (int i = 0; i < 200 && session_deadline(&s) >= 0; i++) {
		wait_ms(5000);
		chimes += fx.chime;
	}
	cr_assert_eq(chimes, 1);
	cr_assert_eq(s.guided.timer.left_ms, 0);
	cr_assert_eq(s.at, AT_GUIDED);
}

Test(guided, five_minutes_more_after_the_end_run_at_once)
{
	ask(GUIDED_TIMER, 0);
	wait_ms(5 * 60000);
	cr_assert_not(s.guided.timer.running);
	ask(GUIDED_MORE, 0);
	cr_assert(s.guided.timer.running);
	cr_assert_eq(s.guided.timer.left_ms, TIMER_MORE_MS);
}

Test(guided, left_alone_it_locks_and_the_group_still_sees_its_screen)
{
	send(MSG_NEXT);
	let_pass(2 * GUIDED_LOCK_MS);
	cr_assert_eq(s.at, AT_GUIDED);
	cr_assert(s.guided.locked);
	cr_assert_eq(s.guided.phase, 1);
	send(MSG_NEXT);
	cr_assert_eq(s.at, AT_STAFF); /* the code is asked, nothing moved */
	cr_assert_eq(s.guided.phase, 1);
	let_pass(GUIDED_CODE_MS + 1000);
	cr_assert_eq(s.at, AT_GUIDED);
	send(MSG_NEXT);
	code();
	cr_assert_eq(s.at, AT_GUIDED);
	cr_assert_not(s.guided.locked);
	cr_assert_eq(s.guided.phase, 1);
}

Test(guided, each_change_is_kept)
{
	send(MSG_NEXT);
	cr_assert(fx.keep & 1U << KEPT_GUIDED);
	ask(GUIDED_SHOW, GUIDED_READY);
	send_n(MSG_MORE, 0, 0);
	cr_assert(fx.keep & 1U << KEPT_GUIDED);
}

Test(guided, a_power_cut_resumes_at_the_same_card_with_the_time_stopped)
{
	ask(GUIDED_GO, 1);
	ask(GUIDED_CARD, 1);
	ask(GUIDED_TIMER, 0);
	struct guided kept = s.guided;
	session_init(&s, now);
	send(MSG_WAKE);
	unlock();
	struct msg m = { .kind = MSG_KEPT, .arg = KEPT_GUIDED, .kept = &kept, .now_ms = now };
	s = session_update(s, &room_pack, &m, &fx);
	ask(GUIDED_OPEN, 0);
	ask(GUIDED_RESUME, 0);
	cr_assert_eq(s.guided.page, GUIDED_PHASE);
	cr_assert_eq(s.guided.phase, 1);
	cr_assert_eq(s.guided.card, 1);
	cr_assert_not(s.guided.timer.running);
}

Test(guided, what_is_kept_is_taken_back_only_when_it_is_whole)
{
	struct guided kept = s.guided;
	cr_assert(guided_valid(&kept, &room_pack));
	kept.format++;
	cr_assert_not(guided_valid(&kept, &room_pack));
	kept = s.guided;
	memset(kept.guide_id, 'x', sizeof kept.guide_id);
	cr_assert_not(guided_valid(&kept, &room_pack));
	kept = s.guided;
	kept.shape++; /* the guide was rewritten in between */
	cr_assert_not(guided_valid(&kept, &room_pack));
	kept = s.guided;
	kept.phase = 3;
	cr_assert_not(guided_valid(&kept, &room_pack));
	kept = s.guided;
	memset(kept.entries[7].text, 'x', sizeof kept.entries[7].text);
	cr_assert_not(guided_valid(&kept, &room_pack));
}

Test(guided, a_cloth_on_the_glass_changes_nothing_for_thirty_seconds)
{
	ask(GUIDED_CLEANING, 0);
	send(MSG_NEXT);
	ask(GUIDED_GO, 2);
	cr_assert_eq(s.guided.page, GUIDED_CLEAN);
	cr_assert_eq(s.guided.phase, 0);
	let_pass(CLEANING_MS);
	cr_assert_eq(s.guided.page, GUIDED_PHASE);
}

Test(guided, the_voice_reads_the_groups_screen_when_asked)
{
	ask(GUIDED_SHOW, GUIDED_TOOLS);
	ask(GUIDED_READ, 0);
	cr_assert_eq(s.guided.page, GUIDED_PHASE);
	cr_assert(fx.say);
	send(MSG_NEXT);
	cr_assert(fx.hush); /* and is cut by what follows */
}

Test(guided, ending_it_wipes_everything_and_residents_find_their_screen)
{
	ask(GUIDED_SHOW, GUIDED_CLOSE);
	ask(GUIDED_SHOW, GUIDED_WIPE);
	ask(GUIDED_ERASE, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
	cr_assert(fx.forget & 1U << KEPT_GUIDED);
	cr_assert(fx.lock_room);
	cr_assert_not(s.guided.on);
	cr_assert_not(fx.keep);
}

Test(guided, what_leaves_for_the_coordinator_is_a_band_among_decoys)
{
	send(MSG_NEXT);
	ask(GUIDED_SHOW, GUIDED_CLOSE);
	ask(GUIDED_SHOW, GUIDED_WIPE);
	ask(GUIDED_ERASE, 0);
	int groups = 0, decoys = 0;
	cr_assert(fx.stop_done);
	cr_assert_not(fx.visit_done); /* a group is no visit */
	for (int i = 0; i < fx.fact_count; i++) {
		groups += fx.facts[i].kind == FACT_GROUP && strcmp(fx.facts[i].value[0], "petite") == 0 &&
			  strcmp(fx.facts[i].value[1], "6-10") == 0;
		decoys += fx.facts[i].kind == FACT_DECOY;
	}
	cr_assert_eq(groups, 1);
	cr_assert_eq(groups + decoys, VISIT_PAD);
}

Test(guided, a_stop_that_is_being_counted_gets_its_workshop)
{
	begin();
	send_n(MSG_STOP, STOP_OPEN, 0);
	s.at = AT_STAFF; /* back on the staff's home */
	ask(GUIDED_OPEN, 0);
	ask(GUIDED_CHOOSE, 0);
	ask(GUIDED_START, 0);
	send(MSG_NEXT);
	ask(GUIDED_SHOW, GUIDED_WIPE);
	ask(GUIDED_ERASE, 0);
	cr_assert_eq(s.stop.count, 1);
	cr_assert(s.stop.lines[0].workshop);
	cr_assert_eq(s.stop.lines[0].people, 8);
	cr_assert_eq(s.stop.lines[0].minutes, 25);
	cr_assert_str_eq(s.stop.lines[0].guide, "petite");
	cr_assert(stop_whole(&s.stop.lines[0]));
	cr_assert(fx.keep & 1U << KEPT_STOP);
}

Test(guided, a_session_that_was_only_looked_at_tells_nothing)
{
	ask(GUIDED_SHOW, GUIDED_WIPE);
	ask(GUIDED_ERASE, 0);
	cr_assert_not(fx.stop_done);
	cr_assert_eq(fx.fact_count, 0);
}

Test(guided, leaving_it_wipes_the_screen_and_keeps_the_session)
{
	ask(GUIDED_LEAVE, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
	cr_assert_not(fx.forget);
	cr_assert(fx.lock_room);
	cr_assert_not(s.guided.on);
}

Test(guided, wrong_operands_change_nothing)
{
	static const int64_t wrong[] = { -1000000000000LL, -2, 99, 4000000000LL };
	for (int what = GUIDED_CHOOSE; what <= GUIDED_CAMERA; what++)
		for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
			started();
			ask((enum guided_do)what, wrong[i]);
			if (!s.guided.on)
				continue; /* left: wiped */
			cr_assert(s.guided.phase >= 0 && s.guided.phase < 3, "verb %d", what);
			cr_assert(s.guided.tables >= 1 && s.guided.tables <= TABLES_MAX, "verb %d", what);
			cr_assert(guided_valid(&s.guided, &room_pack), "verb %d", what);
		}
}
