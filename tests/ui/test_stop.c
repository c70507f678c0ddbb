/* The pages of the stop's count on every panel, in both sizes, measured with the shipped fonts: every rule of access.md that
 * rectangles can tell holds, with lines as empty and as full as they can be. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#include "platform/fonts.h"
#include "ui/helpers/rules.h"
#include "ui/helpers/walk.h"

struct glass {
	char panel[32];
	bool large;
};

struct look_at {
	struct panel panel;
	struct tour walk;
	struct findings found;
};

static void see(struct tour *w, const char *where, void *context)
{
	struct look_at *l = context;
	l->found.where = where;
	check_scene(&l->found, &w->scene, &l->panel, w->large, false);
	int digits = 0;
	for (int i = 0; i < w->scene.target_count; i++) {
		const struct msg *m = &w->scene.targets[i].msg;
		digits += m->kind == MSG_STOP && ((m->arg == STOP_LETTER && m->number <= '9') || m->arg == STOP_RUB);
	}
	if (digits && digits != 11) /* nobody types a code over two pages */
		find(&l->found, "%d keys", digits);
}

static void free_glasses(struct criterion_test_params *p)
{
	cr_free(p->params);
}

ParameterizedTestParameters(stop_pages, keep_the_rules)
{
	static const char *const panels[] = { "7", "10.1", "15.6", "7-portrait", "10.1-portrait", "15.6-portrait" };
	struct glass *list = cr_malloc(sizeof *list * 12);
	for (int i = 0; i < 12; i++) {
		list[i] = (struct glass){ .large = i % 2 };
		strcpy(list[i].panel, panels[i / 2]);
	}
	return cr_make_param_array(struct glass, list, 12, free_glasses);
}

ParameterizedTest(struct glass *g, stop_pages, keep_the_rules)
{
	static struct look_at l;
	static struct pack pack;
	struct arena memory = { 0 };
	struct err problem, e = { 0 };
	int count = 0;
	cr_assert(panel_parse(&l.panel, g->panel, &e), "%s", e.text);
	cr_assert(pack_load(&pack, "content", &memory, &problem, 1, &count, &e), "%s", e.text);
	struct fonts *fonts = fonts_open("assets", &e);
	cr_assert_not_null(fonts, "%s", e.text);
	l.walk = (struct tour){ .pack = &pack,
				.look = { .panel = &l.panel, .measure = fonts_measure(fonts), .place_name = "", .staffed = true },
				.lang = LANG_FR,
				.large = g->large,
				.see = see,
				.context = &l };
	walk_stop(&l.walk);
	if (l.found.count)
		fprintf(stderr, "--- %s, %s words\n", g->panel, g->large ? "large" : "normal");
	print_findings(&l.found);
	cr_expect_eq(l.found.count, 0);
	cr_expect_geq(l.walk.shown, 60, "only %d pages were seen", l.walk.shown);
	arena_drop(&l.walk.frame);
	fonts_close(fonts);
	arena_drop(&memory);
}
