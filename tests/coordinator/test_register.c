/* What has left the house never changes, in one step and one grid. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/register.h"

static char dir[] = "/tmp/escale-register-XXXXXX";
static struct book *book;
static struct arena arena;
static struct err e;

static void setup(void)
{
	cr_assert(mkdtemp(dir));
	cr_assert(register_open(&book, dir, &e), "%s", e.text);
}

static void teardown(void)
{
	char command[64];
	register_close(book);
	arena_drop(&arena);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(register, .init = setup, .fini = teardown);

static struct period period(const char *name)
{
	struct period p = { 0 };
	cr_assert(period_parse(name, &p), "%s", name);
	return p;
}

/* A table "modules" of one row and its total; n < 0 is withheld. */
static bool publish(const char *name, long long n)
{
	static const char *ids[] = { "cyber" }, *titles[] = { "Se protéger" };
	struct sheet_cell cells[] = {
		{ "cyber", "done", n < 0 ? 0 : n, n < 0 },
		{ REGISTER_TOTAL, "done", 90, false },
	};
	struct sheet s = { .table = "modules",
		           .period = period(name),
		           .method = METHOD_MASKED,
		           .day = 21000,
		           .bundles = 3,
		           .titles = { ids, titles, 1 },
		           .cells = cells,
		           .count = 2 };
	return register_record(book, &s, &e);
}

Test(register, periods_of_a_step_follow_each_other)
{
	static const struct {
		const char *name, *first, *last, *fr, *next;
	} known[] = {
		{ "2027-03", "2027-03-01", "2027-03-31", "mars\u202f2027", "2027-04" },
		{ "2028-02", "2028-02-01", "2028-02-29", "février\u202f2028", "2028-03" },
		{ "2027-12", "2027-12-01", "2027-12-31", "décembre\u202f2027", "2028-01" },
		{ "2027-T1", "2027-01-01", "2027-03-31", "1er trimestre\u00a02027", "2027-T2" },
		{ "2027-T4", "2027-10-01", "2027-12-31", "4e trimestre\u00a02027", "2028-T1" },
		{ "2027-S2", "2027-07-01", "2027-12-31", "2e semestre\u00a02027", "2028-S1" },
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct period p = period(known[i].name), next = period_next(&p);
		char out[FRENCH_MAX];
		cr_expect_str_eq(p.name, known[i].name);
		cr_expect_str_eq(day_iso(p.first_day, out), known[i].first);
		cr_expect_str_eq(day_iso(p.last_day, out), known[i].last);
		cr_expect_str_eq(period_fr(&p, out), known[i].fr);
		cr_expect_str_eq(next.name, known[i].next);
	}
}

Test(register, what_is_no_period_is_refused)
{
	static const char *const bad[] = { "",        "2027",   "2027-13", "2027-T0",  "2027-T5", "2027-S3",
		                           "2027-X1", "2027-T", "27-T1",   "2027-T12", "2027-00", "2027/T1" };
	struct period p;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(period_parse(bad[i], &p), "%s", bad[i]);
}

