/* What preview shows, without a window: places, languages, mistakes; and which line was saved. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "author/stage.h"
#include "author/watchman.h"
#include "base/file.h"
#include "helpers/fake_measure.h"

static char dir[64];
static struct stage stage;
static struct panel panel;
static struct look look;

static const char text[] =
    "---\ntitre : Un module\nresume : Un pas. Un autre.\ntheme : email\nimage : image.svg\nimage-dite : Une "
    "lettre.\n"
    "minutes : 3\nordre : 1\nlicence : CC0\nauteurs : Essai\n---\n"
    "# Que faire ?\n<!-- avant-apres: que-faire -->\n\n- [ ] Cliquer\n- [x] Attendre\n\n> Rien ne presse.\n\n"
    "# Une lettre\n<!-- page: lettre -->\n\nElle arrive.\n\n"
    "# Sources\n<!-- sources: sources -->\n\n- [Titre](https://exemple.fr/a), Éditeur, vérifié le "
    "2026-01-15\n";

static void save(const char *module, const char *name, const char *what)
{
	char path[200];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/%s", dir, module);
	cr_assert(file_mkdir(path, &e));
	snprintf(path, sizeof path, "%s/%s/%s", dir, module, name);
	cr_assert(file_write(path, what, strlen(what), 0600, &e), "%s", e.text);
}

static void set_up(void)
{
	strcpy(dir, "/tmp/escale-stage-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	save("mod", "fr.md", text);
	save("mod", "image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n");
	stage = (struct stage){ .dir = dir, .place = PLACE_COVER };
	cr_assert(panel_parse(&panel, "10.1", NULL));
	look = (struct look){ .panel = &panel, .measure = &fake_measure, .place_name = "", .staffed = true };
}

static void tear_down(void)
{
	char command[100];
	stage_drop(&stage);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(stage, .init = set_up, .fini = tear_down);

static void show(void)
{
	stage_enter(&stage);
	stage_show(&stage, &look);
}

static bool says(const char *what)
{
	for (int i = 0; i < stage.scene.speech_count; i++)
		if (strstr(stage.scene.speech[i].text, what))
			return true;
	return false;
}

Test(stage, a_line_belongs_to_the_screen_above_it)
{
	stage_read(&stage);
	stage_go_to_line(&stage, 3);
	cr_expect_eq(stage.place, PLACE_COVER);
	stage_go_to_line(&stage, 12);
	cr_expect_eq(stage.place, 0);
	stage_go_to_line(&stage, 19);
	cr_expect_eq(stage.place, 0);
	stage_go_to_line(&stage, 23);
	cr_expect_eq(stage.place, 1);
	stage_go_to_line(&stage, 999);
	cr_expect_eq(stage.place, 2);
}

Test(stage, each_place_is_shown_as_a_resident_would_see_it)
{
	stage_read(&stage);
	show();
	cr_expect_eq(stage.session.at, AT_COVER);
	stage_step(&stage, +1);
	show();
	cr_expect(says("Que faire"));
	stage_step(&stage, +1);
	show();
	cr_expect(says("Elle arrive."));
	stage_step(&stage, +1);
	show();
	cr_expect_eq(stage.session.at, AT_SOURCES);
	stage_step(&stage, +1);
	cr_expect_eq(stage.place, 2, "the last place stays");
	for (int i = 0; i < 5; i++)
		stage_step(&stage, -1);
	cr_expect_eq(stage.place, PLACE_COVER);
}

Test(stage, size_and_colours_reach_the_screen)
{
	stage_read(&stage);
	stage.large = stage.contrast = true;
	show();
	cr_expect(stage.session.large);
	cr_expect(stage.scene.contrast);
}

Test(stage, a_broken_module_shows_its_mistakes_and_comes_back_when_mended)
{
	stage_read(&stage);
	stage_go_to_line(&stage, 23);
	save("mod", "fr.md", "---\n");
	stage_read(&stage);
	show();
	cr_expect_eq(stage.scene.target_count, 0);
	cr_expect_gt(stage.scene.item_count, 2);
	save("mod", "fr.md", text);
	stage_read(&stage);
	show();
	cr_expect(says("Elle arrive."), "the place was kept");
}

Test(stage, a_module_that_became_shorter_shows_its_last_place)
{
	stage_read(&stage);
	stage.place = 2;
	char *shorter = strdup(text);
	*strstr(shorter, "# Une lettre") = '\0';
	save("mod", "fr.md", shorter);
	free(shorter);
	stage_read(&stage);
	cr_expect_eq(stage.place, 0);
}

Test(stage, only_languages_that_the_module_has_come_up)
{
	stage_read(&stage);
	stage_next_lang(&stage);
	cr_expect_eq(stage.lang, LANG_FR);
}

Test(stage, the_first_line_that_differs_is_found)
{
	static struct watchman w;
	struct watched changed;
	int line = 0;
	cr_expect_not(watchman_look(&w, dir, NULL, NULL), "the first look only remembers");
	cr_expect_not(watchman_look(&w, dir, &changed, &line));
	char *other = strdup(text);
	*strstr(other, "Elle arrive") = 'L';
	save("mod", "fr.md", other);
	free(other);
	cr_assert(watchman_look(&w, dir, &changed, &line));
	cr_expect_eq(line, 23);
	cr_expect_str_eq(changed.module, "mod");
	save("nouveau", "en.md", "x\n");
	cr_assert(watchman_look(&w, dir, &changed, &line));
	cr_expect_eq(line, 1);
	cr_expect_str_eq(changed.module, "nouveau");
	cr_expect_eq(changed.lang, LANG_EN);
	watchman_free(&w);
}

Test(stage, an_activity_begins_and_a_story_is_entered_at_any_place)
{
	stage.dir = "tests/flows/kinds";
	strcpy(stage.module, "atelier");
	stage_read(&stage);
	cr_assert(stage.loaded);
	const struct edition *ed = stage.pack.modules[pack_find(&stage.pack, "atelier")].editions[LANG_FR];
	int places = 0;
	for (stage.place = 0; stage.place < ed->screen_count; stage.place++) {
		const struct screen *q = &ed->screens[stage.place];
		if (q->kind == SCREEN_SOURCES)
			continue;
		show();
		cr_assert_eq(stage.session.at, AT_STEP);
		cr_expect_str_eq(session_screen(&stage.session, &stage.pack)->id, q->id);
		cr_expect(says(q->title.text), "%s", q->id);
		places += q->kind == SCREEN_SCENARIO;
	}
	cr_expect_geq(places, 4);
}

Test(stage, a_word_of_the_glossary_is_shown)
{
	stage.dir = "content";
	strcpy(stage.module, "cybersecurite");
	stage_read(&stage);
	cr_assert_gt(stage.pack.term_count, 0);
	const struct term *t = &stage.pack.terms[stage.pack.term_count - 1];
	cr_assert(stage_go_to_word(&stage, t->id));
	show();
	cr_expect(says(t->text[LANG_FR].text), "%s", t->id);
	cr_expect_not(stage_go_to_word(&stage, "absent"));
	show();
	cr_expect_eq(stage.session.at, AT_COVER);
}

static void start_guide(void)
{
	stage.dir = "tests/guides";
	strcpy(stage.module, "seances/essai");
	stage_read(&stage);
	cr_assert(stage.loaded);
	show();
}

Test(stage, a_session_opens_with_what_to_prepare_then_at_each_phase)
{
	start_guide();
	cr_expect_eq(stage.session.at, AT_GUIDED);
	cr_expect_eq(stage.session.guided.page, GUIDED_READY);
	const struct guide_edition *g = guided_edition(&stage.session, &stage.pack);
	for (int i = 0; i < g->phase_count; i++) {
		stage_step(&stage, +1);
		cr_expect_eq(stage.place, i);
		show();
		cr_expect_eq(stage.session.guided.phase, i);
		cr_expect_eq(stage.session.guided.page, GUIDED_PHASE);
	}
	stage_step(&stage, +1);
	cr_expect_eq(stage.place, g->phase_count - 1, "the last one is the end");
}

Test(stage, a_line_of_a_session_leads_to_its_phase_and_its_card)
{
	start_guide();
	const struct guide_edition *g = guided_edition(&stage.session, &stage.pack);
	stage_go_to_line(&stage, g->phases[1].cards[1].line + 3);
	show();
	cr_expect_str_eq(guided_phase(&stage.session, &stage.pack)->id, "villes");
	cr_expect_eq(stage.session.guided.card, 1);
	cr_expect(says("Grandport"));
	cr_assert(stage_go_to_id(&stage, "villes"));
	show();
	cr_expect_eq(stage.session.guided.card, -1, "the list of the cards");
	cr_expect_not(stage_go_to_id(&stage, "absent"));
}

Test(stage, a_session_has_its_languages)
{
	start_guide();
	stage_next_lang(&stage);
	cr_expect_eq(stage.lang, LANG_EN);
	stage_go_to_id(&stage, "accueil");
	show();
	cr_expect(says("Everybody speaks."));
	stage_next_lang(&stage);
	cr_expect_eq(stage.lang, LANG_FR, "it has two");
}

Test(stage, a_save_in_a_session_is_found)
{
	static struct watchman w;
	struct watched changed;
	int line = 0;
	save("seances", "x", "");
	save("seances/debat", "fr.md", text);
	cr_expect_not(watchman_look(&w, dir, NULL, NULL));
	save("seances/debat", "fr.md", "---\nautre\n");
	cr_assert(watchman_look(&w, dir, &changed, &line));
	cr_expect_str_eq(changed.module, "seances/debat");
	cr_expect_eq(line, 2);
	watchman_free(&w);
}
