/* One card at a time, turned every way; and pictures that are none. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "ballots/internal.h"
#include "helpers/card_scene.h"

enum { WIDTH = 320, HEIGHT = 240 };

static uint8_t picture[WIDTH * HEIGHT];
static struct ballots *ballots;
static struct sight sights[BALLOTS_CARDS_MAX];

static void open_ballots(void)
{
	cr_assert(ballots_open(&ballots, SCENE_CARDS, NULL));
}

static void close_ballots(void)
{
	ballots_close(ballots);
}

TestSuite(ballots, .init = open_ballots, .fini = close_ballots);

static int look(void)
{
	return ballots_look(ballots, picture, WIDTH, HEIGHT, WIDTH, sights);
}

/* The letter on top of a card turned clockwise by this much; '?' tilted, ' ' not found. */
static char answer_at(int card, double degrees)
{
	scene_draw_one(picture, WIDTH, HEIGHT, card, degrees, 10);
	if (look() != 1 || sights[0].card != card)
		return ' ';
	return sights[0].answer == ANSWER_NONE ? '?' : (char)('A' + sights[0].answer);
}

Test(ballots, the_letter_on_top_is_the_answer)
{
	cr_assert_eq(answer_at(1, 0), 'A');
	cr_assert_eq(answer_at(1, -90), 'B', "the right side is turned to the top");
	cr_assert_eq(answer_at(1, 180), 'C');
	cr_assert_eq(answer_at(1, 90), 'D');
}

Test(ballots, every_card_reads_the_same_way)
{
	for (int card = 1; card <= SCENE_CARDS; card++)
		for (int i = 0; i < 4; i++)
			cr_assert_eq(answer_at(card, -90 * i), "ABCD"[i], "card %d", card);
}

Test(ballots, up_to_thirty_degrees_it_is_upright_and_beyond_nobody_knows)
{
	for (int i = 0; i < 4; i++) {
		double upright = -90 * i;
		for (int side = -1; side <= 1; side += 2) {
			cr_assert_eq(answer_at(9, upright + side * (BALLOTS_TILT_MAX - 3)), "ABCD"[i]);
			cr_assert_eq(answer_at(9, upright + side * (BALLOTS_TILT_MAX + 3)), '?');
			cr_assert_eq(answer_at(9, upright + side * 45), '?');
		}
	}
}

Test(ballots, a_card_that_takes_no_part_is_not_seen)
{
	cr_assert_eq(answer_at(SCENE_CARDS + 1, 0), ' ');
}

Test(ballots, a_number_twice_in_one_picture_is_unsure)
{
	enum { HALF = WIDTH / 2 };
	static uint8_t left[HALF * HEIGHT], right[HALF * HEIGHT];
	scene_draw_one(left, HALF, HEIGHT, 4, 0, 8);
	scene_draw_one(right, HALF, HEIGHT, 4, 90, 8);
	for (int y = 0; y < HEIGHT; y++) {
		memcpy(picture + y * WIDTH, left + y * HALF, HALF);
		memcpy(picture + y * WIDTH + HALF, right + y * HALF, HALF);
	}
	cr_assert(look() == 1 && sights[0].card == 4 && sights[0].answer == ANSWER_NONE);
	scene_draw_one(right, HALF, HEIGHT, 5, 90, 8);
	for (int y = 0; y < HEIGHT; y++)
		memcpy(picture + y * WIDTH + HALF, right + y * HALF, HALF);
	cr_assert_eq(look(), 2);
}

Test(ballots, in_a_mirror_there_is_no_card)
{
	scene_draw_one(picture, WIDTH, HEIGHT, 3, 0, 10);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH / 2; x++) {
			uint8_t *a = &picture[y * WIDTH + x], *b = &picture[y * WIDTH + WIDTH - 1 - x], t = *a;
			*a = *b;
			*b = t;
		}
	cr_assert_eq(look(), 0);
}

Test(ballots, white_on_black_is_no_card)
{
	scene_draw_one(picture, WIDTH, HEIGHT, 3, 0, 10);
	for (int i = 0; i < WIDTH * HEIGHT; i++)
		picture[i] = (uint8_t)(255 - picture[i]);
	cr_assert_eq(look(), 0);
}

