/* The resident's way: attract -> language -> home -> cover -> steps -> opinion -> thanks -> attract. */
#include "session/kinds.h"

#include <assert.h>
#include <string.h>

#include "content/words.h"

const struct place_kind place_kinds[] = {
	{ "bus", F_("Bus ou camion") },
	{ "mairie", F_("Mairie") },
	{ "mediatheque", F_("Médiathèque") },
	{ "france-services", F_("France services") },
	{ "tiers-lieu", F_("Tiers-lieu") },
	{ "centre-social", F_("Centre social") },
	{ "autre", F_("Autre lieu") },
	{ NULL, NULL },
};

const struct place_kind early_reasons[] = {
	{ "end-of-tour", F_("Fin de tournée") },
	{ "repair", F_("Panne ou réparation") },
	{ "moved", F_("Changement de lieu") },
	{ "request", F_("Demande du coordinateur") },
	{ NULL, NULL },
};

static void set_resident_defaults(struct session *s)
{
	s->lang = LANG_FR;
	s->module = -1;
	s->part_count = 1;
	s->answer = -1;
	s->volume = VOLUME_START;
}

void session_init(struct session *s, long long now_ms)
{
	*s = (struct session){ .at = AT_ATTRACT, .touched_ms = now_ms, .entered_ms = now_ms };
	set_resident_defaults(s);
}

const struct edition *session_edition(const struct session *s, const struct pack *p)
{
	if (s->module < 0 || s->module >= p->module_count)
		return NULL;
	return module_edition(&p->modules[s->module], s->lang);
}

const struct screen *session_screen(const struct session *s, const struct pack *p)
{
	const struct edition *ed = session_edition(s, p);
	if (!ed || (s->at != AT_STEP && s->at != AT_FEEDBACK) || s->step >= s->step_count)
		return NULL;
	int i = s->steps[s->step].screen;
	if (i < ed->screen_count && ed->screens[i].kind == SCREEN_SCENARIO && s->act.count > 0)
		i = s->act.list[s->act.count - 1]; /* where the story is */
	return i < ed->screen_count ? &ed->screens[i] : NULL;
}

void hush(struct turn *t)
{
	t->fx->hush = true;
	t->s->speaking = false;
}

void say(struct turn *t)
{
	t->fx->say = true;
	t->s->speaking = true;
	t->s->said_ms = t->m->now_ms;
}

/* What is on the screen changed: old speech is cut (S4), the new one begins when the voice is on. */
static void shown(struct turn *t)
{
	if (t->s->speaking)
		hush(t);
	if (t->s->voice)
		say(t);
}

void go(struct turn *t, enum where at)
{
	t->s->at = at;
	t->s->over = OVER_NONE;
	t->s->part = 0;
	t->s->part_count = 1;
	t->s->entered_ms = t->m->now_ms;
	shown(t);
}

void end_visit(struct turn *t)
{
	hush(t);
	visit_close(t);
	struct stop stop = t->s->stop; /* of a conseiller who will be back: nothing of residents */
	t->fx->lock_room |= t->s->staff.unlocked || t->s->staff.reset;
	session_init(t->s, t->m->now_ms);
	t->s->stop = stop;
	t->fx->volume = true;
}

/* To a step from its beginning. */
static void go_step(struct turn *t, int step)
{
	struct session *s = t->s;
	s->step = step;
	s->act = (struct activity){ .last = -1, .strength = -1 };
	s->at = AT_STEP; /* session_screen looks there */
	const struct screen *q = session_screen(s, t->p);
	if (q && activity_rules[q->kind].begin)
		activity_rules[q->kind].begin(t, q);
	go(t, AT_STEP);
}

static void leave_module(struct turn *t)
{
	if (t->s->in_module)
		module_close(t, false);
	t->s->module = -1;
	go(t, AT_HOME);
}

