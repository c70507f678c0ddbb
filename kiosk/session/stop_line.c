/* The lines of a stop's count: a new one, its fields one after the other, the same once more, undone, corrected. */
#include "session/stop_parts.h"

#include <string.h>

#include "content/guide.h"

struct stop_line stop_fresh_line(bool workshop)
{
	struct stop_line l = { .workshop = workshop, .title = -1, .people = workshop ? 0 : 1 };
	memset(l.choice, -1, sizeof l.choice);
	return l;
}

void stop_workshop_held(struct turn *t, const struct guide *guide, int people)
{
	struct stop *s = &t->s->stop;
	int theme = coop_find(COOP_THEME, guide->theme);
	size_t n = strlen(guide->id);
	if (!s->on || s->count == STOP_LINES_MAX || n > MODULE_ID_MAX)
		return;
	struct stop_line l = stop_fresh_line(true);
	l.people = (short)(people < STOP_PEOPLE_MAX ? people : STOP_PEOPLE_MAX);
	l.minutes = (short)guide->minutes;
	l.themes = theme >= 0 ? 1u << theme : 0;
	memcpy(l.guide, guide->id, n);
	if (s->line == s->count) /* a new line that waits to be finished comes behind it */
		s->line++;
	s->lines[s->count++] = l;
	s->handed = false;
	stop_keep(t);
}

/* ---- lines ---- */

void line_person(struct turn *t, int64_t minutes)
{
	struct stop *s = &t->s->stop;
	if (s->count == STOP_LINES_MAX || minutes < 0 || minutes > 24 * 60)
		return;
	s->draft = stop_fresh_line(false);
	s->draft.minutes = (short)minutes;
	s->line = s->count;
	stop_ask(t, minutes ? STOP_THEMES : STOP_MINUTES);
}

void line_workshop(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->count == STOP_LINES_MAX)
		return;
	s->draft = stop_fresh_line(true);
	s->line = s->count;
	stop_ask(t, STOP_TITLE);
}

static void added(struct turn *t)
{
	t->s->stop.taken_at = -1;
	t->s->stop.handed = false; /* the sheet on the stick is no longer this one */
	stop_keep(t);
}

void line_same(struct turn *t)
{
	struct stop *s = &t->s->stop;
	const struct stop_line *before = stop_before(s);
	if (!before || s->count == STOP_LINES_MAX)
		return;
	s->lines[s->count] = *before;
	s->count++;
	added(t);
	s->done = STOP_SAVED;
	stop_to_page(t, STOP_HOME);
}

void line_save(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->page != STOP_LINE || s->line > s->count || s->line >= STOP_LINES_MAX)
		return;
	if (!stop_whole(&s->draft)) {
		if (s->field != STOP_THEMES)
			stop_ask(t, STOP_THEMES);
		s->done = STOP_MISSING;
		activity_shown(t);
		return;
	}
	bool old = s->line < s->count;
	s->lines[s->line] = s->draft;
	s->count += !old;
	added(t);
	s->done = STOP_SAVED;
	stop_to_page(t, old ? STOP_LINES : STOP_HOME);
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
	stop_keep(t);
}

void line_undo(struct turn *t)
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
	stop_to_page(t, s->page == STOP_LINES ? STOP_LINES : STOP_HOME);
}

void line_edit(struct turn *t, int64_t line)
{
	struct stop *s = &t->s->stop;
	if (line < 0 || line >= s->count)
		return;
	s->line = (short)line;
	s->draft = s->lines[line];
	stop_ask(t, STOP_REVIEW);
}

void line_delete(struct turn *t)
{
	struct stop *s = &t->s->stop;
	if (s->page != STOP_LINE || s->line >= s->count)
		return;
	take(t, s->line);
	stop_to_page(t, STOP_LINES);
}

/* ---- fields of the line that is being filled ---- */

/* A new line goes from one to the next; a line that was there comes back to its review. */
static void answered(struct turn *t, enum stop_field next)
{
	stop_ask(t, t->s->stop.line < t->s->stop.count ? STOP_REVIEW : next);
}

void line_title(struct turn *t, int64_t which)
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

void line_people(struct turn *t, int64_t people)
{
	if (people < 1 || people > STOP_PEOPLE_MAX)
		return;
	t->s->stop.draft.people = (short)people;
	answered(t, STOP_MINUTES);
}

void line_minutes(struct turn *t, int64_t minutes)
{
	if (minutes < 1 || minutes > 24 * 60)
		return;
	t->s->stop.draft.minutes = (short)minutes;
	answered(t, STOP_THEMES);
}

void line_touched(struct turn *t, enum coop_list list, int value)
{
	t->s->stop.done = STOP_CHOSEN;
	t->s->stop.touched = (short)(list * 64 + value);
	activity_echo(t);
}

void line_theme(struct turn *t, int64_t theme)
{
	if (theme < 0 || theme >= COOP_THEMES)
		return;
	t->s->stop.draft.themes ^= 1u << theme;
	line_touched(t, COOP_THEME, (int)theme);
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

void line_choice(struct turn *t, int64_t operand)
{
	struct stop_line *l = &t->s->stop.draft;
	int list = (int)(operand / 64), value = (int)(operand % 64);
	if (operand < 0 || list >= COOP_LIST_COUNT || value >= coop_choices((enum coop_list)list) || list == COOP_THEME)
		return;
	if (list == COOP_MATERIAL)
		set_material(l, value);
	else
		l->choice[list] = (signed char)(l->choice[list] == value ? -1 : value);
	line_touched(t, (enum coop_list)list, value);
}
