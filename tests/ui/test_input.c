/* From fingers and keys to messages: what counts as a touch, and what never does (access.md T4 to T7, faults.md 37, 38). */
#include <criterion/criterion.h>

#include "ui/input.h"

static struct arena memory;
static struct scene scene;
static struct gate gate;
static struct ui_state ui;
static long long now;

/* Two buttons over a bar: 0 "Oui" left, 1 "Non" right, 2 "Aide" in the bar. */
static void begin(void)
{
	scene_begin(&scene, &memory, 800, 480);
	scene.corner_px = 80;
	scene_target(&scene, (struct rect){ 100, 100, 200, 100 }, MSG_ANSWER, 0, "Oui");
	scene_target(&scene, (struct rect){ 400, 100, 200, 100 }, MSG_ANSWER, 1, "Non");
	scene_target(&scene, (struct rect){ 100, 380, 200, 90 }, MSG_HELP, 0, "Aide")->in_bar = true;
	gate_init(&gate);
	ui = (struct ui_state){ .focus = -1, .spoken = -1 };
	now = 100000;
}

static void end(void)
{
	arena_drop(&memory);
}

static struct msg in(enum input_kind kind, int x, int y)
{
	struct input i = { .kind = kind, .x = x, .y = y, .now_ms = now };
	return gate_input(&gate, &scene, &ui, &i);
}

static struct msg key(int k)
{
	now += 600;
	struct input i = { .kind = INPUT_KEY, .key = k, .now_ms = now };
	return gate_input(&gate, &scene, &ui, &i);
}

/* A finger that comes and goes; later_ms after the last thing. */
static struct msg tap(int x, int y, long long later_ms)
{
	now += later_ms;
	cr_assert_eq(in(INPUT_PRESS, x, y).kind, MSG_NONE, "nothing happens on the press (T4)");
	now += 60;
	return in(INPUT_RELEASE, x, y);
}

TestSuite(input, .init = begin, .fini = end);

Test(input, a_touch_acts_on_release)
{
	struct msg m = tap(450, 150, 1000);
	cr_assert_eq(m.kind, MSG_ANSWER);
	cr_assert_eq(m.arg, 1);
}

Test(input, sliding_off_cancels_and_sliding_onto_another_does_nothing)
{
	in(INPUT_PRESS, 150, 150);
	cr_assert_eq(in(INPUT_RELEASE, 150, 300).kind, MSG_NONE);
	in(INPUT_PRESS, 150, 150);
	cr_assert_eq(in(INPUT_RELEASE, 450, 150).kind, MSG_NONE);
	in(INPUT_PRESS, 150, 300);
	cr_assert_eq(in(INPUT_RELEASE, 150, 150).kind, MSG_NONE);
}

Test(input, a_finger_may_tremble_inside_its_button)
{
	in(INPUT_PRESS, 101, 101);
	cr_assert_eq(in(INPUT_RELEASE, 298, 198).kind, MSG_ANSWER);
}

Test(input, the_same_press_within_half_a_second_is_one)
{
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER);
	cr_assert_eq(tap(160, 140, 300).kind, MSG_NONE);
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER);
}

Test(input, a_double_press_never_reaches_the_next_screens_button)
{
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER);
	scene.targets[0].msg.kind = MSG_NEXT; /* another screen has come under the finger */
	cr_assert_eq(tap(150, 150, 200).kind, MSG_NONE);
}

Test(input, two_different_buttons_follow_each_other_as_fast_as_one_likes)
{
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER);
	cr_assert_eq(tap(450, 150, 50).kind, MSG_ANSWER);
}

Test(input, a_code_may_have_the_same_digit_twice)
{
	scene.targets[0].msg.kind = MSG_DIGIT;
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_DIGIT);
	cr_assert_eq(tap(150, 150, 100).kind, MSG_DIGIT);
}

Test(input, the_first_finger_only)
{
	in(INPUT_PRESS, 150, 150);
	cr_assert_eq(in(INPUT_PRESS, 450, 150).kind, MSG_NONE);
	struct msg m = in(INPUT_RELEASE, 150, 150);
	cr_assert_eq(m.kind, MSG_ANSWER);
	cr_assert_eq(m.arg, 0);
	cr_assert_eq(in(INPUT_RELEASE, 450, 150).kind, MSG_NONE, "the second finger leaves unheard");
}

Test(input, a_stuck_touch_is_nothing_after_thirty_seconds)
{
	in(INPUT_PRESS, 150, 150);
	now += 30001;
	cr_assert_eq(in(INPUT_RELEASE, 150, 150).kind, MSG_NONE);
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER, "and the next touch is one again");
}

Test(input, a_cancelled_touch_is_nothing)
{
	in(INPUT_PRESS, 150, 150);
	in(INPUT_CANCEL, 0, 0);
	cr_assert_eq(in(INPUT_RELEASE, 150, 150).kind, MSG_NONE);
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER);
}

Test(input, any_touch_and_any_key_wake_the_attract_screen)
{
	scene.target_count = 0;
	scene.wake_anywhere = true;
	cr_assert_eq(tap(700, 20, 1000).kind, MSG_WAKE);
	for (int k = KEY_NEXT; k <= KEY_DIGIT0 + 9; k++)
		cr_assert_eq(key(k).kind, MSG_WAKE);
}

