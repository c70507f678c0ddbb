/* Sections that are one line of numbers whose total a reader knows, and the questions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

enum { LINE_MAX_CELLS = 12, HARD_QUESTIONS = 5 };

struct line {
	const char *label[LINE_MAX_CELLS];
	long long n[LINE_MAX_CELLS], whole, most;
	bool hidden[LINE_MAX_CELLS];
	int count;
};

static void line_add(struct line *l, const char *label, long long n)
{
	if (l->count == LINE_MAX_CELLS)
		return;
	l->label[l->count] = label;
	l->n[l->count++] = n;
	l->whole += n;
}

static void line_ready(struct line *l, bool by_size)
{
	for (int i = 1; i < l->count && by_size; i++)
		for (int j = i; j > 0 && l->n[j] > l->n[j - 1]; j--) {
			long long n = l->n[j];
			const char *label = l->label[j];
			l->n[j] = l->n[j - 1], l->label[j] = l->label[j - 1];
			l->n[j - 1] = n, l->label[j - 1] = label;
		}
	hide_line(l->n, l->hidden, l->count);
	for (int i = 0; i < l->count; i++)
		if (!l->hidden[i] && l->n[i] > l->most)
			l->most = l->n[i];
}

static void too_few(struct buf *out)
{
	buf_printf(out, "<p class=\"masked\">Moins de %d réponses : rien n’est montré.</p>\n", TALLY_MIN);
}

static void line_bars(const struct line *l, const char *caption, struct buf *out)
{
	chart_bars_begin(out, caption);
	for (int i = 0; i < l->count; i++)
		if (l->n[i] > 0)
			chart_bar(out, l->label[i], l->n[i], l->most, l->whole, l->hidden[i]);
	chart_bars_end(out);
}

/* What fits under a column. */
static const char *short_label(const char *label)
{
	static const char *const known[][2] = { { "moins de 5 min", "< 5 min" },
		                                { "30 min ou plus", "30 min et +" } };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(label, known[i][0]) == 0)
			return known[i][1];
	return label;
}

void part_line(const struct report *r, struct buf *out, enum fact_kind kind, int at, bool by_size,
               bool columns, const char *title, const char *lead)
{
	struct line l = { 0 };
	for (const struct value_choice *c = fact_table[kind].values[at].choices; c->id; c++)
		line_add(
		    &l, columns ? short_label(c->fr) : c->fr,
		    tally_sum(&r->tally, kind, at == 0 ? c->id : NULL, at == 1 ? c->id : NULL, NULL, NULL));
	int values = 0;
	for (int i = 0; i < l.count; i++)
		values += l.n[i] > 0;
	if (values == 0 || (values == 1 && kind != FACT_LANGUAGE))
		return; /* all the same: nothing to compare, and it would be told of each person */
	line_ready(&l, by_size);
	section_begin(out, title, lead);
	if (l.whole < TALLY_MIN)
		too_few(out);
	else if (columns)
		chart_columns(out, title, l.label, l.n, l.hidden, l.count, l.whole);
	else
		line_bars(&l, title, out);
	section_end(out);
}

void part_access(const struct report *r, struct buf *out)
{
	/* Up to three in a visit and none in most: there is no total, so nothing to find back. */
	struct line l = { 0 };
	for (const struct value_choice *c = fact_table[FACT_ACCESS].values[0].choices; c->id; c++)
		line_add(&l, c->fr, tally_sum(&r->tally, FACT_ACCESS, c->id, NULL, NULL, NULL));
	if (l.whole == 0)
		return;
	line_ready(&l, true);
	section_begin(out, "Les aides utilisées", "Réglages choisis pour mieux voir, entendre ou toucher.");
	chart_bars_begin(out, "Aides utilisées");
	for (int i = 0; i < l.count; i++)
		if (l.n[i] > 0)
			chart_bar(out, l.label[i], l.n[i], l.most, 0, l.hidden[i]);
	chart_bars_end(out);
	section_end(out);
}

void part_opinion(const struct report *r, struct buf *out)
{
	static const char *const values[3] = { "minus", "equal", "plus" };
	long long n[3], whole = 0;
	bool hidden[3] = { false };
	for (int i = 0; i < 3; i++)
		whole += n[i] = tally_sum(&r->tally, FACT_OPINION, NULL, values[i], NULL, NULL);
	if (whole == 0)
		return;
	hide_line(n, hidden, 3);
	section_begin(out, "L'avis donné à la fin", "Trois visages, au choix, sans obligation.");
	if (whole < TALLY_MIN)
		too_few(out);
	else
		chart_faces(out, n, hidden);
	section_end(out);
}

