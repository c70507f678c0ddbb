/* `<!-- KIND: ID[, N min][, options] -->` under a title. */
#include <string.h>

#include "content/guide_builder.h"
#include "content/near.h"

/* Where this slice of a comment stands in the file. */
static struct place place_in(struct guide_builder *b, cmark_node *html, const char *at)
{
	struct place p = place_of(b->d, b->body_line, html);
	for (const char *c = cmark_node_get_literal(html); c < at; c++) {
		p.line += *c == '\n';
		p.column = *c == '\n' ? 1 : p.column + ((*c & 0xC0) != 0x80);
	}
	if (p.line > b->d->line_count)
		p.line = b->d->line_count;
	return p;
}

static int shown(struct str s)
{
	return (int)(s.n < 40 ? s.n : 40);
}

bool guide_id_ok(struct guide_builder *b, struct place at, struct str id)
{
	if (str_is_id(id, PHASE_ID_MAX))
		return true;
	return guide_refuse_at(b, at,
			       "Le nom « %.*s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre d'abord.",
			       shown(id), id.s, PHASE_ID_MAX);
}

/* ---- options --------------------------------------------------------------------------------------------------------- */

static const struct {
	enum phase_option bit;
	const char *before, *after; /* the word before or behind the value */
	int most;                   /* the value is a number from 1 to here; 0: it is a name */
	const char *example;
} options[] = {
	{ OPTION_SHEETS, NULL, " par table", GUIDE_SHEETS_MAX, "2 par table" },
	{ OPTION_SUBJECT, "sujet ", NULL, 0, "sujet nom-des-cartes" },
	{ OPTION_ROUNDS, NULL, " rondes", GUIDE_ROUNDS_MAX, "3 rondes" },
	{ OPTION_ROUNDS, NULL, " ronde", GUIDE_ROUNDS_MAX, "3 rondes" },
	{ OPTION_MODULE, "module ", NULL, 0, "module nom-du-module" },
	{ 0, NULL, " min", PHASE_MINUTES_MAX, "10 min" },
};
enum { OPTION_COUNT = sizeof options / sizeof *options };

static bool ends(struct str s, const char *word)
{
	size_t n = strlen(word);
	return s.n > n && memcmp(s.s + s.n - n, word, n) == 0;
}

static bool matches(struct str s, int option, struct str *value)
{
	const char *before = options[option].before, *after = options[option].after;
	if (before ? !str_starts(s, before) : !ends(s, after))
		return false;
	*value = before ? (struct str){ s.s + strlen(before), s.n - strlen(before) } : (struct str){ s.s, s.n - strlen(after) };
	*value = str_trim(*value);
	return true;
}

/* What may stand behind the name of such a phase: "10 min, 2 par table". */
static const char *examples(struct guide_builder *b)
{
	const char *all = "10 min";
	for (int i = 0; i < OPTION_COUNT; i++)
		if ((options[i].bit & phase_grammar[b->phase->kind].options) && (!i || options[i - 1].bit != options[i].bit))
			all = arena_printf(b->d->scratch, "%s, %s", all, options[i].example);
	return all;
}

static void take_value(struct guide_builder *b, int option, struct str value, struct place at)
{
	long long n = 0;
	struct phase *ph = b->phase;
	if (options[option].most && !str_int(value, 1, options[option].most, &n)) {
		guide_refuse_at(b, at, "« %.*s » : il faut ici un nombre entier de 1 à %d, par exemple « %s ».", shown(value),
				value.s, options[option].most, options[option].example);
		return;
	}
	if (!options[option].most && !guide_id_ok(b, at, value))
		return;
	switch (options[option].bit) {
	case OPTION_SHEETS: ph->sheets = (int)n; break;
	case OPTION_ROUNDS: ph->rounds = (int)n; break;
	case OPTION_SUBJECT: guide_refer(b, -1, value, at); break;
	case OPTION_MODULE: ph->module = arena_strndup(b->d->keep, value.s, value.n); break;
	default: ph->minutes = (int)n;
	}
}

