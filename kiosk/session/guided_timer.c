/* The shared time of a phase. It never ends anything by itself: at its end it sounds gently, once. */
#include "session/phases.h"

enum {
	LONG_MS = 2 * 60 * 1000,    /* above: the words tell minutes, */
	LONG_STEP_MS = 20 * 1000,   /* and the bar moves this often; */
	SHORT_STEP_MS = 5 * 1000,   /* below, words and bar move together */
	KEEP_STEP_MS = 60 * 1000,   /* a power cut costs at most so much of the time */
};

long long timer_left(const struct timer *t, long long now_ms)
{
	long long gone = t->running && now_ms > t->looked_ms ? now_ms - t->looked_ms : 0;
	return t->left_ms > gone ? t->left_ms - gone : 0;
}

void timer_begin(struct guided *g, long long ms, long long now_ms)
{
	g->timer = (struct timer){ .set = ms > 0, .left_ms = ms, .looked_ms = now_ms };
}

void timer_toggle(struct guided *g, long long now_ms)
{
	struct timer *t = &g->timer;
	if (!t->set || (!t->running && t->left_ms <= 0))
		return;
	t->left_ms = timer_left(t, now_ms);
	t->looked_ms = now_ms;
	t->running = !t->running;
}

void timer_more(struct guided *g, long long ms, long long now_ms)
{
	struct timer *t = &g->timer;
	bool over = t->set && t->left_ms <= 0;
	t->left_ms = timer_left(t, now_ms) + ms;
	t->looked_ms = now_ms;
	t->set = true;
	t->rung = false;
	if (over)
		t->running = true; /* the group went on: so does the time */
}

void timer_look(struct turn *t)
{
	struct timer *timer = &t->s->guided.timer;
	long long before = timer->left_ms;
	if (!timer->running)
		return;
	timer->left_ms = timer_left(timer, t->m->now_ms);
	timer->looked_ms = t->m->now_ms;
	if (before / KEEP_STEP_MS != timer->left_ms / KEEP_STEP_MS)
		guided_kept(t);
	if (timer->left_ms > 0)
		return;
	timer->running = false;
	if (!timer->rung)
		t->fx->chime = true;
	timer->rung = true;
}

long long timer_deadline(const struct timer *t)
{
	if (!t->running)
		return -1;
	long long step = t->left_ms > LONG_MS ? LONG_STEP_MS : SHORT_STEP_MS;
	long long to_next = t->left_ms % step ? t->left_ms % step : step;
	return t->looked_ms + to_next;
}
