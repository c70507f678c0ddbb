/* A barometer: what it asks (guided.card -1), one line after the other, then all of them together (their number). One collectivité
 * answers each line once; where there are several, hands are counted for each answer. */
#include "session/phases.h"

int barometer_row(const struct guide_edition *ed, int phase)
{
	int row = 0;
	for (int i = 0; i < phase && i < ed->phase_count; i++)
		row += ed->phases[i].kind == PHASE_BAROMETER;
	return row < BAROMETERS_MAX ? row : -1;
}

static void show(struct turn *t, int item)
{
	t->s->guided.card = (short)item;
	t->s->guided.chosen = -1;
	guided_shown(t);
}

void barometer_begin(struct turn *t, const struct phase *ph)
{
	(void)ph;
	t->s->guided.card = -1;
}

bool barometer_onward(struct turn *t, const struct phase *ph)
{
	if (t->s->guided.card >= ph->axis_count)
		return false;
	show(t, t->s->guided.card + 1);
	return true;
}

bool barometer_backward(struct turn *t, const struct phase *ph)
{
	int card = t->s->guided.card;
	if (card < 0)
		return false;
	show(t, (card > ph->axis_count ? ph->axis_count : card) - 1);
	return true;
}

/* Touched again: it is taken back. */
static void answer(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	int row = barometer_row(guided_edition(t->s, t->p), g->phase);
	int64_t n = t->m->number;
	if (n < 0 || g->card < 0 || n / 8 >= ph->axis_count || n % 8 >= ph->option_count || row < 0)
		return;
	signed char *at = &g->answers[row][n / 8];
	*at = (signed char)(*at == n % 8 ? -1 : n % 8);
	g->chosen = (short)(n % 8);
	activity_echo(t);
}

bool barometer_update(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	if (ballots_update(t))
		return true;
	if (t->m->kind != MSG_GUIDED || g->page != GUIDED_PHASE)
		return false;
	switch (t->m->arg) {
	case GUIDED_ANSWER: answer(t, ph); return true;
	case GUIDED_CARD:
		if (t->m->number >= -1 && t->m->number <= ph->axis_count)
			show(t, (int)t->m->number);
		return true;
	case GUIDED_MANY:
		g->many = !g->many;
		guided_shown(t);
		return true;
	default: return false;
	}
}
