/* From the body of a Markdown file to the phases of a guided session. */
#include "content/guide_phases.h"

#include <string.h>

#include "content/guide_builder.h"

static void turns_check(struct guide_builder *b);
static void board_check(struct guide_builder *b);

const struct phase_syntax phase_grammar[PHASE_KIND_COUNT] = {
	[PHASE_TALK] = { 0 },
	[PHASE_CARDS] = { "carte", 1, PHASE_CARDS_MAX, .faces = true },
	[PHASE_TURNS] = { .options = OPTION_SUBJECT, .check = turns_check },
	[PHASE_SHEETS] = { "champ", 1, PHASE_FIELDS_MAX, .options = OPTION_SHEETS | OPTION_SUBJECT },
	[PHASE_BOARD] = { "case", 2, PHASE_BOXES_MAX, .options = OPTION_ROUNDS, .check = board_check },
	[PHASE_VOTE] = { .list = guide_vote_list, .check = guide_vote_check },
	[PHASE_BAROMETER] = { .table = guide_axes_table, .check = guide_axes_check },
	[PHASE_PROFILE] = { "profil", 1, PHASE_CARDS_MAX, .faces = true },
	[PHASE_QUIZ] = { .options = OPTION_MODULE },
	[PHASE_MODULES] = { 0 },
};

int guide_current(const struct guide_builder *b)
{
	return b->phase && b->phase != &b->extra_phase ? (int)(b->phase - b->phases) : -1;
}

/* ---- what a kind alone wants ------------------------------------------------------------------------------------- */

static void turns_check(struct guide_builder *b)
{
	if (!b->phase->minutes && !b->refused)
		draft_mistake(b->d, b->phase->line, 1,
			      "Un tour partage son temps entre les tables. Donnez sa durée : <!-- tour: nom, 20 min -->.");
}

static void board_check(struct guide_builder *b)
{
	if (b->phase->rounds > 1 && !b->phase->minutes && !b->refused)
		draft_mistake(b->d, b->phase->line, 1,
			      "Les rondes partagent le temps du tableau. Donnez sa durée : <!-- tableau: nom, 40 min, %d rondes -->.",
			      b->phase->rounds);
}

/* ---- one phase, closed when the next one begins -------------------------------------------------------------------- */

static const void *keep(struct draft *d, const void *list, int count, size_t size)
{
	void *kept = arena_array(d->keep, (size_t)count, size);
	memcpy(kept, list, (size_t)count * size);
	return kept;
}

static void close_phase(struct guide_builder *b)
{
	struct phase *ph = b->phase;
	if (!ph)
		return;
	guide_card_close(b);
	ph->blocks = blocks_keep(&b->group);
	ph->block_count = b->group.count;
	ph->notes = blocks_keep(&b->notes);
	ph->note_count = b->notes.count;
	struct card *cards = arena_array(b->d->keep, (size_t)ph->card_count, sizeof *cards);
	memcpy(cards, b->cards, (size_t)ph->card_count * sizeof *cards);
	ph->cards = cards;
	if (guide_current(b) >= 0)
		b->kept_cards[guide_current(b)] = cards;
	ph->options = keep(b->d, b->options, ph->option_count, sizeof *b->options);
	ph->axes = keep(b->d, b->axes, ph->axis_count, sizeof *b->axes);
	b->refused |= b->group.refused || b->notes.refused;
	if (!b->named)
		draft_mistake(b->d, ph->line, 1, "Sous ce titre, il manque la ligne <!-- etape: nom, 10 min -->.");
	if (!b->known)
		return;
	guide_cards_check(b);
	if (phase_grammar[ph->kind].check)
		phase_grammar[ph->kind].check(b);
	if (ph->kind == PHASE_TALK && !ph->block_count && !ph->note_count && !b->refused)
		draft_mistake(b->d, ph->line, 1, "Cette étape est vide. Ajoutez un texte, une image, ou une note « > ».");
}

static void open_phase(struct guide_builder *b, cmark_node *heading)
{
	close_phase(b);
	struct place at = place_of(b->d, b->body_line, heading);
	bool full = b->phase_count == GUIDE_PHASES_MAX;
	if (full && !b->many_told)
		draft_mistake(b->d, at.line, at.column, "Cette séance a plus de %d étapes. Faites-en deux séances.",
			      GUIDE_PHASES_MAX);
	b->many_told |= full;
	b->phase = full ? &b->extra_phase : &b->phases[b->phase_count++];
	*b->phase = (struct phase){ .kind = PHASE_TALK, .id = "", .rounds = 1, .subject = -1, .line = at.line };
	b->phase->title = prose_read(b->d, b->body_line, heading, LINKS_REFUSED);
	b->named = b->known = b->refused = b->cards_told = b->list_done = false;
	b->card = NULL;
	b->option_total = 0;
	blocks_clear(&b->group);
	blocks_clear(&b->notes);
	if (!b->phase->title.text[0])
		draft_mistake(b->d, at.line, at.column, "Cette étape n'a pas de titre. Écrivez-le après le dièse.");
}

/* ---- the body ------------------------------------------------------------------------------------------------------- */

