/* Publication: what stays, what is refused, and that nothing small comes out. */
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/datapackage.h"
#include "coordinator/publish.h"
#include "seal/age.h"

static char dir[] = "/tmp/escale-publish-XXXXXX";
static struct state state;
static struct book *book;
static struct arena arena;
static struct publish p;
static struct err e;
static uint64_t seed;

/* The same noise in every run. */
static void roll(void *context, void *bytes, size_t n)
{
	uint64_t *s = context;
	for (unsigned char *b = bytes; n--; b++) {
		*s ^= *s << 13;
		*s ^= *s >> 7;
		*s ^= *s << 17;
		*b = (unsigned char)(*s >> 32);
	}
}

static void kiosk(const char *name, const char *commune)
{
	struct kiosk k = { .place = "bus", .enrolled_day = 20000, .revoked_day = -1 };
	str_copy(k.name, sizeof k.name, name);
	str_copy(k.commune, sizeof k.commune, commune);
	memset(k.key.key, name[0], sizeof k.key.key);
	cr_assert(state_kiosk_add(&state, &k, &e), "%s", e.text);
}

static void setup(void)
{
	static const char *ids[] = { "cyber", "sobre", "cyber/colis", "quartier", "quartier/1" },
	                  *words[] = { "Se protéger", "Polluer moins", "Un colis ?", "Que manque-t-il ?",
		                       "Un bus" };
	cr_assert(mkdtemp(dir));
	cr_assert(seal_init(&e));
	cr_assert(state_open(&state, dir, true, &e), "%s", e.text);
	cr_assert(register_open(&book, dir, &e), "%s", e.text);
	kiosk("A", "01004");
	kiosk("B", "23096");
	seed = 88172645463325252ull;
	p = (struct publish){ .book = book,
		              .state = &state,
		              .arena = &arena,
		              .titles = { ids, words, 5 },
		              .dice = { roll, &seed } };
	cr_assert(day_parse("2028-01-15", &p.today));
}

