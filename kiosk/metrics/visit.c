#include "metrics/visit.h"

#include <assert.h>
#include <string.h>

/* splitmix64: tiny, full period, passes the usual tests; it shuffles, it protects nothing by itself. */
static uint64_t next(struct visit *v)
{
	uint64_t z = v->random += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* 0 to n - 1, each with the same chance: draws beyond the last whole multiple of n are thrown away. */
static int below(struct visit *v, int n)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % (uint64_t)n, r;
	do
		r = next(v);
	while (r >= limit);
	return (int)(r % (uint64_t)n);
}

void visit_begin(struct visit *v, uint64_t seed)
{
	memset(v, 0, sizeof *v);
	v->random = seed;
}

/* The index in facts of the nth kept fact of a kind. */
static int place_of(const struct visit *v, enum fact_kind kind, int nth)
{
	for (int i = 0; i < v->count; i++)
		if (v->facts[i].kind == kind && nth-- == 0)
			return i;
	assert(!"a kept fact is missing");
	return 0;
}

static bool has(const struct visit *v, const struct fact *f)
{
	for (int i = 0; i < v->count; i++)
		if (fact_equal(&v->facts[i], f))
			return true;
	return false;
}

void visit_add(struct visit *v, const struct fact *f)
{
	const struct fact_rule *rule = &fact_table[f->kind];
	if (rule->per_visit == 0)
		return; /* decoys and presence are not a resident's */
	if (rule->keep == KEEP_DIFFERENT && has(v, f))
		return;
	int seen = v->seen[f->kind]++;
	if (seen < rule->per_visit) {
		/* The limits of the table add up to less than VISIT_FACTS_MAX (tests/metrics/test_visit.c). */
		assert(v->count < VISIT_FACTS_MAX);
		v->facts[v->count++] = *f;
		return;
	}
	switch (rule->keep) {
	case KEEP_EACH:
	case KEEP_DIFFERENT:
	case KEEP_FIRST: return;
	case KEEP_LAST: v->facts[place_of(v, f->kind, seen % rule->per_visit)] = *f; return;
	case KEEP_RANDOM: {
		int nth = below(v, seen + 1); /* Algorithm R */
		if (nth < rule->per_visit)
			v->facts[place_of(v, f->kind, nth)] = *f;
	}
	}
}

bool visit_noisy(struct visit *v, bool yes)
{
	bool heads = next(v) >> 63, second = next(v) >> 63;
	v->random = next(v) >> 32; /* splitmix64 runs backwards: whoever had the whole state could throw the coins again */
	return heads ? yes : second;
}

int visit_end(struct visit *v, struct fact out[VISIT_FACTS_MAX])
{
	int padded = (v->count + VISIT_PAD - 1) / VISIT_PAD * VISIT_PAD;
	if (padded == 0)
		padded = VISIT_PAD;
	for (int i = 0; i < padded; i++) {
		if (i < v->count && !v->uncounted)
			out[i] = v->facts[i];
		else
			fact_make(&out[i], FACT_DECOY, NULL, NULL, NULL, NULL, NULL);
	}
	for (int i = padded - 1; i > 0; i--) { /* Fisher-Yates: the order says nothing */
		int j = below(v, i + 1);
		struct fact swap = out[i];
		out[i] = out[j];
		out[j] = swap;
	}
	visit_begin(v, next(v));
	return padded;
}
