/* Modules: reached, finished, and what changed between their first and last question. */
#include <stdlib.h>
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

static int by_started(const void *a, const void *b)
{
	const struct module_row *x = a, *y = b;
	if (x->started != y->started)
		return x->started < y->started ? 1 : -1;
	return strcmp(x->id, y->id);
}

static bool names_module(const struct fact *f, const char **id)
{
	*id = f->value[0];
	return f->kind == FACT_MODULE_START || f->kind == FACT_MODULE_END || f->kind == FACT_QUIZ;
}

/* The band in which the middle one of all finished runs lies. */
static const char *middle_minutes(const struct report *r, const char *id)
{
	long long whole = tally_sum(&r->tally, FACT_MODULE_END, id, "done", NULL, NULL), seen = 0;
	const struct value_choice *c = fact_table[FACT_MODULE_END].values[2].choices;
	if (whole < TALLY_MIN)
		return NULL;
	for (; c->id; c++) {
		seen += tally_sum(&r->tally, FACT_MODULE_END, id, "done", c->id, NULL);
		if (2 * seen >= whole)
			return c->fr;
	}
	return NULL;
}

/* Totals are printed, and a module's starts tell the sum of its two ends: rows are masked together. */
static void hide(const struct report *r, struct module_rows *m)
{
	size_t n = (size_t)m->count + 1;
	long long *starts = arena_array(r->arena, n, sizeof *starts),
	          *ends = arena_array(r->arena, 2 * n, sizeof *ends);
	bool *hidden = arena_array(r->arena, n, sizeof *hidden),
	     *ends_hidden = arena_array(r->arena, n, sizeof *hidden);
	for (int i = 0; i < m->count; i++) {
		starts[i] = m->row[i].started;
		ends[2 * i] = m->row[i].done;
		ends[2 * i + 1] = m->row[i].left;
	}
	hide_line(starts, hidden, m->count);
	for (int i = 0; i < m->count; i++)
		ends_hidden[i] = hidden[i];
	hide_pairs(ends, ends_hidden, m->count);
	for (int i = 0; i < m->count; i++) {
		m->row[i].started_hidden = hidden[i];
		m->row[i].ends_hidden = ends_hidden[i];
		if (m->row[i].ends_hidden)
			m->row[i].minutes = NULL;
	}
}

/* The share of each module and that of all are printed: right answers and the others are pairs whose sums and
 * totals are known. A share alone in its trouble may still be told as a bound. */
static void share(const struct report *r, struct module_rows *m, const bool *measured_hidden, bool after)
{
	size_t n = (size_t)m->count + 1;
	long long *pair = arena_array(r->arena, 2 * n, sizeof *pair);
	bool *hidden = arena_array(r->arena, n, sizeof *hidden);
	for (int i = 0; i < m->count; i++) {
		pair[2 * i] = after ? m->row[i].after : m->row[i].before;
		pair[2 * i + 1] = m->row[i].measured - pair[2 * i];
		hidden[i] = measured_hidden[i];
	}
	hide_pairs(pair, hidden, m->count);
	for (int i = 0; i < m->count; i++) {
		struct share s = hide_share(pair[2 * i], m->row[i].measured);
		if (measured_hidden[i] || (hidden[i] && s.kind == SHARE_EXACT))
			s.kind = SHARE_HIDDEN;
		if (after)
			m->row[i].after_share = s;
		else
			m->row[i].before_share = s;
	}
}

static void hide_change(const struct report *r, struct module_rows *m)
{
	size_t n = (size_t)m->count + 1;
	long long *measured = arena_array(r->arena, n, sizeof *measured);
	bool *hidden = arena_array(r->arena, n, sizeof *hidden);
	for (int i = 0; i < m->count; i++)
		measured[i] = m->row[i].measured;
	hide_line(measured, hidden, m->count);
	share(r, m, hidden, false);
	share(r, m, hidden, true);
}

struct module_rows report_modules(const struct report *r)
{
	struct module_rows m = { .row = arena_array(r->arena, (size_t)r->tally.count + 1, sizeof *m.row) };
	const struct tally *t = &r->tally;
	const char *id;
	for (int i = 0; i < t->count; i++) {
		if (!names_module(&t->cells[i].fact, &id))
			continue;
		int at = 0;
		while (at < m.count && strcmp(m.row[at].id, id) != 0)
			at++;
		if (at < m.count)
			continue;
		struct module_row *row = &m.row[m.count++];
		*row = (struct module_row){
			.id = id,
			.title = titles_get(&r->titles, id),
			.started = tally_sum(t, FACT_MODULE_START, id, NULL, NULL, NULL),
			.done = tally_sum(t, FACT_MODULE_END, id, "done", NULL, NULL),
			.left = tally_sum(t, FACT_MODULE_END, id, "left", NULL, NULL),
			.minutes = middle_minutes(r, id),
			.measured = tally_sum(t, FACT_QUIZ, id, NULL, NULL, NULL),
			.before = tally_sum(t, FACT_QUIZ, id, "high", NULL, NULL),
			.after = tally_sum(t, FACT_QUIZ, id, NULL, "high", NULL),
		};
		m.started += row->started;
		m.done += row->done;
		m.measured += row->measured;
		m.before += row->before;
		m.after += row->after;
	}
	qsort(m.row, (size_t)m.count, sizeof *m.row, by_started);
	hide(r, &m);
	hide_change(r, &m);
	return m;
}

