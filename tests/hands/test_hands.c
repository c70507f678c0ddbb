/* Hands on a libinput that the tests play (helpers/fake_input.c). Real devices are touched in the emulator (tests/device/screen). */
#include <criterion/criterion.h>
#include <linux/input-event-codes.h>

#include "hands/hands.h"
#include "hands/helpers/fake_input.h"

enum { WIDTH = 1280, HEIGHT = 800 };

static struct hands *hands;

static void open_hands(void)
{
	struct err e = { 0 };
	fake_input_make();
	cr_assert(hands_open(&hands, fake_dir, fake_known, true, &e), "%s", e.text);
	hands_size(hands, WIDTH, HEIGHT);
}

static void end(void)
{
	hands_close(hands);
	fake_input_remove();
}

TestSuite(hands, .init = open_hands, .fini = end);

static struct hand next(void)
{
	struct hand h;
	cr_assert(hands_next(hands, &h));
	return h;
}

static void expect(enum hand_kind kind, int x, int y)
{
	struct hand h = next();
	cr_assert_eq(h.kind, kind, "kind %d", h.kind);
	cr_assert_eq(h.x, x, "x %d", h.x);
	cr_assert_eq(h.y, y, "y %d", h.y);
}

static void expect_nothing(void)
{
	struct hand h;
	cr_assert_not(hands_next(hands, &h));
}

/* ---- fingers ---------------------------------------------------------------------------------------------------------- */

Test(hands, a_finger_lifts_where_it_was_last)
{
	fake_touch(LIBINPUT_EVENT_TOUCH_DOWN, 0, 0.5, 0.25);
	fake_touch(LIBINPUT_EVENT_TOUCH_MOTION, 0, 0.75, 0.5);
	fake_touch(LIBINPUT_EVENT_TOUCH_UP, 0, 0, 0);
	expect(HAND_FINGER_DOWN, 640, 200);
	expect(HAND_FINGER_UP, 960, 400);
	expect_nothing();
}

Test(hands, the_edge_of_the_glass_is_the_last_pixel)
{
	fake_touch(LIBINPUT_EVENT_TOUCH_DOWN, 0, 1, 1);
	fake_touch(LIBINPUT_EVENT_TOUCH_MOTION, 0, -0.1, 1.2); /* calibrated beyond it */
	fake_touch(LIBINPUT_EVENT_TOUCH_CANCEL, 0, 0, 0);
	expect(HAND_FINGER_DOWN, WIDTH - 1, HEIGHT - 1);
	expect(HAND_FINGER_LOST, 0, HEIGHT - 1);
}

Test(hands, fingers_are_told_apart)
{
	fake_touch(LIBINPUT_EVENT_TOUCH_DOWN, 0, 0.5, 0.5);
	fake_touch(LIBINPUT_EVENT_TOUCH_DOWN, 3, 0.1, 0.1);
	fake_touch(LIBINPUT_EVENT_TOUCH_UP, 0, 0, 0);
	cr_assert_eq(next().finger, 0);
	cr_assert_eq(next().finger, 3);
	expect(HAND_FINGER_UP, 640, 400);
	fake_touch(LIBINPUT_EVENT_TOUCH_DOWN, 5000, 0.5, 0.5);
	fake_touch(LIBINPUT_EVENT_TOUCH_DOWN, -1, 0.5, 0.5);
	expect_nothing();
}

/* ---- the mouse ---------------------------------------------------------------------------------------------------------- */

Test(hands, a_mouse_starts_in_the_middle_and_stays_on_the_display)
{
	fake_move(10, -20);
	fake_move(-5000, 5000);
	fake_button(BTN_RIGHT, true);
	fake_button(BTN_LEFT, true);
	fake_button(BTN_LEFT, false);
	expect(HAND_MOUSE_MOVED, 650, 380);
	expect(HAND_MOUSE_MOVED, 0, HEIGHT - 1);
	expect(HAND_MOUSE_DOWN, 0, HEIGHT - 1);
	expect(HAND_MOUSE_UP, 0, HEIGHT - 1);
	expect_nothing();
}

Test(hands, a_tablet_points_where_it_says)
{
	fake_place(0.25, 0.5);
	expect(HAND_MOUSE_MOVED, 320, 400);
}

/* ---- keys ------------------------------------------------------------------------------------------------------------------ */

static void expect_key(unsigned code, bool shift, bool other)
{
	struct hand h = next();
	cr_assert_eq(h.kind, HAND_KEY);
	cr_assert_eq(h.place, hands_place(code));
	cr_assert_eq(h.shift, shift);
	cr_assert_eq(h.other, other);
}

Test(hands, a_key_speaks_when_it_goes_down)
{
	fake_key(KEY_RIGHT, true);
	fake_key(KEY_RIGHT, false);
	fake_key(KEY_KP7, true);
	expect_key(KEY_RIGHT, false, false);
	expect_key(KEY_KP7, false, false);
	expect_nothing();
}

Test(hands, held_modifiers_are_told_until_both_of_them_are_up)
{
	static const unsigned others[] = { KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT, KEY_RIGHTALT, KEY_LEFTMETA, KEY_RIGHTMETA };
	for (int i = 0; i < 6; i++) {
		fake_key(others[i], true);
		fake_key(KEY_F4, true);
		fake_key(others[i], false);
		fake_key(KEY_F4, true);
		expect_key(others[i], false, true);
		expect_key(KEY_F4, false, true);
		expect_key(KEY_F4, false, false);
	}
	fake_key(KEY_LEFTSHIFT, true);
	fake_key(KEY_RIGHTSHIFT, true);
	fake_key(KEY_LEFTSHIFT, false);
	fake_key(KEY_TAB, true);
	next(), next();
	expect_key(KEY_TAB, true, false);
}

Test(hands, a_button_of_an_unknown_kind_says_nothing)
{
	fake_key(BTN_TRIGGER_HAPPY1, true);
	fake_key(0, true);
	expect_nothing();
}

/* ---- devices ------------------------------------------------------------------------------------------------------------------ */

Test(hands, a_device_is_opened_once_udev_has_finished_with_it)
{
	fake_node("event3");
	hands_look(hands);
	cr_assert_eq(fake_added, 0, "libinput would wait for udev, and the kiosk with it");
	fake_finished();
	hands_look(hands);
	hands_look(hands);
	cr_assert_eq(fake_added, 1, "once");
}

Test(hands, only_event_nodes_are_devices)
{
	fake_finished();
	fake_node("mouse0");
	fake_node("event");
	fake_node("event64");
	fake_node("eventual");
	hands_look(hands);
	cr_assert_eq(fake_added, 0);
}

Test(hands, a_device_that_left_and_came_back_is_opened_again)
{
	fake_finished();
	fake_node("event0");
	hands_look(hands);
	fake_unplugged(0);
	expect_nothing();
	hands_look(hands);
	cr_assert_eq(fake_added, 2);
}
