/* Sheets: a subject a table, fields that are written or ticked, and how far each table is. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/room.h"

enum { TITLE, EFFORT, IDEAS }; /* the fields of tests/guides/seances/essai */

static int filled(int table, int sheet)
{
	return sheets_filled(&room.guided, room.guided.phase, table, sheet);
}

static void write(int field, const char *text)
{
	room_ask(GUIDED_FIELD, field);
	cr_assert_eq(room.guided.page, GUIDED_TYPING);
	room_type(text);
	room_send(MSG_CHOSEN, 0);
}

static const char *text(int table, int sheet, int field)
{
	int i = guided_next_entry(&room.guided, room.guided.phase, field, table, sheet, -1);
	return i < 0 ? NULL : room.guided.entries[i].text;
}

static void open_sheets(void)
{
	room_at(PHASE_SHEETS, 3);
	room_ask(GUIDED_TABLE, 1);
}

TestSuite(sheets, .init = open_sheets);

Test(sheets, each_table_each_sheet_has_its_own_fields)
{
	write(TITLE, "un");
	room_ask(GUIDED_SHEET, 1);
	write(TITLE, "deux");
	room_ask(GUIDED_TABLE, 2);
	write(EFFORT, "trois");
	cr_expect_str_eq(text(1, 0, TITLE), "un");
	cr_expect_str_eq(text(1, 1, TITLE), "deux");
	cr_expect_str_eq(text(2, 0, EFFORT), "trois");
	cr_expect_eq(filled(1, -1), 2);
	cr_expect_eq(filled(1, 1), 1);
	cr_expect_eq(filled(0, -1), 0);
}

Test(sheets, a_field_written_again_is_changed_not_doubled)
{
	write(TITLE, "un");
	write(TITLE, " deux");
	cr_expect_str_eq(text(1, 0, TITLE), "un deux");
	cr_expect_eq(filled(1, -1), 1);
}

Test(sheets, cards_are_ticked_and_no_longer)
{
	room_ask(GUIDED_FIELD, IDEAS);
	cr_expect_eq(room.guided.detail, SHEETS_PICK);
	room_ask(GUIDED_TAG, 1);
	room_ask(GUIDED_TAG, 0);
	int i = guided_next_entry(&room.guided, room.guided.phase, IDEAS, 1, 0, -1);
	cr_expect_eq(room.guided.entries[i].tags, 3);
	room_ask(GUIDED_TAG, 0);
	room_ask(GUIDED_TAG, 1);
	cr_expect_eq(filled(1, -1), 0);
}

Test(sheets, the_subject_is_a_card_of_the_deck_and_its_card_is_read)
{
	room_ask(GUIDED_DETAIL, SHEETS_CARD); /* none yet */
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	room_ask(GUIDED_DETAIL, SHEETS_SUBJECT);
	room_ask(GUIDED_SUBJECT, 2);
	cr_expect_eq(room.guided.subject[1], 2);
	cr_expect_eq(room.guided.subject[0], -1);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	room_ask(GUIDED_DETAIL, SHEETS_CARD);
	cr_expect_eq(room.guided.page, GUIDED_CHOICE);
	room_ask(GUIDED_TURN, 0);
	cr_expect(room.guided.turned);
	room_send(MSG_BACK, 0);
	cr_expect_eq(room.guided.table, 1);
	cr_expect_eq(room.guided.card, 0);
}

Test(sheets, suivant_goes_through_sheets_and_tables_then_on)
{
	int here = room.guided.phase;
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.sheet, 1);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.table, 2);
	cr_expect_eq(room.guided.sheet, 0);
	room_send(MSG_NEXT, 0);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.card, -1);
	room_send(MSG_NEXT, 0);
	cr_expect_eq(room.guided.phase, here + 1);
}

Test(sheets, retour_leads_to_all_tables_then_back)
{
	int here = room.guided.phase;
	room_send(MSG_BACK, 0);
	cr_expect_eq(room.guided.card, -1);
	room_send(MSG_BACK, 0);
	cr_expect_eq(room.guided.phase, here - 1);
}

Test(sheets, when_nothing_more_fits_it_is_said)
{
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		room.guided.entries[i] = (struct entry){ .phase = room.guided.phase, .table = 11, .text = "y" };
	room_ask(GUIDED_FIELD, TITLE);
	cr_expect_eq(room.guided.page, GUIDED_PHASE);
	cr_expect_eq(room.guided.detail, BOARD_FULL);
	room.guided.page = GUIDED_CHOICE;
	room.guided.detail = SHEETS_PICK;
	room.guided.chosen = IDEAS;
	room_ask(GUIDED_TAG, 0);
	cr_expect_eq(filled(1, -1), 0);
}

Test(sheets, wrong_operands_change_nothing)
{
	static const enum guided_do page[] = { GUIDED_SHEET, GUIDED_FIELD, GUIDED_DETAIL, GUIDED_SUBJECT, GUIDED_TAG,
					       GUIDED_NOTE, GUIDED_NEW_NOTE, GUIDED_MOVE, GUIDED_EDIT };
	room_wrong_operands(page, sizeof page / sizeof *page);
	room_ask(GUIDED_FIELD, IDEAS);
	static const enum guided_do pick[] = { GUIDED_TAG, GUIDED_SUBJECT, GUIDED_DETAIL, GUIDED_TABLE, GUIDED_FIELD };
	room_wrong_operands(pick, sizeof pick / sizeof *pick);
	static const enum guided_do table[] = { GUIDED_TABLE };
	room_ask(GUIDED_RETURN, 0);
	room_ask(GUIDED_TABLE, -1); /* all tables: where one is already, -1 changes nothing either */
	room_wrong_operands(table, 1);
}
