#include "content/blocks.h"

#include <string.h>

#include "content/pictures.h"

static void refuse(struct blocks *b, cmark_node *n, const char *sentence)
{
	struct place p = place_of(b->d, b->body_line, n);
	b->refused = true;
	draft_mistake(b->d, p.line, p.column, "%s", sentence);
}

void blocks_clear(struct blocks *b)
{
	b->count = 0;
	b->full_told = b->refused = false;
}

static struct block *new_block(struct blocks *b, cmark_node *n, enum block_kind kind)
{
	bool full = b->count == SCREEN_BLOCKS_MAX;
	struct block *block = full ? &b->extra : &b->at[b->count++];
	if (full && !b->full_told)
		refuse(b, n, b->too_many);
	b->full_told |= full;
	*block = (struct block){ .kind = kind, .prose = { .text = "" } };
	return block;
}

/* The picture alone in its paragraph; its text is what the voice says. */
static void read_picture(struct blocks *b, cmark_node *image)
{
	struct block *block = new_block(b, image, BLOCK_PICTURE);
	struct place p = place_of(b->d, b->body_line, image);
	block->picture = picture_find(b->d, str_from(cmark_node_get_url(image)), p.line, p.column);
	block->prose = prose_read(b->d, b->body_line, image, LINKS_REFUSED);
	if (!block->prose.text[0])
		refuse(b, image,
		       "Cette image n'a pas de texte dit. Décrivez-la entre les crochets : "
		       "![texte](image.svg).");
}

void blocks_paragraph(struct blocks *b, cmark_node *n)
{
	cmark_node *child = cmark_node_first_child(n);
	if (child && cmark_node_get_type(child) == CMARK_NODE_IMAGE && !cmark_node_next(child)) {
		read_picture(b, child);
		return;
	}
	struct block *block = new_block(b, n, BLOCK_PARAGRAPH);
	block->prose = prose_read(b->d, b->body_line, n, b->links);
}

bool blocks_is_task(cmark_node *item)
{
	return strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
}

void blocks_list(struct blocks *b, cmark_node *list, bool tasks_told)
{
	bool steps = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
	int number = cmark_node_get_list_start(list);
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *text = cmark_node_first_child(item);
		if (blocks_is_task(item)) {
			if (!tasks_told)
				refuse(b, item,
				       b->d->guide ? "Pas de case à cocher dans une séance. Écrivez « - » sans crochets." :
						     "Les cases à cocher vont dans une question. Ici, écrivez « - » sans "
						     "crochets.");
			continue;
		}
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text)) {
			refuse(b, item,
			       "Un point de liste est un texte simple, sans liste dedans ni deuxième "
			       "paragraphe.");
			continue;
		}
		struct block *block = new_block(b, item, steps ? BLOCK_STEP : BLOCK_BULLET);
		block->number = steps ? number++ : 0;
		block->prose = prose_read(b->d, b->body_line, text, b->links);
	}
}

const struct block *blocks_keep(const struct blocks *b)
{
	struct block *kept = arena_array(b->d->keep, (size_t)b->count, sizeof *kept);
	memcpy(kept, b->at, (size_t)b->count * sizeof *kept);
	return kept;
}
