/* tool_pages FOLDER  Pages as coordinators get them, for the eye and for pages.sh: little, much, long names,
 * nothing, all withheld, internal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/bilan.h"
#include "coordinator/report.h"

static struct arena arena;
static struct report r;
static struct territory words;
static struct report_kiosk kiosks[60];

static void add(long long n, enum fact_kind kind, const char *a, const char *b, const char *c, const char *d)
{
	struct fact f;
	struct err e = { 0 };
	if (n <= 0)
		return;
	if (!fact_make(&f, kind, a, b, c, d, &e)) {
		fprintf(stderr, "tool_pages: %s\n", e.text);
		exit(1);
	}
	tally_add(&r.tally, &f, n);
}

static void start(const char *territory)
{
	arena_reset(&arena);
	words = (struct territory){ .name = territory };
	r = (struct report){ .territory = "",
		             .period = "mars 2027",
		             .today = 20910,
		             .arena = &arena,
		             .words = &words,
		             .bundles = 4,
		             .facts_seen = 1,
		             .facts_kept = 1 };
	tally_init(&r.tally, &arena);
	memset(kiosks, 0, sizeof kiosks);
	r.kiosks = kiosks;
}

/* One module: starts in all; 68 % are done. */
static void module(const char *id, int starts, int before, int after)
{
	int done = starts * 68 / 100, quiz = done * 9 / 10;
	add(starts, FACT_MODULE_START, id, NULL, NULL, NULL);
	add(done * 6 / 10, FACT_MODULE_END, id, "done", "5to10", NULL);
	add(done * 3 / 10, FACT_MODULE_END, id, "done", "10to20", NULL);
	add(done - done * 6 / 10 - done * 3 / 10, FACT_MODULE_END, id, "done", "lt5", NULL);
	add(starts - done, FACT_MODULE_END, id, "left", "lt5", NULL);
	add(quiz * before / 100, FACT_QUIZ, id, "high", "high", NULL);
	add(quiz * after / 100 - quiz * before / 100, FACT_QUIZ, id, "low", "high", NULL);
	add(quiz - quiz * after / 100, FACT_QUIZ, id, "low", "low", NULL);
	add(done * 7 / 10, FACT_OPINION, id, "plus", NULL, NULL);
	add(done * 2 / 10, FACT_OPINION, id, "equal", NULL, NULL);
	add(done / 20, FACT_OPINION, id, "minus", NULL, NULL);
	add(starts / 5, FACT_ITEM, id, "question-un", "during", "right");
	add(starts / 4, FACT_ITEM, id, "question-un", "during", "wrong");
	add(starts / 3, FACT_ITEM, id, "question-deux", "after", "right");
	add(starts / 8, FACT_ITEM, id, "question-deux", "after", "skipped");
	add(starts / 5, FACT_AGE, "70plus", id, NULL, NULL);
	add(starts / 8, FACT_AGE, "60-69", id, NULL, NULL);
	add(starts / 12, FACT_AGE, "40-59", id, NULL, NULL);
	add(starts / 20, FACT_AGE, "25-39", id, NULL, NULL);
	add(starts / 30, FACT_AGE, "lt25", id, NULL, NULL);
	add(starts / 15, FACT_AGE, "unsaid", id, NULL, NULL);
}

static void visits(int n)
{
	add(n * 2 / 10, FACT_VISIT, "lt5", "alone", NULL, NULL);
	add(n * 3 / 10, FACT_VISIT, "5to15", "alone", NULL, NULL);
	add(n * 2 / 10, FACT_VISIT, "5to15", "helped", NULL, NULL);
	add(n * 2 / 10, FACT_VISIT, "15to30", "helped", NULL, NULL);
	add(n / 10, FACT_VISIT, "30plus", "group", NULL, NULL);
	long long uses = tally_sum(&r.tally, FACT_VISIT, NULL, NULL, NULL, NULL);
	add(uses - uses / 12 - uses / 20, FACT_LANGUAGE, "fr", NULL, NULL, NULL);
	add(uses / 12, FACT_LANGUAGE, "ar", NULL, NULL, NULL);
	add(uses / 20, FACT_LANGUAGE, "uk", NULL, NULL, NULL);
	add(n * 3 / 10, FACT_SLOT, "weekday", "morning", NULL, NULL);
	add(n * 4 / 10, FACT_SLOT, "weekday", "afternoon", NULL, NULL);
	add(n / 10, FACT_SLOT, "weekend", "morning", NULL, NULL);
	add(n / 6, FACT_ACCESS, "large", NULL, NULL, NULL);
	add(n / 9, FACT_ACCESS, "voice", NULL, NULL, NULL);
	add(n / 30, FACT_ACCESS, "contrast", NULL, NULL, NULL);
}