static void read_heading(struct guide_builder *b, cmark_node *n)
{
	int level = cmark_node_get_heading_level(n);
	if (level == 1)
		open_phase(b, n);
	else if (level > 2)
		guide_refuse(b, n, "Deux niveaux de titre : un dièse pour une étape, deux pour une carte.");
	else if (!b->phase)
		guide_refuse(b, n, "Cette carte n'est dans aucune étape. Mettez d'abord un titre d'étape : # Titre.");
	else
		guide_card_open(b, n);
}

/* Where a paragraph or a list goes; NULL before the first title. */
static struct blocks *where(struct guide_builder *b)
{
	return !b->phase ? &b->materials : !b->card ? &b->group : b->turned ? &b->back : &b->face;
}

static void read_text(struct guide_builder *b, cmark_node *n, struct blocks *to)
{
	b->d->staff = to == &b->materials || to == &b->notes;
	if (cmark_node_get_type(n) == CMARK_NODE_LIST)
		blocks_list(to, n, false);
	else
		blocks_paragraph(to, n);
	b->d->staff = false;
}

/* `> ...`: for the facilitator. What stands before the first title is for them already. */
static void read_quote(struct guide_builder *b, cmark_node *quote)
{
	if (b->card) {
		guide_refuse(b, quote,
			     "Une note « > » est pour la personne qui anime. Mettez-la avant la première carte de l'étape.");
		return;
	}
	for (cmark_node *n = cmark_node_first_child(quote); n; n = cmark_node_next(n)) {
		cmark_node_type type = cmark_node_get_type(n);
		if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_LIST)
			read_text(b, n, b->phase ? &b->notes : &b->materials);
		else
			guide_refuse(b, n, "Une note « > » contient des phrases et des listes, rien d'autre.");
	}
}

static void read_table(struct guide_builder *b, cmark_node *n)
{
	if (b->known && !b->card && phase_grammar[b->phase->kind].table)
		phase_grammar[b->phase->kind].table(b, n);
	else if (!b->phase || b->known)
		guide_refuse(b, n, "Un tableau va dans une étape « barometre » seulement. Ici, écrivez une liste.");
}

static void read_block(struct guide_builder *b, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	if (type == CMARK_NODE_HEADING)
		read_heading(b, n);
	else if (type == CMARK_NODE_HTML_BLOCK)
		guide_comment(b, n);
	else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
		return; /* sources_footnotes */
	else if (type == CMARK_NODE_BLOCK_QUOTE)
		read_quote(b, n);
	else if (prose_is_table(n))
		read_table(b, n);
	else if (type == CMARK_NODE_LIST && b->known && !b->card && phase_grammar[b->phase->kind].list)
		phase_grammar[b->phase->kind].list(b, n);
	else if (type == CMARK_NODE_LIST || type == CMARK_NODE_PARAGRAPH)
		read_text(b, n, where(b));
	else if (type == CMARK_NODE_CODE_BLOCK)
		guide_refuse(b, n, "Ce texte est trop décalé à droite. Retirez les espaces du début de la ligne.");
	else
		guide_card_turn(b, n);
}

static void check_whole(struct guide_builder *b)
{
	int head = b->body_line ? b->body_line : 1, minutes = 0, barometers = 0;
	for (int i = 0; i < b->phase_count; i++) {
		minutes += b->phases[i].minutes;
		if (b->phases[i].kind == PHASE_BAROMETER && ++barometers == GUIDE_BAROMETERS_MAX + 1)
			draft_mistake(b->d, b->phases[i].line, 1, "Cette séance a plus de %d baromètres. Réunissez-en.",
				      GUIDE_BAROMETERS_MAX);
	}
	if (!b->phase_count)
		draft_mistake(b->d, head, 1,
			      "Cette séance n'a pas d'étape. Ajoutez un titre, puis <!-- etape: nom, 10 min --> dessous.");
	else if (!minutes)
		draft_hint(b->d, head, 1, "Aucune étape n'a de durée. Écrivez-la derrière son nom : <!-- etape: nom, 10 min -->.");
}

static void prepare(struct guide_builder *b, struct draft *d, int last_line)
{
	const char *of[] = { "Ce texte d'avant le premier titre", "Cette étape", "Ces notes", "Cette carte", "Ce dos de carte" };
	struct blocks *all[] = { &b->materials, &b->group, &b->notes, &b->face, &b->back };
	b->d = d;
	b->body_line = last_line;
	for (int i = 0; i < 5; i++)
		*all[i] = (struct blocks){
			.d = d,
			.body_line = last_line,
			.links = LINKS_SHOWN,
			.too_many = arena_printf(d->scratch, "%s %s plus de %d éléments. Gardez l'essentiel, ou coupez en deux.",
						 of[i], i == 2 ? "ont" : "a", SCREEN_BLOCKS_MAX),
		};
}

void guide_phases_read(struct guide_edition *e, struct draft *d, int last_line)
{
	struct guide_builder *b = arena_alloc(d->scratch, sizeof *b);
	prepare(b, d, last_line);
	cmark_node *document = prose_parse(d, last_line);
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n))
		read_block(b, n);
	close_phase(b);
	sources_footnotes(&b->sources, d, last_line, document);
	cmark_node_free(document);
	check_whole(b);
	guide_links_check(b);
	e->materials = blocks_keep(&b->materials);
	e->material_count = b->materials.count;
	e->phases = keep(d, b->phases, b->phase_count, sizeof *b->phases);
	e->phase_count = b->phase_count;
	e->sources = sources_keep(&b->sources, d);
	e->source_count = b->sources.count;
}
