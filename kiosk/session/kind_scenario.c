/* A story: a choice leads to the next place. One step of the module, whatever the number of places. */
#include "session/kinds.h"

#include <string.h>

void scenario_begin(struct turn *t, const struct screen *q)
{
	(void)q;
	t->s->act.list[0] = t->s->steps[t->s->step].screen;
	t->s->act.count = 1;
}

static void enter(struct turn *t, int screen)
{
	struct activity *act = &t->s->act;
	if (act->count == SCREEN_ANSWERS_MAX) { /* a long way: its oldest place but the first is forgotten */
		memmove(act->list + 1, act->list + 2, (SCREEN_ANSWERS_MAX - 2) * sizeof *act->list);
		act->count--;
	}
	act->list[act->count++] = (short)screen;
	go(t, AT_STEP);
}

bool scenario(struct turn *t, const struct screen *q)
{
	int which = t->m->arg;
	switch (t->m->kind) {
	case MSG_FOLLOW:
		if (which < 0 || which >= q->answer_count)
			return false;
		enter(t, q->answers[which].to);
		return true;
	case MSG_RETRY: /* "Recommencer l'histoire" */
		if (q->answer_count)
			return false;
		scenario_begin(t, q);
		go(t, AT_STEP);
		return true;
	case MSG_SKIP: activity_leave(t); return true;
	case MSG_NEXT:
		if (q->answer_count || t->s->part + 1 < t->s->part_count)
			return false;
		activity_leave(t);
		return true;
	default: return false;
	}
}

bool scenario_back(struct turn *t, const struct screen *q)
{
	(void)q;
	if (t->s->act.count <= 1)
		return false;
	t->s->act.count--;
	go(t, AT_STEP);
	return true;
}
