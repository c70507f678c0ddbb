/* The numbers of the bilan: sums over what the register holds, and nothing else. */
#include "coordinator/bilan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/french.h"

enum { PERIODS_MAX = 48 }; /* two years of months, and the two before */

/* One table over all the periods, the older half first. */
struct table {
	struct sheet sheet[PERIODS_MAX];
	bool there[PERIODS_MAX];
};

struct reading {
	struct bilan *b;
	struct book *book;
	struct arena *arena;
	struct period period[PERIODS_MAX];
	int half; /* periods a span: [0, half) is before, [half, 2 * half) is now */
	struct table uses, modules, change, opinions, groups, stops, questions;
};

int bilan_months(const char *length)
{
	static const struct {
		const char *name;
		int months;
	} lengths[] = { { "6-mois", 6 }, { "1-an", 12 }, { "2-ans", 24 } };
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (strcmp(lengths[i].name, length) == 0)
			return lengths[i].months;
	return 0;
}

/* ---- periods and their names ----------------------------------------------------------------------------- */

static int year_of(int64_t day)
{
	char iso[FRENCH_MAX];
	return atoi(day_iso(day, iso));
}

/* "d'avril 2026 à mars 2027", "de janvier à juin 2027", "au 1er semestre 2027". */
static const char *span_name(const struct period *first, const struct period *last, struct arena *a)
{
	char from[FRENCH_MAX], to[FRENCH_MAX];
	period_fr(first, from);
	period_fr(last, to);
	if (first->first_day == last->first_day)
		return arena_printf(a, "au %s", to);
	if (first->step != STEP_MONTH)
		return arena_printf(a, "du %s au %s", from, to);
	char *year = strstr(from, "\u202f");
	if (year && year_of(first->first_day) == year_of(last->first_day))
		*year = '\0';
	return arena_printf(a, "%s%s à %s", strchr("ao", from[0]) ? "d'" : "de ", from, to);
}

static void list_periods(struct reading *in, const struct period *last)
{
	in->period[2 * in->half - 1] = *last;
	for (int i = 2 * in->half - 2; i >= 0; i--)
		in->period[i] = period_of(last->step, in->period[i + 1].first_day - 1);
}

static bool load(struct reading *in, const char *name, struct table *t, struct err *e)
{
	for (int i = 0; i < 2 * in->half; i++) {
		if (!register_read(in->book, name, &in->period[i], &t->sheet[i], &t->there[i], in->arena, e))
			return false;
		/* Noise has no totals, and the same question twice is not the same number. */
		t->there[i] &= t->sheet[i].method != METHOD_NOISED;
	}
	return true;
}

/* ---- sums -------------------------------------------------------------------------------------------------- */

/* The number of one table of one period; a cell that is not there is zero. False: it may not be told. */
static bool told(const struct sheet *s, const char *row, const char *column, long long *n)
{
	const struct sheet_cell *c = sheet_get(s, row, column);
	*n = c && !c->withheld ? c->n : 0;
	return !c || !c->withheld;
}

static struct bilan_sum sum_of(const struct table *t, int from, int to, const char *row, const char *column)
{
	struct bilan_sum sum = { 0, CHART_EXACT };
	int there = 0, withheld = 0;
	for (int i = from; i < to; i++) {
		long long n;
		if (!t->there[i])
			continue;
		there++;
		withheld += !told(&t->sheet[i], row, column, &n);
		sum.n += n;
	}
	if (there == 0)
		sum.known = CHART_NONE;
	else if (sum.n == 0 && withheld)
		sum.known = CHART_MASKED;
	else if (sum.n > 0 && (withheld || there < to - from))
		sum.known = CHART_AT_LEAST;
	return sum;
}

static int percent(long long part, long long whole)
{
	return whole > 0 ? (int)((part * 200 + whole) / (2 * whole)) : 0;
}

/* Only periods of which all three numbers are told count: a share of unlike parts would be no share. */
static struct bilan_change change_of(const struct table *t, int from, int to, const char *row)
{
	struct bilan_change c = { 0 };
	long long before = 0, after = 0, n, x, y;
	for (int i = from; i < to; i++)
		if (t->there[i] && told(&t->sheet[i], row, REGISTER_TOTAL, &n) &&
		    told(&t->sheet[i], row, "before:high", &x) && told(&t->sheet[i], row, "after:high", &y))
			c.n += n, before += x, after += y;
	c.before = percent(before, c.n);
	c.after = percent(after, c.n);
	return c;
}

