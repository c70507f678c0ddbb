#include "author/import.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { EXCERPT_MAX = 60, PAGE_BLOCKS_MAX = 20, QUESTION_BLOCKS_MAX = 20, ARENA_MAX = 512 * 1024 * 1024 };

const char *const import_format_names[IMPORT_FORMATS] = {
	[IMPORT_UNKNOWN] = "format inconnu", [IMPORT_GIFT] = "Moodle GIFT", [IMPORT_AIKEN] = "Aiken",
	[IMPORT_QCMCAM] = "QCMCam",          [IMPORT_H5P] = "H5P",
};

void import_begin(struct import *im, const char *name, struct arena *a)
{
	*im = (struct import){ .arena = a, .name = name, .title = "", .licence = "", .authors = "", .source = "" };
}

/* ---- notes ------------------------------------------------------------------------------------------------------------ */

/* The same list with more room. */
static void *grown(struct arena *a, const void *list, int count, int *room, size_t size)
{
	*room = *room * 2 + 8;
	void *more = arena_array(a, (size_t)*room, size);
	if (count)
		memcpy(more, list, (size_t)count * size);
	return more;
}

static void add_note(struct import *im, enum import_note_kind kind, struct import_place at, const char *text)
{
	if (im->note_count == im->note_room && im->note_room < IMPORT_NOTES_MAX)
		im->notes = grown(im->arena, im->notes, im->note_count, &im->note_room, sizeof *im->notes);
	if (im->note_count < im->note_room)
		im->notes[im->note_count++] = (struct import_note){ kind, at, text };
}

static const char *excerpt_of(struct arena *a, const char *what, int max)
{
	size_t bytes = 0, n = strlen(what);
	uint32_t c;
	for (int i = 0; i < max && bytes < n; i++)
		bytes += (size_t)utf8_next(what + bytes, n - bytes, &c);
	return arena_printf(a, "%.*s%s", (int)bytes, what, bytes < n ? "…" : "");
}

static const char *excerpt(struct arena *a, const char *what)
{
	return excerpt_of(a, what, EXCERPT_MAX);
}

bool import_skip(struct import *im, struct import_place at, const char *what, const char *format, ...)
{
	char reason[300];
	va_list args;
	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	what = excerpt(im->arena, import_clean(im->arena, str_from(what), NULL));
	size_t n = strlen(reason);
	if (n && reason[n - 1] == '.')
		reason[n - 1] = '\0';
	im->skipped++;
	add_note(im, IMPORT_SKIPPED, at,
	         what[0] ? arena_printf(im->arena, "« %s » : %s.", what, reason)
	                 : arena_printf(im->arena, "%s.", reason));
	return false;
}

void import_remark(struct import *im, struct import_place at, const char *format, ...)
{
	char text[300];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	add_note(im, IMPORT_REMARK, at, arena_strdup(im->arena, text));
}

bool import_refuse(struct import *im, const char *format, ...)
{
	char text[300];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (!im->refused)
		im->refused = arena_strdup(im->arena, text);
	return false;
}

bool import_found(struct import *im, struct import_place at)
{
	if (im->found < IMPORT_FOUND_MAX && im->arena->total < ARENA_MAX) {
		im->found++;
		return true;
	}
	import_remark(im, at, "Ce fichier est trop grand : la suite n'est pas lue. Coupez-le en plusieurs fichiers.");
	return false;
}

/* ---- items ------------------------------------------------------------------------------------------------------------- */

struct import_item import_item(struct import *im, enum import_kind kind, struct import_place at)
{
	return (struct import_item){
		.kind = kind, .place = at, .number = im->found, .title = "", .explanation = "", .picture = -1
	};
}

void import_answer(struct import_item *item, const char *text, bool right, const char *feedback)
{
	if (item->answer_count < IMPORT_ANSWERS_READ_MAX)
		item->answers[item->answer_count] = (struct import_answer){ text, feedback, right };
	item->answer_count++;
}

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
		gone = arena_printf(im->arena, "« %s »%s%s", excerpt(im->arena, item->answers[last].text), gone[0] ? ", " : "",
		                    gone);
		memmove(item->answers + last, item->answers + last + 1,
		        (size_t)(item->answer_count - last - 1) * sizeof *item->answers);
		item->answer_count--;
	}
	if (gone[0])
		import_remark(im, item->place, "la borne montre %d réponses au plus. Retiré : %s", most,
		              excerpt_of(im->arena, gone, 200));
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
	const char *fault = item->blocks.count > QUESTION_BLOCKS_MAX ? "son texte a trop de paragraphes" : answers_fault(item);
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
		return import_skip(im, item->place, text, "elle a plus de %d réponses justes", most_answers(item));
	if (item->shuffle)
		shuffle_answers(item);
	return true;
}

