#include "metrics/fact.h"

#include <assert.h>
#include <string.h>

/* ---- the closed lists --------------------------------------------------------------------------------- */

#define CHOICES(...) (const struct value_choice[]){ __VA_ARGS__, { NULL, NULL } }

/* Ids of content: what MODULE_ID_MAX and SCREEN_ID_MAX of content/ allow (metrics/ may not include it). */
enum { MODULE_MAX = 16, QUESTION_MAX = 20 };

#define MODULE   { "module", "module", VALUE_ID, NULL, MODULE_MAX }
#define QUESTION { "question", "question", VALUE_ID, NULL, QUESTION_MAX }

static const struct value_choice module_minutes[] = {
	{ "lt5", "moins de 5 min" }, { "5to10", "5 à 10 min" }, { "10to20", "10 à 20 min" },
	{ "20plus", "20 min ou plus" }, { NULL, NULL },
};
static const struct value_choice visit_minutes[] = {
	{ "lt5", "moins de 5 min" }, { "5to15", "5 à 15 min" }, { "15to30", "15 à 30 min" },
	{ "30plus", "30 min ou plus" }, { NULL, NULL },
};
static const struct value_choice scores[] = {
	{ "low", "bas" }, { "mid", "moyen" }, { "high", "haut" }, { NULL, NULL },
};
/* Unions of La Coop's bands (mediation.md, "Âge"). */
static const struct value_choice ages[] = {
	{ "lt25", "moins de 25 ans" }, { "25-39", "25 à 39 ans" },   { "40-59", "40 à 59 ans" },
	{ "60-69", "60 à 69 ans" },    { "70plus", "70 ans ou plus" }, { "unsaid", "sans réponse" },
	{ NULL, NULL },
};
/* The languages of base/lang.h, whose test says so: a new language is facts/2. */
static const struct value_choice languages[] = {
	{ "fr", "français" }, { "en", "anglais" }, { "ar", "arabe" }, { "uk", "ukrainien" }, { NULL, NULL },
};
static const struct value_choice access_options[] = {
	{ "large", "grands caractères" }, { "contrast", "contraste renforcé" }, { "voice", "voix" },
	{ "keypad", "pavé de touches" },  { "volume", "volume changé" },        { NULL, NULL },
};

/* ---- the dictionary ------------------------------------------------------------------------------------- */

