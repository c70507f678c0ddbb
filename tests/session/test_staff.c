/* The staff door and what is behind it. */
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

static void info(struct staff_info i)
{
	send_msg((struct msg){ .kind = MSG_STAFF_INFO, .info = &i });
}

static void knock(void)
{
	send(MSG_WAKE, 0);
	for (int i = 0; i < CORNER_TOUCHES; i++)
		send(MSG_CORNER, i % 2);
}

static void type(const char *code)
{
	for (; *code; code++)
		send(MSG_DIGIT, *code - '0');
	send(MSG_ENTER, 0);
}

TestSuite(staff, .init = begin);

Test(staff, six_touches_in_turn_in_the_top_corners_open_the_door)
{
	knock();
	cr_assert_eq(s.at, AT_STAFF);
	cr_assert_eq(s.staff.page, STAFF_CODE);
}

Test(staff, aide_and_retour_in_turn_open_it_from_the_keypad)
{
	send(MSG_WAKE, 0);
	for (int i = 0; i < CORNER_TOUCHES; i++)
		send(i % 2 ? MSG_BACK : MSG_HELP, 0);
	cr_assert_eq(s.at, AT_STAFF);
}

Test(staff, the_same_corner_twice_or_too_slowly_does_not)
{
	send(MSG_WAKE, 0);
	for (int i = 0; i < 20; i++)
		send(MSG_CORNER, 0);
	cr_assert_eq(s.at, AT_LANGUAGE);
	for (int i = 0; i < 20; i++) {
		now += 3000;
		send(MSG_CORNER, i % 2);
	}
	cr_assert_eq(s.at, AT_LANGUAGE);
}

Test(staff, a_visit_in_progress_is_stored_and_wiped_at_the_door)
{
	send(MSG_WAKE, 0);
	send(MSG_LANG, LANG_UK);
	send(MSG_MODULE, 0);
	for (int i = 0; i < CORNER_TOUCHES; i++)
		send(MSG_CORNER, i % 2);
	cr_assert(fx.visit_done);
	cr_assert_eq(s.module, -1);
	cr_assert_eq(s.lang, LANG_FR);
}

Test(staff, first_start_chooses_the_code_twice)
{
	knock();
	info((struct staff_info){ .store_ok = 1, .has_staff_code = 0 });
	cr_assert_eq(s.staff.page, STAFF_NEW_CODE);
	type("28041");
	cr_assert(s.staff.wrong, "too short");
	send(MSG_DIGIT, 9);
	send(MSG_ENTER, 0);
	cr_assert_eq(s.staff.page, STAFF_NEW_AGAIN);
	type("111111");
	cr_assert_eq(s.staff.page, STAFF_NEW_CODE);
	cr_assert_not(fx.set_code);
	type("280419");
	type("280419");
	cr_assert(fx.set_code);
	cr_assert_str_eq(fx.code, "280419");
	cr_assert_eq(fx.code_change, CODE_MINE);
	cr_assert_eq(s.staff.page, STAFF_WORKING);
	cr_assert_not(s.staff.unlocked, "not before it is stored");
	cr_assert_str_eq(s.staff.first, "");
	send(MSG_CODE_SET, CODE_SET);
	cr_assert_eq(s.staff.page, STAFF_HOME);
}

Test(staff, nothing_is_reached_before_the_code)
{
	knock();
	info((struct staff_info){ .has_staff_code = 1 });
	send(MSG_STAFF_GO, STAFF_HOME);
	cr_assert_eq(s.staff.page, STAFF_CODE);
	send(MSG_STAFF_PICK, 0);
	send(MSG_STAFF_DO, JOB_EXPORT);
	cr_assert_eq(fx.job, JOB_NONE, "no job without a code");
	cr_assert_eq(s.staff.page, STAFF_CODE);
}

Test(staff, the_code_leaves_the_session_at_once)
{
	knock();
	info((struct staff_info){ .has_staff_code = 1 });
	type("280419");
	cr_assert(fx.check_code);
	cr_assert_str_eq(fx.code, "280419");
	cr_assert_str_eq(s.staff.digits, "");
}

