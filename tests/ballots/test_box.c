/* What a vote remembers: a card counts once, its latest steady answer wins. */
#include <criterion/criterion.h>

#include "ballots/internal.h"

static struct box box;
static struct ballot_counts counts;

static void open_box(void)
{
	box_empty(&box);
}

TestSuite(box, .init = open_box);

/* One frame a letter: a to d, '?' tilted, ' ' not seen. */
static void show(int card, const char *frames)
{
	for (; *frames; frames++) {
		struct sight s = { card, *frames == '?' ? ANSWER_NONE : *frames - 'a' };
		box_add(&box, &s, *frames != ' ');
	}
	box_count(&box, &counts);
}

Test(box, one_sighting_is_no_vote)
{
	show(7, "b");
	cr_assert_eq(counts.seen, 0);
}

Test(box, two_that_agree_are_a_vote)
{
	show(7, "bb");
	cr_assert(counts.seen == 1 && counts.answer[1] == 1 && counts.unsure == 0);
}

Test(box, two_of_the_last_three_are_enough)
{
	show(7, "bcb");
	cr_assert(counts.answer[1] == 1 && counts.answer[2] == 0);
}

Test(box, two_with_another_two_between_are_not)
{
	show(7, "bcdb");
	cr_assert(counts.seen == 1 && counts.unsure == 1 && counts.answer[1] == 0);
}

Test(box, the_latest_steady_answer_wins)
{
	show(7, "bbbbcc");
	cr_assert(counts.seen == 1 && counts.answer[1] == 0 && counts.answer[2] == 1);
}

Test(box, a_passing_glimpse_changes_nothing)
{
	show(7, "bbbcb");
	cr_assert_eq(counts.answer[1], 1);
}

Test(box, a_card_that_is_tilted_afterwards_or_put_down_keeps_its_vote)
{
	show(7, "bb????   ");
	cr_assert(counts.answer[1] == 1 && counts.unsure == 0);
}

Test(box, a_card_that_was_only_tilted_is_unsure)
{
	show(7, "????");
	cr_assert(counts.seen == 1 && counts.unsure == 1);
}

Test(box, what_was_seen_long_ago_does_not_agree_with_now)
{
	show(7, "b                               b");
	cr_assert(counts.unsure == 1 && counts.answer[1] == 0);
}

Test(box, a_card_counts_once)
{
	for (int i = 0; i < 50; i++)
		show(7, "dd");
	cr_assert(counts.seen == 1 && counts.answer[3] == 1);
}

Test(box, all_cards_add_up)
{
	for (int card = 1; card <= BALLOTS_CARDS_MAX; card++)
		show(card, card % 5 == 4 ? "??" : (char[]){ (char)('a' + card % 5), (char)('a' + card % 5), '\0' });
	cr_assert_eq(counts.seen, BALLOTS_CARDS_MAX);
	cr_assert_eq(counts.answer[0] + counts.answer[1] + counts.answer[2] + counts.answer[3] + counts.unsure, counts.seen);
	cr_assert_eq(counts.unsure, BALLOTS_CARDS_MAX / 5);
}

Test(box, emptied_it_holds_nothing)
{
	show(7, "bb");
	box_empty(&box);
	box_count(&box, &counts);
	cr_assert_eq(counts.seen, 0);
	show(7, "b");
	cr_assert_eq(counts.seen, 0);
}