const struct fact_rule fact_table[FACT_KIND_COUNT] = {
	[FACT_MODULE_START] = {
		"module_start", "module commencé", { MODULE }, 1, 5, KEEP_EACH,
		"Quels modules les habitants ouvrent-ils ?",
		"Une seule valeur, déjà publique : le nom du module." },
	[FACT_MODULE_END] = {
		"module_end", "module quitté",
		{ MODULE,
		  { "result", "fin", VALUE_CHOICE, CHOICES({ "done", "terminé" }, { "left", "abandonné" }), 0 },
		  { "minutes", "durée", VALUE_CHOICE, module_minutes, 0 } },
		3, 5, KEEP_EACH,
		"Les modules sont-ils terminés ? Ont-ils la bonne longueur ?",
		"Quatre tranches de durée, sans lien avec le début du module." },
	[FACT_QUIZ] = {
		"quiz", "progrès",
		{ MODULE,
		  { "before", "avant", VALUE_CHOICE, scores, 0 },
		  { "after", "après", VALUE_CHOICE, scores, 0 } },
		3, 1, KEEP_FIRST,
		"Que savent les habitants avant, puis après le module ?",
		"Neuf résultats possibles, jamais la suite des réponses." },
	[FACT_ITEM] = {
		"item", "réponse",
		{ MODULE, QUESTION,
		  { "moment", "moment", VALUE_CHOICE,
		    CHOICES({ "before", "avant" }, { "during", "pendant" }, { "after", "après" }), 0 },
		  { "result", "résultat", VALUE_CHOICE,
		    CHOICES({ "right", "juste" }, { "wrong", "faux" }, { "skipped", "passée" }), 0 } },
		4, 1, KEEP_RANDOM,
		"Quelles questions sont trop faciles, trop dures ou mal posées ?",
		"Une seule réponse, tirée au sort parmi toutes : ce n'est pas un profil." },
	[FACT_POLL] = {
		"poll", "enquête",
		{ QUESTION,
		  { "choice", "choix", VALUE_CHOICE,
		    CHOICES({ "1", "choix 1" }, { "2", "choix 2" }, { "3", "choix 3" }, { "4", "choix 4" },
			    { "5", "choix 5" }, { "6", "choix 6" }), 0 } },
		2, 5, KEEP_DIFFERENT,
		"De quoi les habitants ont-ils besoin ? La question est posée par la collectivité.",
		"Une seule réponse, sans lien avec les autres réponses." },
	[FACT_OPINION] = {
		"opinion", "avis",
		{ MODULE,
		  { "face", "avis", VALUE_CHOICE,
		    CHOICES({ "minus", "mécontent" }, { "equal", "neutre" }, { "plus", "content" }), 0 } },
		2, 1, KEEP_LAST,
		"Les habitants sont-ils contents du module ?",
		"Trois valeurs." },
	[FACT_AGE] = {
		"age", "âge",
		{ { "age", "tranche d'âge", VALUE_CHOICE, ages, 0 }, MODULE },
		2, 1, KEEP_FIRST,
		"Quel âge ont les personnes qui terminent chaque module ?",
		"De larges tranches, réunies à partir de celles de La Coop ; jamais avec la langue ni l'accessibilité." },
	[FACT_LANGUAGE] = {
		"language", "langue",
		{ { "language", "langue", VALUE_CHOICE, languages, 0 } },
		1, 1, KEEP_LAST,
		"Dans quelles langues faut-il traduire ?",
		"La langue seule, jointe à rien." },
	[FACT_ACCESS] = {
		"access", "accessibilité",
		{ { "option", "réglage", VALUE_CHOICE, access_options, 0 } },
		1, 3, KEEP_DIFFERENT,
		"Quels réglages d'accessibilité servent vraiment ?",
		"Un réglage seul : ce qui pourrait révéler un handicap n'est jamais joint à rien." },
	[FACT_VISIT] = {
		"visit", "visite",
		{ { "minutes", "durée", VALUE_CHOICE, visit_minutes, 0 },
		  { "company", "présence", VALUE_CHOICE,
		    CHOICES({ "alone", "seul" }, { "helped", "accompagné" }, { "group", "en groupe" }), 0 } },
		2, 1, KEEP_LAST,
		"Combien de temps dure une visite ? Faut-il un accompagnement ?",
		"Douze résultats possibles." },
	[FACT_GROUP] = {
		"group", "groupe",
		{ { "workshop", "module ou atelier", VALUE_ID, NULL, MODULE_MAX },
		  { "people", "participants", VALUE_CHOICE,
		    CHOICES({ "2-5", "2 à 5" }, { "6-10", "6 à 10" }, { "11plus", "11 ou plus" }), 0 } },
		2, 1, KEEP_LAST,
		"Combien d'ateliers ont lieu, avec combien de personnes environ ?",
		"Un groupe, compté par tranches." },
	[FACT_SLOT] = {
		"slot", "moment de la semaine",
		{ { "days", "jours", VALUE_CHOICE,
		    CHOICES({ "weekday", "en semaine" }, { "weekend", "le week-end" }), 0 },
		  { "half", "demi-journée", VALUE_CHOICE,
		    CHOICES({ "morning", "matin" }, { "afternoon", "après-midi" }), 0 } },
		2, 1, KEEP_FIRST,
		"Quand faut-il ouvrir ? Noté seulement si l'équipe a confirmé la date.",
		"Le repère de temps le plus fin de tout le système, joint à rien." },
	[FACT_PRESENCE] = {
		"presence", "passage",
		{ { "commune", "commune", VALUE_COMMUNE, NULL, 0 },
		  { "people", "personnes accueillies", VALUE_CHOICE,
		    CHOICES({ "1-10", "1 à 10" }, { "11-25", "11 à 25" }, { "26plus", "26 ou plus" }), 0 } },
		2, 0, KEEP_EACH,
		"Quelles communes le bus a-t-il desservies ? Écrit à la fin d'un arrêt.",
		"Une tranche par arrêt, aucun comportement." },
	[FACT_SENSITIVE] = {
		"sensitive", "question sensible",
		{ QUESTION,
		  { "answer", "réponse brouillée", VALUE_CHOICE, CHOICES({ "yes", "oui" }, { "no", "non" }), 0 } },
		2, 1, KEEP_FIRST,
		"Une question délicate, par exemple : « Avez-vous déjà rencontré une arnaque ? »",
		"La borne remplace la réponse par un tirage au sort une fois sur deux (epsilon = ln 3) ; "
		"rien n'est publié sous 1 000 réponses." },
	[FACT_DECOY] = {
		"decoy", "leurre", { { NULL, NULL, VALUE_ID, NULL, 0 } }, 0, 0, KEEP_EACH,
		"Aucune question : complète chaque visite jusqu'à un multiple de 16 lignes.",
		"Ne dit rien ; il cache combien de choses une personne a faites." },
};

