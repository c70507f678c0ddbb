/* Places of keys are those that key files and the default table name (platform/keys.h): SDL's. */
#include <SDL2/SDL.h>
#include <criterion/criterion.h>
#include <linux/input-event-codes.h>

#include "hands/hands.h"

static const struct {
	unsigned code;
	const char *name;
} keys[] = {
	{ KEY_RIGHT, "Right" }, { KEY_DOWN, "Down" }, { KEY_TAB, "Tab" }, { KEY_LEFT, "Left" }, { KEY_UP, "Up" },
	{ KEY_ENTER, "Return" }, { KEY_KPENTER, "Keypad Enter" }, { KEY_SPACE, "Space" }, { KEY_ESC, "Escape" },
	{ KEY_BACKSPACE, "Backspace" }, { KEY_BACK, "AC Back" }, { KEY_F1, "F1" }, { KEY_H, "H" }, { KEY_HELP, "Help" },
	{ KEY_F2, "F2" }, { KEY_S, "S" }, { KEY_PLAYPAUSE, "AudioPlay" }, { KEY_KPPLUS, "Keypad +" }, { KEY_EQUAL, "=" },
	{ KEY_VOLUMEUP, "VolumeUp" }, { KEY_KPMINUS, "Keypad -" }, { KEY_MINUS, "-" }, { KEY_VOLUMEDOWN, "VolumeDown" },
	{ KEY_0, "0" }, { KEY_1, "1" }, { KEY_2, "2" }, { KEY_3, "3" }, { KEY_4, "4" }, { KEY_5, "5" }, { KEY_6, "6" },
	{ KEY_7, "7" }, { KEY_8, "8" }, { KEY_9, "9" }, { KEY_KP0, "Keypad 0" }, { KEY_KP1, "Keypad 1" },
	{ KEY_KP2, "Keypad 2" }, { KEY_KP3, "Keypad 3" }, { KEY_KP4, "Keypad 4" }, { KEY_KP5, "Keypad 5" },
	{ KEY_KP6, "Keypad 6" }, { KEY_KP7, "Keypad 7" }, { KEY_KP8, "Keypad 8" }, { KEY_KP9, "Keypad 9" },
	/* what a pad of one's own may use: platform/keys.h */
	{ KEY_F13, "F13" }, { KEY_F24, "F24" }, { KEY_A, "A" }, { KEY_Z, "Z" }, { KEY_Q, "Q" }, { KEY_W, "W" }, { KEY_M, "M" },
	{ KEY_F12, "F12" }, { KEY_HOME, "Home" }, { KEY_END, "End" }, { KEY_PAGEUP, "PageUp" }, { KEY_PAGEDOWN, "PageDown" },
	{ KEY_INSERT, "Insert" }, { KEY_DELETE, "Delete" }, { KEY_SLASH, "/" }, { KEY_LEFTCTRL, "Left Ctrl" },
	{ KEY_RIGHTALT, "Right Alt" }, { KEY_LEFTMETA, "Left GUI" }, { KEY_RIGHTSHIFT, "Right Shift" }, { KEY_MUTE, "Mute" },
	{ KEY_HOMEPAGE, "AC Home" }, { KEY_SEARCH, "AC Search" }, { KEY_GRAVE, "`" }, { KEY_KPDOT, "Keypad ." },
};

Test(place, each_key_is_where_sdl_says)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		cr_expect_eq(hands_place(keys[i].code), (int)SDL_GetScancodeFromName(keys[i].name), "%s: %d, not %d", keys[i].name,
		             hands_place(keys[i].code), (int)SDL_GetScancodeFromName(keys[i].name));
}

Test(place, no_place_is_two_keys)
{
	for (unsigned a = 1; a < 0x300; a++)
		for (unsigned b = a + 1; b < 0x300; b++)
			cr_assert(!hands_place(a) || hands_place(a) != hands_place(b) || (a == KEY_PLAYPAUSE && b == KEY_PLAY), "%u %u",
			          a, b);
}

Test(place, buttons_and_numbers_beyond_are_nowhere)
{
	cr_assert_eq(hands_place(0), 0);
	cr_assert_eq(hands_place(BTN_LEFT), 0);
	cr_assert_eq(hands_place(BTN_TOUCH), 0);
	cr_assert_eq(hands_place(~0U), 0);
}