static void kiosk(const char *name, const char *place, const char *commune, int sessions, int last_ago)
{
	struct report_kiosk *k = &kiosks[r.kiosk_count++];
	str_copy(k->kiosk.name, sizeof k->kiosk.name, name);
	str_copy(k->kiosk.place, sizeof k->kiosk.place, place);
	str_copy(k->kiosk.commune, sizeof k->kiosk.commune, commune);
	k->kiosk.revoked_day = -1;
	k->sessions = sessions;
	k->bundles = sessions > 0;
	k->last_day = last_ago < 0 ? -1 : r.today - last_ago;
	r.sessions += sessions;
}

static void stops(int communes)
{
	char code[16];
	for (int i = 0; i < communes; i++) {
		snprintf(code, sizeof code, "%05d", (23001 + i * 7) % 100000);
		add(1 + i % 3, FACT_PRESENCE, code, "1-10", NULL, NULL);
		add(i % 2, FACT_PRESENCE, code, "11-25", NULL, NULL);
		add(i % 5 == 0, FACT_PRESENCE, code, "26plus", NULL, NULL);
	}
}

/* ---- the pages ----------------------------------------------------------------------------------------- */

static void little(void)
{
	start("Pays de Vallavre");
	r.bundles = 1;
	visits(60);
	module("sobriete", 40, 40, 70);
	kiosk("Bus des villages", "bus", "23096", 62, 12);
}

static const char *const ids[] = { "cybersecurite",
	                           "colis",
	                           "sobriete",
	                           "reemploi",
	                           "demarches",
	                           "donnees",
	                           "respect",
	                           "besoin",
	                           "besoin/1",
	                           "besoin/2",
	                           "besoin/3",
	                           "cybersecurite/question-un",
	                           "cybersecurite/question-deux" };
static const char *const titles[] = { "Se protéger",
	                              "Le colis",
	                              "Polluer moins",
	                              "Donner une deuxième vie",
	                              "Faire mes papiers",
	                              "Protéger ma vie privée",
	                              "Être respecté en ligne",
	                              "De quoi auriez-vous le plus besoin ?",
	                              "Un lieu où l'on m'aide",
	                              "Un ordinateur pas cher",
	                              "Une meilleure connexion",
	                              "Ma banque me demande mon code par SMS. Que faire ?",
	                              "Où signaler un faux SMS ?" };

static void much(void)
{
	static const struct territory_commune communes[] = {
		{ "23001", "Ahun" },     { "23008", "Anzême" },     { "23015", "Aubusson" },
		{ "23022", "Auzances" }, { "23029", "Bétête" },     { "23036", "Blessac" },
		{ "23043", "Bonnat" },   { "23050", "Bourganeuf" }, { "23096", "Guéret" }
	};
	start("Communauté de communes du Pays de Vallavre");
	words.contact = "Camille Dupré, coordination, 05 55 00 00 00";
	words.communes = (struct territory_commune *)communes;
	words.commune_count = sizeof communes / sizeof *communes;
	r.titles = (struct titles){ .id = (const char **)ids,
		                    .title = (const char **)titles,
		                    .count = sizeof ids / sizeof *ids };
	r.bundles = 14;
	visits(2400);
	module("cybersecurite", 980, 43, 81);
	module("demarches", 610, 55, 78);
	module("sobriete", 402, 31, 64);
	module("reemploi", 260, 48, 77);
	module("donnees", 188, 60, 58);
	module("respect", 90, 35, 90);
	stops(9);
	add(42, FACT_GROUP, "cybersecurite", "2-5", NULL, NULL);
	add(18, FACT_GROUP, "cybersecurite", "6-10", NULL, NULL);
	add(12, FACT_GROUP, "demarches", "11plus", NULL, NULL);
	add(160, FACT_POLL, "besoin", "1", NULL, NULL);
	add(95, FACT_POLL, "besoin", "2", NULL, NULL);
	add(60, FACT_POLL, "besoin", "3", NULL, NULL);
	kiosk("Bus des villages", "bus", "23096", 902, 4);
	kiosk("Mairie d'Ahun", "mairie", "23001", 310, 9);
	kiosk("Médiathèque", "mediatheque", "23096", 512, 40);
	kiosk("France services Aubusson", "france-services", "23015", 380, 2);
	kiosk("Centre social", "centre-social", "23050", 0, -1);
	kiosks[1].stops = STOPS_MANY, kiosks[1].undated = 1;
	kiosks[3].missing = 1, strcpy(kiosks[3].missing_list, "2");
	r.contested = 1, r.unread = 2;
}

