/* <!-- mes-gestes: id -->: things that one may decide to do, with empty boxes. */
#include <cmark-gfm-core-extensions.h>

#include "content/builder.h"

static void read_gesture(struct builder *b, cmark_node *item)
{
	int most = kind_rules[SCREEN_GESTURES].answers_max;
	struct answer *a = b->answer_total < most ? &b->answers[b->answer_total] : &b->extra_answer;
	*a = (struct answer){ .text = { .text = "" }, .feedback = { .text = "" } };
	if (b->answer_total++ < most)
		b->screen->answer_count++;
	cmark_node *text = cmark_node_first_child(item);
	if (!blocks_is_task(item)) {
		refuse(b, item, "Ce geste n'a pas de case. Commencez par « - [ ] », avec un espace après.");
		return;
	}
	if (cmark_gfm_extensions_get_tasklist_item_checked(item)) {
		refuse(b, item, "Aucun geste n'est choisi d'avance. Laissez la case vide : « - [ ] ».");
		return;
	}
	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH) {
		refuse(b, item, "Ce geste est vide. Écrivez son texte après la case.");
		return;
	}
	if (cmark_node_next(text))
		refuse(b, cmark_node_next(text), "Un geste est un texte simple, à recopier. Sans explication dessous.");
	a->text = builder_text(b, text);
	if (!a->text.text[0])
		refuse(b, item, "Ce geste est vide. Écrivez son texte après la case.");
}

void gestures_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cet écran a deux listes. Mettez tous les gestes dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
		read_gesture(b, item);
}

void gestures_check(struct builder *b)
{
	const struct kind_rule *rule = &kind_rules[SCREEN_GESTURES];
	if (b->early_quote.line)
		draft_mistake(b->d, b->early_quote.line, b->early_quote.column,
			      "Les gestes n'ont pas d'explication « > ». Écrivez un paragraphe avant la liste.");
	else if (b->screen->explanation.text[0])
		draft_mistake(b->d, b->screen->line, 1,
			      "Les gestes n'ont pas d'explication « > ». Écrivez un paragraphe avant la liste.");
	if (!b->refused && (b->answer_total < rule->answers_min || b->answer_total > rule->answers_max))
		draft_mistake(b->d, b->screen->line, 1, "Cet écran a %d geste%s. Il en faut de %d à %d, chacun après « - [ ] ».",
			      b->answer_total, b->answer_total > 1 ? "s" : "", rule->answers_min, rule->answers_max);
}
