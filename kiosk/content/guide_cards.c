/* `## Title` + `<!-- carte: id -->`: the cards of a phase: of a deck, fields of a sheet, boxes of a board, profiles. */
#include <string.h>

#include "content/guide_builder.h"
#include "content/profile.h"

void guide_card_open(struct guide_builder *b, cmark_node *heading)
{
	guide_card_close(b);
	struct place at = place_of(b->d, b->body_line, heading);
	const struct phase_syntax *rule = &phase_grammar[b->phase->kind];
	bool full = b->phase->card_count >= (rule->card ? rule->cards_max : 0);
	if (full && !b->cards_told && b->known) {
		b->cards_told = true;
		if (rule->card)
			guide_refuse(b, heading, "Une étape « %s » a %d cartes au plus (titres à deux dièses).",
				     phase_kind_names[b->phase->kind], rule->cards_max);
		else
			guide_refuse(b, heading,
				     "Une étape « %s » n'a pas de cartes (titres à deux dièses). Retirez ce titre, ou changez la "
				     "sorte de l'étape.",
				     phase_kind_names[b->phase->kind]);
	}
	b->card = full ? &b->extra_card : &b->cards[b->phase->card_count++];
	*b->card = (struct card){ .id = "", .deck = -1, .line = at.line };
	b->card_named = b->card_refused = b->turned = false;
	blocks_clear(&b->face);
	blocks_clear(&b->back);
	b->card->title = prose_read(b->d, b->body_line, heading, LINKS_REFUSED);
	if (!b->card->title.text[0])
		guide_refuse(b, heading, "Cette carte n'a pas de titre. Écrivez-le après les deux dièses.");
}

void guide_card_close(struct guide_builder *b)
{
	struct card *c = b->card;
	if (!c)
		return;
	const struct phase_syntax *rule = &phase_grammar[b->phase->kind];
	c->blocks = blocks_keep(&b->face);
	c->block_count = b->face.count;
	c->back = blocks_keep(&b->back);
	c->back_count = b->back.count;
	b->refused |= b->face.refused || b->back.refused;
	bool refused = b->card_refused || b->face.refused || b->back.refused;
	if (!b->card_named && b->known && rule->card)
		draft_mistake(b->d, c->line, 1, "Sous ce titre, il manque la ligne <!-- %s: nom -->.", rule->card);
	else if (rule->faces && !c->block_count && !c->back_count && !refused)
		draft_mistake(b->d, c->line, 1, "Cette carte est vide. Ajoutez un texte ou une image.");
	else if (b->turned && !c->back_count && !refused)
		draft_mistake(b->d, c->line, 1,
			      "Cette carte n'a rien derrière son trait ***. Écrivez l'autre côté, ou retirez le trait.");
	b->card = NULL;
}

void guide_card_turn(struct guide_builder *b, cmark_node *line)
{
	if (!b->card || !phase_grammar[b->phase->kind].faces) {
		if (!b->card || b->known)
			guide_refuse(b, line, "Le trait *** sépare les deux côtés d'une carte. Ici, retirez-le.");
	} else if (b->turned) {
		guide_refuse(b, line, "Une carte a deux côtés : un seul trait ***.");
	}
	b->turned = b->card != NULL;
}

static bool is_profile(struct str id)
{
	for (int i = 0; i < PROFILE_COUNT; i++)
		if (str_is(id, profile_ids[i]))
			return true;
	return false;
}

/* `champ: id, cartes DECK`: the field is chosen among cards. */
static void read_deck(struct guide_builder *b, cmark_node *n, struct str option)
{
	static const char word[] = "cartes ";
	option = str_trim(option);
	if (b->phase->kind != PHASE_SHEETS)
		guide_refuse(b, n, "Rien ne suit le nom d'une carte ici. Retirez « %.*s ».", (int)(option.n < 40 ? option.n : 40),
			     option.s);
	else if (!str_starts(option, word))
		guide_refuse(b, n, "« %.*s » n'est pas compris. Derrière le nom d'un champ : cartes nom-des-cartes.",
			     (int)(option.n < 40 ? option.n : 40), option.s);
	else
		guide_refer(b, (int)(b->card - b->cards),
			    str_trim((struct str){ option.s + sizeof word - 1, option.n - (sizeof word - 1) }),
			    place_of(b->d, b->body_line, n));
}

void guide_card_name(struct guide_builder *b, cmark_node *n, struct str kind, struct str rest)
{
	const struct phase_syntax *rule = &phase_grammar[b->phase->kind];
	struct str id, option;
	b->card_named = true;
	if (!b->known || b->card == &b->extra_card)
		return;
	if (!str_is(kind, rule->card)) {
		guide_refuse(b, n, "Dans une étape « %s », le titre à deux dièses s'appelle <!-- %s: nom -->.",
			     phase_kind_names[b->phase->kind], rule->card);
		return;
	}
	bool more = str_cut(rest, ',', &id, &option);
	id = str_trim(id);
	if (!guide_id_ok(b, place_of(b->d, b->body_line, n), id))
		return;
	for (int i = 0; i < b->phase->card_count; i++)
		if (&b->cards[i] != b->card && str_is(id, b->cards[i].id)) {
			guide_refuse(b, n, "Le nom « %s » est déjà pris à la ligne %d. Choisissez-en un autre.", b->cards[i].id,
				     b->cards[i].line);
			return;
		}
	b->card->id = arena_strndup(b->d->keep, id.s, id.n);
	if (b->phase->kind == PHASE_PROFILE && !is_profile(id))
		guide_refuse(b, n,
			     "« %s » n'est pas un profil connu. Profils : systemique, eclaireur, entrepreneur, explorateur, "
			     "observateur, aucun.",
			     b->card->id);
	if (more)
		read_deck(b, n, option);
}

static bool has_card(const struct guide_builder *b, const char *id)
{
	for (int i = 0; i < b->phase->card_count; i++)
		if (strcmp(b->cards[i].id, id) == 0)
			return true;
	return false;
}

void guide_cards_check(struct guide_builder *b)
{
	const struct phase_syntax *rule = &phase_grammar[b->phase->kind];
	if (!rule->card || b->refused)
		return;
	if (b->phase->card_count < rule->cards_min)
		draft_mistake(b->d, b->phase->line, 1,
			      "Cette étape « %s » a %d carte%s. Il en faut au moins %d : un titre ## Titre, puis <!-- %s: nom -->.",
			      phase_kind_names[b->phase->kind], b->phase->card_count, b->phase->card_count > 1 ? "s" : "",
			      rule->cards_min, rule->card);
	for (int i = 0; b->phase->kind == PHASE_PROFILE && b->phase->card_count && i < PROFILE_COUNT; i++)
		if (!has_card(b, profile_ids[i]))
			draft_mistake(b->d, b->phase->line, 1, "Il manque la carte <!-- profil: %s --> dans cette étape.",
				      profile_ids[i]);
}
