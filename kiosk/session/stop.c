/* The count of a stop, one touch after the other. */
#include "session/activity.h"

#include <string.h>

#include "content/guide.h"

const short stop_minutes[] = { 15, 30, 45, 60, 90, 120, 0 };
const short stop_more_minutes[] = { 5, 10, 20, 40, 50, 75, 105, 150, 180, 210, 240, 0 };

/* Where nobody has counted yet: what conseillers are asked most, first. */
static const char *const usual_themes[] = {
	"aide_aux_demarches_administratives", "prendre_en_main_du_materiel", "email", "navigation_sur_internet",
	"social_sante", "argent_impots", "papiers_elections_citoyennete", "securite_numerique",
	"travail_formation", "gere_ses_contenus_numeriques", "banque_et_achats_en_ligne", "sante",
};

/* ---- what is counted ---- */

struct stop_sums stop_sums(const struct stop *s)
{
	struct stop_sums n = { .lines = s->count };
	for (int i = 0; i < s->count; i++) {
		const struct stop_line *l = &s->lines[i];
		n.people += !l->workshop;
		n.workshops += l->workshop;
		n.participants += l->workshop ? l->people : 0;
	}
	n.helps = n.people + n.participants;
	return n;
}

int stop_order(const struct stop *s, short order[STOP_LINES_MAX])
{
	int n = 0;
	for (int workshops = 0; workshops < 2; workshops++)
		for (int i = 0; i < s->count; i++)
			if (s->lines[i].workshop == (workshops == 1))
				order[n++] = (short)i;
	return n;
}

bool stop_whole(const struct stop_line *l)
{
	bool titled = l->title >= 0 || l->guide[0];
	return l->minutes > 0 && l->themes && (!l->workshop || (titled && l->people > 0));
}

const struct stop_line *stop_before(const struct stop *s)
{
	for (int i = s->count - 1; i >= 0; i--)
		if (!s->lines[i].workshop)
			return &s->lines[i];
	return NULL;
}

bool stop_commune(const char *code)
{
	struct fact f;
	return fact_make(&f, FACT_PRESENCE, code, "1-10", NULL, NULL, NULL);
}

void stop_usual(const struct stop *s, short order[COOP_THEMES])
{
	int weight[COOP_THEMES] = { 0 }, usual = (int)(sizeof usual_themes / sizeof *usual_themes);
	for (int i = 0; i < s->count; i++)
		for (int t = 0; t < COOP_THEMES; t++)
			weight[t] += s->lines[i].themes >> t & 1 ? 100 : 0;
	for (int i = 0; i < usual; i++)
		weight[coop_find(COOP_THEME, usual_themes[i])] += usual - i;
	for (short t = 0; t < COOP_THEMES; t++) {
		int at = t;
		for (; at > 0 && weight[order[at - 1]] < weight[t]; at--)
			order[at] = order[at - 1];
		order[at] = t;
	}
}

int64_t stop_visits(const struct stop *s, const struct staff_info *now)
{
	bool same_day = now->today == s->opened && now->visits_today >= s->visits_before;
	return same_day ? now->visits_today - s->visits_before : -1;
}

static bool line_valid(const struct stop_line *l)
{
	bool ok = stop_whole(l) && l->people >= 1 && l->people <= STOP_PEOPLE_MAX && l->minutes <= 24 * 60 && l->title >= -1 &&
		  l->themes >> COOP_THEMES == 0 && l->material >> coop_tables[COOP_MATERIAL].count == 0 &&
		  memchr(l->guide, '\0', sizeof l->guide);
	for (int i = 0; i < COOP_LIST_COUNT; i++)
		ok = ok && l->choice[i] >= -1 && l->choice[i] < coop_tables[i].count;
	for (int i = 0; ok && i <= l->title; i++)
		ok = coop_workshops[i].id != NULL;
	return ok;
}

bool stop_valid(const struct stop *s)
{
	bool ok = s->format == STOP_FORMAT && s->count >= 0 && s->count <= STOP_LINES_MAX &&
		  memchr(s->commune, '\0', sizeof s->commune) && s->venue >= -1 && s->venue < coop_tables[COOP_VENUE].count &&
		  s->taken_at < s->count + 1;
	for (int i = 0; ok && i < s->count; i++)
		ok = line_valid(&s->lines[i]);
	return ok && (s->taken_at < 0 || line_valid(&s->taken));
}

/* ---- pages ---- */

static void page(struct turn *t, enum stop_page to)
{
	t->s->stop.page = to;
	t->s->stop.touched = 0;
	t->s->part = 0;
	t->s->part_count = 1;
	activity_shown(t);
}

