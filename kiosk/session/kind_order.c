/* Each touch gives the next number; list holds the answers in the order they were touched. */
#include "session/kinds.h"

static int rank_of(const struct activity *act, int which)
{
	for (int i = 0; i < act->count; i++)
		if (act->list[i] == which)
			return i;
	return -1;
}

static void take_back(struct turn *t)
{
	struct activity *act = &t->s->act;
	act->last = act->list[--act->count];
	activity_echo(t);
}

static void finish(struct turn *t, bool unsure)
{
	struct activity *act = &t->s->act;
	bool right = true;
	for (int i = 0; i < act->count; i++)
		right &= act->list[i] == i;
	if (unsure)
		act->count = 0;
	t->s->answer = unsure ? -1 : 0;
	count_item(t, unsure ? ITEM_SKIPPED : right ? ITEM_RIGHT : ITEM_WRONG);
	activity_feedback(t);
}

bool order_update(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	int which = t->m->arg;
	switch (t->m->kind) {
	case MSG_PICK:
		if (which < 0 || which >= q->answer_count)
			return false;
		if (rank_of(act, which) >= 0 && rank_of(act, which) == act->count - 1) {
			take_back(t); /* touched again: no longer */
			return true;
		}
		if (rank_of(act, which) < 0)
			act->list[act->count++] = (short)which;
		act->last = which;
		activity_echo(t);
		return true;
	case MSG_UNDO:
		if (act->count == 0)
			return false;
		take_back(t);
		return true;
	case MSG_CHOSEN:
		if (act->count < q->answer_count)
			return false;
		finish(t, false);
		return true;
	case MSG_ANSWER:
		if (which != -1)
			return false;
		finish(t, true);
		return true;
	default: return false;
	}
}
