/* The window under SDL's dummy driver: sleeping, waking, fingers, keys, screenshots. */
#include <SDL2/SDL.h>
#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platform/clock.h"
#include "platform/helpers/folder.h"
#include "platform/picture.h"
#include "platform/window.h"

static struct window *window;
static bool in_kiosk_mode;

static void open_window(void)
{
	struct err e = { 0 };
	struct window_options o = { .title = "Escale", .kiosk = in_kiosk_mode, .hidden = true, .assets = "assets", .content = "content" };
	folder_make();
	cr_assert(panel_parse(&o.panel, "10.1", &e));
	cr_assert(window_open(&window, &o, &e), "%s", e.text);
	struct event start;
	while (window_wait(window, clock_ms() + 20, &start))
		; /* whatever SDL has to say of a new window */
}

static void open_kiosk(void)
{
	in_kiosk_mode = true;
	open_window();
}

static void close_window(void)
{
	window_close(window);
	folder_remove();
}

TestSuite(window, .init = open_window, .fini = close_window);
TestSuite(window_kiosk, .init = open_kiosk, .fini = close_window);

/* ---- sleeping --------------------------------------------------------------------------------------------- */

Test(window, waiting_two_seconds_costs_nothing)
{
	struct rusage before, after;
	struct event event;
	long long start = clock_ms();
	getrusage(RUSAGE_SELF, &before);
	cr_assert_not(window_wait(window, start + 2000, &event));
	getrusage(RUSAGE_SELF, &after);
	cr_assert_eq(event.kind, EVENT_NONE);
	cr_assert_leq(after.ru_nvcsw - before.ru_nvcsw, 2, "%ld switches", after.ru_nvcsw - before.ru_nvcsw);
	long us = (after.ru_utime.tv_usec - before.ru_utime.tv_usec) + (after.ru_stime.tv_usec - before.ru_stime.tv_usec);
	cr_assert_lt(us, 5000, "%ld us of CPU", us);
}

Test(window, deadlines_are_kept_to_the_millisecond)
{
	struct event event;
	int late = 0;
	for (int i = 1; i < 60; i++) {
		long long deadline = clock_ms() + i % 17;
		cr_assert_not(window_wait(window, deadline, &event));
		cr_assert_geq(clock_ms(), deadline, "never early");
		late += clock_ms() > deadline + 3;
	}
	cr_assert_lt(late, 20, "%d of 60 late, on a busy machine", late);
	cr_assert_not(window_wait(window, 0, &event), "long past");
}

static void *wake_from_another_thread(void *argument)
{
	(void)argument;
	usleep(50 * 1000);
	window_wake(window, 7);
	window_wake(window, 8);
	return NULL;
}

Test(window, another_thread_wakes_the_one_that_sleeps_for_ever)
{
	pthread_t thread;
	struct event event;
	pthread_create(&thread, NULL, wake_from_another_thread, NULL);
	long long start = clock_ms();
	cr_assert(window_wait(window, -1, &event));
	cr_assert_eq(event.kind, EVENT_WAKE);
	cr_assert_eq(event.wake_code, 7);
	cr_assert_lt(clock_ms() - start, 1000);
	cr_assert(window_wait(window, -1, &event));
	cr_assert_eq(event.wake_code, 8, "no call is lost");
	pthread_join(thread, NULL);
}

static void *terminate(void *argument)
{
	usleep(50 * 1000);
	pthread_kill(*(pthread_t *)argument, SIGTERM);
	return NULL;
}

static void check_terminated(void)
{
	pthread_t thread, self = pthread_self();
	struct event event;
	pthread_create(&thread, NULL, terminate, &self);
	cr_assert(window_wait(window, clock_ms() + 3000, &event));
	cr_assert_eq(event.kind, EVENT_QUIT);
	pthread_join(thread, NULL);
}

Test(window, the_service_manager_ends_it_with_sigterm)
{
	check_terminated();
}

Test(window_kiosk, the_service_manager_ends_it_with_sigterm)
{
	check_terminated();
}

/* ---- fingers, mouse, keys ------------------------------------------------------------------------------------ */

static void finger(Uint32 type, SDL_FingerID id, float x, float y)
{
	SDL_Event event = { .tfinger = { .type = type, .touchId = 1, .fingerId = id, .x = x, .y = y } };
	SDL_PushEvent(&event);
}

static void mouse(Uint32 type, int x, int y, Uint8 button)
{
	SDL_Event event = { .button = { .type = type, .x = x, .y = y, .button = button } };
	SDL_PushEvent(&event);
}

static void key(SDL_Scancode code, Uint16 mod, Uint8 repeat)
{
	SDL_Event event = { .key = { .type = SDL_KEYDOWN, .repeat = repeat, .keysym = { .scancode = code, .mod = mod } } };
	SDL_PushEvent(&event);
}

