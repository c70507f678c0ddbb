#include "content/builder.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

/* A quotation is one text; several paragraphs are joined. */
static struct prose read_quote(struct builder *b, cmark_node *quote)
{
	cmark_node *first = cmark_node_first_child(quote);
	if (!first || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH || cmark_node_next(first)) {
		refuse(b, quote, "Une explication tient en un paragraphe, sans liste ni image.");
		return (struct prose){ .text = "" };
	}
	return builder_text(b, first);
}

struct answer *answers_new(struct builder *b, cmark_node *item)
{
	struct answer *a =
	    b->answer_total < SCREEN_ANSWERS_MAX ? &b->answers[b->answer_total] : &b->extra_answer;
	*a = (struct answer){ .text = { .text = "" }, .feedback = { .text = "" } };
	b->answer_total++;
	if (b->answer_total <= SCREEN_ANSWERS_MAX)
		b->screen->answer_count++;
	a->right = blocks_is_task(item) && cmark_gfm_extensions_get_tasklist_item_checked(item);
	return a;
}

void answers_feedback(struct builder *b, cmark_node *text, struct answer *a)
{
	cmark_node *quote = cmark_node_next(text);
	if (!quote)
		return;
	if (cmark_node_get_type(quote) != CMARK_NODE_BLOCK_QUOTE || cmark_node_next(quote)) {
		refuse(b,
		       cmark_node_get_type(quote) != CMARK_NODE_BLOCK_QUOTE ? quote : cmark_node_next(quote),
		       "Sous une réponse va une seule explication, sur une ligne qui commence par « > ».");
		return;
	}
	a->feedback = read_quote(b, quote);
}

static void read_answer(struct builder *b, cmark_node *item)
{
	struct answer *a = answers_new(b, item);
	cmark_node *text = cmark_node_first_child(item);
	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH) {
		refuse(b, item, "Cette réponse est vide. Écrivez son texte après la case.");
		return;
	}
	a->text = builder_text(b, text);
	if (!a->text.text[0])
		refuse(b, item, "Cette réponse est vide. Écrivez son texte après la case.");
	answers_feedback(b, text, a);
}

void answers_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cette question a deux listes. Mettez toutes les réponses dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		if (blocks_is_task(item))
			read_answer(b, item);
		else
			refuse(b, item,
			       "Cette réponse n'a pas de case. Commencez par « - [ ] » ou « - [x] », avec un "
			       "espace après.");
	}
}

void answers_quote(struct builder *b, cmark_node *n)
{
	if (!builder_asks(b)) {
		if (b->known)
			refuse(
			    b, n,
			    "Une ligne « > » est l'explication d'une question. Ici, écrivez un paragraphe.");
	} else if (!b->answers_done) {
		b->early_quote = place_of(b->d, b->body_line, n);
	} else if (b->screen->explanation.text[0]) {
		refuse(b, n, "Cette question a déjà une explication générale. Réunissez-les en une.");
	} else {
		b->screen->explanation = read_quote(b, n);
	}
}

const char *builder_range(struct draft *d, int least, int most)
{
	return least == most ? arena_printf(d->scratch, "%d", least) :
			       arena_printf(d->scratch, "de %d à %d", least, most);
}

void answers_check(struct builder *b)
{
	int right = 0, line = b->screen->line;
	for (int i = 0; i < b->screen->answer_count; i++)
		right += b->answers[i].right;
	if (b->answers_done && b->early_quote.line)
		draft_mistake(b->d, b->early_quote.line, b->early_quote.column,
		              "L'explication « > » va sous une réponse ou après la liste, pas avant.");
	if (b->refused)
		return;
	if (b->answer_total == 0) {
		draft_mistake(b->d, line, 1,
		              "Cette question n'a pas de réponse. Ajoutez une liste : « - [x] juste », « - [ "
		              "] fausse ».");
		return;
	}
	const struct kind_rule *rule = &kind_rules[b->screen->kind];
	if (b->answer_total < rule->answers_min || b->answer_total > rule->answers_max)
		draft_mistake(b->d, line, 1, "Cette question a %d réponse%s. Il en faut %s.", b->answer_total,
		              b->answer_total > 1 ? "s" : "", builder_range(b->d, rule->answers_min, rule->answers_max));
	if (right > rule->rights_max)
		draft_mistake(b->d, line, 1,
		              "Cette question a %d réponses justes. Gardez une seule case [x].", right);
	else if (right == 0)
		draft_mistake(b->d, line, 1, "Cette question n'a pas de réponse juste. Cochez-en une : [x].");
	bool silent = false;
	for (int i = 0; i < b->screen->answer_count; i++)
		silent |= !b->answers[i].feedback.text[0];
	if (silent && !b->screen->explanation.text[0])
		draft_hint(
		    b->d, line, 1,
		    "Une réponse n'a pas d'explication. Ajoutez « > ... » sous elle, ou après la liste.");
}
