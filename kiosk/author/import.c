#include "author/import.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { ARENA_MAX = 512 * 1024 * 1024 };

void import_begin(struct import *im, const char *name, struct arena *a)
{
	*im = (struct import){
		.arena = a, .name = name, .title = "", .licence = "", .authors = "", .source = ""
	};
}

/* ---- notes ------------------------------------------------------------------------------------------------------------ */

void *import_grown(struct arena *a, const void *list, int count, int *room, size_t size)
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
		im->notes =
		    import_grown(im->arena, im->notes, im->note_count, &im->note_room, sizeof *im->notes);
	if (im->note_count < im->note_room)
		im->notes[im->note_count++] = (struct import_note){ kind, at, text };
}

const char *import_excerpt(struct arena *a, const char *what, int max)
{
	size_t bytes = 0, n = strlen(what);
	uint32_t c;
	for (int i = 0; i < max && bytes < n; i++)
		bytes += (size_t)utf8_next(what + bytes, n - bytes, &c);
	return arena_printf(a, "%.*s%s", (int)bytes, what, bytes < n ? "…" : "");
}

bool import_skip(struct import *im, struct import_place at, const char *what, const char *format, ...)
{
	char reason[300];
	va_list args;
	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	what = import_excerpt(im->arena, import_clean(im->arena, str_from(what), NULL), IMPORT_EXCERPT_MAX);
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
	import_remark(im, at,
	              "Ce fichier est trop grand : la suite n'est pas lue. Coupez-le en plusieurs fichiers.");
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
