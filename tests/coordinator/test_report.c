/* The page: what it shows, what it must not show. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "coordinator/report.h"
#include "coordinator/report_parts.h"
#include "coordinator/keypage.h"

static struct arena arena;
static struct report r;
static struct territory words;
static struct buf page;

static void setup(void)
{
	words = (struct territory){ 0 };
	r = (struct report){ .territory = "Creuse",
		             .words = &words,
		             .period = "mars 2027",
		             .today = 20900,
		             .arena = &arena,
		             .bundles = 3,
		             .sessions = 400,
		             .facts_seen = 6400,
		             .facts_kept = 6400 };
	tally_init(&r.tally, &arena);
}

static void teardown(void)
{
	buf_free(&page);
	arena_drop(&arena);
}

TestSuite(report, .init = setup, .fini = teardown);

static void count(long long n, enum fact_kind kind, const char *a, const char *b, const char *c,
                  const char *d)
{
	struct fact f;
	struct err e = { 0 };
	cr_assert(fact_make(&f, kind, a, b, c, d, &e), "%s", e.text);
	tally_add(&r.tally, &f, n);
}

static void module(const char *id, long long done, long long left)
{
	count(done + left, FACT_MODULE_START, id, NULL, NULL, NULL);
	count(done, FACT_MODULE_END, id, "done", "5to10", NULL);
	if (left)
		count(left, FACT_MODULE_END, id, "left", "lt5", NULL);
}

static const char *made(void)
{
	page.size = 0;
	report_page(&r, &page);
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

Test(report, stands_alone_in_french_without_script)
{
	module("cyber", 100, 40);
	made();
	shows("<html lang=\"fr\">");
	shows("@page{size:A4");
	shows("Creuse, mars 2027");
	lacks("<script");
	lacks("http:");
	lacks("https:");
	lacks("<img");
	lacks("@import");
	lacks("personnes ont");
}

Test(report, what_is_shown_is_defined_and_nothing_else)
{
	module("cyber", 100, 40);
	made();
	shows("Comment lire ces chiffres");
	shows("ce n’est pas un nombre de personnes");
	shows("<dt>Modules terminés</dt>");
	lacks("<dt>Tranches d’âge</dt>");
	count(60, FACT_AGE, "70plus", "cyber", NULL, NULL);
	count(40, FACT_AGE, "40-59", "cyber", NULL, NULL);
	made();
	shows("<dt>Tranches d’âge</dt>");
}

Test(report, what_has_no_fact_is_said_in_one_line)
{
	module("cyber", 100, 40);
	made();
	shows("Rien n’a été compté sur\u202f: les réponses avant et après, les questions difficiles");
	lacks("<h2>Les âges</h2>");
}

Test(report, modules_opened_too_rarely_are_named_without_a_number)
{
	module("cyber", 4, 3);
	module("sobre", 5, 0);
	made();
	shows("trop peu de fois pour être comptés ici\u202f: cyber, sobre.");
	lacks(">4<");
	lacks(">7<");
	lacks(">5<");
}

Test(report, what_is_too_rare_is_said_in_one_line_without_its_number)
{
	module("cyber", 100, 40);
	count(4, FACT_OPINION, "cyber", "plus", NULL, NULL);
	count(3, FACT_OPINION, "cyber", "minus", NULL, NULL);
	made();
	shows("trop peu pour les montrer sans désigner quelqu’un\u202f: les avis");
	lacks("<h2>L’avis");
}

Test(report, modules_show_starts_ends_and_the_usual_length)
{
	module("cyber", 140, 60);
	made();
	shows(">200</td><td class=\"n\">140</td>");
	shows("en général 5 à 10 min");
}

Test(report, a_small_end_is_masked_with_another_module)
{
	module("cyber", 140, 60);
	module("sobre", 95, 7);
	module("reemploi", 70, 30);
	made();
	shows(">102</td><td class=\"n\"><span class=\"masked\">masqué");
	shows(">100</td><td class=\"n\"><span class=\"masked\">masqué");
	shows(">200</td><td class=\"n\">140</td>");
	lacks(">95<");
	lacks(">70<");
	lacks(">7<");
}

Test(report, before_and_after_have_their_n)
{
	module("cyber", 140, 60);
	count(60, FACT_QUIZ, "cyber", "low", "high", NULL);
	count(27, FACT_QUIZ, "cyber", "low", "low", NULL);
	count(53, FACT_QUIZ, "cyber", "high", "high", NULL);
	made();
	shows("38\u202f% avant, <b>81\u202f%\u00a0après</b> (n\u00a0=\u00a0140)");
}

Test(report, ten_quizzes_are_not_shown)
{
	module("cyber", 140, 60);
	count(10, FACT_QUIZ, "cyber", "low", "high", NULL);
	made();
	lacks("100\u202f%");
	shows("sans désigner quelqu’un\u202f: les réponses avant et après");
	lacks("(n\u00a0=\u00a010)");
}

/* 50 of 100 and 5 of 100, and 28 % of all 200: the total would tell the five. */
Test(report, a_small_share_is_not_told_by_the_share_of_all)
{
	module("cyber", 140, 60);
	module("sobre", 140, 60);
	count(50, FACT_QUIZ, "cyber", "high", "high", NULL);
	count(30, FACT_QUIZ, "cyber", "low", "high", NULL);
	count(20, FACT_QUIZ, "cyber", "low", "low", NULL);
	count(5, FACT_QUIZ, "sobre", "high", "high", NULL);
	count(45, FACT_QUIZ, "sobre", "low", "high", NULL);
	count(50, FACT_QUIZ, "sobre", "low", "low", NULL);
	made();
	shows("28\u202f%");
	lacks("50\u202f% avant");
	lacks("5\u202f% avant, <b>50");
}

