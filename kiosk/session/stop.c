/* The count of a stop, one touch after the other: its pages, day and place, the end. A line is stop_line.c's. */
#include "session/stop_parts.h"

#include <string.h>

/* ---- pages ---- */

void stop_to_page(struct turn *t, enum stop_page to)
{
	t->s->stop.page = to;
	t->s->stop.touched = 0;
	t->s->part = 0;
	t->s->part_count = 1;
	activity_shown(t);
}

void stop_ask(struct turn *t, enum stop_field field)
{
	t->s->stop.field = field;
	t->s->stop.themes = THEMES_USUAL;
	t->s->stop.done = STOP_NOTHING;
	stop_to_page(t, STOP_LINE);
}

void stop_keep(struct turn *t)
{
	t->fx->keep |= 1u << KEPT_STOP;
}

static void begin(struct turn *t)
{
	const struct staff_info *info = &t->s->staff.info;
	t->s->stop = (struct stop){ .format = STOP_FORMAT,
				    .on = true,
				    .taken_at = -1,
				    .venue = (short)coop_find(COOP_VENUE, "lieu_activite"),
				    .day = info->today,
				    .opened = info->today,
				    .visits_before = info->visits_today };
}

static void enter(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (!s->on)
		begin(t);
	t->s->at = AT_STOP;
	s->done = STOP_NOTHING;
	if (s->page == STOP_LINE && s->line <= s->count) /* in the middle of a line */
		stop_to_page(t, STOP_LINE);
	else
		stop_to_page(t, STOP_HOME);
}

/* The residents' screen; the count waits, sealed. */
static void leave(struct turn *t)
{
	t->fx->lock_room = true;
	if (t->s->stop.on)
		stop_keep(t);
	end_visit(t);
}

static void staff_home(struct turn *t)
{
	t->s->at = AT_STAFF;
	t->s->staff.page = STAFF_HOME;
	t->s->part = 0;
	t->s->part_count = 1;
	t->fx->staff_info = true;
	activity_shown(t);
}

void stop_show(struct turn *t, int64_t to)
{
	struct stop *s = &t->s->stop;
	s->done = STOP_NOTHING;
	switch (to) {
	case STOP_SHEET:
		if (!stop_commune(s->commune)) {
			s->wrong = s->page == STOP_PLACE || s->commune[0];
			stop_to_page(t, STOP_PLACE);
			break;
		}
		t->fx->staff_info = true; /* a stick? how many visits now? */
		stop_to_page(t, STOP_SHEET);
		break;
	case STOP_HOME:
	case STOP_LINES:
	case STOP_PLACE:
	case STOP_WIPE: stop_to_page(t, (enum stop_page)to); break;
	default: break;
	}
}

/* ---- day and place ---- */

static void letter(struct turn *t, int64_t key)
{
	struct stop *s = &t->s->stop;
	size_t n = strlen(s->commune);
	bool digit = key >= '0' && key <= '9', corsica = (key == 'A' || key == 'B') && n == 1 && s->commune[0] == '2';
	if (n == COMMUNE_BYTES || (!digit && !corsica))
		return;
	s->commune[n] = (char)key;
	s->commune[n + 1] = '\0';
	s->wrong = n + 1 == COMMUNE_BYTES && !stop_commune(s->commune);
	s->handed = false;
	if (n + 1 == COMMUNE_BYTES)
		stop_keep(t);
	activity_echo(t);
}

static void rub(struct turn *t)
{
	struct stop *s = &t->s->stop;
	size_t n = strlen(s->commune);
	if (n)
		s->commune[n - 1] = '\0';
	s->wrong = false;
	s->handed = false;
	activity_echo(t);
}

/* ---- the end ---- */

/* Bands only (statistics.md): one presence, a group a workshop, decoys up to VISIT_PAD. A guided session told its own group
 * when it ended. The groups are in the order of their bands, which says nothing of the day. More workshops than fit in one
 * stop are beyond any bus: the last ones are not told. */
static void tell_stop(struct turn *t)
{
	const struct stop *s = &t->s->stop;
	struct stop_sums n = stop_sums(s);
	static const struct {
		const char *band;
		int from, to;
	} bands[] = { { "2-5", 2, 5 }, { "6-10", 6, 10 }, { "11plus", 11, STOP_PEOPLE_MAX } };
	if (n.helps == 0)
		return;
	tell_apart(t, FACT_PRESENCE, s->commune, n.helps <= 10 ? "1-10" : n.helps <= 25 ? "11-25" : "26plus");
	for (size_t b = 0; b < sizeof bands / sizeof *bands; b++)
		for (int i = 0; i < s->count; i++) {
			const struct stop_line *l = &s->lines[i];
			if (l->workshop && l->title >= 0 && l->people >= bands[b].from && l->people <= bands[b].to)
				tell_apart(t, FACT_GROUP, coop_workshops[l->title].id, bands[b].band);
		}
	tell_apart_done(t);
}

static void erase(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->page != STOP_WIPE)
		return;
	tell_stop(t);
	explicit_bzero(s, sizeof *s);
	t->fx->keep = 0;
	t->fx->forget |= 1u << KEPT_STOP;
	stop_to_page(t, STOP_DONE);
}

static void give(struct turn *t)
{
	t->fx->job = JOB_GIVE_STOP;
	stop_to_page(t, STOP_WORKING);
}

/* ---- what happens ---- */

