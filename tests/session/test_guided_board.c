/* A board: notes written in boxes, moved, told to belong elsewhere too, grouped, given hands, sorted, deleted. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "session/helpers/room.h"

enum { HELPS, BLOCKS };

static void note(int box, const char *text)
{
	room_ask(GUIDED_NEW_NOTE, box);
	room_type(text);
	room_send(MSG_CHOSEN, 0);
}

/* The notes of a box as they stand, "a b c". */
static const char *in(int box)
{
	static char line[8000];
	short list[ENTRIES_KEPT_MAX];
	int n = board_order(&room.guided, room.guided.phase, box, room.guided.turned, list);
	line[0] = '\0';
	for (int i = 0; i < n; i++)
		sprintf(line + strlen(line), "%s%s", i ? " " : "", room.guided.entries[list[i]].text);
	return line;
}

static int find(const char *text)
{
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		if (room.guided.entries[i].phase == room.guided.phase && strcmp(room.guided.entries[i].text, text) == 0)
			return i;
	cr_assert_fail("no note %s", text);
	return -1;
}

static void on(const char *text) /* its page */
{
	if (room.guided.page != GUIDED_PHASE)
		room_ask(GUIDED_RETURN, 0);
	room_ask(GUIDED_NOTE, find(text));
	cr_assert_eq(room.guided.page, GUIDED_CHOICE);
}

static void hands(const char *text, int n)
{
	on(text);
	while (n-- > 0)
		room_ask(GUIDED_HAND, 0);
	room_send(MSG_BACK, 0);
}

static void open_board(void)
{
	room_at(PHASE_BOARD, 1);
	note(HELPS, "a");
	note(BLOCKS, "x");
	note(HELPS, "b");
	note(HELPS, "c");
}

TestSuite(board, .init = open_board);

Test(board, notes_stand_in_the_order_in_which_they_were_written)
{
	cr_expect_str_eq(in(HELPS), "a b c");
	cr_expect_str_eq(in(BLOCKS), "x");
	cr_expect_eq(room.guided.card, HELPS); /* the box stays open for the next one */
}

Test(board, a_note_is_moved)
{
	on("b");
	room_ask(GUIDED_DETAIL, BOARD_MOVE);
	room_ask(GUIDED_MOVE, BLOCKS);
	cr_expect_str_eq(in(HELPS), "a c");
	cr_expect_str_eq(in(BLOCKS), "x b");
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	cr_expect_eq(room.guided.card, BLOCKS);
}

Test(board, both)
{
	on("a");
	room_ask(GUIDED_TAG, BLOCKS);
	cr_expect_str_eq(in(HELPS), "a b c");
	cr_expect_str_eq(in(BLOCKS), "a x");
	room_ask(GUIDED_TAG, BLOCKS);
	cr_expect_str_eq(in(BLOCKS), "x");
	room_ask(GUIDED_TAG, HELPS); /* where it is: that says nothing */
	cr_expect_eq(room.guided.entries[find("a")].tags, 0);
}

Test(board, a_note_that_is_moved_where_it_belonged_too_is_there_once)
{
	on("a");
	room_ask(GUIDED_TAG, BLOCKS);
	room_ask(GUIDED_MOVE, BLOCKS);
	cr_expect_str_eq(in(BLOCKS), "a x");
	cr_expect_str_eq(in(HELPS), "b c");
}

Test(board, a_group_stands_together_and_is_counted_together)
{
	note(HELPS, "d");
	on("d");
	room_ask(GUIDED_GROUP, find("a"));
	cr_expect_str_eq(in(HELPS), "a d b c");
	hands("a", 1);
	hands("d", 2);
	cr_expect_eq(board_hands(&room.guided, find("a")), 3);
	cr_expect_eq(board_group_size(&room.guided, find("d")), 2);
	on("c");
	room_ask(GUIDED_GROUP, find("d"));
	cr_expect_str_eq(in(HELPS), "a c d b");
	room_ask(GUIDED_GROUP, find("a")); /* away again */
	cr_expect_str_eq(in(HELPS), "a d b c");
}

Test(board, a_group_of_one_is_none)
{
	on("a");
	room_ask(GUIDED_GROUP, find("b"));
	room_ask(GUIDED_GROUP, find("b"));
	cr_expect_eq(room.guided.entries[find("a")].group, 0);
	cr_expect_eq(room.guided.entries[find("b")].group, 0);
	room_ask(GUIDED_GROUP, find("b"));
	room_ask(GUIDED_MOVE, BLOCKS);
	cr_expect_eq(room.guided.entries[find("b")].group, 0);
}

