#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "platform/voice_lexicon.h"

static struct arena arena;

static struct voice_lexicon load(const char *text, struct err *e, bool fine)
{
	char dir[] = "/tmp/escale-lexicon-XXXXXX", path[64];
	struct voice_lexicon l = { 0 };
	cr_assert(mkdtemp(dir) != NULL);
	snprintf(path, sizeof path, "%s/l", dir);
	cr_assert(file_write(path, text, strlen(text), 0600, NULL));
	cr_assert_eq(voice_lexicon_load(&l, path, e), fine);
	unlink(path);
	rmdir(dir);
	return l;
}

static struct voice_said said(const char *lexicon, const char *written)
{
	struct voice_lexicon l = load(lexicon, NULL, true);
	struct voice_said s;
	voice_lexicon_apply(&l, written, &arena, &s);
	voice_lexicon_drop(&l);
	return s;
}

static void expect(const char *lexicon, const char *written, const char *wanted)
{
	struct voice_said s = said(lexicon, written);
	cr_assert_str_eq(s.text, wanted, "« %s » -> « %s », wanted « %s »", written, s.text, wanted);
	cr_assert_eq(s.size, strlen(wanted));
}

static void done(void)
{
	arena_drop(&arena);
}

Test(voice_lexicon, replaces_whole_words_only, .fini = done)
{
	expect("CAF = caffe", "la CAF, l’CAF-là et CAFS, ÉCAF, CAFé", "la caffe, l’caffe-là et CAFS, ÉCAF, CAFé");
	expect("3018 = trente dix-huit", "33018 30181 3018.", "33018 30181 trente dix-huit.");
}

Test(voice_lexicon, a_word_without_capitals_also_begins_a_sentence, .fini = done)
{
	expect("élan = ok", "Élan élan ÉLAN", "ok ok ÉLAN");
	expect("Wi-Fi = ouifi", "Wi-Fi wi-fi Wi‑Fi", "ouifi wi-fi ouifi");
}

Test(voice_lexicon, the_longest_entry_wins_whatever_the_order, .fini = done)
{
	expect("n = A\nn° = numéro\nn° 5 = cinq", "n° 5, n° 6, n", "cinq, numéro 6, A");
}

Test(voice_lexicon, any_space_and_any_apostrophe_match, .fini = done)
{
	expect("24 h/24 = jour et nuit", "24 h/24 24\u202fh/24 24\u00a0 h/24 24h/24",
	       "jour et nuit jour et nuit jour et nuit 24h/24");
	expect("j'y = ji", "j’y j'y", "ji ji");
}

Test(voice_lexicon, numbers_are_given_back_in_order, .fini = done)
{
	expect("<n>,<n> € = <n> euros <n>\n<n> € = <n> euros", "1,99\u00a0€ 12\u202f€ x5 €", "1 euros 99 12 euros x5 €");
	expect("<n>e = <n>ième", "3e 3es le 12e", "3ième 3es le 12ième");
}

Test(voice_lexicon, grouped_numbers_are_joined_and_telephones_kept_apart, .fini = done)
{
	expect("", "10\u202f000 et 2 865 000", "10000 et 2865000");
	expect("", "06\u202f12\u202f34\u202f56\u202f78", "06, 12, 34, 56, 78");
	expect("", "0 805 805 817", "0, 805, 805, 817");
	expect("33 700 = trois", "33\u202f700 et 33\u202f700\u202f000", "trois et 33700000");
}

Test(voice_lexicon, quotation_marks_are_not_read, .fini = done)
{
	expect("", "«\u202fOui\u202f»", "  Oui  ");
}

Test(voice_lexicon, parts_of_an_address_stay_words, .fini = done)
{
	expect(".fr = point èf èr\n.gouv = point gouv", "17cyber.gouv.fr.", "17cyber point gouv point èf èr.");
}

Test(voice_lexicon, arabic_and_cyrillic_words_have_boundaries_too, .fini = done)
{
	expect("رقم = X", "رقم، رقم؟ رقمي", "X، X؟ رقمي");
	expect("хв = хвилин", "5 хв. хвоя Хв", "5 хвилин. хвоя хвилин");
}

