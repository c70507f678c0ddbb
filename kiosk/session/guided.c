/* A group session: which page a conseiller is on, from phase to phase, the time, the lock. What happens inside a phase is
 * in a file a kind (phases.h). */
#include "session/phases.h"

#include <string.h>

const struct phase_rule phase_rules[PHASE_KIND_COUNT] = {
	[PHASE_CARDS] = { .begin = cards_begin, .onward = cards_onward, .backward = cards_backward, .update = cards_update },
	[PHASE_SHEETS] = { .begin = sheets_begin, .onward = sheets_onward, .backward = sheets_backward, .update = sheets_update },
	[PHASE_BOARD] = { .begin = board_begin, .onward = board_onward, .backward = board_backward, .update = board_update },
	[PHASE_TURNS] = { .onward = turns_onward, .backward = turns_backward, .rounds = turns_rounds },
	[PHASE_VOTE] = { .update = vote_update },
	[PHASE_BAROMETER] = { .begin = barometer_begin, .onward = barometer_onward, .backward = barometer_backward,
			      .update = barometer_update },
	[PHASE_QUIZ] = { .begin = quiz_begin, .onward = quiz_onward, .backward = quiz_backward, .update = quiz_update },
	[PHASE_MODULES] = { .begin = modules_begin, .onward = modules_onward, .backward = modules_backward,
			    .update = modules_update, .share_ms = modules_share_ms },
};

const struct guide_edition *guided_edition(const struct session *s, const struct pack *p)
{
	int i = s->guided.guide;
	return s->guided.on && i >= 0 && i < p->guide_count ? guide_edition(&p->guides[i], s->lang) : NULL;
}

const struct phase *guided_phase(const struct session *s, const struct pack *p)
{
	const struct guide_edition *ed = guided_edition(s, p);
	int i = s->guided.phase;
	return ed && i >= 0 && i < ed->phase_count ? &ed->phases[i] : NULL;
}

long long guided_share_ms(const struct guided *g, const struct phase *ph)
{
	if (phase_rules[ph->kind].share_ms)
		return phase_rules[ph->kind].share_ms(g, ph);
	int rounds = phase_rules[ph->kind].rounds ? phase_rules[ph->kind].rounds(g, ph) : ph->rounds;
	return ph->minutes * 60000LL / (rounds > 0 ? rounds : 1);
}

void guided_shown(struct turn *t)
{
	t->s->part = 0;
	t->s->part_count = 1;
	activity_shown(t);
}

void guided_to(struct turn *t, enum guided_page page)
{
	t->s->guided.page = page;
	guided_shown(t);
}

void guided_kept(struct turn *t)
{
	if (t->s->guided.on)
		t->fx->keep |= 1U << KEPT_GUIDED;
}

void guided_round(struct turn *t, int round)
{
	struct guided *g = &t->s->guided;
	const struct phase *ph = guided_phase(t->s, t->p);
	g->round = (short)round;
	timer_begin(g, guided_share_ms(g, ph), t->m->now_ms);
	guided_shown(t);
}

static void go_phase(struct turn *t, int which)
{
	struct guided *g = &t->s->guided;
	const struct guide_edition *ed = guided_edition(t->s, t->p);
	if (!ed || which < 0 || which >= ed->phase_count)
		return;
	const struct phase *ph = &ed->phases[which];
	g->phase = (short)which;
	g->card = g->table = g->sheet = g->field = g->detail = 0;
	g->chosen = -1;
	g->turned = g->revealed = false;
	g->drawn = 0;
	g->page = GUIDED_PHASE;
	guided_round(t, 0);
	if (phase_rules[ph->kind].begin)
		phase_rules[ph->kind].begin(t, ph);
}

/* FNV-1a over what indices in a session point at. */
static uint32_t shape_of(const struct guide *guide)
{
	const struct guide_edition *ed = guide->editions[LANG_FR];
	uint32_t h = 2166136261u;
	for (int i = 0; i < ed->phase_count; i++) {
		const struct phase *ph = &ed->phases[i];
		const int counts[] = { ph->kind, ph->card_count, ph->option_count, ph->axis_count, ph->sheets, ph->rounds };
		for (const char *c = ph->id; *c; c++)
			h = (h ^ (unsigned char)*c) * 16777619u;
		for (size_t j = 0; j < sizeof counts / sizeof *counts; j++)
			h = (h ^ (uint32_t)counts[j]) * 16777619u;
	}
	return h;
}

/* ---- before: which one, how many ---------------------------------------------------------------------------------------- */