Test(board, notes_of_two_boxes_are_no_group)
{
	on("a");
	room_ask(GUIDED_GROUP, find("x"));
	room_ask(GUIDED_GROUP, find("a"));
	cr_expect_eq(room.guided.entries[find("a")].group, 0);
}

Test(board, those_with_most_hands_stand_first_when_asked)
{
	hands("b", 1);
	hands("c", 4);
	cr_expect_str_eq(in(HELPS), "a b c");
	room_ask(GUIDED_TURN, 0);
	cr_expect_str_eq(in(HELPS), "c b a");
	room_ask(GUIDED_TURN, 0);
	cr_expect_str_eq(in(HELPS), "a b c");
}

Test(board, hands_are_taken_back_down_to_none_and_stop_at_their_bound)
{
	on("a");
	room_ask(GUIDED_HAND, 16);
	cr_expect_eq(room.guided.entries[find("a")].votes, 0);
	room_ask(GUIDED_HAND, 0);
	room_ask(GUIDED_HAND, 0);
	room_ask(GUIDED_HAND, 16);
	cr_expect_eq(room.guided.entries[find("a")].votes, 1);
	for (int i = 0; i < 1200; i++)
		room_ask(GUIDED_HAND, 0);
	cr_expect_eq(room.guided.entries[find("a")].votes, 999);
}

Test(board, a_note_is_deleted_when_it_was_asked_twice)
{
	on("b");
	room_ask(GUIDED_DELETE, 0);
	cr_expect_eq(room.guided.detail, BOARD_DELETE);
	cr_expect_str_eq(in(HELPS), "a b c");
	room_send(MSG_BACK, 0);
	cr_expect_eq(room.guided.detail, BOARD_NOTE);
	room_ask(GUIDED_DELETE, 0);
	room_ask(GUIDED_DELETE, 0);
	cr_expect_str_eq(in(HELPS), "a c");
	note(HELPS, "d");
	cr_expect_str_eq(in(HELPS), "a c d"); /* its place is not taken by a later one */
}

Test(board, a_full_board_says_so_and_writes_nothing)
{
	for (int i = 4; i < ENTRIES_KEPT_MAX; i++)
		note(BLOCKS, "y");
	room_ask(GUIDED_NEW_NOTE, HELPS);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	cr_expect_eq(room.guided.detail, BOARD_FULL);
	on("a");
	room_ask(GUIDED_DELETE, 0);
	room_ask(GUIDED_DELETE, 0);
	room_ask(GUIDED_NEW_NOTE, HELPS);
	cr_expect_eq(room.guided.page, GUIDED_TYPING);
}

Test(board, wrong_operands_change_nothing)
{
	static const enum guided_do page[] = { GUIDED_NEW_NOTE, GUIDED_NOTE, GUIDED_EDIT, GUIDED_MOVE, GUIDED_TAG, GUIDED_GROUP,
					       GUIDED_HAND, GUIDED_DETAIL, GUIDED_FIELD, GUIDED_SUBJECT, GUIDED_SHEET };
	room_ask(GUIDED_CARD, 0);
	room_wrong_operands(page, sizeof page / sizeof *page);
	static const enum guided_do note_page[] = { GUIDED_MOVE, GUIDED_TAG, GUIDED_GROUP, GUIDED_HAND, GUIDED_DETAIL, GUIDED_NOTE,
						    GUIDED_NEW_NOTE, GUIDED_CARD };
	on("a");
	room_wrong_operands(note_page, sizeof note_page / sizeof *note_page);
}

Test(board, suivant_goes_through_the_boxes_then_the_rounds_then_on)
{
	int here = room.guided.phase;
	room_ask(GUIDED_CARD, 0);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.card, 1);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.card, -1);
	cr_expect_eq(room.guided.round, 0);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.round, 1);
	cr_expect_eq(room.guided.timer.left_ms, room_phase()->minutes * 60000LL / 2);
	room_send(MSG_BACK, 0);
	cr_expect_eq(room.guided.round, 0);
	room_send(MSG_NEXT, 0);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.phase, here + 1);
	room_ask(GUIDED_GO, here); /* "revenez au tableau": all is there */
	cr_expect_str_eq(in(HELPS), "a b c");
}
