/* What one entry must be to stand on the kiosk: its title, its answers, its length. */
#include "author/import.h"

#include <string.h>

#include "base/utf8.h"

enum { PAGE_BLOCKS_MAX = 20, QUESTION_BLOCKS_MAX = 20 };

static size_t length_of(const char *s)
{
	return utf8_length(s, strlen(s));
}

static bool asks(const char *s)
{
	size_t n = strlen(s);
	return n && (s[n - 1] == '?' || (n > 1 && memcmp(s + n - 2, "\xD8\x9F", 2) == 0));
}

/* "Question 3 :", "3)", "Première question" before what matters. */
static const char *without_number(const char *s)
{
	static const char *const heads[] = { "Question", "QUESTION", "question", "Première question", "Q" };
	const char *p = s;
	bool word = false;
	for (size_t i = 0; i < sizeof heads / sizeof *heads && !word; i++)
		if (strncmp(s, heads[i], strlen(heads[i])) == 0) {
			p = s + strlen(heads[i]);
			word = true;
		}
	p += strspn(p, " n°N");
	size_t digits = strspn(p, "0123456789");
	if ((!digits && !(word && strchr(":", *p))) || digits > 3)
		return s;
	p += digits;
	size_t signs = strspn(p, " :.)-");
	if (*p && (!strpbrk(":.)-", (char[]){ p[strspn(p, " ")], '\0' }) || !p[strspn(p, " ")]))
		return s;
	if (!word && (*p == ':' || *p == '-' || (*p == '.' && p[1] != ' '))) /* "3.14 ...", "14:30" */
		return s;
	return p + signs;
}

static void remove_block(struct import_blocks *b, int i)
{
	memmove(b->at + i, b->at + i + 1, (size_t)(b->count - i - 1) * sizeof *b->at);
	b->count--;
}

/* Where the last sentence of a long text begins; NULL when it is all one. */
static const char *last_sentence(const char *s)
{
	const char *found = NULL;
	for (const char *p = s; *p; p++)
		if ((*p == '.' || *p == '!' || *p == '?') && p[1] == ' ' && p[2])
			found = p + 2;
	return found;
}

/* Where the first sentence of a text ends; NULL when it is all one. */
static const char *first_end(const char *s)
{
	for (const char *p = s; *p; p++)
		if ((*p == '.' || *p == '!' || *p == '?' || *p == ':') && p[1] == ' ' && p[2])
			return p + 1;
	return NULL;
}

/* The sentence of block i that can be a title, cut out of it. */
static const char *cut_title(struct import *im, struct import_blocks *b, int i, bool page)
{
	const char *text = b->at[i].text, *last = last_sentence(text), *end = first_end(text);
	if (length_of(text) <= IMPORT_TITLE_MAX && (!page || b->count > 1 || !end)) {
		remove_block(b, i);
		return text;
	}
	if (last && asks(last) && length_of(last) <= IMPORT_TITLE_MAX) {
		b->at[i].text = import_clean(im->arena, (struct str){ text, (size_t)(last - text) }, NULL);
		return last;
	}
	if (end && utf8_length(text, (size_t)(end - text)) <= IMPORT_TITLE_MAX) {
		b->at[i].text = arena_strdup(im->arena, end + 1);
		return arena_strndup(im->arena, text, (size_t)(end - text));
	}
	return NULL;
}

static bool is_text(const struct import_block *b)
{
	return b->kind == IMPORT_PARAGRAPH || b->kind == IMPORT_HEADING;
}

/* The title asks; what helps to answer stands under it. */
static void choose_title(struct import *im, struct import_item *item)
{
	struct import_blocks *b = &item->blocks;
	int chosen = -1;
	for (int i = b->count; i-- > 0;)
		if (is_text(&b->at[i])) {
			b->at[i].text = without_number(b->at[i].text);
			if (!b->at[i].text[0])
				remove_block(b, i);
		}
	for (int i = 0; i < b->count && item->kind == IMPORT_PAGE && chosen < 0; i++)
		if (b->at[i].kind == IMPORT_HEADING)
			chosen = i;
	for (int i = b->count; i-- > 0 && chosen < 0 && item->kind != IMPORT_PAGE;)
		if (is_text(&b->at[i]) && asks(b->at[i].text))
			chosen = i;
	for (int i = 0; i < b->count && chosen < 0; i++)
		if (is_text(&b->at[i]))
			chosen = i;
	if (item->kind == IMPORT_PAGE && b->count == 1 && item->picture < 0 && !last_sentence(b->at[0].text))
		chosen = -1; /* its only sentence stays under the title */
	const char *title = chosen >= 0 ? cut_title(im, b, chosen, item->kind == IMPORT_PAGE) : NULL;
	if (title && title[0])
		item->title = title;
	else if (item->kind == IMPORT_PAGE)
		item->title = "À savoir";
	else if (!item->title[0])
		item->title = arena_printf(im->arena, "Question %d", item->number);
}

static int most_answers(const struct import_item *item)
{
	return item->kind == IMPORT_SEVERAL ? IMPORT_ANSWERS_SEVERAL_MAX : IMPORT_ANSWERS_MAX;
}

