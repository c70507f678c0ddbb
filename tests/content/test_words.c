#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "content/helpers/sample.h"
#include "content/words.h"

static struct arena arena;
static const struct words *words;
static struct err error;

static void set_up(void)
{
	sample_make();
	arena = (struct arena){ 0 };
	error = (struct err){ 0 };
}

static void tear_down(void)
{
	arena_drop(&arena);
	sample_remove();
}

TestSuite(words, .init = set_up, .fini = tear_down);

static bool load(const char *text)
{
	char path[100];
	sample_file("i18n", "en.po", text);
	snprintf(path, sizeof path, "%s/i18n/en.po", sample_dir);
	return words_load(&words, path, &arena, &error);
}

#define HEAD "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

Test(words, a_key_gives_its_translation_and_an_unknown_one_itself)
{
	cr_assert(load(HEAD "#: ui/view.c:3\nmsgid \"Retour\"\nmsgstr \"Back\"\n"), "%s", error.text);
	cr_expect_str_eq(words_get(words, "Retour"), "Back");
	cr_expect(words_has(words, "Retour"));
	cr_expect_str_eq(words_get(words, "Aide"), "Aide");
	cr_expect_not(words_has(words, "Aide"));
}

Test(words, strings_may_go_over_lines_and_hold_escapes)
{
	cr_assert(load("msgid \"\"\n\"Un \"\n\"deux\"\nmsgstr \"A \\\"b\\\"\\n\"\n\"\\\\c\\td\"\n"), "%s",
	          error.text);
	cr_expect_str_eq(words_get(words, "Un deux"), "A \"b\"\n\\c\td");
}

Test(words, fuzzy_empty_and_obsolete_entries_are_as_if_missing)
{
	cr_assert(load("#, fuzzy\nmsgid \"a\"\nmsgstr \"x\"\n\nmsgid \"b\"\nmsgstr \"\"\n\n#~ msgid "
	               "\"c\"\n#~ msgstr \"y\"\n\n"
	               "msgid \"d\"\nmsgstr \"z\"\n"));
	cr_expect_not(words_has(words, "a"));
	cr_expect_not(words_has(words, "b"));
	cr_expect_not(words_has(words, "c"));
	cr_expect_str_eq(words_get(words, "d"), "z", "fuzzy ends with its entry");
}

Test(words, many_entries_are_all_found_again)
{
	static char text[200000];
	size_t n = 0;
	for (int i = 0; i < 3000; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "msgid \"k%d\"\nmsgstr \"v%d\"\n", i, i);
	cr_assert(load(text));
	for (int i = 0; i < 3000; i++) {
		char key[20], value[20];
		snprintf(key, sizeof key, "k%d", i);
		snprintf(value, sizeof value, "v%d", i);
		cr_assert_str_eq(words_get(words, key), value);
	}
}

Test(words, without_a_table_the_key_is_the_sentence)
{
	cr_expect_str_eq(words_get(NULL, "Retour"), "Retour");
	cr_expect_not(words_load(&words, "/nowhere/en.po", &arena, &error));
	cr_expect_str_eq(words_get(words, "Retour"), "Retour");
}

static void refused(const char *text, int line, int column)
{
	error = (struct err){ 0 };
	cr_expect_not(load(text), "%s", text);
	cr_expect_eq(error.line, line, "%s: line %d", error.text, error.line);
	cr_expect_eq(error.column, column, "%s: column %d", error.text, error.column);
	cr_expect_str_eq(words_get(words, "a"), "a", "the table is usable after a mistake");
}

Test(words, mistakes_have_a_place)
{
	refused("msgid \"a\"\nmsgid \"b\"\n", 2, 1);
	refused("msgid \"a\"\n", 1, 1);
	refused("msgstr \"a\"\n", 1, 1);
	refused("\"a\"\n", 1, 1);
	refused("msgid \"a\nmsgstr \"b\"\n", 1, 7);
	refused("msgid \"a\" x\nmsgstr \"b\"\n", 1, 10);
	refused("msgid \"é\\q\"\nmsgstr \"b\"\n", 1, 9);
	refused("msgid \"a\"\nmsgstr b\n", 2, 8);
	refused("msgid \"a\"\nmsgstr \"x\"\n\nmsgid \"a\"\nmsgstr \"y\"\n", 4, 1);
	refused("msgctxt \"m\"\nmsgid \"a\"\nmsgstr \"x\"\n", 1, 1);
	refused("msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"x\"\n", 2, 1);
	refused("msgid \"a\"\nmsgstr \"\xFF\"\n", 2, 9);
	refused("msgid \"a\"\nmsgstr \"\x01\"\n", 2, 9);
	refused("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", 1, 1);
}

static const char *fill(const char *sentence, const char *one, const char *two)
{
	return words_fill(&arena, sentence, one, two);
}

Test(words, places_are_filled_in_any_order_and_as_often_as_a_translation_needs)
{
	cr_expect_str_eq(fill("Étape {1} sur {2}", "3", "12"), "Étape 3 sur 12");
	cr_expect_str_eq(fill("{2} : {1}, {1}", "a", "b"), "b : a, a");
	cr_expect_str_eq(fill("{1}", NULL, NULL), "");
	cr_expect_str_eq(fill("{3} {1", "a", "b"), "{3} {1");
	cr_expect_str_eq(fill("{1}", "{2}", "b"), "{2}", "what is filled in is not filled again");
}

Test(words, a_translation_that_repeats_a_place_without_end_is_cut_and_no_more)
{
	cr_expect(strlen(fill("{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}", "abcdefgh", "")) <= 14 * 3 + 4 * 8);
}
