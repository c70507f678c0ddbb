/* A module's questions asked of the whole group, at the facilitator's pace. guided.card is the step, -1 before the first (which
 * module, how many teams), the number of steps behind the last (what the group said before and after). */
#include "session/phases.h"

/* ---- the way ---------------------------------------------------------------------------------------------------------------- */

/* What a group does with each kind. Activities for one person alone are left out: they stay on the kiosk for everyone. */
static const enum { LEFT_OUT, SHOWN, COUNTED } courses[SCREEN_KIND_COUNT] = {
	[SCREEN_PAGE] = SHOWN,     [SCREEN_QUESTION] = COUNTED,   [SCREEN_MEASURE] = COUNTED, [SCREEN_SEVERAL] = COUNTED,
	[SCREEN_TRUE_FALSE] = COUNTED, [SCREEN_CLUES] = SHOWN,    [SCREEN_SORT] = SHOWN,      [SCREEN_ORDER] = SHOWN,
	[SCREEN_ESTIMATE] = SHOWN, [SCREEN_GESTURES] = SHOWN,     [SCREEN_REMEMBER] = SHOWN,  [SCREEN_HELP] = SHOWN,
};

bool course_counts(const struct screen *q)
{
	return courses[q->kind] == COUNTED;
}

static int add(struct course_step *out, int n, int screen, bool after)
{
	if (n >= STEPS_MAX)
		return n;
	if (out)
		out[n] = (struct course_step){ (short)screen, after };
	return n + 1;
}

static int add_measures(const struct edition *ed, struct course_step *out, int n, bool after)
{
	for (int i = 0; i < ed->screen_count; i++)
		if (ed->screens[i].kind == SCREEN_MEASURE)
			n = add(out, n, i, after);
	return n;
}

int course_of(const struct edition *ed, bool whole, struct course_step *out)
{
	int n = add_measures(ed, out, 0, false);
	bool again = false;
	for (int i = 0; i < ed->screen_count; i++) {
		enum screen_kind kind = ed->screens[i].kind;
		if (kind == SCREEN_MEASURE || courses[kind] == LEFT_OUT || (courses[kind] == SHOWN && !whole))
			continue;
		if (kind == SCREEN_REMEMBER && !again) /* once everything was taught, as for one person */
			n = add_measures(ed, out, n, again = true);
		n = add(out, n, i, false);
	}
	return again ? n : add_measures(ed, out, n, true);
}

const struct edition *course_edition(const struct session *s, const struct pack *p)
{
	int i = s->guided.module;
	return i >= 0 && i < p->module_count ? module_edition(&p->modules[i], s->lang) : NULL;
}

static bool is_whole(const struct session *s, const struct pack *p)
{
	const struct phase *ph = guided_phase(s, p);
	return ph && ph->kind == PHASE_MODULES;
}

int course_length(const struct session *s, const struct pack *p)
{
	const struct edition *ed = course_edition(s, p);
	return ed ? course_of(ed, is_whole(s, p), NULL) : 0;
}

const struct screen *course_screen(const struct session *s, const struct pack *p)
{
	const struct edition *ed = course_edition(s, p);
	const struct guided *g = &s->guided;
	if (!ed || g->card < 0 || g->card >= course_length(s, p) || g->screen < 0 || g->screen >= ed->screen_count)
		return NULL;
	return &ed->screens[g->screen];
}

void course_to(struct turn *t, int step)
{
	struct guided *g = &t->s->guided;
	const struct edition *ed = course_edition(t->s, t->p);
	struct course_step steps[STEPS_MAX];
	int n = ed ? course_of(ed, is_whole(t->s, t->p), steps) : 0;
	g->card = (short)step;
	g->revealed = g->after = false;
	g->team = 0;
	g->chosen = -1;
	if (step >= 0 && step < n) {
		g->screen = steps[step].screen;
		g->after = steps[step].after;
	}
	guided_shown(t);
}

/* Before the module nobody is corrected: it is asked again at the end. */
static bool may_reveal(const struct turn *t)
{
	const struct screen *q = course_screen(t->s, t->p);
	if (!q || (q->kind == SCREEN_MEASURE && !t->s->guided.after))
		return false;
	return course_counts(q) || q->kind == SCREEN_CLUES || q->kind == SCREEN_SORT || q->kind == SCREEN_ORDER ||
	       q->kind == SCREEN_ESTIMATE;
}

static void reveal(struct turn *t, bool on)
{
	t->s->guided.revealed = on;
	guided_shown(t);
}

