/* A quiz for a group: which module and how many teams, its questions, what was said before and after. */
#include "ui/guided_course.h"

static bool asks_something(const struct draw *d, int module)
{
	return course_of(module_edition(&d->p->modules[module], d->lang), false, NULL) > 0;
}

static void start_page(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	struct skeleton k = { .bare = true };
	struct flow f = skeleton_flow(d, &k);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	if (g->module >= 0 && g->module < d->p->module_count) {
		struct button begin = guided_button(d, BUTTON_MAIN, "player-play",
						    filled(d, F_("Commencer : {1}"), module_edition(&d->p->modules[g->module], d->lang)->title, NULL),
						    GUIDED_MODULE, g->module);
		flow_button(&f, &begin, d->z.control, d->z.gap);
	}
	struct prose teams = plain(g->teams == 1 ? word(d, F_("Équipes : toute la salle répond ensemble"))
						  : filled(d, F_("Équipes : {1}"), number(d, g->teams), NULL));
	struct say how = saying(d, d->z.text, true, INK_TEXT);
	flow_text(&f, &teams, &how, d->z.gap, true);
	scene_echo(d->out, teams.text, d->lang);
	struct button less = guided_button(d, BUTTON_CARD, "minus", word(d, F_("Une de moins")), GUIDED_TEAMS, -1);
	struct button more = guided_button(d, BUTTON_CARD, "plus", word(d, F_("Une de plus")), GUIDED_TEAMS, 1);
	flow_pair(&f, &less, &more, d->z.control, d->z.gap / 2);
	struct prose which = plain(word(d, g->module >= 0 ? F_("Ou un autre sujet :") : F_("Quel sujet ?")));
	flow_text(&f, &which, &how, d->z.gap, true);
	for (int i = 0; i < d->p->module_count; i++)
		if (i != g->module && asks_something(d, i))
			guided_choice(&f, "help", module_edition(&d->p->modules[i], d->lang)->title, GUIDED_MODULE, i);
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
	const char *count = g->teams > 1 || g->revealed ? NULL : count_words(d);
	return count ? filled(d, "{1} · {2}", title, count) : title;
}
