/* Estimates from answers that the kiosk made noisy. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "coordinator/publish_gather.h"
#include "coordinator/publish_parts.h"

struct guess publish_guess(long long yes, long long n)
{
	/* One answer in two is a toss: yes / n is 1/4 + share / 2. */
	double rate = (double)yes / (double)n, share = 2 * rate - 0.5;
	double half = 2 * 1.96 * sqrt(rate * (1 - rate) / (double)n),
	       at[3] = { share, share - half, share + half };
	int thousandths[3];
	for (int i = 0; i < 3; i++)
		thousandths[i] = at[i] < 0 ? 0 : at[i] > 1 ? 1000 : (int)lround(at[i] * 1000);
	return (struct guess){ thousandths[0], thousandths[1], thousandths[2] };
}

#define COVERS "periode:"

struct sensitive {
	char question[FACT_VALUE_SIZE];
	long long yes, no;
	const char **period;
	int periods;
};

struct sensitives {
	struct sensitive *one;
	int count, room_periods;
};

static struct sensitive *sensitive_of(struct publish *p, struct sensitives *all, const char *question)
{
	enum { QUESTIONS_MAX = 64 };
	for (int i = 0; i < all->count; i++)
		if (strcmp(all->one[i].question, question) == 0)
			return &all->one[i];
	if (!all->one)
		all->one = arena_array(p->arena, QUESTIONS_MAX, sizeof *all->one);
	if (all->count == QUESTIONS_MAX)
		return NULL;
	struct sensitive *s = &all->one[all->count++];
	str_copy(s->question, sizeof s->question, question);
	s->period = arena_array(p->arena, (size_t)all->room_periods, sizeof *s->period);
	return s;
}

/* Has an estimate used the answers of this period already? */
static bool used(struct publish *p, const struct period *published, int count, const char *question,
                 const char *period, struct err *e)
{
	char covers[32];
	snprintf(covers, sizeof covers, COVERS "%s", period);
	for (int i = 0; i < count; i++) {
		struct sheet s;
		bool found;
		if (!register_read(p->book, PUBLISH_SENSITIVE, &published[i], &s, &found, p->arena, e))
			return true;
		if (found && sheet_get(&s, question, covers))
			return true;
	}
	return false;
}

static bool add_period(struct publish *p, struct sensitives *all, const struct period *published, int count,
                       const struct period *period, struct err *e)
{
	struct tally t;
	struct err why = { 0 };
	if (!gather_sensitive(p, period, &t, e))
		return false;
	for (int i = 0; i < t.count && !why.code; i++) {
		const struct fact *f = &t.cells[i].fact;
		struct sensitive *s = used(p, published, count, f->value[0], period->name, &why)
		                          ? NULL
		                          : sensitive_of(p, all, f->value[0]);
		if (!s)
			continue;
		*(strcmp(f->value[1], "yes") == 0 ? &s->yes : &s->no) += t.cells[i].count;
		if (s->periods == 0 || strcmp(s->period[s->periods - 1], period->name) != 0)
			s->period[s->periods++] = arena_strdup(p->arena, period->name);
	}
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* Answers wait, from period to period, until there are enough of them. */
bool publish_sensitive(struct publish *p, struct err *e)
{
	struct period *published;
	bool found, here = false;
	if (p->trial)
		return true;
	if (!publish_recall(p, PUBLISH_SENSITIVE, &found, e) || found)
		return found;
	int count = register_periods(p->book, 0, INT64_MAX / 2, &published, p->arena, e);
	struct sensitives all = { .room_periods = count + 2 };
	if (count < 0)
		return false;
	for (int i = 0; i < count; i++) {
		here |= strcmp(published[i].name, p->period.name) == 0;
		if (!add_period(p, &all, published, count, &published[i], e))
			return false;
	}
	if (!here && !add_period(p, &all, published, count, &p->period, e))
		return false;
	struct sheet s = { .table = PUBLISH_SENSITIVE, .method = METHOD_GUESS };
	size_t room = (size_t)all.count;
	s.cells = arena_array(p->arena, room * ((size_t)all.room_periods + 4) + 1, sizeof *s.cells);
	s.titles = (struct titles){ .id = arena_array(p->arena, room + 1, sizeof *s.titles.id),
		                    .title = arena_array(p->arena, room + 1, sizeof *s.titles.title) };
	for (int i = 0; i < all.count; i++) {
		const struct sensitive *q = &all.one[i];
		if (q->yes + q->no < PUBLISH_SENSITIVE_MIN)
			continue;
		struct guess g = publish_guess(q->yes, q->yes + q->no);
		s.titles.id[s.titles.count] = q->question;
		s.titles.title[s.titles.count++] = titles_get(&p->then, q->question);
		s.cells[s.count++] = (struct sheet_cell){ q->question, "reponses", q->yes + q->no, false };
		s.cells[s.count++] = (struct sheet_cell){ q->question, "part", g.share, false };
		s.cells[s.count++] = (struct sheet_cell){ q->question, "bas", g.low, false };
		s.cells[s.count++] = (struct sheet_cell){ q->question, "haut", g.high, false };
		for (int k = 0; k < q->periods; k++)
			s.cells[s.count++] = (struct sheet_cell){
				q->question, arena_printf(p->arena, COVERS "%s", q->period[k]), 1, false
			};
	}
	return publish_record(p, &s, false, e);
}
