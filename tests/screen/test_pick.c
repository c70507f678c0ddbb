/* Which mode of a display is taken. */
#include <criterion/criterion.h>

#include "screen/screen.h"

static const struct screen_mode fullhd = { 1920, 1080, 60, .preferred = false }, native = { 1280, 800, 60, .preferred = true },
				tv = { 1920, 1080, 50, .preferred = true, .interlaced = true },
				asked = { 1024, 600, 60, .asked = true };

static int pick(struct screen_mode a, struct screen_mode b)
{
	int first = screen_pick((struct screen_mode[]){ a, b }, 2), second = screen_pick((struct screen_mode[]){ b, a }, 2);
	cr_assert_neq(first, second, "the order says nothing");
	return first;
}

Test(pick, what_the_command_line_asks_for_goes_before_what_the_display_prefers)
{
	cr_assert_eq(pick(asked, native), 0);
}

Test(pick, what_the_display_prefers_goes_before_the_largest)
{
	cr_assert_eq(pick(native, fullhd), 0);
}

Test(pick, without_a_preference_the_largest_and_then_the_quickest)
{
	struct screen_mode small = { 640, 480, 75, .asked = false }, slow = { 1920, 1080, 30, .asked = false };
	cr_assert_eq(pick(fullhd, small), 0);
	cr_assert_eq(pick(fullhd, slow), 0);
}

Test(pick, interlaced_only_if_there_is_nothing_else)
{
	struct screen_mode small = { 640, 480, 60, .asked = false };
	cr_assert_eq(pick(small, tv), 0);
	cr_assert_eq(screen_pick(&tv, 1), 0);
}

Test(pick, a_display_without_modes_has_none)
{
	cr_assert_eq(screen_pick(NULL, 0), -1);
}
