/* Bytes of any editor to clean UTF-8, and text to one line that the kiosk can draw. */
#include <criterion/criterion.h>
#include <string.h>

#include "helpers/reading.h"

static struct arena a;

static const char *utf8(const char *bytes, size_t n)
{
	struct str s = import_utf8(&a, (struct str){ bytes, n });
	return arena_strndup(&a, s.s, s.n);
}

Test(import_text, the_four_ways_in_which_an_e_acute_is_written)
{
	cr_expect_str_eq(utf8("\xC3\xA9t\xC3\xA9", 5), "été", "UTF-8");
	cr_expect_str_eq(utf8("\xEF\xBB\xBF\xC3\xA9", 5), "é", "UTF-8 with its mark");
	cr_expect_str_eq(utf8("\xE9t\xE9 \x80 \x9C", 7), "été € œ", "Windows-1252");
	cr_expect_str_eq(utf8("\xFF\xFE\xE9\0 \0\x3D\xD8\x00\xDE", 10), "é 😀", "UTF-16, as Notepad's \"Unicode\"");
	cr_expect_str_eq(utf8("\xFE\xFF\0\xE9\xD8\x3D", 6), "é ", "UTF-16 the other way round, cut in a pair");
}

Test(import_text, one_line_of_what_the_kiosk_can_draw)
{
	static const struct {
		const char *text, *clean;
		int lost;
	} cases[] = {
		{ "  un\n\tdeux  ", "un deux", 0 },
		{ "a\xC2\xA0? b\xE2\x80\xAF!", "a ? b !", 0 },
		{ "bra\xC2\xADvo\xE2\x80\x8B", "bravo", 0 },
		{ "bravo 😀 !", "bravo !", 1 },
		{ "\xE2\x80\xAEtxt\xE2\x80\xAC", "txt", 0 },
		{ "l'été 'cité'", "l’été 'cité'", 0 },
		{ "слово كلمة H₂O 10² → 5 €", "слово كلمة H₂O 10² → 5 €", 0 },
		{ "\xFF\x01", "", 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int lost = 0;
		cr_expect_str_eq(import_clean(&a, str_from(cases[i].text), &lost), cases[i].clean);
		cr_expect_eq(lost, cases[i].lost, "%s: %d", cases[i].text, lost);
	}
	arena_drop(&a);
}

Test(import_text, a_long_paragraph_is_cut_between_two_sentences)
{
	struct buf text = { 0 };
	for (int i = 0; i < 30; i++)
		buf_printf(&text, "Voici une phrase de plus, la numéro %d. ", i);
	buf_puts(&text, "Que faire ?{=a ~b}");
	const char *story = reading_text(IMPORT_GIFT, text.data);
	cr_expect(strncmp(story, "question 1: Que faire ?\n  | Voici une phrase", 44) == 0, "%s", story);
	cr_expect_eq(reading_import.items[0].blocks.count, 3);
	buf_free(&text);
	for (int i = 0; i < 400; i++)
		buf_puts(&text, "sans fin ");
	buf_puts(&text, "{=a ~b}");
	cr_expect(strstr(reading_text(IMPORT_GIFT, text.data), "le texte a un paragraphe trop long"));
	buf_free(&text);
}
