/* From what was read to folders: names, the check as the last gate, nothing written over, nothing left behind. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "author/import_draw.h"
#include "author/import_markdown.h"
#include "author/import_run.h"
#include "base/file.h"
#include "content/check.h"
#include "helpers/reading.h"
#include "platform/picture.h"

static char dir[64];
static struct err e;
static struct import_made made;

static void set_up(void)
{
	strcpy(dir, "/tmp/escale-import-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	e = (struct err){ 0 };
}

static void tear_down(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(import_module, .init = set_up, .fini = tear_down);

static bool write_gift(const char *text, const char *id)
{
	struct import_target target = { dir, id, "email", "Titre" };
	reading_text(IMPORT_GIFT, text);
	return import_module_write(&reading_import, &target, &made, &e);
}

static const char *read_file(const char *name)
{
	static struct buf text;
	char path[200];
	text.size = 0;
	snprintf(path, sizeof path, "%s/%s", dir, name);
	cr_assert(file_read(path, 1 << 20, &text, &e), "%s", e.text);
	return text.data;
}

static int entries_of_dir(void)
{
	int n = 0;
	DIR *d = opendir(dir);
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static int mistakes_of_dir(void)
{
	static struct err list[20];
	struct arena a = { 0 };
	struct check c = { .mistakes = { list, 20, 0 } };
	struct pack p;
	bool ok = pack_check(&p, dir, &a, &c, NULL);
	arena_drop(&a);
	return ok ? c.mistakes.count : -1;
}

Test(import_module, a_folder_that_passes_the_check)
{
	cr_assert(write_gift("Q ?{=a ~b}\n\nR ?{~c#Non. =d}", "essai"), "%s", e.text);
	cr_expect_eq(made.count, 1);
	cr_expect_str_eq(made.id[0], "essai");
	cr_expect_eq(made.questions[0], 2);
	cr_expect_eq(mistakes_of_dir(), 0);
	cr_expect(strstr(read_file("essai/fr.md"),
	                 "# Q ?\n<!-- avant-apres: question-1 -->\n\n- [x] a\n- [ ] b\n"));
	cr_expect(strstr(read_file("essai/fr.md"), "licence : à compléter\nauteurs : à compléter\n"));
	cr_expect_eq(entries_of_dir(), 1, "nothing else is left");
}

Test(import_module, a_module_that_is_there_is_never_touched)
{
	char path[200];
	snprintf(path, sizeof path, "%s/essai", dir);
	cr_assert_eq(mkdir(path, 0700), 0);
	cr_expect_not(write_gift("Q ?{=a ~b}", "essai"));
	cr_expect_eq(e.code, ERR_REFUSED);
	cr_expect_eq(rmdir(path), 0, "still empty");
	cr_assert_eq(symlink("/nowhere", path), 0);
	e = (struct err){ 0 };
	cr_expect_not(write_gift("Q ?{=a ~b}", "essai"));
	cr_expect_eq(entries_of_dir(), 1);
}

Test(import_module, a_long_bank_becomes_several_modules_of_about_the_same_length)
{
	struct buf text = { 0 };
	for (int i = 0; i < 50; i++)
		buf_printf(&text, "Question numéro un%d ?{=a ~b}\n\n", i);
	cr_assert(write_gift(text.data, "longue-banque"), "%s", e.text);
	cr_expect_eq(made.count, 3);
	cr_expect_str_eq(made.id[0], "longue-banque");
	cr_expect_str_eq(made.id[2], "longue-banque-3");
	cr_expect_eq(made.questions[0] + made.questions[1] + made.questions[2], 50);
	cr_expect(made.questions[0] == 17 && made.questions[2] == 16);
	cr_expect_eq(mistakes_of_dir(), 0);
	buf_free(&text);
}

Test(import_module, without_a_question_to_ask_before_and_after_there_is_no_module)
{
	cr_expect_not(write_gift("Une page. Rien d'autre.", "essai"));
	cr_expect_eq(e.code, ERR_MISSING);
	cr_expect_eq(reading_import.kept, 0);
	cr_expect_eq(reading_import.skipped, reading_import.found);
	cr_expect_eq(entries_of_dir(), 0);
}

Test(import_module, a_question_about_a_picture_shows_it_on_a_screen_of_its_own_first)
{
	static const char png[] =
	    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGMQUDAAAACkAGE0Zn1yAAAAAElFTkSuQmCC";
	char text[500];
	snprintf(text, sizeof text,
	         "[html]<p>Quel dessin ?</p><img src\\=\"data\\:image/png;base64,%.*s\" alt\\=\"Un "
	         "point.\"/>{=a ~b}\n\nQ ?{=c ~d}",
	         (int)sizeof png - 1, png);
	cr_assert(write_gift(text, "essai"), "%s", e.text);
	cr_expect(
	    strstr(
	        read_file("essai/fr.md"),
	        "# Q ?\n<!-- avant-apres: question-2 -->\n\n- [x] c\n- [ ] d\n\n"
	        "# Regardez bien\n<!-- page: image-1 -->\n\n![Un point.](image-1.png)\n\n"
	        "# Quel dessin ?\n<!-- question: question-1 -->\n\n![Un point.](image-1.png)\n\n- [x] a\n"),
	    "%s", read_file("essai/fr.md"));
	cr_expect_eq(mistakes_of_dir(), 0);
}

Test(import_module, a_list_before_the_answers_is_told_in_paragraphs)
{
	cr_assert(write_gift("[html]<p>Vous voyez :</p><ul><li>un lien</li><li>une "
	                     "date</li></ul><ol><li>a</li></ol><p>Que faire ?</p>"
	                     "{=Attendre ~Cliquer}",
	                     "essai"),
	          "%s", e.text);
	cr_expect(strstr(read_file("essai/fr.md"),
	                 "# Que faire ?\n<!-- avant-apres: question-1 -->\n\nVous voyez :\n\n– un lien\n\n"
	                 "– une date\n\n1\\. a\n\n- [x] Attendre\n"));
	cr_expect_eq(mistakes_of_dir(), 0);
}

/* What a reader let through by mistake is caught by the real check, with its sentence, and the rest stays. */
Test(import_module, the_check_is_the_last_gate)
{
	struct import_target target = { dir, "essai", "email", "Titre" };
	reading_text(IMPORT_GIFT, "Q ?{=a ~b}\n\nR ?{=c ~d}\n\nS ?{=e ~f}");
	reading_import.items[1].answers[0].right = false;
	cr_assert(import_module_write(&reading_import, &target, &made, &e), "%s", e.text);
	cr_expect_eq(made.questions[0], 2);
	cr_expect_eq(reading_import.kept, 2);
	cr_expect_eq(reading_import.skipped, 1);
	cr_expect(strstr(reading_import.notes[0].text, "« R ? » : Cette question n'a pas de réponse juste"),
	          "%s", reading_import.notes[0].text);
	cr_expect_null(strstr(read_file("essai/fr.md"), "R ?"));
	cr_expect_eq(mistakes_of_dir(), 0);
}

