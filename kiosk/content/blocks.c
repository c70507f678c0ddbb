#include "content/builder.h"
#include "content/pictures.h"
#include "content/sources.h"

static struct block *new_block(struct builder *b, cmark_node *n, enum block_kind kind)
{
	if (b->screen->block_count < SCREEN_BLOCKS_MAX) {
		struct block *block = &b->blocks[b->screen->block_count++];
		*block = (struct block){ .kind = kind, .prose = { .text = "" } };
		return block;
	}
	if (!b->full_told)
		refuse(b, n, "Cet écran a plus de %d éléments. Coupez-le en deux écrans.", SCREEN_BLOCKS_MAX);
	b->full_told = true;
	return &b->extra_block;
}

/* The picture alone in its paragraph; its text is what the voice says. */
static void read_picture(struct builder *b, cmark_node *image)
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

void blocks_paragraph(struct builder *b, cmark_node *n)
{
	cmark_node *child = cmark_node_first_child(n);
	if (child && cmark_node_get_type(child) == CMARK_NODE_IMAGE && !cmark_node_next(child)) {
		read_picture(b, child);
		return;
	}
	struct block *block = new_block(b, n, BLOCK_PARAGRAPH);
	block->prose = builder_text(b, n);
}

void blocks_list(struct builder *b, cmark_node *list)
{
	bool steps = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
	int number = cmark_node_get_list_start(list);
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *text = cmark_node_first_child(item);
		if (builder_is_task(item)) {
			if (b->known)
				refuse(b, item,
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
		block->prose = builder_text(b, text);
	}
}

void blocks_sources(struct builder *b, cmark_node *list)
{
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *text = cmark_node_first_child(item);
		if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text))
			refuse(b, item,
			       "Une source tient sur une ligne : [Titre](https://...), éditeur, vérifié le "
			       "2026-11-22.");
		else if (b->source_count == SOURCES_MAX)
			refuse(b, item, "Ce module a plus de %d sources. Gardez les principales.",
			       SOURCES_MAX);
		else if (source_read(&b->sources[b->source_count], b->d, b->body_line, text))
			b->source_count++;
		else
			b->source_refused = true;
	}
}
