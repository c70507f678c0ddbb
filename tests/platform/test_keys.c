#include <SDL2/SDL_scancode.h>
#include <criterion/criterion.h>

#include "platform/keys.h"

static struct key_map usual(void)
{
	struct key_map m;
	keys_init(&m);
	return m;
}

Test(keys, every_name_of_the_default_table_is_a_key)
{
	struct key_map m = usual();
	int rows = 0;
	while (keys_default[rows].name)
		rows++;
	cr_assert_eq(m.count, rows, "a name SDL does not know becomes key 0, once");
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_UNKNOWN), -1);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_RIGHT), KEY_NEXT);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_KP_7), KEY_DIGIT0 + 7);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_F4), -1);
}

Test(keys, a_file_adds_and_replaces)
{
	struct key_map m = usual();
	struct err e = { 0 };
	cr_assert(keys_parse(&m, "# pavé\n\nF13 = listen\r\nUp=next\n= = quieter\nF14 = 7", "pad", &e), "%s", e.text);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_F13), KEY_LISTEN);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_UP), KEY_NEXT);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_EQUALS), KEY_QUIETER);
	cr_assert_eq(keys_find(&m, SDL_SCANCODE_F14), KEY_DIGIT0 + 7);
}

static void check_mistake(const char *text, int line)
{
	struct key_map m = usual();
	struct err e = { 0 };
	cr_assert_not(keys_parse(&m, text, "pad", &e), "%s", text);
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert_eq(e.line, line);
	cr_assert_str_eq(e.file, "pad");
}

Test(keys, mistakes_are_named_with_their_line)
{
	check_mistake("F13 listen", 1);
	check_mistake("\nNoSuchKey = listen", 2);
	check_mistake("F13 = sing\n", 1);
	check_mistake("F13 = 10\n", 1);
	check_mistake(" = next\n", 1);
}
