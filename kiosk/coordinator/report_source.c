/* Lines of numbers, from published sheets or from facts. */
#include <stdio.h>
#include <string.h>

#include "coordinator/report_line.h"
#include "coordinator/report_parts.h"

/* Where the cells of a line are: which value of the fact, and which side of which sheet. */
struct line_source {
	enum indicator_id id;
	int at;           /* value of the fact */
	const char *only; /* the value before it, NULL for all */
	enum report_sheet sheet;
	bool by_row;
	const char *prefix; /* of the columns' ids */
	const char *total;  /* column of the total in a sheet; NULL: these do not add up */
};

static const struct line_source sources[] = {
	{ INDICATOR_VISIT_MINUTES, 0, NULL, SHEET_USES, true, "", REGISTER_TOTAL },
	{ INDICATOR_COMPANY, 1, NULL, SHEET_USES, false, "", REGISTER_TOTAL },
	{ INDICATOR_MODULE_MINUTES, 2, "done", SHEET_MODULES, false, "done/", "done" },
	{ INDICATOR_OPINION, 1, NULL, SHEET_OPINIONS, false, "", REGISTER_TOTAL },
	{ INDICATOR_AGE, 0, NULL, SHEET_AGES, false, "", REGISTER_TOTAL },
	{ INDICATOR_LANGUAGE, 0, NULL, SHEET_LANGUAGES, true, "", REGISTER_TOTAL },
	{ INDICATOR_ACCESS, 0, NULL, SHEET_ACCESS, true, "", NULL },
	{ INDICATOR_GROUPS, 1, NULL, SHEET_GROUPS, false, "", REGISTER_TOTAL },
};

/* ---- from facts ---------------------------------------------------------------------------------------- */

/* Visits that did not tell a fact that a visit tells once: the total of uses is printed, so a reader can
 * subtract. */
static long long untold(const struct report *r, enum fact_kind kind, long long told)
{
	long long uses = report_uses(r);
	return fact_table[kind].per_visit == 1 && uses > told ? uses - told : 0;
}

static void hide_all(struct line *l)
{
	for (int i = 0; i < l->count; i++)
		l->hidden[i] |= l->n[i] > 0;
	l->most = 0;
}

/* Numbers that do not add up: there is no total to subtract from. */
static void hide_each(struct line *l)
{
	for (int i = 0; i < l->count; i++) {
		l->hidden[i] = hide_small(l->n[i]);
		l->most = !l->hidden[i] && l->n[i] > l->most ? l->n[i] : l->most;
	}
	l->whole = 0;
}

static bool mask(struct line *l, const struct report *r, enum fact_kind kind, bool adds_up, bool by_size)
{
	long long counted = l->whole;
	if (counted == 0)
		return false;
	if (!adds_up) {
		line_sort(l);
		hide_each(l);
		return true;
	}
	l->rest = untold(r, kind, l->whole);
	line_ready(l, by_size);
	if (counted < TALLY_MIN)
		hide_all(l);
	return true;
}

/* One guided session is one visit "in a group": its number may tell no more than that line does. */
static bool group_visits_masked(const struct report *r)
{
	struct line l;
	if (!report_line(r, INDICATOR_COMPANY, false, &l))
		return false;
	for (int i = 0; i < l.count; i++)
		if (strcmp(fact_table[FACT_VISIT].values[1].choices[i].id, "group") == 0)
			return l.hidden[i];
	return false;
}

/* ---- both ---------------------------------------------------------------------------------------------- */

static bool finish_told(struct line *l, struct told whole, bool by_size)
{
	bool any = false;
	l->whole = whole.hidden ? 0 : whole.n;
	for (int i = 0; i < l->count; i++) {
		any |= l->hidden[i] || l->n[i] > 0;
		l->most = l->n[i] > l->most ? l->n[i] : l->most;
	}
	if (by_size)
		line_sort(l);
	return any;
}

