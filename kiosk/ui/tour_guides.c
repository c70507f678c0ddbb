/* Every screen of a guided session: its pages, each phase with all its cards and rounds, and what each kind of control on the
 * group's screen leads to. */
#include "ui/tour.h"

#include <stdio.h>
#include <string.h>

enum { ONWARDS_MAX = 120, DEEP = 3 };

static void ask(const struct tour *t, struct session *s, struct msg m)
{
	struct effects fx;
	s->part = 0;
	s->part_count = 1;
	*s = session_update(*s, t->pack, &m, &fx);
}

static void verb(const struct tour *t, struct session *s, enum guided_do what, int64_t number)
{
	ask(t, s, (struct msg){ .kind = MSG_GUIDED, .arg = what, .number = number });
}

static void page(struct tour *t, struct session s, enum guided_page which, const char *where)
{
	verb(t, &s, GUIDED_SHOW, which);
	if (s.guided.page == which)
		tour_show(t, s, where);
}

/* Is this verb one that a phase's own controls ask, once each? */
static bool worth(const struct msg *m, uint64_t *tried)
{
	bool own = m->kind == MSG_GUIDED && m->arg > GUIDED_LEAVE && !(*tried >> m->arg & 1);
	if (own)
		*tried |= 1ULL << m->arg;
	return own;
}

/* What the controls of this screen lead to, each kind once, and from there again a little deeper. */
static void controls(struct tour *t, const struct session *s, const char *where, int deep, uint64_t *tried)
{
	struct msg found[40];
	int count = 0, parts = 1;
	struct session at = *s;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	for (at.part = 0; at.part < parts && at.part < 20; at.part++) {
		at.part_count = parts;
		arena_reset(&t->frame);
		view(&at, t->pack, &t->look, &ui, &t->frame, &t->scene);
		parts = t->scene.part_count;
		for (int i = 0; i < t->scene.target_count && count < 40; i++)
			if (worth(&t->scene.targets[i].msg, tried))
				found[count++] = t->scene.targets[i].msg;
	}
	for (int i = 0; i < count; i++) {
		char name[120];
		struct session next = *s;
		ask(t, &next, found[i]);
		if (next.at != AT_GUIDED || next.guided.phase != s->guided.phase)
			continue;
		snprintf(name, sizeof name, "%s, verb %d", where, found[i].arg);
		tour_show(t, next, name);
		if (deep > 1)
			controls(t, &next, name, deep - 1, tried);
	}
}

static void phase(struct tour *t, struct session s, const char *guide, int which)
{
	char where[80];
	uint64_t tried = 1ULL << GUIDED_CARD | 1ULL << GUIDED_TURN; /* the way onward shows them all */
	verb(t, &s, GUIDED_GO, which);
	const struct phase *ph = guided_phase(&s, t->pack);
	snprintf(where, sizeof where, "%s/%s notes", guide, ph->id);
	page(t, s, GUIDED_NOTES, where);
	struct session first = s;
	for (int i = 0; i < ONWARDS_MAX && s.guided.phase == which && s.guided.page == GUIDED_PHASE; i++) {
		snprintf(where, sizeof where, "%s/%s %d", guide, ph->id, i);
		tour_show(t, s, where);
		ask(t, &s, (struct msg){ .kind = MSG_NEXT });
	}
	snprintf(where, sizeof where, "%s/%s", guide, ph->id);
	controls(t, &first, where, t->brief ? 1 : DEEP, &tried);
	verb(t, &first, GUIDED_LARGE, 0);
	snprintf(where, sizeof where, "%s/%s for the back row", guide, ph->id);
	tour_show(t, first, where);
}

void tour_guide(struct tour *t, int which)
{
	struct session s = tour_start(t);
	const char *id = t->pack->guides[which].id;
	s.at = AT_STAFF;
	s.staff.unlocked = true;
	verb(t, &s, GUIDED_OPEN, 0);
	if (which == 0)
		tour_show(t, s, "guides");
	verb(t, &s, GUIDED_CHOOSE, which);
	tour_show(t, s, id);
	verb(t, &s, GUIDED_START, 0);
	const struct guide_edition *ed = guided_edition(&s, t->pack);
	page(t, s, GUIDED_PLAN, "plan");
	if (which == 0) {
		page(t, s, GUIDED_TOOLS, "tools");
		page(t, s, GUIDED_HELP, "help of sessions");
		page(t, s, GUIDED_CLOSE, "close");
		page(t, s, GUIDED_WIPE, "wipe");
		struct session clean = s, over = s;
		verb(t, &clean, GUIDED_CLEANING, 0);
		tour_show(t, clean, "clean");
		over.guided.timer.left_ms = 0;
		tour_show(t, over, "the time is over");
	}
	for (int i = 0; i < ed->phase_count; i++)
		phase(t, s, id, i);
}