Test(input, under_the_idle_warning_any_touch_and_any_key_say_still_here)
{
	scene.still_here_anywhere = true;
	ui.focus = 0;
	cr_assert_eq(tap(700, 20, 1000).kind, MSG_STILL_HERE);
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_ANSWER, "its own buttons are buttons");
	ui.focus = 0;
	for (int k = KEY_NEXT; k <= KEY_DIGIT0 + 9; k++)
		cr_assert_eq(key(k).kind, MSG_STILL_HERE, "a key that was meant for the screen before ends nothing");
}

Test(input, the_top_corners_are_the_staff_door_only_where_no_button_is)
{
	struct msg m = tap(3, 3, 1000);
	cr_assert(m.kind == MSG_CORNER && m.arg == 0);
	m = tap(797, 3, 100);
	cr_assert(m.kind == MSG_CORNER && m.arg == 1);
	cr_assert_eq(tap(400, 3, 100).kind, MSG_TOUCH);
	scene_target(&scene, (struct rect){ 0, 0, 90, 90 }, MSG_BACK, 0, "Retour");
	cr_assert_eq(tap(3, 3, 100).kind, MSG_BACK);
}

Test(input, the_keypad_walks_the_targets_in_their_order_and_around)
{
	cr_assert_eq(key(KEY_NEXT).kind, MSG_NONE);
	cr_assert_eq(ui.focus, 0);
	key(KEY_NEXT);
	key(KEY_NEXT);
	cr_assert_eq(ui.focus, 2);
	key(KEY_NEXT);
	cr_assert_eq(ui.focus, 0);
	key(KEY_PREVIOUS);
	cr_assert_eq(ui.focus, 2);
	cr_assert_eq(key(KEY_ENTER).kind, MSG_HELP);
}

Test(input, enter_without_a_place_takes_one_first)
{
	cr_assert_eq(key(KEY_ENTER).kind, MSG_NONE);
	cr_assert_eq(ui.focus, 0);
	struct msg m = key(KEY_ENTER);
	cr_assert(m.kind == MSG_ANSWER && m.arg == 0);
}

Test(input, a_finger_puts_the_keypads_place_away)
{
	key(KEY_NEXT);
	tap(700, 300, 1000);
	cr_assert_eq(ui.focus, -1);
}

Test(input, keys_of_their_own_work_without_looking_for_their_button)
{
	cr_assert_eq(key(KEY_HELP).kind, MSG_HELP);
	cr_assert_eq(key(KEY_BACK).kind, MSG_BACK);
	cr_assert_eq(key(KEY_LISTEN).kind, MSG_LISTEN);
	cr_assert_eq(key(KEY_LOUDER).arg, VOLUME_LOUDER);
	cr_assert_eq(key(KEY_QUIETER).arg, VOLUME_QUIETER);
	struct msg m = key(KEY_DIGIT0 + 7);
	cr_assert(m.kind == MSG_DIGIT && m.arg == 7);
}

static struct msg quick_key(int k)
{
	now -= 500;
	return key(k);
}

Test(input, a_key_pressed_twice_by_a_trembling_hand_acts_once)
{
	key(KEY_NEXT);
	cr_assert_eq(key(KEY_ENTER).kind, MSG_ANSWER);
	cr_assert_eq(quick_key(KEY_ENTER).kind, MSG_NONE);
	cr_assert_eq(key(KEY_ENTER).kind, MSG_ANSWER);
	cr_assert_eq(key(KEY_BACK).kind, MSG_BACK);
	cr_assert_eq(quick_key(KEY_BACK).kind, MSG_NONE);
	cr_assert_eq(quick_key(KEY_HELP).kind, MSG_HELP, "another key is another press");
}

Test(input, moving_and_typing_by_keys_is_as_quick_as_one_likes)
{
	key(KEY_NEXT);
	quick_key(KEY_NEXT);
	cr_assert_eq(ui.focus, 1);
	scene.targets[1].msg.kind = MSG_DIGIT;
	key(KEY_ENTER);
	cr_assert_eq(quick_key(KEY_ENTER).kind, MSG_DIGIT);
	cr_assert_eq(quick_key(KEY_DIGIT0).kind, MSG_DIGIT);
	cr_assert_eq(quick_key(KEY_DIGIT0).kind, MSG_DIGIT);
}

Test(input, an_empty_screen_has_nowhere_to_go)
{
	scene.target_count = 0;
	key(KEY_NEXT);
	cr_assert_eq(ui.focus, -1);
	cr_assert_eq(key(KEY_ENTER).kind, MSG_NONE);
}

Test(input, the_second_of_two_quick_taps_does_not_choose_on_the_screen_that_the_first_one_woke)
{
	scene.wake_anywhere = true;
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_WAKE);
	scene.wake_anywhere = false;
	cr_assert_eq(tap(155, 145, 100).kind, MSG_NONE);
	cr_assert_eq(tap(155, 145, 700).kind, MSG_ANSWER);
}

Test(input, the_second_of_two_quick_taps_does_not_act_under_the_idle_warning)
{
	scene.still_here_anywhere = true;
	scene.targets[0].at = (struct rect){ 0, 0, 10, 10 };
	cr_assert_eq(tap(150, 150, 1000).kind, MSG_STILL_HERE);
	scene.still_here_anywhere = false;
	scene.targets[0].at = (struct rect){ 100, 100, 200, 100 };
	cr_assert_eq(tap(150, 150, 100).kind, MSG_NONE);
}

Test(input, a_touch_on_nothing_says_that_somebody_is_there)
{
	cr_assert_eq(tap(350, 300, 1000).kind, MSG_TOUCH);
}