static void add_told(struct line *l, const char *label, struct told t)
{
	l->hidden[l->count] = t.hidden;
	line_add(l, label, t.n);
}

static bool line_told(const struct report *r, const struct line_source *s, bool by_size, struct line *l)
{
	enum fact_kind kind = indicator_table[s->id].kinds[0];
	const struct told none = { 0, true };
	if (!r->sheets->there[s->sheet])
		return false;
	for (const struct value_choice *c = fact_table[kind].values[s->at].choices; c->id; c++) {
		char id[2 * FACT_VALUE_SIZE];
		snprintf(id, sizeof id, "%s%s", s->prefix, c->id);
		add_told(l, c->fr,
		         s->by_row ? report_told(r->sheets, s->sheet, id, REGISTER_TOTAL)
		                   : report_told(r->sheets, s->sheet, REGISTER_TOTAL, id));
	}
	return finish_told(l, s->total ? report_told(r->sheets, s->sheet, REGISTER_TOTAL, s->total) : none,
	                   by_size);
}

bool report_line(const struct report *r, enum indicator_id id, bool by_size, struct line *l)
{
	const struct line_source *s = sources;
	while (s->id != id)
		s++;
	enum fact_kind kind = indicator_table[id].kinds[0];
	*l = (struct line){ 0 };
	if (r->sheets)
		return line_told(r, s, by_size, l);
	for (const struct value_choice *c = fact_table[kind].values[s->at].choices; c->id; c++)
		line_add(l, c->fr,
		         s->at == 0   ? tally_sum(&r->tally, kind, c->id, NULL, NULL, NULL)
		         : s->at == 1 ? tally_sum(&r->tally, kind, NULL, c->id, NULL, NULL)
		                      : tally_sum(&r->tally, kind, NULL, s->only, c->id, NULL));
	if (!mask(l, r, kind, s->total != NULL, by_size))
		return false;
	if (id == INDICATOR_GROUPS && group_visits_masked(r))
		hide_all(l);
	return true;
}

bool report_slots(const struct report *r, struct line *l)
{
	const struct value_rule *v = fact_table[FACT_SLOT].values;
	*l = (struct line){ 0 };
	for (const struct value_choice *day = v[0].choices; day->id; day++)
		for (const struct value_choice *half = v[1].choices; half->id; half++) {
			const char *label = arena_printf(r->arena, "%s, %s", day->fr, half->fr);
			if (r->sheets)
				add_told(l, label, report_told(r->sheets, SHEET_SLOTS, day->id, half->id));
			else
				line_add(l, label,
				         tally_sum(&r->tally, FACT_SLOT, day->id, half->id, NULL, NULL));
		}
	if (!r->sheets)
		return mask(l, r, FACT_SLOT, true, false);
	return r->sheets->there[SHEET_SLOTS] &&
	       finish_told(l, report_told(r->sheets, SHEET_SLOTS, REGISTER_TOTAL, REGISTER_TOTAL), false);
}

bool report_poll(const struct report *r, const char *question, struct line *l)
{
	*l = (struct line){ 0 };
	for (const struct value_choice *c = fact_table[FACT_POLL].values[1].choices; c->id; c++) {
		const char *title = titles_question(&r->titles, question, c->id);
		const char *label = title == c->id ? c->fr : title;
		if (r->sheets)
			add_told(l, label, report_told(r->sheets, SHEET_POLLS, question, c->id));
		else
			line_add(l, label, tally_sum(&r->tally, FACT_POLL, question, c->id, NULL, NULL));
	}
	if (r->sheets)
		return finish_told(l, report_told(r->sheets, SHEET_POLLS, question, REGISTER_TOTAL), false);
	return mask(l, r, FACT_POLL, true, false);
}

struct told report_uses_told(const struct report *r)
{
	if (r->sheets)
		return report_told(r->sheets, SHEET_USES, REGISTER_TOTAL, REGISTER_TOTAL);
	return (struct told){ report_uses(r), hide_small(report_uses(r)) };
}