static void line_back(struct turn *t)
{
	struct stop *s = &t->s->stop;
	bool old = s->line < s->count;
	if (old && s->field != STOP_REVIEW && s->themes == THEMES_USUAL) {
		stop_ask(t, STOP_REVIEW);
		return;
	}
	switch (s->field) {
	case STOP_REVIEW: stop_show(t, STOP_LINES); break;
	case STOP_PEOPLE: stop_ask(t, STOP_TITLE); break;
	case STOP_MINUTES:
		if (s->draft.workshop)
			stop_ask(t, STOP_PEOPLE);
		else
			stop_show(t, STOP_HOME);
		break;
	case STOP_THEMES:
		if (s->themes != THEMES_USUAL)
			stop_ask(t, STOP_THEMES);
		else if (s->draft.workshop)
			stop_ask(t, STOP_MINUTES);
		else
			stop_show(t, STOP_HOME);
		break;
	case STOP_DETAILS: stop_ask(t, STOP_THEMES); break;
	default: stop_show(t, STOP_HOME); break;
	}
}

static void back(struct turn *t)
{
	switch (t->s->stop.page) {
	case STOP_HOME:
	case STOP_DONE: staff_home(t); break;
	case STOP_LINE: line_back(t); break;
	case STOP_WORKING: break; /* it ends by itself */
	case STOP_GIVEN:
	case STOP_WIPE: stop_show(t, STOP_SHEET); break;
	default: stop_show(t, STOP_HOME); break;
	}
}

static void touch(struct turn *t)
{
	struct stop *s = &t->s->stop;
	int64_t n = t->m->number;
	switch ((enum stop_do)t->m->arg) {
	case STOP_OPEN: enter(t); break;
	case STOP_SHOW: stop_show(t, n); break;
	case STOP_PERSON: line_person(t, n); break;
	case STOP_WORKSHOP: line_workshop(t); break;
	case STOP_SAME: line_same(t); break;
	case STOP_UNDO: line_undo(t); break;
	case STOP_EDIT: line_edit(t, n); break;
	case STOP_DELETE: line_delete(t); break;
	case STOP_ASK:
		if (n >= STOP_REVIEW && n <= STOP_DETAILS)
			stop_ask(t, (enum stop_field)n);
		break;
	case STOP_SET_TITLE: line_title(t, n); break;
	case STOP_SET_PEOPLE: line_people(t, n); break;
	case STOP_SET_MINUTES: line_minutes(t, n); break;
	case STOP_THEMES_OF:
		if (n >= THEMES_USUAL && n <= THEMES_PAPERS) {
			s->themes = (short)n;
			stop_to_page(t, STOP_LINE);
		}
		break;
	case STOP_SET_THEME: line_theme(t, n); break;
	case STOP_SET_CHOICE: line_choice(t, n); break;
	case STOP_SAVE: line_save(t); break;
	case STOP_LETTER: letter(t, n); break;
	case STOP_RUB: rub(t); break;
	case STOP_SET_VENUE:
		if (n >= 0 && n < coop_tables[COOP_VENUE].count) {
			s->venue = (short)n;
			s->handed = false;
			stop_keep(t);
			line_touched(t, COOP_VENUE, (int)n);
		}
		break;
	case STOP_SET_DAY:
		s->day += n > 0 ? 1 : -1;
		s->handed = false;
		stop_keep(t);
		activity_shown(t);
		break;
	case STOP_GIVE: give(t); break;
	case STOP_ERASE: erase(t); break;
	case STOP_LEAVE: leave(t); break;
	}
}

/* The part of the screen, and Retour. */
static bool turning(struct turn *t)
{
	struct session *s = t->s;
	if (t->m->kind == MSG_NEXT && s->part + 1 < s->part_count)
		s->part++;
	else if (t->m->kind == MSG_BACK && s->part > 0)
		s->part--;
	else
		return false;
	s->stop.touched = 0;
	s->stop.done = STOP_NOTHING;
	activity_shown(t);
	return true;
}

bool stop_update(struct turn *t)
{
	struct session *s = t->s;
	bool door = t->m->kind == MSG_STOP && t->m->arg == STOP_OPEN && s->at == AT_STAFF;
	if (!s->staff.unlocked || (s->at != AT_STOP && !door))
		return false;
	switch (t->m->kind) {
	case MSG_STOP: touch(t); return true;
	case MSG_BACK:
		if (!turning(t))
			back(t);
		return true;
	case MSG_NEXT: turning(t); return true;
	case MSG_STAFF_GO:
		if (t->m->arg == STAFF_HOME)
			staff_home(t);
		return true;
	default: return false; /* the bar works here too */
	}
}

void stop_told(struct turn *t)
{
	struct session *s = t->s;
	struct stop *p = &s->stop;
	if (t->m->kind == MSG_KEPT && t->m->arg == KEPT_STOP && t->m->kept) {
		const struct stop *kept = t->m->kept;
		if (!p->on && kept->on && stop_valid(kept)) { /* what is in memory is never older */
			*p = *kept;
			p->page = STOP_HOME;
			p->done = STOP_NOTHING;
		}
		return;
	}
	if (s->at != AT_STOP)
		return;
	if (t->m->kind == MSG_STICK)
		s->staff.info.stick = t->m->arg;
	if (t->m->kind == MSG_JOB_RESULT && p->page == STOP_WORKING) {
		p->result = (enum job_result)t->m->arg;
		p->handed = p->result == RESULT_DONE;
		stop_to_page(t, STOP_GIVEN);
	}
}

bool stop_tick(struct turn *t)
{
	if (t->s->at != AT_STOP)
		return false;
	if (!t->s->speaking && t->m->now_ms - t->s->touched_ms >= STOP_LOCK_MS)
		leave(t);
	return !t->s->speaking;
}