static void next_step(struct turn *t)
{
	struct session *s = t->s;
	if (s->step + 1 < s->step_count) {
		go_step(t, s->step + 1);
		return;
	}
	if (s->in_module)
		module_close(t, true);
	go(t, AT_OPINION);
}

void activity_shown(struct turn *t)
{
	shown(t);
}

void activity_echo(struct turn *t)
{
	shown(t);
	t->fx->echo = t->fx->say;
}

void activity_feedback(struct turn *t)
{
	go(t, AT_FEEDBACK);
}

void activity_leave(struct turn *t)
{
	next_step(t);
}

/* Once a visit, the age: who uses what (statistics.md). */
static void after_opinion(struct turn *t)
{
	bool asked = t->s->age_asked;
	t->s->age_asked = true;
	go(t, asked ? AT_THANKS : AT_AGE);
}

/* -1: rather not. */
static void age(struct turn *t, int band)
{
	const struct value_choice *bands = fact_table[FACT_AGE].values[0].choices;
	int unsaid = 0;
	while (strcmp(bands[unsaid].id, "unsaid") != 0)
		unsaid++;
	if (t->s->at != AT_AGE || band < -1 || band >= unsaid)
		return;
	tell(t, FACT_AGE, bands[band < 0 ? unsaid : band].id, t->p->modules[t->s->module].id, NULL, NULL);
	go(t, AT_THANKS);
}

static void next(struct turn *t)
{
	struct session *s = t->s;
	if (s->part + 1 < s->part_count) {
		s->part++;
		shown(t);
		return;
	}
	switch (s->at) {
	case AT_COVER:
		module_open(t);
		s->step = -1;
		next_step(t);
		break;
	case AT_STEP:
		if (!activity_rules[session_screen(s, t->p)->kind].stays)
			next_step(t);
		break;
	case AT_FEEDBACK: next_step(t); break;
	case AT_SOURCES: go(t, AT_COVER); break;
	case AT_OPINION: after_opinion(t); break;
	default: break;
	}
}

static void back(struct turn *t)
{
	struct session *s = t->s;
	if (s->part > 0) {
		s->part--;
		shown(t);
		return;
	}
	switch (s->at) {
	case AT_LANGUAGE: end_visit(t); break;
	case AT_HOME: end_visit(t); break; /* there the bar says "Terminer" */
	case AT_COVER: leave_module(t); break;
	case AT_SOURCES: go(t, AT_COVER); break;
	case AT_STEP:
		if (s->step > 0) {
			go_step(t, s->step - 1);
		} else {
			if (s->in_module)
				module_close(t, false);
			go(t, AT_COVER);
		}
		break;
	case AT_FEEDBACK: go_step(t, s->step); break;
	case AT_AGE:
		s->age_asked = false;
		go(t, AT_OPINION);
		break;
	case AT_OPINION:
	case AT_THANKS: leave_module(t); break;
	case AT_ATTRACT:
	case AT_STAFF:
	case AT_GUIDED:
	case AT_STOP: break;
	}
}

/* The message is for what is on the screen, if that is an activity. */
static bool activity(struct turn *t)
{
	const struct screen *q = t->s->at == AT_STEP && t->s->over == OVER_NONE ? session_screen(t->s, t->p) : NULL;
	if (!q)
		return false;
	const struct activity_rule *rule = &activity_rules[q->kind];
	if (t->m->kind == MSG_BACK)
		return t->s->part == 0 && rule->back && rule->back(t, q);
	return rule->update && rule->update(t, q);
}

static void opinion(struct turn *t, int face)
{
	static const char *const faces[] = { "minus", "equal", "plus" };
	if (t->s->at != AT_OPINION || face < -1 || face > 1)
		return;
	tell(t, FACT_OPINION, t->p->modules[t->s->module].id, faces[face + 1], NULL, NULL);
	after_opinion(t);
}

static void choose_module(struct turn *t, int which)
{
	if (t->s->at != AT_HOME || which < 0 || which >= t->p->module_count)
		return;
	t->s->module = which;
	t->s->step = 0;
	t->s->step_count = 0;
	go(t, AT_COVER);
}

