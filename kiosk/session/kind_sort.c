/* One thing at a time into a box; each is answered before the next comes. list[i] is the box of the i-th thing shown (-1: "Je ne
 * sais pas"), last the one whose reply is shown, picked the ones that were not right at the first try. */
#include "session/kinds.h"

static void show_thing(struct turn *t)
{
	t->s->act.last = -1;
	t->s->part = 0;
	t->s->part_count = 1;
	activity_shown(t);
}

static void put(struct turn *t, const struct screen *q, int box)
{
	struct activity *act = &t->s->act;
	int i = act->count++;
	act->list[i] = (short)box;
	act->last = i;
	act->touched |= box >= 0;
	if (box != q->answers[session_nth(q, i)].box)
		act->picked |= (uint32_t)1 << i;
	t->s->part = 0;
	t->s->part_count = 1;
	activity_shown(t);
}

static void finish(struct turn *t)
{
	struct activity *act = &t->s->act;
	count_item(t, !act->touched ? ITEM_SKIPPED : act->picked ? ITEM_WRONG : ITEM_RIGHT);
	t->s->answer = act->touched ? 0 : -1;
	activity_feedback(t);
}

bool sort_update(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	int box = t->m->arg;
	if (t->m->kind == MSG_PUT && act->last == -1 && act->count < q->answer_count && box >= -1 && box < q->box_count) {
		put(t, q, box);
		return true;
	}
	if (t->m->kind != MSG_NEXT || act->last == -1 || t->s->part + 1 < t->s->part_count)
		return false;
	if (act->count == q->answer_count)
		finish(t);
	else
		show_thing(t);
	return true;
}

/* To the thing before, to put it elsewhere. */
bool sort_back(struct turn *t, const struct screen *q)
{
	(void)q;
	if (t->s->act.count == 0)
		return false;
	t->s->act.count--;
	show_thing(t);
	return true;
}
