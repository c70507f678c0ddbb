/* What each module did, from published sheets or from facts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/hide.h"
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

static void add_row(const struct report *r, struct module_rows *m, const char *id)
{
	const struct tally *t = &r->tally;
	for (int i = 0; i < m->count; i++)
		if (strcmp(m->row[i].id, id) == 0)
			return;
	m->row[m->count++] = (struct module_row){
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
}

static struct told told_or_small(long long n, bool other_small)
{
	bool hidden = hide_small(n) || other_small;
	return (struct told){ hidden ? 0 : n, hidden };
}

static void from_facts(const struct report *r, struct module_rows *m)
{
	const char *id;
	long long started = 0, done = 0, before = 0, after = 0;
	for (int i = 0; i < r->tally.count; i++)
		if (names_module(&r->tally.cells[i].fact, &id))
			add_row(r, m, id);
	for (int i = 0; i < m->count; i++) {
		started += m->row[i].started;
		done += m->row[i].done;
		m->quizzes += m->row[i].measured;
		before += m->row[i].before;
		after += m->row[i].after;
	}
	qsort(m->row, (size_t)m->count, sizeof *m->row, by_started);
	hide(r, m);
	hide_change(r, m);
	m->started = told_or_small(started, false);
	m->done = told_or_small(done, hide_small(started - done));
	m->measured = hide_small(m->quizzes) ? 0 : m->quizzes;
	m->before = hide_share(before, m->quizzes);
	m->after = hide_share(after, m->quizzes);
}

/* ---- from sheets ----------------------------------------------------------------------------------------- */

static struct share told_share(const struct report *r, const char *row, const char *column, long long *whole)
{
	struct told n = report_told(r->sheets, SHEET_CHANGE, row, REGISTER_TOTAL),
	            part = report_told(r->sheets, SHEET_CHANGE, row, column);
	*whole = n.n;
	if (n.hidden || part.hidden || n.n == 0)
		return (struct share){ SHARE_HIDDEN, 0 };
	return (struct share){ SHARE_EXACT, (int)((part.n * 200 + n.n) / (2 * n.n)) };
}

/* The same band from published numbers, when all four are told. */
static const char *told_minutes(const struct report *r, const char *row)
{
	long long n[4], whole = 0, seen = 0;
	const struct value_choice *c = fact_table[FACT_MODULE_END].values[2].choices;
	for (int i = 0; i < 4; i++) {
		char column[2 * FACT_VALUE_SIZE];
		snprintf(column, sizeof column, "done/%s", c[i].id);
		struct told t = report_told(r->sheets, SHEET_MODULES, row, column);
		if (t.hidden)
			return NULL;
		whole += n[i] = t.n;
	}
	for (int i = 0; i < 4 && whole > 0; i++)
		if (2 * (seen += n[i]) >= whole)
			return c[i].fr;
	return NULL;
}

static void from_sheets(const struct report *r, struct module_rows *m)
{
	const char **rows;
	long long whole;
	int count = report_rows(r->sheets, SHEET_MODULES, &rows, r->arena);
	m->row = arena_array(r->arena, (size_t)count + 1, sizeof *m->row);
	for (int i = 0; i < count; i++) {
		struct told started = report_told(r->sheets, SHEET_MODULES, rows[i], REGISTER_TOTAL),
		            done = report_told(r->sheets, SHEET_MODULES, rows[i], "done");
		struct module_row *row = &m->row[m->count++];
		*row = (struct module_row){ .id = rows[i],
			                    .title = titles_get(&r->titles, rows[i]),
			                    .started = started.n,
			                    .started_hidden = started.hidden,
			                    .done = done.n,
			                    .ends_hidden = done.hidden,
			                    .minutes = told_minutes(r, rows[i]) };
		row->before_share = told_share(r, rows[i], "before:high", &row->measured);
		row->after_share = told_share(r, rows[i], "after:high", &row->measured);
	}
	qsort(m->row, (size_t)m->count, sizeof *m->row, by_started);
	m->started = report_told(r->sheets, SHEET_MODULES, REGISTER_TOTAL, REGISTER_TOTAL);
	m->done = report_told(r->sheets, SHEET_MODULES, REGISTER_TOTAL, "done");
	m->before = told_share(r, REGISTER_TOTAL, "before:high", &whole);
	m->after = told_share(r, REGISTER_TOTAL, "after:high", &whole);
	m->measured = whole;
}

struct module_rows report_modules(const struct report *r)
{
	struct module_rows m = { .row = arena_array(r->arena, (size_t)r->tally.count + 1, sizeof *m.row) };
	if (r->sheets)
		from_sheets(r, &m);
	else
		from_facts(r, &m);
	return m;
}
