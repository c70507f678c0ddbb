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

static int questions_told(const struct report *r, struct question **out)
{
	const char **rows;
	int count = report_rows(r->sheets, SHEET_QUESTIONS, &rows, r->arena), kept = 0;
	struct question *q = *out = arena_array(r->arena, (size_t)count + 1, sizeof *q);
	for (int i = 0; i < count; i++) {
		struct told right = report_told(r->sheets, SHEET_QUESTIONS, rows[i], "right"),
		            asked = report_told(r->sheets, SHEET_QUESTIONS, rows[i], REGISTER_TOTAL);
		const char *slash = strchr(rows[i], '/');
		q[kept] = (struct question){ .right = right.n, .asked = asked.n };
		if (right.hidden || asked.hidden || asked.n == 0 || !slash)
			continue;
		q[kept].module = arena_strndup(r->arena, rows[i], (size_t)(slash - rows[i]));
		q[kept].id = slash + 1;
		q[kept++].share =
		    (struct share){ SHARE_EXACT, (int)((right.n * 200 + asked.n) / (2 * asked.n)) };
	}
	return kept;
}

static int questions_counted(const struct report *r, struct question **out, int *count)
{
	struct question *q = *out = arena_array(r->arena, (size_t)r->tally.count + 1, sizeof *q);
	int kept = 0;
	*count = read_questions(r, q);
	for (int i = 0; i < *count; i++) {
		q[i].share = hide_share(q[i].right, q[i].asked);
		if (q[i].share.kind == SHARE_EXACT || q[i].share.kind == SHARE_AT_MOST)
			q[kept++] = q[i];
	}
	return kept;
}

void part_hard_questions(struct page *p)
{
	const struct report *r = p->r;
	struct question *q;
	int count = 0, kept;
	if (r->sheets) {
		kept = questions_told(r, &q);
		count = r->sheets->there[SHEET_QUESTIONS] && r->sheets->sheet[SHEET_QUESTIONS].count > 0;
	} else {
		kept = questions_counted(r, &q, &count);
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

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int polls(const struct report *r, const char ***out)
{
	int count = 0;
	if (r->sheets)
		return report_rows(r->sheets, SHEET_POLLS, out, r->arena);
	*out = arena_array(r->arena, (size_t)r->tally.count + 1, sizeof **out);
	for (int i = 0; i < r->tally.count; i++) {
		const struct fact *f = &r->tally.cells[i].fact;
		bool known = f->kind != FACT_POLL;
		for (int j = 0; !known && j < count; j++)
			known = strcmp((*out)[j], f->value[0]) == 0;
		if (!known)
			(*out)[count++] = f->value[0];
	}
	qsort(*out, (size_t)count, sizeof **out, by_name);
	return count;
}

void part_polls(struct page *p)
{
	const char **question;
	int count = polls(p->r, &question);
	for (int i = 0; i < count; i++) {
		struct line l;
		if (!report_poll(p->r, question[i], &l))
			continue;
		section_begin(p, INDICATOR_POLL, titles_get(&p->r->titles, question[i]),
		              "Réponses à la question posée par le territoire.");
		if (line_any(&l))
			line_bars(&l, "Réponses à l'enquête", p->out);
		else
			line_too_few(p->out);
		section_end(p);
	}
}

/* ---- delicate questions -------------------------------------------------------------------------------- */

static void guess_line(const struct report *r, const char *row, struct buf *out)
{
	char n[FRENCH_MAX];
	struct told answers = report_told(r->sheets, SHEET_SENSITIVE, row, "reponses"),
	            share = report_told(r->sheets, SHEET_SENSITIVE, row, "part"),
	            low = report_told(r->sheets, SHEET_SENSITIVE, row, "bas"),
	            high = report_told(r->sheets, SHEET_SENSITIVE, row, "haut");
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, titles_get(&r->titles, row));
	buf_printf(out, "<small>entre %lld\u202f%% et %lld\u202f%%, d’après %s réponses</small></th><td>",
	           (low.n + 5) / 10, (high.n + 5) / 10, number_fr(answers.n, n));
	chart_range(out, (double)low.n / 10, (double)share.n / 10, (double)high.n / 10);
	buf_printf(out, "</td><td class=\"n\">environ %lld\u202f%%</td></tr>\n", (share.n + 5) / 10);
}

/* Estimates are made once, by publication: there is no page of them from facts. */
void part_sensitive(struct page *p)
{
	const char **rows;
	int count = p->r->sheets ? report_rows(p->r->sheets, SHEET_SENSITIVE, &rows, p->r->arena) : 0;
	if (count == 0)
		return;
	section_begin(p, INDICATOR_SENSITIVE, "Questions délicates",
	              "Part de « oui », estimée. Le trait va d'un bout à l'autre de l'intervalle à 95 %.");
	buf_puts(p->out, "<table class=\"bars questions\"><caption>Questions délicates</caption><tbody>\n");
	for (int i = 0; i < count; i++)
		guess_line(p->r, rows[i], p->out);
	buf_puts(p->out, "</tbody></table>\n");
	section_end(p);
}
