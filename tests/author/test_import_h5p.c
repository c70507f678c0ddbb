/* H5P packages: what the libraries' fields become. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "author/import_zip.h"
#include "base/file.h"
#include "helpers/reading.h"

#define ABOUT(library)               "{\"title\":\"Essai\",\"mainLibrary\":\"H5P." library "\",\"license\":\"U\"}"
#define h5p(library, content, story) cr_expect_str_eq(reading_h5p(ABOUT(library), content), story)

Test(import_h5p, multi_choice_with_feedback_and_a_picture)
{
	h5p("MultiChoice",
	    "{\"media\":{\"type\":{\"library\":\"H5P.Image 1.1\",\"params\":{\"alt\":\"Une "
	    "clé.\",\"file\":{\"path\":\"images/png\"}}}},"
	    "\"question\":\"<p>Qui&nbsp;?</p>\\n\",\"behaviour\":{\"randomAnswers\":false},\"answers\":["
	    "{\"text\":\"<div>Moi</"
	    "div>\\n\",\"correct\":true,\"tipsAndFeedback\":{\"chosenFeedback\":\"<div>Oui.</div>\"}},"
	    "{\"text\":\"<div>Toi</div>\\n\",\"correct\":false}]}",
	    "question 1: Qui ?\n  [image: Une clé.]\n  x Moi > Oui.\n  o Toi\n");
}

Test(import_h5p, true_false_says_each_feedback_under_its_answer)
{
	h5p("TrueFalse",
	    "{\"question\":\"<p>Le cadenas "
	    "suffit.</p>\",\"correct\":\"false\",\"behaviour\":{\"feedbackOnCorrect\":\"Bravo.\","
	    "\"feedbackOnWrong\":\"Eh non.\"}}",
	    "true/false 1: Le cadenas suffit.\n  o Vrai > Eh non.\n  x Faux > Bravo.\n");
}

Test(import_h5p, the_right_answer_of_a_single_choice_set_is_not_always_the_first)
{
	h5p("SingleChoiceSet",
	    "{\"choices\":[{\"question\":\"<p>Un ?</p>\",\"answers\":[\"<p>a</p>\",\"b\",\"c\"]},"
	    "{\"question\":\"Deux ?\",\"answers\":[\"a\",\"b\"]},{\"question\":\"Trois "
	    "?\",\"answers\":[\"a\",\"b\"]}]}",
	    "question 1: Un ?\n  o c\n  x a\n  o b\nquestion 2: Deux ?\n  x a\n  o b\nquestion 3: Trois ?\n  "
	    "o b\n  x a\n");
}

Test(import_h5p, a_set_goes_on_past_what_the_kiosk_cannot_do)
{
	h5p("QuestionSet",
	    "{\"questions\":[{\"library\":\"H5P.Blanks "
	    "1.14\",\"metadata\":{\"title\":\"Trous\"},\"params\":{}},"
	    "{\"library\":\"H5P.TrueFalse "
	    "1.8\",\"params\":{\"question\":\"V.\",\"correct\":\"true\"}},7,{\"params\":{}}]}",
	    "true/false 2: V.\n  x Vrai\n  o Faux\n"
	    "skipped questions[0] « Trous » : la borne ne sait pas faire l'activité H5P « Blanks ».\n"
	    "skipped questions[3] cette activité n'a pas de nom.\n");
}

Test(import_h5p, texts_and_pictures_of_a_column_become_pages)
{
	h5p("Column",
	    "{\"content\":[{\"content\":{\"library\":\"H5P.AdvancedText "
	    "1.1\",\"params\":{\"text\":\"<h2>Avant</h2><p>Un pas.</p>"
	    "<ul><li>deux</li></ul>\"}}},{\"content\":{\"library\":\"H5P.Image "
	    "1.1\",\"params\":{\"alt\":\"Un pont.\",\"file\":{"
	    "\"path\":\"images/png\"}}}},{\"content\":{\"library\":\"H5P.AdvancedText "
	    "1.1\",\"params\":{\"text\":\"<p>Après.</p>\"}}}]}",
	    "page 1: Avant\n  [image: Un pont.]\n  | Un pas.\n  | - deux\npage 2: À savoir\n  | Après.\n");
}

Test(import_h5p, slides_and_chapters_are_walked_through)
{
	h5p("InteractiveBook",
	    "{\"chapters\":[{\"library\":\"H5P.Column "
	    "1.16\",\"params\":{\"content\":[{\"content\":{\"library\":"
	    "\"H5P.CoursePresentation "
	    "1.25\",\"params\":{\"presentation\":{\"slides\":[{\"elements\":[{\"action\":{\"library\":"
	    "\"H5P.TrueFalse 1.8\",\"params\":{\"question\":\"V.\",\"correct\":\"true\"}}}]}]}}}}]}}]}",
	    "true/false 1: V.\n  x Vrai\n  o Faux\n");
}

Test(import_h5p, a_package_that_nests_itself_ends)
{
	struct buf b = { 0 };
	for (int i = 0; i < 100; i++)
		buf_puts(&b, "{\"content\":[{\"content\":{\"library\":\"H5P.Column\",\"params\":");
	buf_puts(&b, "{}");
	for (int i = 0; i < 100; i++)
		buf_puts(&b, "}}]}");
	const char *story = reading_h5p(ABOUT("Column"), b.data);
	cr_expect(strstr(story, "trop d'activités les unes dans les autres."));
	cr_expect_null(strstr(story, "LOST"));
	buf_free(&b);
}

Test(import_h5p, pictures_outside_the_package_are_left_out)
{
	static const char *const paths[] = { "https://site.exemple.fr/a.png", "images/absent.png", "" };
	for (int i = 0; i < 3; i++) {
		char content[500];
		snprintf(content, sizeof content,
		         "{\"media\":{\"library\":\"H5P.Image "
		         "1.1\",\"params\":{\"file\":{\"path\":\"%s\"}}},\"question\":\"V.\","
		         "\"correct\":\"true\"}",
		         paths[i]);
		const char *story = reading_h5p(ABOUT("TrueFalse"), content);
		cr_expect(strncmp(story, "true/false 1: V.\n  x Vrai", 25) == 0, "%s", story);
		cr_expect((strstr(story, "image laissée de côté") != NULL) == (paths[i][0] != '\0'), "%s",
		          story);
	}
}

Test(import_h5p, licence_authors_and_source_are_carried_over)
{
	reading_h5p("{\"title\":\"L&#039;eau &amp; le feu\",\"mainLibrary\":\"H5P.Column\",\"license\":\"CC "
	            "BY-SA\",\"licenseVersion\":\"4.0\","
	            "\"authors\":[{\"name\":\"A\"},{\"name\":\"B\"}],\"source\":\"https://exemple.fr/x\"}",
	            "{}");
	cr_expect_str_eq(reading_import.title, "L’eau & le feu");
	cr_expect_str_eq(reading_import.licence, "CC BY-SA 4.0");
	cr_expect_str_eq(reading_import.authors, "A, B");
	cr_expect_str_eq(reading_import.source, "https://exemple.fr/x");
	cr_expect(strstr(
	    reading_h5p(
	        "{\"mainLibrary\":\"H5P.Column\",\"license\":\"CC BY-ND\",\"licenseVersion\":\"4.0\"}", "{}"),
	    "la licence CC BY-ND 4.0 ne permet pas de version changée"));
	reading_h5p(ABOUT("Column"), "{}");
	cr_expect_str_eq(reading_import.licence, "", "U: undisclosed");
}

Test(import_h5p, wrong_types_everywhere_are_no_questions)
{
	h5p("QuestionSet", "{\"questions\":{\"0\":1},\"introPage\":[]}", "");
	h5p("MultiChoice", "[1,2]", "skipped  la question n'a pas de texte.\n");
	h5p("TrueFalse", "{\"question\":{\"a\":1},\"correct\":3,\"behaviour\":7,\"media\":true}",
	    "skipped  la question n'a pas de texte.\n");
	cr_expect(strstr(reading_h5p("[]", "{}"), "cette activité n'a pas de nom"));
	cr_expect(strstr(reading_h5p(ABOUT("Column"), "{"), "refused: content/content.json, ligne 1"));
}

/* ---- the ZIP around it ------------------------------------------------------------------------------------------------ */

