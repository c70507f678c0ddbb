/* My gestures: choose some, then a memo of them to take home. Nothing is kept or told. */
#include "session/kinds.h"

bool gestures(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	int which = t->m->arg;
	switch (t->m->kind) {
	case MSG_PICK:
		if (act->done || which < 0 || which >= q->answer_count)
			return false;
		act->picked ^= (uint32_t)1 << which;
		act->last = which;
		act->touched = act->picked != 0;
		activity_echo(t);
		return true;
	case MSG_CHOSEN:
	case MSG_SKIP:
		if (act->done)
			return false;
		if (t->m->kind == MSG_SKIP)
			act->picked = 0;
		act->done = true;
		go(t, AT_STEP);
		return true;
	case MSG_NEXT:
		if (!act->done || t->s->part + 1 < t->s->part_count)
			return false;
		activity_leave(t);
		return true;
	default: return false;
	}
}

/* From the memo back to the gestures, as they were chosen. */
bool gestures_back(struct turn *t, const struct screen *q)
{
	(void)q;
	if (!t->s->act.done)
		return false;
	t->s->act.done = false;
	t->s->act.last = -1;
	go(t, AT_STEP);
	return true;
}
