/* The pages of the stop's count on every panel, in both sizes, measured with the shipped fonts: every rule of access.md that
 * rectangles can tell holds, with lines as empty and as full as they can be. */
#include <criterion/criterion.h>

#include "ui/helpers/glass.h"
#include "ui/helpers/walk.h"

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

ParameterizedTestParameters(stop_pages, keep_the_rules)
{
	return every_glass();
}

ParameterizedTest(struct glass *g, stop_pages, keep_the_rules)
{
	static struct look_at l;
	look_at(&l, g, see, &l);
	walk_stop(&l.walk);
	judge(&l, g, "the stop", 60);
	look_away(&l);
}