static void long_names(void)
{
	static const char *const long_ids[] = { "module-0",       "module-1",         "module-0/question-un",
		                                "enquete-longue", "enquete-longue/1", "enquete-longue/2" };
	static const char *const long_titles[] = {
		"Reconnaître les courriels, les SMS et les appels frauduleux de faux conseillers bancaires",
		"Anticonstitutionnellementhyperparamétrisationnumérique",
		"Vous recevez un appel du « service fraude » de votre banque et le numéro affiché est le "
		"bon. Que faites-vous ?",
		"Parmi les services que la communauté de communes pourrait proposer l'an prochain, lequel "
		"vous aiderait le plus ?",
		"Une permanence hebdomadaire d'un conseiller numérique dans chaque mairie du canton",
		"Des ateliers en soirée"
	};
	start("Communauté d'agglomération Saint-Rémy-lès-Chevreuse-et-Vallées");
	words.title = "Le bilan mensuel des bornes d'inclusion numérique itinérantes";
	words.contact = "Marie-Antoinette de La Rochefoucauld-Doudeauville, 05 55 00 00 00, "
	                "numerique@cc-vallavre.example";
	r.titles =
	    (struct titles){ .id = (const char **)long_ids, .title = (const char **)long_titles, .count = 6 };
	r.bundles = 120;
	visits(90000);
	char id[24], name[64];
	for (int i = 0; i < 22; i++) {
		snprintf(id, sizeof id, "module-%d", i);
		module(id, 40000 / (i + 1), 30 + i * 2, i == 3 ? 100 : 50 + i * 2);
	}
	stops(40);
	add(1600, FACT_POLL, "enquete-longue", "1", NULL, NULL);
	add(950, FACT_POLL, "enquete-longue", "2", NULL, NULL);
	for (int i = 0; i < 38; i++) {
		snprintf(name, sizeof name, "Borne de la maison France services n° %d", i);
		kiosk(name, "france-services", "23096", 2000 + i * 31, i % 7 == 0 ? 50 : 3);
	}
	r.refused = 3;
}

static void nothing(void)
{
	start("Pays de Vallavre");
	r.bundles = 0;
	kiosk("Bus des villages", "bus", "23096", 0, 61);
}

static void withheld(void)
{
	start("Hameau");
	r.bundles = 1;
	visits(10);
	module("sobriete", 6, 40, 70);
	module("reemploi", 9, 40, 70);
	add(4, FACT_GROUP, "sobriete", "2-5", NULL, NULL);
	add(4, FACT_POLL, "besoin", "1", NULL, NULL);
	kiosk("Bus des villages", "bus", "23096", 9, 12);
}

static void internal(void)
{
	much();
	r.internal = true;
}

/* ---- the bilan ----------------------------------------------------------------------------------------- */

static const char *const month_names[12] = { "janv.", "févr.", "mars",  "avr.", "mai",  "juin",
	                                     "juil.", "août",  "sept.", "oct.", "nov.", "déc." };
static struct bilan b;

