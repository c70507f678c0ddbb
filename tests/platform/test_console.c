/* The window on the bare console, with a screen and hands that the test plays: what is painted arrives there, turned as it must; what
 * hands do becomes presses and keys. The rooms themselves: tests/screen, tests/hands; all of it on a kernel: tests/device/screen. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "hands/hands.h"
#include "platform/clock.h"
#include "platform/window.h"
#include "screen/screen.h"

enum { WIDTH = 803, HEIGHT = 481, STRIDE = 832 }; /* of the display */

/* ---- the screen and the hands ------------------------------------------------------------------------------------------ */

static struct {
	struct screen_pixels pixels;
	struct screen_rect shown[16];
	int count, shows, open;
	bool lost, no_card, no_display;
	int arrow_x;
} screen;

static uint32_t memory[HEIGHT * STRIDE];

static struct {
	struct hand list[32];
	int first, last, fd, open;
	bool grab;
	int width, height;
} hands;

bool screen_open(struct screen **out, const char *dir, struct err *e)
{
	cr_assert_str_eq(dir, "/dev/dri");
	if (screen.no_card)
		return err_set(e, ERR_UNSUPPORTED, "aucune carte graphique");
	screen.open = 1;
	screen.pixels = screen.no_display ? (struct screen_pixels){ 0 } :
	                                    (struct screen_pixels){ memory, WIDTH, HEIGHT, STRIDE, 402, 240 };
	*out = (struct screen *)&screen;
	return true;
}

void screen_close(struct screen *s)
{
	screen.open -= s != NULL;
}

const struct screen_pixels *screen_pixels(const struct screen *s)
{
	(void)s;
	return &screen.pixels;
}

enum screen_change screen_look(struct screen *s)
{
	(void)s;
	return SCREEN_SAME;
}

bool screen_show(struct screen *s, const struct screen_rect *rects, int count)
{
	(void)s;
	memcpy(screen.shown, rects, (size_t)count * sizeof *rects);
	screen.count = count;
	screen.shows++;
	return !screen.lost;
}

void screen_arrow(struct screen *s, int x, int y)
{
	(void)s, (void)y;
	screen.arrow_x = x;
}

void screen_arrow_hide(struct screen *s)
{
	(void)s;
	screen.arrow_x = -1;
}

bool hands_open(struct hands **out, const char *dir, const char *known, bool grab, struct err *e)
{
	(void)dir, (void)known, (void)e;
	hands.first = hands.last = 0;
	hands.grab = grab;
	hands.open = 1;
	hands.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	*out = (struct hands *)&hands;
	return true;
}

void hands_close(struct hands *h)
{
	if (!h)
		return;
	close(hands.fd);
	hands.open--;
}

void hands_look(struct hands *h)
{
	(void)h;
}

void hands_size(struct hands *h, int width, int height)
{
	(void)h;
	hands.width = width;
	hands.height = height;
}

int hands_fd(const struct hands *h)
{
	(void)h;
	return hands.fd;
}

bool hands_next(struct hands *h, struct hand *out)
{
	uint64_t n;
	(void)h;
	(void)!read(hands.fd, &n, sizeof n);
	if (hands.first == hands.last)
		return false;
	*out = hands.list[hands.first++];
	return true;
}

static void hand(struct hand h)
{
	hands.list[hands.last++] = h;
	(void)!write(hands.fd, &(uint64_t){ 1 }, sizeof(uint64_t));
}

/* ---- opening ------------------------------------------------------------------------------------------------------------- */

static struct window *window;
static struct arena arena;

static bool try_open(struct window_options o, struct err *e)
{
	struct err none = { 0 };
	o.assets = "assets";
	o.content = "content";
	if (!o.panel.width_px)
		cr_assert(panel_parse(&o.panel, "1280x800@217x136", &none));
	return window_open(&window, &o, e);
}

static void open_window(struct window_options o)
{
	struct err e = { 0 };
	cr_assert(try_open(o, &e), "%s", e.text);
}

static void begin(void)
{
	unsetenv("SDL_VIDEODRIVER");
	unsetenv("DISPLAY");
	unsetenv("WAYLAND_DISPLAY");
	memset(&screen, 0, sizeof screen);
}

static void end(void)
{
	window_close(window);
	window = NULL;
	arena_drop(&arena);
	cr_assert_eq(screen.open, 0);
	cr_assert_eq(hands.open, 0);
}

TestSuite(console, .init = begin, .fini = end);

Test(console, the_displays_pixels_and_the_declared_millimetres)
{
	open_window((struct window_options){ .kiosk = true });
	const struct panel *p = window_panel(window);
	cr_assert_eq(p->width_px, WIDTH);
	cr_assert_eq(p->height_px, HEIGHT);
	cr_assert_eq(p->width_mm, 217);
	cr_assert(hands.grab, "nobody else hears a kiosk's keys");
	cr_assert_eq(hands.width, WIDTH);
}

Test(console, a_panel_that_nobody_declared_has_the_displays_millimetres)
{
	open_window((struct window_options){ .panel_guessed = true });
	cr_assert_eq(window_panel(window)->width_mm, 402);
	cr_assert_eq(window_panel(window)->height_mm, 240);
	cr_assert_not(hands.grab, "Ctrl+C of a console ends the program");
}