void guided_begin(struct guided *g, const struct pack *p, int which)
{
	memset(g, 0, sizeof *g);
	g->format = GUIDED_FORMAT;
	g->guide = (short)which;
	memcpy(g->guide_id, p->guides[which].id, strlen(p->guides[which].id));
	g->shape = shape_of(&p->guides[which]);
	g->tables = 1;
	g->people = 8;
	g->teams = 1;
	g->module = -1;
	for (int i = 0; i < TABLES_MAX; i++)
		g->subject[i] = -1;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		g->entries[i].phase = -1;
	for (int i = 0; i < BALLOTS_MAX; i++)
		g->ballots[i].phase = -1;
	memset(g->answers, -1, sizeof g->answers);
	g->on = true;
}

static void choose(struct turn *t, int which)
{
	if (which < 0 || which >= t->p->guide_count)
		return;
	guided_begin(&t->s->guided, t->p, which);
	guided_to(t, GUIDED_READY);
}

/* The steppers of the page before the start: row 0 tables, 1 people, 3 five people at once. */
static bool step(struct turn *t, int row, int by)
{
	struct guided *g = &t->s->guided;
	short *what = row == 0 ? &g->tables : &g->people;
	int most = row == 0 ? TABLES_MAX : PEOPLE_MAX, n = *what + by * (row == 3 ? 5 : 1);
	if (g->page != GUIDED_READY || (row != 0 && row != 1 && row != 3))
		return false;
	*what = (short)(n < 1 ? 1 : n > most ? most : n);
	activity_echo(t);
	return true;
}

bool guided_valid(const struct guided *g, const struct pack *p)
{
	if (g->format != GUIDED_FORMAT || !g->on || !memchr(g->guide_id, '\0', sizeof g->guide_id))
		return false;
	int i = pack_find_guide(p, g->guide_id);
	if (i < 0 || i != g->guide || g->phase < 0 || g->phase >= p->guides[i].editions[LANG_FR]->phase_count)
		return false;
	bool bounds = g->shape == shape_of(&p->guides[i]) && g->tables >= 1 && g->tables <= TABLES_MAX && g->page <= GUIDED_HELP &&
		      g->programme_count >= 0 && g->programme_count <= PROGRAMME_MAX && g->module < p->module_count;
	for (int n = 0; bounds && n < ENTRIES_KEPT_MAX; n++)
		bounds = memchr(g->entries[n].text, '\0', sizeof g->entries[n].text) != NULL;
	return bounds;
}

static void kept(struct turn *t)
{
	const struct guided *g = t->m->kept;
	if (!g || t->s->guided.on || !guided_valid(g, t->p))
		return;
	t->s->guided = *g;
	t->s->guided.timer.running = false; /* the clock of before the cut is another one */
	t->s->guided.timer.looked_ms = t->m->now_ms;
	t->s->guided.locked = false;
	if (g->page != GUIDED_TYPING || !typing_valid(g))
		t->s->guided.typing = (struct typing){ 0 };
	t->s->guided.reading = (struct reading){ 0 };
}

/* ---- during ------------------------------------------------------------------------------------------------------------------ */

static void onward(struct turn *t)
{
	struct session *s = t->s;
	const struct guide_edition *ed = guided_edition(s, t->p);
	const struct phase *ph = guided_phase(s, t->p);
	if (!ph)
		return;
	if (s->part + 1 < s->part_count) {
		s->part++;
		activity_shown(t);
		return;
	}
	if (phase_rules[ph->kind].onward && phase_rules[ph->kind].onward(t, ph))
		return;
	if (s->guided.phase + 1 < ed->phase_count)
		go_phase(t, s->guided.phase + 1);
	else
		guided_to(t, GUIDED_CLOSE);
}

static void backward(struct turn *t)
{
	struct session *s = t->s;
	const struct phase *ph = guided_phase(s, t->p);
	if (!ph)
		return;
	if (s->part > 0) {
		s->part--;
		activity_shown(t);
		return;
	}
	if (phase_rules[ph->kind].backward && phase_rules[ph->kind].backward(t, ph))
		return;
	if (s->guided.phase > 0)
		go_phase(t, s->guided.phase - 1);
	else
		guided_to(t, GUIDED_READY);
}

/* Away from the group's screen: residents find theirs, wiped. What was kept waits for a conseiller; with `forget` nothing
 * of the session is left anywhere. */
static void leave(struct turn *t, bool forget)
{
	end_visit(t); /* wipes guided with the rest; a change that waits is written first (app.c) */
	t->fx->lock_room = true;
	if (forget)
		t->fx->forget |= 1U << KEPT_GUIDED;
}

