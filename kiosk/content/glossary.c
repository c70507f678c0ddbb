#include "content/glossary.h"

#include <string.h>

#include "content/plain.h"
#include "content/prose.h"

#define LINK_START "../" GLOSSARY_FOLDER "/"

enum { TERM_LENGTH_MAX = 40, TERM_WORDS_MAX = 50 }; /* a word fits a button; its explanation fits one screen */

static int find(const struct glossary *g, struct str id)
{
	for (int i = 0; g && i < g->count; i++)
		if (str_is(id, g->terms[i].id))
			return i;
	return -1;
}

/* ---- the file ------------------------------------------------------------------------------------------------------- */

/* `relecture` and `licence` are all that a glossary says of itself; the line behind its head. */
static int read_head(struct draft *d)
{
	bool reviewed_said = false, has_head = str_is(str_trim(draft_line(d, 1)), "---");
	int line = has_head ? 2 : 0;
	for (; has_head && line <= d->line_count; line++) {
		struct str s = draft_line(d, line), name, value;
		if (str_is(str_trim(s), "---"))
			break;
		if (!str_cut(s, ':', &name, &value) || !str_trim(value).n)
			draft_mistake(d, line, 1, "Dans l'en-tête, chaque ligne s'écrit « clé : valeur ».");
		else if (str_is(str_trim(name), "relecture"))
			reviewed_said = str_is(str_trim(value), "oui") || str_is(str_trim(value), "non");
		else if (!str_is(str_trim(name), "licence"))
			draft_mistake(d, line, 1, "Le glossaire n'a que deux clés : licence, relecture.");
	}
	if (d->lang != LANG_FR && !reviewed_said)
		draft_mistake(d, 1, 1, "Il manque « relecture : oui » ou « relecture : non » dans l'en-tête.");
	return line;
}

struct entry {
	cmark_node *heading;
	struct str id; /* n 0: not yet, or refused */
	struct prose name, text;
	bool full;
};

static void close_entry(struct glossary *g, struct draft *d, int body_line, struct entry *en)
{
	if (!en->heading)
		return;
	struct place at = place_of(d, body_line, en->heading);
	if (!en->id.n) {
		draft_mistake(d, at.line, at.column, "Sous ce mot, il manque la ligne <!-- mot: nom -->.");
		return;
	}
	if (!en->name.text[0] || !en->text.text[0]) {
		draft_mistake(d, at.line, at.column, "Ce mot n'est pas expliqué. Écrivez une ou deux phrases simples.");
		return;
	}
	if (plain_words(en->text.text) > TERM_WORDS_MAX)
		draft_mistake(d, at.line, at.column, "Cette explication a %d mots. Gardez-en %d au plus.",
			      plain_words(en->text.text), TERM_WORDS_MAX);
	if (strlen(en->name.text) > TERM_LENGTH_MAX * 2)
		draft_mistake(d, at.line, at.column, "Ce mot est trop long pour un bouton : %d signes au plus.",
			      TERM_LENGTH_MAX);
	int known = find(g, en->id);
	if (d->lang == LANG_FR && known >= 0) {
		draft_mistake(d, at.line, at.column, "Le nom « %s » est déjà pris à la ligne %d. Choisissez-en un autre.",
			      g->terms[known].id, g->terms[known].line);
		return;
	}
	if (d->lang == LANG_FR && g->count == PACK_TERMS_MAX) {
		draft_mistake(d, at.line, at.column, "Le glossaire a plus de %d mots. Retirez ceux qui ne servent plus.",
			      PACK_TERMS_MAX);
		return;
	}
	if (d->lang != LANG_FR && known < 0) {
		draft_mistake(d, at.line, at.column,
			      "Le mot « %.*s » n'est pas dans glossaire/fr.md. Ajoutez-le là-bas ou retirez-le ici.",
			      (int)en->id.n, en->id.s);
		return;
	}
	struct term *t = &g->terms[known >= 0 ? known : g->count++];
	if (known < 0) {
		*t = (struct term){ .id = arena_strndup(d->keep, en->id.s, en->id.n), .line = at.line };
		for (int i = 0; i < LANG_COUNT; i++)
			t->name[i].text = t->text[i].text = "";
	}
	t->name[d->lang] = en->name;
	t->text[d->lang] = en->text;
}