Test(report, almost_everybody_right_is_only_at_least)
{
	module("cyber", 140, 60);
	count(137, FACT_QUIZ, "cyber", "low", "high", NULL);
	count(3, FACT_QUIZ, "cyber", "low", "low", NULL);
	made();
	shows("au moins 90\u202f%");
	lacks("98\u202f%");
}

Test(report, opinions_languages_help_and_length)
{
	module("cyber", 140, 60);
	count(90, FACT_OPINION, "cyber", "plus", NULL, NULL);
	count(30, FACT_OPINION, "cyber", "equal", NULL, NULL);
	count(20, FACT_OPINION, "cyber", "minus", NULL, NULL);
	count(380, FACT_LANGUAGE, "fr", NULL, NULL, NULL);
	count(20, FACT_LANGUAGE, "uk", NULL, NULL, NULL);
	count(44, FACT_ACCESS, "large", NULL, NULL, NULL);
	count(4, FACT_ACCESS, "voice", NULL, NULL, NULL);
	count(250, FACT_VISIT, "5to15", "alone", NULL, NULL);
	count(150, FACT_VISIT, "15to30", "helped", NULL, NULL);
	made();
	shows("content : 90");
	shows("mécontent : 20");
	shows("ukrainien");
	shows("grands caractères");
	shows("accompagné");
	lacks(">4<");
}

Test(report, one_small_language_masks_a_second_one)
{
	module("cyber", 140, 60);
	count(300, FACT_LANGUAGE, "fr", NULL, NULL, NULL);
	count(80, FACT_LANGUAGE, "ar", NULL, NULL, NULL);
	count(5, FACT_LANGUAGE, "uk", NULL, NULL, NULL);
	made();
	shows(">300<");
	lacks(">80<");
	lacks(">5<");
}

Test(report, hardest_questions_leave_out_what_was_asked_before)
{
	module("cyber", 140, 60);
	count(20, FACT_ITEM, "cyber", "colis", "during", "right");
	count(60, FACT_ITEM, "cyber", "colis", "during", "wrong");
	count(500, FACT_ITEM, "cyber", "colis", "before", "wrong");
	count(70, FACT_ITEM, "cyber", "code", "after", "right");
	count(12, FACT_ITEM, "cyber", "code", "after", "skipped");
	count(3, FACT_ITEM, "cyber", "rare", "during", "wrong");
	made();
	shows(">colis<");
	shows(">25\u202f%</td><td class=\"p\">(n\u00a0=\u00a080)");
	shows(">85\u202f%</td><td class=\"p\">(n\u00a0=\u00a082)");
	cr_assert(strstr(page.data, ">colis<") < strstr(page.data, ">code<"), "the hardest comes first");
	lacks(">rare<");
}