Test(staff, wrong_codes_wait_and_typing_meanwhile_does_nothing)
{
	knock();
	info((struct staff_info){ .has_staff_code = 1 });
	type("280419");
	send_msg((struct msg){ .kind = MSG_CODE_RESULT, .arg = 0, .wait_ms = 30000 });
	cr_assert(s.staff.wrong);
	send(MSG_DIGIT, 1);
	cr_assert_str_eq(s.staff.digits, "");
	cr_assert_eq(session_deadline(&s), s.staff.wait_until_ms);
	now = s.staff.wait_until_ms;
	send(MSG_TICK, 0);
	send(MSG_DIGIT, 1);
	cr_assert_str_eq(s.staff.digits, "1");
}

Test(staff, closing_early_takes_a_reason_and_the_supervisors_code)
{
	knock();
	info((struct staff_info){ .has_staff_code = 1, .has_supervisor_code = 1, .can_close = 2 });
	type("280419");
	send_msg((struct msg){ .kind = MSG_CODE_RESULT, .arg = 1 });
	send(MSG_STAFF_GO, STAFF_EXPORT);
	send(MSG_STAFF_GO, STAFF_REASON);
	send(MSG_STAFF_PICK, 2);
	cr_assert_eq(s.staff.page, STAFF_SUPERVISOR);
	type("987654");
	cr_assert_eq(fx.code_kind, CODE_SUPERVISOR);
	send_msg((struct msg){ .kind = MSG_CODE_RESULT, .arg = 1 });
	cr_assert_eq(fx.job, JOB_EXPORT_EARLY);
	cr_assert_eq(fx.job_number, 2);
	send_msg((struct msg){ .kind = MSG_JOB_RESULT, .arg = RESULT_DONE, .number = 1 });
	cr_assert_eq(s.staff.page, STAFF_RESULT);
}