static int communes_of(const struct table *t, int from, int to)
{
	int count = 0;
	for (int i = from; i < to; i++)
		for (int k = 0; t->there[i] && k < t->sheet[i].count; k++) {
			const struct sheet_cell *c = &t->sheet[i].cells[k];
			bool fresh = c->n > 0 && strcmp(c->row, REGISTER_TOTAL) != 0;
			for (int j = from; fresh && j < i; j++)
				fresh = !t->there[j] || sum_of(t, j, j + 1, c->row, c->column).n == 0;
			count += fresh;
		}
	return count;
}

static struct bilan_span span(const struct reading *in, int from, int to)
{
	struct bilan_span s = { .steps = to - from,
		                .name = span_name(&in->period[from], &in->period[to - 1], in->arena) };
	for (int i = from; i < to; i++)
		s.published += in->uses.there[i] || in->modules.there[i];
	s.uses = sum_of(&in->uses, from, to, REGISTER_TOTAL, REGISTER_TOTAL);
	s.started = sum_of(&in->modules, from, to, REGISTER_TOTAL, REGISTER_TOTAL);
	s.done = sum_of(&in->modules, from, to, REGISTER_TOTAL, "done");
	s.stops = sum_of(&in->stops, from, to, REGISTER_TOTAL, REGISTER_TOTAL);
	s.groups = sum_of(&in->groups, from, to, REGISTER_TOTAL, REGISTER_TOTAL);
	s.communes = communes_of(&in->stops, from, to);
	s.change = change_of(&in->change, from, to, REGISTER_TOTAL);
	long long pleased = 0, n, x;
	for (int i = from; i < to; i++)
		if (in->opinions.there[i] &&
		    told(&in->opinions.sheet[i], REGISTER_TOTAL, REGISTER_TOTAL, &n) &&
		    told(&in->opinions.sheet[i], REGISTER_TOTAL, "plus", &x))
			s.opinions += n, pleased += x;
	s.pleased = percent(pleased, s.opinions);
	return s;
}

/* ---- rows -------------------------------------------------------------------------------------------------- */

/* The words for a row, the newest that were published. */
static const char *title_of(const struct reading *in, const struct table *t, const char *row)
{
	for (int i = 2 * in->half - 1; i >= 0; i--) {
		const char *title = t->there[i] ? titles_get(&t->sheet[i].titles, row) : row;
		if (strcmp(title, row) != 0)
			return title;
	}
	return row;
}

/* Each row of the span once, by id. */
static int rows_of(const struct reading *in, const struct table *t, const char ***out)
{
	int room = 1, count = 0;
	for (int i = in->half; i < 2 * in->half; i++)
		room += t->sheet[i].count;
	*out = arena_array(in->arena, (size_t)room, sizeof **out);
	for (int i = in->half; i < 2 * in->half; i++)
		for (int k = 0; t->there[i] && k < t->sheet[i].count; k++) {
			const char *row = t->sheet[i].cells[k].row;
			bool known = strcmp(row, REGISTER_TOTAL) == 0;
			for (int j = 0; !known && j < count; j++)
				known = strcmp((*out)[j], row) == 0;
			if (!known)
				(*out)[count++] = row;
		}
	return count;
}

static int most_done_first(const void *a, const void *b)
{
	const struct bilan_module *x = a, *y = b;
	if (x->done.n != y->done.n)
		return x->done.n < y->done.n ? 1 : -1;
	return strcmp(x->title, y->title);
}

static void read_modules(struct reading *in)
{
	const char **rows;
	int from = in->half, to = 2 * in->half, kept = 0, n = rows_of(in, &in->modules, &rows);
	struct bilan_module *m = arena_array(in->arena, (size_t)n + 1, sizeof *m);
	for (int i = 0; i < n; i++) {
		struct bilan_sum done = sum_of(&in->modules, from, to, rows[i], "done");
		if (done.known == CHART_EXACT || done.known == CHART_AT_LEAST)
			m[kept++] =
			    (struct bilan_module){ .title = title_of(in, &in->modules, rows[i]),
				                   .done = done,
				                   .change = change_of(&in->change, from, to, rows[i]) };
	}
	qsort(m, (size_t)kept, sizeof *m, most_done_first);
	for (int i = 0; i < kept && in->b->module_count < BILAN_MODULES; i++)
		if (m[i].done.n > 0)
			in->b->modules[in->b->module_count++] = m[i];
}

