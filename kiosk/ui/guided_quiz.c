/* A quiz for a group: which module and how many teams, its questions, what was said before and after. */
#include "ui/guided_course.h"

static bool asks_something(const struct draw *d, int module)
{
	return course_of(module_edition(&d->p->modules[module], d->lang), false, NULL) > 0;
}

/* One button through all numbers of teams: 1, 2... 6, 1. */
static struct button teams_button(struct draw *d)
{
	int teams = d->s->guided.teams;
	const char *label = teams == 1 ? word(d, F_("Toute la salle ensemble")) : filled(d, F_("{1} équipes"), number(d, teams), NULL);
	scene_echo(d->out, label, d->lang);
	return guided_button(d, BUTTON_SECOND, "users-group", label, GUIDED_TEAMS, teams == TEAMS_MAX ? 1 - TEAMS_MAX : 1);
}

static void start_page(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	struct button modules[PACK_MODULES_MAX + 1];
	bool chosen = g->module >= 0 && g->module < d->p->module_count;
	int n = 0;
	struct skeleton k = { .bare = true };
	struct button begin = guided_button(d, BUTTON_MAIN, "player-play", word(d, F_("Commencer")), GUIDED_MODULE, g->module);
	if (chosen && !d->z.small)
		k.buttons[k.button_count++] = begin;
	struct flow f = skeleton_flow(d, &k);
	struct say how = saying(d, d->z.text, true, INK_TEXT);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	if (chosen) {
		struct prose which = plain(filled(d, F_("Sujet : {1}. Ou un autre :"), module_edition(&d->p->modules[g->module], d->lang)->title, NULL));
		flow_text(&f, &which, &how, d->z.gap / 2, true);
	}
	for (int i = 0; i < d->p->module_count; i++)
		if (i != g->module && asks_something(d, i))
			modules[n++] = guided_button(d, BUTTON_CARD, NULL, module_edition(&d->p->modules[i], d->lang)->title, GUIDED_MODULE, i);
	modules[n++] = teams_button(d);
	flow_grid(&f, modules, n, grid_columns(d, modules, n, f.width, 3), d->z.gap / 2);
	if (chosen && d->z.small) /* a foot would leave no room for what stands over it */
		flow_button(&f, &begin, d->z.control, d->z.gap);
	skeleton_put(d, &k, &f);
}

void view_quiz(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct screen *q = course_screen(d->s, d->p);
	struct rect body = d->body;
	d->body = area;
	if (q)
		view_course(d, q);
	else if (d->s->guided.card < 0 || !course_edition(d->s, d->p))
		start_page(d, ph);
	else
		view_course_end(d);
	d->body = body;
}

/* "Se protéger · 3 sur 8 · 12 mains levées" */
const char *course_under(struct draw *d, const struct phase *ph)
{
	(void)ph;
	const struct guided *g = &d->s->guided;
	const struct edition *ed = course_edition(d->s, d->p);
	const struct screen *q = course_screen(d->s, d->p);
	if (!q || !ed)
		return "";
	const char *where = filled(d, F_("{1} sur {2}"), number(d, g->card + 1), number(d, course_length(d->s, d->p)));
	const char *title = d->z.small || d->z.portrait ? where : filled(d, "{1} · {2}", ed->title, where);
	const char *count = g->teams > 1 || g->revealed || d->z.small ? NULL : count_words(d);
	return count ? filled(d, "{1} · {2}", title, count) : title;
}
