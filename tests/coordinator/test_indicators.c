/* One definition for each number: short, whole, and true to the dictionary of facts. */
#include <criterion/criterion.h>
#include <string.h>

#include "coordinator/indicators.h"

static int sentences(const char *text)
{
	int n = 0;
	for (const char *p = text; *p; p++)
		n += *p == '.' && (p[1] == ' ' || p[1] == '\0');
	return n;
}

Test(indicators, every_one_is_whole)
{
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		const struct indicator *d = &indicator_table[i];
		cr_assert(d->id && d->name_fr && d->means_fr && d->unit_fr, "indicator %d is not written", i);
		cr_expect(str_is_id(str_from(d->id), 32), "%s is no id", d->id);
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(d->id, indicator_table[j].id);
	}
}

Test(indicators, definitions_are_one_to_three_sentences)
{
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		const char *text = indicator_table[i].means_fr;
		cr_expect(sentences(text) >= 1 && sentences(text) <= INDICATOR_SENTENCES, "%s: %d sentences",
		          indicator_table[i].id, sentences(text));
		cr_expect_eq(text[strlen(text) - 1], '.', "%s does not end", indicator_table[i].id);
		cr_expect(strlen(text) < 320, "%s is too long", indicator_table[i].id);
	}
}

Test(indicators, every_kind_of_fact_but_decoys_is_defined)
{
	for (int k = 0; k < FACT_KIND_COUNT; k++)
		cr_expect_eq(indicator_of((enum fact_kind)k) != NULL, k != FACT_DECOY, "%s",
		             fact_table[k].name);
}

/* Noise that covers too little breaks the promise of open data. */
Test(indicators, reach_covers_what_one_visit_may_tell)
{
	static const int reach[] = { [REACH_NONE] = 0, [REACH_ONCE] = 1, [REACH_FIVE] = 5 };
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		const struct indicator *d = &indicator_table[i];
		for (int k = 0; k < d->kind_count; k++)
			cr_expect_leq(fact_table[d->kinds[k]].per_visit, reach[d->reach], "%s", d->id);
	}
}
