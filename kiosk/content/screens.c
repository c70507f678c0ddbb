#include "content/screens.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

#include "content/pictures.h"
#include "content/prose.h"
#include "content/sources.h"

static const char *const kind_names[] = {
	[SCREEN_PAGE] = "page",         [SCREEN_QUESTION] = "question", [SCREEN_MEASURE] = "avant-apres",
	[SCREEN_REMEMBER] = "retenir", [SCREEN_HELP] = "aide",         [SCREEN_SOURCES] = "sources",
};
enum { KIND_COUNT = sizeof kind_names / sizeof *kind_names, SOURCES_MAX = 100, ANSWERS_MIN = 2, ANSWERS_MAX = 4 };

const char *screen_kind_name(enum screen_kind kind)
{
	return kind_names[kind];
}

/* The screen being read, with room for the most it may hold. */
struct builder {
	struct draft *d;
	int body_line;
	struct screen screens[MODULE_SCREENS_MAX];
	int screen_count;
	struct source sources[SOURCES_MAX];
	int source_count;
	struct screen *screen; /* NULL before the first heading */
	bool named, known;     /* a comment stands under the heading; it says what the screen is */
	struct block blocks[SCREEN_BLOCKS_MAX];
	struct answer answers[SCREEN_ANSWERS_MAX];
	int answer_total; /* also those that have no room */
	bool full_told, answers_done;
};

static bool is_question(const struct builder *b)
{
	return b->screen->kind == SCREEN_QUESTION || b->screen->kind == SCREEN_MEASURE;
}

static struct place at(const struct builder *b, cmark_node *n)
{
	return place_of(b->d, b->body_line, n);
}

#define mistake(b, n, ...) draft_mistake((b)->d, at(b, n).line, at(b, n).column, __VA_ARGS__)

static enum prose_links links_here(const struct builder *b)
{
	return b->screen->kind == SCREEN_HELP || b->screen->kind == SCREEN_SOURCES ? LINKS_SHOWN : LINKS_REFUSED;
}

static struct prose text_of(struct builder *b, cmark_node *n)
{
	return prose_read(b->d, b->body_line, n, links_here(b));
}

/* ---- one screen, closed when the next one begins -------------------------------------------------------------- */

static void check_answers(struct builder *b)
{
	int right = 0, line = b->screen->line;
	for (int i = 0; i < b->screen->answer_count; i++)
		right += b->answers[i].right;
	if (b->answer_total == 0)
		draft_mistake(b->d, line, 1, "Cette question n'a pas de réponse. Ajoutez une liste : « - [x] juste », "
					     "« - [ ] fausse ».");
	else if (b->answer_total < ANSWERS_MIN || b->answer_total > ANSWERS_MAX)
		draft_mistake(b->d, line, 1, "Cette question a %d réponse%s. Il en faut de %d à %d.", b->answer_total,
			      b->answer_total > 1 ? "s" : "", ANSWERS_MIN, ANSWERS_MAX);
	if (b->answer_total && right != 1)
		draft_mistake(b->d, line, 1,
			      right ? "Cette question a %d réponses justes. Gardez une seule case [x]." :
				      "Cette question n'a pas de réponse juste. Cochez-en une : [x].",
			      right);
	if (!b->screen->explanation.text[0])
		for (int i = 0; i < b->screen->answer_count; i++)
			if (!b->answers[i].feedback.text[0])
				draft_hint(b->d, line, 1,
					   "Une réponse n'a pas d'explication. Ajoutez « > ... » sous elle, ou après la liste.");
}

static void close_screen(struct builder *b)
{
	struct screen *s = b->screen;
	if (!s)
		return;
	s->blocks = s->block_count ? arena_array(b->d->keep, (size_t)s->block_count, sizeof *s->blocks) : NULL;
	if (s->block_count)
		memcpy((void *)s->blocks, b->blocks, (size_t)s->block_count * sizeof *s->blocks);
	s->answers = s->answer_count ? arena_array(b->d->keep, (size_t)s->answer_count, sizeof *s->answers) : NULL;
	if (s->answer_count)
		memcpy((void *)s->answers, b->answers, (size_t)s->answer_count * sizeof *s->answers);
	if (!b->named)
		draft_mistake(b->d, s->line, 1, "Sous ce titre, il manque la ligne <!-- page: nom -->.");
	if (!b->known)
		return;
	if (is_question(b))
		check_answers(b);
	else if (s->kind == SCREEN_SOURCES && b->source_count == 0)
		draft_mistake(b->d, s->line, 1, "Cet écran n'a pas de source. Ajoutez « - [Titre](https://...), éditeur, vérifié "
						"le 2026-11-22 ».");
	else if (s->kind != SCREEN_SOURCES && s->block_count == 0)
		draft_mistake(b->d, s->line, 1, "Cet écran est vide. Ajoutez un texte ou une image.");
}

