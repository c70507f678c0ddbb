/* Typography, sample by sample. In the samples _ stands for U+00A0 and ~ for U+202F, so that one can see them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "content/letters.h"

static void visible(char *out, const char *s)
{
	for (; *s; s++) {
		if (strncmp(s, "\xC2\xA0", 2) == 0)
			*out++ = '_', s += 1;
		else if (strncmp(s, "\xE2\x80\xAF", 3) == 0)
			*out++ = '~', s += 2;
		else
			*out++ = *s;
	}
	*out = '\0';
}

static const char *shown(const char *in, enum lang lang)
{
	static char out[400];
	struct arena a = { 0 };
	struct draft d = { .lang = lang, .keep = &a, .scratch = &a };
	visible(out, letters_string(&d, str_from(in), 1, 1));
	arena_drop(&a);
	return out;
}

static const char *french(const char *in)
{
	return shown(in, LANG_FR);
}

Test(letters, french_signs_get_their_space)
{
	cr_expect_str_eq(french("Quoi ? Non ! Si ; donc"), "Quoi~? Non~! Si~; donc");
	cr_expect_str_eq(french("Quoi? Non! Si; donc"), "Quoi~? Non~! Si~; donc");
	cr_expect_str_eq(french("Quoi ?!"), "Quoi~?!");
	cr_expect_str_eq(french("Ici : là"), "Ici_: là");
	cr_expect_str_eq(french("« Oui » et «non»"), "«_Oui_» et «_non_»");
	cr_expect_str_eq(french("Il dit : « Quoi ? »"), "Il dit_: «_Quoi~?_»");
	cr_expect_str_eq(french("(Quoi ?)"), "(Quoi~?)");
}

Test(letters, addresses_times_and_own_choices_stay)
{
	cr_expect_str_eq(french("exemple.fr/?id=3;a:b"), "exemple.fr/?id=3;a:b");
	cr_expect_str_eq(french("à 9:30"), "à 9:30");
	cr_expect_str_eq(french("Ici\xC2\xA0!"), "Ici_!");
	cr_expect_str_eq(french("? seul"), "? seul");
	cr_expect_str_eq(french("(?)"), "(?)");
}

Test(letters, groups_of_digits_hold_together)
{
	cr_expect_str_eq(french("0 805 805 817"), "0~805~805~817");
	cr_expect_str_eq(french("06 12 34"), "06~12~34");
	cr_expect_str_eq(french("80 % ou 2 €"), "80_% ou 2_€");
	cr_expect_str_eq(french("en 2026 3 mots"), "en 2026 3 mots");
}

Test(letters, other_languages_are_left_alone)
{
	cr_expect_str_eq(shown("What ? \"No\" : 1 000", LANG_EN), "What ? \"No\" : 1 000");
	cr_expect_str_eq(shown("Що ? «Ні»", LANG_UK), "Що ? «Ні»");
}

Test(letters, letter_and_accent_become_one)
{
	cr_expect_str_eq(french("e\xCC\x81te\xCC\x81 c\xCC\xA7"
	                        "a"),
	                 "été ça");
	cr_expect_str_eq(shown("\xD1\x96\xCC\x88", LANG_UK), "ї");
	cr_expect_str_eq(shown("\xD8\xA7\xD9\x94", LANG_AR), "أ");
}

Test(letters, white_space_is_single_and_never_at_the_ends)
{
	cr_expect_str_eq(french("  a \t b  "), "a b");
	cr_expect_str_eq(french("   "), "");
}

Test(letters, emphasis_survives_inserted_spaces)
{
	struct arena a = { 0 };
	struct letters raw, ready;
	letters_init(&raw, 20, &a);
	letters_add(&raw, STR("oui"), false, 1, 1);
	letters_add(&raw, STR("non!"), true, 1, 4);
	ready = letters_space(&raw, LANG_FR, &a);
	struct prose p = letters_prose(&ready, &a);
	cr_assert_eq(p.strong_count, 1);
	cr_expect_eq(p.strong[0].start, 3);
	cr_expect_eq(p.strong[0].end, 10, "the narrow space inside is strong too");
	arena_drop(&a);
}