static struct input next_input(void)
{
	struct event event;
	bool any = window_wait(window, clock_ms(), &event);
	cr_assert_eq(any, event.kind != EVENT_NONE);
	return event.input;
}

#define EXPECT(kind_, x_, y_)                                                                                          \
	do {                                                                                                            \
		struct input got = next_input();                                                                        \
		cr_assert_eq(got.kind, kind_, "kind %d", got.kind);                                                     \
		cr_assert_eq(got.x, x_, "x %d", got.x);                                                                 \
		cr_assert_eq(got.y, y_, "y %d", got.y);                                                                 \
	} while (0)
#define EXPECT_NOTHING() cr_assert_eq(next_input().kind, INPUT_NONE)

Test(window, a_finger_presses_and_releases_in_pixels)
{
	finger(SDL_FINGERDOWN, 5, 0.5F, 0.25F);
	finger(SDL_FINGERMOTION, 5, 0.6F, 0.25F);
	finger(SDL_FINGERUP, 5, 1.0F, 1.0F);
	long long before = clock_ms();
	EXPECT(INPUT_PRESS, 640, 200);
	EXPECT(INPUT_RELEASE, 1279, 799);
	EXPECT_NOTHING();
	finger(SDL_FINGERDOWN, 5, 0, 0);
	cr_assert_geq(next_input().now_ms, before);
}

Test(window, only_the_first_finger_counts)
{
	finger(SDL_FINGERDOWN, 5, 0.5F, 0.5F);
	finger(SDL_FINGERDOWN, 6, 0.1F, 0.1F);
	finger(SDL_FINGERUP, 6, 0.1F, 0.1F);
	finger(SDL_FINGERDOWN, 7, 0.2F, 0.2F);
	finger(SDL_FINGERUP, 5, 0.5F, 0.5F);
	finger(SDL_FINGERUP, 7, 0.2F, 0.2F);
	finger(SDL_FINGERDOWN, 8, 0.75F, 0.75F);
	EXPECT(INPUT_PRESS, 640, 400);
	EXPECT(INPUT_RELEASE, 640, 400);
	EXPECT(INPUT_PRESS, 960, 600);
	EXPECT_NOTHING();
}

Test(window, a_finger_that_comes_down_twice_was_lost_in_between)
{
	finger(SDL_FINGERDOWN, 5, 0.5F, 0.5F);
	finger(SDL_FINGERDOWN, 5, 0.25F, 0.25F);
	EXPECT(INPUT_PRESS, 640, 400);
	EXPECT(INPUT_CANCEL, 320, 200);
	EXPECT(INPUT_PRESS, 320, 200);
	EXPECT_NOTHING();
}

Test(window, the_mouse_serves_until_a_finger_was_seen)
{
	mouse(SDL_MOUSEBUTTONDOWN, 10, 20, SDL_BUTTON_RIGHT);
	mouse(SDL_MOUSEBUTTONDOWN, 10, 20, SDL_BUTTON_LEFT);
	mouse(SDL_MOUSEBUTTONUP, 11, 21, SDL_BUTTON_LEFT);
	EXPECT(INPUT_PRESS, 10, 20);
	EXPECT(INPUT_RELEASE, 11, 21);
	EXPECT_NOTHING();
	finger(SDL_FINGERDOWN, 5, 0.5F, 0.5F);
	mouse(SDL_MOUSEBUTTONDOWN, 640, 400, SDL_BUTTON_LEFT);
	mouse(SDL_MOUSEBUTTONUP, 640, 400, SDL_BUTTON_LEFT);
	finger(SDL_FINGERUP, 5, 0.5F, 0.5F);
	mouse(SDL_MOUSEBUTTONDOWN, 640, 400, SDL_BUTTON_LEFT);
	EXPECT(INPUT_PRESS, 640, 400);
	EXPECT(INPUT_RELEASE, 640, 400);
	EXPECT_NOTHING();
}

Test(window, a_finger_during_a_click_cancels_the_click)
{
	mouse(SDL_MOUSEBUTTONDOWN, 10, 20, SDL_BUTTON_LEFT);
	finger(SDL_FINGERDOWN, 5, 0.5F, 0.5F);
	mouse(SDL_MOUSEBUTTONUP, 10, 20, SDL_BUTTON_LEFT);
	EXPECT(INPUT_PRESS, 10, 20);
	cr_assert_eq(next_input().kind, INPUT_CANCEL);
	EXPECT(INPUT_PRESS, 640, 400);
	EXPECT_NOTHING();
}

