/* Facts about pixels. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "platform/paint.h"

enum { SIDE = 64, GUARD = 0x12345678 };

static uint32_t px[SIDE * SIDE];
static struct corners kept;

static struct canvas blank(uint32_t colour)
{
	for (int i = 0; i < SIDE * SIDE; i++)
		px[i] = colour;
	return (struct canvas){ px, SIDE, SIDE, SIDE, { 0, 0, SIDE, SIDE } };
}

static uint32_t at(int x, int y)
{
	return px[y * SIDE + x];
}

static const uint32_t WHITE = 0xFFFFFFFF, BLACK = 0xFF000000, BLUE = 0xFF0B3D91, GOLD = 0xFFFFD500;

static void free_kept(void)
{
	corners_free(&kept);
}

TestSuite(paint, .fini = free_kept);

Test(paint, a_corner_is_the_same_in_all_eight_directions)
{
	struct canvas c = blank(WHITE);
	paint_box(&c, &kept, &(struct box){ { 5, 5, 50, 50 }, 17, 3, &GOLD, &BLUE });
	for (int y = 0; y < 50; y++)
		for (int x = 0; x < 50; x++) {
			cr_assert_eq(at(5 + x, 5 + y), at(54 - x, 5 + y), "left and right %d %d", x, y);
			cr_assert_eq(at(5 + x, 5 + y), at(5 + x, 54 - y), "top and bottom %d %d", x, y);
			cr_assert_eq(at(5 + x, 5 + y), at(5 + y, 5 + x), "across the diagonal %d %d", x, y);
		}
	cr_assert_eq(at(5, 5), WHITE);
	cr_assert_eq(at(5, 30), BLUE);
	cr_assert_eq(at(7, 30), BLUE);
	cr_assert_eq(at(8, 30), GOLD);
	cr_assert_eq(at(4, 30), WHITE);
	cr_assert_eq(at(30, 30), GOLD);
}

Test(paint, a_corner_covers_the_area_of_a_quarter_disc)
{
	for (int r = 1; r <= 40; r++) {
		const uint8_t *mask = corners_get(&kept, r);
		double sum = 0;
		for (int i = 0; i < r * r; i++)
			sum += mask[i] / 255.0;
		cr_assert_lt(fabs(sum - acos(-1) * r * r / 4), 0.1 + r * 0.004, "radius %d: %f", r, sum);
	}
}

Test(paint, a_pixel_of_a_corner_has_exactly_its_share)
{
	/* The disc of radius 1 covers pi/4 of its one pixel: 200.28 of 255. */
	cr_assert_eq(corners_get(&kept, 1)[0], 200);
	/* Radius 2: the pixel nearest the centre is whole, the outermost has 0.4 something of a square. */
	const uint8_t *two = corners_get(&kept, 2);
	cr_assert_eq(two[3], 255);
	double side = sqrt(3) / 2 + 2 * asin(0.5), outermost = acos(-1) - 2 * side + 1; /* of x<1, twice, less the whole pixel */
	cr_assert_eq(two[0], (int)lround(outermost * 255), "%d %f", two[0], outermost);
}

Test(paint, a_box_without_fill_leaves_what_is_inside)
{
	struct canvas c = blank(WHITE);
	paint_fill(&c, (struct rect){ 20, 20, 10, 10 }, GOLD);
	paint_box(&c, &kept, &(struct box){ { 4, 4, 56, 56 }, 12, 4, NULL, &BLUE });
	cr_assert_eq(at(25, 25), GOLD);
	cr_assert_eq(at(10, 40), WHITE);
	cr_assert_eq(at(5, 40), BLUE);
}

Test(paint, a_border_wider_than_the_radius_is_square_inside)
{
	struct canvas c = blank(WHITE);
	paint_box(&c, &kept, &(struct box){ { 0, 0, 64, 64 }, 3, 10, &GOLD, &BLUE });
	cr_assert_eq(at(9, 9), BLUE);
	cr_assert_eq(at(10, 10), GOLD);
	cr_assert_neq(at(0, 0), BLUE);
}

Test(paint, degenerate_boxes_stay_inside_themselves)
{
	for (int w = 0; w < 6; w++)
		for (int h = 0; h < 6; h++) {
			struct canvas c = blank(WHITE);
			paint_box(&c, &kept, &(struct box){ { 20, 20, w, h }, 9, 9, &GOLD, &BLUE });
			for (int i = 0; i < SIDE * SIDE; i++) {
				int x = i % SIDE, y = i / SIDE;
				bool inside = x >= 20 && x < 20 + w && y >= 20 && y < 20 + h;
				cr_assert(inside || px[i] == WHITE, "%d %d of %d x %d", x, y, w, h);
			}
		}
}

