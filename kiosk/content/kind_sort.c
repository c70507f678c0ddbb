/* Boxes, each with a nested list of the things that belong in it. */
#include "content/builder.h"

enum { BOXES_MIN = 2, THINGS_MIN = 3, THINGS_MAX = 10 };

static void read_things(struct builder *b, cmark_node *list, int box)
{
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		struct answer *a = answers_new(b, item);
		cmark_node *text = cmark_node_first_child(item);
		a->box = box;
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || blocks_is_task(item)) {
			refuse(b, item, "Une chose à trier est un texte simple, après « - », sans case.");
			continue;
		}
		a->text = builder_text(b, text);
		if (!a->text.text[0])
			refuse(b, item, "Cette chose n'a pas de nom. Écrivez-le après « - ».");
		answers_feedback(b, text, a);
	}
}

static void read_box(struct builder *b, cmark_node *item)
{
	cmark_node *name = cmark_node_first_child(item), *things = name ? cmark_node_next(name) : NULL;
	if (!name || cmark_node_get_type(name) != CMARK_NODE_PARAGRAPH || blocks_is_task(item)) {
		refuse(b, item, "Une boîte commence par son nom, après « - », sans case.");
		return;
	}
	if (!things || cmark_node_get_type(things) != CMARK_NODE_LIST || cmark_node_next(things)) {
		refuse(b, item, "Sous le nom d'une boîte va la liste de ses choses, deux espaces plus à droite.");
		return;
	}
	if (b->screen->box_count == SCREEN_BOXES_MAX) {
		refuse(b, item, "Il y a plus de %d boîtes. Réunissez-en deux.", SCREEN_BOXES_MAX);
		return;
	}
	int box = b->screen->box_count++;
	b->boxes[box] = builder_text(b, name);
	if (!b->boxes[box].text[0])
		refuse(b, item, "Cette boîte n'a pas de nom. Écrivez-le après « - ».");
	read_things(b, things, box);
}

void sort_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cet écran a deux listes. Mettez toutes les boîtes dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
		read_box(b, item);
}

void sort_check(struct builder *b)
{
	int line = b->screen->line;
	if (b->refused)
		return;
	if (b->screen->box_count < BOXES_MIN)
		draft_mistake(b->d, line, 1, "Pour trier, il faut de %d à %d boîtes. Ici, il y en a %d.", BOXES_MIN,
		              SCREEN_BOXES_MAX, b->screen->box_count);
	else if (b->answer_total < THINGS_MIN || b->answer_total > THINGS_MAX)
		draft_mistake(b->d, line, 1, "Il y a %d chose%s à trier. Il en faut de %d à %d.", b->answer_total,
		              b->answer_total > 1 ? "s" : "", THINGS_MIN, THINGS_MAX);
}

void sort_compare(const struct screen *french, const struct screen *other, struct draft *d)
{
	if (french->box_count != other->box_count) {
		draft_mistake(d, other->line, 1, "« %s » a %d boîtes ici et %d dans fr.md (ligne %d).", other->id,
		              other->box_count, french->box_count, french->line);
		return;
	}
	for (int i = 0; i < french->answer_count; i++)
		if (french->answers[i].box != other->answers[i].box) {
			draft_mistake(d, other->line, 1,
			              "« %s » : la chose n° %d est dans la boîte n° %d ici, n° %d dans fr.md (ligne %d).",
			              other->id, i + 1, other->answers[i].box + 1, french->answers[i].box + 1, french->line);
			return;
		}
}
