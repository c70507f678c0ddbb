/* The home screen when there are more modules than one part holds. */
#include <criterion/criterion.h>
#include <string.h>

#include "helpers/fake_measure.h"
#include "ui/view.h"

enum { MODULES = 30 };

static const struct edition french = { .lang = LANG_FR, .title = "Se protéger", .summary = "Des idées.", .reviewed = true };

static const char *bar_start(const struct scene *s)
{
	for (int i = 0; i < s->target_count; i++)
		if (s->targets[i].in_bar && s->targets[i].msg.kind == MSG_BACK)
			return s->targets[i].label;
	return "";
}

/* "Terminer" ends the visit. On a later part the same button goes back one part, and says so. */
Test(home, the_bar_says_terminer_only_where_it_ends_the_visit)
{
	static struct module modules[MODULES];
	struct pack pack = { .dir = ".", .modules = modules, .module_count = MODULES };
	struct arena memory = { 0 };
	struct panel panel;
	struct scene scene;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	for (int i = 0; i < MODULES; i++)
		modules[i] = (struct module){ .id = "cyber", .minutes = 4, .editions = { &french } };
	cr_assert(panel_parse(&panel, "7", NULL));
	struct look look = { .panel = &panel, .measure = &fake_measure, .staffed = true };
	struct session s;
	session_init(&s, 0);
	s.at = AT_HOME;
	view(&s, &pack, &look, &ui, &memory, &scene);
	cr_assert_gt(scene.part_count, 1);
	cr_assert_str_eq(bar_start(&scene), "Terminer");
	s.part_count = scene.part_count;
	s.part = 1;
	view(&s, &pack, &look, &ui, &memory, &scene);
	cr_assert_str_eq(bar_start(&scene), "Retour");
	arena_drop(&memory);
}