static void open_screen(struct builder *b, cmark_node *heading)
{
	static struct screen extra; /* read for its mistakes, then forgotten */
	close_screen(b);
	struct place p = at(b, heading);
	if (b->screen_count == MODULE_SCREENS_MAX)
		mistake(b, heading, "Ce module a plus de %d écrans. Faites-en deux modules.", MODULE_SCREENS_MAX);
	b->screen = b->screen_count < MODULE_SCREENS_MAX ? &b->screens[b->screen_count++] : &extra;
	*b->screen = (struct screen){ .kind = SCREEN_PAGE, .id = "", .line = p.line, .explanation = { .text = "" } };
	b->screen->title = prose_read(b->d, b->body_line, heading, LINKS_REFUSED);
	b->named = b->known = b->full_told = b->answers_done = false;
	b->answer_total = 0;
	if (!b->screen->title.text[0])
		mistake(b, heading, "Cet écran n'a pas de titre. Écrivez-le après le dièse.");
}

static struct block *new_block(struct builder *b, cmark_node *n, enum block_kind kind)
{
	static struct block extra;
	if (b->screen->block_count < SCREEN_BLOCKS_MAX) {
		struct block *block = &b->blocks[b->screen->block_count++];
		*block = (struct block){ .kind = kind, .prose = { .text = "" } };
		return block;
	}
	if (!b->full_told)
		mistake(b, n, "Cet écran a plus de %d éléments. Coupez-le en deux écrans.", SCREEN_BLOCKS_MAX);
	b->full_told = true;
	return &extra;
}

/* ---- the comment under a heading ------------------------------------------------------------------------------- */

/* `<!-- kind: id -->`; false when the comment is not of this form. */
static bool parse_comment(struct str s, struct str *kind, struct str *id)
{
	s = str_trim(s);
	if (!str_starts(s, "<!--") || s.n < 7 || memcmp(s.s + s.n - 3, "-->", 3) != 0)
		return false;
	s = (struct str){ s.s + 4, s.n - 7 };
	bool cut = str_cut(s, ':', kind, id);
	*kind = str_trim(*kind);
	*id = str_trim(*id);
	return cut;
}

static void name_screen(struct builder *b, cmark_node *n, struct str kind, struct str id)
{
	int k = 0;
	b->named = b->known = true;
	while (k < KIND_COUNT && !str_is(kind, kind_names[k]))
		k++;
	if (k == KIND_COUNT) {
		b->known = false;
		mistake(b, n,
			"« %.*s » n'est pas une sorte d'écran : page, question, avant-apres, retenir, aide ou sources.",
			(int)(kind.n < 30 ? kind.n : 30), kind.s);
	} else {
		b->screen->kind = (enum screen_kind)k;
	}
	if (!str_is_id(id, SCREEN_ID_MAX)) {
		mistake(b, n, "Le nom « %.*s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre d'abord.",
			(int)(id.n < 30 ? id.n : 30), id.s, SCREEN_ID_MAX);
		return;
	}
	for (int i = 0; i < b->screen_count; i++)
		if (&b->screens[i] != b->screen && str_is(id, b->screens[i].id)) {
			mistake(b, n, "Le nom « %s » est déjà pris à la ligne %d. Choisissez-en un autre.", b->screens[i].id,
				b->screens[i].line);
			return;
		}
	b->screen->id = arena_strndup(b->d->keep, id.s, id.n);
}

static void read_html(struct builder *b, cmark_node *n)
{
	struct str kind, id;
	if (!parse_comment(str_from(cmark_node_get_literal(n)), &kind, &id)) {
		mistake(b, n, "Pas de HTML. Seul le commentaire sous un titre est permis : <!-- page: nom -->.");
		return;
	}
	if (str_is(kind, "note")) /* for the author's own use, nobody sees it */
		return;
	cmark_node *before = cmark_node_previous(n);
	if (!before || cmark_node_get_type(before) != CMARK_NODE_HEADING || !b->screen) {
		mistake(b, n, "Ce commentaire va juste sous un titre. Pour une remarque, écrivez <!-- note: ... -->.");
		return;
	}
	name_screen(b, n, kind, id);
}

/* ---- text, lists, pictures ------------------------------------------------------------------------------------- */

