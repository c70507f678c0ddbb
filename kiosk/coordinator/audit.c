/* The exact range of every hidden number, by the simplex method on the sums as they stand: no networks, no paths,
 * nothing of protect.c. The matrix of a network is totally unimodular: every pivot is 1 or -1, every entry stays
 * -1, 0 or 1, so whole numbers are exact and the bounds are reached by whole tables. Where a matrix is not, the
 * audit says so instead of answering. Bland's rule keeps it from running in circles. */
#include <string.h>

#include "coordinator/tied.h"
#include "metrics/tally.h"

struct simplex {
	int rows, columns;
	signed char *a;   /* rows x columns */
	long long *right; /* never negative */
	int *basis;       /* variable of each row; `columns` or more: artificial */
	int *row_of;      /* row of a basic variable, -1 */
	int *gain;        /* of each column, while the artificial variables are driven out; NULL after */
	int *full;        /* room for the columns of a row that are not zero */
	bool broken;      /* not unimodular after all */
};

static signed char *row(struct simplex *x, int r)
{
	return x->a + (size_t)r * (size_t)x->columns;
}

/* Rows are sparse: only the columns of the pivot's row that are not zero are worked on. */
static int full_columns(struct simplex *x, int r)
{
	int n = 0;
	const signed char *pr = row(x, r);
	for (int j = 0; j < x->columns; j++)
		if (pr[j])
			x->full[n++] = j;
	return n;
}

static void pivot(struct simplex *x, int r, int c)
{
	signed char *pr = row(x, r), sign = pr[c];
	int full = full_columns(x, r);
	for (int k = 0; k < full; k++)
		pr[x->full[k]] = (signed char)(pr[x->full[k]] * sign);
	x->right[r] *= sign;
	for (int i = 0; i < x->rows; i++) {
		signed char *ri = row(x, i), by = ri[c];
		if (i == r || by == 0)
			continue;
		for (int k = 0; k < full; k++) {
			int j = x->full[k], v = ri[j] - by * pr[j];
			x->broken |= v < -1 || v > 1;
			ri[j] = (signed char)v;
		}
		x->right[i] -= by * x->right[r];
	}
	int by = x->gain ? x->gain[c] : 0;
	for (int k = 0; by && k < full; k++)
		x->gain[x->full[k]] -= by * pr[x->full[k]];
	if (x->basis[r] < x->columns)
		x->row_of[x->basis[r]] = -1;
	x->basis[r] = c;
	x->row_of[c] = r;
}

/* The row that column c pushes out first; -1: none, it can grow without end. */
static int leaving(struct simplex *x, int c)
{
	int best = -1;
	for (int r = 0; r < x->rows; r++)
		if (row(x, r)[c] > 0 && (best < 0 || x->right[r] < x->right[best] ||
		                         (x->right[r] == x->right[best] && x->basis[r] < x->basis[best])))
			best = r;
	return best;
}

/* From artificial variables to a true corner; false when there is none. */
static bool start(struct simplex *x)
{
	for (int r = 0; r < x->rows; r++)
		for (int c = 0; c < x->columns; c++)
			x->gain[c] += row(x, r)[c];
	for (int c = 0; c < x->columns;) {
		if (x->gain[c] <= 0) {
			c++;
			continue;
		}
		pivot(x, leaving(x, c), c);
		if (x->broken)
			return false;
		c = 0;
	}
	x->gain = NULL;
	for (int r = 0; r < x->rows; r++) {
		if (x->basis[r] < x->columns)
			continue;
		if (x->right[r] != 0)
			return false;
		for (int c = 0; c < x->columns; c++)
			if (row(x, r)[c] != 0) {
				pivot(x, r, c);
				break;
			}
		/* A row of zeroes said the same as others: it stays, and does nothing. */
	}
	return !x->broken;
}

static long long highest(struct simplex *x, int k, bool *endless)
{
	*endless = false;
	for (;;) {
		int r = x->row_of[k], enter = -1;
		if (r < 0)
			enter = k;
		for (int c = 0; c < x->columns && enter < 0; c++)
			if (row(x, r)[c] < 0)
				enter = c;
		if (enter < 0)
			return x->right[r];
		int out = leaving(x, enter);
		*endless = out < 0;
		if (out < 0 || x->broken)
			return 0;
		pivot(x, out, enter);
	}
}

static long long lowest(struct simplex *x, int k)
{
	for (;;) {
		int r = x->row_of[k], enter = -1;
		if (r < 0 || x->broken)
			return 0;
		for (int c = 0; c < x->columns && enter < 0; c++)
			if (c != k && row(x, r)[c] > 0)
				enter = c;
		if (enter < 0)
			return x->right[r];
		pivot(x, leaving(x, enter), enter);
	}
}

/* ---- from sums to equations ---------------------------------------------------------------------------- */

/* Nobody takes what is hidden for zero; what that means for totals, the equations say. */
static long long known_least(const struct tied_number *x)
{
	long long least = x->n > 0 && x->role != TIED_NEVER ? 1 : 0;
	return x->least > least ? x->least : least;
}

