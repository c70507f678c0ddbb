#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "content/helpers/sample.h"
#include "content/pack.h"

#define NARROW   "\xE2\x80\xAF"
#define NO_BREAK "\xC2\xA0"

static struct arena arena;
static struct pack pack;
static struct err problems[8], error;
static int problem_count;

static void set_up(void)
{
	sample_make();
	arena = (struct arena){ 0 };
}

static void tear_down(void)
{
	arena_drop(&arena);
	sample_remove();
}

TestSuite(pack, .init = set_up, .fini = tear_down);

static bool load(void)
{
	char line[600];
	error = (struct err){ 0 };
	bool ok = pack_load(&pack, sample_dir, &arena, problems, 8, &problem_count, &error);
	for (int i = 0; i < problem_count && i < 8; i++)
		cr_log_info("%s", err_print(&problems[i], line, sizeof line));
	return ok;
}

static const struct screen *screen(int i)
{
	return &pack.modules[0].editions[LANG_FR]->screens[i];
}

Test(pack, the_head_says_what_the_home_screen_shows)
{
	sample_module("courrier", 3);
	cr_assert(load(), "%s", error.text);
	const struct module *m = &pack.modules[0];
	cr_expect_str_eq(m->id, "courrier");
	cr_expect_str_eq(m->theme, "email");
	cr_expect_str_eq(m->picture, "courrier/image");
	cr_expect_str_eq(m->picture_spoken[LANG_FR], "Une lettre.");
	cr_expect_str_eq(m->picture_spoken[LANG_AR], "Une lettre.");
	cr_expect_str_eq(m->licence, "CC0");
	cr_expect_eq(m->minutes, 3);
	cr_expect_eq(m->order, 3);
	const struct edition *e = m->editions[LANG_FR];
	cr_expect_str_eq(e->title, "Module courrier");
	cr_expect_str_eq(e->summary, "Un pas. Un autre.");
	cr_expect_str_eq(e->authors, "Essai");
	cr_expect(e->reviewed);
	cr_expect_eq(e->screen_count, 5);
}

Test(pack, a_question_has_answers_feedback_and_one_explanation)
{
	sample_module("courrier", 1);
	cr_assert(load());
	const struct screen *s = screen(0);
	cr_expect_eq(s->kind, SCREEN_MEASURE);
	cr_expect_str_eq(s->id, "que-faire");
	cr_expect_str_eq(s->title.text, "Que faire" NARROW "?");
	cr_expect_eq(s->line, 13);
	cr_assert_eq(s->answer_count, 2);
	cr_expect_str_eq(s->answers[0].text.text, "Cliquer");
	cr_expect_not(s->answers[0].right);
	cr_expect_str_eq(s->answers[0].feedback.text, "Non.");
	cr_expect(s->answers[1].right);
	cr_expect_str_eq(s->answers[1].feedback.text, "");
	cr_expect_str_eq(s->explanation.text, "Rien ne presse.");
	cr_expect_eq(s->block_count, 0);
}

Test(pack, a_page_has_text_with_strong_words_and_french_spaces)
{
	sample_module("courrier", 1);
	cr_assert(load());
	const struct screen *s = screen(1);
	cr_expect_eq(s->kind, SCREEN_PAGE);
	cr_assert_eq(s->title.strong_count, 1);
	cr_expect_eq(s->title.strong[0].start, 4);
	cr_assert_eq(s->block_count, 2);
	const struct prose *p = &s->blocks[0].prose;
	cr_expect_str_eq(p->text, "Un mail arrive" NO_BREAK ": 1" NARROW "000 «" NO_BREAK "lettres" NO_BREAK
	                          "»" NARROW "!");
	cr_assert_eq(p->strong_count, 1);
	cr_expect_eq(p->strong[0].start, 3);
	cr_expect_eq(p->strong[0].end, 7);
	cr_expect_eq(s->blocks[1].kind, BLOCK_PICTURE);
	cr_expect_str_eq(s->blocks[1].picture, "courrier/image");
	cr_expect_str_eq(s->blocks[1].prose.text, "Une lettre.");
}

Test(pack, steps_are_numbered_and_bullets_are_not)
{
	sample_module("courrier", 1);
	cr_assert(load());
	const struct screen *s = screen(2);
	cr_assert_eq(s->block_count, 3);
	cr_expect_eq(s->blocks[0].kind, BLOCK_STEP);
	cr_expect_eq(s->blocks[1].number, 2);
	cr_expect_str_eq(s->blocks[0].prose.text, "Lire", "the footnote mark is not shown");
	cr_expect_eq(s->blocks[2].kind, BLOCK_BULLET);
	cr_expect_eq(s->blocks[2].number, 0);
}

Test(pack, a_link_becomes_an_address_one_can_copy_by_hand)
{
	sample_module("courrier", 1);
	cr_assert(load());
	cr_expect_str_eq(screen(3)->blocks[0].prose.text, "Voyez le site (exemple.fr/aide).");
}

