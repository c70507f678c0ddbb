/* Turning pixels, points and rectangles by quarter turns. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "platform/turn.h"

static const int angles[] = { 0, 90, 180, 270 };

/* A picture of 3 x 2:   1 2 3
 *                       4 5 6 */
Test(turn, clockwise_means_that_the_top_goes_to_the_right)
{
	static const uint32_t picture[] = { 1, 2, 3, 4, 5, 6 };
	static const uint32_t expected[][6] = {
		{ 1, 2, 3, 4, 5, 6 },
		{ 4, 1, 5, 2, 6, 3 },
		{ 6, 5, 4, 3, 2, 1 },
		{ 3, 6, 2, 5, 1, 4 },
	};
	for (int i = 0; i < 4; i++) {
		bool sideways = i % 2;
		struct turn t = { angles[i], sideways ? 2 : 3, sideways ? 3 : 2 };
		uint32_t surface[6] = { 0 };
		cr_assert_eq(turn_sideways(&t), sideways);
		turn_copy(&t, surface, t.width, picture, 3, (struct rect){ 0, 0, 3, 2 });
		cr_assert_arr_eq(surface, expected[i], sizeof surface, "%d degrees", angles[i]);
	}
}

enum { WIDTH = 53, HEIGHT = 37, STRIDE = 80, SURFACE_STRIDE = 61 };

static uint32_t picture[HEIGHT * STRIDE], surface[WIDTH * SURFACE_STRIDE], whole[WIDTH * SURFACE_STRIDE];

static struct turn filled(int degrees)
{
	bool sideways = degrees % 180 != 0;
	for (int i = 0; i < HEIGHT * STRIDE; i++)
		picture[i] = (uint32_t)i + 1;
	memset(surface, 0, sizeof surface);
	memset(whole, 0, sizeof whole);
	return (struct turn){ degrees, sideways ? HEIGHT : WIDTH, sideways ? WIDTH : HEIGHT };
}

Test(turn, a_touched_pixel_is_the_one_that_was_shown_there)
{
	for (int i = 0; i < 4; i++) {
		struct turn t = filled(angles[i]);
		turn_copy(&t, surface, SURFACE_STRIDE, picture, STRIDE, (struct rect){ 0, 0, WIDTH, HEIGHT });
		for (int sy = 0; sy < t.height; sy++)
			for (int sx = 0; sx < t.width; sx++) {
				int x = sx, y = sy;
				turn_point(&t, &x, &y);
				cr_assert(x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT, "%d %d", x, y);
				cr_assert_eq(surface[sy * SURFACE_STRIDE + sx], picture[y * STRIDE + x]);
			}
	}
}

static bool inside(struct rect r, int x, int y)
{
	return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

Test(turn, a_rectangle_is_copied_whole_and_nothing_else)
{
	static const struct rect some[] = {
		{ 0, 0, 1, 1 },      { WIDTH - 1, HEIGHT - 1, 1, 1 }, { 5, 3, 40, 20 }, { 20, 0, 16, HEIGHT },
		{ 0, 17, WIDTH, 2 },
	};
	for (int i = 0; i < 4; i++)
		for (size_t k = 0; k < sizeof some / sizeof *some; k++) {
			struct turn t = filled(angles[i]);
			turn_copy(&t, whole, SURFACE_STRIDE, picture, STRIDE,
			          (struct rect){ 0, 0, WIDTH, HEIGHT });
			turn_copy(&t, surface, SURFACE_STRIDE, picture, STRIDE, some[k]);
			struct rect to = turn_rect(&t, some[k]);
			for (int y = 0; y < WIDTH; y++)
				for (int x = 0; x < SURFACE_STRIDE; x++) {
					int at = y * SURFACE_STRIDE + x;
					cr_assert_eq(surface[at], inside(to, x, y) ? whole[at] : 0,
					             "%d degrees, rectangle %zu, pixel %d %d", angles[i], k,
					             x, y);
				}
		}
}

Test(turn, the_stride_is_wide_enough_and_no_multiple_of_a_kilobyte)
{
	for (int width = 320; width <= 4096; width++) {
		int stride = turn_stride(width);
		cr_assert_geq(stride, width);
		cr_assert_neq(4 * stride % 1024, 0, "%d", width);
	}
}
