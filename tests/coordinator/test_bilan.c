/* The bilan: sums of what is published, and never more than that. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "coordinator/bilan.h"

static struct arena arena;
static struct book *book;
static struct bilan b;
static struct territory words;
static struct buf page;
static struct err e;
static char dir[] = "/tmp/escale-bilan-XXXXXX";

static void setup(void)
{
	cr_assert(mkdtemp(dir));
	cr_assert(register_open(&book, dir, &e), "%s", e.text);
	cr_assert(register_fix(book, STEP_MONTH, GRID_TERRITORY, &e), "%s", e.text);
}

static void teardown(void)
{
	char command[64];
	register_close(book);
	buf_free(&page);
	arena_drop(&arena);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_expect_eq(system(command), 0);
}

TestSuite(bilan, .init = setup, .fini = teardown);

enum { HIDDEN = -1 };

struct number {
	const char *row, *column;
	long long n; /* HIDDEN: withheld */
};

static void record(const char *month, const char *table, enum method method, const struct number *numbers,
                   int count)
{
	struct sheet_cell cells[16];
	static const char *ids[] = { "cyber", "cyber/code" },
	                  *titles[] = { "Se protéger", "Le code par SMS ?" };
	struct sheet s = { .table = table, .method = method, .bundles = 3, .cells = cells, .count = count };
	s.titles = (struct titles){ .id = ids, .title = titles, .count = 2 };
	cr_assert(period_parse(month, &s.period));
	s.day = s.period.last_day + 3;
	for (int i = 0; i < count; i++)
		cells[i] =
		    (struct sheet_cell){ numbers[i].row, numbers[i].column,
			                 numbers[i].n == HIDDEN ? 0 : numbers[i].n, numbers[i].n == HIDDEN };
	cr_assert(register_record(book, &s, &e), "%s", e.text);
}

#define RECORD(MONTH, TABLE, METHOD, ...)                                                                    \
	record(MONTH, TABLE, METHOD, (const struct number[]){ __VA_ARGS__ },                                 \
	       (int)(sizeof(const struct number[]){ __VA_ARGS__ } / sizeof(struct number)))

static void uses(const char *month, long long n)
{
	RECORD(month, "utilisations", METHOD_MASKED, { "*", "*", n });
}

static bool read_to(const char *last, int months)
{
	struct period p;
	b = (struct bilan){ .words = &words, .territory = "Pays", .today = 20910 };
	e = (struct err){ 0 };
	cr_assert(period_parse(last, &p));
	return bilan_read(&b, book, &p, months, &arena, &e);
}

static const char *made(void)
{
	page.size = 0;
	bilan_page(&b, &page);
	return page.data;
}

static void shows(const char *text)
{
	cr_expect(strstr(page.data, text), "the page lacks: %s", text);
}

static void lacks(const char *text)
{
	cr_expect_not(strstr(page.data, text), "the page has: %s", text);
}

static const char *const half_year[] = { "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06" };

Test(bilan, adds_up_what_is_published_and_puts_the_time_before_beside_it)
{
	for (int i = 0; i < 6; i++)
		uses(half_year[i], 100 + i);
	uses("2026-12", 70);
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	cr_expect_eq(b.now.uses.n, 615);
	cr_expect_eq(b.now.uses.known, CHART_EXACT);
	cr_expect_eq(b.before.uses.n, 70);
	cr_expect_eq(b.before.uses.known, CHART_AT_LEAST);
	cr_expect_eq(b.before.published, 1);
	made();
	shows("de janvier à juin\u202f2027");
	shows("<dd>615</dd>");
	shows("avant\u202f: au moins 70");
	shows("de juillet à décembre\u202f2026 (1 mois publié sur 6)");
}

Test(bilan, a_withheld_cell_makes_it_at_least)
{
	for (int i = 0; i < 6; i++)
		uses(half_year[i], i == 2 ? HIDDEN : 100);
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	cr_expect_eq(b.now.uses.n, 500);
	cr_expect_eq(b.now.uses.known, CHART_AT_LEAST);
	cr_expect_eq(b.steps[2].known[1], CHART_MASKED);
	made();
	shows("<small>au moins</small> 500");
	shows("mars\u202f: masqué");
}

Test(bilan, all_withheld_is_masked_not_zero)
{
	uses("2027-06", HIDDEN);
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	cr_expect_eq(b.now.uses.known, CHART_MASKED);
}

