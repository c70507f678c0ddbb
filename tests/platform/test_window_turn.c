/* A window whose picture is turned: what the display gets, where a finger falls. On SDL's dummy driver. */
#include <SDL2/SDL.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "platform/clock.h"
#include "platform/helpers/folder.h"
#include "platform/picture.h"
#include "platform/window.h"

enum { WIDTH = 803, HEIGHT = 481 }; /* odd: no tile ends where the picture does */

static const int angles[] = { 0, 90, 180, 270 };
static struct window *window;
static SDL_Window *sdl;
static struct arena arena;

static void close_window(void)
{
	window_close(window);
	window = NULL;
}

static void open_turned(int degrees, bool fullscreen)
{
	struct err e = { 0 };
	struct window_options o = {
		.title = "Escale", .hidden = true, .assets = "assets", .content = "content"
	};
	cr_assert(panel_parse(&o.panel, "803x481@155x86", &e));
	o.rotate = degrees;
	o.fullscreen = fullscreen;
	close_window();
	cr_assert(window_open(&window, &o, &e), "%s", e.text);
	sdl = NULL;
	for (Uint32 id = 1; id < 10 && !sdl; id++)
		sdl = SDL_GetWindowFromID(id);
	struct event start;
	while (window_wait(window, clock_ms() + 20, &start))
		; /* whatever SDL has to say of a new window */
}

static void end(void)
{
	close_window();
	arena_drop(&arena);
	folder_remove();
}

TestSuite(window_turn, .init = folder_make, .fini = end);

/* ---- what the display gets --------------------------------------------------------------------------------------- */

/* Boxes and words, nothing of it symmetrical; some move with the step. */
static void draw(int step)
{
	static const struct text_style style = { .px = 30 };
	struct scene s;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	const struct panel *p = window_panel(window);
	scene_begin(&s, &arena, p->width_px, p->height_px);
	scene_item(&s, ITEM_BOX, (struct rect){ 0, 0, 61, 33 })->ink = INK_ACTION;
	scene_item(&s, ITEM_BOX, (struct rect){ 70 + 13 * step, 200, 150, 71 })->ink = INK_SPOKEN;
	scene_item(&s, ITEM_BOX, (struct rect){ p->width_px - 7, p->height_px - 20, 7, 20 })->ink =
	    INK_NOTYET;
	struct item *item = scene_item(&s, ITEM_BOX, (struct rect){ 400, 41, 99, 57 + 9 * step });
	item->ink = INK_WARM;
	item->radius = 20;
	item = scene_item(&s, ITEM_TEXT, (struct rect){ 30, 300, 300, 60 });
	item->ink = INK_TEXT;
	item->text = text_layout_string(window_measure(window), &arena, step % 2 ? "Bonjour" : "Au revoir",
	                                &style, 300);
	cr_assert(window_draw(window, &s, &ui));
}

static struct picture shot(void)
{
	struct err e = { 0 };
	struct picture p;
	cr_assert(window_shot(window, in_folder("shot.png"), &e), "%s", e.text);
	cr_assert(picture_load(&p, in_folder("shot.png"), &e), "%s", e.text);
	return p;
}

static uint32_t display_pixel(int x, int y)
{
	const SDL_Surface *s = SDL_GetWindowSurface(sdl);
	return ((const uint32_t *)((const char *)s->pixels + (ptrdiff_t)y * s->pitch))[x] & 0xFFFFFF;
}

/* Said again, apart from platform/turn.c: where on the display a pixel of the upright picture stands. */
static void place_on_display(int degrees, int *x, int *y)
{
	int seen_x = *x, seen_y = *y;
	if (degrees == 90)
		*x = HEIGHT - 1 - seen_y, *y = seen_x;
	else if (degrees == 180)
		*x = WIDTH - 1 - seen_x, *y = HEIGHT - 1 - seen_y;
	else if (degrees == 270)
		*x = seen_y, *y = WIDTH - 1 - seen_x;
}

static void check_display(int degrees, const struct picture *upright)
{
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++) {
			const uint8_t *rgba = upright->rgba + 4 * (y * WIDTH + x);
			uint32_t seen = (uint32_t)rgba[0] << 16 | (uint32_t)rgba[1] << 8 | rgba[2];
			int dx = x, dy = y;
			place_on_display(degrees, &dx, &dy);
			if (display_pixel(dx, dy) != seen)
				cr_assert_fail("%d degrees: pixel %d %d is not at %d %d", degrees, x, y, dx,
				               dy);
		}
}