/* Few answers at most on the kiosk: the right one stays, the last wrong ones go. */
static bool fit_answers(struct import *im, struct import_item *item)
{
	const char *gone = "";
	int most = most_answers(item);
	while (item->answer_count > most) {
		int last = item->answer_count - 1;
		while (last >= 0 && item->answers[last].right)
			last--;
		if (last < 0)
			return false;
		gone = arena_printf(im->arena, "« %s »%s%s",
		                    import_excerpt(im->arena, item->answers[last].text, IMPORT_EXCERPT_MAX),
		                    gone[0] ? ", " : "", gone);
		memmove(item->answers + last, item->answers + last + 1,
		        (size_t)(item->answer_count - last - 1) * sizeof *item->answers);
		item->answer_count--;
	}
	if (gone[0])
		import_remark(im, item->place, "la borne montre %d réponses au plus. Retiré : %s", most,
		              import_excerpt(im->arena, gone, 200));
	return true;
}

/* Without chance, so that the same file always gives the same module. */
static void shuffle_answers(struct import_item *item)
{
	struct import_answer old[IMPORT_ANSWERS_SEVERAL_MAX];
	int n = item->answer_count, turn = item->number % n;
	memcpy(old, item->answers, (size_t)n * sizeof *old);
	for (int i = 0; i < n; i++)
		item->answers[(i + turn) % n] = old[i];
}

static const char *question_text(struct import *im, const struct import_item *item)
{
	for (int i = item->blocks.count; i-- > 0;)
		if (is_text(&item->blocks.at[i]))
			return item->blocks.at[i].text;
	return item->title[0] ? item->title : arena_printf(im->arena, "Question %d", item->number);
}

/* NULL, or why these answers cannot stand on the kiosk. */
static const char *answers_fault(const struct import_item *item)
{
	int right = 0;
	for (int i = 0; i < item->answer_count; i++) {
		const struct import_answer *a = &item->answers[i];
		right += a->right;
		if (!a->text[0])
			return "une réponse n'a pas de texte";
		if (length_of(a->text) > IMPORT_ANSWER_MAX)
			return "une réponse est trop longue pour un bouton";
		if (length_of(a->feedback) > IMPORT_PARAGRAPH_MAX)
			return "l'explication d'une réponse est trop longue";
		for (int j = 0; j < i; j++)
			if (strcmp(a->text, item->answers[j].text) == 0)
				return "deux réponses sont les mêmes";
	}
	if (item->answer_count < 2)
		return "il faut au moins deux réponses au choix";
	if (right == 0)
		return "aucune réponse juste n'est indiquée";
	if (right == item->answer_count && item->kind != IMPORT_SEVERAL)
		return "toutes les réponses sont justes";
	return length_of(item->explanation) > IMPORT_PARAGRAPH_MAX ? "son explication est trop longue" : NULL;
}

static bool judge_question(struct import *im, struct import_item *item, const char *text)
{
	if (item->answer_count > IMPORT_ANSWERS_READ_MAX)
		return import_skip(im, item->place, text, "elle a %d réponses", item->answer_count);
	const char *fault = item->blocks.count > QUESTION_BLOCKS_MAX ? "son texte a trop de paragraphes"
	                                                             : answers_fault(item);
	if (fault)
		return import_skip(im, item->place, text, "%s", fault);
	int right = 0;
	for (int i = 0; i < item->answer_count; i++)
		right += item->answers[i].right;
	if (item->kind == IMPORT_CHOICE && right > 1)
		item->kind = IMPORT_SEVERAL;
	if (item->kind == IMPORT_SEVERAL && right == 1)
		item->kind = IMPORT_CHOICE;
	if (!fit_answers(im, item))
		return import_skip(im, item->place, text, "elle a plus de %d réponses justes",
		                   most_answers(item));
	if (item->shuffle)
		shuffle_answers(item);
	return true;
}

static void append(struct import *im, const struct import_item *item)
{
	if (im->item_count == im->item_room)
		im->items =
		    import_grown(im->arena, im->items, im->item_count, &im->item_room, sizeof *im->items);
	im->items[im->item_count++] = *item;
}

/* A screen has forty elements at most: a long page becomes several. */
static void add_item(struct import *im, const struct import_item *item)
{
	struct import_item part = *item;
	int left = item->blocks.count;
	do {
		if (left)
			part.blocks.at = item->blocks.at + item->blocks.count - left;
		part.blocks.count =
		    item->kind == IMPORT_PAGE && left > PAGE_BLOCKS_MAX ? PAGE_BLOCKS_MAX : left;
		if (part.part)
			part.title = arena_printf(im->arena, "%s (suite %d)", item->title, part.part);
		append(im, &part);
		left -= part.blocks.count;
		part.part++;
		part.picture = -1;
	} while (left > 0);
}

bool import_keep(struct import *im, struct import_item *item)
{
	const char *text = question_text(im, item);
	if (item->blocks.fault)
		return import_skip(im, item->place, text, "le texte %s", item->blocks.fault);
	if (item->kind == IMPORT_PAGE) {
		if (!item->blocks.count && item->picture < 0)
			return import_skip(im, item->place, text, "il n'y a ni texte ni image");
	} else {
		if (!item->blocks.count && !item->title[0])
			return import_skip(im, item->place, "", "la question n'a pas de texte");
		if (!judge_question(im, item, text))
			return false;
	}
	choose_title(im, item);
	add_item(im, item);
	im->kept++;
	return true;
}
