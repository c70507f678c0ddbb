/* Complementary masking. The sums are the nodes of a network and the numbers its arcs; whatever a reader can still
 * imagine is a turn around cycles of hidden arcs. For each number that must stay unknown, the cheapest cycle along
 * which it can rise to TALLY_MIN, and the cheapest along which it can sink to the floor, are hidden: Dijkstra's
 * shortest path between its two ends, and a few narrower ones where none is wide enough. There always are some,
 * through the totals at worst. */
#include <limits.h>
#include <string.h>

#include "coordinator/tied.h"
#include "metrics/tally.h"

struct arc {
	int tail, head; /* sums; `sums` itself is the world around */
	bool mark;      /* must stay unknown */
};

struct queued {
	long long cost;
	int node;
};

struct net {
	struct tied *t;
	struct arc *arc;
	long long *least;  /* a reader knows it is no smaller */
	long long *shift;  /* of each number, in the change being looked for */
	int *first, *next; /* arcs at a node: chains over 2 * number + (0 at its tail, 1 at its head) */
	int nodes;
	struct queued *queue; /* an arc adds two at most */
	int queued;
};

struct reach {
	long long cost;
	int by; /* 2 * number + side by which it was reached */
	bool done;
};

static bool small(const struct tied_number *x)
{
	return x->n > 0 && x->n < TALLY_MIN && x->role != TIED_NEVER && x->role != TIED_KNOWN;
}

/* ---- the network --------------------------------------------------------------------------------------- */

struct place {
	int sum, sign;
};

/* Where each number stands; false when one stands in three sums. */
static bool find_places(const struct tied *t, struct place (*at)[2])
{
	for (int i = 0; i < t->count; i++)
		at[i][0].sum = at[i][1].sum = -1;
	for (int s = 0; s < t->sums; s++)
		for (int p = -1; p < t->sum[s].parts; p++) {
			int i = p < 0 ? t->sum[s].total : t->sum[s].part[p];
			int free = at[i][0].sum < 0 ? 0 : 1;
			if (at[i][free].sum >= 0)
				return false;
			at[i][free].sum = s;
			at[i][free].sign = p < 0 ? -1 : 1;
		}
	return true;
}

/* Give each sum a side so that a number leaves one of its sums and enters the other; false: no network. */
static bool find_sides(const struct tied *t, struct place (*at)[2], int *side)
{
	bool again = true, begun = true;
	while (begun) {
		begun = false;
		for (int s = 0; s < t->sums && !begun; s++)
			if (!side[s])
				side[s] = 1, begun = again = true;
		while (again) {
			again = false;
			for (int i = 0; i < t->count; i++) {
				struct place *a = &at[i][0], *b = &at[i][1];
				if (b->sum < 0 || a->sum == b->sum || (!side[a->sum] && !side[b->sum]))
					continue;
				int wanted = -a->sign * b->sign;
				if (!side[a->sum] || !side[b->sum]) {
					*(side[a->sum] ? &side[b->sum] : &side[a->sum]) =
					    wanted * (side[a->sum] + side[b->sum]);
					again = true;
				} else if (side[a->sum] * side[b->sum] != wanted) {
					return false;
				}
			}
		}
	}
	return true;
}

static bool net_make(struct net *w, struct tied *t)
{
	size_t count = (size_t)t->count + 1;
	struct place(*at)[2] = arena_array(t->arena, count, sizeof *at);
	int *side = arena_array(t->arena, (size_t)t->sums + 1, sizeof *side);
	*w = (struct net){ .t = t,
		           .arc = arena_array(t->arena, count, sizeof *w->arc),
		           .least = tied_least(t, t->arena),
		           .shift = arena_array(t->arena, count, sizeof *w->shift),
		           .queue = arena_array(t->arena, 2 * count + 1, sizeof *w->queue),
		           .first = arena_array(t->arena, (size_t)t->sums + 1, sizeof *w->first),
		           .next = arena_array(t->arena, 2 * count, sizeof *w->next),
		           .nodes = t->sums + 1 };
	if (!find_places(t, at) || !find_sides(t, at, side))
		return false;
	for (int n = 0; n < w->nodes; n++)
		w->first[n] = -1;
	for (int i = 0; i < t->count; i++) {
		struct place *a = &at[i][0], *b = &at[i][1];
		int end = a->sum < 0 ? t->sums : a->sum, other = b->sum < 0 ? t->sums : b->sum;
		bool enters = a->sum >= 0 && a->sign * side[a->sum] > 0;
		w->arc[i].head = enters ? end : other;
		w->arc[i].tail = enters ? other : end;
		for (int e = 0; e < 2; e++) {
			int node = e ? w->arc[i].head : w->arc[i].tail;
			w->next[2 * i + e] = w->first[node];
			w->first[node] = 2 * i + e;
		}
	}
	return true;
}

/* ---- cycles -------------------------------------------------------------------------------------------- */

