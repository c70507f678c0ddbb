/* Modules and their durations are chosen on the spot (guided.card is then -1); then each one is shown to the group, page by page,
 * its questions asked as in a quiz. guided.round is the place in the programme. */
#include "session/phases.h"

#include <string.h>

enum { MODULE_MINUTES = 15, MINUTES_STEP = 5, MINUTES_LEAST = 5, MINUTES_MOST = 90 };

long long modules_share_ms(const struct guided *g, const struct phase *ph)
{
	if (g->card < 0 || g->round < 0 || g->round >= g->programme_count)
		return ph->minutes * 60000LL;
	return g->programme[g->round].minutes * 60000LL;
}

/* To the n-th module of the programme, from its first page; n -1: to the programme. */
static void go_module(struct turn *t, int n)
{
	struct guided *g = &t->s->guided;
	g->module = n < 0 ? -1 : g->programme[n].module;
	g->card = (short)(n < 0 ? -1 : 0);
	guided_round(t, n < 0 ? 0 : n);
	course_to(t, g->card);
}

void modules_begin(struct turn *t, const struct phase *ph)
{
	(void)ph;
	go_module(t, -1);
}

bool modules_onward(struct turn *t, const struct phase *ph)
{
	(void)ph;
	struct guided *g = &t->s->guided;
	if (g->card >= 0 && course_onward(t))
		return true;
	int next = g->card < 0 ? 0 : g->round + 1;
	if (next >= g->programme_count)
		return false;
	go_module(t, next);
	return true;
}

bool modules_backward(struct turn *t, const struct phase *ph)
{
	(void)ph;
	struct guided *g = &t->s->guided;
	if (g->card < 0)
		return false;
	if (!course_backward(t))
		go_module(t, g->round - 1);
	return true;
}

/* ---- the programme ------------------------------------------------------------------------------------------------------------ */

/* In the programme at the end, or no longer in it. */
static void choose(struct turn *t, int module)
{
	struct guided *g = &t->s->guided;
	for (int i = 0; i < g->programme_count; i++)
		if (g->programme[i].module == module) {
			memmove(&g->programme[i], &g->programme[i + 1],
				(size_t)(g->programme_count - i - 1) * sizeof g->programme[0]);
			g->programme_count--;
			activity_echo(t);
			return;
		}
	if (g->programme_count == PROGRAMME_MAX || !course_of(module_edition(&t->p->modules[module], t->s->lang), true, NULL))
		return;
	g->programme[g->programme_count++] = (struct programme){ (short)module, MODULE_MINUTES };
	activity_echo(t);
}

static void minutes(struct turn *t, int64_t place, bool more)
{
	struct guided *g = &t->s->guided;
	if (place >= g->programme_count)
		return;
	int m = g->programme[place].minutes + (more ? MINUTES_STEP : -MINUTES_STEP);
	g->programme[place].minutes = (short)(m < MINUTES_LEAST ? MINUTES_LEAST : m > MINUTES_MOST ? MINUTES_MOST : m);
	activity_echo(t);
}

bool modules_update(struct turn *t, const struct phase *ph)
{
	(void)ph;
	struct guided *g = &t->s->guided;
	int64_t n = t->m->number;
	bool programme = t->m->kind == MSG_GUIDED && g->page == GUIDED_PHASE && g->card < 0;
	if (programme && t->m->arg == GUIDED_MODULE) {
		if (n >= 0 && n < t->p->module_count)
			choose(t, (int)n);
		return true;
	}
	if (programme && t->m->arg == GUIDED_MINUTES) {
		if (n >= 0)
			minutes(t, n / 2, n % 2);
		return true;
	}
	return course_update(t);
}