static void choose_lang(struct turn *t, int lang)
{
	struct session *s = t->s;
	if (lang < 0 || lang >= LANG_COUNT)
		return;
	s->lang = (enum lang)lang;
	if (s->at == AT_LANGUAGE) {
		s->counted = true;
		go(t, AT_HOME);
	} else {
		s->part = 0;
		shown(t);
	}
}

/* Whoever listens is there. Under the idle warning, that is its own voice: the time to answer begins when it ends. */
static void heard(struct session *s, long long now_ms)
{
	s->touched_ms = now_ms - (s->over == OVER_IDLE ? IDLE_WARNING_MS : 0);
}

static void tick(struct turn *t)
{
	struct session *s = t->s;
	long long quiet_ms = t->m->now_ms - s->touched_ms;
	if (s->at == AT_ATTRACT) {
		s->turn = (int)((t->m->now_ms - s->entered_ms) / ATTRACT_TURN_MS % (1 << 20));
		return;
	}
	if (stop_tick(t))
		return;
	if (s->staff.wait_until_ms && t->m->now_ms >= s->staff.wait_until_ms) {
		s->staff.wait_until_ms = 0; /* the next try is allowed */
		s->staff.wrong = false;
	}
	if (s->at == AT_GUIDED || (s->at == AT_STAFF && s->guided.locked)) { /* a group is never sent away */
		guided_tick(t);
		return;
	}
	if (s->speaking) { /* I3: never timed while audio plays */
		heard(s, t->m->now_ms);
		if (t->m->now_ms - s->said_ms >= SPEECH_LONGEST_MS)
			hush(t);
		return;
	}
	if (s->over == OVER_IDLE) {
		s->turn = (int)((quiet_ms - IDLE_WARNING_MS) * IDLE_TURNS / IDLE_ANSWER_MS);
		if (quiet_ms >= IDLE_WARNING_MS + IDLE_ANSWER_MS)
			end_visit(t);
		return;
	}
	if (quiet_ms < IDLE_WARNING_MS)
		return;
	if (s->at == AT_STAFF) {
		end_visit(t);
		return;
	}
	password_wipe(s); /* perhaps nobody is there any more */
	panel_open(t, OVER_IDLE);
	if (!s->speaking)
		say(t); /* I2: seen and heard */
}

/* The staff door: two top corners, or Aide and Retour, six times in turn within eight seconds. Nobody does that by
 * chance, and a code waits behind it. True when it opened. */
static bool door(struct turn *t)
{
	struct session *s = t->s;
	long long now = t->m->now_ms;
	int side = t->m->kind == MSG_CORNER ? t->m->arg : t->m->kind == MSG_HELP ? 2 : 3;
	bool in_turn = s->corner_count > 0 && now - s->corner_ms <= CORNER_MS && (side ^ s->corner_last) == 1;
	if (!in_turn) {
		s->corner_count = 0;
		s->corner_ms = now;
	}
	s->corner_last = side;
	if (++s->corner_count < CORNER_TOUCHES || s->at == AT_STAFF || s->at == AT_STOP)
		return false;
	s->corner_count = 0;
	staff_enter(t);
	return true;
}

static void resident(struct turn *t)
{
	struct session *s = t->s;
	int arg = t->m->arg;
	if (activity(t))
		return;
	switch (t->m->kind) {
	case MSG_WAKE:
		if (s->at == AT_ATTRACT) {
			visit_open(t);
			go(t, AT_LANGUAGE);
		}
		break;
	case MSG_LANG: choose_lang(t, arg); break;
	case MSG_HOME:
		if (s->at == AT_COVER || s->at == AT_THANKS)
			leave_module(t);
		break;
	case MSG_MODULE: choose_module(t, arg); break;
	case MSG_SOURCES:
		if (s->at == AT_COVER)
			go(t, AT_SOURCES);
		break;
	case MSG_NEXT: next(t); break;
	case MSG_BACK:
		if (s->over == OVER_NONE || s->part > 0)
			back(t);
		else
			panel_back(t);
		break;
	case MSG_RETRY:
		if (s->at == AT_FEEDBACK)
			go_step(t, s->step);
		break;
	case MSG_OPINION: opinion(t, arg); break;
	case MSG_AGE: age(t, arg); break;
	case MSG_SKIP:
		if (s->at == AT_AGE)
			age(t, -1);
		else
			next(t);
		break;
	case MSG_END: end_visit(t); break;
	case MSG_LISTEN:
		if (s->speaking)
			hush(t);
		else
			say(t);
		break;
	default: panels_update(t); break;
	}
}