static int hardest_first(const void *a, const void *b)
{
	const struct bilan_question *x = a, *y = b;
	if (x->right != y->right)
		return x->right < y->right ? -1 : 1;
	return strcmp(x->title, y->title);
}

static void read_questions(struct reading *in)
{
	const char **rows;
	int kept = 0, n = rows_of(in, &in->questions, &rows);
	struct bilan_question *q = arena_array(in->arena, (size_t)n + 1, sizeof *q);
	for (int r = 0; r < n; r++) {
		long long right = 0, asked = 0, x, y;
		for (int i = in->half; i < 2 * in->half; i++)
			if (in->questions.there[i] && told(&in->questions.sheet[i], rows[r], "right", &x) &&
			    told(&in->questions.sheet[i], rows[r], REGISTER_TOTAL, &y))
				right += x, asked += y;
		const char *slash = strchr(rows[r], '/');
		if (asked == 0 || !slash)
			continue;
		const char *module = arena_strndup(in->arena, rows[r], (size_t)(slash - rows[r]));
		const char *title = title_of(in, &in->questions, rows[r]);
		q[kept++] = (struct bilan_question){ .title = title == rows[r] ? slash + 1 : title,
			                             .module = title_of(in, &in->modules, module),
			                             .asked = asked,
			                             .right = percent(right, asked) };
	}
	qsort(q, (size_t)kept, sizeof *q, hardest_first);
	for (int i = 0; i < kept && i < BILAN_QUESTIONS; i++)
		in->b->questions[in->b->question_count++] = q[i];
}

/* ---- the columns ----------------------------------------------------------------------------------------------- */

static const char *const short_months[] = { "janv.", "févr.", "mars",  "avr.", "mai",  "juin",
	                                    "juil.", "août",  "sept.", "oct.", "nov.", "déc." };

static const char *short_month(int64_t day)
{
	char iso[FRENCH_MAX];
	return short_months[(atoi(day_iso(day, iso) + 5) + 11) % 12];
}

static const char *short_name(const struct period *first, const struct period *last, struct arena *a)
{
	if (first->step != STEP_MONTH) /* "2027-T1" */
		return arena_printf(a, "%s %.2s", first->name + 5, first->name + 2);
	if (first->first_day == last->first_day)
		return short_month(first->first_day);
	return arena_printf(a, "%s–%s %.2s", short_month(first->first_day), short_month(last->first_day),
	                    last->name + 2);
}

static void read_steps(struct reading *in)
{
	int together = in->half > BILAN_STEPS ? 3 : 1;
	for (int i = 0; i + together <= in->half; i += together) {
		int now = in->half + i;
		struct bilan_sum x = sum_of(&in->uses, i, i + together, REGISTER_TOTAL, REGISTER_TOTAL),
		                 y = sum_of(&in->uses, now, now + together, REGISTER_TOTAL, REGISTER_TOTAL);
		in->b->steps[in->b->step_count++] = (struct chart_step){
			.label = short_name(&in->period[now], &in->period[now + together - 1], in->arena),
			.n = { x.n, y.n },
			.known = { x.known, y.known },
		};
	}
}

bool bilan_read(struct bilan *b, struct book *book, const struct period *last, int months, struct arena *a,
                struct err *e)
{
	static const int step_months[STEP_COUNT] = { [STEP_MONTH] = 1, [STEP_QUARTER] = 3, [STEP_HALF] = 6 };
	struct reading *in = arena_alloc(a, sizeof *in);
	*in = (struct reading){ .b = b, .book = book, .arena = a, .half = months / step_months[last->step] };
	b->step = last->step;
	b->length = months == 6 ? "6 mois" : months == 12 ? "1 an" : "2 ans";
	list_periods(in, last);
	if (!load(in, "utilisations", &in->uses, e) || !load(in, "modules", &in->modules, e) ||
	    !load(in, "progres", &in->change, e) || !load(in, "avis", &in->opinions, e) ||
	    !load(in, "groupes", &in->groups, e) || !load(in, "passages", &in->stops, e) ||
	    !load(in, "questions", &in->questions, e))
		return false;
	b->before = span(in, 0, in->half);
	b->now = span(in, in->half, 2 * in->half);
	if (b->now.published == 0)
		return err_set(
		    e, ERR_REFUSED,
		    "Rien n'est publié %s : le bilan n'additionne que ce qui est publié. Publiez d'abord "
		    "(escale-coordinator publier), ou choisissez une autre fin avec --fin.",
		    b->now.name);
	read_steps(in);
	read_modules(in);
	read_questions(in);
	return true;
}
