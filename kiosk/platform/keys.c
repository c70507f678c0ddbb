#include "platform/keys.h"

#include <SDL.h>
#include <string.h>

#include "base/str.h"

const struct key_binding keys_default[] = {
	{ "Right", KEY_NEXT },
	{ "Down", KEY_NEXT },
	{ "Tab", KEY_NEXT }, /* with Shift: previous (events.c) */
	{ "Left", KEY_PREVIOUS },
	{ "Up", KEY_PREVIOUS },
	{ "Return", KEY_ENTER },
	{ "Keypad Enter", KEY_ENTER },
	{ "Space", KEY_ENTER },
	{ "Escape", KEY_BACK },
	{ "Backspace", KEY_BACK },
	{ "AC Back", KEY_BACK },
	{ "F1", KEY_HELP },
	{ "H", KEY_HELP },
	{ "Help", KEY_HELP },
	{ "F2", KEY_LISTEN },
	{ "S", KEY_LISTEN },
	{ "AudioPlay", KEY_LISTEN },
	{ "Keypad +", KEY_LOUDER },
	{ "=", KEY_LOUDER },
	{ "VolumeUp", KEY_LOUDER },
	{ "Keypad -", KEY_QUIETER },
	{ "-", KEY_QUIETER },
	{ "VolumeDown", KEY_QUIETER },
	{ "0", KEY_DIGIT0 },
	{ "1", KEY_DIGIT0 + 1 },
	{ "2", KEY_DIGIT0 + 2 },
	{ "3", KEY_DIGIT0 + 3 },
	{ "4", KEY_DIGIT0 + 4 },
	{ "5", KEY_DIGIT0 + 5 },
	{ "6", KEY_DIGIT0 + 6 },
	{ "7", KEY_DIGIT0 + 7 },
	{ "8", KEY_DIGIT0 + 8 },
	{ "9", KEY_DIGIT0 + 9 },
	{ "Keypad 0", KEY_DIGIT0 },
	{ "Keypad 1", KEY_DIGIT0 + 1 },
	{ "Keypad 2", KEY_DIGIT0 + 2 },
	{ "Keypad 3", KEY_DIGIT0 + 3 },
	{ "Keypad 4", KEY_DIGIT0 + 4 },
	{ "Keypad 5", KEY_DIGIT0 + 5 },
	{ "Keypad 6", KEY_DIGIT0 + 6 },
	{ "Keypad 7", KEY_DIGIT0 + 7 },
	{ "Keypad 8", KEY_DIGIT0 + 8 },
	{ "Keypad 9", KEY_DIGIT0 + 9 },
	{ NULL, 0 },
};

static const struct {
	const char *name;
	int key;
} sayings[] = {
	{ "next", KEY_NEXT },     { "previous", KEY_PREVIOUS }, { "enter", KEY_ENTER },   { "back", KEY_BACK },
	{ "help", KEY_HELP },     { "listen", KEY_LISTEN },     { "louder", KEY_LOUDER }, { "quieter", KEY_QUIETER },
};

static bool set(struct key_map *m, int scancode, int key)
{
	int i = 0;
	while (i < m->count && m->scancode[i] != scancode)
		i++;
	if (i == KEYS_MAX)
		return false;
	m->scancode[i] = scancode;
	m->key[i] = key;
	m->count += i == m->count;
	return true;
}

void keys_init(struct key_map *m)
{
	m->count = 0;
	for (const struct key_binding *b = keys_default; b->name; b++)
		set(m, (int)SDL_GetScancodeFromName(b->name), b->key);
}

static int find_saying(struct str s)
{
	long long digit;
	if (s.n == 1 && str_int(s, 0, 9, &digit))
		return KEY_DIGIT0 + (int)digit;
	for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
		if (str_is(s, sayings[i].name))
			return sayings[i].key;
	return -1;
}

bool keys_parse(struct key_map *m, const char *text, const char *file, struct err *e)
{
	struct str rest = str_from(text), line, name, said;
	for (int n = 1; rest.n; n++) {
		str_cut(rest, '\n', &line, &rest);
		line = str_trim(line);
		if (line.n == 0 || line.s[0] == '#')
			continue;
		/* The last "=", for the key of that name. */
		size_t at = line.n;
		while (at > 0 && line.s[at - 1] != '=')
			at--;
		if (at == 0)
			return err_at(e, ERR_FORMAT, file, n, 1, "expected \"KEY = what it says\"");
		name = str_trim((struct str){ line.s, at - 1 });
		said = str_trim((struct str){ line.s + at, line.n - at });
		char key_name[40];
		SDL_snprintf(key_name, sizeof key_name, "%.*s", (int)name.n, name.s);
		SDL_Scancode code = SDL_GetScancodeFromName(key_name);
		int key = find_saying(said);
		if (code == SDL_SCANCODE_UNKNOWN)
			return err_at(e, ERR_FORMAT, file, n, 1, "no key is called \"%s\"", key_name);
		if (key < 0)
			return err_at(e, ERR_FORMAT, file, n, (int)at + 1,
				      "a key says next, previous, enter, back, help, listen, louder, quieter or a digit");
		if (!set(m, (int)code, key))
			return err_at(e, ERR_TOO_BIG, file, n, 1, "more than %d keys", KEYS_MAX);
	}
	return true;
}

int keys_find(const struct key_map *m, int scancode)
{
	for (int i = 0; i < m->count; i++)
		if (m->scancode[i] == scancode)
			return m->key[i];
	return -1;
}
