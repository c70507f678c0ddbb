/* lieux.csv, in the columns of the national standard: what can be used is used, what cannot is told with its line. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "content/hours.h"
#include "content/venues.h"

#define HEAD "id,pivot,nom,commune,code_postal,adresse,date_maj,services,horaires,telephone\n"
#define LINE(id, commune) id ",0,Mairie," commune ",00100,1 rue Haute,2026-01-02,Aide aux démarches administratives,,\n"

static struct arena arena;
static struct pack pack;
static struct err list[40];
static struct notes mistakes, hints;

static void take(const char *text)
{
	static struct err hint_list[40];
	pack = (struct pack){ 0 };
	mistakes = (struct notes){ list, 40, 0 };
	hints = (struct notes){ hint_list, 40, 0 };
	venues_take(&pack, str_from(text), &arena, &mistakes, &hints, 20779 /* 2026-11-22 */);
}

static void drop(void)
{
	arena_drop(&arena);
}

TestSuite(venues, .fini = drop);

Test(venues, are_sorted_by_commune_without_minding_accents_and_hyphens)
{
	take(HEAD LINE("a", "Zouche") LINE("b", "Éclose") LINE("c", "Eaux-Belles") LINE("d", "eclose"));
	cr_assert_eq(mistakes.count, 0);
	cr_assert_eq(pack.commune_count, 3);
	cr_expect_str_eq(pack.communes[0].name, "Eaux-Belles");
	cr_expect_str_eq(pack.communes[2].name, "Zouche");
	cr_expect_eq(pack.communes[1].count, 2, "the same commune, written twice");
}

Test(venues, keep_commas_quotes_and_new_lines_inside_quotes)
{
	take(HEAD "a,0,\"Chez \"\"Paul\"\", le bar\",Lytoule,00100,\"1 rue Haute\",2026-01-02,Aide aux démarches administratives,,\n");
	cr_assert_eq(pack.venue_count, 1);
	cr_expect_str_eq(pack.venues[0].name, "Chez \"Paul\", le bar");
}

Test(venues, a_byte_order_mark_and_windows_lines_are_welcome)
{
	take("\xEF\xBB\xBF" "id,pivot,nom,commune,code_postal,adresse,date_maj,services\r\na,0,Mairie,Lytoule,00100,1 rue Haute,2026-01-02T10:00:00,x\r\n");
	cr_expect_eq(mistakes.count, 0);
	cr_expect_eq(pack.venue_count, 1);
}

Test(venues, one_bad_line_does_not_cost_the_others)
{
	static const struct {
		const char *bad, *told;
	} cases[] = {
		{ "x,0,Mairie,Lytoule,ABCDE,1 rue Haute,2026-01-02,s,,\n", "ABCDE" },
		{ "x,0,,Lytoule,00100,1 rue Haute,2026-01-02,s,,\n", "nom" },
		{ "x,0,Mairie,Lytoule,00100,1 rue Haute,hier,s,,\n", "hier" },
		{ "x,0,Mairie,Lytoule,00100\n", "colonnes" },
		{ "x,0,Mai\x01rie,Lytoule,00100,1 rue Haute,2026-01-02,s,,\n", "nom" },
		{ "x,0,Mairie\xFF,Lytoule,00100,1 rue Haute,2026-01-02,s,,\n", "nom" },
		{ LINE("a", "Lytoule"), "déjà" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1000];
		snprintf(text, sizeof text, "%s%s%s%s", HEAD, LINE("a", "Lytoule"), cases[i].bad, LINE("b", "Vigrou"));
		take(text);
		cr_expect_eq(pack.venue_count, 2, "case %zu: %d", i, pack.venue_count);
		cr_assert_eq(mistakes.count, 1, "case %zu: %d", i, mistakes.count);
		cr_expect_eq(list[0].line, 3, "case %zu: line %d", i, list[0].line);
		cr_expect(strstr(list[0].text, cases[i].told), "case %zu: %s", i, list[0].text);
	}
}

Test(venues, a_missing_column_is_told_once_and_nothing_is_guessed)
{
	take("id,nom,commune\na,Mairie,Lytoule\nb,Mairie,Lytoule\n");
	cr_expect_eq(pack.venue_count, 0);
	cr_expect_eq(mistakes.count, 5, "pivot, code_postal, adresse, date_maj, services: %d", mistakes.count);
}

Test(venues, semicolons_between_columns_get_a_word_of_advice)
{
	take("id;pivot;nom\na;0;Mairie\n");
	cr_assert_eq(mistakes.count, 1);
	cr_expect(strstr(list[0].text, "virgules"));
}

Test(venues, a_quotation_mark_that_never_closes_is_found)
{
	take(HEAD LINE("a", "Lytoule") "b,0,\"Mairie,Lytoule\n");
	cr_expect_eq(pack.venue_count, 1);
	cr_assert_eq(mistakes.count, 1);
	cr_expect_eq(list[0].line, 3);
}

Test(venues, old_dates_unknown_labels_and_odd_hours_are_hints)
{
	take(HEAD "a,0,Mairie,Lytoule,00100,1 rue Haute,2020-01-02,Faire des crêpes,quand il fait beau,\n");
	cr_expect_eq(mistakes.count, 0);
	cr_expect_eq(hints.count, 3, "%d", hints.count);
	cr_expect_eq(pack.venue_count, 1);
	cr_expect_not(pack.venues[0].hours.known);
}

static void expect_day(const struct hours *h, int day, const char *wanted)
{
	char got[100] = "";
	for (int i = 0; i < h->day[day].count; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s%d-%d", i ? " " : "", h->day[day].span[i].from,
			 h->day[day].span[i].to);
	cr_expect_str_eq(got, wanted, "day %d: %s", day, got);
}

Test(hours, days_spans_and_closed_days)
{
	struct hours h;
	cr_assert(hours_read(&h, STR("Mo-Fr 09:00-12:00,14:00-18:30; We off; Sa,Su 10:00-12:00; PH off")));
	cr_assert(h.known);
	expect_day(&h, 0, "540-720 840-1110");
	expect_day(&h, 2, "");
	expect_day(&h, 4, "540-720 840-1110");
	expect_day(&h, 6, "600-720");
}

Test(hours, every_day_round_the_clock_and_over_the_end_of_the_week)
{
	struct hours h;
	cr_assert(hours_read(&h, STR("24/7")));
	expect_day(&h, 3, "0-1440");
	cr_assert(hours_read(&h, STR("10:00-18:00")));
	expect_day(&h, 6, "600-1080");
	cr_assert(hours_read(&h, STR("Sa-Mo 20:00-02:00")));
	expect_day(&h, 0, "1200-1560");
	expect_day(&h, 5, "1200-1560");
	expect_day(&h, 1, "");
}

Test(hours, what_is_not_understood_is_not_half_shown)
{
	static const char *const odd[] = { "Jan-Mar 09:00-12:00", "Mo-Fr sunrise-sunset", "Mo-Fr 9h-12h", "Mo 25:00-26:00",
					   "Mo 09:00", "Lu 09:00-12:00", "Mo 09:00-12:00 \"sur rendez-vous\"", "-", "," };
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct hours h;
		cr_expect_not(hours_read(&h, str_from(odd[i])), "%s", odd[i]);
		cr_expect_not(h.known, "%s", odd[i]);
	}
}

Test(hours, nothing_said_is_nothing_known)
{
	struct hours h;
	cr_expect(hours_read(&h, STR("")));
	cr_expect_not(h.known);
}
