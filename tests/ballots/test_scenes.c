/* Rooms of thirty people, as a camera sees them: no card is ever read wrongly, and nearly all are read where the page for
 * conseillers says so. What is measured in full is in tests/bench/bench_ballots.c. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "ballots/internal.h"
#include "base/arena.h"
#include "helpers/card_scene.h"

enum { FRAMES = 4, A6 = 9, A5 = 14 };

struct score {
	int right, wrong, strangers;
};

/* The gate: what the vote says of each card beside what is true. */
static struct score judge(const struct card_scene *s, const struct box *box)
{
	struct score out = { 0 };
	for (int card = 1; card <= BALLOTS_CARDS_MAX; card++) {
		const struct box_card *c = &box->cards[card];
		if (card > SCENE_CARDS)
			out.strangers += c->seen > 0;
		else if (c->answer == scene_answer(s, card))
			out.right++;
		else if (c->answer != ANSWER_NONE)
			out.wrong++;
	}
	return out;
}

/* All sixty numbers may come: what is no card has twice the occasions to look like one. */
static void vote(const struct card_scene *s, struct box *box)
{
	struct sight sights[BALLOTS_CARDS_MAX];
	struct ballots *b;
	uint8_t *gray = xmalloc((size_t)(s->width * s->height));
	cr_assert(ballots_open(&b, BALLOTS_CARDS_MAX, NULL));
	box_empty(box);
	for (int frame = 0; frame < FRAMES; frame++) {
		scene_draw(s, frame, gray);
		box_add(box, sights, ballots_look(b, gray, s->width, s->height, s->width, sights));
	}
	ballots_close(b);
	free(gray);
}

static void expect(struct card_scene s, double share)
{
	struct box box;
	vote(&s, &box);
	struct score got = judge(&s, &box);
	cr_assert_eq(got.wrong, 0, "%d cards read wrongly at %g m", got.wrong, s.distance_m);
	cr_assert_eq(got.strangers, 0, "%d cards that nobody holds at %g m", got.strangers, s.distance_m);
	cr_assert_geq(got.right, share * SCENE_CARDS, "%d of %d cards at %g m", got.right, SCENE_CARDS, s.distance_m);
}

Test(good_light, small_cards_are_read_up_to_five_metres)
{
	expect(scene_good(1280, 2, A6, 1), 0.95);
	expect(scene_good(1280, 5, A6, 2), 0.95);
}

Test(good_light, large_cards_are_read_up_to_six_metres)
{
	expect(scene_good(1280, 3, A5, 3), 0.95);
	expect(scene_good(1280, 6, A5, 4), 0.95);
}

Test(good_light, a_camera_of_640_pixels_reads_half_as_far)
{
	expect(scene_good(640, 2, A6, 5), 0.95);
	expect(scene_good(640, 3, A5, 6), 0.95);
}

Test(poor_light, small_cards_are_read_up_to_two_metres_large_ones_up_to_four)
{
	expect(scene_poor(1280, 2, A6, 15), 0.85); /* one card in ten has a thumb on its tag */
	expect(scene_poor(1280, 2, A5, 7), 0.85);
	expect(scene_poor(1280, 4, A5, 8), 0.85);
}

Test(poor_light, what_is_too_far_is_not_read_rather_than_read_wrongly)
{
	expect(scene_poor(1280, 4, A6, 9), 0);
	expect(scene_poor(640, 3, A5, 10), 0);
	expect(scene_good(640, 6, A5, 11), 0);
}

Test(hands, covered_tags_are_not_read_wrongly)
{
	struct card_scene s = scene_good(1280, 2, A5, 12);
	s.covered = 0.6;
	expect(s, 0.3);
}

Test(hands, cards_held_far_aside_are_not_read_wrongly)
{
	struct card_scene s = scene_good(1280, 2, A5, 13);
	s.aside_degrees = 60;
	s.lean_degrees = 45;
	struct box box;
	vote(&s, &box);
	/* Nearly at 45 degrees from two letters, trembling and seen aside: the neighbour's answer must not be told. */
	cr_assert_eq(judge(&s, &box).wrong, 0);
}

Test(gate, one_answer_that_differs_is_caught)
{
	struct card_scene s = scene_good(640, 2, A5, 14);
	struct box box;
	vote(&s, &box);
	cr_assert_eq(judge(&s, &box).wrong, 0);
	box.cards[17].answer = (scene_answer(&s, 17) + 2) % BALLOTS_ANSWERS;
	cr_assert_eq(judge(&s, &box).wrong, 1);
	box.cards[SCENE_CARDS + 1].seen = 1;
	cr_assert_eq(judge(&s, &box).strangers, 1);
}
