#include "coordinator/publish_links.h"

#include <string.h>

static long long told(const struct counts *n, enum fact_kind kind, int value, const char *module)
{
	long long sum = 0;
	for (int i = 0; i < n->all.count; i++) {
		const struct fact *x = &n->all.cells[i].fact;
		if (x->kind != kind || (module && strcmp(x->value[value], module) != 0) ||
		    (kind == FACT_MODULE_END && strcmp(x->value[1], "done") != 0) ||
		    (kind == FACT_ITEM && strcmp(x->value[2], "before") == 0))
			continue;
		sum += n->all.cells[i].count;
	}
	return sum;
}

/* A number under the threshold is hidden with all that is under it: both may be anything, together. A sample (a full
 * kiosk keeps some facts at random) may break a bound; then no reader can rely on it either. */
static void at_least(struct tied_number *x, long long n)
{
	if (x->n >= TALLY_MIN && n <= x->n && n > x->least)
		x->least = n;
}

static void at_most(struct tied_number *x, long long n)
{
	if (n >= TALLY_MIN && n >= x->n && (x->most == 0 || n < x->most))
		x->most = n;
}

static void bind_modules(struct masking *x, const struct counts *n, int row)
{
	const struct frame_side *ends = &x->f.side[0];
	const char *module = x->f.row[row];
	at_least(&x->t.number[x->m.whole[row]], told(n, FACT_ITEM, 0, module));
	for (int c = 0; c < ends->count; c++) {
		struct tied_number *done = &x->t.number[x->m.cell[0][row * ends->count + c]];
		if (strcmp(ends->column[c].id, "done") != 0)
			continue;
		at_least(done, told(n, FACT_QUIZ, 0, module));
		at_least(done, told(n, FACT_AGE, 1, module));
		at_least(done, told(n, FACT_OPINION, 0, module));
	}
}

void links_bind(struct masking *x, const struct counts *n)
{
	enum fact_kind kind = x->spec->split[0].kind;
	bool ages = kind == FACT_AGE, finished = ages || kind == FACT_QUIZ || kind == FACT_OPINION;
	for (int r = 0; r < x->f.rows; r++) {
		struct tied_number *whole = &x->t.number[x->m.whole[r]];
		if (kind == FACT_MODULE_END)
			bind_modules(x, n, r);
		if (finished)
			at_most(whole, told(n, FACT_MODULE_END, 0, x->f.row[r]));
		if (ages)
			at_most(whole, told(n, FACT_QUIZ, 0, x->f.row[r]));
	}
	if (finished)
		at_most(&x->t.number[x->m.grand], told(n, FACT_VISIT, 0, NULL));
}

static int row_of(const struct masking *x, const char *id)
{
	for (int r = 0; r < x->f.rows; r++)
		if (strcmp(x->f.row[r], id) == 0)
			return r;
	return FRAME_NONE;
}

static void hide(struct tied_number *x)
{
	x->hidden |= x->n > 0;
}

void links_hide(struct masking *ages, const struct masking *progress)
{
	const struct frame_side *side = &ages->f.side[0];
	for (int r = 0; r < ages->f.rows; r++) {
		int same = row_of(progress, ages->f.row[r]);
		if (same < 0 || !progress->t.number[progress->m.whole[same]].hidden)
			continue;
		hide(&ages->t.number[ages->m.whole[r]]);
		for (int c = 0; c < side->count; c++)
			hide(&ages->t.number[ages->m.cell[0][r * side->count + c]]);
	}
	if (progress->t.number[progress->m.grand].hidden)
		hide(&ages->t.number[ages->m.grand]);
}

bool links_safe(const struct masking *ages, struct masking *progress, struct arena *a)
{
	const struct audit *found = audit_all(&ages->t, a);
	int where;
	if (!found)
		return false;
	for (int r = 0; r < ages->f.rows; r++) {
		int same = row_of(progress, ages->f.row[r]);
		if (same >= 0)
			at_least(&progress->t.number[progress->m.whole[same]], found[ages->m.whole[r]].low);
	}
	at_least(&progress->t.number[progress->m.grand], found[ages->m.grand].low);
	return audit_safe(&progress->t, a, &where);
}