static void close_session(struct turn *t)
{
	const struct guided *g = &t->s->guided;
	const char *band = g->people >= 11 ? "11plus" : g->people >= 6 ? "6-10" : "2-5";
	if (g->people >= 2 && g->phase > 0) { /* a session that was looked at only is none */
		tell_apart(t, FACT_GROUP, g->guide_id, band);
		tell_apart_done(t);
		stop_workshop_held(t, &t->p->guides[g->guide], g->people);
	}
	leave(t, true);
}

static void show_page(struct turn *t, int64_t page)
{
	static const bool free_to_go[] = {
		[GUIDED_TOOLS] = true, [GUIDED_NOTES] = true, [GUIDED_PLAN] = true, [GUIDED_HELP] = true,
		[GUIDED_CLOSE] = true, [GUIDED_WIPE] = true,  [GUIDED_READY] = true, [GUIDED_LIST] = true,
	};
	if (page < 0 || page >= (int64_t)(sizeof free_to_go) || !free_to_go[page])
		return;
	struct guided *g = &t->s->guided;
	if (!g->on && page != GUIDED_LIST && page != GUIDED_HELP)
		return;
	g->under = g->page;
	guided_to(t, (enum guided_page)page);
}

static void clean(struct turn *t)
{
	struct guided *g = &t->s->guided;
	g->under = GUIDED_PHASE;
	g->clean_ms = t->m->now_ms + CLEANING_MS;
	guided_to(t, GUIDED_CLEAN);
}

static void time_said(struct turn *t)
{
	t->s->guided.page = t->s->guided.page == GUIDED_TOOLS ? GUIDED_TOOLS : GUIDED_PHASE;
	activity_echo(t);
}

/* What is the same in every phase. */
static void common(struct turn *t)
{
	struct guided *g = &t->s->guided;
	long long now = t->m->now_ms;
	int64_t n = t->m->number;
	const struct phase *ph = guided_phase(t->s, t->p);
	switch ((enum guided_do)t->m->arg) {
	case GUIDED_OPEN: guided_to(t, GUIDED_LIST); break;
	case GUIDED_CHOOSE: choose(t, n < 0 || n > PACK_GUIDES_MAX ? -1 : (int)n); break;
	case GUIDED_START: go_phase(t, 0); break;
	case GUIDED_RESUME:
		if (ph && g->typing.text[0]) { /* the power went in the middle of a note */
			guided_to(t, GUIDED_TYPING);
			break;
		}
		/* fall through */
	case GUIDED_RETURN:
		if (ph)
			guided_to(t, GUIDED_PHASE);
		break;
	case GUIDED_ONWARD: onward(t); break;
	case GUIDED_BACKWARD: backward(t); break;
	case GUIDED_GO: go_phase(t, n < 0 || n > GUIDE_PHASES_MAX ? -1 : (int)n); break;
	case GUIDED_SHOW: show_page(t, n); break;
	case GUIDED_TIMER:
		timer_toggle(g, now);
		time_said(t);
		break;
	case GUIDED_MORE:
		timer_more(g, TIMER_MORE_MS, now);
		time_said(t);
		break;
	case GUIDED_AGAIN:
		if (ph)
			timer_begin(g, guided_share_ms(g, ph), now);
		time_said(t);
		break;
	case GUIDED_LARGE:
		g->back_row = !g->back_row;
		guided_to(t, GUIDED_PHASE);
		break;
	case GUIDED_READ:
		guided_to(t, GUIDED_PHASE);
		say(t);
		break;
	case GUIDED_CLEANING: clean(t); break;
	case GUIDED_GIVE:
		guided_to(t, GUIDED_WORKING);
		t->fx->job = JOB_GIVE_GUIDED;
		break;
	case GUIDED_ERASE:
		if (g->page == GUIDED_WIPE) /* asked twice */
			close_session(t);
		break;
	case GUIDED_LEAVE: leave(t, false); break;
	default: break;
	}
}

/* Retour on a page that is not the group's screen. */
static void page_back(struct turn *t)
{
	struct guided *g = &t->s->guided;
	if (t->s->part > 0) {
		t->s->part--;
		activity_shown(t);
		return;
	}
	switch (g->page) {
	case GUIDED_LIST: leave(t, false); break;
	case GUIDED_READY: guided_to(t, GUIDED_LIST); break;
	case GUIDED_WIPE:
	case GUIDED_GIVEN: guided_to(t, GUIDED_CLOSE); break;
	case GUIDED_HELP: guided_to(t, g->on && guided_phase(t->s, t->p) ? g->under : GUIDED_LIST); break;
	case GUIDED_WORKING: break; /* it ends by itself */
	default: guided_to(t, GUIDED_PHASE); break;
	}
}