static void bilan_little(void)
{
	start("Pays de Vallavre");
	b = (struct bilan){ .territory = "Pays de Vallavre",
		            .length = "6 mois",
		            .step = STEP_MONTH,
		            .words = &words,
		            .today = 20910,
		            .step_count = 6,
		            .now = { .name = "d'octobre 2026 à mars 2027",
		                     .steps = 6,
		                     .published = 2,
		                     .uses = { 61, CHART_AT_LEAST },
		                     .started = { 40, CHART_AT_LEAST },
		                     .done = { 27, CHART_AT_LEAST },
		                     .stops = { 0, CHART_NONE },
		                     .groups = { 0, CHART_MASKED } },
		            .before = { .name = "d'avril à septembre 2026", .steps = 6 } };
	for (int i = 0; i < 6; i++)
		b.steps[i] = (struct chart_step){ month_names[(9 + i) % 12],
			                          { 0, i == 4 ? 61 : 0 },
			                          { CHART_NONE, i < 4    ? CHART_NONE
			                                        : i == 4 ? CHART_EXACT
			                                                 : CHART_MASKED } };
}

static void bilan_much(void)
{
	static const char *const blocks[] = {
		"Deux communes sur neuf n'ont pas de salle chauffée où poser la borne en hiver.",
		"Les démarches en ligne demandent un téléphone : un visiteur sur trois n'en a pas sur lui, "
		"d'après les conseillers.",
		"La borne de la médiathèque est restée 40 jours sans envoyer ses chiffres."
	};
	static const char *const asks[] = {
		"Une salle dans chaque commune, un matin par mois.",
		"Le renouvellement du poste de conseillère jusqu'en 2029.",
		"Un mot dans chaque bulletin municipal, avec les dates de passage du bus."
	};
	static const char *const said[] = {
		"« Je croyais que c'était ma faute. On m'a expliqué que tout le monde reçoit ces messages. »",
		"« Je reviens avec ma voisine la semaine prochaine. »"
	};
	start("Pays de Vallavre");
	words.title = "Les bornes du Pays de Vallavre";
	words.contact = "Camille Dupré, coordination du numérique, 05 55 00 00 00";
	words.cost =
	    "18 € par accompagnement (budget de 21 400 €, 1 189 accompagnements saisis dans La Coop).";
	memcpy(words.blocks, blocks, sizeof blocks), words.block_count = 3;
	memcpy(words.asks, asks, sizeof asks), words.ask_count = 3;
	memcpy(words.verbatims, said, sizeof said), words.verbatim_count = 2;
	b = (struct bilan){ .territory = "Pays de Vallavre",
		            .length = "1 an",
		            .step = STEP_MONTH,
		            .words = &words,
		            .today = 20910,
		            .step_count = 12,
		            .now = { .name = "d'avril 2026 à mars 2027",
		                     .steps = 12,
		                     .published = 12,
		                     .uses = { 4210, CHART_AT_LEAST },
		                     .started = { 5204, CHART_EXACT },
		                     .done = { 3480, CHART_EXACT },
		                     .stops = { 112, CHART_EXACT },
		                     .groups = { 41, CHART_EXACT },
		                     .change = { 2981, 47, 78 },
		                     .opinions = 2210,
		                     .pleased = 74 },
		            .before = { .name = "d'avril 2025 à mars 2026",
		                        .steps = 12,
		                        .published = 9,
		                        .uses = { 3120, CHART_EXACT },
		                        .done = { 2411, CHART_EXACT },
		                        .stops = { 88, CHART_EXACT },
		                        .groups = { 18, CHART_AT_LEAST },
		                        .change = { 1890, 44, 71 },
		                        .opinions = 1502,
		                        .pleased = 71 } };
	for (int i = 0; i < 12; i++)
		b.steps[i] =
		    (struct chart_step){ month_names[(3 + i) % 12],
			                 { i < 3 ? 0 : 180 + i * 21, i == 4 ? 0 : 240 + (i * 67) % 230 },
			                 { i < 3 ? CHART_NONE : CHART_EXACT,
			                   i == 4 ? CHART_MASKED : CHART_EXACT } };
	static const struct bilan_module modules[] = {
		{ "Se protéger", { 1210, CHART_EXACT }, { 1101, 43, 81 } },
		{ "Faire mes papiers", { 902, CHART_EXACT }, { 800, 55, 78 } },
		{ "Polluer moins", { 610, CHART_AT_LEAST }, { 540, 31, 64 } },
		{ "Donner une deuxième vie", { 402, CHART_EXACT }, { 361, 48, 77 } },
		{ "Protéger ma vie privée", { 210, CHART_EXACT }, { 179, 60, 58 } }
	};
	memcpy(b.modules, modules, sizeof modules), b.module_count = 5;
	static const struct bilan_question questions[BILAN_QUESTIONS] = {
		{ "Ma banque me demande mon code par SMS. Que faire ?", "Se protéger", 441, 44 },
		{ "Supprimer ses photos suffit-il avant de donner son téléphone ?", "Donner une deuxième vie",
		  118, 56 }
	};
	memcpy(b.questions, questions, sizeof b.questions), b.question_count = BILAN_QUESTIONS;
}

