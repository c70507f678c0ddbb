/* The guide of tests/guides has a phase of every kind: what an author writes there is what sessions and screens get. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "content/check.h"
#include "content/guide.h"
#include "content/helpers/sample.h"

enum { NOTES = 20, TODAY = 20779 /* 2026-11-22 */ };

static struct arena arena;
static struct pack pack;
static struct check check;
static struct err list[2 * NOTES];
static const struct guide *guide;

static void load(const char *dir)
{
	struct err e = { 0 };
	char line[700];
	check = (struct check){ .mistakes = { list, NOTES, 0 }, .hints = { list + NOTES, NOTES, 0 }, .today = TODAY };
	cr_assert(pack_check(&pack, dir, &arena, &check, &e), "%s", e.text);
	for (int i = 0; i < check.mistakes.count && i < NOTES; i++)
		cr_log_info("%s", err_print(&list[i], line, sizeof line));
	guide = pack.guide_count ? &pack.guides[0] : NULL;
}

static void set_up(void)
{
	arena = (struct arena){ 0 };
	load("tests/guides");
	cr_assert_not_null(guide);
}

static void tear_down(void)
{
	arena_drop(&arena);
}

TestSuite(guide, .init = set_up, .fini = tear_down);

static const struct phase *phase(const char *id)
{
	const struct guide_edition *e = guide_edition(guide, LANG_FR);
	for (int i = 0; i < e->phase_count; i++)
		if (strcmp(e->phases[i].id, id) == 0)
			return &e->phases[i];
	cr_assert_fail("no phase %s", id);
	return NULL;
}

static int index_of(const char *id)
{
	return (int)(phase(id) - guide_edition(guide, LANG_FR)->phases);
}

Test(guide, the_example_has_no_mistake_and_no_hint)
{
	cr_expect_eq(check.mistakes.count, 0);
	cr_expect_eq(check.hints.count, 0, "%s", check.hints.list[0].text);
	cr_expect_eq(pack.guide_count, 1);
	cr_expect_eq(pack.module_count, 1, "the folder of guides is no module");
}

Test(guide, every_kind_of_phase_is_in_the_example)
{
	bool seen[PHASE_KIND_COUNT] = { false };
	const struct guide_edition *e = guide_edition(guide, LANG_FR);
	for (int i = 0; i < e->phase_count; i++)
		seen[e->phases[i].kind] = true;
	for (int k = 0; k < PHASE_KIND_COUNT; k++)
		cr_expect(seen[k], "%s", phase_kind_names[k]);
}

Test(guide, the_head_says_what_the_list_of_sessions_shows)
{
	cr_expect_str_eq(guide->id, "essai");
	cr_expect_str_eq(guide->theme, "culture_numerique");
	cr_expect_str_eq(guide->picture, "seances/essai/table");
	cr_expect_str_eq(guide->licence, "CC0 1.0");
	cr_expect_str_eq(guide->picture_spoken[LANG_EN], "A round table and four chairs.");
	cr_expect_str_eq(guide->picture_spoken[LANG_AR], guide->picture_spoken[LANG_FR]);
	cr_expect_str_eq(guide->editions[LANG_EN]->title, "A trial session");
	cr_expect_not(guide->editions[LANG_EN]->reviewed);
	cr_expect_eq(guide_edition(guide, LANG_UK)->lang, LANG_FR, "what is not translated is shown in French");
}

Test(guide, the_length_is_the_sum_of_the_phases)
{
	cr_expect_eq(guide->minutes, 5 + 10 + 30 + 20 + 20 + 5 + 10 + 10 + 10 + 5);
}

Test(guide, what_stands_before_the_first_title_is_what_to_prepare)
{
	const struct guide_edition *e = guide_edition(guide, LANG_FR);
	cr_assert_eq(e->material_count, 3);
	cr_expect_eq(e->materials[0].kind, BLOCK_PARAGRAPH);
	cr_expect_eq(e->materials[1].kind, BLOCK_BULLET);
}

Test(guide, the_group_and_the_facilitator_read_different_texts)
{
	const struct phase *ph = phase("accueil");
	cr_assert_eq(ph->block_count, 4);
	cr_expect_eq(ph->blocks[0].prose.strong_count, 1);
	cr_expect_eq(ph->blocks[1].kind, BLOCK_PICTURE);
	cr_expect_str_eq(ph->blocks[1].picture, "seances/essai/table");
	cr_assert_eq(ph->note_count, 2);
	cr_expect_not_null(strstr(ph->notes[0].prose.text, "Attendez"));
	cr_expect_eq(ph->notes[1].kind, BLOCK_BULLET);
	for (int i = 0; i < ph->block_count; i++)
		cr_expect_null(strstr(ph->blocks[i].prose.text, "Attendez"));
}

Test(guide, a_card_has_a_face_and_perhaps_a_back)
{
	const struct phase *ph = phase("villes");
	cr_assert_eq(ph->card_count, 3);
	cr_expect_str_eq(ph->cards[0].id, "hautepierre");
	cr_expect_str_eq(ph->cards[0].title.text, "Hautepierre");
	cr_expect_eq(ph->cards[0].block_count, 2);
	cr_expect_eq(ph->cards[0].back_count, 2);
	cr_expect_eq(ph->cards[0].deck, -1);
	cr_expect_eq(ph->cards[2].back_count, 0);
}

