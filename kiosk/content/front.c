#include "content/front.h"

#include <string.h>

#include "base/utf8.h"
#include "content/letters.h"
#include "content/pictures.h"
#include "content/plain.h"
#include "content/themes.h"

enum {
	TITLE_WORDS_HINT = 3,
	GUIDE_TITLE_WORDS_HINT = 6, /* conseillers read it in a list */
	TITLE_LENGTH_MAX = 40, /* characters: a home tile */
	SUMMARY_SENTENCES_MAX = 3,
	SUMMARY_LENGTH_MAX = 300,
	MINUTES_MAX = 60,
	ORDER_MAX = 999,
};

static const struct {
	const char *name;
	bool translated; /* required in every language, not only in French */
} keys[FRONT_COUNT] = {
	[FRONT_TITLE] = { "titre", true },       [FRONT_SUMMARY] = { "resume", true },
	[FRONT_THEME] = { "theme", false },      [FRONT_PICTURE] = { "image", false },
	[FRONT_SPOKEN] = { "image-dite", true }, [FRONT_MINUTES] = { "minutes", false },
	[FRONT_ORDER] = { "ordre", false },      [FRONT_LICENCE] = { "licence", false },
	[FRONT_AUTHORS] = { "auteurs", false },  [FRONT_REVIEWED] = { "relecture", true },
};

const char *front_key_name(enum front_key key)
{
	return keys[key].name;
}

static bool required(const struct draft *d, enum front_key key)
{
	if (key == FRONT_MINUTES && d->guide) /* its phases have theirs */
		return false;
	if (d->lang == LANG_FR)
		return key != FRONT_REVIEWED;
	return keys[key].translated;
}

static void read_pair(struct front *f, struct draft *d, int line)
{
	struct str s = draft_line(d, line), name, text;
	if (str_trim(s).n == 0)
		return;
	if (!str_cut(s, ':', &name, &text)) {
		draft_mistake(d, line, 1, "Dans l'en-tête, chaque ligne s'écrit « clé : valeur ».");
		return;
	}
	int key = 0;
	name = str_trim(name);
	while (key < FRONT_COUNT && !str_is(name, keys[key].name))
		key++;
	if (key == FRONT_MINUTES && d->guide) {
		draft_mistake(d, line, 1, "Une séance n'a pas de clé « minutes » : chaque étape dit sa durée. Retirez cette ligne.");
		return;
	}
	if (key == FRONT_COUNT) {
		draft_mistake(d, line, 1,
		              "« %.*s » n'est pas une clé. Clés : titre, resume, theme, image, image-dite, "
		              "%sordre, licence, auteurs, relecture.",
		              (int)(name.n < 40 ? name.n : 40), name.s, d->guide ? "" : "minutes, ");
		return;
	}
	struct front_value *v = &f->value[key];
	if (v->line) {
		draft_mistake(d, line, 1, "La clé « %s » est déjà à la ligne %d. Gardez-en une.",
		              keys[key].name, v->line);
		return;
	}
	text = str_trim(text);
	if (text.n >= 2 && text.s[0] == '"' && text.s[text.n - 1] == '"') /* as YAML wants it around « : » */
		text = (struct str){ text.s + 1, text.n - 2 };
	*v = (struct front_value){ text, line, draft_column(d, line, (int)(text.s - s.s) + 1) };
	if (text.n == 0)
		draft_mistake(d, line, 1, "La clé « %s » est vide. Écrivez sa valeur après les deux-points.",
		              keys[key].name);
}

static const char *text_of(struct front *f, struct draft *d, enum front_key key)
{
	const struct front_value *v = &f->value[key];
	return v->line ? letters_string(d, v->text, v->line, v->column) : "";
}

/* As typed: names and licences are not sentences. */
static const char *name_of(struct front *f, struct draft *d, enum front_key key)
{
	const struct front_value *v = &f->value[key];
	return v->text.n ? arena_strndup(d->keep, v->text.s, v->text.n) : "";
}

static int number_of(struct front *f, struct draft *d, enum front_key key, int max)
{
	const struct front_value *v = &f->value[key];
	long long n = 0;
	if (v->text.n && !str_int(v->text, 1, max, &n))
		draft_mistake(d, v->line, v->column, "« %s » est un nombre entier de 1 à %d.", keys[key].name,
		              max);
	return (int)n;
}

static void check_title_and_summary(struct front *f, struct draft *d)
{
	const struct front_value *t = &f->value[FRONT_TITLE], *s = &f->value[FRONT_SUMMARY];
	f->title = text_of(f, d, FRONT_TITLE);
	f->summary = text_of(f, d, FRONT_SUMMARY);
	if (utf8_length(f->title, strlen(f->title)) > TITLE_LENGTH_MAX)
		draft_mistake(d, t->line, t->column,
		              "Ce titre dépasse %d signes. Il ne tient pas %s.", TITLE_LENGTH_MAX,
		              d->guide ? "dans la liste des séances" : "sur l'accueil");
	else if (d->guide && plain_words(f->title) > GUIDE_TITLE_WORDS_HINT)
		draft_hint(d, t->line, t->column, "Titre de %d mots. Plus court, il se lit mieux dans la liste des séances.",
		           plain_words(f->title));
	else if (!d->guide && plain_words(f->title) > TITLE_WORDS_HINT)
		draft_hint(d, t->line, t->column,
		           "Titre de %d mots. Trois mots se lisent mieux sur l'accueil.",
		           plain_words(f->title));
	if (utf8_length(f->summary, strlen(f->summary)) > SUMMARY_LENGTH_MAX)
		draft_mistake(d, s->line, s->column, "Ce résumé dépasse %d signes. Gardez l'essentiel.",
		              SUMMARY_LENGTH_MAX);
	else if (plain_sentences(f->summary) > SUMMARY_SENTENCES_MAX)
		draft_mistake(d, s->line, s->column, "Ce résumé a %d phrases. Gardez-en %d au plus.",
		              plain_sentences(f->summary), SUMMARY_SENTENCES_MAX);
}