static void teardown(void)
{
	char command[64];
	register_close(book);
	state_close(&state);
	arena_drop(&arena);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(publish, .init = setup, .fini = teardown);

static void sql(const char *format, ...)
{
	char text[600];
	va_list v;
	va_start(v, format);
	vsnprintf(text, sizeof text, format, v);
	va_end(v);
	cr_assert(db_exec(state.db, text, &e), "%s: %s", text, e.text);
}

static int bundles;

/* A bundle of kiosk 1 or 2, received on that day; its facts follow with fact(). */
static int bundle(int kiosk_id, const char *day)
{
	int64_t when;
	cr_assert(day_parse(day, &when));
	bundles++;
	sql("INSERT INTO bundle(id, sha, kiosk, number, previous, sessions, facts_seen, facts_kept, "
	    "software, dirty_stops,"
	    " place_kind, clock_confirmed, early_reason, received_day, counted, manifest, signature) "
	    "VALUES(%d, "
	    "CAST(printf('%%032d', %d) AS BLOB), %d, %d, zeroblob(32), 20, 0, 0, '', '0', 'bus', 1, '', "
	    "%lld, 1, x'', x'')",
	    bundles, bundles, kiosk_id, bundles * 10, (long long)when);
	return bundles;
}

static void fact(int bundle_id, int n, const char *line)
{
	sql("INSERT OR IGNORE INTO fact(line) VALUES('%s');"
	    "INSERT INTO cell(bundle, fact, n) SELECT %d, id, %d FROM fact WHERE line = '%s'",
	    line, bundle_id, n, line);
}

/* A month in which everything was used. */
static int usual(int kiosk_id, const char *day, int n)
{
	int b = bundle(kiosk_id, day);
	fact(b, n, "module_start cyber");
	fact(b, n - 50, "module_end cyber done 5to10");
	fact(b, 30, "module_end cyber done lt5");
	fact(b, 20, "module_end cyber left lt5");
	fact(b, 40, "module_start sobre");
	fact(b, 13, "module_end sobre done lt5");
	fact(b, 20, "module_end sobre done 5to10");
	fact(b, 7, "module_end sobre left lt5");
	fact(b, n, "visit 5to15 alone");
	fact(b, 40, "visit lt5 helped");
	fact(b, n + 35, "language fr");
	fact(b, 5, "language uk");
	fact(b, n, "age 70plus cyber");
	fact(b, 9, "age lt25 cyber");
	fact(b, 20, "age lt25 sobre"); /* more, and the 7 who left would be 10 at most */
	fact(b, 60, "quiz cyber low high");
	fact(b, 30, "quiz cyber mid mid");
	fact(b, 3, "access voice");
	fact(b, 55, "access large");
	fact(b, 60, "poll quartier 1");
	fact(b, 14, "poll quartier 2");
	return b;
}

static bool publish(const char *period)
{
	cr_assert(period_parse(period, &p.period), "%s", period);
	e = (struct err){ 0 };
	return publish_masked(&p, &e);
}

static bool noise(const char *period, const char *table)
{
	cr_assert(period_parse(period, &p.period), "%s", period);
	e = (struct err){ 0 };
	return publish_noised(&p, table, &e);
}

static const struct sheet *sheet(const char *table)
{
	for (int i = 0; i < p.sheets; i++)
		if (strcmp(p.sheet[i].table, table) == 0)
			return &p.sheet[i];
	cr_assert_fail("no table %s", table);
	return NULL;
}

static const struct sheet_cell *cell(const char *table, const char *row, const char *column)
{
	const struct sheet_cell *c = sheet_get(sheet(table), row, column);
	cr_assert(c, "%s: no %s, %s", table, row, column);
	return c;
}

/* ---- masked -------------------------------------------------------------------------------------------- */

Test(publish, numbers_come_out_with_their_totals)
{
	usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(cell("modules", "cyber", "*")->n, 100);
	cr_expect_eq(cell("modules", "*", "*")->n, 140);
	cr_expect_null(sheet_get(sheet("modules"), "cyber", "unknown"));
	cr_expect_eq(cell("utilisations", "*", "*")->n, 140);
	cr_expect_eq(cell("langues", "*", "*")->n, 140);
	cr_expect_eq(cell("reglages", "large", "*")->n, 55);
	cr_expect(cell("reglages", "voice", "*")->withheld);
	cr_expect_eq(cell("enquetes", "quartier", "*")->n, 74);
	cr_expect(cell("langues", "uk", "*")->withheld && cell("langues", "fr", "*")->withheld);
	cr_expect_eq(cell("langues", "ar", "*")->n, 0);
	cr_expect_not(cell("langues", "ar", "*")->withheld);
	cr_expect_str_eq(sheet_row_fr(sheet("modules"), "cyber"), "Se protéger");
	cr_expect_str_eq(sheet_column_fr(sheet("modules"), "done/5to10"), "terminé, 5 à 10 min");
}

Test(publish, a_start_whose_end_nobody_told_was_left)
{
	int b = bundle(1, "2027-03-05");
	fact(b, 100, "module_start cyber");
	fact(b, 60, "module_end cyber done 5to10");
	fact(b, 33, "module_end cyber left lt5");
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(cell("modules", "cyber", "left")->n, 40);
	cr_expect_eq(cell("modules", "cyber", "*")->n, 100);
}

Test(publish, no_small_number_is_shown_and_sums_hold)
{
	srand(5);
	for (int month = 1; month <= 6; month++) {
		char day[32], period[32];
		snprintf(day, sizeof day, "2027-%02d-05", month);
		snprintf(period, sizeof period, "2027-%02d", month);
		for (int k = 1; k <= 2; k++) {
			int b = usual(k, day, 70 + rand() % 90);
			for (int i = 0; i < 12; i++) {
				char line[64];
				snprintf(line, sizeof line, "opinion m%d %s", rand() % 5,
				         i % 2 ? "plus" : "minus");
				sql("DELETE FROM cell WHERE bundle = %d AND fact = (SELECT id FROM fact "
				    "WHERE line = "
				    "'%s')",
				    b, line);
				fact(b, 1 + rand() % 25, line);
			}
		}
		cr_assert(publish(period), "%s", e.text);
		for (int s = 0; s < p.sheets; s++)
			for (int i = 0; i < p.sheet[s].count; i++) {
				const struct sheet_cell *c = &p.sheet[s].cells[i];
				cr_assert(c->n == 0 || c->n >= TALLY_MIN ||
				              p.sheet[s].method != METHOD_MASKED,
				          "%s: %s, %s is %lld", p.sheet[s].table, c->row, c->column, c->n);
			}
	}
}

/* 40 started, 7 left: 30 ages would say that 10 left at most. */
Test(publish, what_another_table_tells_of_a_module_is_masked_with_it)
{
	int b = usual(1, "2027-03-05", 100);
	fact(b, 10, "age 70plus sobre");
	cr_assert(publish("2027-03"));
	cr_expect(cell("modules", "sobre", "left")->withheld);
	cr_expect(cell("modules", "sobre", "*")->withheld);
}

Test(publish, what_is_published_stays_whatever_comes_later)
{
	int b = usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-03"));
	long long before = cell("modules", "*", "*")->n;
	/* It was counted wrongly, then another lot of March is settled. */
	sql("UPDATE cell SET n = n + 50 WHERE bundle = %d", b);
	usual(2, "2027-03-20", 60);
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(cell("modules", "*", "*")->n, before);
	cr_expect_not(p.fresh[0]);
	cr_expect_eq(p.bundles, 1);
}

Test(publish, a_lot_settled_too_late_goes_to_the_next_period_once)
{
	usual(1, "2027-03-05", 100);
	int late = usual(2, "2027-03-20", 60);
	sql("UPDATE bundle SET counted = 0 WHERE id = %d", late);
	cr_assert(publish("2027-03"));
	cr_expect_eq(p.waiting, 1);
	sql("UPDATE bundle SET counted = 1 WHERE id = %d", late);
	usual(1, "2027-04-05", 200);
	cr_assert(publish("2027-04"), "%s", e.text);
	cr_expect_eq(p.bundles, 2);
	cr_expect_eq(cell("modules", "*", "*")->n, 200 + 40 + 60 + 40);
	cr_assert(publish("2027-05"));
	cr_expect_eq(p.bundles, 0);
}

/* Both stories of a cloned card are set aside: nothing came, as far as the counts say. */
Test(publish, a_period_whose_lots_all_wait_is_not_published_as_zeroes)
{
	usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-03"));
	int aside = usual(1, "2027-04-05", 100);
	sql("UPDATE bundle SET counted = 0 WHERE id = %d", aside);
	cr_assert_not(publish("2027-04"));
	cr_expect(strstr(e.text, "lots"));
	sql("UPDATE bundle SET counted = 1 WHERE id = %d", aside);
	cr_assert(publish("2027-04"), "%s", e.text);
	cr_expect_eq(p.bundles, 1);
	cr_assert(publish("2027-05"), "nothing came and nothing waits: %s", e.text);
}

Test(publish, periods_may_be_published_in_any_order)
{
	usual(1, "2027-03-05", 100);
	usual(1, "2027-04-05", 200);
	cr_assert(publish("2027-04"));
	cr_expect_eq(cell("modules", "cyber", "*")->n, 200);
	cr_assert(publish("2027-03"));
	cr_expect_eq(cell("modules", "cyber", "*")->n, 100);
}

Test(publish, a_period_that_is_not_over_is_refused_and_fixes_nothing)
{
	usual(1, "2028-01-05", 100);
	cr_assert_not(publish("2028-01"));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_expect(strstr(e.text, "1er"), "%s", e.text);
	cr_expect_eq(register_step(book), STEP_NONE);
}

Test(publish, nothing_received_is_refused_and_fixes_nothing)
{
	cr_assert_not(publish("2027-03"));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_expect_eq(register_step(book), STEP_NONE);
}

Test(publish, a_second_step_or_grid_is_refused)
{
	usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-03"));
	cr_assert_not(publish("2027-T1"));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_expect(strstr(e.text, "soustraction"), "%s", e.text);
	p.grid = GRID_COMMUNE;
	cr_assert_not(publish("2027-02"));
	cr_assert_eq(e.code, ERR_REFUSED);
	p.grid = GRID_NONE;
	cr_assert(publish("2027-03"), "the register knows: %s", e.text);
}

Test(publish, a_period_whose_counts_are_deleted_is_not_published_as_if_it_were_empty)
{
	usual(1, "2027-03-05", 100);
	usual(1, "2027-04-05", 100);
	cr_assert(publish("2027-04"));
	sql("DELETE FROM cell");
	p.today += 800;
	cr_assert_not(publish("2027-03"));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_expect(strstr(e.text, "effacés"), "%s", e.text);
	cr_assert(publish("2027-04"), "what is published can be had for ever: %s", e.text);
	cr_expect_eq(cell("modules", "cyber", "*")->n, 100);
}

Test(publish, a_trial_leaves_no_trace)
{
	usual(1, "2027-03-05", 100);
	p.trial = true;
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(cell("modules", "cyber", "*")->n, 100);
	cr_expect_eq(register_step(book), STEP_NONE);
	p.trial = false;
	cr_assert(publish("2027-T1"), "%s", e.text);
}

Test(publish, a_module_renamed_later_keeps_its_name_in_what_is_published)
{
	static const char *ids[] = { "cyber" }, *now[] = { "Cybersécurité" };
	usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-03"));
	p.titles = (struct titles){ ids, now, 1 };
	cr_assert(publish("2027-03"));
	cr_expect_str_eq(sheet_row_fr(sheet("modules"), "cyber"), "Se protéger");
}

Test(publish, a_module_renamed_before_its_month_is_published_keeps_its_name_of_then)
{
	static const char *ids[] = { "cyber" }, *then[] = { "Se protéger" }, *now[] = { "Cybersécurité" };
	struct titles was = { ids, then, 1 };
	usual(1, "2027-03-05", 100);
	cr_assert(register_titles_note(book, &was, 20890, &e)); /* at the import of March */
	p.titles = (struct titles){ ids, now, 1 };
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_str_eq(sheet_row_fr(sheet("modules"), "cyber"), "Se protéger");
	usual(1, "2028-01-05", 100);
	cr_assert(day_parse("2028-02-03", &p.today));
	p.titles = (struct titles){ ids, now, 1 };
	cr_assert(publish("2028-01"), "%s", e.text);
	cr_expect_str_eq(sheet_row_fr(sheet("modules"), "cyber"), "Cybersécurité");
}

/* Kiosks that kept a sample have more visits than languages in one place, fewer in another. */
Test(publish, two_sides_that_do_not_agree_are_filled_up)
{
	int a = usual(1, "2027-03-05", 100), b = usual(2, "2027-03-06", 70);
	fact(a, 50, "language en");
	fact(b, 60, "visit 15to30 group");
	p.grid = GRID_COMMUNE;
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(cell("utilisations", "01004", "*")->n, 190);
	cr_expect_eq(cell("utilisations", "01004", "unknown")->n, 50);
	cr_expect_eq(cell("utilisations", "23096", "langue:unknown")->n, 60);
}

/* Eleven visits, ten in French and one in Ukrainian: whoever reads 11 knows that neither is 11. */
Test(publish, a_table_that_cannot_be_protected_is_withheld_whole)
{
	int b = bundle(1, "2027-03-05");
	fact(b, 11, "visit lt5 alone");
	fact(b, 10, "language fr");
	fact(b, 1, "language uk");
	cr_assert(publish("2027-03"), "%s", e.text);
	for (int i = 0; i < p.sheets; i++)
		cr_expect_eq(p.lost[i], strcmp(p.sheet[i].table, "langues") == 0, "%s", p.sheet[i].table);
	const struct sheet *s = sheet("langues");
	for (int i = 0; i < s->count; i++)
		cr_expect_eq(s->cells[i].withheld, strcmp(s->cells[i].row, "*") != 0, "%s", s->cells[i].row);
	cr_expect_eq(cell("langues", "*", "*")->n, 11, "the table of visits tells it too");
}

Test(publish, an_interrupted_publication_is_taken_up_with_the_same_lots)
{
	uint8_t sha[1][33];
	usual(1, "2027-03-05", 100);
	snprintf((char *)sha[0], sizeof sha[0], "%032d", 1);
	cr_assert(period_parse("2027-03", &p.period));
	cr_assert(register_fix(book, STEP_MONTH, GRID_TERRITORY, &e));
	cr_assert(register_bundles_freeze(book, &p.period, (const uint8_t(*)[32])sha, 1, &e));
	usual(2, "2027-03-20", 60);
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(p.bundles, 1);
	cr_expect_eq(cell("modules", "cyber", "*")->n, 100);
	cr_assert(publish("2027-04"));
	cr_expect_eq(cell("modules", "cyber", "*")->n, 60);
}

Test(publish, by_commune_uses_and_modules_share_their_totals)
{
	usual(1, "2027-03-05", 100);
	usual(2, "2027-03-06", 70);
	p.grid = GRID_COMMUNE;
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(cell("utilisations", "01004", "*")->n, 140);
	cr_expect_eq(cell("utilisations", "23096", "helped")->n, 40);
	cr_expect(cell("utilisations", "23096", "langue:uk")->withheld);
	cr_expect_eq(cell("modules", "cyber", "commune:23096")->n, 70);
	cr_expect_eq(cell("modules", "*", "commune:01004")->n, 140);
}

/* ---- noised -------------------------------------------------------------------------------------------- */

Test(publish, a_noised_table_is_drawn_once)
{
	usual(1, "2027-03-05", 100);
	cr_assert(noise("2027-S1", "langues"), "%s", e.text);
	cr_assert_eq(sheet("langues")->method, METHOD_NOISED);
	cr_assert_eq(sheet("langues")->sensitivity, 1);
	long long fr = cell("langues", "fr", "*")->n, ar = cell("langues", "ar", "*")->n;
	cr_expect(fr > 100 && fr < 180);
	for (int i = 0; i < 5; i++) {
		cr_assert(noise("2027-S1", "langues"));
		cr_expect_eq(cell("langues", "fr", "*")->n, fr);
		cr_expect_eq(cell("langues", "ar", "*")->n, ar);
	}
	cr_expect_eq(register_noised(book, &p.period), 1);
}

Test(publish, publishing_an_old_period_does_not_take_back_a_new_name)
{
	static const char *ids[] = { "cyber" }, *then[] = { "Se protéger" }, *now[] = { "Cybersécurité" };
	struct titles was = { ids, then, 1 }, t;
	usual(1, "2027-03-05", 100);
	cr_assert(register_titles_note(book, &was, 20890, &e));
	p.titles = (struct titles){ ids, now, 1 };
	cr_assert(noise("2027-S1", "modules") && noise("2027-S1", "ages"), "%s", e.text);
	cr_expect_str_eq(sheet_row_fr(sheet("ages"), "cyber"), "Se protéger");
	cr_assert(publish("2027-S1") && publish("2027-S2"), "%s", e.text);
	cr_assert(register_titles_at(book, p.today, &t, &arena, &e));
	cr_expect_str_eq(titles_get(&t, "cyber"), "Cybersécurité");
}

Test(publish, noise_covers_what_one_visit_can_change)
{
	usual(1, "2027-03-05", 100);
	cr_assert(noise("2027-S1", "modules"), "%s", e.text);
	cr_expect_eq(sheet("modules")->sensitivity, 5);
	cr_expect_null(sheet_get(sheet("modules"), "*", "*"), "no total: it would cost another epsilon");
	cr_expect_null(sheet_get(sheet("modules"), "cyber", "done"));
	cr_assert(noise("2027-S1", "progres"));
	cr_expect_eq(sheet("progres")->sensitivity, 2, "one measure is one answer before and one after");
}

Test(publish, a_noised_table_has_every_row_that_is_public)
{
	int b = bundle(1, "2027-03-05");
	fact(b, 400, "module_end cyber done lt5");
	fact(b, 400, "module_end secret done lt5");
	cr_assert(noise("2027-S1", "modules"), "%s", e.text);
	cr_expect(sheet_get(sheet("modules"), "sobre", "left"), "used or not");
	cr_expect_null(sheet_get(sheet("modules"), "secret", "left"), "that it was used would be exact");
	cr_expect_null(sheet_get(sheet("modules"), "quartier", "left"), "a survey is no module");
}

Test(publish, without_public_titles_there_is_no_noised_table_of_modules)
{
	usual(1, "2027-03-05", 100);
	p.titles.count = 0;
	cr_assert_not(noise("2027-S1", "modules"));
	cr_expect(strstr(e.text, "--titres"), "%s", e.text);
	cr_expect_eq(register_step(book), STEP_NONE);
}

Test(publish, the_fifth_noised_table_of_a_year_is_refused)
{
	static const char *const tables[] = { "langues", "modules", "ages", "avis" };
	usual(1, "2027-03-05", 100);
	usual(1, "2026-09-05", 100);
	for (int i = 0; i < 4; i++)
		cr_assert(noise(i < 2 ? "2027-S1" : "2027-S2", tables[i]), "%s", e.text);
	cr_assert_not(noise("2027-S1", "progres"));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_expect(strstr(e.text, "budget") && strstr(e.text, "2027") && strstr(e.text, "suivante."), "%s",
	          e.text);
	cr_assert(noise("2027-S1", "langues"), "the ones that are out can be had again: %s", e.text);
	cr_assert(noise("2026-S2", "progres"), "another year has its own: %s", e.text);
}

Test(publish, what_is_published_masked_is_not_published_noised)
{
	usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-S1"));
	cr_assert_not(noise("2027-S1", "ages"));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_expect(strstr(e.text, "deviner"), "%s", e.text);
}

Test(publish, what_is_published_noised_stays_so_among_masked_tables)
{
	usual(1, "2027-03-05", 100);
	cr_assert(noise("2027-S1", "ages"));
	cr_assert(publish("2027-S1"), "%s", e.text);
	cr_expect_eq(sheet("ages")->method, METHOD_NOISED);
	cr_expect_eq(sheet("modules")->method, METHOD_MASKED);
}

Test(publish, only_tables_of_people_are_noised)
{
	usual(1, "2027-03-05", 100);
	cr_assert_not(noise("2027-S1", "passages"));
	cr_assert_not(noise("2027-S1", "zut"));
}

/* ---- sensitive questions ------------------------------------------------------------------------------- */

Test(publish, a_guess_has_its_interval)
{
	/* 1,600 answers, 1 in 4 says yes: nobody did. */
	struct guess g = publish_guess(400, 1600);
	cr_expect_eq(g.share, 0);
	cr_expect_eq(g.low, 0);
	cr_expect_eq(g.high, 42, "%d", g.high); /* 2 x 1.96 x sqrt(.25 x .75 / 1600) */
	g = publish_guess(1000, 2000);
	cr_expect_eq(g.share, 500);
	cr_expect_eq(g.low, 456, "%d", g.low);
	cr_expect_eq(g.high, 544, "%d", g.high);
	g = publish_guess(1600, 1600);
	cr_expect_eq(g.share, 1000);
}

Test(publish, sensitive_answers_wait_for_the_thousandth)
{
	int b = usual(1, "2027-03-05", 100);
	fact(b, 300, "sensitive arnaque yes");
	fact(b, 300, "sensitive arnaque no");
	cr_assert(publish("2027-03"), "%s", e.text);
	cr_expect_eq(sheet("sensibles")->count, 0);
	b = usual(1, "2027-04-05", 100);
	fact(b, 200, "sensitive arnaque yes");
	fact(b, 199, "sensitive arnaque no");
	cr_assert(publish("2027-04"), "%s", e.text);
	cr_expect_eq(sheet("sensibles")->count, 0, "999");
	b = usual(1, "2027-05-05", 100);
	fact(b, 1, "sensitive arnaque yes");
	cr_assert(publish("2027-05"), "%s", e.text);
	cr_expect_eq(cell("sensibles", "arnaque", "reponses")->n, 1000);
	cr_expect_eq(cell("sensibles", "arnaque", "part")->n, 502);
	cr_expect(sheet_get(sheet("sensibles"), "arnaque", "periode:2027-03"));
	/* None is used twice. */
	b = usual(1, "2027-06-05", 100);
	fact(b, 999, "sensitive arnaque yes");
	cr_assert(publish("2027-06"), "%s", e.text);
	cr_expect_eq(sheet("sensibles")->count, 0);
	cr_assert(publish("2027-05"));
	cr_expect_eq(cell("sensibles", "arnaque", "reponses")->n, 1000);
}

/* ---- files --------------------------------------------------------------------------------------------- */

Test(publish, a_spreadsheet_leaves_ids_alone)
{
	int b = usual(1, "2027-03-05", 100);
	fact(b, 30, "presence 01004 1-10");
	fact(b, 30, "group cyber 2-5");
	fact(b, 40, "group cyber 6-10");
	cr_assert(publish("2027-03"), "%s", e.text);
	struct csv c;
	sheet_csv(sheet("passages"), p.grid, &c);
	cr_expect(strstr(c.out.data, "2027-M03;COM-01004;COM-01004;30;publié\r\n"), "%s", c.out.data);
	buf_free(&c.out);
	sheet_csv(sheet("groupes"), p.grid, &c);
	cr_expect(strstr(c.out.data, ";2a5;2 à 5;30;publié\r\n"), "%s", c.out.data);
	buf_free(&c.out);
}

Test(publish, every_indicator_is_defined_in_the_data_package)
{
	struct buf files[PUBLISH_SHEETS_MAX] = { { 0 } };
	struct json j;
	usual(1, "2027-03-05", 100);
	cr_assert(publish("2027-03"));
	for (int i = 0; i < p.sheets; i++)
		buf_puts(&files[i], "x");
	datapackage_json(&p, "Pays \"de\" Vallavre", files, &j);
	cr_expect(strstr(j.out.data, indicator_table[INDICATOR_AGE].means_fr));
	cr_expect(strstr(j.out.data, "\"k\": 11"));
	cr_expect(strstr(j.out.data, "Pays \\\"de\\\" Vallavre"));
	cr_expect(strstr(j.out.data, "\"cellules_masquees\": "));
	buf_free(&j.out);
	for (int i = 0; i < p.sheets; i++)
		buf_free(&files[i]);
}