/* `<!-- mot: id -->` */
static void read_name(struct draft *d, int body_line, struct entry *en, cmark_node *n)
{
	struct str kind, id;
	struct place at = place_of(d, body_line, n);
	bool named = prose_comment(str_from(cmark_node_get_literal(n)), &kind, &id);
	if (named && str_is(kind, "note"))
		return;
	if (!named || !str_is(kind, "mot") || !en->heading || en->id.n) {
		draft_mistake(d, at.line, at.column, "Dans le glossaire, sous chaque titre : <!-- mot: nom -->, une fois.");
		return;
	}
	if (!str_is_id(id, TERM_ID_MAX)) {
		draft_mistake(d, at.line, at.column,
			      "Le nom « %.*s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre d'abord.",
			      (int)(id.n < 30 ? id.n : 30), id.s, TERM_ID_MAX);
		id = STR("-"); /* named, if badly: that is told once */
	}
	en->id = (struct str){ arena_strndup(d->scratch, id.s, id.n), id.n };
}

void glossary_read(struct glossary *g, struct draft *d)
{
	int body_line = read_head(d);
	size_t start = (size_t)d->line_at[body_line < d->line_count ? body_line : d->line_count];
	cmark_node *document = cmark_parse_document(d->text.s + start, d->text.n - start, CMARK_OPT_SOURCEPOS);
	struct entry en = { 0 };
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n)) {
		cmark_node_type type = cmark_node_get_type(n);
		struct place at = place_of(d, body_line, n);
		if (type == CMARK_NODE_HEADING) {
			close_entry(g, d, body_line, &en);
			en = (struct entry){ .heading = n, .text = { .text = "" } };
			en.name = prose_read(d, body_line, n, LINKS_REFUSED);
		} else if (type == CMARK_NODE_HTML_BLOCK) {
			read_name(d, body_line, &en, n);
		} else if (type == CMARK_NODE_PARAGRAPH && en.heading && !en.text.text[0]) {
			en.text = prose_read(d, body_line, n, LINKS_REFUSED);
		} else {
			draft_mistake(d, at.line, at.column,
				      "Un mot du glossaire, c'est un titre, son nom, et un seul paragraphe.");
		}
	}
	close_entry(g, d, body_line, &en);
	cmark_node_free(document);
}

/* ---- links to it -------------------------------------------------------------------------------------------------------- */

bool glossary_is_link(const char *url)
{
	return strncmp(url, LINK_START, strlen(LINK_START)) == 0;
}

void glossary_mention(struct draft *d, const char *url, int line, int column)
{
	const char *sharp = strchr(url, '#');
	struct str id = str_from(sharp ? sharp + 1 : "");
	int which = find(d->glossary, id);
	struct mentions *m = d->mentions;
	if (which < 0) {
		draft_mistake(d, line, column, "Le mot « %.*s » n'est pas dans glossaire/fr.md. Ajoutez-le, ou retirez le lien.",
			      (int)(id.n < 30 ? id.n : 30), id.s);
		return;
	}
	if (!m) {
		draft_mistake(d, line, column, "Pas de lien vers le glossaire ici. Mettez-le dans le texte d'un écran.");
		return;
	}
	for (int i = 0; i < m->term_count; i++)
		if (m->terms[i] == which)
			return;
	if (m->term_count == SCREEN_TERMS_MAX)
		draft_mistake(d, line, column, "Cet écran explique plus de %d mots. Employez des mots plus simples.",
			      SCREEN_TERMS_MAX);
	else
		m->terms[m->term_count++] = (short)which;
}
