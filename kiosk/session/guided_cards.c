/* A deck: all its cards at a glance, then one at a time; turned over, or drawn at random. guided.card is -1 at a glance. */
#include "session/phases.h"

static void show(struct turn *t, int card)
{
	t->s->guided.card = (short)card;
	t->s->guided.turned = false;
	guided_shown(t);
}

void cards_begin(struct turn *t, const struct phase *ph)
{
	t->s->guided.card = ph->card_count > 1 ? -1 : 0;
}

bool cards_onward(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	if (g->card >= 0 && g->card < ph->card_count && ph->cards[g->card].back_count && !g->turned) {
		g->turned = true; /* nobody misses an answer by going on */
		guided_shown(t);
		return true;
	}
	if (g->card + 1 >= ph->card_count)
		return false;
	show(t, g->card + 1);
	return true;
}

bool cards_backward(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	if (g->card < 0 || ph->card_count <= 1)
		return false;
	if (g->turned) {
		g->turned = false;
		guided_shown(t);
	} else {
		show(t, -1);
	}
	return true;
}

/* The n-th card that was not drawn yet, n chosen by chance. */
static void draw(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	int left = 0, chosen = -1;
	for (int i = 0; i < ph->card_count; i++)
		left += !(g->drawn >> i & 1);
	if (!left) { /* all were: the deck is shuffled again */
		g->drawn = 0;
		left = ph->card_count;
	}
	int n = (int)(t->m->random % (uint64_t)left);
	for (int i = 0; i < ph->card_count && n >= 0; i++)
		if (!(g->drawn >> i & 1) && n-- == 0)
			chosen = i;
	g->drawn |= 1ULL << chosen;
	show(t, chosen);
}

bool cards_update(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	if (t->m->kind != MSG_GUIDED || g->page != GUIDED_PHASE)
		return false;
	switch (t->m->arg) {
	case GUIDED_CARD:
		if (t->m->number >= -1 && t->m->number < ph->card_count)
			show(t, (int)t->m->number);
		return true;
	case GUIDED_TURN:
		if (g->card >= 0 && ph->cards[g->card].back_count) {
			g->turned = !g->turned;
			guided_shown(t);
		}
		return true;
	case GUIDED_DRAW:
		if (ph->card_count)
			draw(t, ph);
		return true;
	default: return false;
	}
}
