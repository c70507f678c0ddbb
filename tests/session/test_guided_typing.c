/* The keyboard of the room: what is written becomes a note at "C'est écrit" only, within its bound, with nothing in it that
 * would change how other texts are read. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"
#include "session/helpers/room.h"

static const char *typed(void)
{
	return room.guided.typing.text;
}

static void open_keyboard(void)
{
	room_at(PHASE_BOARD, 1);
	room_ask(GUIDED_NEW_NOTE, 0);
	cr_assert_eq(room.guided.page, GUIDED_TYPING);
}

TestSuite(typing, .init = open_keyboard);

Test(typing, three_scripts_stand_in_one_note)
{
	room_type("Été, Київ, سلام");
	cr_expect_str_eq(typed(), "Été, Київ, سلام");
	room_send(MSG_CHOSEN, 0);
	cr_expect_str_eq(room.guided.entries[0].text, "Été, Київ, سلام");
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	cr_expect_str_empty(typed());
}

Test(typing, effacer_takes_one_sign_whatever_its_bytes)
{
	room_type("aéس");
	room_send(MSG_UNDO, 0);
	cr_expect_str_eq(typed(), "aé");
	room_send(MSG_UNDO, 0);
	cr_expect_str_eq(typed(), "a");
	room_send(MSG_UNDO, 0);
	room_send(MSG_UNDO, 0);
	cr_expect_str_empty(typed());
}

Test(typing, its_bound_holds_and_is_said)
{
	for (int i = 0; i < ENTRY_BYTES - 1; i++)
		room_type("a");
	cr_expect_not(room.guided.typing.full);
	room_type("é"); /* two bytes: none of them fits */
	cr_expect(room.guided.typing.full);
	cr_expect_eq(strlen(typed()), ENTRY_BYTES - 1);
	room_type("b");
	cr_expect_not(room.guided.typing.full);
	cr_expect_eq(strlen(typed()), ENTRY_BYTES);
	cr_expect_eq(utf8_invalid(typed(), strlen(typed())), -1);
	room_type("c");
	cr_expect(room.guided.typing.full);
	room_send(MSG_UNDO, 0);
	cr_expect_not(room.guided.typing.full);
}

Test(typing, signs_that_are_none_are_refused)
{
	static const int refused[] = { 0, -1, 7, 10, 0x7F, 0x85, 0xA0, 0x200F, 0x202E, 0x2066, 0xD800, 0xFEFF, 0xFFFF, 0x110000 };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		room_send(MSG_TYPE, refused[i]);
	cr_expect_str_empty(typed());
}

Test(typing, no_space_is_first_double_or_last)
{
	room_type("  deux   mots  ");
	cr_expect_str_eq(typed(), "deux mots ");
	room_send(MSG_CHOSEN, 0);
	cr_expect_str_eq(room.guided.entries[0].text, "deux mots");
}

Test(typing, nothing_written_is_no_note)
{
	room_send(MSG_CHOSEN, 0);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	cr_expect_eq(room.guided.entries[0].phase, -1);
}

Test(typing, retour_asks_before_it_throws_away)
{
	room_type("une");
	room_send(MSG_BACK, 0);
	cr_expect(room.guided.typing.leaving);
	room_send(MSG_BACK, 0); /* twice in haste: nothing is lost */
	cr_expect_not(room.guided.typing.leaving);
	room_send(MSG_BACK, 0);
	room_send(MSG_RETRY, 0);
	cr_expect_str_eq(typed(), "une");
	room_send(MSG_BACK, 0);
	room_send(MSG_SKIP, 0);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	cr_expect_str_empty(typed());
	cr_expect_eq(room.guided.entries[0].phase, -1);
}

Test(typing, retour_without_a_letter_asks_nothing)
{
	room_send(MSG_BACK, 0);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
}