Test(import_module, pictures_are_written_anew_and_small)
{
	static const char gif[] =
	    "GIF89a\x02\0\x02\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84Q\0;";
	struct picture big = { xmalloc(2000 * 4 * 4), 2000, 4 }, seen;
	struct import_target target = { dir, "essai", "email", "Titre" };
	struct buf png = { 0 };
	char path[200];
	const char *fault = NULL;
	memset(big.rgba, 0x77, 2000 * 4 * 4);
	snprintf(path, sizeof path, "%s/big.png", dir);
	cr_assert(picture_save(&big, path, &e) && file_read(path, 1 << 20, &png, &e));
	unlink(path);
	reading_text(IMPORT_GIFT, "Q ?{=a ~b}\n\nR ?{=c ~d}\n\nS ?{=e ~f}");
	struct import_item *items = reading_import.items;
	items[0].picture =
	    import_picture(&reading_import, (struct str){ png.data, png.size }, "Du gris.", &fault);
	items[1].picture = import_picture(&reading_import, (struct str){ gif, sizeof gif - 1 }, "", &fault);
	items[2].picture = import_picture(&reading_import, reading_png, "Une image coupée.", &fault);
	cr_assert_null(fault);
	cr_assert(import_module_write(&reading_import, &target, &made, &e), "%s", e.text);
	snprintf(path, sizeof path, "%s/essai/image-1.png", dir);
	cr_assert(picture_load(&seen, path, &e), "%s", e.text);
	cr_expect(seen.width == 960 && seen.height == 1);
	free(seen.rgba);
	snprintf(path, sizeof path, "%s/essai/image-2.png", dir);
	cr_assert(picture_load(&seen, path, &e), "%s", e.text);
	cr_expect(seen.width == 2 && seen.height == 2);
	free(seen.rgba);
	cr_expect(strstr(read_file("essai/fr.md"), "![Du gris.](image-1.png)"));
	cr_expect_null(strstr(read_file("essai/fr.md"), "image-3.png"), "a broken picture is left out");
	cr_expect_eq(made.questions[0], 3, "its question stays");
	cr_expect_eq(mistakes_of_dir(), 0);
	buf_free(&png);
	free(big.rgba);
}

