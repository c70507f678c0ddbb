/* Votes of a group: raised hands, printed cards; nothing but counts, and nothing that was not asked changes them. */
#include <criterion/criterion.h>

#include "session/helpers/hall.h"

static const struct ballot *ballot(void)
{
	struct asked q;
	return guided_asked(&hall, &hall_pack, &q) ? guided_ballot(&hall.guided, &q, false) : NULL;
}

static int hands(int option)
{
	const struct ballot *b = ballot();
	return b ? b->count[option] : 0;
}

static void voting(void)
{
	hall_open();
	hall_phase("commencer"); /* three options */
}

TestSuite(vote, .init = voting);

Test(vote, a_touch_is_one_hand_more)
{
	hall_ask(GUIDED_HAND, 1);
	hall_ask(GUIDED_HAND, 1);
	hall_ask(GUIDED_HAND, 2);
	cr_assert_eq(hands(1), 2);
	cr_assert_eq(ballot_total(ballot()), 3);
	cr_assert(hall_fx.keep & 1U << KEPT_GUIDED);
}

Test(vote, the_small_minus_takes_one_back_and_never_below_none)
{
	hall_ask(GUIDED_HAND, 0);
	hall_ask(GUIDED_HAND, 16);
	hall_ask(GUIDED_HAND, 16);
	cr_assert_eq(hands(0), 0);
	cr_assert_null(ballot(), "a ballot that counts nothing takes no place");
}

Test(vote, wrong_operands_change_nothing)
{
	const int64_t wrong[] = { -1, 3, 15, 19, 32, 1 << 20, INT64_MAX, INT64_MIN };
	hall_ask(GUIDED_HAND, 0);
	struct guided before = hall.guided;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		hall_ask(GUIDED_HAND, wrong[i]);
		hall_ask(GUIDED_EMPTY, wrong[i] == 0 ? 5 : wrong[i]);
		cr_assert(hall_same(&before), "%lld", (long long)wrong[i]);
	}
}

Test(vote, hands_end_somewhere)
{
	for (int i = 0; i < BALLOT_HANDS_MAX + 20; i++)
		hall_ask(GUIDED_HAND, 0);
	cr_assert_eq(hands(0), BALLOT_HANDS_MAX);
}

Test(vote, counts_are_wiped_when_it_was_asked_once)
{
	hall_ask(GUIDED_HAND, 0);
	hall_ask(GUIDED_EMPTY, 1);
	cr_assert_eq(hands(0), 1, "not before it was asked");
	hall_ask(GUIDED_EMPTY, 0);
	cr_assert_eq(hall.guided.page, GUIDED_CHOICE);
	cr_assert_eq(hands(0), 1);
	hall_ask(GUIDED_EMPTY, 1);
	cr_assert_eq(hall.guided.page, GUIDED_PHASE);
	cr_assert_null(ballot());
}

Test(vote, nothing_to_wipe_is_not_asked)
{
	hall_ask(GUIDED_EMPTY, 0);
	cr_assert_eq(hall.guided.page, GUIDED_PHASE);
}

Test(vote, retour_keeps_the_counts)
{
	hall_ask(GUIDED_HAND, 0);
	hall_ask(GUIDED_EMPTY, 0);
	hall_touch(MSG_BACK);
	cr_assert_eq(hall.guided.page, GUIDED_PHASE);
	cr_assert_eq(hands(0), 1);
}

Test(vote, hands_are_still_there_when_one_comes_back)
{
	hall_ask(GUIDED_HAND, 2);
	hall_touch(MSG_NEXT);
	cr_assert_null(ballot(), "the next phase has its own");
	hall_touch(MSG_BACK);
	cr_assert_eq(hands(2), 1);
}

/* ---- printed cards ---- */

