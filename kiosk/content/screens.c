#include "content/screens.h"

#include <string.h>

#include "content/builder.h"
#include "content/near.h"

const char *screen_kind_name(enum screen_kind kind)
{
	return kind_rules[kind].name;
}

struct prose builder_text(struct builder *b, cmark_node *paragraph)
{
	return prose_read(b->d, b->body_line, paragraph, b->page.links);
}

static void show_paragraph(struct builder *b, cmark_node *paragraph)
{
	blocks_paragraph(&b->page, paragraph);
	b->refused |= b->page.refused;
}

void screens_list(struct builder *b, cmark_node *list)
{
	blocks_list(&b->page, list, !b->known);
	b->refused |= b->page.refused;
}

void screens_sources(struct builder *b, cmark_node *list)
{
	sources_list(&b->sources, b->d, b->body_line, list);
	b->refused |= b->sources.refused;
}

/* ---- one screen, closed when the next one begins -------------------------------------------------------------- */

static void close_screen(struct builder *b)
{
	struct screen *s = b->screen;
	if (!s)
		return;
	s->blocks = blocks_keep(&b->page);
	s->block_count = b->page.count;
	struct answer *answers = arena_array(b->d->keep, (size_t)s->answer_count, sizeof *answers);
	memcpy(answers, b->answers, (size_t)s->answer_count * sizeof *answers);
	s->answers = answers;
	struct prose *boxes = arena_array(b->d->keep, (size_t)s->box_count, sizeof *boxes);
	memcpy(boxes, b->boxes, (size_t)s->box_count * sizeof *boxes);
	s->boxes = boxes;
	short *terms = arena_array(b->d->keep, (size_t)b->mentions.term_count, sizeof *terms);
	memcpy(terms, b->mentions.terms, (size_t)b->mentions.term_count * sizeof *terms);
	s->terms = terms;
	s->term_count = b->mentions.term_count;
	struct link *links = arena_array(b->d->keep, (size_t)b->mentions.link_count, sizeof *links);
	memcpy(links, b->mentions.links, (size_t)b->mentions.link_count * sizeof *links);
	s->links = links;
	s->link_count = b->mentions.link_count;
	if (!b->named)
		draft_mistake(b->d, s->line, 1, "Sous ce titre, il manque la ligne <!-- page: nom -->.");
	if (!b->known)
		return;
	const struct kind_rule *rule = &kind_rules[s->kind];
	if (rule->check)
		rule->check(b);
	if (!rule->bare && s->block_count == 0 && !b->refused)
		draft_mistake(b->d, s->line, 1, "Cet écran est vide. Ajoutez un texte ou une image.");
}

static void open_screen(struct builder *b, cmark_node *heading)
{
	close_screen(b);
	struct place at = place_of(b->d, b->body_line, heading);
	bool full = b->screen_count == MODULE_SCREENS_MAX;
	if (full && !b->many_told)
		refuse(b, heading, "Ce module a plus de %d écrans. Faites-en deux modules.",
		       MODULE_SCREENS_MAX);
	b->many_told |= full;
	b->screen = full ? &b->extra_screen : &b->screens[b->screen_count++];
	*b->screen =
	    (struct screen){ .kind = SCREEN_PAGE, .id = "", .line = at.line, .explanation = { .text = "" }, .result = { .text = "" } };
	b->mentions = (struct mentions){ 0 };
	b->d->mentions = NULL; /* a title is no place for links */
	b->screen->title = prose_read(b->d, b->body_line, heading, LINKS_REFUSED);
	b->d->mentions = &b->mentions;
	b->named = b->known = b->refused = b->answers_done = false;
	blocks_clear(&b->page);
	b->page.links = LINKS_REFUSED;
	b->early_quote = (struct place){ 0 };
	b->answer_total = 0;
	if (!b->screen->title.text[0])
		draft_mistake(b->d, at.line, at.column,
		              "Cet écran n'a pas de titre. Écrivez-le après le dièse.");
}

/* ---- the comment under a heading ------------------------------------------------------------------------------- */

static const char *nearest_kind(struct str typed)
{
	const char *names[SCREEN_KIND_COUNT];
	for (int k = 0; k < SCREEN_KIND_COUNT; k++)
		names[k] = kind_rules[k].name;
	return near_word(typed, names, SCREEN_KIND_COUNT);
}

static void name_screen(struct builder *b, cmark_node *n, struct str kind, struct str id)
{
	int k = 0;
	b->named = b->known = true;
	while (k < SCREEN_KIND_COUNT && !(kind_rules[k].name && str_is(kind, kind_rules[k].name)))
		k++;
	if (k == SCREEN_KIND_COUNT) {
		b->known = false;
		const char *near = nearest_kind(kind);
		refuse(b, n, "« %.*s » n'est pas une sorte d'écran. %s%s%s", (int)(kind.n < 30 ? kind.n : 30), kind.s,
		       near ? "Vouliez-vous écrire « " : "La liste est dans LISEZ-MOI.md.", near ? near : "",
		       near ? " » ?" : "");
	} else {
		b->screen->kind = (enum screen_kind)k;
		b->page.links = k == SCREEN_HELP || k == SCREEN_SOURCES ? LINKS_SHOWN : LINKS_REFUSED;
	}
	if (!str_is_id(id, SCREEN_ID_MAX)) {
		refuse(
		    b, n,
		    "Le nom « %.*s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre d'abord.",
		    (int)(id.n < 30 ? id.n : 30), id.s, SCREEN_ID_MAX);
		return;
	}
	for (int i = 0; i < b->screen_count; i++)
		if (&b->screens[i] != b->screen && str_is(id, b->screens[i].id)) {
			refuse(b, n, "Le nom « %s » est déjà pris à la ligne %d. Choisissez-en un autre.",
			       b->screens[i].id, b->screens[i].line);
			return;
		}
	b->screen->id = arena_strndup(b->d->keep, id.s, id.n);
}

