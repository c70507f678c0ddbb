/* A value by steps from the middle; near is right: within one step of the truth. */
#include "session/kinds.h"

long long session_large_step(const struct scale *s)
{
	long long steps = (s->to - s->from) / s->step;
	return steps > 300 ? s->step * 100 : steps > 20 ? s->step * 10 : 0;
}

void estimate_begin(struct turn *t, const struct screen *q)
{
	const struct scale *s = &q->scale;
	t->s->act.value[0] = s->from + (s->to - s->from) / s->step / 2 * s->step;
}

static void move(struct turn *t, const struct scale *s, long long by)
{
	struct activity *act = &t->s->act;
	long long value = act->value[0] + by;
	act->value[0] = value < s->from ? s->from : value > s->to ? s->to : value;
	act->touched = true;
	activity_echo(t);
}

bool session_near(const struct session *s, const struct scale *scale)
{
	long long off = s->act.value[0] - scale->truth;
	return off <= scale->step && off >= -scale->step;
}

bool estimate_update(struct turn *t, const struct screen *q)
{
	bool more = t->m->kind == MSG_MORE, unsure = t->m->kind == MSG_ANSWER && t->m->arg == -1;
	if (more || t->m->kind == MSG_LESS) {
		long long by = t->m->arg == 1 ? session_large_step(&q->scale) : t->m->arg == 0 ? q->scale.step : 0;
		if (by == 0)
			return false;
		move(t, &q->scale, more ? by : -by);
		return true;
	}
	if (!unsure && !(t->m->kind == MSG_CHOSEN && t->s->act.touched))
		return false;
	t->s->answer = unsure ? -1 : 0;
	count_item(t, unsure ? ITEM_SKIPPED : session_near(t->s, &q->scale) ? ITEM_RIGHT : ITEM_WRONG);
	activity_feedback(t);
	return true;
}