Test(window, keys_speak_once_and_without_modifiers)
{
	key(SDL_SCANCODE_RIGHT, 0, 0);
	key(SDL_SCANCODE_RIGHT, 0, 1);
	key(SDL_SCANCODE_TAB, KMOD_LSHIFT, 0);
	key(SDL_SCANCODE_F4, KMOD_LALT, 0);
	key(SDL_SCANCODE_TAB, KMOD_LALT, 0);
	key(SDL_SCANCODE_H, KMOD_LCTRL, 0);
	key(SDL_SCANCODE_LGUI, KMOD_LGUI, 0);
	key(SDL_SCANCODE_Q, 0, 0);
	key(SDL_SCANCODE_7, KMOD_NUM, 0);
	static const int expected[] = { KEY_NEXT, KEY_PREVIOUS, KEY_DIGIT0 + 7 };
	for (int i = 0; i < 3; i++) {
		struct input in = next_input();
		cr_assert_eq(in.kind, INPUT_KEY);
		cr_assert_eq(in.key, expected[i]);
	}
	EXPECT_NOTHING();
}

static enum event_kind kind_of(SDL_Event event)
{
	struct event out;
	SDL_PushEvent(&event);
	window_wait(window, clock_ms(), &out);
	return out.kind;
}

static const SDL_Event quit = { .quit = { .type = SDL_QUIT } };
static const SDL_Event closing = { .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE } };

Test(window, closing_the_window_ends_the_program)
{
	cr_assert_eq(kind_of(quit), EVENT_QUIT);
	cr_assert_eq(kind_of(closing), EVENT_QUIT);
}

Test(window_kiosk, nobody_can_close_a_kiosk)
{
	cr_assert_eq(kind_of(quit), EVENT_NONE);
	cr_assert_eq(kind_of(closing), EVENT_NONE);
}

/* ---- drawing ------------------------------------------------------------------------------------------------------ */

Test(window, a_screenshot_is_what_was_drawn)
{
	struct arena arena = { 0 };
	struct scene s;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	struct err e = { 0 };
	struct picture p;
	cr_assert_not(window_shot(window, in_folder("shot.png"), &e), "nothing was drawn yet");
	e.code = ERR_NONE;
	scene_begin(&s, &arena, 1280, 800);
	scene_item(&s, ITEM_BOX, (struct rect){ 100, 100, 50, 50 })->ink = INK_ACTION;
	cr_assert(window_draw(window, &s, &ui));
	cr_assert(window_shot(window, in_folder("shot.png"), &e), "%s", e.text);
	cr_assert(picture_load(&p, in_folder("shot.png"), &e), "%s", e.text);
	cr_assert_eq(p.width, 1280);
	cr_assert_eq(p.height, 800);
	const struct colour page = theme_inks[0][INK_PAGE], action = theme_inks[0][INK_ACTION];
	cr_assert_arr_eq(p.rgba + 4 * (99 * 1280 + 100), ((uint8_t[]){ page.r, page.g, page.b, 255 }), 4);
	cr_assert_arr_eq(p.rgba + 4 * (100 * 1280 + 100), ((uint8_t[]){ action.r, action.g, action.b, 255 }), 4);
	free(p.rgba);
	arena_drop(&arena);
}

Test(window, a_new_size_asks_for_a_new_scene)
{
	struct event event;
	SDL_SetWindowSize(SDL_GetWindowFromID(1), 800, 480);
	cr_assert(window_wait(window, clock_ms() + 100, &event));
	cr_assert_eq(event.kind, EVENT_REDRAW);
	cr_assert_eq(window_panel(window)->width_px, 800);
	cr_assert_eq(window_panel(window)->height_px, 480);
}

Test(window, missing_fonts_are_said_and_nothing_is_left_open)
{
	struct window *other;
	struct err e = { 0 };
	struct window_options o = { .title = "", .hidden = true, .assets = folder, .content = folder };
	cr_assert(panel_parse(&o.panel, "7", &e));
	cr_assert_not(window_open(&other, &o, &e));
	cr_assert_eq(e.code, ERR_MISSING);
	cr_assert_null(other);
}

/* ---- its size ---------------------------------------------------------------------------------------------------- */

/* The dummy driver's display is 1024x768. */
Test(window_size, larger_than_the_display_it_shows_the_same_millimetres_in_fewer_pixels)
{
	struct err e = { 0 };
	struct window_options o = { .title = "", .assets = "assets", .content = "content" };
	struct window *w;
	cr_assert(panel_parse(&o.panel, "10.1", &e));
	cr_assert(window_open(&w, &o, &e), "%s", e.text);
	const struct panel *p = window_panel(w);
	cr_expect_eq(p->width_px, 1024);
	cr_expect_eq(p->height_px, 640, "%d", p->height_px);
	cr_expect_eq(p->width_mm, o.panel.width_mm);
	cr_expect_eq(p->height_mm, o.panel.height_mm);
	window_close(w);
}