static void ask(struct turn *t, enum stop_field field)
{
	t->s->stop.field = field;
	t->s->stop.themes = THEMES_USUAL;
	t->s->stop.done = STOP_NOTHING;
	page(t, STOP_LINE);
}

static void keep(struct turn *t)
{
	t->fx->keep |= 1u << KEPT_STOP;
}

static struct stop_line fresh_line(bool workshop)
{
	struct stop_line l = { .workshop = workshop, .title = -1, .people = workshop ? 0 : 1 };
	memset(l.choice, -1, sizeof l.choice);
	return l;
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

void stop_workshop_held(struct turn *t, const struct guide *guide, int people)
{
	struct stop *s = &t->s->stop;
	int theme = coop_find(COOP_THEME, guide->theme);
	size_t n = strlen(guide->id);
	if (!s->on || s->count == STOP_LINES_MAX || n > MODULE_ID_MAX)
		return;
	struct stop_line l = fresh_line(true);
	l.people = (short)(people < STOP_PEOPLE_MAX ? people : STOP_PEOPLE_MAX);
	l.minutes = (short)guide->minutes;
	l.themes = theme >= 0 ? 1u << theme : 0;
	memcpy(l.guide, guide->id, n);
	if (s->line == s->count) /* a new line that waits to be finished comes behind it */
		s->line++;
	s->lines[s->count++] = l;
	s->handed = false;
	keep(t);
}

static void enter(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (!s->on)
		begin(t);
	t->s->at = AT_STOP;
	s->done = STOP_NOTHING;
	if (s->page == STOP_LINE && s->line <= s->count) /* in the middle of a line */
		page(t, STOP_LINE);
	else
		page(t, STOP_HOME);
}

/* The residents' screen; the count waits, sealed. */
static void leave(struct turn *t)
{
	t->fx->lock_room = true;
	if (t->s->stop.on)
		keep(t);
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

static void show(struct turn *t, int64_t to)
{
	struct stop *s = &t->s->stop;
	s->done = STOP_NOTHING;
	switch (to) {
	case STOP_SHEET:
		if (!stop_commune(s->commune)) {
			s->wrong = s->page == STOP_PLACE || s->commune[0];
			page(t, STOP_PLACE);
			break;
		}
		t->fx->staff_info = true; /* a stick? how many visits now? */
		page(t, STOP_SHEET);
		break;
	case STOP_HOME:
	case STOP_LINES:
	case STOP_PLACE:
	case STOP_WIPE: page(t, (enum stop_page)to); break;
	default: break;
	}
}

/* ---- lines ---- */

static void person(struct turn *t, int64_t minutes)
{
	struct stop *s = &t->s->stop;
	if (s->count == STOP_LINES_MAX || minutes < 0 || minutes > 24 * 60)
		return;
	s->draft = fresh_line(false);
	s->draft.minutes = (short)minutes;
	s->line = s->count;
	ask(t, minutes ? STOP_THEMES : STOP_MINUTES);
}

static void workshop(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->count == STOP_LINES_MAX)
		return;
	s->draft = fresh_line(true);
	s->line = s->count;
	ask(t, STOP_TITLE);
}

static void added(struct turn *t)
{
	t->s->stop.taken_at = -1;
	t->s->stop.handed = false; /* the sheet on the stick is no longer this one */
	keep(t);
}

static void same(struct turn *t)
{
	struct stop *s = &t->s->stop;
	const struct stop_line *before = stop_before(s);
	if (!before || s->count == STOP_LINES_MAX)
		return;
	s->lines[s->count] = *before;
	s->count++;
	added(t);
	s->done = STOP_SAVED;
	page(t, STOP_HOME);
}

static void save(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->page != STOP_LINE || s->line > s->count || s->line >= STOP_LINES_MAX)
		return;
	if (!stop_whole(&s->draft)) {
		if (s->field != STOP_THEMES)
			ask(t, STOP_THEMES);
		s->done = STOP_MISSING;
		activity_shown(t);
		return;
	}
	bool old = s->line < s->count;
	s->lines[s->line] = s->draft;
	s->count += !old;
	added(t);
	s->done = STOP_SAVED;
	page(t, old ? STOP_LINES : STOP_HOME);
}

static void take(struct turn *t, int line)
{
	struct stop *s = &t->s->stop;
	s->taken = s->lines[line];
	s->taken_at = (short)line;
	memmove(&s->lines[line], &s->lines[line + 1], (size_t)(s->count - line - 1) * sizeof *s->lines);
	s->count--;
	memset(&s->lines[s->count], 0, sizeof *s->lines);
	s->handed = false;
	s->done = STOP_TAKEN;
	keep(t);
}

