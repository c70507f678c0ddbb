/* <!-- sondage: id --> and <!-- sondage-discret: id -->: a plain list of answers, none of them right or wrong. */
#include "content/builder.h"

/* An answer that has nothing but its words. */
static void read_choice(struct builder *b, cmark_node *item)
{
	struct answer *a = b->answer_total < kind_rules[b->screen->kind].answers_max ? &b->answers[b->answer_total] :
										       &b->extra_answer;
	if (a != &b->extra_answer)
		b->screen->answer_count++;
	b->answer_total++;
	*a = (struct answer){ .text = { .text = "" }, .feedback = { .text = "" } };
	if (blocks_is_task(item)) {
		refuse(b, item, "Un sondage n'a pas de bonne réponse, donc pas de case. Écrivez « - » sans crochets.");
		return;
	}
	cmark_node *text = cmark_node_first_child(item);
	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH) {
		refuse(b, item, "Cette réponse est vide. Écrivez son texte après le tiret.");
		return;
	}
	if (cmark_node_next(text))
		refuse(b, cmark_node_next(text),
		       "Une réponse de sondage est un texte simple, sans explication. Dites après la liste, avec « > », à "
		       "quoi les réponses servent.");
	a->text = builder_text(b, text);
}

void survey_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cette question a deux listes. Mettez toutes les réponses dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
		read_choice(b, item);
}

void survey_check(struct builder *b)
{
	const struct kind_rule *rule = &kind_rules[b->screen->kind];
	if (b->answers_done && b->early_quote.line)
		draft_mistake(b->d, b->early_quote.line, b->early_quote.column,
			      "L'explication « > » va après la liste, pas avant.");
	if (b->refused)
		return;
	if (b->answer_total == 0)
		draft_mistake(b->d, b->screen->line, 1,
			      "Ce sondage n'a pas de réponse. Ajoutez une liste, une réponse par tiret.");
	else if (b->screen->kind == SCREEN_DISCREET && b->answer_total != rule->answers_max)
		draft_mistake(b->d, b->screen->line, 1,
			      "Ce sondage discret a %d réponse%s. Il en faut deux : « - Oui », puis « - Non ».",
			      b->answer_total, b->answer_total > 1 ? "s" : "");
	else if (b->answer_total < rule->answers_min || b->answer_total > rule->answers_max)
		draft_mistake(b->d, b->screen->line, 1, "Ce sondage a %d réponse%s. Il en faut de %d à %d.",
			      b->answer_total, b->answer_total > 1 ? "s" : "", rule->answers_min, rule->answers_max);
}