Test(register, the_first_publication_fixes_step_and_grid)
{
	cr_assert_eq(register_step(book), STEP_NONE);
	cr_assert_eq(register_grid(book), GRID_NONE);
	cr_assert(register_fix(book, STEP_QUARTER, GRID_TERRITORY, &e));
	cr_assert(register_fix(book, STEP_QUARTER, GRID_TERRITORY, &e), "the same again is fine");
	cr_assert_not(register_fix(book, STEP_MONTH, GRID_TERRITORY, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_assert(strstr(e.text, "trimestre") && strstr(e.text, "bilan"), "%s", e.text);
	e = (struct err){ 0 };
	cr_assert_not(register_fix(book, STEP_QUARTER, GRID_COMMUNE, &e));
	cr_assert(strstr(e.text, "maille"), "%s", e.text);
	register_close(book);
	cr_assert(register_open(&book, dir, &e));
	cr_assert_eq(register_step(book), STEP_QUARTER);
	cr_assert_eq(register_grid(book), GRID_TERRITORY);
}

Test(register, a_table_comes_back_as_it_was_published)
{
	struct sheet s;
	bool found;
	struct period p = period("2027-03");
	cr_assert(publish("2027-03", 40), "%s", e.text);
	cr_assert(register_read(book, "modules", &p, &s, &found, &arena, &e), "%s", e.text);
	cr_assert(found);
	cr_assert_eq(s.count, 2);
	cr_assert_eq(s.bundles, 3);
	cr_assert_eq(sheet_get(&s, "cyber", "done")->n, 40);
	cr_assert_eq(sheet_get(&s, REGISTER_TOTAL, "done")->n, 90);
	cr_assert_null(sheet_get(&s, "autre", "done"));
	cr_assert_str_eq(titles_get(&s.titles, "cyber"), "Se protéger");
	p = period("2027-04");
	cr_assert(register_read(book, "modules", &p, &s, &found, &arena, &e));
	cr_assert_not(found);
}

Test(register, a_table_is_published_once)
{
	cr_assert(publish("2027-03", 40));
	cr_assert_not(publish("2027-03", 41));
	cr_assert_eq(e.code, ERR_REFUSED);
	struct sheet s;
	bool found;
	struct period p = period("2027-03");
	e = (struct err){ 0 };
	cr_assert(register_read(book, "modules", &p, &s, &found, &arena, &e));
	cr_assert_eq(sheet_get(&s, "cyber", "done")->n, 40, "the first numbers stay");
}

Test(register, a_withheld_number_is_not_even_in_the_register)
{
	struct sheet_cell cells[] = { { "cyber", "done", 7, true } };
	struct sheet s = { .table = "ages", .period = period("2027-03"), .cells = cells, .count = 1 };
	bool found;
	cr_assert(register_record(book, &s, &e), "%s", e.text);
	cr_assert(register_read(book, "ages", &s.period, &s, &found, &arena, &e));
	cr_assert(s.cells[0].withheld);
	cr_assert_eq(s.cells[0].n, 0);
	cr_assert_eq(s.withheld, 1);
}

Test(register, sums_are_of_published_cells_and_say_what_is_missing)
{
	struct register_sum sum;
	struct period first = period("2027-01"), last = period("2027-06");
	cr_assert(register_fix(book, STEP_MONTH, GRID_TERRITORY, &e));
	cr_assert(publish("2027-01", 40) && publish("2027-02", -1) && publish("2027-04", 25));
	cr_assert(register_sum(book, "modules", "cyber", "done", first.first_day, last.last_day, &sum, &e));
	cr_expect_eq(sum.sum, 65);
	cr_expect_eq(sum.periods, 3);
	cr_expect_eq(sum.withheld, 1);
	cr_expect_eq(sum.missing, 3);
	/* A row that a published table does not have is zero there. */
	cr_assert(register_sum(book, "modules", "absent", "done", first.first_day, last.last_day, &sum, &e));
	cr_expect_eq(sum.sum, 0);
	cr_expect_eq(sum.withheld, 0);
	const char **rows;
	cr_assert_eq(register_rows(book, "modules", first.first_day, last.last_day, &rows, &arena, &e), 1);
	cr_assert_str_eq(rows[0], "cyber");
	struct period *periods;
	cr_assert_eq(register_periods(book, first.first_day, last.last_day, &periods, &arena, &e), 3);
	cr_assert_str_eq(periods[2].name, "2027-04");
}

Test(register, only_whole_published_periods_may_be_shown)
{
	struct period january = period("2027-01"), march = period("2027-03");
	const char *why;
	cr_expect_eq(register_may_show(book, january.first_day, january.last_day, &why), SHOWING_UNPUBLISHED);
	cr_expect(strstr(why, "publier"));
	cr_assert(register_fix(book, STEP_MONTH, GRID_TERRITORY, &e));
	cr_assert(publish("2027-01", 40));
	cr_expect_eq(register_may_show(book, january.first_day, january.last_day, &why), SHOWING_ALLOWED);
	cr_expect_str_empty(why);
	cr_expect_eq(register_may_show(book, january.first_day, march.last_day, &why), SHOWING_PARTS);
	cr_expect(strstr(why, "1 mois sur 3"), "%s", why);
	cr_expect_eq(register_may_show(book, january.first_day + 1, march.last_day, &why),
	             SHOWING_OTHER_STEP);
	cr_expect_eq(register_may_show(book, january.first_day, march.last_day - 1, NULL),
	             SHOWING_OTHER_STEP);
	cr_expect_eq(register_may_show(book, march.first_day, march.last_day, NULL), SHOWING_UNPUBLISHED);
	cr_expect_eq(register_may_show(book, march.first_day, january.last_day, NULL), SHOWING_OTHER_STEP);
}

Test(register, the_bundles_of_a_period_are_frozen)
{
	uint8_t first[2][32] = { { 1 }, { 2 } }, later[2][32] = { { 2 }, { 3 } }, (*got)[32];
	struct period january = period("2027-01"), february = period("2027-02");
	bool frozen;
	cr_assert_eq(register_bundles(book, &january, &got, &frozen, &arena, &e), 0);
	cr_assert_not(frozen);
	cr_assert(register_bundles_freeze(book, &january, (const uint8_t(*)[32])first, 2, &e), "%s", e.text);
	cr_assert(register_bundles_freeze(book, &january, (const uint8_t(*)[32])later, 2, &e));
	cr_assert(register_bundles_freeze(book, &february, (const uint8_t(*)[32])later, 2, &e));
	cr_assert_eq(register_bundles(book, &january, &got, &frozen, &arena, &e), 2);
	cr_assert(frozen);
	cr_assert_eq(register_bundles(book, &february, &got, &frozen, &arena, &e), 1,
	             "none is in two periods");
	cr_assert_eq(got[0][0], 3);
	cr_assert(register_bundle_used(book, later[1]));
	cr_assert_not(register_bundle_used(book, (uint8_t[32]){ 9 }));
}

Test(register, a_module_renamed_later_keeps_its_name_of_then)
{
	static const char *ids[] = { "cyber", "sobre" }, *before[] = { "Se protéger", "Sobre" },
	                  *after[] = { "Cybersécurité", "Sobre" };
	struct titles was = { ids, before, 2 }, is = { ids, after, 2 }, t;
	cr_assert(register_titles_note(book, &was, 100, &e), "%s", e.text);
	cr_assert(register_titles_note(book, &is, 200, &e));
	cr_assert(register_titles_note(book, &is, 300, &e));
	cr_assert(register_titles_at(book, 150, &t, &arena, &e));
	cr_assert_eq(t.count, 2);
	cr_expect_str_eq(titles_get(&t, "cyber"), "Se protéger");
	cr_assert(register_titles_at(book, 50, &t, &arena, &e));
	cr_expect_str_eq(titles_get(&t, "cyber"), "Se protéger", "before all: the oldest");
	cr_assert(register_titles_at(book, 250, &t, &arena, &e));
	cr_expect_str_eq(titles_get(&t, "cyber"), "Cybersécurité");
	cr_expect_str_eq(titles_get(&t, "sobre"), "Sobre");
}

Test(register, the_titles_of_the_folder_are_remembered_day_by_day)
{
	char path[64];
	struct titles t;
	register_close(book);
	book = NULL;
	cr_assert(register_titles_seen(dir, 100, &e), "none is no error");
	snprintf(path, sizeof path, "%s/titles.tsv", dir);
	for (int day = 100; day <= 200; day += 100) {
		FILE *f = fopen(path, "wb");
		fprintf(f, "cyber\t%s\n", day == 100 ? "Se protéger" : "Cybersécurité");
		fclose(f);
		cr_assert(register_titles_seen(dir, day, &e), "%s", e.text);
	}
	cr_assert(register_open(&book, dir, &e));
	cr_assert(register_titles_at(book, 199, &t, &arena, &e));
	cr_expect_str_eq(titles_get(&t, "cyber"), "Se protéger");
}

Test(register, a_damaged_register_stops_everything)
{
	char path[64];
	struct book *none;
	register_close(book);
	snprintf(path, sizeof path, "%s/" REGISTER_FILE, dir);
	FILE *f = fopen(path, "wb");
	fputs("this is no database, and it is long enough to be looked at as one", f);
	fclose(f);
	cr_assert_not(register_open(&none, dir, &e));
	cr_assert(strstr(e.text, "registre des publications"), "%s", e.text);
	book = NULL;
}