/* What hiding a number loses; -1 when it may not be used. `rise`: the cycle makes it larger. */
static long long cost(const struct net *w, int i, bool rise, long long amount, bool zeroes)
{
	const struct tied_number *x = &w->t->number[i];
	if (!rise && x->n + w->shift[i] - w->least[i] < amount)
		return -1;
	if (rise && x->most && x->n + w->shift[i] + amount > x->most)
		return -1;
	if (x->role == TIED_KNOWN)
		return -1;
	if (x->hidden)
		return 1;
	if (x->n == 0)
		return zeroes ? 1000000 : -1;
	long long size = 0;
	for (long long n = x->n; n > 1; n /= 2)
		size++;
	return x->role == TIED_TOTAL ? 10000 + 100 * size : 1000 + 10 * size;
}

/* The nodes reached and not yet done, the cheapest first: a heap, in which a node may stand more than once. */
static void queue_add(struct net *w, long long cost_so_far, int node)
{
	struct queued *q = w->queue;
	int at = w->queued++;
	for (; at > 0 && q[(at - 1) / 2].cost > cost_so_far; at = (at - 1) / 2)
		q[at] = q[(at - 1) / 2];
	q[at] = (struct queued){ cost_so_far, node };
}

static int queue_take(struct net *w)
{
	struct queued *q = w->queue, last = q[--w->queued];
	int first = q[0].node, at = 0;
	for (int next; (next = 2 * at + 1) < w->queued; at = next) {
		next += next + 1 < w->queued && q[next + 1].cost < q[next].cost;
		if (q[next].cost >= last.cost)
			break;
		q[at] = q[next];
	}
	q[at] = last;
	return first;
}

/* The cheapest cycle along which number i can change by amount: r[].by leads back along it. */
static bool find_cycle(struct net *w, struct reach *r, int i, int from, int to, long long amount)
{
	bool zeroes = w->t->number[i].n == 0;
	for (int n = 0; n < w->nodes; n++)
		r[n] = (struct reach){ LLONG_MAX, -1, false };
	r[from].cost = 0;
	w->queued = 0;
	queue_add(w, 0, from);
	while (w->queued > 0) {
		int node = queue_take(w);
		if (node == to)
			return true;
		if (r[node].done)
			continue;
		r[node].done = true;
		for (int e = w->first[node]; e >= 0; e = w->next[e]) {
			int k = e / 2, end = e % 2 ? w->arc[k].tail : w->arc[k].head;
			/* Leaving by its tail, the number grows along the way. */
			long long c = k == i ? -1 : cost(w, k, e % 2 == 0, amount, zeroes);
			if (c >= 0 && r[node].cost + c < r[end].cost) {
				r[end] = (struct reach){ r[node].cost + c, e, false };
				queue_add(w, r[end].cost, end);
			}
		}
	}
	return false;
}

/* Hide what lets number i change by amount: one cycle if one is wide enough, else several. */
static bool hide_cycles(struct net *w, struct reach *r, int i, bool up, long long amount)
{
	int from = up ? w->arc[i].head : w->arc[i].tail, to = up ? w->arc[i].tail : w->arc[i].head;
	memset(w->shift, 0, (size_t)w->t->count * sizeof *w->shift);
	while (amount > 0) {
		long long step = amount;
		while (step > 0 && !find_cycle(w, r, i, from, to, step))
			step /= 2;
		if (step == 0)
			return false;
		amount -= step;
		for (int node = to, e; node != from; node = e % 2 ? w->arc[e / 2].head : w->arc[e / 2].tail) {
			e = r[node].by;
			w->t->number[e / 2].hidden = true;
			w->shift[e / 2] += e % 2 ? -step : step;
		}
	}
	return true;
}

/* ---- what must stay unknown ---------------------------------------------------------------------------- */

/* One part that is the whole: everybody answered the same. Its zeroes say so as loudly as the number. */
static void mark_alike(struct net *w)
{
	struct tied *t = w->t;
	for (int s = 0; s < t->sums; s++) {
		const struct tied_sum *sum = &t->sum[s];
		int full = 0;
		for (int p = 0; p < sum->parts; p++)
			full += t->number[sum->part[p]].n > 0;
		if (!sum->alike || full != 1 || sum->parts < 2)
			continue;
		for (int p = 0; p < sum->parts; p++) {
			t->number[sum->part[p]].hidden = true;
			w->arc[sum->part[p]].mark |= t->number[sum->part[p]].n == 0;
		}
	}
}

static bool protect_one(struct net *w, struct reach *r, int i)
{
	const struct tied_number *x = &w->t->number[i];
	return hide_cycles(w, r, i, true, TALLY_MIN - x->n) &&
	       hide_cycles(w, r, i, false, x->n - w->least[i]);
}

bool protect(struct tied *t)
{
	struct net w;
	bool ok = net_make(&w, t);
	struct reach *r = arena_array(t->arena, (size_t)w.nodes, sizeof *r);
	for (int i = 0; i < t->count; i++) {
		w.arc[i].mark = small(&t->number[i]);
		t->number[i].hidden |= w.arc[i].mark;
	}
	mark_alike(&w);
	/* The smallest first: they need the most room, and what they take serves the others. */
	for (int n = 0; ok && n < TALLY_MIN; n++)
		for (int i = 0; ok && i < t->count; i++)
			if (w.arc[i].mark && t->number[i].n == n)
				ok = protect_one(&w, r, i);
	for (int i = 0; !ok && i < t->count; i++)
		t->number[i].hidden |= t->number[i].n > 0 && t->number[i].role != TIED_KNOWN;
	return ok;
}