Test(typing, a_note_is_changed_in_its_place)
{
	room_type("une");
	room_send(MSG_CHOSEN, 0);
	room_ask(GUIDED_NEW_NOTE, 0);
	room_type("deux");
	room_send(MSG_CHOSEN, 0);
	room_ask(GUIDED_NOTE, 0);
	room_ask(GUIDED_EDIT, 0);
	cr_expect_str_eq(typed(), "une");
	room_type("s");
	room_send(MSG_CHOSEN, 0);
	cr_expect_str_eq(room.guided.entries[0].text, "unes");
	cr_expect_str_eq(room.guided.entries[1].text, "deux");
}

Test(typing, a_note_whose_words_are_erased_is_gone)
{
	room_type("a");
	room_send(MSG_CHOSEN, 0);
	room_ask(GUIDED_NOTE, 0);
	room_ask(GUIDED_EDIT, 0);
	room_send(MSG_UNDO, 0);
	room_send(MSG_CHOSEN, 0);
	cr_expect_eq(room.guided.entries[0].phase, -1);
}

Test(typing, the_card_is_written_when_the_note_is_not_at_each_letter)
{
	room_type("une");
	cr_expect_eq(room_fx.keep, 0);
	cr_expect_eq(room_fx.keep_soon, 1U << KEPT_GUIDED, "within seconds");
	room_send(MSG_CHOSEN, 0);
	cr_expect_eq(room_fx.keep, 1U << KEPT_GUIDED);
}

/* The machine starts again, and staff take the session back from these bytes. */
static void resume(const struct guided *kept)
{
	session_init(&room, room.touched_ms);
	room.at = AT_STAFF;
	room.staff.unlocked = true;
	struct msg m = { .kind = MSG_KEPT, .arg = KEPT_GUIDED, .kept = kept, .now_ms = room.touched_ms };
	room = session_update(room, &group_pack, &m, &room_fx);
	room_ask(GUIDED_OPEN, 0);
	cr_expect_eq(room.guided.page, GUIDED_LIST);
	room_ask(GUIDED_RESUME, 0);
}

Test(typing, a_power_cut_in_the_middle_of_a_note_resumes_in_the_middle_of_it)
{
	room_type("un");
	struct guided kept = room.guided;
	resume(&kept);
	cr_expect_eq(room.guided.page, GUIDED_TYPING);
	cr_expect_str_eq(typed(), "un");
	room_type("e");
	room_send(MSG_CHOSEN, 0);
	cr_expect_str_eq(room.guided.entries[0].text, "une");
	cr_expect_eq(room.guided.entries[0].box, 0);
	kept = room.guided;
	resume(&kept);
	cr_expect_eq(room.guided.page, GUIDED_PHASE, "nothing was being written");
}

Test(typing, half_a_note_of_other_bounds_is_not_taken_back)
{
	room_type("un");
	struct guided good = room.guided, kept = good;
	kept.typing.entry = ENTRIES_KEPT_MAX;
	resume(&kept);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	kept = good;
	kept.typing.entry = 5; /* no note is there */
	resume(&kept);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	kept = good;
	memset(kept.typing.text, 'x', sizeof kept.typing.text);
	resume(&kept);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
}

Test(typing, a_session_left_alone_keeps_no_half_note)
{
	room_type("une");
	struct msg m = { .kind = MSG_TICK, .now_ms = room.touched_ms + GUIDED_LOCK_MS };
	room = session_update(room, &group_pack, &m, &room_fx);
	cr_expect(room.guided.locked);
	cr_expect_eq(room_fx.keep, 1U << KEPT_GUIDED, "nor does the card");
	cr_expect_str_empty(typed());
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
}

Test(typing, layers_out_of_bounds_change_nothing)
{
	room_send(MSG_LAYER, 3);
	room_send(MSG_LAYER, -1);
	room_send(MSG_LAYER, 1 << 20);
	cr_expect_eq(room.guided.typing.layer, 3);
}