Test(window_turn, the_display_gets_the_upright_picture_turned_pixel_for_pixel)
{
	struct picture plain = { 0 };
	for (int i = 0; i < 4; i++) {
		open_turned(angles[i], false);
		draw(0);
		const SDL_Surface *s = SDL_GetWindowSurface(sdl);
		cr_assert_eq(s->w, i % 2 ? HEIGHT : WIDTH);
		cr_assert_eq(s->h, i % 2 ? WIDTH : HEIGHT);
		struct picture p = shot();
		cr_assert_eq(p.width, WIDTH, "a screenshot is upright");
		cr_assert_eq(p.height, HEIGHT);
		if (!i)
			plain = p;
		cr_assert_arr_eq(p.rgba, plain.rgba, 4 * WIDTH * HEIGHT, "%d degrees", angles[i]);
		check_display(angles[i], &plain);
		if (i)
			free(p.rgba);
	}
	free(plain.rgba);
}

Test(window_turn, what_was_drawn_bit_by_bit_equals_what_is_drawn_at_once)
{
	for (int i = 0; i < 4; i++) {
		open_turned(angles[i], false);
		for (int step = 0; step < 7; step++)
			draw(step);
		struct picture by_parts = shot();
		check_display(angles[i], &by_parts);
		open_turned(angles[i], false);
		draw(6);
		struct picture at_once = shot();
		cr_assert_arr_eq(by_parts.rgba, at_once.rgba, 4 * WIDTH * HEIGHT, "%d degrees", angles[i]);
		check_display(angles[i], &at_once);
		free(by_parts.rgba);
		free(at_once.rgba);
	}
}

Test(window_turn, only_what_changed_is_copied)
{
	for (int i = 1; i < 4; i++) {
		open_turned(angles[i], false);
		draw(0);
		SDL_Surface *s = SDL_GetWindowSurface(sdl);
		int x = 700, y = 400; /* nothing moves there */
		place_on_display(angles[i], &x, &y);
		uint32_t *untouched = (uint32_t *)((char *)s->pixels + (ptrdiff_t)y * s->pitch) + x;
		*untouched = 0x123456;
		draw(1);
		cr_assert_eq(*untouched & 0xFFFFFF, 0x123456, "%d degrees", angles[i]);
	}
}

/* ---- sizes ---------------------------------------------------------------------------------------------------------- */

static void check_panel(int width_px, int height_px, double width_mm, double height_mm)
{
	const struct panel *p = window_panel(window);
	cr_assert_eq(p->width_px, width_px, "%d", p->width_px);
	cr_assert_eq(p->height_px, height_px, "%d", p->height_px);
	cr_assert_float_eq(p->width_mm, width_mm, 1e-9, "%f", p->width_mm);
	cr_assert_float_eq(p->height_mm, height_mm, 1e-9, "%f", p->height_mm);
}

/* The dummy driver's display: 1024 x 768. The millimetres are the declared ones, in the direction that is seen. */
Test(window_turn, full_screen_takes_the_displays_pixels_as_they_are_seen)
{
	open_turned(0, true);
	check_panel(1024, 768, 155, 86);
	open_turned(90, true);
	check_panel(768, 1024, 86, 155);
	open_turned(180, true);
	check_panel(1024, 768, 155, 86);
	open_turned(270, true);
	check_panel(768, 1024, 86, 155);
	draw(0);
	cr_assert_eq(SDL_GetWindowSurface(sdl)->w, 1024);
}

Test(window_turn, a_new_size_of_the_display_is_turned_too)
{
	struct event event;
	open_turned(90, false);
	check_panel(WIDTH, HEIGHT, 155, 86);
	draw(0);
	SDL_SetWindowSize(sdl, 600, 1000);
	cr_assert(window_wait(window, clock_ms() + 100, &event));
	cr_assert_eq(event.kind, EVENT_REDRAW);
	check_panel(1000, 600, 155, 86);
	draw(1);
	struct picture p = shot();
	cr_assert_eq(p.width, 1000);
	cr_assert_eq(p.height, 600);
	free(p.rgba);
	cr_assert_not(window_wait(window, clock_ms() + 20, &event),
	              "the size that we know is not told again");
}