/* As many letters as may be written, in words of ten of the widest that count for one. */
static const char *letters(int n)
{
	char *text = arena_alloc(&arena, (size_t)n + 1);
	for (int i = 0; i < n; i++)
		text[i] = i % 11 == 10 && i < n - 1 ? ' ' : 'n';
	return text;
}

static void bilan_longest(void)
{
	bilan_much();
	words.title = letters(60);
	words.name = b.territory = letters(60);
	words.contact = letters(110);
	words.cost = letters(110);
	words.block_count = words.ask_count = TERRITORY_SENTENCES;
	for (int i = 0; i < TERRITORY_SENTENCES; i++)
		words.blocks[i] = words.asks[i] = letters(120);
	for (int i = 0; i < TERRITORY_VERBATIMS; i++)
		words.verbatims[i] = letters(90);
	for (int i = 0; i < BILAN_MODULES; i++)
		b.modules[i].title = letters(200);
	for (int i = 0; i < BILAN_QUESTIONS; i++)
		b.questions[i].title = b.questions[i].module = letters(200);
	b.now.uses = (struct bilan_sum){ 1234567, CHART_AT_LEAST };
	b.now.done = b.now.stops = b.now.groups = b.now.uses;
	b.before.uses = b.before.done = b.before.stops = b.before.groups = b.now.uses;
	for (int i = 0; i < 12; i++)
		b.steps[i].n[0] = b.steps[i].n[1] = 1234567 / (i + 1), b.steps[i].known[1] = CHART_AT_LEAST;
}

/* More than territory.c lets through: what pages.sh must catch. */
static void bilan_overfull(void)
{
	bilan_longest();
	for (int i = 0; i < TERRITORY_SENTENCES; i++)
		words.blocks[i] = words.asks[i] = letters(300);
}

static void save(const char *folder, const char *name, struct buf *out)
{
	char path[1024];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/%s.html", folder, name);
	if (!file_write(path, out->data, out->size, 0644, &e)) {
		fprintf(stderr, "tool_pages: %s\n", e.text);
		exit(1);
	}
	buf_free(out);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*make)(void);
	} pages[] = { { "mois-peu", little },   { "mois-beaucoup", much },   { "mois-longs", long_names },
		      { "mois-rien", nothing }, { "mois-masque", withheld }, { "mois-interne", internal } };
	static const struct {
		const char *name;
		void (*make)(void);
	} bilans[] = { { "bilan-peu", bilan_little },
		       { "bilan-beaucoup", bilan_much },
		       { "bilan-longs", bilan_longest },
		       { "bilan-debordant", bilan_overfull } };
	struct err e = { 0 };
	if (argc != 2 || !file_mkdir(argv[1], &e)) {
		fprintf(stderr, "tool_pages FOLDER %s\n", e.text);
		return 2;
	}
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct buf out = { 0 };
		pages[i].make();
		report_page(&r, &out);
		save(argv[1], pages[i].name, &out);
	}
	for (size_t i = 0; i < sizeof bilans / sizeof *bilans; i++) {
		struct buf out = { 0 };
		bilans[i].make();
		bilan_page(&b, &out);
		save(argv[1], bilans[i].name, &out);
	}
	arena_drop(&arena);
	return 0;
}
