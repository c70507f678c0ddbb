/* The shipped fonts, really opened and drawn. What SDL2_ttf gets wrong by itself (access.md, b) must come out right:
 * joined letters, digits in order, mirrored brackets, true distances. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "platform/fonts.h"

static struct fonts *fonts;
static struct arena arena;

static void start(void)
{
	struct err e = { 0 };
	fonts = fonts_open("assets", &e);
	cr_assert_not_null(fonts, "%s", e.text);
}

static void stop(void)
{
	fonts_close(fonts);
	arena_drop(&arena);
}

TestSuite(fonts, .init = start, .fini = stop);

static struct text_run run(const char *s, enum family family, const char *script, bool rtl)
{
	struct text_run r = { .s = s, .n = (int)strlen(s), .font = { family, false, 40 }, .rtl = rtl };
	memcpy(r.script, script, 4);
	return r;
}

static int width(const char *s, enum family family, const char *script, bool rtl)
{
	const struct measure *m = fonts_measure(fonts);
	struct font font = { family, false, 40 };
	return m->width(m->context, &font, script, rtl, s, (int)strlen(s));
}

/* A copy, because the cache owns the ink. */
static struct glyphs ink(struct text_run r)
{
	const struct glyphs *g = fonts_run(fonts, &r);
	cr_assert_not_null(g, "no ink: %s", r.s);
	struct glyphs copy = *g;
	uint8_t *alpha = arena_alloc(&arena, (size_t)(g->width * g->height));
	for (int y = 0; y < g->height; y++)
		memcpy(alpha + y * g->width, g->alpha + y * g->pitch, (size_t)g->width);
	copy.alpha = alpha;
	copy.pitch = g->width;
	return copy;
}

static bool same_ink(struct glyphs a, struct glyphs b)
{
	return a.width == b.width && a.height == b.height && a.top == b.top &&
	       !memcmp(a.alpha, b.alpha, (size_t)(a.width * a.height));
}

static const char letters[] =
	"AZazÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”‘’…–—№€%‰°²½×÷·•→\u00A0\u202F0123456789"
	"АЄІЇҐЯаєіїґя₴İığşĐđƠơƯưẾềộ\uFFFD";
static const char arabic[] = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچژکگیټډړښګڼېۍ،؛؟ـًٌٍَُِّْ٠١٩۰۱۹";
static const char tamil[] = "அஆஇஈஉஊஎஏஐஒஓஔகஙசஞடணதநபமயரலவழளறனஜஷஸஹாிீுூெேைொோௌ்";

static void check_coverage(const char *s, enum family family)
{
	const struct measure *m = fonts_measure(fonts);
	for (size_t n = strlen(s); n;) {
		uint32_t cp;
		int length = utf8_next(s, n, &cp);
		cr_assert(m->covers(m->context, family, cp), "U+%04X", cp);
		s += length, n -= (size_t)length;
	}
}

Test(fonts, each_family_covers_its_languages)
{
	check_coverage(letters, FAMILY_LATIN);
	check_coverage(arabic, FAMILY_ARABIC);
	check_coverage(tamil, FAMILY_TAMIL);
	const struct measure *m = fonts_measure(fonts);
	cr_assert_not(m->covers(m->context, FAMILY_LATIN, 0x6F22));
	cr_assert_not(m->covers(m->context, FAMILY_ARABIC, 'a'));
}

