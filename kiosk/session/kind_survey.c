/* A survey of the collectivité, and the discreet one: one answer, told alone, thanked for. */
#include "session/kinds.h"

static bool is_first(struct turn *t)
{
	uint64_t bit = (uint64_t)1 << t->s->step;
	bool first = !(t->s->answered & bit);
	t->s->answered |= bit;
	return first;
}

bool survey(struct turn *t, const struct screen *q)
{
	static const char *const choices[] = { "1", "2", "3", "4", "5", "6" };
	int which = t->m->arg;
	if (t->m->kind != MSG_ANSWER || which < -1 || which >= q->answer_count || which > 5)
		return false;
	t->s->answer = which;
	if (which >= 0 && is_first(t))
		tell(t, FACT_POLL, q->id, choices[which], NULL, NULL);
	activity_feedback(t);
	return true;
}

/* What was really answered is not kept anywhere, not even until the next screen. */
bool discreet(struct turn *t, const struct screen *q)
{
	int which = t->m->arg;
	if (t->m->kind != MSG_ANSWER || which < -1 || which >= q->answer_count)
		return false;
	t->s->answer = which < 0 ? -1 : 0; /* answered or not: the screen that thanks says no more */
	if (which >= 0 && is_first(t))
		tell(t, FACT_SENSITIVE, q->id, visit_noisy(&t->s->visit, which == 0) ? "yes" : "no", NULL, NULL);
	activity_feedback(t);
	return true;
}