bool course_onward(struct turn *t)
{
	struct guided *g = &t->s->guided;
	if (!g->revealed && may_reveal(t)) { /* nobody misses the answer by going on */
		reveal(t, true);
		return true;
	}
	if (g->card + 1 >= course_length(t->s, t->p))
		return false;
	course_to(t, g->card + 1);
	return true;
}

bool course_backward(struct turn *t)
{
	struct guided *g = &t->s->guided;
	if (g->revealed) {
		reveal(t, false);
		return true;
	}
	if (g->card <= 0)
		return false;
	course_to(t, g->card - 1);
	return true;
}

/* ---- teams: each one's answer is marked; nobody counts points --------------------------------------------------------------- */

static bool has_answered(const struct guided *g, const struct asked *q, int team)
{
	const struct ballot *b = guided_ballot(g, q, true);
	return b && b->count[team];
}

static void team_answers(struct turn *t, const struct screen *q)
{
	struct guided *g = &t->s->guided;
	struct asked asked;
	int64_t n = t->m->number, team = n / 8, answer = n % 8;
	if (n < 0 || !guided_asked(t->s, t->p, &asked) || team >= g->teams || answer >= asked.options)
		return;
	struct ballot *b = ballot_of(g, &asked, true);
	if (!b)
		return;
	short bit = (short)(1 << answer);
	bool had = b->count[team] & bit;
	if (q->kind == SCREEN_SEVERAL || had)
		b->count[team] = (short)(b->count[team] ^ bit);
	else
		b->count[team] = bit;
	ballot_tidy(b);
	g->team = (short)team;
	for (int i = 1; !had && q->kind != SCREEN_SEVERAL && i < g->teams; i++) /* the next touch is for who has none yet */
		if (!has_answered(g, &asked, (int)((team + i) % g->teams))) {
			g->team = (short)((team + i) % g->teams);
			break;
		}
	g->chosen = (short)answer;
	activity_echo(t);
}

bool course_update(struct turn *t)
{
	struct guided *g = &t->s->guided;
	const struct screen *q = course_screen(t->s, t->p);
	if (ballots_update(t))
		return true;
	if (t->m->kind != MSG_GUIDED || g->page != GUIDED_PHASE)
		return false;
	int64_t n = t->m->number;
	switch (t->m->arg) {
	case GUIDED_REVEAL:
		if (g->revealed || may_reveal(t))
			reveal(t, !g->revealed);
		return true;
	case GUIDED_TEAMS:
		if (n >= -TEAMS_MAX && n <= TEAMS_MAX) {
			int teams = g->teams + (int)n;
			g->teams = (short)(teams < 1 ? 1 : teams > TEAMS_MAX ? TEAMS_MAX : teams);
			activity_echo(t);
		}
		return true;
	case GUIDED_TEAM:
		if (n >= 0 && n < g->teams) {
			g->team = (short)n;
			activity_echo(t);
		}
		return true;
	case GUIDED_ANSWER:
		if (q && course_counts(q) && g->teams > 1 && !g->revealed)
			team_answers(t, q);
		return true;
	default: return false;
	}
}

/* ---- the quiz ---------------------------------------------------------------------------------------------------------------- */

void quiz_begin(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	g->module = (short)(ph->module ? pack_find(t->p, ph->module) : -1);
	g->card = -1;
	g->team = 0;
	g->after = false;
}

bool quiz_onward(struct turn *t, const struct phase *ph)
{
	(void)ph;
	struct guided *g = &t->s->guided;
	int length = course_length(t->s, t->p);
	if (length == 0 || g->card >= length)
		return false;
	if (g->card < 0)
		course_to(t, 0);
	else if (!course_onward(t))
		course_to(t, length);
	return true;
}

bool quiz_backward(struct turn *t, const struct phase *ph)
{
	(void)ph;
	struct guided *g = &t->s->guided;
	if (g->card < 0)
		return false;
	if (!course_backward(t))
		course_to(t, -1);
	return true;
}

bool quiz_update(struct turn *t, const struct phase *ph)
{
	(void)ph;
	const struct guided *g = &t->s->guided;
	int64_t n = t->m->number;
	if (t->m->kind == MSG_GUIDED && g->page == GUIDED_PHASE && t->m->arg == GUIDED_MODULE) {
		if (n < -1 || n >= t->p->module_count)
			return true;
		if (n >= 0 && !course_of(module_edition(&t->p->modules[n], t->s->lang), false, NULL))
			return true; /* it asks nothing */
		t->s->guided.module = (short)n;
		course_to(t, n < 0 ? -1 : 0);
		return true;
	}
	return course_update(t);
}