/* An archive of two JSON files and one entry more. */
static struct buf archive(const char *extra_name, const void *extra, size_t extra_size)
{
	static char path[] = "/tmp/escale-h5p-XXXXXX";
	static const char about[] = ABOUT("TrueFalse"),
	                  content[] = "{\"question\":\"V.\",\"correct\":\"true\"}";
	const struct {
		const char *name;
		const void *bytes;
		size_t n;
	} entries[] = {
		{ "h5p.json", about, sizeof about - 1 },
		{ "content/content.json", content, sizeof content - 1 },
		{ extra_name, extra, extra_size },
	};
	struct buf out = { 0 };
	struct err e = { 0 };
	strcpy(path + strlen(path) - 6, "XXXXXX");
	close(mkstemp(path));
	zip_t *z = zip_open(path, ZIP_TRUNCATE, NULL);
	for (int i = 0; i < 3 && entries[i].name; i++)
		zip_file_add(z, entries[i].name, zip_source_buffer(z, entries[i].bytes, entries[i].n, 0),
		             ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
	cr_assert_eq(zip_close(z), 0);
	cr_assert(file_read(path, 1 << 26, &out, &e), "%s", e.text);
	unlink(path);
	return out;
}

Test(import_h5p, a_whole_package)
{
	struct buf zip = archive(NULL, NULL, 0);
	cr_expect_str_eq(reading(IMPORT_H5P, zip.data, zip.size), "true/false 1: V.\n  x Vrai\n  o Faux\n");
	buf_free(&zip);
}

Test(import_h5p, a_package_that_is_cut_or_edited_anywhere_is_refused_or_read_never_worse)
{
	struct buf zip = archive("content/images/a.png", reading_png.s, reading_png.n);
	for (size_t n = 0; n < zip.size; n++)
		cr_expect(strstr(reading(IMPORT_H5P, zip.data, n), "refused: "), "cut at %zu", n);
	for (size_t i = 0; i < zip.size; i++) {
		zip.data[i] ^= 0x41;
		cr_expect_null(strstr(reading(IMPORT_H5P, zip.data, zip.size), "LOST"), "byte %zu", i);
		zip.data[i] ^= 0x41;
	}
	buf_free(&zip);
}

Test(import_h5p, a_bomb_is_not_unpacked)
{
	size_t n = 4 * 1024 * 1024;
	char *zeros = xmalloc(n);
	memset(zeros, ' ', n);
	struct buf zip = archive("content/content.json", zeros, n);
	cr_expect(zip.size < n / 200);
	cr_expect_str_eq(reading(IMPORT_H5P, zip.data, zip.size),
	                 "refused: content/content.json est comprimé à l'excès (une bombe ?)\n");
	free(zeros);
	buf_free(&zip);
}

Test(import_h5p, an_entry_over_its_bound_is_refused_before_it_is_read)
{
	struct buf zip = archive("content/images/a.png", reading_png.s, reading_png.n);
	struct arena a = { 0 };
	struct str bytes = { 0 };
	struct err e = { 0 };
	struct import_zip *z = import_zip_open((struct str){ zip.data, zip.size }, &e);
	cr_assert_not_null(z);
	cr_expect(import_zip_read(z, "content/images/a.png", reading_png.n, &a, &bytes, &e) &&
	          str_eq(bytes, reading_png));
	cr_expect_not(import_zip_read(z, "content/images/a.png", reading_png.n - 1, &a, &bytes, &e));
	cr_expect_eq(e.code, ERR_TOO_BIG);
	e = (struct err){ 0 };
	cr_expect_not(import_zip_read(z, "../a.png", 100, &a, &bytes, &e));
	cr_expect_eq(e.code, ERR_MISSING);
	import_zip_close(z);
	arena_drop(&a);
	buf_free(&zip);
}
