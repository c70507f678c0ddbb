/* What holds for any text in any box, tried on thousands of mixtures of scripts, signs and broken bytes. The order on
 * the line is compared with FriBidi's own reordering, which the layout does not use. */
#include <criterion/criterion.h>
#include <fribidi/fribidi.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "helpers/fake_measure.h"
#include "ui/text.h"

enum { MIXTURES = 3000, PX = 20, LETTERS_MAX = 400 };

static const char *const bits[] = {
	"a", "é", "mot", "l’eau", "Ж", "їжак", "ب", "سلام", "لا", "بَ", "ۂ", "த", "மி", "ழ்", "க்ஷ", "கொ", "1", "12", "3,5",
	"12/03/2025", "۲۴", "٣", "25%", "€", ".", ",", "؟", "،", "!", "(", ")", "[", "]", "«", "»", "-", "–", "/", "·",
	" ", " ", " ", " ", "  ", "\t", "\u00A0", "\u202F", "\u3000", "\u200B", "\u00AD", "\u200D", "\u200C", "\u200E",
	"\u200F", "\u2066", "\u2067", "\u2069", "\u202B", "\u202C", "\u0301", "\u0651", "漢", "😀", "\uFE0F", "\xFF", "\xC3",
	"\xE2\x80", "porte-monnaie", "médi\u00ADation", "https://exemple.fr/aide?x=1",
};

static uint32_t seed;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525U + 1013904223U;
	return (seed >> 8) % sides;
}

static void mix(struct buf *out)
{
	uint32_t count = 1 + dice(30);
	out->size = 0;
	buf_puts(out, "");
	for (uint32_t i = 0; i < count; i++) {
		buf_puts(out, bits[dice(sizeof bits / sizeof *bits)]);
		if (!dice(3))
			buf_puts(out, " ");
	}
}

/* Said again here, on purpose, from the header's promise: these have no run of their own. */
static bool has_no_run(uint32_t cp)
{
	static const uint32_t quiet[] = { '\n', ' ', '\t', 0x3000, 0x200B, 0xAD, 0x200E, 0x200F, 0x2066, 0x2067, 0x2069,
					  0x202B, 0x202C };
	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
		if (quiet[i] == cp)
			return true;
	return false;
}

static void check_coverage(const char *s, const struct text_layout *l)
{
	int n = (int)strlen(s);
	uint32_t cp;
	for (int at = 0, length; at < n; at += length) {
		length = utf8_next(s + at, (size_t)(n - at), &cp);
		if (has_no_run(cp) && cp != ' ')
			continue; /* what is invisible may be inside a run */
		for (int b = at; b < at + length; b++) {
			int owners = 0;
			for (int i = 0; i < l->run_count; i++)
				owners += l->runs[i].start <= b && b < l->runs[i].end;
			cr_assert_eq(owners, cp != ' ', "byte %d of '%s' is in %d runs", b, s, owners);
		}
	}
}

static void check_places(const char *s, const struct text_layout *l, int width)
{
	for (int i = 0; i < l->run_count; i++) {
		const struct text_run *r = &l->runs[i], *before = i ? r - 1 : NULL;
		cr_assert_lt(r->start, r->end);
		cr_assert_eq(utf8_invalid(r->s, (size_t)r->n), -1);
		cr_assert_eq((r->y - l->ascent) % l->line_px, 0);
		cr_assert_leq(r->y, l->height);
		cr_assert(!before || before->y < r->y || (before->y == r->y && before->x + before->width <= r->x),
			  "runs %d and %d of '%s' overlap", i - 1, i, s);
		if (!l->overflow)
			cr_assert(r->x >= 0 && r->x + r->width <= width, "run %d of '%s' is outside", i, s);
	}
	cr_assert(l->overflow || l->width <= width, "%d > %d: '%s'", l->width, width, s);
}

static void check_clusters(const char *s, const struct text_layout *l)
{
	int n = (int)strlen(s);
	for (int i = 1; i < l->run_count; i++) {
		uint32_t cp, before = ' ';
		const struct text_run *r = &l->runs[i];
		int first = r->start; /* of the line, in reading order */
		for (int k = 0; k < l->run_count; k++)
			if (l->runs[k].y == r->y && l->runs[k].start < first)
				first = l->runs[k].start;
		utf8_next(s + first, (size_t)(n - first), &cp);
		for (int at = 0; at < first;)
			at += utf8_next(s + at, (size_t)(n - at), &before);
		bool mark = cp == 0x301 || cp == 0x651 || cp == 0x64E || (cp >= 0xBBE && cp <= 0xBCD);
		cr_assert(!mark || has_no_run(before), "a line of '%s' begins with a mark, U+%04X", s, cp);
	}
}

