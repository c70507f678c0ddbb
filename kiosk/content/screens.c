#include "content/screens.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

#include "content/builder.h"
#include "content/sources.h"

const char *screen_kind_name(enum screen_kind kind)
{
	return kind_rules[kind].name;
}

struct prose builder_text(struct builder *b, cmark_node *paragraph)
{
	bool open = b->screen->kind == SCREEN_HELP || b->screen->kind == SCREEN_SOURCES;
	return prose_read(b->d, b->body_line, paragraph, open ? LINKS_SHOWN : LINKS_REFUSED);
}

/* ---- one screen, closed when the next one begins -------------------------------------------------------------- */

static void close_screen(struct builder *b)
{
	struct screen *s = b->screen;
	if (!s)
		return;
	struct block *blocks = arena_array(b->d->keep, (size_t)s->block_count, sizeof *blocks);
	memcpy(blocks, b->blocks, (size_t)s->block_count * sizeof *blocks);
	s->blocks = blocks;
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
	b->named = b->known = b->refused = b->full_told = b->answers_done = false;
	b->early_quote = (struct place){ 0 };
	b->answer_total = 0;
	if (!b->screen->title.text[0])
		draft_mistake(b->d, at.line, at.column,
		              "Cet écran n'a pas de titre. Écrivez-le après le dièse.");
}

/* ---- the comment under a heading ------------------------------------------------------------------------------- */

/* How many letters must be changed, added or taken away; past 2 it does not matter. */
static int letters_apart(struct str a, const char *b)
{
	int row[32], n = (int)strlen(b);
	if (a.n > 30 || n > 30)
		return 31;
	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 1; i <= (int)a.n; i++) {
		int corner = row[0];
		row[0] = i;
		for (int j = 1; j <= n; j++) {
			int other = corner + (a.s[i - 1] != b[j - 1]);
			corner = row[j];
			row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
			row[j] = other < row[j] ? other : row[j];
		}
	}
	return row[n];
}

static const char *nearest_kind(struct str typed)
{
	const char *near = NULL;
	int best = 3;
	for (int k = 0; k < SCREEN_KIND_COUNT; k++) {
		int apart = kind_rules[k].name ? letters_apart(typed, kind_rules[k].name) : best;
		if (apart < best) {
			best = apart;
			near = kind_rules[k].name;
		}
	}
	return near;
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

/* An extension's node: its type is a number only while the program runs. */
static bool is_table(cmark_node *n)
{
	return strcmp(cmark_node_get_type_string(n), "table") == 0;
}

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
	else if (is_table(n) && rule->table)
		rule->table(b, n);
	else if (is_table(n))
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
		blocks_paragraph(b, n);
	else if (type == CMARK_NODE_CODE_BLOCK)
		refuse(b, n, "Ce texte est trop décalé à droite. Retirez les espaces du début de la ligne.");
	else
		refuse(b, n, "Pas de trait de séparation. Retirez cette ligne.");
}

/* `[^name]: source`. cmark drops a definition that no text calls: it is found again in the lines. */
static void read_footnotes(struct builder *b, cmark_node *document)
{
	struct draft *d = b->d;
	bool *used = arena_array(d->scratch, (size_t)d->line_count + 2, sizeof *used);
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) != CMARK_NODE_FOOTNOTE_DEFINITION)
			continue;
		int line = place_of(d, b->body_line, n).line;
		if (line >= 1 && line <= d->line_count)
			used[line] = true;
		cmark_node *text = cmark_node_first_child(n);
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text))
			refuse(b, n,
			       "Une note tient sur une ligne : [^nom]: [Titre](https://...), éditeur, "
			       "vérifié le 2026-11-22.");
		else if (b->source_count == SOURCES_MAX)
			refuse(b, n, "Ce module a plus de %d sources. Gardez les principales.", SOURCES_MAX);
		else if (source_read(&b->sources[b->source_count], d, b->body_line, text))
			b->source_count++;
		else
			b->source_refused = true;
	}
	for (int line = b->body_line + 1; line <= d->line_count; line++) {
		struct str s = draft_line(d, line);
		if (str_starts(s, "[^") && memmem(s.s, s.n, "]:", 2) && !used[line])
			draft_mistake(d, line, 1,
			              "Aucun texte n'appelle cette note. Écrivez [^nom] après le chiffre, ou "
			              "retirez-la.");
	}
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
		if (b->screens[i].kind == SCREEN_SOURCES && b->source_count == 0 && !b->source_refused)
			draft_mistake(b->d, b->screens[i].line, 1,
			              "Cet écran n'a pas de source. Ajoutez « - [Titre](https://...), "
			              "éditeur, vérifié le 2026-11-22 ».");
	static const enum screen_kind wanted[] = { SCREEN_REMEMBER, SCREEN_HELP, SCREEN_SOURCES };
	for (int i = 0; i < 3; i++)
		if (!of_kind[wanted[i]])
			draft_hint(b->d, head, 1, "Ce module n'a pas d'écran « %s ».", kind_rules[wanted[i]].name);
}

static cmark_node *parse(struct draft *d, int last_line)
{
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"));
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	size_t start = (size_t)d->line_at[last_line];
	cmark_parser_feed(parser, d->text.s + start, d->text.n - start);
	cmark_node *document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

void screens_read(struct edition *e, struct draft *d, int last_line)
{
	struct builder *b = arena_alloc(d->scratch, sizeof *b);
	b->d = d;
	b->body_line = last_line;
	cmark_node *document = parse(d, last_line);
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n))
		read_block(b, n);
	close_screen(b);
	d->mentions = NULL;
	read_footnotes(b, document);
	cmark_node_free(document);
	check_whole(b);
	struct screen *screens = arena_array(d->keep, (size_t)b->screen_count + 1, sizeof *screens);
	memcpy(screens, b->screens, (size_t)b->screen_count * sizeof *screens);
	struct source *sources = arena_array(d->keep, (size_t)b->source_count + 1, sizeof *sources);
	memcpy(sources, b->sources, (size_t)b->source_count * sizeof *sources);
	e->screens = screens;
	e->screen_count = b->screen_count;
	e->sources = sources;
	e->source_count = b->source_count;
}
