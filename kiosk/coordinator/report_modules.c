/* Modules: reached, finished, and what changed between their first and last question. */
#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

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

/* That a module was opened at all is what "masked" says; its number is not told. */
static void name_modules(const struct module_rows *m, struct buf *out)
{
	enum { NAMED = 12 };
	buf_puts(out, "<p class=\"note silent\">Modules ouverts, trop peu de fois pour être comptés ici\u202f: ");
	for (int i = 0; i < m->count && i < NAMED; i++) {
		buf_puts(out, i ? ", " : "");
		html_name(out, m->row[i].title);
	}
	buf_puts(out, m->count > NAMED ? "...</p>\n" : ".</p>\n");
}

void part_modules(struct page *p, const struct module_rows *m)
{
	if (m->count == 0 || (p->r->sheets && !p->r->sheets->there[SHEET_MODULES]))
		return;
	p->withheld[INDICATOR_MODULES_STARTED] = !any_started_shown(m);
	if (p->withheld[INDICATOR_MODULES_STARTED]) {
		name_modules(m, p->out);
		return;
	}
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
	if (p->r->sheets ? !p->r->sheets->there[SHEET_CHANGE] : m->quizzes == 0)
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
