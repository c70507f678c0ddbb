/* QCMCam's question files: an object whose keys "0", "1"... are questions, each an HTML text that ends with the list of
 * answers, and the letter of the right one: {"0":{"question":"<h3>...</h3><ol><li>...</li></ol>","reponse":"B"}}. */
#include "author/import.h"

#include <stdio.h>
#include <string.h>

#include "author/import_json.h"

/* The last list holds the answers; what stands before and after it is the question. */
static bool split_answers(struct import_item *item)
{
	struct import_blocks *b = &item->blocks;
	int list = 0, kept = 0;
	for (int i = 0; i < b->count; i++)
		if (b->at[i].list)
			list = b->at[i].list;
	if (!list)
		return false;
	for (int i = 0; i < b->count; i++) {
		if (b->at[i].list != list)
			b->at[kept++] = b->at[i];
		else if (b->at[i].kind == IMPORT_PICTURE)
			b->fault = "a des réponses en images. La borne ne montre que des réponses écrites";
		else
			import_answer(item, b->at[i].text, false, "");
	}
	b->count = kept;
	return true;
}

/* "A", "B"; files of several right answers write "AC". */
static void mark_right(struct import_item *item, struct str letters)
{
	for (size_t i = 0; i < letters.n; i++) {
		char c = letters.s[i];
		int index = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' : -1;
		if (index >= 0 && index < item->answer_count && index < IMPORT_ANSWERS_READ_MAX)
			item->answers[index].right = true;
	}
}

static bool read_entry(struct import *im, const char *key, const json_t *entry)
{
	struct import_place at = {
		.path = import_clean(im->arena, str_from(arena_printf(im->arena, "entrée %.20s", key)), NULL)
	};
	if (!json_object_get(entry, "question"))
		return true; /* "size" and other settings of the window */
	if (!import_found(im, at))
		return false;
	struct import_item item = import_item(im, IMPORT_CHOICE, at);
	struct str question = json_text_of(entry, "question"), right = json_text_of(entry, "reponse");
	import_rich(im, &item.blocks, question);
	if (!item.blocks.count && !item.blocks.fault)
		return import_skip(im, at, "", "cette question est vide") || true;
	if (!split_answers(&item))
		return import_skip(im, at, item.blocks.count ? item.blocks.at[0].text : "",
		                   item.blocks.fault ? "le texte %s" : "il n'y a pas de liste de réponses%s",
		                   item.blocks.fault ? item.blocks.fault : "") ||
		       true;
	mark_right(&item, right);
	import_keep(im, &item);
	return true;
}

bool import_qcmcam(struct import *im, struct str text)
{
	struct err e = { 0 };
	json_t *json = import_json(text, im->name, &e);
	if (!json)
		return e.line ? import_refuse(im, "ligne %d, colonne %d : %s", e.line, e.column, e.text)
		              : import_refuse(im, "%s", e.text);
	bool array = json_is_array(json), known = false, more = true;
	char key[24];
	const char *name;
	json_t *entry;
	size_t i;
	json_array_foreach(json, i, entry)
	{
		snprintf(key, sizeof key, "%zu", i);
		known |= json_object_get(entry, "question") != NULL;
		more = more && read_entry(im, key, entry);
	}
	if (!array)
		json_object_foreach(json, name, entry)
		{
			known |= json_object_get(entry, "question") != NULL;
			more = more && read_entry(im, name, entry);
		}
	json_decref(json);
	return known || import_refuse(im, "ce JSON n'est pas un fichier de questions de QCMCam");
}
