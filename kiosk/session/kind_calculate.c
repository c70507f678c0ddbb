/* Calculator: rows that are changed by steps, and what they make together. Nothing is told. */
#include "session/kinds.h"

void calculate_begin(struct turn *t, const struct screen *q)
{
	for (int i = 0; i < q->row_count; i++)
		t->s->act.value[i] = q->rows[i].start;
}

bool calculate_update(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	int row = t->m->arg;
	if ((t->m->kind != MSG_MORE && t->m->kind != MSG_LESS) || row < 0 || row >= q->row_count)
		return false;
	const struct row *r = &q->rows[row];
	long long value = act->value[row] + (t->m->kind == MSG_MORE ? r->step : -r->step);
	act->value[row] = value < r->from ? r->from : value > r->to ? r->to : value;
	act->last = row;
	act->touched = true;
	activity_echo(t);
	return true;
}

long long session_total(const struct session *s, const struct screen *q)
{
	long long total = 0;
	for (int i = 0; i < q->row_count; i++) /* value x each in thousandths of thousandths: kept small by content/ */
		total += s->act.value[i] / 1000 * q->rows[i].each + s->act.value[i] % 1000 * q->rows[i].each / 1000;
	return total;
}