static void read_picture(struct builder *b, cmark_node *image)
{
	struct block *block = new_block(b, image, BLOCK_PICTURE);
	struct place p = at(b, image);
	block->picture = picture_find(b->d, str_from(cmark_node_get_url(image)), p.line, p.column);
	block->prose = prose_read(b->d, b->body_line, image, LINKS_REFUSED);
	if (!block->prose.text[0])
		mistake(b, image, "Cette image n'a pas de texte dit. Décrivez-la entre les crochets : ![texte](image.svg).");
}

static void read_paragraph(struct builder *b, cmark_node *n)
{
	cmark_node *child = cmark_node_first_child(n);
	if (child && cmark_node_get_type(child) == CMARK_NODE_IMAGE && !cmark_node_next(child)) {
		read_picture(b, child);
		return;
	}
	struct block *block = new_block(b, n, BLOCK_PARAGRAPH);
	block->prose = text_of(b, n);
}

/* A quotation is one text; several paragraphs are joined. */
static struct prose read_quote(struct builder *b, cmark_node *quote)
{
	cmark_node *first = cmark_node_first_child(quote);
	if (!first || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH || cmark_node_next(first)) {
		mistake(b, quote, "Une explication tient en un paragraphe, sans liste ni image.");
		return (struct prose){ .text = "" };
	}
	return text_of(b, first);
}

static bool is_task(cmark_node *item)
{
	return strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
}

static void read_answer(struct builder *b, cmark_node *item)
{
	static struct answer extra;
	struct answer *a = b->answer_total < SCREEN_ANSWERS_MAX ? &b->answers[b->answer_total] : &extra;
	*a = (struct answer){ .text = { .text = "" }, .feedback = { .text = "" } };
	b->answer_total++;
	if (b->answer_total <= SCREEN_ANSWERS_MAX)
		b->screen->answer_count++;
	a->right = cmark_gfm_extensions_get_tasklist_item_checked(item);
	cmark_node *text = cmark_node_first_child(item), *quote = text ? cmark_node_next(text) : NULL;
	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH) {
		mistake(b, item, "Cette réponse est vide. Écrivez son texte après la case.");
		return;
	}
	a->text = text_of(b, text);
	if (!a->text.text[0])
		mistake(b, item, "Cette réponse est vide. Écrivez son texte après la case.");
	if (!quote)
		return;
	if (cmark_node_get_type(quote) != CMARK_NODE_BLOCK_QUOTE || cmark_node_next(quote)) {
		mistake(b, cmark_node_get_type(quote) != CMARK_NODE_BLOCK_QUOTE ? quote : cmark_node_next(quote),
			"Sous une réponse va une seule explication, sur une ligne qui commence par « > ».");
		return;
	}
	a->feedback = read_quote(b, quote);
}

static void read_answers(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		mistake(b, list, "Cette question a deux listes. Mettez toutes les réponses dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		if (is_task(item))
			read_answer(b, item);
		else
			mistake(b, item, "Cette réponse n'a pas de case. Commencez par « - [ ] » ou « - [x] », avec un espace après.");
	}
}

static void read_source_list(struct builder *b, cmark_node *list)
{
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *text = cmark_node_first_child(item);
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text))
			mistake(b, item, "Une source tient sur une ligne : [Titre](https://...), éditeur, vérifié le 2026-11-22.");
		else if (b->source_count == SOURCES_MAX)
			mistake(b, item, "Ce module a plus de %d sources. Gardez les principales.", SOURCES_MAX);
		else if (source_read(&b->sources[b->source_count], b->d, b->body_line, text))
			b->source_count++;
	}
}

static void read_list(struct builder *b, cmark_node *list)
{
	bool steps = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
	int number = cmark_node_get_list_start(list);
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *text = cmark_node_first_child(item);
		if (is_task(item)) {
			mistake(b, item, "Les cases à cocher vont dans une question. Ici, écrivez « - » sans crochets.");
			continue;
		}
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text)) {
			mistake(b, item, "Un point de liste est un texte simple, sans liste dedans ni deuxième paragraphe.");
			continue;
		}
		struct block *block = new_block(b, item, steps ? BLOCK_STEP : BLOCK_BULLET);
		block->number = steps ? number++ : 0;
		block->prose = text_of(b, text);
	}
}

