#include "ui/helpers/glass.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

const char *const panel_names[PANELS] = { "7", "10.1", "15.6", "7-portrait", "10.1-portrait", "15.6-portrait" };

void free_glasses(struct criterion_test_params *p)
{
	cr_free(p->params);
}

struct criterion_test_params every_glass(void)
{
	struct glass *list = cr_malloc(sizeof *list * PANELS * 2);
	for (int i = 0; i < PANELS * 2; i++) {
		list[i] = (struct glass){ .lang = LANG_FR, .large = i % 2 };
		strcpy(list[i].panel, panel_names[i / 2]);
	}
	return cr_make_param_array(struct glass, list, PANELS * 2, free_glasses);
}

void look_at(struct look_at *l, const struct glass *g, void (*see)(struct tour *, const char *, void *), void *context)
{
	struct err problems[4], e = { 0 };
	int count = 0;
	cr_assert(panel_parse(&l->panel, g->panel, &e), "%s", e.text);
	cr_assert(pack_load(&l->pack, g->kinds ? "tests/flows/kinds" : "content", &l->memory, problems, 4, &count, &e), "%s", e.text);
	cr_assert_eq(count, 0, "%s", problems[0].text);
	l->fonts = fonts_open("assets", &e);
	cr_assert_not_null(l->fonts, "%s", e.text);
	l->walk = (struct tour){ .pack = &l->pack,
				 .look = { .panel = &l->panel, .measure = fonts_measure(l->fonts), .place_name = "", .staffed = true },
				 .lang = g->lang < 0 ? LANG_FR : (enum lang)g->lang,
				 .large = g->large,
				 .see = see,
				 .context = context };
}

void judge(const struct look_at *l, const struct glass *g, const char *what, int at_least)
{
	if (l->found.count)
		fprintf(stderr, "--- %s, %s, %s words%s\n", g->panel, what, g->large ? "large" : "normal", g->kinds ? ", every kind" : "");
	print_findings(&l->found);
	cr_expect_geq(l->walk.shown, at_least, "only %d screens were seen", l->walk.shown);
	cr_expect_eq(l->found.count, 0);
}

void look_away(struct look_at *l)
{
	arena_drop(&l->walk.frame);
	fonts_close(l->fonts);
	arena_drop(&l->memory);
}
