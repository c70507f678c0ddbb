#include <criterion/criterion.h>
#include <string.h>

#include "base/lang.h"
#include "content/pack.h"
#include "metrics/fact.h"

static struct fact made(enum fact_kind kind, const char *v0, const char *v1, const char *v2, const char *v3)
{
	struct fact f;
	struct err e = { 0 };
	cr_assert(fact_make(&f, kind, v0, v1, v2, v3, &e), "%s", e.text);
	return f;
}

/* The line, padded: 64 bytes from a short text. */
static const char *line(const char *text)
{
	static char out[FACT_SIZE];
	memset(out, ' ', FACT_SIZE - 1);
	memcpy(out, text, strlen(text));
	out[FACT_SIZE - 1] = '\n';
	return out;
}

static enum err_code parse_code(const char *bytes)
{
	struct fact f;
	struct err e = { 0 };
	return fact_parse(&f, bytes, &e) ? ERR_NONE : e.code;
}

/* The longest value that a rule allows. */
static const char *longest(const struct value_rule *r)
{
	static const char letters[] = "aaaaaaaaaaaaaaaaaaaaaaaa";
	const char *best = "2A004";
	if (r->type == VALUE_ID)
		return letters + sizeof letters - 1 - r->max;
	if (r->type == VALUE_CHOICE)
		for (const struct value_choice *c = (best = r->choices->id, r->choices); c->id; c++)
			best = strlen(c->id) > strlen(best) ? c->id : best;
	return best;
}

Test(fact, a_line_is_words_spaces_and_a_newline)
{
	struct fact f = made(FACT_QUIZ, "cyber", "low", "high", NULL);
	char out[FACT_SIZE];
	fact_print(&f, out);
	cr_assert_arr_eq(out, line("quiz cyber low high"), FACT_SIZE);
}

Test(fact, what_is_printed_is_read_back_the_same_for_every_kind_at_its_longest)
{
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		const char *v[FACT_VALUES_MAX] = { NULL };
		char out[FACT_SIZE];
		struct fact back;
		struct err e = { 0 };
		for (int i = 0; i < fact_table[k].value_count; i++)
			v[i] = longest(&fact_table[k].values[i]);
		struct fact f = made((enum fact_kind)k, v[0], v[1], v[2], v[3]);
		fact_print(&f, out);
		cr_assert(fact_parse(&back, out, &e), "%s: %s", fact_table[k].name, e.text);
		cr_assert(fact_equal(&f, &back));
		cr_assert_arr_eq(&f, &back, sizeof f); /* also the bytes behind the values */
	}
}

Test(fact, every_choice_of_the_dictionary_is_made_and_read_back)
{
	for (int k = 0; k < FACT_KIND_COUNT; k++)
		for (int i = 0; i < fact_table[k].value_count; i++) {
			const struct value_rule *r = &fact_table[k].values[i];
			for (const struct value_choice *c = r->choices; c && c->id; c++) {
				const char *v[FACT_VALUES_MAX] = { NULL };
				char out[FACT_SIZE];
				for (int j = 0; j < fact_table[k].value_count; j++)
					v[j] = longest(&fact_table[k].values[j]);
				v[i] = c->id;
				struct fact f = made((enum fact_kind)k, v[0], v[1], v[2], v[3]);
				fact_print(&f, out);
				cr_assert_eq(parse_code(out), ERR_NONE, "%.64s", out);
				cr_assert_str_eq(fact_value_fr((enum fact_kind)k, i, c->id), c->fr);
			}
		}
}

Test(fact, every_rule_is_complete_and_says_who_it_cannot_single_out)
{
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		const struct fact_rule *r = &fact_table[k];
		cr_assert(str_is_id(str_from(r->name), FACT_VALUE_SIZE) || strchr(r->name, '_'));
		cr_assert(r->name_fr && r->question_fr && r->why_fr, "%s", r->name);
		for (int i = 0; i < FACT_VALUES_MAX; i++)
			cr_assert_eq(r->values[i].name != NULL, i < r->value_count, "%s", r->name);
		for (int j = 0; j < k; j++)
			cr_assert_str_neq(r->name, fact_table[j].name);
	}
}