static void update(struct turn *t)
{
	struct session *s = t->s;
	const struct msg *m = t->m;
	switch (m->kind) {
	case MSG_NONE: return;
	case MSG_TICK: tick(t); return;
	case MSG_VOICE_DONE:
		if (s->speaking)
			heard(s, m->now_ms);
		s->speaking = false;
		return;
	case MSG_PARTS:
		s->part_count = m->arg > 0 ? m->arg : 1;
		if (s->part >= s->part_count)
			s->part = s->part_count - 1;
		return;
	case MSG_JUDGED:
		s->act.strength = m->arg;
		s->act.advice = (int)m->number;
		return;
	case MSG_KEPT:
	case MSG_BALLOT:
		stop_told(t);
		guided_update(t);
		return;
	case MSG_JOB_RESULT:
		stop_told(t);
		if (s->at == AT_STOP || guided_update(t))
			return;
		staff_update(t);
		return;
	case MSG_STAFF_INFO:
	case MSG_CODE_RESULT:
	case MSG_CODE_SET:
	case MSG_STICK:
		staff_update(t);
		stop_told(t);
		return;
	default: break;
	}
	/* From here on: somebody touched something. */
	s->touched_ms = m->now_ms;
	if (s->over == OVER_IDLE && m->kind != MSG_END) { /* any touch anywhere says "still here" */
		panel_open(t, OVER_IDLE);
		return;
	}
	if (s->speaking && m->kind != MSG_LISTEN) /* that one stops it itself, or it would begin again */
		hush(t);
	if (s->at != AT_GUIDED && (m->kind == MSG_CORNER || m->kind == MSG_HELP || m->kind == MSG_BACK))
		if (door(t))
			return;
	if (m->kind == MSG_CORNER)
		return;
	if (s->over == OVER_NONE && (stop_update(t) || guided_update(t) || (s->at == AT_STAFF && staff_update(t))))
		return;
	resident(t);
}

struct session session_update(struct session s, const struct pack *p, const struct msg *m, struct effects *fx)
{
	struct turn t = { &s, p, m, fx };
	struct asked asked = { 0 };
	bool reading = s.guided.reading.on;
	*fx = (struct effects){ 0 };
	if (reading)
		guided_asked(&s, p, &asked);
	update(&t);
	reading_follow(&t, reading, &asked);
	return s;
}

long long session_deadline(const struct session *s)
{
	if (s->at == AT_ATTRACT)
		return s->entered_ms + (s->turn + 1LL) * ATTRACT_TURN_MS;
	if (s->at == AT_GUIDED || (s->at == AT_STAFF && s->guided.locked))
		return guided_deadline(s);
	if (s->speaking) /* the voice's end wakes us long before */
		return s->said_ms + SPEECH_LONGEST_MS;
	if (s->over == OVER_IDLE)
		return s->touched_ms + IDLE_WARNING_MS + (s->turn + 1LL) * IDLE_ANSWER_MS / IDLE_TURNS;
	long long idle = s->touched_ms + (s->at == AT_STOP ? STOP_LOCK_MS : IDLE_WARNING_MS);
	long long wait = s->at == AT_STAFF ? s->staff.wait_until_ms : 0;
	return wait && wait < idle ? wait : idle;
}
