/* Clues on a picture: each touch is answered at once. Right when all the clues were found and no innocent place was taken for
 * one; looking elsewhere on the picture costs nothing. */
#include "session/kinds.h"

int session_clues_left(const struct session *s, const struct screen *q)
{
	int left = 0;
	for (int i = 0; i < q->answer_count; i++)
		left += q->answers[i].right && !(s->act.picked >> i & 1);
	return left;
}

static bool only_clues(const struct session *s, const struct screen *q)
{
	for (int i = 0; i < q->answer_count; i++)
		if (!q->answers[i].right && s->act.picked >> i & 1)
			return false;
	return true;
}

static void pick(struct turn *t, const struct screen *q, int which)
{
	struct activity *act = &t->s->act;
	uint32_t bit = which >= 0 ? (uint32_t)1 << which : 0;
	if (which >= 0 && !(act->picked & bit)) {
		act->picked |= bit;
		act->list[act->count++] = (short)which;
	}
	if (act->last == -1) /* the reply may stand where the list stood */
		act->part = (short)t->s->part;
	act->last = which >= 0 ? which : CLUES_ELSEWHERE;
	act->touched = true;
	t->s->part = 0;
	if (!act->done && session_clues_left(t->s, q) == 0) {
		act->done = true;
		count_item(t, only_clues(t->s, q) ? ITEM_RIGHT : ITEM_WRONG);
	}
	activity_echo(t);
}

static void close_reply(struct turn *t)
{
	t->s->part = t->s->act.part;
	t->s->part_count = t->s->part + 1; /* the view says how many there really are */
	t->s->act.last = -1;
	activity_shown(t);
}

bool clues_update(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	int which = t->m->arg;
	switch (t->m->kind) {
	case MSG_PICK:
		if (which < -1 || which >= q->answer_count)
			return false;
		pick(t, q, which);
		return true;
	case MSG_CLOSE:
		if (act->last == -1)
			return false;
		close_reply(t);
		return true;
	case MSG_CHOSEN:
		if (!act->done)
			count_item(t, act->picked ? ITEM_WRONG : ITEM_SKIPPED);
		t->s->answer = act->done ? 0 : -1;
		activity_feedback(t);
		return true;
	default: return false;
	}
}

/* The reply first, then the step. */
bool clues_back(struct turn *t, const struct screen *q)
{
	(void)q;
	if (t->s->act.last == -1)
		return false;
	close_reply(t);
	return true;
}
