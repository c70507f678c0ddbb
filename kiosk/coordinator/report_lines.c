/* Sections that are one line of numbers. */
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/html.h"
#include "coordinator/report_line.h"
#include "coordinator/report_parts.h"

static enum fact_kind kind_of(enum indicator_id id)
{
	return indicator_table[id].kinds[0];
}

/* Visits that did not tell a fact that a visit tells once: the total of uses is printed, so a reader can
 * subtract. */
static long long untold(const struct report *r, enum fact_kind kind, long long told)
{
	long long uses = report_uses(r);
	return fact_table[kind].per_visit == 1 && uses > told ? uses - told : 0;
}

static bool withheld(struct page *p, enum indicator_id id, const struct line *l)
{
	p->withheld[id] = l->whole < TALLY_MIN || !line_any(l);
	return p->withheld[id];
}

void part_line(struct page *p, const struct line_part *part)
{
	const struct tally *t = &p->r->tally;
	enum fact_kind kind = kind_of(part->indicator);
	struct line l = { 0 };
	for (const struct value_choice *c = fact_table[kind].values[part->at].choices; c->id; c++)
		line_add(&l, c->fr,
		         part->at == 0   ? tally_sum(t, kind, c->id, NULL, NULL, NULL)
		         : part->at == 1 ? tally_sum(t, kind, NULL, c->id, NULL, NULL)
		                         : tally_sum(t, kind, NULL, part->only, c->id, NULL));
	if (l.whole == 0 || (line_one_value(&l) && kind != FACT_LANGUAGE))
		return;
	l.rest = untold(p->r, kind, l.whole);
	line_ready(&l, part->by_size);
	if (withheld(p, part->indicator, &l))
		return;
	section_begin(p, part->indicator, part->title, part->lead);
	if (part->drawing == LINE_COLUMNS)
		line_columns(&l, indicator_table[part->indicator].id, part->title, p->out);
	else
		line_bars(&l, part->title, p->out);
	section_end(p);
}

void part_slot(struct page *p)
{
	const struct value_rule *v = fact_table[FACT_SLOT].values;
	struct line l = { 0 };
	for (const struct value_choice *day = v[0].choices; day->id; day++)
		for (const struct value_choice *half = v[1].choices; half->id; half++)
			line_add(&l, arena_printf(p->r->arena, "%s, %s", day->fr, half->fr),
			         tally_sum(&p->r->tally, FACT_SLOT, day->id, half->id, NULL, NULL));
	if (l.whole == 0 || line_one_value(&l))
		return;
	l.rest = untold(p->r, FACT_SLOT, l.whole);
	line_ready(&l, false);
	if (withheld(p, INDICATOR_SLOT, &l))
		return;
	section_begin(p, INDICATOR_SLOT, "Le moment", "Quand la date était confirmée.");
	line_bars(&l, "Moment de la semaine", p->out);
	section_end(p);
}

void part_access(struct page *p)
{
	struct line l = { 0 };
	for (const struct value_choice *c = fact_table[FACT_ACCESS].values[0].choices; c->id; c++)
		line_add(&l, c->fr, tally_sum(&p->r->tally, FACT_ACCESS, c->id, NULL, NULL, NULL));
	if (l.whole == 0)
		return;
	line_sort(&l);
	for (int i = 0; i < l.count;
	     i++) { /* up to three in a visit, none in most: there is no total to subtract from */
		l.hidden[i] = hide_small(l.n[i]);
		l.most = !l.hidden[i] && l.n[i] > l.most ? l.n[i] : l.most;
	}
	if (!line_any(&l)) {
		p->withheld[INDICATOR_ACCESS] = true;
		return;
	}
	section_begin(p, INDICATOR_ACCESS, "Les aides utilisées", "Pour mieux voir, entendre, toucher.");
	chart_bars_begin(p->out, "Aides utilisées");
	for (int i = 0; i < l.count; i++)
		if (l.n[i] > 0)
			chart_bar(p->out, l.label[i], l.n[i], l.most, 0, l.hidden[i]);
	chart_bars_end(p->out);
	section_end(p);
}

void part_opinion(struct page *p)
{
	static const char *const values[3] = { "minus", "equal", "plus" };
	struct line l = { 0 };
	for (int i = 0; i < 3; i++)
		line_add(&l, values[i], tally_sum(&p->r->tally, FACT_OPINION, NULL, values[i], NULL, NULL));
	if (l.whole == 0)
		return;
	l.rest = untold(p->r, FACT_OPINION, l.whole);
	line_ready(&l, false);
	if (withheld(p, INDICATOR_OPINION, &l))
		return;
	section_begin(p, INDICATOR_OPINION, "L'avis donné à la fin",
	              "Trois visages, au choix, sans obligation.");
	chart_faces(p->out, indicator_table[INDICATOR_OPINION].id, l.n, l.hidden);
	section_end(p);
}

/* One guided session is one visit "in a group": its number may tell no more than that line does. */
static bool group_visits_masked(const struct report *r)
{
	struct line l = { 0 };
	int group = -1;
	for (const struct value_choice *c = fact_table[FACT_VISIT].values[1].choices; c->id; c++) {
		if (strcmp(c->id, "group") == 0)
			group = l.count;
		line_add(&l, c->fr, tally_sum(&r->tally, FACT_VISIT, NULL, c->id, NULL, NULL));
	}
	line_ready(&l, false);
	return l.hidden[group];
}

void part_groups(struct page *p)
{
	struct line l = { 0 };
	for (const struct value_choice *c = fact_table[FACT_GROUP].values[1].choices; c->id; c++)
		line_add(&l, c->fr, tally_sum(&p->r->tally, FACT_GROUP, NULL, c->id, NULL, NULL));
	if (l.whole == 0)
		return;
	line_ready(&l, false);
	if (group_visits_masked(p->r)) {
		p->withheld[INDICATOR_GROUPS] = true;
		return;
	}
	if (withheld(p, INDICATOR_GROUPS, &l))
		return;
	section_begin(p, INDICATOR_GROUPS, "Les séances en groupe", "Selon le nombre de participants.");
	line_bars(&l, "Séances en groupe", p->out);
	section_end(p);
}