Test(ballots, light_without_cards_shows_none)
{
	unsigned lot = 12345;
	for (int value = 0; value < 256; value += 51) {
		memset(picture, value, sizeof picture);
		cr_assert_eq(look(), 0);
	}
	for (int i = 0; i < WIDTH * HEIGHT; i++)
		picture[i] = (uint8_t)((lot = lot * 1664525 + 1013904223) >> 24);
	cr_assert_eq(look(), 0);
}

Test(ballots, rows_may_be_longer_than_the_picture_is_wide)
{
	enum { STRIDE = WIDTH + 37 };
	uint8_t *wide = malloc(STRIDE * HEIGHT); /* of exactly this size: the sanitizer stands behind the last row */
	scene_draw_one(picture, WIDTH, HEIGHT, 3, -90, 10);
	memset(wide, 0xaa, STRIDE * HEIGHT);
	for (int y = 0; y < HEIGHT; y++)
		memcpy(wide + y * STRIDE, picture + y * WIDTH, WIDTH);
	cr_assert_eq(ballots_look(ballots, wide, WIDTH, HEIGHT, STRIDE, sights), 1);
	cr_assert_eq(sights[0].answer, 1);
	free(wide);
}

Test(ballots, impossible_pictures_show_no_cards)
{
	cr_assert_eq(ballots_look(ballots, NULL, WIDTH, HEIGHT, WIDTH, sights), 0);
	cr_assert_eq(ballots_look(ballots, picture, 0, HEIGHT, WIDTH, sights), 0);
	cr_assert_eq(ballots_look(ballots, picture, WIDTH, -1, WIDTH, sights), 0);
	cr_assert_eq(ballots_look(ballots, picture, WIDTH, HEIGHT, WIDTH - 1, sights), 0);
	cr_assert_eq(ballots_look(ballots, picture, BALLOTS_WIDTH_MAX + 1, HEIGHT, BALLOTS_WIDTH_MAX + 1, sights), 0);
	cr_assert_eq(ballots_look(ballots, picture, WIDTH, BALLOTS_WIDTH_MAX + 1, WIDTH, sights), 0);
}

Test(ballots, counts_come_out_and_are_forgotten)
{
	struct ballot_counts c;
	scene_draw_one(picture, WIDTH, HEIGHT, 3, 180, 10);
	ballots_read(ballots, picture, WIDTH, HEIGHT, WIDTH, &c);
	cr_assert_eq(c.seen, 0, "once is not steady");
	ballots_read(ballots, picture, WIDTH, HEIGHT, WIDTH, &c);
	cr_assert(c.seen == 1 && c.answer[2] == 1 && c.unsure == 0);
	ballots_restart(ballots);
	ballots_read(ballots, picture, WIDTH, HEIGHT, WIDTH, &c);
	cr_assert_eq(c.seen, 0);
}

Test(ballots_open, needs_one_to_sixty_cards)
{
	struct ballots *b;
	struct err e = { 0 };
	cr_assert_not(ballots_open(&b, 0, &e));
	cr_assert_eq(e.code, ERR_USAGE);
	cr_assert_not(ballots_open(&b, BALLOTS_CARDS_MAX + 1, NULL));
	cr_assert(ballots_open(&b, BALLOTS_CARDS_MAX, NULL));
	ballots_close(b);
	ballots_close(NULL);
}

Test(ballots_drawing, has_a_black_frame_and_a_code_of_its_own)
{
	static uint8_t drawings[BALLOTS_CARDS_MAX + 1][BALLOTS_SIDE * BALLOTS_SIDE];
	for (int card = 1; card <= BALLOTS_CARDS_MAX; card++) {
		cr_assert(ballots_drawing(card, drawings[card]));
		for (int i = 0; i < BALLOTS_SIDE; i++)
			cr_assert(drawings[card][i] && drawings[card][i * BALLOTS_SIDE] &&
				  drawings[card][(BALLOTS_SIDE - 1) * BALLOTS_SIDE + i] &&
				  drawings[card][i * BALLOTS_SIDE + BALLOTS_SIDE - 1]);
		for (int other = 1; other < card; other++)
			cr_assert_neq(memcmp(drawings[card], drawings[other], sizeof drawings[card]), 0);
	}
	cr_assert_not(ballots_drawing(0, drawings[0]));
	cr_assert_not(ballots_drawing(BALLOTS_CARDS_MAX + 1, drawings[0]));
}