Test(console, turned_the_millimetres_turn_with_it)
{
	open_window((struct window_options){ .panel_guessed = true, .rotate = 270 });
	cr_assert_eq(window_panel(window)->width_px, HEIGHT);
	cr_assert_eq(window_panel(window)->width_mm, 240);
}

Test(console, no_card_is_said_in_one_sentence)
{
	struct err e = { 0 };
	screen.no_card = true;
	cr_assert_not(try_open((struct window_options){ .kiosk = true }, &e));
	cr_assert_null(window);
	cr_assert_eq(e.code, ERR_UNSUPPORTED);
	cr_assert_str_eq(e.text, "Il n'y a ni écran graphique ni console utilisable ici (aucune carte graphique).");
}

/* ---- drawing --------------------------------------------------------------------------------------------------------------- */

static bool draw(int x)
{
	struct scene s;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	const struct panel *p = window_panel(window);
	scene_begin(&s, &arena, p->width_px, p->height_px);
	scene_item(&s, ITEM_BOX, (struct rect){ x, 20, 30, 40 })->ink = INK_ACTION;
	return window_draw(window, &s, &ui);
}

static uint32_t action(void)
{
	const struct colour c = theme_inks[0][INK_ACTION];
	return (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

static uint32_t seen(int x, int y)
{
	return memory[y * STRIDE + x] & 0xFFFFFF;
}

Test(console, what_changed_is_written_and_told)
{
	open_window((struct window_options){ .kiosk = true });
	cr_assert(draw(10));
	cr_assert_eq(screen.count, 1);
	cr_assert_eq(screen.shown[0].w, WIDTH);
	cr_assert_eq(seen(10, 20), action());
	cr_assert_neq(seen(40, 20), action());
	cr_assert(draw(10));
	cr_assert_eq(screen.shows, 1, "nothing has changed");
	memory[0] = 0x123456;
	cr_assert(draw(50));
	cr_assert_eq(screen.shows, 2);
	cr_assert_eq(seen(10, 20), seen(45, 20));
	cr_assert_eq(seen(79, 59), action());
	cr_assert_eq(memory[0], 0x123456, "the rest is left alone");
	for (int i = 0; i < screen.count; i++)
		cr_assert(screen.shown[i].y >= 16 && screen.shown[i].h <= 48, "only that");
}

Test(console, a_turned_display_gets_the_turned_picture)
{
	open_window((struct window_options){ .kiosk = true, .rotate = 90 });
	cr_assert_eq(window_panel(window)->width_px, HEIGHT);
	cr_assert(draw(10));
	cr_assert_eq(seen(WIDTH - 1 - 20, 10), action());
	cr_assert_eq(seen(WIDTH - 1 - 59, 39), action());
	cr_assert_neq(seen(WIDTH - 1 - 60, 10), action());
	draw(50);
	for (int i = 0; i < screen.count; i++)
		cr_assert(screen.shown[i].x >= WIDTH - 64 && screen.shown[i].x + screen.shown[i].w <= WIDTH - 16, "told where it is on the display");
}

Test(console, a_lost_card_is_an_error)
{
	open_window((struct window_options){ .kiosk = true });
	screen.lost = true;
	cr_assert_not(draw(10));
}

Test(console, a_kiosk_without_a_display_goes_on_and_another_program_does_not)
{
	struct err e = { 0 };
	screen.no_display = true;
	cr_assert_not(try_open((struct window_options){ 0 }, &e));
	cr_assert_str_eq(e.text, "Il n'y a ni écran graphique ni console utilisable ici (aucun écran n'est branché).");
	open_window((struct window_options){ .kiosk = true });
	cr_assert_eq(window_panel(window)->width_px, 1280, "as declared");
	cr_assert(draw(10));
	cr_assert(draw(50));
}

/* ---- hands ------------------------------------------------------------------------------------------------------------------- */

static struct event next(void)
{
	struct event event;
	cr_assert_eq(window_wait(window, clock_ms(), &event), event.kind != EVENT_NONE);
	return event;
}

static void expect(enum input_kind kind, int x, int y)
{
	struct input in = next().input;
	cr_assert_eq(in.kind, kind, "kind %d", in.kind);
	cr_assert_eq(in.x, x, "x %d", in.x);
	cr_assert_eq(in.y, y, "y %d", in.y);
}

Test(console, the_first_finger_presses_the_second_says_nothing)
{
	open_window((struct window_options){ .kiosk = true });
	hand((struct hand){ .kind = HAND_FINGER_DOWN, .finger = 0, .x = 5, .y = 6 });
	hand((struct hand){ .kind = HAND_FINGER_DOWN, .finger = 1, .x = 50, .y = 60 });
	hand((struct hand){ .kind = HAND_FINGER_UP, .finger = 1, .x = 50, .y = 60 });
	hand((struct hand){ .kind = HAND_FINGER_UP, .finger = 0, .x = 7, .y = 8 });
	hand((struct hand){ .kind = HAND_FINGER_DOWN, .finger = 0, .x = 9, .y = 9 });
	hand((struct hand){ .kind = HAND_FINGER_LOST, .finger = 0, .x = 9, .y = 9 });
	expect(INPUT_PRESS, 5, 6);
	expect(INPUT_RELEASE, 7, 8);
	expect(INPUT_PRESS, 9, 9);
	expect(INPUT_CANCEL, 9, 9);
	cr_assert_eq(next().kind, EVENT_NONE);
}

Test(console, a_finger_touches_what_is_shown_there)
{
	static const struct {
		int degrees, x, y;
	} turns[] = { { 0, 100, 30 }, { 90, 30, WIDTH - 1 - 100 }, { 180, WIDTH - 1 - 100, HEIGHT - 1 - 30 }, { 270, HEIGHT - 1 - 30, 100 } };
	for (int i = 0; i < 4; i++) {
		open_window((struct window_options){ .kiosk = true, .rotate = turns[i].degrees });
		hand((struct hand){ .kind = HAND_FINGER_DOWN, .x = 100, .y = 30 });
		expect(INPUT_PRESS, turns[i].x, turns[i].y);
		window_close(window);
		window = NULL;
	}
}

Test(console, the_arrow_is_for_people_with_a_mouse)
{
	open_window((struct window_options){ 0 });
	hand((struct hand){ .kind = HAND_MOUSE_MOVED, .x = 40, .y = 1 });
	hand((struct hand){ .kind = HAND_MOUSE_DOWN, .x = 40, .y = 1 });
	hand((struct hand){ .kind = HAND_MOUSE_UP, .x = 40, .y = 1 });
	expect(INPUT_PRESS, 40, 1);
	cr_assert_eq(screen.arrow_x, 40);
	expect(INPUT_RELEASE, 40, 1);
	hand((struct hand){ .kind = HAND_FINGER_DOWN, .x = 5, .y = 6 });
	hand((struct hand){ .kind = HAND_MOUSE_MOVED, .x = 60, .y = 1 });
	hand((struct hand){ .kind = HAND_MOUSE_DOWN, .x = 60, .y = 1 });
	expect(INPUT_PRESS, 5, 6);
	cr_assert_eq(next().kind, EVENT_NONE);
	cr_assert_eq(screen.arrow_x, -1);
}

Test(console, keys_speak_without_modifiers)
{
	enum { TAB = 43, RIGHT = 79, F4 = 61, H = 11 }; /* places on the keyboard: hands_place */
	open_window((struct window_options){ .kiosk = true });
	hand((struct hand){ .kind = HAND_KEY, .place = RIGHT });
	hand((struct hand){ .kind = HAND_KEY, .place = TAB, .shift = true });
	hand((struct hand){ .kind = HAND_KEY, .place = F4, .other = true });
	hand((struct hand){ .kind = HAND_KEY, .place = H, .other = true });
	hand((struct hand){ .kind = HAND_KEY, .place = H });
	static const int expected[] = { KEY_NEXT, KEY_PREVIOUS, KEY_HELP };
	for (int i = 0; i < 3; i++) {
		struct input in = next().input;
		cr_assert_eq(in.kind, INPUT_KEY);
		cr_assert_eq(in.key, expected[i], "%d: %d", i, in.key);
	}
	cr_assert_eq(next().kind, EVENT_NONE);
}

/* ---- sleeping ------------------------------------------------------------------------------------------------------------------ */

Test(console, waiting_a_second_is_one_sleep)
{
	struct rusage before, after;
	struct event event;
	open_window((struct window_options){ .kiosk = true });
	getrusage(RUSAGE_SELF, &before);
	cr_assert_not(window_wait(window, clock_ms() + 1000, &event));
	getrusage(RUSAGE_SELF, &after);
	cr_assert_leq(after.ru_nvcsw - before.ru_nvcsw, 2, "%ld switches", after.ru_nvcsw - before.ru_nvcsw);
}

static void *elsewhere(void *argument)
{
	usleep(50 * 1000);
	window_wake(window, 7);
	window_wake(window, 8);
	usleep(50 * 1000);
	hand((struct hand){ .kind = HAND_FINGER_DOWN, .x = 5, .y = 6 });
	usleep(50 * 1000);
	pthread_kill(*(pthread_t *)argument, SIGTERM);
	return NULL;
}

Test(console, threads_fingers_and_the_service_manager_wake_it)
{
	pthread_t thread, self = pthread_self();
	struct event event;
	open_window((struct window_options){ .kiosk = true });
	pthread_create(&thread, NULL, elsewhere, &self);
	for (int code = 7; code <= 8; code++) {
		cr_assert(window_wait(window, -1, &event));
		cr_assert_eq(event.kind, EVENT_WAKE);
		cr_assert_eq(event.wake_code, code, "no call is lost");
	}
	cr_assert(window_wait(window, -1, &event));
	cr_assert_eq(event.input.kind, INPUT_PRESS);
	cr_assert(window_wait(window, -1, &event));
	cr_assert_eq(event.kind, EVENT_QUIT);
	pthread_join(thread, NULL);
}