static void undo(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->taken_at >= 0 && s->count < STOP_LINES_MAX) {
		int at = s->taken_at;
		memmove(&s->lines[at + 1], &s->lines[at], (size_t)(s->count - at) * sizeof *s->lines);
		s->lines[at] = s->taken;
		s->count++;
		added(t);
		s->done = STOP_PUT_BACK;
	} else if (s->count) {
		take(t, s->count - 1);
	} else {
		return;
	}
	page(t, s->page == STOP_LINES ? STOP_LINES : STOP_HOME);
}

static void edit(struct turn *t, int64_t line)
{
	struct stop *s = &t->s->stop;
	if (line < 0 || line >= s->count)
		return;
	s->line = (short)line;
	s->draft = s->lines[line];
	ask(t, STOP_REVIEW);
}

static void delete(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->page != STOP_LINE || s->line >= s->count)
		return;
	take(t, s->line);
	page(t, STOP_LINES);
}

/* ---- fields of the line that is being filled ---- */

/* A new line goes from one to the next; a line that was there comes back to its review. */
static void answered(struct turn *t, enum stop_field next)
{
	ask(t, t->s->stop.line < t->s->stop.count ? STOP_REVIEW : next);
}

static void set_title(struct turn *t, int64_t which)
{
	struct stop_line *l = &t->s->stop.draft;
	const char *theme = NULL;
	int guides = t->p->guide_count, known = 0;
	while (coop_workshops[known].id)
		known++;
	if (which < 0 || which >= guides + known)
		return;
	memset(l->guide, 0, sizeof l->guide);
	l->title = -1;
	if (which < guides) {
		const struct guide *g = &t->p->guides[which];
		size_t n = strlen(g->id);
		memcpy(l->guide, g->id, n < sizeof l->guide ? n : sizeof l->guide - 1);
		theme = g->theme;
	} else {
		l->title = (short)(which - guides);
		theme = coop_workshops[l->title].theme;
	}
	int at = theme ? coop_find(COOP_THEME, theme) : -1;
	if (!l->themes && at >= 0)
		l->themes = 1u << at; /* shown as chosen on the page that follows, where it can be changed */
	answered(t, STOP_PEOPLE);
}

static void set_people(struct turn *t, int64_t people)
{
	if (people < 1 || people > STOP_PEOPLE_MAX)
		return;
	t->s->stop.draft.people = (short)people;
	answered(t, STOP_MINUTES);
}

static void set_minutes(struct turn *t, int64_t minutes)
{
	if (minutes < 1 || minutes > 24 * 60)
		return;
	t->s->stop.draft.minutes = (short)minutes;
	answered(t, STOP_THEMES);
}

static void touched(struct turn *t, enum coop_list list, int value)
{
	t->s->stop.done = STOP_CHOSEN;
	t->s->stop.touched = (short)(list * 64 + value);
	activity_echo(t);
}

static void set_theme(struct turn *t, int64_t theme)
{
	if (theme < 0 || theme >= COOP_THEMES)
		return;
	t->s->stop.draft.themes ^= 1u << theme;
	touched(t, COOP_THEME, (int)theme);
}

/* "Pas de matériel" and a device do not go together. */
static void set_material(struct stop_line *l, int value)
{
	unsigned none = 1u << coop_find(COOP_MATERIAL, "aucun"), bit = 1u << value;
	unsigned now = l->material ^ bit;
	if (now & bit)
		now &= bit == none ? none : ~none;
	l->material = (unsigned char)now;
}