/* ---- values ----------------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* INSEE code: five digits, or 2A and 2B for Corsica. */
static bool is_commune(const char *v)
{
	if (strlen(v) != 5)
		return false;
	for (int i = 0; i < 5; i++)
		if (!is_digit(v[i]) && !(i == 1 && v[0] == '2' && (v[i] == 'A' || v[i] == 'B')))
			return false;
	return true;
}

static const struct value_choice *find_choice(const struct value_rule *r, const char *v)
{
	for (const struct value_choice *c = r->choices; c && c->id; c++)
		if (strcmp(c->id, v) == 0)
			return c;
	return NULL;
}

static bool allows(const struct value_rule *r, const char *v)
{
	switch (r->type) {
	case VALUE_CHOICE: return find_choice(r, v) != NULL;
	case VALUE_ID: return str_is_id(str_from(v), (size_t)r->max);
	case VALUE_COMMUNE: return is_commune(v);
	}
	return false;
}

bool fact_make(struct fact *f, enum fact_kind kind, const char *v0, const char *v1, const char *v2,
	       const char *v3, struct err *e)
{
	const char *const given[FACT_VALUES_MAX] = { v0, v1, v2, v3 };
	memset(f, 0, sizeof *f); /* the bytes behind a value are zero: equal facts are equal bytes */
	if ((int)kind < 0 || kind >= FACT_KIND_COUNT)
		return err_set(e, ERR_REFUSED, "no such kind of fact: %d", (int)kind);
	f->kind = kind;
	const struct fact_rule *rule = &fact_table[kind];
	for (int i = 0; i < FACT_VALUES_MAX; i++) {
		if ((i < rule->value_count) != (given[i] != NULL))
			return err_set(e, ERR_REFUSED, "%s: %d values expected", rule->name, rule->value_count);
		if (!given[i])
			continue;
		if (strlen(given[i]) >= FACT_VALUE_SIZE || !allows(&rule->values[i], given[i]))
			return err_set(e, ERR_REFUSED, "%s: \"%.40s\" is no %s of the dictionary", rule->name,
				       given[i], rule->values[i].name);
		strcpy(f->value[i], given[i]);
	}
	return true;
}

bool fact_equal(const struct fact *a, const struct fact *b)
{
	if (a->kind != b->kind)
		return false;
	for (int i = 0; i < fact_table[a->kind].value_count; i++)
		if (strcmp(a->value[i], b->value[i]) != 0)
			return false;
	return true;
}