static void check_theme(struct front *f, struct draft *d)
{
	const struct front_value *v = &f->value[FRONT_THEME];
	f->theme = "";
	if (!v->text.n)
		return;
	const struct theme *t = theme_find(v->text), *near = theme_nearest(v->text);
	if (t)
		f->theme = t->code;
	else if (near)
		draft_mistake(d, v->line, v->column,
		              "Ce thème n'existe pas dans La Coop. Vouliez-vous « %s » ?", near->code);
	else
		draft_mistake(d, v->line, v->column,
		              "Ce thème n'existe pas dans La Coop. La liste est dans LISEZ-MOI.md.");
}

static void check_reviewed(struct front *f, struct draft *d)
{
	const struct front_value *v = &f->value[FRONT_REVIEWED];
	f->reviewed = d->lang == LANG_FR || str_is(v->text, "oui");
	if (v->text.n && !str_is(v->text, "oui") && !str_is(v->text, "non"))
		draft_mistake(
		    d, v->line, v->column,
		    "« relecture » vaut oui ou non : une personne dont c'est la langue a-t-elle relu ?");
}

/* Under which conditions others may take it up: a name that they know. */
static void check_licence(const struct front *f, struct draft *d)
{
	static const char *const known[] = { "CC BY ",          "CC BY-",         "CC-BY",     "CC0",
		                             "Licence Ouverte", "Etalab",         "Domaine public", "domaine public",
		                             "Licence Art Libre", "LAL",          "Public Domain", "Creative Commons" };
	const struct front_value *v = &f->value[FRONT_LICENCE];
	if (!v->text.n || str_is(v->text, "à compléter"))
		return;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(v->text, known[i]))
			return;
	draft_hint(d, v->line, v->column,
	           "Cette licence n'est pas connue. Les plus courantes : CC BY-SA 4.0, CC BY 4.0, CC0 1.0, Licence Ouverte 2.0.");
}

static void check_values(struct front *f, struct draft *d)
{
	check_title_and_summary(f, d);
	check_theme(f, d);
	check_reviewed(f, d);
	f->picture_spoken = text_of(f, d, FRONT_SPOKEN);
	f->licence = name_of(f, d, FRONT_LICENCE);
	check_licence(f, d);
	f->authors = name_of(f, d, FRONT_AUTHORS);
	f->minutes = number_of(f, d, FRONT_MINUTES, MINUTES_MAX);
	f->order = number_of(f, d, FRONT_ORDER, ORDER_MAX);
	const struct front_value *p = &f->value[FRONT_PICTURE];
	f->picture = p->text.n ? picture_find(d, p->text, p->line, p->column) : NULL;
	for (int key = 0; key < FRONT_COUNT; key++)
		if (str_is(f->value[key].text, "à compléter")) /* as escale-author import writes it */
			draft_hint(d, f->value[key].line, f->value[key].column, "Complétez « %s » : %s", keys[key].name,
			           key == FRONT_LICENCE ? "à quelles conditions peut-on reprendre ce texte et ces images ?"
			                                : "qui a écrit ces questions ?");
	for (int key = 0; key < FRONT_COUNT; key++)
		if (!f->value[key].line && required(d, (enum front_key)key))
			draft_mistake(d, f->last_line, 1, "Il manque « %s : ... » dans l'en-tête.",
			              keys[key].name);
}

bool front_read(struct front *f, struct draft *d)
{
	*f = (struct front){
		.title = "", .summary = "", .theme = "", .picture_spoken = "", .licence = "", .authors = ""
	};
	if (!str_is(str_trim(draft_line(d, 1)), "---"))
		return draft_mistake(
		    d, 1, 1, "Le fichier commence par un en-tête : une ligne « --- », les clés, « --- ».");
	int line = 2;
	while (line <= d->line_count && !str_is(str_trim(draft_line(d, line)), "---"))
		line++;
	if (line > d->line_count) {
		draft_mistake(d, 1, 1,
		              "L'en-tête n'est pas fermé. Ajoutez une ligne « --- » après ses clés.");
		line = 1;
		while (line < d->line_count && !str_starts(draft_line(d, line + 1), "# "))
			line++;
	}
	f->last_line = line;
	for (int i = 2; i <= line; i++)
		if (!str_is(str_trim(draft_line(d, i)), "---"))
			read_pair(f, d, i);
	check_values(f, d);
	return true;
}