Test(report, uses_are_the_visits_that_let_themselves_be_counted)
{
	count(380, FACT_VISIT, "5to15", "alone", NULL, NULL);
	count(13, FACT_VISIT, "lt5", "alone", NULL, NULL);
	made();
	shows("<dd>393</dd>");
	lacks(">400<"); /* the manifests' number would tell that 7 asked not to be counted */
	r.facts_seen = 9000;
	made();
	shows("<dd>400</dd>"); /* the facts are a sample: their number says nothing of the visits */
	shows("Échantillon");
}

/* 393 uses, 388 of them dated: the difference is five visits. */
Test(report, what_is_missing_to_the_uses_is_masked_with_another)
{
	count(300, FACT_VISIT, "5to15", "alone", NULL, NULL);
	count(93, FACT_VISIT, "lt5", "helped", NULL, NULL);
	count(300, FACT_SLOT, "weekday", "morning", NULL, NULL);
	count(88, FACT_SLOT, "weekend", "morning", NULL, NULL);
	made();
	shows(">300<");
	lacks(">88<");
}

/* A guided session is a visit "in a group": where that line masks them, their number says nothing else. */
Test(report, group_sessions_follow_the_visits_in_a_group)
{
	count(300, FACT_VISIT, "5to15", "alone", NULL, NULL);
	count(15, FACT_VISIT, "15to30", "group", NULL, NULL);
	count(16, FACT_GROUP, "cyber", "6-10", NULL, NULL);
	made();
	shows("Les séances en groupe");
	count(4, FACT_VISIT, "5to15", "helped", NULL, NULL); /* masks "group" too */
	made();
	lacks("Les séances en groupe");
	lacks(">16<");
}

Test(report, stops_are_things_not_people)
{
	struct territory_commune gueret = { "23096", "Guéret" };
	words.communes = &gueret;
	words.commune_count = 1;
	count(1, FACT_PRESENCE, "23096", "1-10", NULL, NULL);
	made();
	shows(">Guéret</th>");
	shows("<td class=\"n\">1</td>");
}

Test(report, internal_pages_say_so)
{
	module("cyber", 100, 40);
	made();
	lacks("Document interne");
	r.internal = true;
	made();
	shows("<p class=\"internal\">Document interne. Ne pas diffuser.</p>");
	shows(".internal{position:fixed"); /* on paper: on every page */
}

Test(report, kinds_with_one_single_value_are_left_out)
{
	count(380, FACT_VISIT, "5to15", "alone", NULL, NULL);
	count(20, FACT_VISIT, "lt5", "alone", NULL, NULL);
	made();
	lacks("La présence");
	shows("La durée d’une utilisation");
}

Test(report, a_small_total_is_masked_too)
{
	count(9, FACT_VISIT, "lt5", "alone", NULL, NULL);
	made();
	lacks(">9<");
	lacks("9 fois");
}

Test(report, names_cannot_become_markup)
{
	static const char *id = "cyber", *title = "<script>alert(1)</script>";
	r.titles = (struct titles){ .id = &id, .title = &title, .count = 1 };
	r.territory = "<b>Creuse</b> & Cie";
	module("cyber", 100, 40);
	made();
	lacks("<script>");
	lacks("<b>Creuse");
	shows("&lt;script&gt;");
	shows("content:\"\\3c b\\3e Creuse"); /* in the foot of the page: a CSS string */
}