Test(staff, left_alone_the_staff_screen_closes_without_a_question)
{
	knock();
	now += IDLE_WARNING_MS;
	send(MSG_TICK, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
}

Test(staff, a_page_in_parts_is_walked_forth_and_back)
{
	knock();
	send(MSG_PARTS, 2);
	send(MSG_NEXT, 0);
	cr_assert_eq(s.part, 1);
	send(MSG_NEXT, 0);
	cr_assert_eq(s.part, 1);
	send(MSG_BACK, 0);
	cr_assert_eq(s.part, 0);
	cr_assert_eq(s.at, AT_STAFF);
}

Test(staff, a_code_that_anybody_tries_first_is_not_taken)
{
	knock();
	info((struct staff_info){ .store_ok = 1 });
	type("123456");
	cr_assert_eq(s.staff.page, STAFF_NEW_CODE);
	cr_assert(s.staff.wrong && s.staff.plain);
	cr_assert_not(fx.set_code);
	type("280419");
	cr_assert_eq(s.staff.page, STAFF_NEW_AGAIN);
	cr_assert_not(s.staff.plain);
}

/* When the card does not answer, the code cannot be read: that is no first start, and nobody chooses a code. */
Test(staff, without_a_store_the_door_stays_closed)
{
	knock();
	info((struct staff_info){ .store_ok = 0, .has_staff_code = 0 });
	cr_assert_eq(s.staff.page, STAFF_CODE);
	type("111222");
	type("111222");
	send(MSG_CODE_RESULT, 0);
	cr_assert_not(s.staff.unlocked);
}

/* ---- several codes ---- */

static void inside(unsigned codes, int mine)
{
	knock();
	info((struct staff_info){ .store_ok = 1, .has_staff_code = 1, .codes = codes, .code_mine = mine, .code_number = "12345670" });
	type("280419");
	send_msg((struct msg){ .kind = MSG_CODE_RESULT, .arg = 1 });
}

Test(staff, a_right_code_asks_for_what_was_kept_and_leaving_locks_the_room)
{
	inside(1u << 1, 1);
	cr_assert(fx.fetch_kept);
	cr_assert_eq(s.staff.page, STAFF_HOME);
	send(MSG_STAFF_LEAVE, 0);
	cr_assert(fx.lock_room);
	cr_assert_eq(s.at, AT_ATTRACT);
	knock();
	send(MSG_BACK, 0);
	cr_assert_not(fx.lock_room, "nobody came in");
	inside(1u << 1, 1);
	now += IDLE_WARNING_MS;
	send(MSG_TICK, 0);
	cr_assert(fx.lock_room, "left alone");
}

Test(staff, a_code_is_added_changed_and_removed_from_their_page)
{
	inside(1u << 1 | 1u << 3, 3);
	send(MSG_STAFF_GO, STAFF_CODES);
	send_msg((struct msg){ .kind = MSG_STAFF_GO, .arg = STAFF_NEW_CODE, .number = NEW_CODE_ADD });
	type("730582");
	type("730582");
	cr_assert(fx.set_code);
	cr_assert_eq(fx.code_change, CODE_ADD);
	cr_assert_eq(fx.code_kind, CODE_STAFF);
	cr_assert_eq(s.staff.page, STAFF_WORKING);
	send(MSG_CODE_SET, CODE_SET_TAKEN);
	cr_assert(s.staff.page == STAFF_NEW_CODE && s.staff.taken, "said kindly, and asked again");
	type("941606");
	cr_assert_not(s.staff.taken);
	type("941606");
	cr_assert_eq(fx.code_change, CODE_ADD);
	send(MSG_CODE_SET, CODE_SET);
	cr_assert(s.staff.page == STAFF_CODES && s.staff.told == CODES_ADDED);
	send_msg((struct msg){ .kind = MSG_STAFF_GO, .arg = STAFF_NEW_CODE, .number = CODE_STAFF });
	type("555019");
	type("555019");
	cr_assert_eq(fx.code_change, CODE_MINE);
	send(MSG_CODE_SET, CODE_SET_UNSAVED);
	cr_assert_eq(s.staff.told, CODES_CHANGED);
	send(MSG_STAFF_PICK, 2);
	cr_assert_eq(s.staff.page, STAFF_CODES, "nobody has that one");
	send(MSG_STAFF_PICK, 3);
	cr_assert_eq(s.staff.page, STAFF_CODE_REMOVE);
	cr_assert_not(fx.set_code, "asked twice");
	send(MSG_BACK, 0);
	cr_assert_eq(s.staff.page, STAFF_CODES);
	send(MSG_STAFF_PICK, 3);
	send(MSG_STAFF_PICK, 3);
	cr_assert(fx.set_code && fx.code_change == CODE_REMOVE && fx.code_number == 3);
	send(MSG_CODE_SET, CODE_SET);
	cr_assert_eq(s.staff.told, CODES_REMOVED);
}

Test(staff, the_last_code_is_not_removed)
{
	inside(1u << 4, 4);
	send(MSG_STAFF_GO, STAFF_CODES);
	send(MSG_STAFF_PICK, 4);
	cr_assert_eq(s.staff.page, STAFF_CODES);
}

Test(staff, a_group_session_and_the_count_begin_behind_the_code_only)
{
	knock();
	info((struct staff_info){ .store_ok = 1, .has_staff_code = 1 });
	send(MSG_GUIDED, GUIDED_OPEN);
	cr_assert(s.at == AT_STAFF && s.staff.page == STAFF_CODE);
	send(MSG_STOP, 0);
	cr_assert(s.at == AT_STAFF && s.staff.page == STAFF_CODE);
	inside(1u << 1, 1);
	send(MSG_GUIDED, GUIDED_OPEN);
	cr_assert_eq(s.at, AT_GUIDED);
}

/* ---- over a group session ---- */

Test(staff, the_code_over_a_group_session_leads_back_to_it_and_nowhere_else)
{
	inside(1u << 1, 1);
	s.at = AT_STAFF;
	s.staff.page = STAFF_CODE;
	s.guided.on = s.guided.locked = true;
	send(MSG_STAFF_GO, STAFF_HOME);
	send(MSG_STAFF_GO, STAFF_FORGOTTEN);
	cr_assert_eq(s.staff.page, STAFF_CODE);
	send(MSG_BACK, 0);
	cr_assert(s.at == AT_GUIDED && s.guided.locked);
	s.at = AT_STAFF;
	type("280419");
	cr_assert(fx.check_code && s.staff.checking);
	send_msg((struct msg){ .kind = MSG_CODE_RESULT, .arg = 1 });
	cr_assert(s.at == AT_GUIDED && !s.guided.locked);
	cr_assert_not(fx.fetch_kept, "what is in memory is newer");
}

/* ---- forgotten ---- */

static void forgotten(void)
{
	knock();
	info((struct staff_info){ .store_ok = 1, .has_staff_code = 1, .stick = 1, .codes = 6, .code_number = "12345670" });
	send(MSG_STAFF_GO, STAFF_FORGOTTEN);
}

Test(staff, the_coordinations_file_leads_to_one_new_code)
{
	forgotten();
	cr_assert_eq(s.staff.page, STAFF_FORGOTTEN);
	send(MSG_STAFF_DO, JOB_EXPORT);
	cr_assert_eq(fx.job, JOB_NONE, "nothing else is open");
	send(MSG_STAFF_DO, JOB_CODE_FILE);
	cr_assert_eq(fx.job, JOB_CODE_FILE);
	send_msg((struct msg){ .kind = MSG_JOB_RESULT, .arg = RESULT_DONE });
	cr_assert_eq(s.staff.page, STAFF_NEW_CODE);
	send(MSG_STAFF_GO, STAFF_HOME);
	cr_assert_eq(s.staff.page, STAFF_NEW_CODE, "not in before the code is chosen");
	type("941606");
	type("941606");
	cr_assert_eq(fx.code_change, CODE_RESET);
	send(MSG_CODE_SET, CODE_SET);
	cr_assert(s.staff.page == STAFF_HOME && s.staff.unlocked);
}

Test(staff, a_bad_file_leads_back_and_so_does_retour_without_opening_anything)
{
	forgotten();
	send(MSG_STAFF_DO, JOB_CODE_FILE);
	send_msg((struct msg){ .kind = MSG_JOB_RESULT, .arg = RESULT_BAD_SIGNATURE });
	cr_assert_eq(s.staff.page, STAFF_RESULT);
	send(MSG_BACK, 0);
	cr_assert_eq(s.staff.page, STAFF_FORGOTTEN);
	send(MSG_STAFF_DO, JOB_CODE_FILE);
	send_msg((struct msg){ .kind = MSG_JOB_RESULT, .arg = RESULT_DONE });
	send(MSG_BACK, 0);
	cr_assert_eq(s.staff.page, STAFF_FORGOTTEN);
	cr_assert_not(s.staff.reset || s.staff.unlocked);
	send(MSG_BACK, 0);
	cr_assert_eq(s.staff.page, STAFF_CODE);
	send(MSG_BACK, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
}

Test(staff, leaving_with_the_file_read_and_no_code_chosen_takes_the_permission_back)
{
	forgotten();
	send(MSG_STAFF_DO, JOB_CODE_FILE);
	send_msg((struct msg){ .kind = MSG_JOB_RESULT, .arg = RESULT_DONE });
	now += IDLE_WARNING_MS;
	send(MSG_TICK, 0);
	cr_assert_eq(s.at, AT_ATTRACT);
	cr_assert(fx.lock_room);
}

/* ---- an update of the machine ---- */

static void in_update(void)
{
	info((struct staff_info){ .has_staff_code = 1, .store_ok = 1 });
	knock();
	type("424242");
	send_msg((struct msg){ .kind = MSG_CODE_RESULT, .arg = 1 });
	send(MSG_STAFF_GO, STAFF_UPDATE);
}

Test(staff, the_page_of_updates_looks_at_the_stick_and_again_when_it_changes)
{
	in_update();
	cr_expect_eq(s.staff.page, STAFF_UPDATE);
	cr_expect(fx.update && fx.staff_info);
	send(MSG_STICK, 1);
	cr_expect(fx.update && fx.staff_info);
	send(MSG_STAFF_GO, STAFF_HOME);
	cr_expect(fx.staff_info && !fx.update);
}

Test(staff, an_update_is_only_installed_from_its_page)
{
	in_update();
	send(MSG_STAFF_GO, STAFF_HOME);
	send(MSG_STAFF_DO, JOB_UPDATE);
	cr_expect_eq(fx.job, JOB_NONE);
	send(MSG_STAFF_GO, STAFF_UPDATE);
	send(MSG_STAFF_DO, JOB_UPDATE);
	cr_expect_eq(fx.job, JOB_UPDATE);
	cr_expect_eq(s.staff.page, STAFF_WORKING);
}

Test(staff, while_an_update_goes_on_nobody_is_sent_away)
{
	in_update();
	send(MSG_STAFF_DO, JOB_UPDATE);
	for (int percent = 0; percent <= 100; percent++) {
		now += 30 * 1000;
		send(MSG_PROGRESS, percent);
	}
	cr_expect_eq(s.staff.percent, 100);
	send(MSG_JOB_RESULT, RESULT_UNREADABLE);
	send(MSG_TICK, 0);
	cr_expect_eq(s.at, AT_STAFF);
	cr_expect_eq(s.staff.page, STAFF_RESULT);
}
