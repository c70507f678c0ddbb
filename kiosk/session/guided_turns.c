/* Each table has the floor in turn: the phase's time is divided by the tables that are there. */
#include "session/phases.h"

int turns_rounds(const struct guided *g, const struct phase *ph)
{
	(void)ph;
	return g->tables > 0 ? g->tables : 1;
}

bool turns_onward(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	if (g->round + 1 >= phase_rules[ph->kind].rounds(g, ph))
		return false;
	guided_round(t, g->round + 1);
	return true;
}

bool turns_backward(struct turn *t, const struct phase *ph)
{
	(void)ph;
	if (t->s->guided.round == 0)
		return false;
	guided_round(t, t->s->guided.round - 1);
	return true;
}