Test(report, kiosks_say_what_is_missing)
{
	struct report_kiosk kiosks[] = {
		{ .kiosk = { .name = "Bus", .revoked_day = -1 },
		  .sessions = 300,
		  .bundles = 2,
		  .last_day = 20899,
		  .last_number = 4,
		  .missing = 2,
		  .missing_list = "1, 3" },
		{ .kiosk = { .name = "Mairie", .revoked_day = -1 },
		  .sessions = 100,
		  .bundles = 1,
		  .last_day = 20800 },
		{ .kiosk = { .name = "Neuve", .revoked_day = -1, .enrolled_day = 20890 }, .last_day = -1 },
		{ .kiosk = { .name = "Muette", .revoked_day = -1, .enrolled_day = 20000 }, .last_day = -1 },
	};
	r.kiosks = kiosks;
	r.kiosk_count = 4;
	module("cyber", 100, 40);
	made();
	shows("lots n°\u00a01, 3 manquants");
	shows("en retard de 100\u00a0jours");
	shows("nouvelle");
	shows("muette\u202f: aucun lot");
	shows("4 bornes\u202f: 1 à jour, 1 en retard, 1 muette, 1 avec un lot manquant.");
}

Test(report, kiosks_tell_their_incidents)
{
	struct report_kiosk kiosks[] = {
		{ .kiosk = { .name = "Bus", .revoked_day = -1 },
		  .sessions = 300,
		  .bundles = 2,
		  .last_day = 20899,
		  .stops = STOPS_MANY,
		  .undated = 1,
		  .early = 1 },
	};
	r.kiosks = kiosks;
	r.kiosk_count = 1;
	made();
	shows("arrêts brusques\u202f: 4 ou plus\u202f; date non confirmée\u202f; lot clos avant l’heure");
	shows("<dt>Arrêt brusque</dt>");
}

Test(report, kiosks_with_few_visits_are_masked)
{
	struct report_kiosk kiosks[] = {
		{ .kiosk = { .name = "Bus", .revoked_day = -1 },
		  .sessions = 300,
		  .bundles = 1,
		  .last_day = 20899 },
		{ .kiosk = { .name = "Mairie", .revoked_day = -1 },
		  .sessions = 93,
		  .bundles = 1,
		  .last_day = 20899 },
		{ .kiosk = { .name = "Stade", .revoked_day = -1 },
		  .sessions = 7,
		  .bundles = 1,
		  .last_day = 20899 },
	};
	r.kiosks = kiosks;
	r.kiosk_count = 3;
	module("cyber", 100, 40);
	made();
	shows(">300<");
	lacks(">93<");
	lacks(">7<");
}

Test(report, an_empty_period_says_so)
{
	r.bundles = 0;
	r.sessions = 0;
	made();
	shows("Aucun lot compté");
}

Test(report, surveys_appear_with_their_question)
{
	static const char *id = "besoin", *title = "De quoi avez-vous besoin ?";
	r.titles = (struct titles){ .id = &id, .title = &title, .count = 1 };
	module("cyber", 100, 40);
	count(30, FACT_POLL, "besoin", "1", NULL, NULL);
	count(50, FACT_POLL, "besoin", "2", NULL, NULL);
	made();
	shows("De quoi avez-vous besoin\u202f?");
	shows("choix 2");
}

/* ---- what leaves the team is drawn from published sheets ------------------------------------------------ */

static struct report_sheets sheets;

enum { HIDDEN = -1 };

struct number {
	const char *row, *column;
	long long n; /* HIDDEN: withheld */
};

static void publish(enum report_sheet id, const struct number *numbers, int count_)
{
	struct sheet *s = &sheets.sheet[id];
	s->cells = arena_array(&arena, (size_t)count_, sizeof *s->cells);
	for (int i = 0; i < count_; i++)
		s->cells[s->count++] =
		    (struct sheet_cell){ numbers[i].row, numbers[i].column,
			                 numbers[i].n == HIDDEN ? 0 : numbers[i].n, numbers[i].n == HIDDEN };
	sheets.there[id] = true;
	r.sheets = &sheets;
}

#define PUBLISH(ID, ...)                                                                                     \
	publish(ID, (const struct number[]){ __VA_ARGS__ },                                                  \
	        (int)(sizeof(const struct number[]){ __VA_ARGS__ } / sizeof(struct number)))