static void paint_everything(struct canvas *c, int x, int y)
{
	uint8_t alpha[40 * 40];
	uint32_t argb[40 * 40];
	for (int i = 0; i < 1600; i++) {
		alpha[i] = (uint8_t)(i * 37);
		argb[i] = (uint32_t)alpha[i] << 24;
	}
	paint_fill(c, (struct rect){ x, y, 40, 40 }, BLUE);
	paint_box(c, &kept, &(struct box){ { x - 3, y - 3, 46, 46 }, 11, 4, &GOLD, &BLUE });
	paint_mask(c, &(struct mask){ alpha, 40, 40, 40, false }, x, y, BLACK);
	paint_mask(c, &(struct mask){ alpha, 40, 40, 40, true }, x, y, GOLD);
	paint_pixels(c, argb, 40, 40, false, x, y);
	paint_pixels(c, argb, 40, 40, true, x, y);
}

Test(paint, nothing_is_written_outside_the_clip)
{
	static const int places[] = { -45, -39, -20, 0, 11, 30, 63, 70 };
	for (int i = 0; i < 64; i++) {
		struct canvas c = blank(GUARD);
		c.clip = (struct rect){ 13, 9, 30, 41 };
		paint_everything(&c, places[i / 8], places[i % 8]);
		for (int n = 0; n < SIDE * SIDE; n++) {
			int x = n % SIDE, y = n / SIDE;
			bool inside = x >= 13 && x < 43 && y >= 9 && y < 50;
			cr_assert(inside || px[n] == GUARD, "%d %d", x, y);
		}
	}
}

Test(paint, painting_in_two_clips_gives_the_same_as_in_one)
{
	static uint32_t whole[SIDE * SIDE];
	struct canvas c = blank(WHITE);
	paint_everything(&c, 11, 7);
	memcpy(whole, px, sizeof px);
	c = blank(WHITE);
	c.clip.w = 29;
	paint_everything(&c, 11, 7);
	c.clip = (struct rect){ 29, 0, SIDE - 29, SIDE };
	paint_everything(&c, 11, 7);
	cr_assert_arr_eq(px, whole, sizeof px);
}

Test(paint, a_tint_is_exact)
{
	struct canvas c = blank(WHITE);
	const uint8_t alpha[] = { 255, 0, 128, 1, 254 };
	paint_mask(&c, &(struct mask){ alpha, 5, 1, 5, false }, 10, 10, BLUE);
	cr_assert_eq(at(10, 10), BLUE);
	cr_assert_eq(at(11, 10), WHITE);
	for (int i = 2; i < 5; i++)
		for (int shift = 0; shift < 24; shift += 8) {
			int tint = BLUE >> shift & 0xFF, a = alpha[i];
			cr_assert_eq(at(10 + i, 10) >> shift & 0xFF, (255 * (255 - a) + tint * a + 127) / 255);
		}
	cr_assert_eq(at(12, 10) >> 24, 0xFF, "the screen stays solid");
}

Test(paint, a_mirrored_mask_is_flipped)
{
	struct canvas c = blank(WHITE);
	const uint8_t arrow[] = { 0, 255, 255, /**/ 255, 0, 0 };
	paint_mask(&c, &(struct mask){ arrow, 3, 2, 3, true }, 20, 20, BLUE);
	cr_assert_eq(at(20, 20), BLUE);
	cr_assert_eq(at(21, 20), BLUE);
	cr_assert_eq(at(22, 20), WHITE);
	cr_assert_eq(at(22, 21), BLUE);
	cr_assert_eq(at(20, 21), WHITE);
}

Test(paint, clear_pixels_show_what_is_below)
{
	struct canvas c = blank(0xFF0000FF);
	const uint32_t argb[] = { 0xFFFF0000, 0x00000000, 0x80800000 };
	paint_pixels(&c, argb, 3, 1, false, 0, 0);
	cr_assert_eq(at(0, 0), 0xFFFF0000);
	cr_assert_eq(at(1, 0), 0xFF0000FF);
	cr_assert_eq(at(2, 0), 0xFF80007F);
}