/* Joining these would single people out; the table must not grow such a row by accident. */
Test(fact, age_language_and_access_are_never_in_one_fact)
{
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		int found = 0;
		for (int i = 0; i < fact_table[k].value_count; i++) {
			const char *n = fact_table[k].values[i].name;
			found += !strcmp(n, "age") + !strcmp(n, "language") + !strcmp(n, "option") +
				 !strcmp(n, "commune") + !strcmp(n, "days");
		}
		cr_assert_leq(found, 1, "%s", fact_table[k].name);
		if (k == FACT_LANGUAGE || k == FACT_ACCESS)
			cr_assert_eq(fact_table[k].value_count, 1);
	}
}

Test(fact, languages_are_those_of_the_kiosk)
{
	const struct value_choice *c = fact_table[FACT_LANGUAGE].values[0].choices;
	for (int i = 0; i < LANG_COUNT; i++, c++) {
		cr_assert(c->id, "a new language is a new version of the dictionary");
		cr_assert_str_eq(c->id, lang_table[i].code);
	}
	cr_assert_null(c->id);
}

Test(fact, ids_are_as_long_as_content_allows)
{
	cr_assert_eq(fact_table[FACT_ITEM].values[0].max, MODULE_ID_MAX);
	cr_assert_eq(fact_table[FACT_ITEM].values[1].max, SCREEN_ID_MAX);
}

