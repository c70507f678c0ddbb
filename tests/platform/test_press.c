/* From touches and clicks to presses: one finger, one source. */
#include <criterion/criterion.h>

#include "platform/press.h"

static struct presses p;

static void begin(void)
{
	p = (struct presses){ 0 };
}

TestSuite(press, .init = begin);

static struct input down(int finger, int at)
{
	return press_finger(&p, TOUCH_DOWN, 0, finger, at, at, at);
}

static struct input up(int finger, int at)
{
	return press_finger(&p, TOUCH_UP, 0, finger, at, at, at);
}

#define EXPECT(given, kind_, at)                                                 \
	do {                                                                     \
		struct input got = (given);                                      \
		cr_assert_eq(got.kind, kind_, "kind %d", got.kind);              \
		cr_assert(got.kind == INPUT_NONE || (got.x == (at) && got.y == (at)), "at %d %d", got.x, got.y); \
	} while (0)

Test(press, a_second_finger_is_never_a_tap)
{
	EXPECT(down(0, 10), INPUT_PRESS, 10);
	EXPECT(down(1, 20), INPUT_NONE, 0);
	EXPECT(up(1, 20), INPUT_NONE, 0);
	EXPECT(down(2, 30), INPUT_NONE, 0);
	EXPECT(up(0, 11), INPUT_RELEASE, 11);
	EXPECT(up(2, 30), INPUT_NONE, 0); /* it was there before the first one left */
	EXPECT(down(1, 40), INPUT_PRESS, 40);
}

Test(press, the_same_finger_number_on_another_panel_is_another_finger)
{
	EXPECT(press_finger(&p, TOUCH_DOWN, 1, 0, 5, 5, 0), INPUT_PRESS, 5);
	EXPECT(press_finger(&p, TOUCH_UP, 2, 0, 5, 5, 1), INPUT_NONE, 0);
	EXPECT(press_finger(&p, TOUCH_UP, 1, 0, 6, 6, 2), INPUT_RELEASE, 6);
}

Test(press, a_finger_that_leaves_oddly_is_no_tap)
{
	EXPECT(down(0, 10), INPUT_PRESS, 10);
	EXPECT(press_finger(&p, TOUCH_LOST, 0, 0, 10, 10, 11), INPUT_CANCEL, 10);
	EXPECT(up(0, 10), INPUT_NONE, 0);
	EXPECT(down(0, 20), INPUT_PRESS, 20);
}

Test(press, a_finger_lost_for_thirty_seconds_keeps_nobody_out)
{
	EXPECT(down(0, 0), INPUT_PRESS, 0);
	EXPECT(down(1, 29999), INPUT_NONE, 0);
	EXPECT(down(1, 30000), INPUT_CANCEL, 30000);
	EXPECT(press_next(&p), INPUT_PRESS, 30000);
	EXPECT(press_next(&p), INPUT_NONE, 0);
	EXPECT(up(1, 30001), INPUT_RELEASE, 30001);
}

Test(press, the_mouse_serves_until_a_finger_was_seen)
{
	EXPECT(press_mouse(&p, true, 3, 3, 0), INPUT_PRESS, 3);
	EXPECT(press_mouse(&p, false, 4, 4, 1), INPUT_RELEASE, 4);
	EXPECT(press_mouse(&p, false, 4, 4, 1), INPUT_NONE, 0);
	EXPECT(down(0, 10), INPUT_PRESS, 10);
	EXPECT(press_mouse(&p, true, 3, 3, 20), INPUT_NONE, 0);
	EXPECT(press_mouse(&p, false, 3, 3, 21), INPUT_NONE, 0);
	EXPECT(up(0, 10), INPUT_RELEASE, 10);
}

Test(press, a_click_that_the_window_lost_is_cancelled)
{
	EXPECT(press_mouse(&p, true, 3, 3, 0), INPUT_PRESS, 3);
	EXPECT(press_mouse_lost(&p, 1), INPUT_CANCEL, 0);
	EXPECT(press_mouse_lost(&p, 2), INPUT_NONE, 0);
	EXPECT(down(0, 10), INPUT_PRESS, 10);
	EXPECT(press_mouse_lost(&p, 11), INPUT_NONE, 0); /* a finger is no click */
}