/* Noise has no totals: a missing total is no zero. */
Test(bilan, noised_tables_are_not_added)
{
	RECORD("2027-06", "utilisations", METHOD_NOISED, { "lt5", "alone", 40 }, { "lt5", "helped", -2 });
	uses("2027-05", 90);
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	cr_expect_eq(b.now.uses.n, 90);
	cr_expect_eq(b.now.uses.known, CHART_AT_LEAST);
	cr_expect_eq(b.steps[5].known[1], CHART_NONE);
}

Test(bilan, nothing_published_is_refused_with_what_to_do)
{
	uses("2026-12", 70);
	cr_expect_not(read_to("2027-06", 6));
	cr_expect_eq(e.code, ERR_REFUSED);
	cr_expect(strstr(e.text, "de janvier à juin") && strstr(e.text, "publier"), "%s", e.text);
}

Test(bilan, shares_have_their_n_and_leave_out_what_is_not_told)
{
	uses("2027-05", 300);
	uses("2027-06", 300);
	RECORD("2027-05", "progres", METHOD_MASKED, { "*", "*", 100 }, { "*", "before:high", 62 },
	       { "*", "after:high", 81 });
	RECORD("2027-06", "progres", METHOD_MASKED, { "*", "*", 900 }, { "*", "before:high", HIDDEN },
	       { "*", "after:high", 800 });
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	made();
	shows("<b>62\u202f% de bonnes réponses avant</b> le module, <b>81\u202f% après</b> "
	      "(n\u00a0=\u00a0100)");
}

Test(bilan, modules_and_questions_bear_the_titles_of_their_time)
{
	uses("2027-06", 300);
	RECORD("2027-06", "modules", METHOD_MASKED, { "cyber", "*", 200 }, { "cyber", "done", 140 },
	       { "*", "*", 200 }, { "*", "done", 140 });
	RECORD("2027-06", "progres", METHOD_MASKED, { "cyber", "*", 140 }, { "cyber", "before:high", 62 },
	       { "cyber", "after:high", 110 });
	RECORD("2027-06", "questions", METHOD_MASKED, { "cyber/code", "right", 30 },
	       { "cyber/code", "*", 80 });
	RECORD("2027-06", "passages", METHOD_PLAIN, { "23096", "*", 2 }, { "23008", "*", 1 },
	       { "*", "*", 3 });
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	made();
	shows("Se protéger<small>44\u202f% avant, <b>79\u202f%\u00a0après</b> (n\u00a0=\u00a0140)");
	shows("Le code par SMS\u202f?<small>Se protéger");
	shows(">38\u202f%<");
	shows("Arrêts dans 2 communes");
	cr_expect_eq(b.now.communes, 2);
}

Test(bilan, two_years_are_drawn_by_quarter)
{
	uses("2027-05", 300);
	uses("2027-06", 20);
	cr_assert(read_to("2027-06", 24), "%s", e.text);
	cr_expect_eq(b.step_count, 8);
	cr_expect_eq(b.steps[7].n[1], 320);
	cr_expect_eq(b.steps[7].known[1], CHART_AT_LEAST);
	cr_expect_str_eq(b.steps[7].label, "avr.–juin 27");
}

Test(bilan, never_claims_people_nor_impact)
{
	uses("2027-06", 300);
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	made();
	shows("ce n’est pas un nombre de personnes");
	lacks("impact");
	lacks("personnes ont");
	lacks("bénéficiaires");
	for (const char *title = "Ce que nous avons fait\0Ce que les habitants ont appris\0Ce qui bloque\0"
	                         "Ce que nous vous demandons\0";
	     *title; title += strlen(title) + 1)
		shows(title);
}

Test(bilan, own_words_cannot_become_markup_and_long_titles_are_cut)
{
	static struct bilan_module m = { .done = { 90, CHART_EXACT }, .change = { 80, 40, 70 } };
	m.title = "Reconnaître les courriels et les messages frauduleux des faux conseillers";
	uses("2027-06", 300);
	cr_assert(read_to("2027-06", 6), "%s", e.text);
	words.asks[0] = "<script>alert(1)</script>";
	words.ask_count = 1;
	b.modules[0] = m;
	b.module_count = 1;
	made();
	lacks("<script");
	shows("Reconnaître les courriels et les messages fraud…<small>");
}

Test(bilan, lengths_are_three)
{
	cr_expect_eq(bilan_months("6-mois"), 6);
	cr_expect_eq(bilan_months("1-an"), 12);
	cr_expect_eq(bilan_months("2-ans"), 24);
	cr_expect_eq(bilan_months("3-ans"), 0);
}
