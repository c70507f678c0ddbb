#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct import reading_import;
static struct arena arena;
static struct buf story;

const struct str reading_png = {
	"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x60\0\0\0\x40\x08\x02\0\0\0\0\0\0\0\0\0\0", 37
};

static void tell_blocks(const struct import_blocks *b)
{
	for (int i = 0; i < b->count; i++) {
		const struct import_block *block = &b->at[i];
		const struct import_picture *p =
		    block->kind == IMPORT_PICTURE ? &reading_import.pictures[block->picture] : NULL;
		if (p)
			buf_printf(&story, "  [image %dx%d: %s]\n", p->width, p->height, p->spoken);
		else
			buf_printf(&story, "  | %s%s\n",
			           block->kind == IMPORT_BULLET ? "- "
			           : block->kind == IMPORT_STEP ? "1. "
			                                        : "",
			           block->text);
	}
}

static void tell_item(const struct import_item *item)
{
	static const char *const kinds[] = { "page", "question", "several", "true/false" };
	buf_printf(&story, "%s %d: %s\n", kinds[item->kind], item->number, item->title);
	if (item->picture >= 0)
		buf_printf(&story, "  [image: %s]\n", reading_import.pictures[item->picture].spoken);
	tell_blocks(&item->blocks);
	for (int i = 0; i < item->answer_count; i++)
		buf_printf(&story, "  %c %s%s%s\n", item->answers[i].right ? 'x' : 'o', item->answers[i].text,
		           item->answers[i].feedback[0] ? " > " : "", item->answers[i].feedback);
	if (item->explanation[0])
		buf_printf(&story, "  > %s\n", item->explanation);
}

static const char *tell(bool ok)
{
	struct import *im = &reading_import;
	story.size = 0;
	buf_puts(&story, "");
	for (int i = 0; i < im->item_count; i++)
		tell_item(&im->items[i]);
	for (int i = 0; i < im->note_count; i++) {
		const struct import_note *n = &im->notes[i];
		buf_puts(&story, n->kind == IMPORT_SKIPPED ? "skipped " : "remark ");
		if (n->place.line)
			buf_printf(&story, "%d:%d", n->place.line, n->place.column);
		else
			buf_puts(&story, n->place.path);
		buf_printf(&story, " %s\n", n->text);
	}
	if (!ok)
		buf_printf(&story, "refused: %s\n", im->refused);
	if (ok && im->found != im->kept + im->skipped)
		buf_printf(&story, "LOST: %d found, %d kept, %d skipped\n", im->found, im->kept, im->skipped);
	return story.data;
}

const char *reading(enum import_format format, const void *bytes, size_t n)
{
	arena_drop(&arena);
	import_begin(&reading_import, "essai", &arena);
	return tell(import_read(&reading_import, format, (struct str){ bytes, n }));
}

const char *reading_text(enum import_format format, const char *text)
{
	return reading(format, text, strlen(text));
}

static struct str fetch(void *context, const char *path)
{
	(void)context;
	return strcmp(path, "images/png") == 0 ? reading_png : (struct str){ "", 0 };
}

const char *reading_h5p(const char *h5p_json, const char *content_json)
{
	arena_drop(&arena);
	import_begin(&reading_import, "essai", &arena);
	return tell(
	    import_h5p_content(&reading_import, str_from(h5p_json), str_from(content_json), fetch, NULL));
}