Test(guide, sheets_know_their_number_their_subject_and_where_a_field_is_chosen)
{
	const struct phase *ph = phase("propositions");
	cr_expect_eq(ph->sheets, 2);
	cr_expect_eq(ph->subject, index_of("villes"));
	cr_assert_eq(ph->card_count, 3);
	cr_expect_eq(ph->cards[0].deck, -1);
	cr_expect_eq(ph->cards[2].deck, index_of("idees"), "a deck may stand behind who names it");
	cr_expect_eq(phase("presenter")->subject, index_of("villes"));
	cr_expect_eq(phase("accueil")->subject, -1);
}

Test(guide, a_board_has_boxes_and_rounds)
{
	cr_expect_eq(phase("aide-bloque")->card_count, 2);
	cr_expect_eq(phase("aide-bloque")->rounds, 2);
	cr_expect_eq(phase("accueil")->rounds, 1);
}

Test(guide, a_vote_has_options)
{
	const struct phase *ph = phase("commencer");
	cr_assert_eq(ph->option_count, 3);
	cr_expect_str_eq(ph->options[1].text, "Réparer");
	cr_expect_eq(ph->block_count, 1);
	cr_expect_eq(ph->note_count, 1);
}

Test(guide, a_barometer_has_lines_answers_and_what_a_study_found)
{
	const struct phase *ph = phase("projets");
	cr_assert_eq(ph->axis_count, 12);
	cr_assert_eq(ph->option_count, 3);
	cr_expect_str_eq(ph->options[0].text, "En cours");
	cr_expect_str_eq(ph->axes[0].id, "open-data");
	cr_expect_eq(ph->axes[0].study[0], 40);
	cr_expect_eq(ph->axes[0].study[1], 17, "16,7 is rounded");
	cr_expect_eq(ph->axes[1].study[0], 57);
	cr_expect_eq(ph->axes[1].study[1], -1, "an empty cell says nothing");
	cr_expect_eq(ph->axes[0].study[3], -1);
	cr_expect_eq(phase("metiers")->option_count, 4);
}

Test(guide, a_quiz_names_a_module_of_the_pack)
{
	cr_expect_str_eq(phase("quiz")->module, "lettre");
	cr_expect_null(phase("continuer")->module);
}

Test(guide, sources_of_facts_are_kept)
{
	const struct guide_edition *e = guide_edition(guide, LANG_FR);
	cr_assert_eq(e->source_count, 2);
	cr_expect_str_eq(e->sources[0].url, "https://exemple.fr/villes");
}

Test(guide, a_guide_is_found_by_its_id)
{
	cr_expect_eq(pack_find_guide(&pack, "essai"), 0);
	cr_expect_eq(pack_find_guide(&pack, "lettre"), -1);
}

/* ---- what guides do together ---------------------------------------------------------------------------------------- */

static void guide_file(const char *id, int order, const char *body)
{
	char folder[60], text[1500];
	snprintf(folder, sizeof folder, "seances/%s", id);
	snprintf(text, sizeof text,
		 "---\ntitre : Une séance\nresume : Un pas.\ntheme : email\nimage : image.svg\nimage-dite : Une lettre.\n"
		 "ordre : %d\nlicence : CC0\nauteurs : Essai\n---\n\n%s",
		 order, body);
	sample_file("seances", "LISEZ-MOI.md", "rien\n");
	sample_file(folder, "fr.md", text);
	sample_file(folder, "image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n");
}

static void start_folder(void)
{
	arena_drop(&arena);
	sample_make();
	sample_module("courrier", 1);
}

Test(guide, guides_stand_in_their_order)
{
	start_folder();
	guide_file("a", 3, "# Un\n<!-- etape: un, 5 min -->\n\nBonjour.\n");
	guide_file("b", 2, "# Un\n<!-- etape: un, 5 min -->\n\nBonjour.\n");
	load(sample_dir);
	cr_assert_eq(pack.guide_count, 2);
	cr_expect_str_eq(pack.guides[0].id, "b");
	sample_remove();
}

Test(guide, one_with_a_mistake_stays_away_and_harms_no_other)
{
	start_folder();
	guide_file("a", 1, "# Un\n<!-- etap: un -->\n\nBonjour.\n");
	guide_file("b", 2, "# Un\n<!-- etape: un, 5 min -->\n\nBonjour.\n");
	load(sample_dir);
	cr_assert_eq(pack.guide_count, 1);
	cr_expect_str_eq(pack.guides[0].id, "b");
	cr_expect_eq(pack.guides[0].minutes, 5);
	cr_expect_eq(check.mistakes.count, 1);
	cr_expect_str_eq(list[0].file, "seances/a/fr.md");
	cr_expect_eq(pack.module_count, 1);
	sample_remove();
}

Test(guide, a_guide_and_a_module_do_not_share_a_name)
{
	start_folder();
	guide_file("courrier", 1, "# Un\n<!-- etape: un, 5 min -->\n\nBonjour.\n");
	load(sample_dir);
	cr_expect_eq(pack.guide_count, 0);
	cr_expect_eq(pack.module_count, 1);
	cr_assert_eq(check.mistakes.count, 1);
	cr_expect_str_eq(list[0].file, "seances/courrier");
	sample_remove();
}

Test(guide, a_quiz_about_an_absent_module_lets_people_choose)
{
	start_folder();
	guide_file("a", 1, "# Un\n<!-- quiz: un, 5 min, module absent -->\n");
	load(sample_dir);
	cr_assert_eq(pack.guide_count, 1);
	cr_expect_null(pack.guides[0].editions[LANG_FR]->phases[0].module);
	cr_expect_eq(check.mistakes.count, 0);
	sample_remove();
}
