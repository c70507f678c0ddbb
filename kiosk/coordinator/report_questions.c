/* Questions: the hardest ones of the modules, and those that the territory asked. */
#include <stdlib.h>
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_line.h"
#include "coordinator/report_parts.h"

enum { HARD_QUESTIONS = 5 };

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

static void question_line(const struct report *r, const struct question *q, struct buf *out)
{
	char n[FRENCH_MAX];
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, titles_question(&r->titles, q->module, q->id));
	buf_puts(out, "<small>");
	html_name(out, titles_get(&r->titles, q->module));
	buf_puts(out, "</small></th><td>");
	chart_share(out, q->share);
	buf_puts(out, "</td><td class=\"n\">");
	share_fr(out, q->share);
	buf_printf(out, "</td><td class=\"p\">(n\u00a0=\u00a0%s)</td></tr>\n", number_fr(q->asked, n));
}

void part_hard_questions(struct page *p)
{
	const struct report *r = p->r;
	struct question *q = arena_array(r->arena, (size_t)r->tally.count + 1, sizeof *q);
	int count = read_questions(r, q), kept = 0;
	for (int i = 0; i < count; i++) {
		q[i].share = hide_share(q[i].right, q[i].asked);
		if (q[i].share.kind == SHARE_EXACT || q[i].share.kind == SHARE_AT_MOST)
			q[kept++] = q[i];
	}
	p->withheld[INDICATOR_QUESTIONS] = count > 0 && kept == 0;
	if (kept == 0)
		return;
	qsort(q, (size_t)kept, sizeof *q, hardest_first);
	section_begin(
	    p, INDICATOR_QUESTIONS, "Les questions les plus difficiles",
	    "Part de réponses justes. À regarder avec l'auteur : sujet difficile, ou question mal posée ?");
	buf_puts(p->out,
	         "<table class=\"bars questions\"><caption>Questions les plus difficiles</caption><tbody>\n");
	for (int i = 0; i < kept && i < HARD_QUESTIONS; i++)
		question_line(r, &q[i], p->out);
	buf_puts(p->out, "</tbody></table>\n");
	section_end(p);
}

/* ---- surveys ------------------------------------------------------------------------------------------- */

static const char *next_poll(const struct tally *t, const char *last)
{
	const char *next = NULL;
	for (int i = 0; i < t->count; i++) {
		const struct fact *f = &t->cells[i].fact;
		if (f->kind == FACT_POLL && strcmp(f->value[0], last) > 0 &&
		    (!next || strcmp(f->value[0], next) < 0))
			next = f->value[0];
	}
	return next;
}

void part_polls(struct page *p)
{
	const struct report *r = p->r;
	const char *last = "";
	while ((last = next_poll(&r->tally, last))) {
		struct line l = { 0 };
		for (const struct value_choice *c = fact_table[FACT_POLL].values[1].choices; c->id; c++) {
			const char *title = titles_question(&r->titles, last, c->id);
			line_add(&l, title == c->id ? c->fr : title,
			         tally_sum(&r->tally, FACT_POLL, last, c->id, NULL, NULL));
		}
		line_ready(&l, false);
		section_begin(p, INDICATOR_POLL, titles_get(&r->titles, last),
		              "Réponses à la question posée par le territoire.");
		if (l.whole < TALLY_MIN || !line_any(&l))
			line_too_few(p->out);
		else
			line_bars(&l, "Réponses à l'enquête", p->out);
		section_end(p);
	}
}