static void append(struct import *im, const struct import_item *item)
{
	if (im->item_count == im->item_room)
		im->items = grown(im->arena, im->items, im->item_count, &im->item_room, sizeof *im->items);
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
		part.blocks.count = item->kind == IMPORT_PAGE && left > PAGE_BLOCKS_MAX ? PAGE_BLOCKS_MAX : left;
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
/* ---- formats ------------------------------------------------------------------------------------------------------------ */

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);
	return n >= m && strcasecmp(name + n - m, end) == 0;
}

/* A line "ANSWER: B" is what Aiken has and GIFT has not. */
static bool has_answer_line(struct str text)
{
	struct str line;
	while (text.n) {
		str_cut(text, '\n', &line, &text);
		line = str_trim(line);
		if (line.n > 7 && strncasecmp(line.s, "ANSWER", 6) == 0 && (line.s[6] == ':' || line.s[6] == ' '))
			return true;
	}
	return false;
}

enum import_format import_format_of(const char *name, struct str bytes)
{
	if (str_starts(bytes, "PK\x03\x04") || str_starts(bytes, "PK\x05\x06"))
		return ends_with(name, ".docx") || ends_with(name, ".odt") || ends_with(name, ".xlsx") ? IMPORT_UNKNOWN
		                                                                                      : IMPORT_H5P;
	if (ends_with(name, ".h5p"))
		return IMPORT_H5P;
	struct str head = { bytes.s, bytes.n < 64 * 1024 ? bytes.n : 64 * 1024 };
	if (ends_with(name, ".gift"))
		return IMPORT_GIFT;
	if (ends_with(name, ".md") || ends_with(name, ".html") || ends_with(name, ".htm") || ends_with(name, ".xml") ||
	    ends_with(name, ".svg") || ends_with(name, ".csv"))
		return IMPORT_UNKNOWN;
	struct arena a = { 0 };
	struct str text = str_trim(import_utf8(&a, head));
	enum import_format format = IMPORT_UNKNOWN;
	if (memchr(text.s, '\0', text.n))
		format = IMPORT_UNKNOWN;
	else if (text.n && ((text.s[0] == '{' && memchr(text.s, '"', text.n)) || ends_with(name, ".json")))
		format = IMPORT_QCMCAM;
	else if (has_answer_line(text))
		format = IMPORT_AIKEN;
	else if (text.n && memchr(text.s, '{', text.n))
		format = IMPORT_GIFT;
	arena_drop(&a);
	return format;
}

/* The ends of lines as Unix has them: \r\n of Windows and \r of old Macs too. */
static struct str with_plain_ends(struct arena *a, struct str text)
{
	if (!text.n || !memchr(text.s, '\r', text.n))
		return text;
	char *out = arena_alloc(a, text.n);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++)
		if (text.s[i] != '\r')
			out[n++] = text.s[i];
		else if (i + 1 == text.n || text.s[i + 1] != '\n')
			out[n++] = '\n';
	return (struct str){ out, n };
}

bool import_read(struct import *im, enum import_format format, struct str bytes)
{
	if (format == IMPORT_H5P)
		return import_h5p(im, bytes);
	if (bytes.n > IMPORT_TEXT_MAX)
		return import_refuse(im, "ce fichier dépasse %d Mo. Coupez-le en plusieurs fichiers",
		                     IMPORT_TEXT_MAX / 1024 / 1024);
	struct str text = with_plain_ends(im->arena, import_utf8(im->arena, bytes));
	switch (format) {
	case IMPORT_GIFT: return import_gift(im, text);
	case IMPORT_AIKEN: return import_aiken(im, text);
	case IMPORT_QCMCAM: return import_qcmcam(im, text);
	default: return import_refuse(im, "ce fichier n'est ni GIFT, ni Aiken, ni QCMCam, ni H5P");
	}
}
