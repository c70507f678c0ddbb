/* What a paragraph looks like, read from left to right as it is drawn. One line of the picture is one line here; runs
 * are separated by one space where there is a gap and by '|' where they touch; a run drawn from right to left is
 * written <like this>, its letters in the order they are spoken. The fake fonts give every character half an em, so a
 * box of N characters is 10 * N px wide with px = 20. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "helpers/fake_measure.h"
#include "ui/text.h"

enum { CHARACTER = 10 };

static const struct text_style ltr = { .px = 2 * CHARACTER };
static const struct text_style rtl = { .px = 2 * CHARACTER, .direction = DIRECTION_RTL };

static const char *picture(const struct text_layout *l)
{
	static struct buf out;
	out.size = 0;
	buf_puts(&out, "");
	for (int i = 0; i < l->run_count; i++) {
		const struct text_run *r = &l->runs[i], *before = i ? r - 1 : NULL;
		if (before)
			buf_puts(&out, before->y != r->y ? "\n" : before->x + before->width < r->x ? " " : "|");
		buf_printf(&out, r->rtl ? "<%.*s>" : "%.*s", r->n, r->s);
	}
	return out.data;
}

static struct text_layout laid_out; /* the last one, for what the picture does not tell */

static const char *drawn(const char *s, const struct text_style *style, int characters)
{
	static struct arena a;
	arena_reset(&a);
	laid_out = *text_layout_string(&fake_measure, &a, s, style, characters * CHARACTER);
	return picture(&laid_out);
}

/* ---- lines ---------------------------------------------------------------------------------------------------- */

Test(text, breaks_between_words_and_drops_the_space)
{
	cr_assert_str_eq(drawn("un deux trois", &ltr, 7), "un deux\ntrois");
	cr_assert_eq(laid_out.line_count, 2);
	cr_assert_eq(laid_out.width, 7 * CHARACTER);
}

Test(text, narrow_and_wide_no_break_spaces_hold)
{
	cr_assert_str_eq(drawn("Bonjour à tous\u202F!", &ltr, 14), "Bonjour à\ntous\u202F!");
	cr_assert_str_eq(drawn("C’est «\u00A0gratuit\u00A0» ici", &ltr, 14), "C’est\n«\u00A0gratuit\u00A0»\nici");
	cr_assert_str_eq(drawn("Appelez le 06\u00A012\u00A034", &ltr, 18), "Appelez le\n06\u00A012\u00A034");
}

Test(text, an_apostrophe_never_ends_a_line)
{
	cr_assert_str_eq(drawn("toute l’aide", &ltr, 9), "toute\nl’aide");
	cr_assert_str_eq(drawn("toute l'aide", &ltr, 9), "toute\nl'aide");
}

Test(text, quotation_marks_hold_their_words_even_over_plain_spaces)
{
	cr_assert_str_eq(drawn("oui « mot » non", &ltr, 7), "oui\n« mot »\nnon");
}

Test(text, hyphens_and_slashes_may_end_a_line_and_stay_on_it)
{
	cr_assert_str_eq(drawn("un porte-monnaie", &ltr, 10), "un porte-\nmonnaie");
	cr_assert_str_eq(drawn("acheter et/ou vendre", &ltr, 12), "acheter et/\nou vendre");
	cr_assert_str_eq(drawn("un porte-monnaie", &ltr, 8), "un\nporte-\nmonnaie");
}

Test(text, dates_ranges_and_prices_are_never_cut)
{
	cr_assert_str_eq(drawn("le 12/03/2025", &ltr, 8), "le\n12/03/20\n25", "only when the box is too small");
	cr_assert_str_eq(drawn("le 12/03/2025", &ltr, 10), "le\n12/03/2025");
	cr_assert_str_eq(drawn("de 9–12 ans", &ltr, 6), "de\n9–12\nans");
	cr_assert_str_eq(drawn("de 9-12 ans", &ltr, 6), "de\n9-12\nans");
	cr_assert_str_eq(drawn("soit 25\u202F%", &ltr, 8), "soit\n25\u202F%");
}

Test(text, a_zero_width_space_may_end_a_line_and_is_not_drawn)
{
	cr_assert_str_eq(drawn("service\u200Bpublic", &ltr, 9), "service\npublic");
	cr_assert_str_eq(drawn("service\u200Bpublic", &ltr, 13), "servicepublic");
}

