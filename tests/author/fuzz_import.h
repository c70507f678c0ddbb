/* What must be true of every import, whatever the bytes were. */
#ifndef TESTS_AUTHOR_FUZZ_IMPORT_H
#define TESTS_AUTHOR_FUZZ_IMPORT_H

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "author/import.h"
#include "author/import_markdown.h"
#include "base/utf8.h"
#include "content/check.h"
#include "content/draft.h"
#include "content/front.h"
#include "content/screens.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t fuzz_sink; /* keeps results alive */

static void fuzz_clean(const char *s)
{
	size_t n = strlen(s);
	assert(utf8_invalid(s, n) < 0);
	assert(!strpbrk(s, "\n\r\t") && (!n || (s[0] != ' ' && s[n - 1] != ' ')));
	fuzz_sink += n;
}

static void fuzz_item(const struct import *im, const struct import_item *item)
{
	int right = 0;
	fuzz_clean(item->title);
	fuzz_clean(item->explanation);
	assert(item->title[0] && !item->blocks.fault && item->picture < im->picture_count);
	for (int i = 0; i < item->blocks.count; i++) {
		fuzz_clean(item->blocks.at[i].text);
		assert(item->blocks.at[i].text[0] && item->blocks.at[i].picture < im->picture_count);
	}
	for (int i = 0; i < item->answer_count; i++) {
		fuzz_clean(item->answers[i].text);
		fuzz_clean(item->answers[i].feedback);
		right += item->answers[i].right;
	}
	assert(item->kind == IMPORT_PAGE
	           ? item->answer_count == 0
	           : item->answer_count >= 2 && item->answer_count <= IMPORT_ANSWERS_SEVERAL_MAX);
	assert(item->kind == IMPORT_PAGE || (item->kind == IMPORT_SEVERAL ? right >= 2 : right == 1));
}

/* The Markdown of all that was kept, read by the format's own reader. Without pictures: they are no matter of text. */
static void fuzz_markdown(struct import *im)
{
	static const char *no_pictures[IMPORT_PICTURES_MAX];
	static struct err list[50];
	struct import_item *items[50];
	int lines[50], count = 0, measure = -1;
	struct buf text = { 0 };
	struct notes mistakes = { list, 50, 0 };
	struct front front;
	struct edition edition = { 0 };
	for (int i = 0; i < im->item_count && count < 50; i++) {
		struct import_item *item = &im->items[i];
		bool bare = item->kind == IMPORT_PAGE;
		for (int j = 0; j < item->blocks.count; j++)
			bare = bare && item->blocks.at[j].kind == IMPORT_PICTURE;
		if (!import_has_kind(item->kind) || bare)
			continue;
		if (measure < 0 && import_may_measure(item))
			measure = count;
		items[count++] = item;
	}
	if (measure < 0)
		return;
	struct import_page_front head = { im->title[0] ? im->title : "Essai", "culture_numerique",
		                          "2026-11-22" };
	import_markdown(&text, im, &head, items, count, measure, no_pictures, lines);
	struct draft d = { .dir = "/nowhere",
		           .module = "m",
		           .name = "m/fr.md",
		           .lang = LANG_FR,
		           .mistakes = &mistakes,
		           .keep = im->arena,
		           .scratch = im->arena };
	bool read = draft_take(&d, (struct str){ text.data, text.size }) && front_read(&front, &d);
	if (read)
		screens_read(&edition, &d, front.last_line);
	for (int i = 0; i < mistakes.count && i < 50; i++) {
		if (strstr(list[i].text, "couverture.svg"))
			continue; /* there is no folder here */
		fprintf(stderr, "%d:%d: %s\n%s", list[i].line, list[i].column, list[i].text, text.data);
		assert(!"the Markdown has a mistake");
	}
	assert(read && (edition.screen_count == count || edition.screen_count == count + 1));
	for (int i = 0; i < count; i++)
		assert(edition.screens[i].answer_count == items[i]->answer_count);
	buf_free(&text);
}

static void fuzz_import_check(struct import *im, bool ok)
{
	assert(ok || (im->refused && im->refused[0]));
	for (int i = 0; i < im->note_count; i++)
		assert(im->notes[i].text[0] &&
		       utf8_invalid(im->notes[i].text, strlen(im->notes[i].text)) < 0);
	if (!ok)
		return;
	assert(im->found == im->kept + im->skipped);
	for (int i = 0; i < im->item_count; i++)
		fuzz_item(im, &im->items[i]);
	fuzz_markdown(im);
}

#endif
