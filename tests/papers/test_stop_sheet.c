/* The sheet of a stop: the order of La Coop's forms, one block a line, sums that agree, and nothing that a spreadsheet or a
 * browser would take for something else. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "papers/helpers/a_stop.h"
#include "papers/paper.h"
#include "papers/stop_sheet.h"

static struct stop_sheet sheet;
static struct buf out;

static void begin(void)
{
	sheet = (struct stop_sheet){ a_stop(15, 6), a_pack(), 9, "Bus ou camion" };
}

static void end(void)
{
	buf_free(&out);
}

TestSuite(stop_sheet, .init = begin, .fini = end);

static int count(const char *text, const char *what)
{
	int n = 0;
	for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
		n++;
	return n;
}

/* Each of these behind the one before it. */
static bool in_order(const char *text, const char *const *what)
{
	for (; *what; what++) {
		text = strstr(text, *what);
		if (!text)
			return false;
		text += strlen(*what);
	}
	return true;
}

Test(stop_sheet, sums_agree)
{
	stop_sheet_text(&sheet, &out);
	cr_expect(strstr(out.data, "Accompagnements individuels : 15\n"));
	cr_expect(strstr(out.data, "Ateliers collectifs : 1, participants : 6\n"));
	cr_expect(strstr(out.data, "En tout : 15 + 6 = 21 accompagnements, sur 16 lignes à recopier\n"));
	cr_expect_eq(count(out.data, "[ ] "), 16, "a box to tick a line");
}

Test(stop_sheet, self_service_is_apart)
{
	stop_sheet_text(&sheet, &out);
	cr_expect(strstr(out.data, "À part, en libre-service sur la borne : 9 visites. "));
	cr_expect_null(strstr(out.data, "30 accompagnements"), "15 + 6 + 9");
	buf_free(&out);
	sheet.visits = -1;
	stop_sheet_text(&sheet, &out);
	cr_expect_null(strstr(out.data, "libre-service sur la borne"));
}

Test(stop_sheet, a_person_is_told_in_the_order_of_the_form)
{
	static const char *const order[] = { "1. Accompagnement individuel", "Durée : ", "Matériel : ", "Thématiques : ",
					     "Autonomie : ", "Réorientation : ", "Genre : ", "Tranche d’âge : ", "Statut : ", NULL };
	stop_sheet_text(&sheet, &out);
	cr_expect(in_order(out.data, order));
}

Test(stop_sheet, a_workshop_is_told_in_the_order_of_the_form_behind_all_people)
{
	static const char *const order[] = { "15. Accompagnement individuel", "16. Atelier collectif", "Titre : Éviter les arnaques",
					     "Participants : 6", "Durée : 1\u00A0h", "Thématiques : Prévention en sécurité numérique",
					     "Niveau : Débutant", NULL };
	stop_sheet_text(&sheet, &out);
	cr_expect(in_order(out.data, order));
}

Test(stop_sheet, what_nobody_said_is_left_out_and_coded_as_la_coop_does)
{
	stop_sheet_text(&sheet, &out);
	char *second = strstr(out.data, "[ ] 2."), *third = strstr(out.data, "[ ] 3.");
	cr_assert(second && third);
	*third = '\0';
	cr_expect_null(strstr(second, "Genre"));
	cr_expect_null(strstr(second, "Autonomie"));
	buf_free(&out);
	stop_sheet_csv(&sheet, &out);
	cr_expect(strstr(out.data, "\r\n2;individuel;2026-11-22;lieu_activite;01004;15;;1;;email;;;;non_communique;non_communique;"
				   "non_communique\r\n"));
}

Test(stop_sheet, the_csv_has_a_line_a_line)
{
	stop_sheet_csv(&sheet, &out);
	cr_expect_eq(memcmp(out.data, "\xEF\xBB\xBFligne;type;", 14), 0);
	cr_expect_eq(count(out.data, "\r\n"), 17);
	cr_expect(strstr(out.data, "\r\n1;individuel;2026-11-22;lieu_activite;01004;30;;1;ordinateur telephone;email sante;;"
				   "entierement_accompagne;administration;feminin;soixante_dix_plus;retraite\r\n"));
	cr_expect(strstr(out.data, "\r\n16;collectif;2026-11-22;lieu_activite;01004;60;Éviter les arnaques;6;;securite_numerique;"
				   "debutant;;;non_communique;non_communique;non_communique\r\n"));
}

Test(stop_sheet, a_guides_title_is_no_formula_and_no_markup)
{
	struct stop *s = a_stop(0, 6);
	s->lines[0].title = -1;
	strcpy(s->lines[0].guide, "piege");
	stop_sheet_csv(&sheet, &out);
	cr_expect(strstr(out.data, ";\"'=1+2;<b>\"\"x\"\"\";6;"), "%s", out.data);
	buf_free(&out);
	stop_sheet_html(&sheet, &out);
	cr_expect(strstr(out.data, "<dd>=1+2;&lt;b&gt;&quot;x&quot;</dd>"));
	cr_expect_null(strstr(out.data, "<b>"));
	buf_free(&out);
	strcpy(s->lines[0].guide, "parti"); /* another pack was installed meanwhile */
	stop_sheet_text(&sheet, &out);
	cr_expect(strstr(out.data, "Titre : parti\n"));
}

Test(stop_sheet, the_page_fetches_nothing)
{
	stop_sheet_html(&sheet, &out);
	cr_expect_null(strstr(out.data, "http"));
	cr_expect_null(strstr(out.data, "src="));
	cr_expect_null(strstr(out.data, "<script"));
	cr_expect(strstr(out.data, "size:A4"));
	cr_expect_eq(count(out.data, "class=\"line\""), 16);
	cr_expect_eq(count(out.data, "<dl"), count(out.data, "</dl>"));
	cr_expect_eq(count(out.data, "<div"), count(out.data, "</div>"));
}

Test(stop_sheet, its_name_says_day_and_commune)
{
	char name[40];
	stop_sheet_name(sheet.stop, name);
	cr_expect_str_eq(name, "arret-2026-11-22-01004");
}

Test(stop_sheet, days_of_all_kinds)
{
	static const struct {
		int64_t day;
		const char *iso, *words;
	} days[] = { { 0, "1970-01-01", "1er janvier 1970" }, { 20779, "2026-11-22", "22 novembre 2026" },
		     { 19782, "2024-02-29", "29 février 2024" }, { 20818, "2026-12-31", "31 décembre 2026" } };
	char iso[16], words[40];
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		stop_iso(days[i].day, iso);
		stop_date(days[i].day, words);
		cr_expect_str_eq(iso, days[i].iso);
		cr_expect_str_eq(words, days[i].words);
	}
}