static void read_option(struct guide_builder *b, struct str s, struct place at, unsigned *seen)
{
	struct str value;
	int i = 0;
	while (i < OPTION_COUNT && !matches(s, i, &value))
		i++;
	if (i == OPTION_COUNT) {
		guide_refuse_at(b, at, "« %.*s » n'est pas compris. Derrière le nom d'une étape « %s » : %s.", shown(s), s.s,
				phase_kind_names[b->phase->kind], examples(b));
		return;
	}
	unsigned bit = options[i].bit ? options[i].bit : 1U << 31;
	if (options[i].bit && !(phase_grammar[b->phase->kind].options & options[i].bit))
		guide_refuse_at(b, at, "« %.*s » ne va pas avec une étape « %s ». Derrière son nom : %s.", shown(s), s.s,
				phase_kind_names[b->phase->kind], examples(b));
	else if (*seen & bit)
		guide_refuse_at(b, at, "« %.*s » est dit deux fois, ou se contredit. Gardez-en un.", shown(s), s.s);
	else
		take_value(b, i, value, at);
	*seen |= bit;
}

/* ---- the phase -------------------------------------------------------------------------------------------------------- */

static void name_kind(struct guide_builder *b, cmark_node *n, struct str kind)
{
	int k = 0;
	while (k < PHASE_KIND_COUNT && !str_is(kind, phase_kind_names[k]))
		k++;
	b->named = true;
	b->known = k < PHASE_KIND_COUNT;
	if (b->known) {
		b->phase->kind = (enum phase_kind)k;
		b->phase->sheets = k == PHASE_SHEETS;
		return;
	}
	const char *near = near_word(kind, phase_kind_names, PHASE_KIND_COUNT);
	guide_refuse(b, n, "« %.*s » n'est pas une sorte d'étape. %s%s%s", shown(kind), kind.s,
		     near ? "Vouliez-vous écrire « " : "La liste est dans LISEZ-MOI.md.", near ? near : "", near ? " » ?" : "");
}

static void name_phase(struct guide_builder *b, cmark_node *n, struct str kind, struct str rest)
{
	struct str id, option;
	unsigned seen = 0;
	name_kind(b, n, kind);
	str_cut(rest, ',', &id, &rest);
	id = str_trim(id);
	if (guide_id_ok(b, place_in(b, n, id.s), id)) {
		for (int i = 0; i < b->phase_count; i++)
			if (&b->phases[i] != b->phase && str_is(id, b->phases[i].id)) {
				guide_refuse(b, n, "Le nom « %s » est déjà pris à la ligne %d. Choisissez-en un autre.",
					     b->phases[i].id, b->phases[i].line);
				return;
			}
		b->phase->id = arena_strndup(b->d->keep, id.s, id.n);
	}
	while (b->known && rest.n) {
		str_cut(rest, ',', &option, &rest);
		option = str_trim(option);
		read_option(b, option, place_in(b, n, option.s), &seen);
	}
}

void guide_comment(struct guide_builder *b, cmark_node *n)
{
	struct str kind, rest;
	if (!prose_comment(str_from(cmark_node_get_literal(n)), &kind, &rest)) {
		guide_refuse(b, n, "Pas de HTML. Seul le commentaire sous un titre est permis : <!-- etape: nom, 10 min -->.");
		return;
	}
	if (str_is(kind, "note")) /* for the author's own use, nobody sees it */
		return;
	cmark_node *before = cmark_node_previous(n);
	bool under = before && cmark_node_get_type(before) == CMARK_NODE_HEADING;
	if (under && !b->phase)
		return; /* a card before any phase: told at its title */
	if (!under)
		guide_refuse(b, n, "Ce commentaire va juste sous un titre. Pour une remarque, écrivez <!-- note: ... -->.");
	else if (cmark_node_get_heading_level(before) == 1)
		name_phase(b, n, kind, rest);
	else if (cmark_node_get_heading_level(before) == 2 && b->card)
		guide_card_name(b, n, kind, rest);
}