/* ---- touch ------------------------------------------------------------------------------------------------------------ */

static void expect(enum input_kind kind, int degrees, int x, int y)
{
	struct event event;
	cr_assert(window_wait(window, clock_ms(), &event));
	cr_assert_eq(event.input.kind, kind, "%d degrees: %d", degrees, event.input.kind);
	cr_assert(event.input.x == x && event.input.y == y, "%d degrees: %d %d instead of %d %d", degrees,
	          event.input.x, event.input.y, x, y);
}

static const struct {
	int x, y;
} seen[] = { { 0, 0 },         { WIDTH - 1, 0 },  { 0, HEIGHT - 1 }, { WIDTH - 1, HEIGHT - 1 },
	     { WIDTH / 2, 0 }, { 1, HEIGHT - 2 }, { 217, 333 } };
enum { SEEN_COUNT = sizeof seen / sizeof *seen };

static void finger(Uint32 type, float x, float y)
{
	SDL_Event event = { .tfinger = { .type = type, .touchId = 1, .fingerId = 5, .x = x, .y = y } };
	SDL_PushEvent(&event);
}

static void click(Uint32 type, int x, int y)
{
	SDL_Event event = { .button = { .type = type, .x = x, .y = y, .button = SDL_BUTTON_LEFT } };
	SDL_PushEvent(&event);
}

Test(window_turn, a_finger_on_a_pixel_of_the_display_touches_what_is_seen_there)
{
	for (int i = 0; i < 4; i++) {
		open_turned(angles[i], false);
		for (int k = 0; k < SEEN_COUNT; k++) {
			int x = seen[k].x, y = seen[k].y;
			place_on_display(angles[i], &x, &y);
			float part_x = ((float)x + 0.5F) / (float)(i % 2 ? HEIGHT : WIDTH);
			float part_y = ((float)y + 0.5F) / (float)(i % 2 ? WIDTH : HEIGHT);
			finger(SDL_FINGERDOWN, part_x, part_y);
			finger(SDL_FINGERUP, part_x, part_y);
			expect(INPUT_PRESS, angles[i], seen[k].x, seen[k].y);
			expect(INPUT_RELEASE, angles[i], seen[k].x, seen[k].y);
		}
	}
}

/* Where a panel says 0 and 1 themselves: on the edge, not beside it. */
Test(window_turn, the_corners_of_the_glass_are_the_corners_of_the_picture)
{
	static const int right = WIDTH - 1, low = HEIGHT - 1;
	/* The picture's point under each corner of the glass: 0 0, 1 0, 1 1, 0 1. */
	const int corners[4][4][2] = {
		{ { 0, 0 }, { right, 0 }, { right, low }, { 0, low } },
		{ { 0, low }, { 0, 0 }, { right, 0 }, { right, low } },
		{ { right, low }, { 0, low }, { 0, 0 }, { right, 0 } },
		{ { right, 0 }, { right, low }, { 0, low }, { 0, 0 } },
	};
	for (int i = 0; i < 4; i++) {
		open_turned(angles[i], false);
		for (int k = 0; k < 4; k++) {
			float x = k == 1 || k == 2, y = k >= 2;
			finger(SDL_FINGERDOWN, x, y);
			finger(SDL_FINGERUP, x, y);
			expect(INPUT_PRESS, angles[i], corners[i][k][0], corners[i][k][1]);
			expect(INPUT_RELEASE, angles[i], corners[i][k][0], corners[i][k][1]);
		}
	}
}

Test(window_turn, the_mouse_turns_with_the_picture)
{
	for (int i = 0; i < 4; i++) {
		open_turned(angles[i], false);
		for (int k = 0; k < SEEN_COUNT; k++) {
			int x = seen[k].x, y = seen[k].y;
			place_on_display(angles[i], &x, &y);
			click(SDL_MOUSEBUTTONDOWN, x, y);
			click(SDL_MOUSEBUTTONUP, x, y);
			expect(INPUT_PRESS, angles[i], seen[k].x, seen[k].y);
			expect(INPUT_RELEASE, angles[i], seen[k].x, seen[k].y);
		}
	}
}