const char *fact_value_fr(enum fact_kind kind, int at, const char *value)
{
	if ((int)kind < 0 || kind >= FACT_KIND_COUNT || at < 0 || at >= fact_table[kind].value_count)
		return value;
	const struct value_choice *c = find_choice(&fact_table[kind].values[at], value);
	return c ? c->fr : value;
}

/* ---- lines ------------------------------------------------------------------------------------------------ */

void fact_print(const struct fact *f, char line[FACT_SIZE])
{
	size_t n = 0;
	memset(line, ' ', FACT_SIZE - 1);
	line[FACT_SIZE - 1] = '\n';
	for (int i = -1; i < fact_table[f->kind].value_count; i++) {
		const char *word = i < 0 ? fact_table[f->kind].name : f->value[i];
		size_t size = strlen(word);
		n += i >= 0; /* the space before a value */
		assert(n + size < FACT_SIZE);
		memcpy(line + n, word, size);
		n += size;
	}
}

/* Cut a copy of the line into words. The copy's spaces become ends of words. Returns the number of words,
 * -1 when these are not the bytes of a fact: spaces only at the end or one between words, printable ASCII. */
static int cut_words(char copy[FACT_SIZE], const char *words[FACT_VALUES_MAX + 1])
{
	int count = 0, n = FACT_SIZE - 1;
	if (copy[n] != '\n')
		return -1;
	copy[n] = '\0';
	while (n > 0 && copy[n - 1] == ' ')
		copy[--n] = '\0';
	for (int i = 0; i < n; i++) {
		if (copy[i] < ' ' || copy[i] > '~')
			return -1;
		if (copy[i] == ' ') {
			copy[i] = '\0';
			continue;
		}
		if (i > 0 && copy[i - 1] != '\0')
			continue;
		if (i > 1 && copy[i - 2] == '\0')
			return -1; /* two spaces in a row */
		if (count == FACT_VALUES_MAX + 1)
			return -1;
		words[count++] = copy + i;
	}
	return n == 0 || copy[0] == '\0' ? -1 : count;
}

bool fact_parse(struct fact *f, const char line[FACT_SIZE], struct err *e)
{
	char copy[FACT_SIZE], back[FACT_SIZE];
	const char *words[FACT_VALUES_MAX + 1] = { NULL };
	memcpy(copy, line, FACT_SIZE);
	int count = cut_words(copy, words);
	if (count < 1)
		return err_set(e, ERR_FORMAT, "not a line of %s", FACTS_FORMAT);
	int kind = 0;
	while (kind < FACT_KIND_COUNT && strcmp(fact_table[kind].name, words[0]) != 0)
		kind++;
	if (!fact_make(f, (enum fact_kind)kind, words[1], words[2], words[3], words[4], e))
		return false;
	fact_print(f, back);
	if (memcmp(back, line, FACT_SIZE) != 0)
		return err_set(e, ERR_FORMAT, "not a line of %s", FACTS_FORMAT);
	return true;
}

/* ---- bands ------------------------------------------------------------------------------------------------ */

static const char *band(long long ms, const struct value_choice *choices, const int minutes[3])
{
	int i = 0;
	while (i < 3 && ms >= minutes[i] * 60000LL)
		i++;
	return choices[i].id;
}

const char *fact_band_module_minutes(long long ms)
{
	return band(ms, module_minutes, (const int[3]){ 5, 10, 20 });
}

const char *fact_band_visit_minutes(long long ms)
{
	return band(ms, visit_minutes, (const int[3]){ 5, 15, 30 });
}

/* Thirds of the questions asked: under a third, under two thirds, the rest. Nothing asked is "low". */
const char *fact_band_score(int right, int asked)
{
	if (right * 3 < asked || asked <= 0)
		return scores[0].id;
	return scores[right * 3 < asked * 2 ? 1 : 2].id;
}