Test(text, a_soft_hyphen_shows_only_where_the_line_ends)
{
	cr_assert_str_eq(drawn("médi\u00ADation", &ltr, 9), "médiation");
	cr_assert_str_eq(drawn("médi\u00ADation", &ltr, 8), "médi-\nation");
	cr_assert_str_eq(drawn("la médi\u00ADation", &ltr, 8), "la médi-\nation");
	cr_assert_str_eq(drawn("la médi\u00ADation", &ltr, 7), "la\nmédi-\nation", "the hyphen must fit too");
}

Test(text, a_hyphen_that_does_not_fit_or_has_no_word_is_not_shown)
{
	cr_assert_str_eq(drawn("ab\u00ADcd", &ltr, 2), "ab\ncd");
	cr_assert_str_eq(drawn("ab \u00ADcd", &ltr, 4), "ab\ncd");
}

Test(text, a_word_too_wide_is_cut_between_clusters)
{
	cr_assert_str_eq(drawn("abcdefgh", &ltr, 3), "abc\ndef\ngh");
	cr_assert_not(laid_out.overflow);
	cr_assert(laid_out.torn);
	drawn("abc de-fgh", &ltr, 3);
	cr_assert_not(laid_out.torn);
	cr_assert_str_eq(drawn("e\u0301e\u0301e\u0301", &ltr, 2), "e\u0301e\u0301\ne\u0301");
	cr_assert_str_eq(drawn("ab", &ltr, 0), "a\nb");
	cr_assert(laid_out.overflow);
}

Test(text, an_address_too_wide_is_cut_behind_its_marks)
{
	cr_assert_str_eq(drawn("cybermal.gouv.fr", &ltr, 10), "cybermal.\ngouv.fr");
	cr_assert_not(laid_out.torn);
	cr_assert_str_eq(drawn("voir 17cyber.gouv.fr", &ltr, 8), "voir\n17cyber.\ngouv.fr");
	cr_assert_str_eq(drawn("17cyber.gouv.fr", &ltr, 15), "17cyber.gouv.fr", "whole where it fits");
	drawn("cybermal.gouv.fr", &ltr, 6);
	cr_assert(laid_out.torn, "its first part alone is too wide");
}

Test(text, forced_lines)
{
	cr_assert_str_eq(drawn("un\ndeux", &ltr, 20), "un\ndeux");
	cr_assert_str_eq(drawn("un\n\ndeux", &ltr, 20), "un\ndeux");
	cr_assert_eq(laid_out.line_count, 3);
	cr_assert_eq(laid_out.runs[1].y - laid_out.runs[0].y, 2 * laid_out.line_px);
	cr_assert_str_eq(drawn("un\ndeux\n", &ltr, 20), "un\ndeux");
	cr_assert_eq(laid_out.line_count, 2);
}

Test(text, at_most_max_lines)
{
	struct text_style two = ltr;
	two.max_lines = 2;
	cr_assert_str_eq(drawn("un deux trois", &two, 5), "un\ndeux");
	cr_assert(laid_out.overflow);
	cr_assert_str_eq(drawn("un deux", &two, 5), "un\ndeux");
	cr_assert_not(laid_out.overflow);
	cr_assert_str_eq(drawn("un\ndeux\ntrois", &two, 5), "un\ndeux");
	cr_assert(laid_out.overflow);
}

Test(text, lines_are_line_px_apart_and_capitals_stand_in_their_middle)
{
	struct text_style style = ltr;
	style.line_px = 40;
	drawn("un deux", &style, 4);
	cr_assert_eq(laid_out.runs[0].y, 27); /* (40 + 14) / 2 */
	cr_assert_eq(laid_out.runs[1].y, 67);
	cr_assert_eq(laid_out.height, 80);
	drawn("un", &ltr, 4);
	cr_assert_eq(laid_out.line_px, 28);
}

Test(text, alignment_follows_the_direction_of_the_paragraph)
{
	static const struct {
		enum align align;
		const struct text_style *style;
		int x;
	} cases[] = { { ALIGN_START, &ltr, 0 },	 { ALIGN_CENTER, &ltr, 40 }, { ALIGN_END, &ltr, 80 },
		      { ALIGN_START, &rtl, 80 }, { ALIGN_CENTER, &rtl, 40 }, { ALIGN_END, &rtl, 0 } };
	for (int i = 0; i < 6; i++) {
		struct text_style style = *cases[i].style;
		style.align = cases[i].align;
		drawn("un  ", &style, 10);
		cr_assert_eq(laid_out.runs[0].x, cases[i].x, "case %d", i);
	}
}

/* ---- directions ------------------------------------------------------------------------------------------------- */