static void set_choice(struct turn *t, int64_t operand)
{
	struct stop_line *l = &t->s->stop.draft;
	int list = (int)(operand / 64), value = (int)(operand % 64);
	if (operand < 0 || list >= COOP_LIST_COUNT || value >= coop_choices((enum coop_list)list) || list == COOP_THEME)
		return;
	if (list == COOP_MATERIAL)
		set_material(l, value);
	else
		l->choice[list] = (signed char)(l->choice[list] == value ? -1 : value);
	touched(t, (enum coop_list)list, value);
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
		keep(t);
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

static void add(struct effects *fx, enum fact_kind kind, const char *v0, const char *v1)
{
	if (fx->fact_count < VISIT_PAD && fact_make(&fx->facts[fx->fact_count], kind, v0, v1, NULL, NULL, NULL))
		fx->fact_count++;
}

/* Bands only (statistics.md): one presence, a group a workshop, decoys up to VISIT_PAD. A guided session told its own group
 * when it ended. The groups are in the order of their bands, which says nothing of the day. More workshops than fit in one
 * stop are beyond any bus: the last ones are not told. */
static void tell_stop(struct turn *t)
{
	const struct stop *s = &t->s->stop;
	struct effects *fx = t->fx;
	struct stop_sums n = stop_sums(s);
	static const struct {
		const char *band;
		int from, to;
	} bands[] = { { "2-5", 2, 5 }, { "6-10", 6, 10 }, { "11plus", 11, STOP_PEOPLE_MAX } };
	fx->fact_count = 0;
	fx->stop_done = n.helps > 0;
	if (!fx->stop_done)
		return;
	add(fx, FACT_PRESENCE, s->commune, n.helps <= 10 ? "1-10" : n.helps <= 25 ? "11-25" : "26plus");
	for (size_t b = 0; b < sizeof bands / sizeof *bands; b++)
		for (int i = 0; i < s->count; i++) {
			const struct stop_line *l = &s->lines[i];
			if (l->workshop && l->title >= 0 && l->people >= bands[b].from && l->people <= bands[b].to)
				add(fx, FACT_GROUP, coop_workshops[l->title].id, bands[b].band);
		}
	while (fx->fact_count < VISIT_PAD)
		add(fx, FACT_DECOY, NULL, NULL);
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
	page(t, STOP_DONE);
}

static void give(struct turn *t)
{
	t->fx->job = JOB_GIVE_STOP;
	page(t, STOP_WORKING);
}

/* ---- what happens ---- */

static void line_back(struct turn *t)
{
	struct stop *s = &t->s->stop;
	bool old = s->line < s->count;
	if (old && s->field != STOP_REVIEW && s->themes == THEMES_USUAL) {
		ask(t, STOP_REVIEW);
		return;
	}
	switch (s->field) {
	case STOP_REVIEW: show(t, STOP_LINES); break;
	case STOP_PEOPLE: ask(t, STOP_TITLE); break;
	case STOP_MINUTES:
		if (s->draft.workshop)
			ask(t, STOP_PEOPLE);
		else
			show(t, STOP_HOME);
		break;
	case STOP_THEMES:
		if (s->themes != THEMES_USUAL)
			ask(t, STOP_THEMES);
		else if (s->draft.workshop)
			ask(t, STOP_MINUTES);
		else
			show(t, STOP_HOME);
		break;
	case STOP_DETAILS: ask(t, STOP_THEMES); break;
	default: show(t, STOP_HOME); break;
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
	case STOP_WIPE: show(t, STOP_SHEET); break;
	default: show(t, STOP_HOME); break;
	}
}

static void touch(struct turn *t)
{
	struct stop *s = &t->s->stop;
	int64_t n = t->m->number;
	switch ((enum stop_do)t->m->arg) {
	case STOP_OPEN: enter(t); break;
	case STOP_SHOW: show(t, n); break;
	case STOP_PERSON: person(t, n); break;
	case STOP_WORKSHOP: workshop(t); break;
	case STOP_SAME: same(t); break;
	case STOP_UNDO: undo(t); break;
	case STOP_EDIT: edit(t, n); break;
	case STOP_DELETE: delete(t); break;
	case STOP_ASK:
		if (n >= STOP_REVIEW && n <= STOP_DETAILS)
			ask(t, (enum stop_field)n);
		break;
	case STOP_SET_TITLE: set_title(t, n); break;
	case STOP_SET_PEOPLE: set_people(t, n); break;
	case STOP_SET_MINUTES: set_minutes(t, n); break;
	case STOP_THEMES_OF:
		if (n >= THEMES_USUAL && n <= THEMES_PAPERS) {
			s->themes = (short)n;
			page(t, STOP_LINE);
		}
		break;
	case STOP_SET_THEME: set_theme(t, n); break;
	case STOP_SET_CHOICE: set_choice(t, n); break;
	case STOP_SAVE: save(t); break;
	case STOP_LETTER: letter(t, n); break;
	case STOP_RUB: rub(t); break;
	case STOP_SET_VENUE:
		if (n >= 0 && n < coop_tables[COOP_VENUE].count) {
			s->venue = (short)n;
			s->handed = false;
			keep(t);
			touched(t, COOP_VENUE, (int)n);
		}
		break;
	case STOP_SET_DAY:
		s->day += n > 0 ? 1 : -1;
		s->handed = false;
		keep(t);
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
		page(t, STOP_GIVEN);
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