Test(fact, make_refuses_what_is_outside_the_dictionary)
{
	static const struct {
		enum fact_kind kind;
		const char *v[4];
	} wrong[] = {
		{ FACT_KIND_COUNT, { NULL } },
		{ (enum fact_kind) - 1, { NULL } },
		{ FACT_MODULE_START, { NULL } },
		{ FACT_MODULE_START, { "" } },
		{ FACT_MODULE_START, { "Cyber" } },
		{ FACT_MODULE_START, { "cyber sec" } },
		{ FACT_MODULE_START, { "cyber\n" } },
		{ FACT_MODULE_START, { "1cyber" } },
		{ FACT_MODULE_START, { "abcdefghijklmnopq" } }, /* 17 */
		{ FACT_MODULE_START, { "cyber", "done" } },
		{ FACT_MODULE_END, { "cyber", "done" } },
		{ FACT_MODULE_END, { "cyber", "done", "5-10" } },
		{ FACT_QUIZ, { "cyber", NULL, "low" } },
		{ FACT_AGE, { "26", "cyber" } },
		{ FACT_LANGUAGE, { "zz" } },
		{ FACT_LANGUAGE, { "f" } },
		{ FACT_PRESENCE, { "7500", "1-10" } },
		{ FACT_PRESENCE, { "2C004", "1-10" } },
		{ FACT_PRESENCE, { "A2004", "1-10" } },
		{ FACT_DECOY, { "x" } },
		{ FACT_POLL, { "besoin", "7" } },
		{ FACT_MODULE_START, { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct fact f;
		struct err e = { 0 };
		cr_assert_not(fact_make(&f, wrong[i].kind, wrong[i].v[0], wrong[i].v[1], wrong[i].v[2], wrong[i].v[3],
					&e),
			      "case %zu", i);
		cr_assert_eq(e.code, ERR_REFUSED);
	}
}

Test(fact, corsica_and_overseas_have_communes)
{
	made(FACT_PRESENCE, "2A004", "1-10", NULL, NULL);
	made(FACT_PRESENCE, "2B033", "11-25", NULL, NULL);
	made(FACT_PRESENCE, "97411", "26plus", NULL, NULL);
}

Test(fact, parse_refuses_what_print_would_not_have_written)
{
	char bytes[FACT_SIZE];
	cr_assert_eq(parse_code(line("quiz cyber low high")), ERR_NONE);
	cr_assert_eq(parse_code(line("quiz  cyber low high")), ERR_FORMAT, "two spaces");
	cr_assert_eq(parse_code(line(" quiz cyber low high")), ERR_FORMAT, "leading space");
	cr_assert_eq(parse_code(line("quiz\tcyber low high")), ERR_FORMAT, "a tab");
	cr_assert_eq(parse_code(line("quiz cyber low h\xc3\xa9")), ERR_FORMAT, "not ASCII");
	cr_assert_eq(parse_code(line("")), ERR_FORMAT, "nothing");
	cr_assert_eq(parse_code(line("quiz cyber low high high x")), ERR_FORMAT, "too many words");
	cr_assert_eq(parse_code(line("quiz cyber low")), ERR_REFUSED, "a value is missing");
	cr_assert_eq(parse_code(line("decoy x")), ERR_REFUSED, "a value too many");
	cr_assert_eq(parse_code(line("Quiz cyber low high")), ERR_REFUSED, "no such kind");
	cr_assert_eq(parse_code(line("quiz cyber low top")), ERR_REFUSED, "no such choice");
	cr_assert_eq(parse_code(line("language fr_FR.UTF-8.and.much.longer.than.a.value")), ERR_REFUSED, "long value");
	memcpy(bytes, line("decoy"), FACT_SIZE);
	bytes[FACT_SIZE - 1] = ' ';
	cr_assert_eq(parse_code(bytes), ERR_FORMAT, "no newline");
	memcpy(bytes, line("decoy"), FACT_SIZE);
	bytes[40] = '\0';
	cr_assert_eq(parse_code(bytes), ERR_FORMAT, "a zero byte");
	memcpy(bytes, line("decoy"), FACT_SIZE);
	bytes[40] = '\n';
	cr_assert_eq(parse_code(bytes), ERR_FORMAT, "a second line");
}

/* Change each byte of good lines to each value: whatever is accepted must print back to the same bytes. */
Test(fact, whatever_is_parsed_prints_back_to_the_same_bytes)
{
	static const char *const good[] = { "item cyber colis after right", "decoy", "age 25-39 reemploi",
					    "presence 2A004 1-10" };
	int accepted = 0;
	for (size_t g = 0; g < sizeof good / sizeof good[0]; g++)
		for (int at = 0; at < FACT_SIZE; at++)
			for (int c = 0; c < 256; c++) {
				char bytes[FACT_SIZE], back[FACT_SIZE];
				struct fact f;
				memcpy(bytes, line(good[g]), FACT_SIZE);
				bytes[at] = (char)c;
				if (!fact_parse(&f, bytes, NULL))
					continue;
				accepted++;
				fact_print(&f, back);
				cr_assert_arr_eq(back, bytes, FACT_SIZE);
			}
	cr_assert_gt(accepted, 100); /* other module ids, other communes: the loop does accept some */
}

Test(fact, bands_change_on_the_minute)
{
	cr_assert_str_eq(fact_band_module_minutes(0), "lt5");
	cr_assert_str_eq(fact_band_module_minutes(5 * 60000 - 1), "lt5");
	cr_assert_str_eq(fact_band_module_minutes(5 * 60000), "5to10");
	cr_assert_str_eq(fact_band_module_minutes(10 * 60000), "10to20");
	cr_assert_str_eq(fact_band_module_minutes(20 * 60000), "20plus");
	cr_assert_str_eq(fact_band_module_minutes(1000LL * 3600 * 1000), "20plus");
	cr_assert_str_eq(fact_band_visit_minutes(-1), "lt5");
	cr_assert_str_eq(fact_band_visit_minutes(15 * 60000 - 1), "5to15");
	cr_assert_str_eq(fact_band_visit_minutes(15 * 60000), "15to30");
	cr_assert_str_eq(fact_band_visit_minutes(30 * 60000), "30plus");
}

Test(fact, scores_are_thirds)
{
	cr_assert_str_eq(fact_band_score(0, 1), "low");
	cr_assert_str_eq(fact_band_score(1, 1), "high");
	cr_assert_str_eq(fact_band_score(0, 3), "low");
	cr_assert_str_eq(fact_band_score(1, 3), "mid");
	cr_assert_str_eq(fact_band_score(2, 3), "high");
	cr_assert_str_eq(fact_band_score(1, 2), "mid");
	cr_assert_str_eq(fact_band_score(3, 10), "low");
	cr_assert_str_eq(fact_band_score(0, 0), "low");
}