Test(pack, sources_come_from_the_screen_and_from_footnotes)
{
	sample_module("courrier", 1);
	cr_assert(load());
	const struct edition *e = pack.modules[0].editions[LANG_FR];
	cr_assert_eq(e->source_count, 2);
	cr_expect_str_eq(e->sources[0].title, "Titre");
	cr_expect_str_eq(e->sources[0].publisher, "L'éditeur, Paris");
	cr_expect_str_eq(e->sources[0].url, "https://exemple.fr/a");
	cr_expect_str_eq(e->sources[0].checked, "2026-01-15");
	cr_expect_str_eq(e->sources[1].title, "Note");
	cr_expect_eq(screen(4)->block_count, 0);
}

Test(pack, modules_stand_in_their_order_then_by_name)
{
	sample_module("zebre", 1);
	sample_module("abeille", 2);
	sample_module("chat", 1);
	cr_assert(load());
	cr_assert_eq(pack.module_count, 3);
	cr_expect_str_eq(pack.modules[0].id, "chat");
	cr_expect_str_eq(pack.modules[1].id, "zebre");
	cr_expect_str_eq(pack.modules[2].id, "abeille");
	cr_expect_eq(pack_find(&pack, "abeille"), 2);
	cr_expect_eq(pack_find(&pack, "abeill"), -1);
}

Test(pack, a_broken_module_stays_away_and_the_others_are_there)
{
	sample_module("bon", 1);
	sample_module("casse", 2);
	sample_file("casse", "fr.md", "Rien de bon.\n");
	cr_assert(load());
	cr_expect_eq(pack.module_count, 1);
	cr_expect_str_eq(pack.modules[0].id, "bon");
	cr_expect_gt(problem_count, 0);
	cr_expect_str_eq(problems[0].file, "casse/fr.md");
}

Test(pack, problems_past_the_room_are_counted)
{
	struct err one;
	int count = 0;
	sample_module("bon", 1);
	for (int i = 0; i < 3; i++) {
		char name[24];
		snprintf(name, sizeof name, "casse-%d", i);
		sample_file(name, "en.md", "x\n");
	}
	cr_assert(pack_load(&pack, sample_dir, &arena, &one, 1, &count, NULL));
	cr_expect_geq(count, 3);
	cr_expect_str_eq(one.file, "casse-0");
}

Test(pack, without_any_good_module_loading_fails_with_a_sentence)
{
	cr_expect_not(load());
	cr_expect_eq(error.code, ERR_MISSING);
	cr_expect_not(pack_load(&pack, "/nowhere/at/all", &arena, problems, 8, &problem_count, &error));
}

Test(pack, files_beside_modules_do_not_matter)
{
	struct err e = { 0 };
	char path[100];
	sample_module("bon", 1);
	sample_file(".git", "x", "");
	snprintf(path, sizeof path, "%s/LISEZ-MOI.md", sample_dir);
	cr_assert(file_write(path, "# Bonjour\n", 10, 0600, &e));
	cr_assert(load());
	cr_expect_eq(problem_count, 0);
}

Test(pack, a_missing_language_falls_back_to_french)
{
	sample_module("bon", 1);
	cr_assert(load());
	cr_expect_eq(module_edition(&pack.modules[0], LANG_UK), pack.modules[0].editions[LANG_FR]);
	cr_expect(pack_has_lang(&pack, LANG_FR));
	cr_expect_not(pack_has_lang(&pack, LANG_UK));
}

Test(pack, a_baked_picture_is_found_under_its_old_name)
{
	static const char head[24] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\4\0\0\0\4";
	char svg[120], png[120];
	struct err e = { 0 };
	sample_module("bon", 1);
	snprintf(svg, sizeof svg, "%s/bon/image.svg", sample_dir);
	snprintf(png, sizeof png, "%s/bon/image.png", sample_dir);
	cr_assert_eq(unlink(svg), 0);
	cr_assert(file_write(png, head, sizeof head, 0600, &e));
	cr_assert(load(), "%s", problems[0].text);
	cr_expect_str_eq(pack.modules[0].picture, "bon/image");
}

Test(pack, windows_line_ends_and_byte_order_mark_change_no_line_number)
{
	struct buf in = { 0 }, out = { 0 };
	char path[120];
	sample_module("bon", 1);
	snprintf(path, sizeof path, "%s/bon/fr.md", sample_dir);
	cr_assert(file_read(path, 10000, &in, NULL));
	buf_puts(&out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < in.size; i++)
		buf_puts(&out, in.data[i] == '\n' ? "\r\n" : (char[]){ in.data[i], 0 });
	sample_file("bon", "fr.md", out.data);
	cr_assert(load(), "%s", problems[0].text);
	cr_expect_eq(screen(0)->line, 13);
	cr_expect_str_eq(pack.modules[0].editions[LANG_FR]->summary, "Un pas. Un autre.");
	buf_free(&in);
	buf_free(&out);
}
