/* The coordinator's own words: what they may write, and what they are told when it does not fit. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "coordinator/territory.h"

static struct arena arena;
static struct territory t;
static struct err e;
static char path[] = "/tmp/escale-territoire-XXXXXX";

static void teardown(void)
{
	unlink(path);
	arena_drop(&arena);
}

TestSuite(territory, .fini = teardown);

static bool load_bytes(const char *text, size_t n)
{
	if (path[strlen(path) - 1] == 'X')
		close(mkstemp(path));
	e = (struct err){ 0 };
	cr_assert(file_write(path, text, n, 0600, &e));
	return territory_load(&t, path, &arena, &e);
}

static bool load(const char *text)
{
	return load_bytes(text, strlen(text));
}

static void refused(const char *text, int line, int column, const char *says)
{
	cr_assert_not(load(text), "accepted: %s", text);
	cr_expect_eq(e.line, line, "line %d of: %s", e.line, text);
	cr_expect_eq(e.column, column, "column %d of: %s", e.column, text);
	cr_expect(strstr(e.text, says), "\"%s\" does not say \"%s\"", e.text, says);
}

Test(territory, reads_what_is_said)
{
	cr_assert(
	    load("# les mots\n\ntitre : Nos bornes\nterritoire: Pays de Vallavre\r\n"
	         "commune : 23096 Guéret\ncommune : 2A004 Ajaccio\nbloque : Une.\nbloque : Deux : oui.\n"
	         "demande : Trois.\nverbatim : « Merci. »\ncoût : 18 €\ncontact : Camille"),
	    "%s", e.text);
	cr_expect_str_eq(t.title, "Nos bornes");
	cr_expect_str_eq(t.name, "Pays de Vallavre");
	cr_expect_str_eq(territory_commune(&t, "2A004"), "Ajaccio");
	cr_expect_str_eq(territory_commune(&t, "23001"), "23001");
	cr_expect_str_eq(t.blocks[1], "Deux : oui.");
	cr_expect_eq(t.ask_count + t.verbatim_count, 2);
	cr_expect_str_eq(t.cost, "18 €");
}

Test(territory, an_empty_file_and_a_windows_mark_are_fine)
{
	cr_expect(load(""));
	cr_expect(load("\xef\xbb\xbftitre : Nos bornes\n"));
	cr_expect_str_eq(t.title, "Nos bornes");
}

Test(territory, mistakes_have_a_place_and_say_what_to_do)
{
	refused("titre : A\nles bornes\n", 2, 1, "clé : valeur");
	refused("\ntitles : A\n", 2, 1, "n'est pas une clé");
	refused("titre : A\n\ntitre : B\n", 3, 1, "déjà à la ligne 1");
	refused("titre :   \n", 1, 1, "manque");
	refused("commune : Guéret\n", 1, 11, "code INSEE");
	refused("commune : 23096\n", 1, 11, "code INSEE");
	refused("commune : 23096 A\ncommune : 23096 B\n", 2, 11, "déjà un nom");
	refused("bloque : 1\nbloque : 2\nbloque : 3\nbloque : 4\n", 4, 1, "Pas plus de 3");
	refused("verbatim : A\nverbatim : B\nverbatim : C\n", 3, 1, "Pas plus de 2");
}

Test(territory, columns_count_characters)
{
	refused("é\xff", 1, 2, "UTF-8");
	refused("titre : é\x01", 1, 10, "ne s'imprime pas");
}

Test(territory, a_sentence_too_long_says_by_how_much_and_where)
{
	struct buf text = { 0 };
	buf_puts(&text, "demande : ");
	for (int i = 0; i < 25; i++)
		buf_puts(&text, "éèàù ");
	refused(text.data, 1, 11 + 120, "retirez environ 4 lettres");
	buf_free(&text);
}

/* Ninety capitals are as wide as a hundred letters. */
Test(territory, wide_letters_count_for_two)
{
	cr_expect(load("titre : abcdefghijklnopqrstuvxyz abcdefghijklnopqrstuvxyz abcdefgh i\n"), "%s",
	          e.text);
	refused("titre : ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDE\n", 1, 39, "retirez environ 3 lettres");
	refused("titre : mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm\n", 1, 39, "retirez environ 2 lettres");
}

Test(territory, a_verbatim_does_not_tell_who_spoke)
{
	refused("verbatim : Écrivez à anne@ici.fr\n", 1, 26, "qui parle");
	refused("verbatim : Au 05 55 00 00 00\n", 1, 24, "qui parle");
	cr_expect(load("verbatim : « J'ai 78 ans et j'ai tout compris. »\n"), "%s", e.text);
}

Test(territory, a_file_that_is_no_text_is_refused)
{
	cr_expect_not(load_bytes("titre : a\0b\n", 12));
	cr_expect_eq(e.column, 10);
	cr_expect_not(territory_load(&t, "/nowhere/territoire.txt", &arena, &e));
}

/* The example that the guide gives is one that works. */
Test(territory, the_example_of_the_guide_reads)
{
	cr_expect(territory_load(&t, "firmware-notes/territoire-exemple.txt", &arena, &e), "%s", e.text);
	cr_expect_eq(t.commune_count, 2);
	cr_expect_eq(t.ask_count, 2);
}
