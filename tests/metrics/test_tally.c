#include <criterion/criterion.h>
#include <stdio.h>

#include "metrics/tally.h"

static struct fact made(enum fact_kind kind, const char *v0, const char *v1, const char *v2, const char *v3)
{
	struct fact f;
	cr_assert(fact_make(&f, kind, v0, v1, v2, v3, NULL));
	return f;
}

Test(tally, an_empty_tally_answers_zero)
{
	struct arena a = { 0 };
	struct tally t;
	struct fact f = made(FACT_DECOY, NULL, NULL, NULL, NULL);
	tally_init(&t, &a);
	cr_assert_eq(tally_get(&t, &f), 0);
	cr_assert_eq(tally_sum(&t, FACT_QUIZ, NULL, NULL, NULL, NULL), 0);
	arena_drop(&a);
}

Test(tally, equal_facts_are_one_cell)
{
	struct arena a = { 0 };
	struct tally t;
	struct fact f = made(FACT_MODULE_START, "cyber", NULL, NULL, NULL);
	struct fact g = made(FACT_MODULE_START, "cybe", NULL, NULL, NULL);
	tally_init(&t, &a);
	tally_add(&t, &f, 1);
	tally_add(&t, &f, 41);
	cr_assert_eq(tally_get(&t, &f), 42);
	cr_assert_eq(tally_get(&t, &g), 0);
	cr_assert_eq(t.count, 1);
	arena_drop(&a);
}

Test(tally, thousands_of_cells_are_all_found_again)
{
	struct arena a = { 0 };
	struct tally t;
	tally_init(&t, &a);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++) {
			char id[16];
			snprintf(id, sizeof id, "m%d", i);
			struct fact f = made(FACT_MODULE_START, id, NULL, NULL, NULL);
			tally_add(&t, &f, i);
		}
	cr_assert_eq(t.count, 5000);
	for (int i = 0; i < 5000; i++) {
		char id[16];
		snprintf(id, sizeof id, "m%d", i);
		struct fact f = made(FACT_MODULE_START, id, NULL, NULL, NULL);
		cr_assert_eq(tally_get(&t, &f), 2LL * i);
	}
	arena_drop(&a);
}

Test(tally, a_sum_matches_the_values_that_are_given)
{
	struct arena a = { 0 };
	struct tally t;
	tally_init(&t, &a);
	struct fact f = made(FACT_QUIZ, "cyber", "low", "high", NULL);
	struct fact g = made(FACT_QUIZ, "cyber", "low", "low", NULL);
	struct fact h = made(FACT_QUIZ, "reemploi", "low", "high", NULL);
	tally_add(&t, &f, 1);
	tally_add(&t, &g, 10);
	tally_add(&t, &h, 100);
	cr_assert_eq(tally_sum(&t, FACT_QUIZ, NULL, NULL, NULL, NULL), 111);
	cr_assert_eq(tally_sum(&t, FACT_QUIZ, "cyber", NULL, NULL, NULL), 11);
	cr_assert_eq(tally_sum(&t, FACT_QUIZ, NULL, NULL, "high", NULL), 101);
	cr_assert_eq(tally_sum(&t, FACT_QUIZ, "cyber", "low", "high", NULL), 1);
	cr_assert_eq(tally_sum(&t, FACT_ITEM, NULL, NULL, NULL, NULL), 0);
	arena_drop(&a);
}