/* ---- questions ----------------------------------------------------------------------------------------- */

struct question {
	const char *module, *id;
	long long right, asked;
	struct share share;
};

/* Answers given before the module tell what was known on arrival, not how hard the question is. */
static int read_questions(const struct report *r, struct question *q)
{
	int count = 0;
	for (int i = 0; i < r->tally.count; i++) {
		const struct cell *c = &r->tally.cells[i];
		if (c->fact.kind != FACT_ITEM || strcmp(c->fact.value[2], "before") == 0)
			continue;
		int at = 0;
		while (at < count && (strcmp(q[at].module, c->fact.value[0]) != 0 ||
		                      strcmp(q[at].id, c->fact.value[1]) != 0))
			at++;
		if (at == count)
			q[count++] = (struct question){ .module = c->fact.value[0], .id = c->fact.value[1] };
		q[at].asked += c->count;
		if (strcmp(c->fact.value[3], "right") == 0)
			q[at].right += c->count;
	}
	return count;
}

static int hardest_first(const void *a, const void *b)
{
	const struct question *x = a, *y = b;
	if (x->share.percent != y->share.percent)
		return x->share.percent < y->share.percent ? -1 : 1;
	int module = strcmp(x->module, y->module);
	return module ? module : strcmp(x->id, y->id);
}

void part_hard_questions(const struct report *r, struct buf *out)
{
	struct question *q = arena_array(r->arena, (size_t)r->tally.count + 1, sizeof *q);
	int count = read_questions(r, q), kept = 0;
	for (int i = 0; i < count; i++) {
		q[i].share = hide_share(q[i].right, q[i].asked);
		if (q[i].share.kind == SHARE_EXACT || q[i].share.kind == SHARE_AT_MOST)
			q[kept++] = q[i];
	}
	if (kept == 0)
		return;
	qsort(q, (size_t)kept, sizeof *q, hardest_first);
	section_begin(out, "Les questions les plus difficiles",
	              "Part de bonnes réponses, pendant ou après le module. À regarder avec l'auteur : sujet "
	              "difficile, ou "
	              "question mal posée ?");
	buf_puts(out,
	         "<table class=\"bars questions\"><caption>Questions les plus difficiles</caption><tbody>\n");
	for (int i = 0; i < kept && i < HARD_QUESTIONS; i++) {
		char n[FRENCH_MAX];
		buf_puts(out, "<tr><th scope=\"row\">");
		html_name(out, titles_question(&r->titles, q[i].module, q[i].id));
		buf_puts(out, "<small>");
		html_name(out, titles_get(&r->titles, q[i].module));
		buf_puts(out, "</small></th><td><svg width=\"100%\" height=\"15\" aria-hidden=\"true\"><rect "
		              "width=\"100%\" height=\"15\" "
		              "rx=\"2\" fill=\"" PALE "\"/>");
		buf_printf(out,
		           "<rect width=\"%d%%\" height=\"15\" rx=\"2\" fill=\"" DEEP
		           "\"/></svg></td><td class=\"n\">",
		           q[i].share.percent);
		share_fr(out, q[i].share);
		buf_printf(out, "</td><td class=\"p\">(n\u00a0=\u00a0%s)</td></tr>\n",
		           number_fr(q[i].asked, n));
	}
	buf_puts(out, "</tbody></table>\n");
	section_end(out);
}

/* The survey questions that the territory asked. */
void part_polls(const struct report *r, struct buf *out)
{
	const char *last = "";
	for (;;) {
		const char *next = NULL;
		for (int i = 0; i < r->tally.count; i++) {
			const struct fact *f = &r->tally.cells[i].fact;
			if (f->kind == FACT_POLL && strcmp(f->value[0], last) > 0 &&
			    (!next || strcmp(f->value[0], next) < 0))
				next = f->value[0];
		}
		if (!next)
			return;
		last = next;
		struct line l = { 0 };
		for (const struct value_choice *c = fact_table[FACT_POLL].values[1].choices; c->id; c++) {
			const char *title = titles_question(&r->titles, next, c->id);
			line_add(&l, title == c->id ? c->fr : title,
			         tally_sum(&r->tally, FACT_POLL, next, c->id, NULL, NULL));
		}
		line_ready(&l, false);
		section_begin(out, titles_get(&r->titles, next),
		              "Réponses à la question posée par le territoire.");
		if (l.whole < TALLY_MIN)
			too_few(out);
		else
			line_bars(&l, "Réponses à l'enquête", out);
		section_end(out);
	}
}