static void read_quote_block(struct builder *b, cmark_node *n)
{
	if (!is_question(b)) {
		mistake(b, n, "Une ligne « > » est l'explication d'une question. Ici, écrivez un paragraphe.");
	} else if (!b->answers_done) {
		mistake(b, n, "L'explication « > » va sous une réponse ou après la liste, pas avant.");
	} else if (b->screen->explanation.text[0]) {
		mistake(b, n, "Cette question a déjà une explication générale. Réunissez-les en une.");
	} else {
		b->screen->explanation = read_quote(b, n);
	}
}

/* ---- the body ------------------------------------------------------------------------------------------------------- */

static void read_block(struct builder *b, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	if (type == CMARK_NODE_HEADING) {
		if (cmark_node_get_heading_level(n) == 1)
			open_screen(b, n);
		else
			mistake(b, n, "Un seul niveau de titre : un dièse, un espace, le titre de l'écran.");
		return;
	}
	if (type == CMARK_NODE_HTML_BLOCK) {
		read_html(b, n);
		return;
	}
	if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
		return; /* read_footnotes */
	if (!b->screen) {
		mistake(b, n, "Ce texte n'est dans aucun écran. Mettez d'abord un titre : # Titre.");
		return;
	}
	if (type == CMARK_NODE_LIST && is_question(b))
		read_answers(b, n);
	else if (type == CMARK_NODE_LIST && b->screen->kind == SCREEN_SOURCES)
		read_source_list(b, n);
	else if (type == CMARK_NODE_BLOCK_QUOTE)
		read_quote_block(b, n);
	else if (type == CMARK_NODE_PARAGRAPH && is_question(b) && b->answers_done)
		mistake(b, n, "Après les réponses, seule une explication « > » est possible. Mettez ce texte avant la liste.");
	else if (type == CMARK_NODE_PARAGRAPH)
		read_paragraph(b, n);
	else if (type == CMARK_NODE_LIST)
		read_list(b, n);
	else if (type == CMARK_NODE_CODE_BLOCK)
		mistake(b, n, "Ce texte est trop décalé à droite. Retirez les espaces du début de la ligne.");
	else
		mistake(b, n, "Pas de trait de séparation. Retirez cette ligne.");
}

/* `[^name]: source`. cmark drops a definition that no text calls: it is found again in the lines. */
static void read_footnotes(struct builder *b, cmark_node *document)
{
	struct draft *d = b->d;
	bool *used = arena_array(d->scratch, (size_t)d->line_count + 2, sizeof *used);
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) != CMARK_NODE_FOOTNOTE_DEFINITION)
			continue;
		int line = at(b, n).line;
		if (line >= 1 && line <= d->line_count)
			used[line] = true;
		cmark_node *text = cmark_node_first_child(n);
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text))
			mistake(b, n, "Une note tient sur une ligne : [^nom]: [Titre](https://...), éditeur, vérifié le 2026-11-22.");
		else if (b->source_count == SOURCES_MAX)
			mistake(b, n, "Ce module a plus de %d sources. Gardez les principales.", SOURCES_MAX);
		else if (source_read(&b->sources[b->source_count], d, b->body_line, text))
			b->source_count++;
	}
	for (int line = b->body_line + 1; line <= d->line_count; line++) {
		struct str s = draft_line(d, line);
		if (str_starts(s, "[^") && memmem(s.s, s.n, "]:", 2) && !used[line])
			draft_mistake(d, line, 1, "Aucun texte n'appelle cette note. Écrivez [^nom] après le chiffre, ou retirez-la.");
	}
}

static void check_whole(struct builder *b)
{
	int of_kind[KIND_COUNT] = { 0 };
	for (int i = 0; i < b->screen_count; i++) {
		const struct screen *s = &b->screens[i];
		bool alone = s->kind != SCREEN_PAGE && s->kind != SCREEN_QUESTION;
		if (of_kind[s->kind]++ && alone)
			draft_mistake(b->d, s->line, 1, "Ce module a déjà un écran « %s ». Gardez-en un seul.", kind_names[s->kind]);
	}
	int head = b->body_line ? b->body_line : 1;
	if (!of_kind[SCREEN_MEASURE])
		draft_mistake(b->d, head, 1,
			      "Il manque la question posée avant et après : un titre, puis <!-- avant-apres: nom -->.");
	static const enum screen_kind wanted[] = { SCREEN_REMEMBER, SCREEN_HELP, SCREEN_SOURCES };
	for (int i = 0; i < 3; i++)
		if (!of_kind[wanted[i]])
			draft_hint(b->d, head, 1, "Ce module n'a pas d'écran « %s ».", kind_names[wanted[i]]);
}

static cmark_node *parse(struct draft *d, int last_line)
{
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"));
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