Test(text_properties, any_mixture_in_any_box)
{
	struct arena a = { 0 };
	struct buf s = { 0 };
	for (int i = 0; i < MIXTURES; i++) {
		seed = (uint32_t)i;
		mix(&s);
		if (!dice(4))
			s.data[dice((uint32_t)s.size)] = '\n';
		struct text_style style = { .px = PX, .align = (enum align)dice(3), .direction = (enum direction)dice(2) };
		int width = (int)dice(40) * PX / 2;
		arena_reset(&a);
		const struct text_layout *l = text_layout_string(&fake_measure, &a, s.data, &style, width);
		check_coverage(s.data, l);
		check_places(s.data, l, width);
		check_clusters(s.data, l);
		if (!l->overflow) {
			const struct text_layout *again = text_layout_string(&fake_measure, &a, s.data, &style, l->width);
			cr_assert_eq(again->line_count, l->line_count, "the width it says is not enough for '%s'", s.data);
		}
	}
	arena_drop(&a);
	buf_free(&s);
}

/* Byte offsets of the letters that have runs, from left to right, as FriBidi orders the whole line. */
static int expected_order(const char *s, bool rtl, int *order)
{
	FriBidiChar cps[LETTERS_MAX];
	FriBidiStrIndex map[LETTERS_MAX];
	FriBidiCharType types[LETTERS_MAX];
	FriBidiBracketType brackets[LETTERS_MAX];
	FriBidiLevel levels[LETTERS_MAX];
	int at[LETTERS_MAX], n = 0, count = 0, length = (int)strlen(s);
	for (int i = 0; i < length && n < LETTERS_MAX; n++) {
		at[n] = i;
		map[n] = n;
		i += utf8_next(s + i, (size_t)(length - i), &cps[n]);
	}
	FriBidiParType base = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	fribidi_get_bidi_types(cps, n, types);
	for (int i = 0; i + 1 < n; i++) /* the one thing added to UAX 9: the dot of ".fr" is a letter */
		if (cps[i] == '.' && types[i + 1] == FRIBIDI_TYPE_LTR && (i == 0 || !FRIBIDI_IS_STRONG(types[i - 1])))
			types[i] = FRIBIDI_TYPE_LTR;
	fribidi_get_bracket_types(cps, n, types, brackets);
	cr_assert(fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, levels));
	cr_assert(fribidi_reorder_line(0, types, n, 0, base, levels, NULL, map));
	for (int i = 0; i < n; i++)
		if (!has_no_run(cps[map[i]]))
			order[count++] = at[map[i]];
	return count;
}

static int drawn_order(const char *s, const struct text_layout *l, int *order)
{
	int count = 0;
	for (int i = 0; i < l->run_count; i++) {
		const struct text_run *r = &l->runs[i];
		int from = count;
		uint32_t cp;
		for (int at = r->start; at < r->end;) {
			int length = utf8_next(s + at, (size_t)(r->end - at), &cp);
			if (!has_no_run(cp))
				order[count++] = at;
			at += length;
		}
		for (int x = from, y = count - 1; r->rtl && x < y; x++, y--) {
			int keep = order[x];
			order[x] = order[y];
			order[y] = keep;
		}
	}
	return count;
}

Test(text_properties, one_line_is_in_the_order_of_uax_9)
{
	struct arena a = { 0 };
	struct buf s = { 0 };
	int expected[LETTERS_MAX], drawn[LETTERS_MAX];
	for (int i = 0; i < MIXTURES; i++) {
		seed = (uint32_t)i + 77777;
		mix(&s);
		struct text_style style = { .px = PX, .direction = (enum direction)(i % 2) };
		arena_reset(&a);
		const struct text_layout *l = text_layout_string(&fake_measure, &a, s.data, &style, 1 << 20);
		cr_assert_leq(l->line_count, 1);
		int count = drawn_order(s.data, l, drawn);
		cr_assert_eq(expected_order(s.data, i % 2, expected), count, "'%s'", s.data);
		cr_assert_arr_eq(drawn, expected, (size_t)count * sizeof *drawn, "mixture %d: '%s'", i, s.data);
	}
	arena_drop(&a);
	buf_free(&s);
}

Test(text_properties, ten_thousand_characters, .timeout = 20)
{
	static const char *const pieces[] = { "mot ", "a", "سلام ", "ب", "தமிழ்", "a/", "\u00AD", "a\u00A0", "\u0301", "\n" };
	struct arena a = { 0 };
	struct buf s = { 0 };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		s.size = 0;
		while (s.size < 10000)
			buf_puts(&s, pieces[i]);
		struct text_style style = { .px = PX, .direction = (enum direction)(i % 2) };
		arena_reset(&a);
		const struct text_layout *l = text_layout_string(&fake_measure, &a, s.data, &style, 400);
		check_places(s.data, l, 400);
		cr_assert(pieces[i][0] == '\xC2' || l->run_count || pieces[i][0] == '\n');
	}
	arena_drop(&a);
	buf_free(&s);
}