/* A number that others bound, and what it stays under the bound by: a row with two ones, whose second column has no
 * other. The matrix stays what it was. */
static void bound(struct simplex *x, int r, const struct tied_number *n, int variable, int slack)
{
	row(x, r)[variable] = row(x, r)[slack] = 1;
	x->right[r] = n->most - known_least(n);
	x->basis[r] = x->columns + r;
}

/* One sum: hidden numbers on the left, each less its floor; what is known on the right. */
static void equation(struct simplex *x, int r, const struct tied *t, const struct tied_sum *sum,
                     const int *variable)
{
	long long right = 0;
	for (int p = -1; p < sum->parts; p++) {
		int i = p < 0 ? sum->total : sum->part[p], sign = p < 0 ? -1 : 1;
		const struct tied_number *n = &t->number[i];
		if (n->hidden) {
			row(x, r)[variable[i]] = (signed char)(row(x, r)[variable[i]] + sign);
			right -= sign * known_least(n);
		} else {
			right -= sign * n->n;
		}
	}
	for (int c = 0; right < 0 && c < x->columns; c++)
		row(x, r)[c] = (signed char)-row(x, r)[c];
	x->right[r] = right < 0 ? -right : right;
	x->basis[r] = x->columns + r;
}

struct audit *audit_all(const struct tied *t, struct arena *a)
{
	struct audit *out = arena_array(a, (size_t)t->count + 1, sizeof *out);
	int *variable = arena_array(a, (size_t)t->count + 1, sizeof *variable);
	struct simplex x = { .rows = t->sums };
	for (int i = 0; i < t->count; i++)
		variable[i] = t->number[i].hidden ? x.columns++ : -1;
	int slack = x.columns;
	for (int i = 0; i < t->count; i++)
		if (t->number[i].hidden && t->number[i].most)
			x.columns++, x.rows++;
	x.a = arena_array(a, (size_t)x.rows * (size_t)x.columns + 1, 1);
	x.right = arena_array(a, (size_t)x.rows + 1, sizeof *x.right);
	x.basis = arena_array(a, (size_t)x.rows + 1, sizeof *x.basis);
	x.row_of = arena_array(a, (size_t)x.columns + 1, sizeof *x.row_of);
	x.gain = arena_array(a, (size_t)x.columns + 1, sizeof *x.gain);
	x.full = arena_array(a, (size_t)x.columns + 1, sizeof *x.full);
	memset(x.row_of, -1, ((size_t)x.columns + 1) * sizeof *x.row_of);
	for (int s = 0; s < t->sums; s++)
		equation(&x, s, t, &t->sum[s], variable);
	for (int i = 0, r = t->sums; i < t->count; i++)
		if (t->number[i].hidden && t->number[i].most)
			bound(&x, r++, &t->number[i], variable[i], slack++);
	if (!start(&x))
		return NULL;
	for (int i = 0; i < t->count; i++) {
		const struct tied_number *n = &t->number[i];
		out[i] = (struct audit){ n->n, n->n, false };
		if (!n->hidden)
			continue;
		out[i].low = known_least(n) + lowest(&x, variable[i]);
		out[i].high = known_least(n) + highest(&x, variable[i], &out[i].endless);
	}
	return x.broken ? NULL : out;
}

/* ---- the judgement ------------------------------------------------------------------------------------- */

struct judge {
	const struct tied *t;
	const struct audit *found;
	const long long *least;
};

static bool covered(const struct judge *j, int i)
{
	const struct audit *found = j->found;
	return j->t->number[i].hidden && found[i].low <= j->least[i] &&
	       (found[i].endless || found[i].high >= TALLY_MIN);
}

/* A sum whose parts but one are zero, all to be covered: -1, or the first part that is not. */
static int alike_open(const struct judge *j, const struct tied_sum *sum)
{
	const struct tied *t = j->t;
	int zeroes = 0;
	for (int p = 0; p < sum->parts; p++)
		zeroes += t->number[sum->part[p]].n == 0;
	if (!sum->alike || sum->parts < 2 || zeroes != sum->parts - 1)
		return -1;
	for (int p = 0; p < sum->parts; p++)
		if (t->number[sum->part[p]].n == 0 ? !covered(j, sum->part[p])
		                                   : !t->number[sum->part[p]].hidden)
			return sum->part[p];
	return -1;
}

bool audit_safe(const struct tied *t, struct arena *a, int *where)
{
	const struct judge j = { t, audit_all(t, a), tied_least(t, a) };
	*where = -1;
	if (!j.found)
		return false;
	for (int i = 0; i < t->count; i++)
		if (t->number[i].role != TIED_NEVER && t->number[i].role != TIED_KNOWN &&
		    t->number[i].n > 0 && t->number[i].n < TALLY_MIN && !covered(&j, i)) {
			*where = i;
			return false;
		}
	for (int s = 0; s < t->sums; s++)
		if ((*where = alike_open(&j, &t->sum[s])) >= 0)
			return false;
	return true;
}
