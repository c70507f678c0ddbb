/* Sections that are one line of numbers. */
#include "coordinator/chart.h"
#include "coordinator/report_line.h"
#include "coordinator/report_parts.h"

/* There were facts: is there something that may be shown? */
static bool showable(struct page *p, enum indicator_id id, const struct line *l)
{
	p->withheld[id] = !line_any(l);
	return !p->withheld[id];
}

void part_line(struct page *p, const struct line_part *part)
{
	struct line l;
	if (!report_line(p->r, part->indicator, part->by_size, &l) || (part->varied && line_one_value(&l)) ||
	    !showable(p, part->indicator, &l))
		return;
	section_begin(p, part->indicator, part->title, part->lead);
	switch (part->drawing) {
	case LINE_COLUMNS: line_columns(&l, indicator_table[part->indicator].id, part->title, p->out); break;
	case LINE_FACES:
		chart_faces(p->out, indicator_table[part->indicator].id, l.n, l.hidden, l.whole);
		break;
	case LINE_BARS: line_bars(&l, part->title, p->out); break;
	}
	section_end(p);
}

void part_slot(struct page *p)
{
	struct line l;
	if (!report_slots(p->r, &l) || line_one_value(&l) || !showable(p, INDICATOR_SLOT, &l))
		return;
	section_begin(p, INDICATOR_SLOT, "Le moment", "Quand la date était confirmée.");
	line_bars(&l, "Moment de la semaine", p->out);
	section_end(p);
}
