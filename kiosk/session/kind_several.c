/* One or more right answers: each touch chooses or takes back, "J'ai choisi" ends. Right only when all the right ones and
 * no other were chosen. */
#include "session/kinds.h"

static uint32_t rights(const struct screen *q)
{
	uint32_t bits = 0;
	for (int i = 0; i < q->answer_count; i++)
		bits |= (uint32_t)q->answers[i].right << i;
	return bits;
}

bool several_update(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	int which = t->m->arg;
	if (t->m->kind == MSG_PICK && which >= 0 && which < q->answer_count) {
		act->picked ^= (uint32_t)1 << which;
		act->last = which;
		act->touched = act->picked != 0;
		activity_echo(t);
		return true;
	}
	bool unsure = t->m->kind == MSG_ANSWER && which == -1;
	if (!unsure && !(t->m->kind == MSG_CHOSEN && act->touched))
		return false;
	t->s->answer = unsure ? -1 : act->last;
	if (unsure)
		act->picked = 0;
	count_item(t, unsure ? ITEM_SKIPPED : act->picked == rights(q) ? ITEM_RIGHT : ITEM_WRONG);
	activity_feedback(t);
	return true;
}