/* ---- the two sections ---------------------------------------------------------------------------------- */

static void module_line(const struct module_row *row, long long scale, struct buf *out)
{
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, row->title);
	if (row->minutes) {
		buf_puts(out, "<small>en général ");
		html_text(out, row->minutes);
		buf_puts(out, "</small>");
	}
	buf_puts(out, "</th><td>");
	if (row->started_hidden)
		chart_masked(out);
	else
		chart_double(out, row->started, row->done, scale, row->ends_hidden);
	buf_puts(out, "</td><td class=\"n\">");
	count_fr(out, row->started, row->started_hidden);
	buf_puts(out, "</td><td class=\"n\">");
	count_fr(out, row->done, row->ends_hidden);
	buf_puts(out, "</td></tr>\n");
}

static bool any_started_shown(const struct module_rows *m)
{
	for (int i = 0; i < m->count; i++)
		if (!m->row[i].started_hidden)
			return true;
	return false;
}

static void modules_table(const struct module_rows *m, struct buf *out)
{
	buf_puts(out, "<table class=\"bars modules\"><caption>Modules commencés et terminés</caption>"
	              "<thead><tr><td></td><td></td><th scope=\"col\">commencés</th>"
	              "<th scope=\"col\">terminés</th></tr></thead><tbody>\n");
	long long scale = 1;
	for (int i = 0; i < m->count; i++)
		if (!m->row[i].started_hidden && m->row[i].started > scale)
			scale = m->row[i].started;
	for (int i = 0; i < m->count && i < MODULES_SHOWN; i++)
		module_line(&m->row[i], scale, out);
	buf_puts(out, "</tbody></table>\n");
	if (m->count > MODULES_SHOWN)
		buf_printf(out, "<p class=\"note\">Et %d autres modules, moins utilisés.</p>",
		           m->count - MODULES_SHOWN);
}

void part_modules(struct page *p, const struct module_rows *m)
{
	if (m->count == 0 || m->started + m->done == 0)
		return;
	p->withheld[INDICATOR_MODULES_STARTED] = !any_started_shown(m);
	if (p->withheld[INDICATOR_MODULES_STARTED])
		return;
	section_rows(p, INDICATOR_MODULES_STARTED, m->count, "Les modules",
	             "Combien de fois chacun a été commencé (barre claire) et mené au bout (barre foncée).");
	p->shown[INDICATOR_MODULES_DONE] = true;
	for (int i = 0; i < m->count; i++)
		p->shown[INDICATOR_MODULE_MINUTES] |= m->row[i].minutes != NULL;
	modules_table(m, p->out);
	section_end(p);
}

/* ---- before and after ---------------------------------------------------------------------------------- */

static bool change_hidden(const struct module_row *row)
{
	return row->before_share.kind == SHARE_HIDDEN || row->after_share.kind == SHARE_HIDDEN;
}

static void change_line(const struct module_row *row, struct buf *out)
{
	char n[FRENCH_MAX];
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, row->title);
	buf_puts(out, "<small>");
	if (change_hidden(row)) {
		buf_puts(out, "<span class=\"masked\">masqué</span></small></th><td>");
		chart_masked(out);
	} else {
		share_fr(out, row->before_share);
		buf_puts(out, " avant, <b>");
		share_fr(out, row->after_share);
		buf_printf(out, "\u00a0après</b> (n\u00a0=\u00a0%s)</small></th><td>",
		           number_fr(row->measured, n));
		chart_change(out, row->before_share, row->after_share);
	}
	buf_puts(out, "</td></tr>\n");
}

void part_change(struct page *p, const struct module_rows *m)
{
	int shown = 0, most = 0;
	if (m->measured == 0)
		return;
	for (int i = 0; i < m->count; i++)
		shown += m->row[i].measured > 0 && !change_hidden(&m->row[i]);
	p->withheld[INDICATOR_CHANGE] = shown == 0;
	if (shown == 0)
		return;
	section_rows(
	    p, INDICATOR_CHANGE, m->count, "Avant et après le module",
	    "Part de bonnes réponses à la même question. Rond vide : avant le module. Rond plein : après.");
	buf_puts(p->out, "<table class=\"bars change\"><caption>Bonnes réponses avant et après chaque "
	                 "module</caption><tbody>\n");
	for (int i = 0; i < m->count && most < MODULES_SHOWN; i++)
		if (m->row[i].measured > 0) {
			change_line(&m->row[i], p->out);
			most++;
		}
	buf_puts(p->out, "<tr class=\"axis\" aria-hidden=\"true\"><td></td><td>");
	chart_change_axis(p->out);
	buf_puts(p->out, "</td></tr></tbody></table>\n");
	section_end(p);
}