/* A folder of assets with these files of ours. */
static char *folder(const char *const files[][2], int count)
{
	static char dir[64];
	char from[256], to[256];
	snprintf(dir, sizeof dir, "/tmp/escale-fonts-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(to, sizeof to, "%s/fonts", dir);
	cr_assert(file_mkdir(to, NULL));
	for (int i = 0; i < count; i++) {
		struct buf bytes = { 0 };
		snprintf(from, sizeof from, "assets/fonts/%s", files[i][0]);
		snprintf(to, sizeof to, "%s/fonts/%s", dir, files[i][1]);
		cr_assert(file_read(from, 4 << 20, &bytes, NULL));
		cr_assert(file_write(to, bytes.data, bytes.size, 0600, NULL));
		buf_free(&bytes);
	}
	return dir;
}

static void remove_folder(const char *dir)
{
	char command[128];
	snprintf(command, sizeof command, "rm -r %s", dir);
	cr_assert_eq(system(command), 0);
}

Test(fonts, bold_covers_what_regular_covers)
{
	const char *const swapped[][2] = { { "Andika-Bold.ttf", "Andika-Regular.ttf" },
					   { "NotoSansArabic-Bold.ttf", "NotoSansArabic-Regular.ttf" },
					   { "NotoSansTamil-Bold.ttf", "NotoSansTamil-Regular.ttf" } };
	char *dir = folder(swapped, 3);
	fonts_close(fonts);
	fonts = fonts_open(dir, NULL);
	check_coverage(letters, FAMILY_LATIN);
	check_coverage(arabic, FAMILY_ARABIC);
	check_coverage(tamil, FAMILY_TAMIL);
	remove_folder(dir);
}

Test(fonts, without_the_latin_font_there_is_a_sentence)
{
	struct err e = { 0 };
	char *dir = folder(NULL, 0);
	cr_assert_null(fonts_open(dir, &e));
	cr_assert_eq(e.code, ERR_MISSING);
	cr_assert_not_null(strstr(e.text, "Andika-Regular.ttf"));
	remove_folder(dir);
	const char *const broken[][2] = { { "LICENSE-Noto", "Andika-Regular.ttf" } };
	dir = folder(broken, 1);
	e = (struct err){ 0 };
	cr_assert_null(fonts_open(dir, &e));
	cr_assert_eq(e.code, ERR_CORRUPT);
	remove_folder(dir);
}

Test(fonts, without_another_font_the_rest_goes_on)
{
	const char *const only[][2] = { { "Andika-Regular.ttf", "Andika-Regular.ttf" },
					{ "LICENSE-Noto", "NotoSansTamil-Regular.ttf" } };
	char *dir = folder(only, 2);
	fonts_close(fonts);
	fonts = fonts_open(dir, NULL);
	struct text_style style = { .px = 40, .bold = true };
	const struct text_layout *l =
		text_layout_string(fonts_measure(fonts), &arena, "gras مرحبا தமிழ்", &style, 1000);
	cr_assert(l->missing);
	cr_assert_geq(l->run_count, 3);
	cr_assert_gt(l->runs[0].width, 0, "bold falls back on regular");
	for (int i = 0; i < l->run_count; i++)
		cr_assert_not_null(fonts_run(fonts, &l->runs[i]));
	remove_folder(dir);
}

Test(fonts, arabic_letters_join)
{
	int word = width("بيت", FAMILY_ARABIC, "Arab", true);
	int apart = width("ب", FAMILY_ARABIC, "Arab", true) + width("ي", FAMILY_ARABIC, "Arab", true) +
		    width("ت", FAMILY_ARABIC, "Arab", true);
	cr_assert_lt(word, apart - 10);
	/* A cut word: the joiner stands for the letter that is elsewhere. */
	cr_assert_lt(width("ب\u200D", FAMILY_ARABIC, "Arab", true), width("ب", FAMILY_ARABIC, "Arab", true));
}

Test(fonts, tamil_signs_are_composed)
{
	int together = width("க்ஷ", FAMILY_TAMIL, "Taml", false);
	int apart = width("க", FAMILY_TAMIL, "Taml", false) + width("ஷ", FAMILY_TAMIL, "Taml", false);
	cr_assert_neq(together, apart);
	/* The vowel sign e is written before its consonant. */
	struct glyphs k = ink(run("க", FAMILY_TAMIL, "Taml", false)), ke = ink(run("கெ", FAMILY_TAMIL, "Taml", false));
	cr_assert_neq(memcmp(k.alpha, ke.alpha, (size_t)k.width), 0);
	cr_assert_gt(ke.width, k.width);
}

Test(fonts, numbers_inside_arabic_are_drawn_as_anywhere)
{
	static const struct {
		const char *text, *number;
		int run;
	} cases[] = { { "يوم 12/03/2025 صباحا", "12/03/2025", 1 }, { "شماره ۲۴ است", "۲۴", 1 } };
	struct text_style style = { .px = 40, .direction = DIRECTION_RTL };
	for (int i = 0; i < 2; i++) {
		const struct text_layout *l =
			text_layout_string(fonts_measure(fonts), &arena, cases[i].text, &style, 1000);
		const struct text_run *r = &l->runs[cases[i].run];
		cr_assert(same_ink(ink(*r), ink(run(cases[i].number, r->font.family, r->script, false))));
		cr_assert_not(same_ink(ink(*r), ink(run(cases[i].number, r->font.family, r->script, true))));
	}
}

Test(fonts, brackets_are_mirrored_from_right_to_left)
{
	struct glyphs open = ink(run("(", FAMILY_LATIN, "Latn", false));
	struct glyphs mirrored = ink(run(")", FAMILY_LATIN, "Arab", true));
	cr_assert(same_ink(open, mirrored));
	cr_assert_not(same_ink(open, ink(run(")", FAMILY_LATIN, "Latn", false))));
}

Test(fonts, widths_are_advances_not_ink)
{
	int m = width("m", FAMILY_LATIN, "Latn", false);
	int eight = width("mmmmmmmm", FAMILY_LATIN, "Latn", false);
	cr_assert(abs(eight - 8 * m) <= 8, "%d %d", eight, m);
	/* j reaches out on the left of its pen position and takes no more room for it. */
	struct glyphs j = ink(run("j", FAMILY_LATIN, "Latn", false));
	cr_assert_lt(j.left, 0);
	cr_assert_lt(width("j", FAMILY_LATIN, "Latn", false), j.width + 2);
	cr_assert_eq(width("\u00A0", FAMILY_LATIN, "Latn", false), width(" ", FAMILY_LATIN, "Latn", false));
}

Test(fonts, ink_stands_on_the_baseline_and_is_whole)
{
	const struct measure *m = fonts_measure(fonts);
	struct font font = { FAMILY_LATIN, false, 40 };
	struct font_size size = m->size(m->context, &font);
	cr_assert_eq(size.cap, 29); /* 0.725 em */
	struct glyphs h = ink(run("H", FAMILY_LATIN, "Latn", false));
	cr_assert_eq(h.top, -size.cap);
	cr_assert_eq(h.height, size.cap);
	/* Marks above the ascent of the font: E still stands on the line. */
	struct glyphs e = ink(run("\u1EBE", FAMILY_LATIN, "Latn", false));
	cr_assert_lt(e.top, -size.ascent);
	cr_assert_eq(e.top + e.height, 0);
	/* Cut nowhere: the same ink as behind a space, which leaves room on the left. */
	struct glyphs jf = ink(run("jf", FAMILY_LATIN, "Latn", false));
	struct glyphs moved = ink(run("\u00A0jf", FAMILY_LATIN, "Latn", false));
	cr_assert(abs(moved.left - jf.left - width("\u00A0", FAMILY_LATIN, "Latn", false)) <= 1);
	cr_assert(abs(moved.width - jf.width) <= 1);
}

Test(fonts, sizes_do_not_mix)
{
	struct text_run small = run("mot", FAMILY_LATIN, "Latn", false), large = small;
	large.font.px = 80;
	int height = ink(small).height;
	cr_assert_gt(ink(large).height, height * 3 / 2);
	cr_assert_eq(ink(small).height, height);
	cr_assert_null(fonts_run(fonts, &(struct text_run){ .s = "", .n = 0 }));
	struct text_run blank = run("\u00A0", FAMILY_LATIN, "Latn", false);
	cr_assert_null(fonts_run(fonts, &blank));
}
