#include "app/simulate.h"

#include "app/hand.h"

struct dice {
	uint64_t state;
};

/* splitmix64 (Steele, Lea, Flood 2014): enough for playing, never for secrets. */
static uint64_t roll(struct dice *d)
{
	uint64_t z = d->state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static bool chance(struct dice *d, int percent)
{
	return (int)(roll(d) % 100) < percent;
}

static bool touch(struct player *p, enum msg_kind kind, bool any_arg, int arg)
{
	const struct scene *s = &p->app->scene;
	for (int i = 0; i < s->target_count; i++)
		if (s->targets[i].msg.kind == kind && (any_arg || s->targets[i].msg.arg == arg)) {
			replay_touch(p, i);
			return true;
		}
	return false;
}

static void set_up(struct player *p, const struct simulation *m, struct dice *d)
{
	if (!chance(d, m->large) && !chance(d, m->contrast) && !chance(d, m->refuse_count))
		return;
	touch(p, MSG_SETTINGS, true, 0);
	for (int part = 0; part < 8; part++) {
		if (chance(d, m->large))
			touch(p, MSG_LARGE, false, 1);
		if (chance(d, m->contrast))
			touch(p, MSG_CONTRAST, false, 1);
		if (chance(d, m->refuse_count))
			touch(p, MSG_COUNT, false, 0);
		if (!touch(p, MSG_NEXT, true, 0))
			break;
	}
	while (p->app->session.over != OVER_NONE) /* Retour goes back part by part, then closes */
		if (!touch(p, MSG_CLOSE, true, 0) && !touch(p, MSG_BACK, true, 0))
			break;
}

static void answer(struct player *p, const struct simulation *m, struct dice *d)
{
	const struct session *s = &p->app->session;
	const struct screen *q = session_screen(s, p->app->pack);
	bool taught = q->kind != SCREEN_MEASURE || s->steps[s->step].after;
	enum hand how = HAND_UNSURE;
	if (chance(d, 93))
		how = chance(d, taught ? m->learns : m->knows_before) ? HAND_RIGHT : HAND_WRONG;
	hand_play(p, how, (unsigned)(roll(d) >> 32));
}

/* One touch of somebody who follows the way; false when the visit is over. */
static bool step(struct player *p, const struct simulation *m, struct dice *d)
{
	const struct session *s = &p->app->session;
	const struct screen *q = session_screen(s, p->app->pack);
	replay_wait(p, 3000 + (long long)(roll(d) % 22000)); /* reading */
	switch (s->at) {
	case AT_ATTRACT: return false;
	case AT_LANGUAGE:
		return touch(p, MSG_LANG, false,
			     chance(d, m->other_language) ? (int)(1 + roll(d) % (LANG_COUNT - 1)) : LANG_FR);
	case AT_HOME: {
		int n = p->app->pack->module_count;
		int want = (int)(roll(d) % (uint64_t)n * (roll(d) % 3 > 0) % (uint64_t)n);
		return touch(p, MSG_MODULE, false, want) || touch(p, MSG_NEXT, true, 0);
	}
	case AT_STEP:
		if (q && hand_knows(q->kind)) {
			answer(p, m, d);
			return s->at != AT_ATTRACT;
		}
		return touch(p, MSG_NEXT, true, 0);
	case AT_FEEDBACK:
		if (chance(d, 15) && touch(p, MSG_RETRY, true, 0))
			return true;
		return touch(p, MSG_NEXT, true, 0);
	case AT_OPINION:
		if (chance(d, 12))
			return touch(p, MSG_SKIP, true, 0);
		return touch(p, MSG_OPINION, false, chance(d, 72) ? 1 : chance(d, 60) ? 0 : -1);
	case AT_AGE:
		if (chance(d, 25))
			return touch(p, MSG_SKIP, true, 0) || touch(p, MSG_NEXT, true, 0);
		return touch(p, MSG_AGE, false, (int)(roll(d) % 5)) || touch(p, MSG_NEXT, true, 0);
	case AT_THANKS:
		if (chance(d, 35))
			return touch(p, MSG_HOME, true, 0);
		touch(p, MSG_END, true, 0);
		return false;
	default: return touch(p, MSG_NEXT, true, 0);
	}
}

void simulate(struct player *p, const struct simulation *m, void (*after_visit)(void *context, int done))
{
	struct dice d = { m->seed };
	for (int done = 0; done < m->visits;) {
		struct scene *s = &p->app->scene;
		if (!s->wake_anywhere) { /* left open by the one before: the idle time ends it */
			replay_wait(p, IDLE_WARNING_MS + IDLE_ANSWER_MS + 1000);
			if (!s->wake_anywhere)
				return;
		}
		struct input press = { .kind = INPUT_PRESS, .x = s->width / 2, .y = s->height / 2 };
		struct input release = press;
		release.kind = INPUT_RELEASE;
		press.now_ms = release.now_ms = p->now_ms += 1000;
		app_input(p->app, &press);
		app_input(p->app, &release);
		bool configured = false;
		for (int touches = 0; touches < 200 && step(p, m, &d); touches++) {
			if (p->app->session.at == AT_HOME && !configured) {
				configured = true;
				set_up(p, m, &d);
			}
			if (chance(&d, m->give_up) && chance(&d, 12))
				break;
		}
		replay_wait(p, IDLE_WARNING_MS + IDLE_ANSWER_MS + 1000);
		app_settle(p->app, p->now_ms);
		if (after_visit)
			after_visit(p->context, ++done);
		else
			done++;
	}
}