/* The facts say more than what was published: the page must not. */
Test(report, published_pages_show_published_numbers_and_no_other)
{
	module("cyber", 140, 60);
	count(77, FACT_LANGUAGE, "ar", NULL, NULL, NULL);
	PUBLISH(SHEET_USES, { "*", "*", 412 }, { "*", "alone", 300 }, { "*", "helped", HIDDEN },
	        { "*", "group", HIDDEN }, { "lt5", "*", 101 }, { "5to15", "*", 311 });
	PUBLISH(SHEET_MODULES, { "cyber", "*", 205 }, { "cyber", "done", HIDDEN }, { "*", "*", 205 },
	        { "*", "done", HIDDEN });
	made();
	shows("<dd>412</dd>");
	shows(">205</td><td class=\"n\"><span class=\"masked\">masqué");
	shows(">300<");
	shows("311");
	lacks(">200<");
	lacks(">140<");
	lacks("Les langues"); /* not published */
	shows("Rien n’est publié sur\u202f: les réponses avant et après");
	lacks("77");
}

Test(report, published_change_questions_and_stops)
{
	PUBLISH(SHEET_MODULES, { "cyber", "*", 205 }, { "*", "*", 205 });
	PUBLISH(SHEET_CHANGE, { "cyber", "*", 140 }, { "cyber", "before:high", 62 },
	        { "cyber", "after:high", 110 });
	PUBLISH(SHEET_QUESTIONS, { "cyber/code", "right", 30 }, { "cyber/code", "*", 80 },
	        { "cyber/rare", "right", HIDDEN }, { "cyber/rare", "*", 14 });
	PUBLISH(SHEET_STOPS, { "23096", "*", 2 }, { "*", "*", 2 });
	PUBLISH(SHEET_SENSITIVE, { "arnaque", "reponses", 1240 }, { "arnaque", "part", 231 },
	        { "arnaque", "bas", 180 }, { "arnaque", "haut", 282 });
	made();
	shows("44\u202f% avant, <b>79\u202f%\u00a0après</b> (n\u00a0=\u00a0140)");
	shows(">38\u202f%</td><td class=\"p\">(n\u00a0=\u00a080)");
	lacks("rare");
	shows(">23096</th>");
	shows("environ 23\u202f%");
	shows("entre 18\u202f% et 28\u202f%, d’après 1\u202f240 réponses");
}

/* By kiosk is another grid than the published one. */
Test(report, published_pages_do_not_tell_uses_by_kiosk)
{
	struct report_kiosk kiosks[] = {
		{ .kiosk = { .name = "Bus", .revoked_day = -1 },
		  .sessions = 300,
		  .bundles = 1,
		  .last_day = 20899 },
	};
	r.kiosks = kiosks;
	r.kiosk_count = 1;
	PUBLISH(SHEET_USES, { "*", "*", 412 });
	made();
	lacks(">300<");
	lacks("utilisations, environ");
	shows(">Bus<");
}

/* ---- the page of a key --------------------------------------------------------------------------------- */

Test(report, a_key_page_holds_the_key_in_groups_and_as_a_drawing)
{
	struct age_identity id;
	struct age_recipient to;
	char identity[AGE_IDENTITY_SIZE], recipient[AGE_RECIPIENT_SIZE], group[24];
	seal_init(NULL);
	age_identity_new(&id);
	age_identity_recipient(&id, &to);
	age_identity_print(&id, identity);
	age_recipient_print(&to, recipient);
	cr_assert(keypage_make(&page, "coffre", identity, recipient, "3 mars 2027", NULL));
	for (int i = 0; i < 72; i += 4) {
		snprintf(group, sizeof group, "<td>%.4s</td>", identity + i);
		shows(group);
	}
	snprintf(group, sizeof group, "<td>%.2s</td>", identity + 72);
	shows(group);
	shows(recipient);
	shows("<svg class=\"qr\"");
	lacks("<script");
	lacks("http:");
	lacks("https:");
}
