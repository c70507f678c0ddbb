#include "ui/tour.h"

#include <stdio.h>
#include <string.h>

enum { PARTS_MAX = 60 };

struct session tour_start(const struct tour *t)
{
	struct session s;
	session_init(&s, 0);
	s.lang = t->lang;
	s.large = t->large;
	s.contrast = t->contrast;
	return s;
}

void tour_send(const struct tour *t, struct session *s, enum msg_kind kind, int arg)
{
	struct effects fx;
	struct msg m = { .kind = kind, .arg = arg };
	s->part_count = 1;
	s->part = 0;
	*s = session_update(*s, t->pack, &m, &fx);
}

/* What can be touched in an activity, over all its parts; without that, the way on. */
struct ways {
	struct msg at[40];
	int count;
};

static void add_ways(struct ways *w, const struct scene *scene, struct msg *next)
{
	for (int i = 0; i < scene->target_count; i++) {
		const struct target *to = &scene->targets[i];
		bool seen = to->in_bar || to->msg.kind == MSG_WORD || to->msg.kind == MSG_NEXT;
		for (int j = 0; j < w->count; j++)
			seen |= w->at[j].kind == to->msg.kind && w->at[j].arg == to->msg.arg;
		if (!seen && w->count < (int)(sizeof w->at / sizeof *w->at))
			w->at[w->count++] = to->msg;
		if (to->msg.kind == MSG_NEXT)
			*next = to->msg;
	}
}

/* All parts of this state, made once: what leads on from it, and its showing where that is news. */
static struct ways ways_from(struct tour *t, struct session s, const char *where, bool show)
{
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	struct ways w = { .count = 0 };
	struct msg next = { .kind = MSG_NONE };
	char name[120];
	int parts = 1;
	for (s.part = 0; s.part < parts && s.part < PARTS_MAX; s.part++) {
		s.part_count = parts;
		arena_reset(&t->frame);
		view(&s, t->pack, &t->look, &ui, &t->frame, &t->scene);
		parts = t->scene.part_count;
		add_ways(&w, &t->scene, &next);
		if (!show)
			continue;
		snprintf(name, sizeof name, "%s %d/%d", where, s.part + 1, parts);
		t->shown++;
		t->now = &s;
		t->see(t, name, t->context);
		t->now = NULL;
	}
	if (w.count == 0 && next.kind)
		w.at[w.count++] = next;
	return w;
}

void tour_show(struct tour *t, struct session s, const char *where)
{
	ways_from(t, s, where, true);
}

/* Which states of an activity were shown: different habits often meet in the same one. FNV-1a; a collision leaves one out. */
struct shown {
	uint64_t state[512];
	int count;
};

static bool is_new(struct shown *seen, const struct session *s)
{
	uint64_t h = 14695981039346656037U;
	const unsigned char *bytes[] = { (const unsigned char *)&s->act, (const unsigned char *)&s->at, (const unsigned char *)&s->answer };
	size_t sizes[] = { sizeof s->act, sizeof s->at, sizeof s->answer };
	for (int i = 0; i < 3; i++)
		for (size_t j = 0; j < sizes[i]; j++)
			h = (h ^ bytes[i][j]) * 1099511628211U;
	for (int i = 0; i < seen->count; i++)
		if (seen->state[i] == h)
			return false;
	if (seen->count < (int)(sizeof seen->state / sizeof *seen->state))
		seen->state[seen->count++] = h;
	return true;
}

/* People of different habits do this activity: one touches always the first thing, another the last, another all of them in
 * turn... Everything they see on their way is looked at. */
static void activity(struct tour *t, const struct session *from, const char *module)
{
	enum { HABITS = 8, TOUCHES_MAX = 24, TOUCHES_BRIEF = 8 };
	const struct screen *q = session_screen(from, t->pack);
	int touches = !t->brief ? TOUCHES_MAX : q->answer_count + 2 < TOUCHES_BRIEF ? q->answer_count + 2 : TOUCHES_BRIEF;
	struct shown seen = { .count = 0 };
	struct ways first = ways_from(t, *from, "", false);
	for (int habit = 0; habit < HABITS; habit++) {
		struct session s = *from;
		struct ways w = first;
		if (t->brief && habit != 0 && habit != 5 && habit != 6)
			continue;
		for (int touch = 0; touch < touches && w.count && s.at == AT_STEP && s.step == from->step; touch++) {
			char where[80];
			struct activity before = s.act;
			int n = w.count, pick = habit < 5 ? habit % n : habit == 5 ? n - 1 : (touch * (habit == 6 ? 1 : 3) + habit) % n;
			tour_send(t, &s, w.at[pick].kind, w.at[pick].arg);
			if (s.at == AT_STEP && memcmp(&before, &s.act, sizeof before) == 0)
				break; /* nothing happens any more */
			if (s.at != AT_FEEDBACK && s.step != from->step)
				break;
			snprintf(where, sizeof where, "%s/%s habit %d touch %d", module, q->id, habit, touch);
			w = ways_from(t, s, where, is_new(&seen, &s));
		}
	}
}

/* The codes to photograph of this screen. */
static void links(struct tour *t, struct session s, const char *where)
{
	tour_send(t, &s, MSG_QR, 0);
	if (s.over == OVER_QR)
		tour_show(t, s, where);
}

static void step(struct tour *t, struct session *s, const char *module)
{
	const struct screen *q = session_screen(s, t->pack);
	char where[80];
	snprintf(where, sizeof where, "%s/%s%s", module, q->id, s->steps[s->step].after ? " after" : "");
	tour_show(t, *s, where);
	links(t, *s, where);
	if (q->kind == SCREEN_QUESTION || q->kind == SCREEN_MEASURE || q->kind == SCREEN_SURVEY || q->kind == SCREEN_DISCREET) {
		for (int i = -1; i < q->answer_count; i++) {
			struct session answered = *s;
			tour_send(t, &answered, MSG_ANSWER, i);
			snprintf(where, sizeof where, "%s/%s%s answered %d", module, q->id,
				 s->steps[s->step].after ? " after" : "", i);
			tour_show(t, answered, where);
		}
	} else if (q->kind != SCREEN_PAGE && q->kind != SCREEN_REMEMBER && q->kind != SCREEN_HELP) {
		activity(t, s, module);
	}
}

void tour_module(struct tour *t, struct session s, int which)
{
	const char *id = t->pack->modules[which].id;
	char where[80];
	tour_send(t, &s, MSG_MODULE, which);
	snprintf(where, sizeof where, "%s cover", id);
	tour_show(t, s, where);
	struct session sources = s;
	tour_send(t, &sources, MSG_SOURCES, 0);
	snprintf(where, sizeof where, "%s sources", id);
	if (sources.at == AT_SOURCES)
		tour_show(t, sources, where), links(t, sources, where);
	tour_send(t, &s, MSG_NEXT, 0);
	for (s.step = 0; s.step < s.step_count; s.step++) {
		s.at = AT_FEEDBACK;
		tour_send(t, &s, MSG_RETRY, 0); /* this step, from its beginning */
		if (!t->brief || !s.steps[s.step].after) /* the same texts once more */
			step(t, &s, id);
	}
	if (t->brief)
		return; /* what follows is the interface's own */
	s.step = s.step_count - 1;
	s.at = AT_OPINION;
	tour_show(t, s, "opinion");
	s.at = AT_AGE;
	tour_show(t, s, "age");
	s.at = AT_THANKS;
	tour_show(t, s, "thanks");
}