/* A grey JPEG of 16x8 points, and the same cut off. */
Test(import_module, a_jpeg_becomes_a_png)
{
	char jpeg[200], path[200], staging[100];
	size_t n = 0;
#define PUT(s) (memcpy(jpeg + n, s, sizeof s - 1), n += sizeof s - 1)
	PUT("\xFF\xD8\xFF\xDB\0\x43\0");
	memset(jpeg + n, 1, 64);
	n += 64;
	PUT("\xFF\xC0\0\x0B\x08\0\x08\0\x10\x01\x01\x11\0");
	PUT("\xFF\xC4\0\x14\x00\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
	PUT("\xFF\xC4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
	PUT("\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x0F\xFF\xD9");
	const char *fault = NULL;
	struct picture seen;
	struct arena a = { 0 };
	reading_text(IMPORT_GIFT, "");
	int index = import_picture(&reading_import, (struct str){ jpeg, n }, "", &fault);
	cr_assert_eq(index, 0, "%s", fault);
	cr_expect(reading_import.pictures[0].width == 16 && reading_import.pictures[0].height == 8);
	snprintf(path, sizeof path, "%s/a.png", dir);
	str_copy(staging, sizeof staging, dir);
	cr_assert(import_draw(&reading_import.pictures[0], 960, path, staging, &a, &e), "%s", e.text);
	cr_assert(picture_load(&seen, path, &e), "%s", e.text);
	cr_expect(seen.width == 16 && seen.height == 8 && seen.rgba[0] == 128 && seen.rgba[3] == 255);
	free(seen.rgba);
	unlink(path);
	reading_import.pictures[0].bytes.n = 100;
	cr_expect_not(import_draw(&reading_import.pictures[0], 960, path, staging, &a, &e));
	cr_expect_eq(entries_of_dir(), 0, "nothing is left");
	arena_drop(&a);
}

Test(import_module, a_name_of_a_file_becomes_an_id)
{
	static const struct {
		const char *file, *id;
	} cases[] = {
		{ "securite.gift", "securite" }, { "Été 2024 (v2).txt", "ete-2024-v2" },
		{ "1. Bases.txt", "bases" },     { "../../etc/passwd", "import" },
		{ "ŒUVRE.h5p", "oeuvre" },       { "***.txt", "import" },
		{ "Курс.txt", "import" },        { "un-nom-bien-trop-long.txt", "un-nom-bien-trop" },
		{ "\xE9t\xE9.txt", "t" },        { "", "import" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char id[32];
		import_id(id, sizeof id, cases[i].file);
		cr_expect_str_eq(id, cases[i].id, "%s: %s", cases[i].file, id);
	}
}

Test(import_module, signs_of_markdown_stay_signs)
{
	static const struct {
		const char *text, *start, *inside;
	} cases[] = {
		{ "- a", "\\- a", "- a" },
		{ "1. a", "1\\. a", "1. a" },
		{ "# a #", "\\# a \\#", "# a \\#" },
		{ "a * b _c_ [d] <e> `f` \\", "a \\* b \\_c\\_ \\[d\\] \\<e> \\`f\\` \\\\",
		  "a \\* b \\_c\\_ \\[d\\] \\<e> \\`f\\` \\\\" },
		{ "&amp; & 3", "\\&amp; & 3", "\\&amp; & 3" },
		{ "[^a]", "\\[ ^a\\]", "\\[ ^a\\]" },
		{ "Voir https://www.site.fr/a", "Voir site.fr/a", "Voir site.fr/a" },
		{ "wwwww.w.site.fr", "site.fr", "site.fr" },
		{ "Que dit https:// ?", "Que dit https ?", "Que dit https ?" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf start = { 0 }, inside = { 0 };
		import_escape(&start, cases[i].text, true);
		import_escape(&inside, cases[i].text, false);
		cr_expect_str_eq(start.data, cases[i].start);
		cr_expect_str_eq(inside.data, cases[i].inside);
		buf_free(&start);
		buf_free(&inside);
	}
}

/* A folder of mixed files: every entry is kept or told, and no link is followed. */
Test(import_module, a_folder_of_files)
{
	char out[100], link[200];
	snprintf(out, sizeof out, "%s/out", dir);
	struct import_run r = { .dir = out, .theme = "email" };
	cr_expect(import_run(&r, "tests/author/imports"));
	cr_expect_eq(r.found, r.kept + r.skipped);
	cr_expect_geq(r.kept, 25);
	cr_expect_eq(r.files_read + r.files_refused, r.files);
	cr_expect_eq(r.files_refused, 1, "notes-de-reunion.txt");
	snprintf(link, sizeof link, "%s/link.gift", dir);
	cr_assert_eq(symlink("out/securite/fr.md", link), 0);
	struct import_run again = { .dir = out, .theme = "email" };
	cr_expect_not(import_run(&again, link));
	cr_expect_eq(again.files, 0);
}
