#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "metrics/visit.h"

static struct fact made(enum fact_kind kind, const char *v0, const char *v1, const char *v2, const char *v3)
{
	struct fact f;
	cr_assert(fact_make(&f, kind, v0, v1, v2, v3, NULL));
	return f;
}

static struct fact numbered(int i)
{
	char id[24];
	snprintf(id, sizeof id, "m%d", i);
	return made(FACT_MODULE_START, id, NULL, NULL, NULL);
}

static struct fact item(int i)
{
	char id[24];
	snprintf(id, sizeof id, "q%d", i);
	return made(FACT_ITEM, "cyber", id, "during", "right");
}

/* Some fact of a kind: the ith of what a storm of touches could offer. */
static struct fact any(enum fact_kind kind, int i)
{
	const char *v[FACT_VALUES_MAX] = { NULL };
	char ids[FACT_VALUES_MAX][16];
	for (int k = 0; k < fact_table[kind].value_count; k++) {
		const struct value_rule *r = &fact_table[kind].values[k];
		int n = 0;
		while (r->choices && r->choices[n].id)
			n++;
		snprintf(ids[k], sizeof ids[k], "a%d", i);
		v[k] = r->type == VALUE_ID ? ids[k] : r->type == VALUE_COMMUNE ? "75056" : r->choices[i % n].id;
	}
	return made(kind, v[0], v[1], v[2], v[3]);
}

static int count_kind(const struct fact *f, int n, enum fact_kind kind)
{
	int c = 0;
	for (int i = 0; i < n; i++)
		c += f[i].kind == kind;
	return c;
}

static const struct fact *only(const struct fact *f, int n, enum fact_kind kind)
{
	const struct fact *found = NULL;
	for (int i = 0; i < n; i++)
		if (f[i].kind == kind) {
			cr_assert_null(found, "more than one");
			found = &f[i];
		}
	cr_assert_not_null(found);
	return found;
}

Test(visit, the_limits_fit_into_a_visit)
{
	int sum = 0;
	for (int k = 0; k < FACT_KIND_COUNT; k++)
		sum += fact_table[k].per_visit;
	cr_assert_leq(sum, VISIT_FACTS_MAX);
	cr_assert_eq(VISIT_FACTS_MAX % VISIT_PAD, 0);
}

Test(visit, an_empty_visit_leaves_sixteen_decoys)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX];
	visit_begin(&v, 1);
	cr_assert_eq(visit_end(&v, out), 16);
	cr_assert_eq(count_kind(out, 16, FACT_DECOY), 16);
}

Test(visit, a_storm_of_five_thousand_offers_respects_every_limit)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX];
	visit_begin(&v, 42);
	for (int i = 0; i < 5000; i++) {
		struct fact f = any((enum fact_kind)(i % FACT_KIND_COUNT), i / FACT_KIND_COUNT);
		visit_add(&v, &f);
	}
	int n = visit_end(&v, out), kept = 0;
	cr_assert_eq(n % VISIT_PAD, 0);
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		if (k == FACT_DECOY)
			continue;
		cr_assert_eq(count_kind(out, n, (enum fact_kind)k), fact_table[k].per_visit, "%s", fact_table[k].name);
		kept += fact_table[k].per_visit;
	}
	cr_assert_eq(count_kind(out, n, FACT_DECOY), n - kept);
}

Test(visit, every_number_of_facts_is_padded_to_a_multiple_of_sixteen)
{
	/* Twenty different offers in an order that adds one kept fact each time. */
	for (int wanted = 0; wanted <= 20; wanted++) {
		struct visit v;
		struct fact out[VISIT_FACTS_MAX];
		visit_begin(&v, 7);
		for (int k = 0, given = 0; k < FACT_KIND_COUNT && given < wanted; k++)
			for (int i = 0; i < fact_table[k].per_visit && given < wanted; i++, given++) {
				struct fact f = any((enum fact_kind)k, i);
				visit_add(&v, &f);
			}
		int n = visit_end(&v, out);
		cr_assert_eq(n, wanted <= 16 ? 16 : 32);
		cr_assert_eq(n - count_kind(out, n, FACT_DECOY), wanted);
	}
}

Test(visit, first_and_last_are_the_first_and_the_last)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX];
	static const char *const ages[] = { "lt25", "70plus" }, *const faces[] = { "minus", "plus" };
	visit_begin(&v, 3);
	for (int i = 0; i < 2; i++) {
		struct fact age = made(FACT_AGE, ages[i], "cyber", NULL, NULL);
		struct fact opinion = made(FACT_OPINION, "cyber", faces[i], NULL, NULL);
		visit_add(&v, &age);
		visit_add(&v, &opinion);
	}
	int n = visit_end(&v, out);
	cr_assert_str_eq(only(out, n, FACT_AGE)->value[0], "lt25");
	cr_assert_str_eq(only(out, n, FACT_OPINION)->value[1], "plus");
}

