/* Counts of a group: raised hands touched one by one, or printed cards that the camera reads. Nothing but counts is kept. */
#include "session/phases.h"

enum { CARD_ANSWERS = 4 /* A, B, C, D */ };

/* ---- what is asked, and its ballot --------------------------------------------------------------------------------------- */

bool guided_asked(const struct session *s, const struct pack *p, struct asked *out)
{
	const struct guided *g = &s->guided;
	const struct phase *ph = guided_phase(s, p);
	*out = (struct asked){ .phase = g->phase, .module = -1 };
	if (!ph)
		return false;
	if (ph->kind == PHASE_VOTE) {
		out->options = ph->option_count;
	} else if (ph->kind == PHASE_BAROMETER && g->many && g->card >= 0 && g->card < ph->axis_count) {
		out->item = g->card;
		out->options = ph->option_count;
	} else if (ph->kind == PHASE_QUIZ || ph->kind == PHASE_MODULES) {
		const struct screen *q = course_screen(s, p);
		if (!q || !course_counts(q))
			return false;
		out->item = g->screen;
		out->module = g->module;
		out->after = g->after;
		out->options = q->answer_count;
	}
	if (out->options > PHASE_OPTIONS_MAX)
		out->options = PHASE_OPTIONS_MAX;
	return out->options > 0;
}

static bool is_ballot_of(const struct ballot *b, const struct asked *q, bool teams)
{
	return b->phase == q->phase && b->item == q->item && b->module == q->module && b->after == q->after && b->teams == teams;
}

const struct ballot *guided_ballot(const struct guided *g, const struct asked *q, bool teams)
{
	for (int i = 0; i < BALLOTS_MAX; i++)
		if (is_ballot_of(&g->ballots[i], q, teams))
			return &g->ballots[i];
	return NULL;
}

struct ballot *ballot_of(struct guided *g, const struct asked *q, bool teams)
{
	struct ballot *unused = NULL;
	for (int i = 0; i < BALLOTS_MAX; i++) {
		if (is_ballot_of(&g->ballots[i], q, teams))
			return &g->ballots[i];
		if (g->ballots[i].phase < 0 && !unused)
			unused = &g->ballots[i];
	}
	if (unused)
		*unused = (struct ballot){ .phase = q->phase, .item = q->item, .module = q->module, .teams = teams, .after = q->after };
	return unused;
}

int ballot_total(const struct ballot *b)
{
	int total = 0;
	for (int i = 0; b && i < PHASE_OPTIONS_MAX; i++)
		total += b->count[i];
	return total;
}

void ballot_tidy(struct ballot *b)
{
	if (b && ballot_total(b) == 0)
		*b = (struct ballot){ .phase = -1 };
}

bool guided_ballots_full(const struct guided *g)
{
	for (int i = 0; i < BALLOTS_MAX; i++)
		if (g->ballots[i].phase < 0)
			return false;
	return true;
}

/* ---- hands ----------------------------------------------------------------------------------------------------------------- */

static void hand(struct turn *t, const struct asked *q)
{
	struct guided *g = &t->s->guided;
	int64_t n = t->m->number;
	if (n < 0 || n >= 32 || n % 16 >= q->options || g->reading.on) /* the camera counts now */
		return;
	struct ballot *b = ballot_of(g, q, false);
	if (!b)
		return;
	short *count = &b->count[n % 16];
	if (n >= 16 && *count > 0)
		--*count;
	else if (n < 16 && *count < BALLOT_HANDS_MAX)
		++*count;
	b->cards = false;
	ballot_tidy(b);
	g->chosen = (short)(n % 16);
	activity_echo(t);
}

static void empty(struct turn *t, const struct asked *q)
{
	struct guided *g = &t->s->guided;
	bool any = guided_ballot(g, q, false) || guided_ballot(g, q, true);
	if (t->m->number == 0 && any) {
		g->detail = CHOICE_EMPTY;
		guided_to(t, GUIDED_CHOICE);
	} else if (t->m->number == 1 && g->page == GUIDED_CHOICE) {
		for (int i = 0; i < BALLOTS_MAX; i++)
			if (is_ballot_of(&g->ballots[i], q, false) || is_ballot_of(&g->ballots[i], q, true))
				g->ballots[i] = (struct ballot){ .phase = -1 };
		g->reading = (struct reading){ 0 }; /* what was read until now belongs to the counts that are gone */
		g->team = 0;
		guided_to(t, GUIDED_PHASE);
	}
}

/* ---- printed cards --------------------------------------------------------------------------------------------------------- */

static void cards_read(struct turn *t, const struct asked *q)
{
	struct guided *g = &t->s->guided;
	const struct msg *m = t->m;
	g->reading.blind = m->arg == 0;
	g->reading.tilted = (short)(m->number < 0 ? 0 : m->number > BALLOT_HANDS_MAX ? BALLOT_HANDS_MAX : m->number);
	if (g->reading.blind) /* what was counted stays */
		return;
	struct ballot *b = ballot_of(g, q, false);
	if (!b)
		return;
	for (int i = 0; i < CARD_ANSWERS && i < q->options; i++)
		b->count[i] = (short)(m->counts[i] < 0 ? 0 : m->counts[i] > BALLOT_HANDS_MAX ? BALLOT_HANDS_MAX : m->counts[i]);
	b->cards = true;
	ballot_tidy(b);
}

void reading_follow(struct turn *t, bool was_on, const struct asked *was)
{
	struct guided *g = &t->s->guided;
	struct asked now = { 0 };
	if (g->reading.on) {
		bool here = t->s->at == AT_GUIDED && !g->locked && !g->revealed && guided_asked(t->s, t->p, &now);
		bool same = !was_on || (now.phase == was->phase && now.item == was->item && now.module == was->module &&
					now.after == was->after);
		if (!here || !same)
			g->reading = (struct reading){ 0 };
	}
	if (g->reading.on != was_on)
		t->fx->camera = g->reading.on ? 1 : -1;
}

bool ballots_update(struct turn *t)
{
	struct guided *g = &t->s->guided;
	struct asked q;
	bool asked = guided_asked(t->s, t->p, &q);
	if (t->m->kind == MSG_BALLOT) {
		if (asked && g->reading.on)
			cards_read(t, &q);
		return true;
	}
	if (t->m->kind != MSG_GUIDED || (g->page != GUIDED_PHASE && g->page != GUIDED_CHOICE))
		return false;
	switch (t->m->arg) {
	case GUIDED_HAND:
		if (asked && g->page == GUIDED_PHASE && !g->revealed)
			hand(t, &q);
		return true;
	case GUIDED_EMPTY:
		if (asked)
			empty(t, &q);
		return true;
	case GUIDED_CAMERA:
		if (asked && g->page == GUIDED_PHASE && !g->revealed) {
			bool on = g->reading.on;
			g->reading = (struct reading){ .on = !on };
			guided_shown(t);
		}
		return true;
	default: return false;
	}
}

bool vote_update(struct turn *t, const struct phase *ph)
{
	(void)ph;
	return ballots_update(t);
}