Test(text, arabic_reads_from_the_right)
{
	cr_assert_str_eq(drawn("مرحبا بكم", &rtl, 20), "<بكم> <مرحبا>");
	cr_assert_eq(laid_out.runs[1].x + laid_out.runs[1].width, 20 * CHARACTER);
	cr_assert_str_eq(drawn("مرحبا بكم", &rtl, 6), "<مرحبا>\n<بكم>");
}

Test(text, numbers_inside_arabic_keep_their_digits_in_order)
{
	cr_assert_str_eq(drawn("يوم 12/03/2025 صباحا", &rtl, 30), "<صباحا> 12/03/2025 <يوم>");
	/* UAX 9 puts the sign after the number, as one reads: on its left. */
	cr_assert_str_eq(drawn("بنسبة 25% فقط", &rtl, 30), "<فقط> <%>|25 <بنسبة>");
	cr_assert_str_eq(drawn("من 3,5 إلى 10.000", &rtl, 30), "10.000 <إلى> 3,5 <من>");
}

Test(text, a_phone_number_holds_with_no_break_spaces)
{
	cr_assert_str_eq(drawn("الهاتف 06\u00A012\u00A034\u00A056", &rtl, 30), "06\u00A012\u00A034\u00A056 <الهاتف>");
	/* The Arabic font has no narrow one and is lent a plain space: the number is still one run. */
	cr_assert_str_eq(drawn("الهاتف 06\u202F12\u202F34", &rtl, 30), "06 12 34 <الهاتف>");
	cr_assert_eq(laid_out.run_count, 2);
	/* The trap of access.md: with plain spaces UAX 9 itself reverses the groups; content check warns. */
	cr_assert_str_eq(drawn("الهاتف 06 12 34", &rtl, 30), "34 12 06 <الهاتف>");
}

Test(text, dari_digits_keep_their_order)
{
	cr_assert_str_eq(drawn("شماره ۲۴ است", &rtl, 20), "<است> ۲۴ <شماره>");
	cr_assert_str_eq(laid_out.runs[1].script, "Arab");
	cr_assert_not(laid_out.runs[1].rtl);
	cr_assert_eq(laid_out.runs[1].font.family, FAMILY_ARABIC);
}

Test(text, what_an_isolate_parts_is_not_one_word)
{
	/* Without the isolate "mot12" is one run; with it the two are of one level but in another order. */
	cr_assert_str_eq(drawn("سلام mot12", &rtl, 20), "mot12 <سلام>");
	cr_assert_str_eq(drawn("سلام mot\u206612\u2069", &rtl, 20), "12|mot <سلام>");
}

Test(text, a_range_needs_isolates_as_uax_9_says)
{
	cr_assert_str_eq(drawn("من 9-12 سنة", &rtl, 20), "<سنة> 12|<->|9 <من>");
	cr_assert_str_eq(drawn("من \u20669-12\u2069 سنة", &rtl, 20), "<سنة> 9-12 <من>");
}

Test(text, latin_words_inside_arabic)
{
	cr_assert_str_eq(drawn("افتح Windows 11 الآن", &rtl, 30), "<الآن> Windows 11 <افتح>");
	cr_assert_eq(laid_out.runs[1].font.family, FAMILY_LATIN);
	cr_assert_eq(laid_out.runs[2].font.family, FAMILY_LATIN, "the 11 of Windows 11 looks like Windows");
	cr_assert_str_eq(drawn("Wi-Fi متاح هنا", &rtl, 30), "<هنا> <متاح> Wi-Fi");
}

Test(text, a_dot_that_begins_a_name_stays_at_its_beginning)
{
	cr_assert_str_eq(drawn("ينتهي بـ .gouv.fr", &rtl, 30), ".gouv.fr <بـ> <ينتهي>");
	cr_assert_str_eq(drawn("أما «.fr» لا", &rtl, 30), "<لا> <»>|.fr|<«> <أما>");
	cr_assert_str_eq(drawn("افتح Windows. الآن", &rtl, 30), "<الآن> <.>|Windows <افتح>", "the end of a sentence is not such a dot");
}

Test(text, brackets_in_arabic_are_right_to_left_runs_and_so_mirrored_by_the_shaper)
{
	cr_assert_str_eq(drawn("نص (مهم) هنا", &rtl, 30), "<هنا> <)>|<مهم>|<(> <نص>");
	cr_assert_str_eq(drawn("نص (Wi-Fi) هنا", &rtl, 30), "<هنا> <)>|Wi-Fi|<(> <نص>");
}