Test(visit, the_same_option_touched_again_counts_once_but_a_module_opened_twice_counts_twice)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX];
	struct fact large = made(FACT_ACCESS, "large", NULL, NULL, NULL);
	struct fact voice = made(FACT_ACCESS, "voice", NULL, NULL, NULL);
	struct fact start = made(FACT_MODULE_START, "cyber", NULL, NULL, NULL);
	visit_begin(&v, 3);
	for (int i = 0; i < 9; i++)
		visit_add(&v, &large);
	visit_add(&v, &voice);
	visit_add(&v, &start);
	visit_add(&v, &start);
	int n = visit_end(&v, out);
	cr_assert_eq(count_kind(out, n, FACT_ACCESS), 2);
	cr_assert_eq(count_kind(out, n, FACT_MODULE_START), 2);
}

Test(visit, decoys_and_presence_are_not_taken_from_a_visit)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX];
	struct fact presence = made(FACT_PRESENCE, "75056", "1-10", NULL, NULL);
	visit_begin(&v, 3);
	visit_add(&v, &presence);
	cr_assert_eq(visit_end(&v, out), 16);
	cr_assert_eq(count_kind(out, 16, FACT_PRESENCE), 0);
}

/* One answer drawn from ten, 20,000 times: each about 2,000 times. 99.99 % of fair draws stay within 4 sigma. */
Test(visit, the_item_kept_is_any_of_those_answered)
{
	int hits[10] = { 0 };
	for (int round = 0; round < 20000; round++) {
		struct visit v;
		struct fact out[VISIT_FACTS_MAX];
		visit_begin(&v, (uint64_t)round * 977);
		for (int i = 0; i < 10; i++) {
			struct fact f = item(i);
			visit_add(&v, &f);
		}
		int n = visit_end(&v, out);
		hits[only(out, n, FACT_ITEM)->value[1][1] - '0']++;
	}
	for (int i = 0; i < 10; i++)
		cr_assert(hits[i] > 1825 && hits[i] < 2175, "question %d: %d of 20000", i, hits[i]);
}

/* Where the first module of a visit lands: each of the 16 places equally often. */
Test(visit, the_order_says_nothing)
{
	int hits[16] = { 0 };
	for (int round = 0; round < 16000; round++) {
		struct visit v;
		struct fact out[VISIT_FACTS_MAX];
		visit_begin(&v, (uint64_t)round);
		for (int i = 0; i < 3; i++) {
			struct fact f = numbered(i);
			visit_add(&v, &f);
		}
		cr_assert_eq(visit_end(&v, out), 16);
		for (int i = 0; i < 16; i++)
			if (out[i].kind == FACT_MODULE_START && out[i].value[0][1] == '0')
				hits[i]++;
	}
	for (int i = 0; i < 16; i++)
		cr_assert(hits[i] > 870 && hits[i] < 1130, "place %d: %d of 16000", i, hits[i]);
}

Test(visit, an_uncounted_visit_has_the_same_shape_and_only_decoys)
{
	for (int facts = 0; facts <= 20; facts++) {
		struct visit counted, uncounted;
		struct fact a[VISIT_FACTS_MAX], b[VISIT_FACTS_MAX];
		visit_begin(&counted, 5);
		visit_begin(&uncounted, 5);
		uncounted.uncounted = true;
		for (int i = 0; i < facts; i++) {
			struct fact f = any((enum fact_kind)(i % FACT_KIND_COUNT), i);
			visit_add(&counted, &f);
			visit_add(&uncounted, &f);
		}
		int n = visit_end(&counted, a), m = visit_end(&uncounted, b);
		cr_assert_eq(n, m);
		cr_assert_eq(count_kind(b, m, FACT_DECOY), m);
	}
}

Test(visit, a_seed_replays_exactly)
{
	struct fact out[2][VISIT_FACTS_MAX];
	for (int r = 0; r < 2; r++) {
		struct visit v;
		visit_begin(&v, 99);
		for (int i = 0; i < 30; i++) {
			struct fact f = item(i);
			visit_add(&v, &f);
		}
		cr_assert_eq(visit_end(&v, out[r]), 16);
	}
	cr_assert_arr_eq(out[0], out[1], 16 * sizeof out[0][0]);
}

Test(visit, nothing_of_a_visit_stays_after_its_end)
{
	struct visit v, zero;
	struct fact out[VISIT_FACTS_MAX], f = numbered(1);
	memset(&zero, 0, sizeof zero);
	visit_begin(&v, 99);
	visit_add(&v, &f);
	visit_end(&v, out);
	cr_assert_eq(v.count, 0);
	cr_assert_arr_eq(v.facts, zero.facts, sizeof zero.facts);
}