Test(vote, cards_are_read_from_the_first_touch_to_the_second)
{
	hall_cards(3, 2, 1, 0);
	cr_assert_null(ballot(), "nobody asked for it");
	hall_ask(GUIDED_CAMERA, 0);
	cr_assert_eq(hall_fx.camera, 1);
	hall_cards(3, 2, 1, 0);
	cr_assert_eq(hands(0), 3);
	cr_assert(ballot()->cards);
	hall_cards(2, 3, 1, 0); /* somebody changed their mind: the camera tells the whole vote */
	cr_assert_eq(hands(0), 2);
	cr_assert_eq(hands(1), 3);
	hall_ask(GUIDED_CAMERA, 0);
	cr_assert_eq(hall_fx.camera, -1);
	hall_cards(9, 9, 9, 9);
	cr_assert_eq(hands(0), 2);
}

Test(vote, a_card_is_no_touch)
{
	hall_ask(GUIDED_CAMERA, 0);
	long long touched = hall.touched_ms;
	hall_cards(1, 0, 0, 0);
	cr_assert_eq(hall.touched_ms, touched, "an empty room locks all the same");
}

Test(vote, letters_without_an_option_are_not_counted)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_cards(1, 1, 1, 7);
	cr_assert_eq(ballot_total(ballot()), 3);
}

Test(vote, hands_wait_while_cards_are_read)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_cards(1, 0, 0, 0);
	hall_ask(GUIDED_HAND, 0);
	cr_assert_eq(hands(0), 1);
	hall_ask(GUIDED_CAMERA, 0);
	hall_ask(GUIDED_HAND, 0); /* whoever has no card */
	cr_assert_eq(hands(0), 2);
	cr_assert_not(ballot()->cards);
}

Test(vote, counts_of_the_camera_stay_within_bounds)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_cards(-4, 32000, 0, 0);
	cr_assert_eq(hands(0), 0);
	cr_assert_eq(hands(1), BALLOT_HANDS_MAX);
}

Test(vote, a_camera_that_goes_leaves_what_it_counted)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_cards(4, 0, 0, 0);
	hall_send((struct msg){ .kind = MSG_BALLOT, .arg = 0 });
	cr_assert(hall.guided.reading.blind);
	cr_assert_eq(hands(0), 4);
}

Test(vote, cards_held_askew_are_told)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_send((struct msg){ .kind = MSG_BALLOT, .arg = 1, .number = 2, .counts = { 1 } });
	cr_assert_eq(hall.guided.reading.tilted, 2);
}

Test(vote, reading_ends_with_its_question)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_touch(MSG_NEXT);
	cr_assert_not(hall.guided.reading.on);
	cr_assert_eq(hall_fx.camera, -1);
}

Test(vote, reading_ends_with_the_session)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_ask(GUIDED_LEAVE, 0);
	cr_assert_eq(hall_fx.camera, -1);
}

Test(vote, reading_ends_when_the_room_locks_itself)
{
	hall_ask(GUIDED_CAMERA, 0);
	struct msg late = { .kind = MSG_TICK, .now_ms = hall.touched_ms + GUIDED_LOCK_MS };
	hall = session_update(hall, &hall_pack, &late, &hall_fx);
	cr_assert(hall.guided.locked);
	cr_assert_eq(hall_fx.camera, -1);
	hall_cards(1, 1, 1, 1);
	cr_assert_eq(hall.at, AT_GUIDED, "a picture that was on its way asks for no code");
	cr_assert_null(ballot());
}

Test(vote, after_a_power_cut_counts_are_there_and_the_camera_is_not)
{
	hall_ask(GUIDED_CAMERA, 0);
	hall_cards(4, 0, 0, 0);
	struct guided kept = hall.guided;
	session_init(&hall, hall.touched_ms);
	hall_send((struct msg){ .kind = MSG_KEPT, .arg = KEPT_GUIDED, .kept = &kept });
	cr_assert_not(hall.guided.reading.on);
	cr_assert_eq(hall_fx.camera, 0);
	cr_assert_eq(hall.guided.ballots[0].count[0], 4);
}

Test(vote, a_full_memory_keeps_what_it_has)
{
	for (int i = 0; i < BALLOTS_MAX; i++)
		hall.guided.ballots[i] = (struct ballot){ .phase = 39, .item = (short)i, .module = -1, .count = { 1 } };
	cr_assert(guided_ballots_full(&hall.guided));
	struct guided before = hall.guided;
	hall_ask(GUIDED_HAND, 0);
	cr_assert(hall_same(&before));
}
