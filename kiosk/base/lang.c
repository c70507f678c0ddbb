#include "base/lang.h"

const struct lang_info lang_table[LANG_COUNT] = {
	[LANG_FR] = { "fr", "Français", "fr", false },
	[LANG_EN] = { "en", "English", "en-gb", false },
	[LANG_AR] = { "ar", "العربية", "ar", true },
	[LANG_UK] = { "uk", "Українська", "uk", false },
};

enum lang lang_find(struct str code)
{
	for (int i = 0; i < LANG_COUNT; i++)
		if (str_is(code, lang_table[i].code))
			return (enum lang)i;
	return LANG_COUNT;
}