Test(text, arabic_and_tamil_inside_french)
{
	cr_assert_str_eq(drawn("Dites «\u202Fمرحبا بكم\u202F» ou வணக்கம்.", &ltr, 60),
			 "Dites «\u202F|<بكم> <مرحبا>|\u202F» ou வணக்கம்.");
	cr_assert_eq(laid_out.runs[4].font.family, FAMILY_LATIN);
	cr_assert_str_eq(drawn("Le mot (سلام) veut", &ltr, 60), "Le mot (|<سلام>|) veut");
}

Test(text, ukrainian)
{
	cr_assert_str_eq(drawn("Об’єднання «Мрія» — п’ять років", &ltr, 18), "Об’єднання «Мрія»\n— п’ять років");
	cr_assert_str_eq(laid_out.runs[0].script, "Cyrl");
	cr_assert_str_eq(laid_out.runs[1].script, "Cyrl");
	cr_assert_eq(laid_out.runs[0].font.family, FAMILY_LATIN);
}

Test(text, tamil_is_never_cut_inside_a_letter)
{
	cr_assert_str_eq(drawn("தமிழ்", &ltr, 1), "த\nமி\nழ்");
	cr_assert_not(laid_out.overflow);
	cr_assert_str_eq(drawn("கொக்ஷகோ", &ltr, 1), "கொ\nக்ஷ\nகோ");
	cr_assert_str_eq(drawn("தமிழ் மொழி 24", &ltr, 4), "தமிழ்\nமொழி\n24");
	cr_assert_eq(laid_out.runs[2].font.family, FAMILY_TAMIL);
}

Test(text, a_cut_arabic_word_keeps_its_joined_shapes)
{
	/* U+200D at the cut; alef never joins the letter after it. */
	cr_assert_str_eq(drawn("بيت", &rtl, 2), "<بي\u200D>\n<\u200Dت>");
	cr_assert_str_eq(drawn("باب", &rtl, 2), "<با>\n<ب>");
}

/* ---- fonts ------------------------------------------------------------------------------------------------------- */

Test(text, what_scripts_share_is_drawn_like_what_comes_before_it)
{
	cr_assert_str_eq(drawn("Wi-Фі", &ltr, 20), "Wi-|Фі");
	drawn("rue 12 Мрія", &ltr, 20);
	cr_assert_str_eq(laid_out.runs[1].script, "Latn");
	drawn("12 Мрія", &ltr, 20);
	cr_assert_str_eq(laid_out.runs[0].script, "Cyrl");
	drawn("12", &rtl, 20);
	cr_assert_str_eq(laid_out.runs[0].script, "Arab");
}

Test(text, strong_spans_split_runs)
{
	struct arena a = { 0 };
	struct span strong[] = { { 3, 10 } };
	struct prose prose = { "un très long", strong, 1 };
	const struct text_layout *l = text_layout(&fake_measure, &a, &prose, &ltr, 400);
	cr_assert_str_eq(picture(l), "un très l|ong");
	cr_assert_not(l->runs[0].font.bold);
	cr_assert(l->runs[1].font.bold);
	cr_assert(l->runs[2].font.bold);
	cr_assert_not(l->runs[3].font.bold);
	cr_assert_eq(l->runs[2].start, 9);
	arena_drop(&a);
}

Test(text, what_no_font_has_is_a_visible_mark_and_is_told)
{
	cr_assert_str_eq(drawn("un 漢 ici", &ltr, 20), "un \uFFFD ici");
	cr_assert(laid_out.missing);
	drawn("une ligne (1) \u2026 \u00AD\u200E\u200B\uFE0F\t", &ltr, 20);
	cr_assert_not(laid_out.missing);
}

Test(text, malformed_bytes_are_shown_as_replacement_characters)
{
	cr_assert_str_eq(drawn("a\xFF\xC3 b\xE2\x82", &ltr, 20), "a\uFFFD\uFFFD b\uFFFD\uFFFD");
	cr_assert_eq(laid_out.runs[0].end, 3);
	cr_assert_eq(laid_out.runs[1].start, 4);
}

Test(text, empty_and_blank)
{
	cr_assert_str_eq(drawn("", &ltr, 20), "");
	cr_assert_eq(laid_out.height, 0);
	cr_assert_str_eq(drawn("    ", &rtl, 2), "");
	cr_assert_eq(laid_out.width, 0);
	cr_assert_eq(laid_out.line_count, 1);
}

Test(text, width_of_one_line)
{
	cr_assert_eq(text_width(&fake_measure, "un deux", &ltr), 70);
	cr_assert_eq(text_width(&fake_measure, "مرحبا بكم", &rtl), 90);
	cr_assert_eq(text_width(&fake_measure, "", &ltr), 0);
}