static void read_html(struct builder *b, cmark_node *n)
{
	struct str kind, id;
	if (!prose_comment(str_from(cmark_node_get_literal(n)), &kind, &id)) {
		refuse(b, n,
		       "Pas de HTML. Seul le commentaire sous un titre est permis : <!-- page: nom -->.");
		return;
	}
	if (str_is(kind, "note")) /* for the author's own use, nobody sees it */
		return;
	cmark_node *before = cmark_node_previous(n);
	if (!before || cmark_node_get_type(before) != CMARK_NODE_HEADING || !b->screen) {
		refuse(
		    b, n,
		    "Ce commentaire va juste sous un titre. Pour une remarque, écrivez <!-- note: ... -->.");
		return;
	}
	name_screen(b, n, kind, id);
}

/* ---- the body ------------------------------------------------------------------------------------------------------- */

static void read_block(struct builder *b, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	if (type == CMARK_NODE_HEADING) {
		open_screen(b, n);
		if (cmark_node_get_heading_level(n) != 1)
			refuse(b, n, "Un seul niveau de titre : un dièse, un espace, le titre de l'écran.");
		return;
	}
	if (type == CMARK_NODE_HTML_BLOCK) {
		read_html(b, n);
		return;
	}
	if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
		return; /* read_footnotes */
	if (!b->screen) {
		refuse(b, n, "Ce texte n'est dans aucun écran. Mettez d'abord un titre : # Titre.");
		return;
	}
	const struct kind_rule *rule = &kind_rules[b->screen->kind];
	if (type == CMARK_NODE_LIST)
		rule->list(b, n);
	else if (prose_is_table(n) && rule->table)
		rule->table(b, n);
	else if (prose_is_table(n))
		refuse(b, n, "Pas de tableau dans cette sorte d'écran. Écrivez une liste.");
	else if (type == CMARK_NODE_BLOCK_QUOTE)
		answers_quote(b, n);
	else if (type == CMARK_NODE_PARAGRAPH && b->screen->kind == SCREEN_CALCULATE && b->answers_done)
		calculate_result(b, n);
	else if (type == CMARK_NODE_PARAGRAPH && builder_asks(b) && b->answers_done)
		refuse(b, n,
		       "Après les réponses, seule une explication « > » est possible. Mettez ce texte avant "
		       "la liste.");
	else if (type == CMARK_NODE_PARAGRAPH)
		show_paragraph(b, n);
	else if (type == CMARK_NODE_CODE_BLOCK)
		refuse(b, n, "Ce texte est trop décalé à droite. Retirez les espaces du début de la ligne.");
	else
		refuse(b, n, "Pas de trait de séparation. Retirez cette ligne.");
}

static void check_whole(struct builder *b)
{
	int of_kind[SCREEN_KIND_COUNT] = { 0 };
	for (int i = 0; i < b->screen_count; i++) {
		const struct screen *s = &b->screens[i];
		if (of_kind[s->kind]++ && kind_rules[s->kind].alone)
			draft_mistake(b->d, s->line, 1,
			              "Ce module a déjà un écran « %s ». Gardez-en un seul.",
			              kind_rules[s->kind].name);
	}
	scenario_check_all(b);
	int head = b->body_line ? b->body_line : 1;
	if (!of_kind[SCREEN_MEASURE])
		draft_mistake(
		    b->d, head, 1,
		    "Il manque la question posée avant et après : un titre, puis <!-- avant-apres: nom -->.");
	for (int i = 0; i < b->screen_count; i++)
		if (b->screens[i].kind == SCREEN_SOURCES && b->sources.count == 0 && !b->sources.refused)
			draft_mistake(b->d, b->screens[i].line, 1,
			              "Cet écran n'a pas de source. Ajoutez « - [Titre](https://...), "
			              "éditeur, vérifié le 2026-11-22 ».");
	static const enum screen_kind wanted[] = { SCREEN_REMEMBER, SCREEN_HELP, SCREEN_SOURCES };
	for (int i = 0; i < 3; i++)
		if (!of_kind[wanted[i]])
			draft_hint(b->d, head, 1, "Ce module n'a pas d'écran « %s ».", kind_rules[wanted[i]].name);
}

void screens_read(struct edition *e, struct draft *d, int last_line)
{
	struct builder *b = arena_alloc(d->scratch, sizeof *b);
	b->d = d;
	b->body_line = last_line;
	b->page = (struct blocks){ .d = d, .body_line = last_line };
	b->page.too_many = arena_printf(d->scratch, "Cet écran a plus de %d éléments. Coupez-le en deux écrans.",
					SCREEN_BLOCKS_MAX);
	cmark_node *document = prose_parse(d, last_line);
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n))
		read_block(b, n);
	close_screen(b);
	d->mentions = NULL;
	sources_footnotes(&b->sources, d, last_line, document);
	cmark_node_free(document);
	check_whole(b);
	struct screen *screens = arena_array(d->keep, (size_t)b->screen_count + 1, sizeof *screens);
	memcpy(screens, b->screens, (size_t)b->screen_count * sizeof *screens);
	e->screens = screens;
	e->screen_count = b->screen_count;
	e->sources = sources_keep(&b->sources, d);
	e->source_count = b->sources.count;
}