Test(voice_lexicon, bytes_map_back_to_what_was_written, .fini = done)
{
	const char *written = "à la CAF, n° 5 à 10\u202f000 €";
	struct voice_said s = said("CAF = caffe\nn° = numéro\n€ = euros", written);
	const struct {
		const char *said, *written;
	} pairs[] = { { "caffe", "CAF" }, { "numéro", "n°" }, { "5", "5" }, { "10000", "10\u202f000" }, { "euros", "€" },
		      { "la", "la" } };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t at = (size_t)(strstr(s.text, pairs[i].said) - s.text), n = strlen(pairs[i].said);
		unsigned from = s.from[at], to = s.to[at + n - 1];
		cr_assert_eq(to - from, strlen(pairs[i].written), "%s: %u-%u", pairs[i].said, from, to);
		cr_assert(!strncmp(written + from, pairs[i].written, to - from));
	}
}

Test(voice_lexicon, the_word_to_light_is_what_a_reader_calls_a_word)
{
	const struct {
		const char *text, *inside, *word;
	} cases[] = {
		{ "voici l’ordinateur.", "l", "l’ordinateur" },
		{ "dites-le, vite", "di", "dites-le" },
		{ "à 10\u202f000\u202feuros", "000", "10\u202f000" },
		{ "voir impots.gouv.fr.", "gouv", "impots.gouv.fr" },
		{ "п’ять євро", "п", "п’ять" },
		{ "اضغط على الزر", "على", "على" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int start = (int)(strstr(cases[i].text, cases[i].inside) - cases[i].text);
		if (i == 0)
			start = (int)strlen("voici ");
		int end = start + (int)strlen(cases[i].inside);
		voice_lexicon_word(cases[i].text, &start, &end);
		cr_assert_eq((size_t)(end - start), strlen(cases[i].word), "%s: %d-%d", cases[i].text, start, end);
		cr_assert(!strncmp(cases[i].text + start, cases[i].word, strlen(cases[i].word)));
	}
}

Test(voice_lexicon, mistakes_have_a_place_and_the_other_lines_stay)
{
	const struct {
		const char *text, *text_says;
		int line, column, left;
	} cases[] = {
		{ "# x\nCAF caffe\nA = b", "« = »", 2, 10, 1 },
		{ "A = b\n = c", "avant", 2, 1, 1 },
		{ "é =   \nA = b", "après", 1, 4, 1 },
		{ "A = b\nB = c\n  A = d", "ligne 1", 3, 3, 2 },
		{ "A = b\n\xC3( = d", "UTF-8", 2, 1, 1 },
		{ "A = <n>", "<n>", 1, 5, 0 },
		{ "<n><n><n><n><n> = x", "<n>", 1, 19, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = { 0 };
		struct voice_lexicon l = load(cases[i].text, &e, false);
		cr_assert_eq(e.code, ERR_FORMAT, "case %zu", i);
		cr_assert(e.line == cases[i].line && e.column == cases[i].column, "case %zu: %d:%d", i, e.line, e.column);
		cr_assert(strstr(e.text, cases[i].text_says), "case %zu: %s", i, e.text);
		cr_assert_eq(l.count, cases[i].left, "case %zu: %d", i, l.count);
		voice_lexicon_drop(&l);
	}
}

Test(voice_lexicon, comments_and_blank_lines_are_nothing)
{
	struct voice_lexicon l = load("\n# A = b\n\t\nC# = ut dièse  # a note\r\nD = ré\t# another", NULL, true);
	cr_assert_eq(l.count, 2);
	cr_assert_str_eq(l.entries[0].written, "C#");
	cr_assert_str_eq(l.entries[0].said, "ut dièse");
	cr_assert_str_eq(l.entries[1].said, "ré");
	voice_lexicon_drop(&l);
}

Test(voice_lexicon, no_file_is_no_lexicon)
{
	struct voice_lexicon l = { 0 };
	struct err e = { 0 };
	cr_assert_not(voice_lexicon_load(&l, "/nonexistent/fr.lexicon", &e));
	cr_assert_eq(e.code, ERR_MISSING);
}
