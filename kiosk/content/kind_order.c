/* A numbered list in the right order; the kiosk shows it in another. */
#include "content/builder.h"

enum { STEPS_LEAST = 3, STEPS_MOST = 6 };

void order_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cet écran a deux listes. Mettez toutes les étapes dans la même.");
		return;
	}
	b->answers_done = true;
	if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) {
		refuse(b, list, "Numérotez la liste dans le bon ordre : « 1. », « 2. », « 3. »...");
		return;
	}
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		struct answer *a = answers_new(b, item);
		cmark_node *text = cmark_node_first_child(item);
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || blocks_is_task(item)) {
			refuse(b, item, "Une étape est un texte simple, après son numéro, sans case.");
			continue;
		}
		a->text = builder_text(b, text);
		if (!a->text.text[0])
			refuse(b, item, "Cette étape est vide. Écrivez-la après son numéro.");
		answers_feedback(b, text, a);
	}
}

void order_check(struct builder *b)
{
	if (!b->refused && (b->answer_total < STEPS_LEAST || b->answer_total > STEPS_MOST))
		draft_mistake(b->d, b->screen->line, 1, "Il y a %d étape%s à mettre en ordre. Il en faut de %d à %d.",
		              b->answer_total, b->answer_total > 1 ? "s" : "", STEPS_LEAST, STEPS_MOST);
}