static void given(struct turn *t)
{
	struct guided *g = &t->s->guided;
	g->detail = (short)t->m->arg; /* enum job_result */
	g->handed = g->handed || t->m->arg == RESULT_DONE;
	guided_to(t, GUIDED_GIVEN);
	guided_kept(t);
}

void guided_tick(struct turn *t)
{
	struct session *s = t->s;
	struct guided *g = &s->guided;
	timer_look(t);
	if (s->at == AT_STAFF) { /* the code is asked: nobody answers */
		if (t->m->now_ms - s->touched_ms >= GUIDED_CODE_MS)
			s->at = AT_GUIDED;
		return;
	}
	if (g->page == GUIDED_CLEAN && t->m->now_ms >= g->clean_ms)
		guided_to(t, g->under);
	if (g->locked || t->m->now_ms - s->touched_ms < GUIDED_LOCK_MS)
		return;
	if (!g->on || !guided_phase(s, t->p) || g->page == GUIDED_LIST || g->page == GUIDED_READY) {
		leave(t, false);
		return;
	}
	g->locked = true; /* whoever comes sees what the group sees, and changes nothing */
	g->page = GUIDED_PHASE;
	g->typing = (struct typing){ 0 };
	s->over = OVER_NONE;
	guided_shown(t);
	guided_kept(t); /* half a note is no longer kept either */
}

long long guided_deadline(const struct session *s)
{
	const struct guided *g = &s->guided;
	long long first = timer_deadline(&g->timer), others[3] = { -1, -1, -1 };
	if (s->at == AT_STAFF)
		others[0] = s->touched_ms + GUIDED_CODE_MS;
	else if (!g->locked)
		others[0] = s->touched_ms + GUIDED_LOCK_MS;
	if (g->page == GUIDED_CLEAN)
		others[1] = g->clean_ms;
	if (s->at == AT_STAFF && s->staff.wait_until_ms)
		others[2] = s->staff.wait_until_ms;
	for (int i = 0; i < 3; i++)
		if (others[i] >= 0 && (first < 0 || others[i] < first))
			first = others[i];
	return first;
}

bool guided_update(struct turn *t)
{
	struct session *s = t->s;
	struct guided *g = &s->guided;
	const struct msg *m = t->m;
	if (m->kind == MSG_KEPT && m->arg == KEPT_GUIDED) {
		kept(t);
		return true;
	}
	if (s->at == AT_STAFF && s->staff.unlocked && m->kind == MSG_GUIDED && m->arg == GUIDED_OPEN)
		s->at = AT_GUIDED;
	if (s->at != AT_GUIDED)
		return false;
	timer_look(t);
	if (m->kind == MSG_JOB_RESULT) {
		given(t);
		return true;
	}
	if (g->page == GUIDED_CLEAN)
		return true; /* a cloth on the glass is no touch */
	if (g->locked) {
		if (m->kind != MSG_BALLOT) /* nobody touched anything */
			staff_ask_for_room(t);
		return true;
	}
	const struct phase *ph = guided_phase(s, t->p);
	if (ph && phase_rules[ph->kind].update && phase_rules[ph->kind].update(t, ph)) {
		if (g->page != GUIDED_TYPING)
			guided_kept(t);
		else if (m->kind != MSG_TICK) /* a card does not wear out letter by letter */
			t->fx->keep_soon |= 1U << KEPT_GUIDED;
		return true;
	}
	switch (m->kind) {
	case MSG_GUIDED:
		common(t);
		if (s->at == AT_GUIDED)
			guided_kept(t);
		break;
	case MSG_NEXT:
		if (s->part + 1 < s->part_count) {
			s->part++;
			activity_shown(t);
		} else if (g->page == GUIDED_PHASE) {
			onward(t);
			guided_kept(t);
		}
		break;
	case MSG_BACK:
		if (g->page == GUIDED_PHASE)
			backward(t);
		else
			page_back(t);
		guided_kept(t);
		break;
	case MSG_LESS:
	case MSG_MORE:
		if (step(t, m->arg, m->kind == MSG_MORE ? 1 : -1))
			guided_kept(t);
		break;
	case MSG_HELP: show_page(t, GUIDED_HELP); break;
	default: return false; /* the bar's other buttons work here too */
	}
	return true;
}
