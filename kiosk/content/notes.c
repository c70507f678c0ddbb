#include "content/notes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* What an author typed comes back in the sentence and goes to a terminal: only whole, visible characters do. */
static void clean(char *text)
{
	size_t n = strlen(text), kept = 0;
	uint32_t c;
	for (size_t i = 0; i < n;) {
		int length = utf8_next(text + i, n - i, &c);
		bool odd = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD ||
		           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
		           c == 0x200F || c == 0x61C;
		if (!odd)
			memmove(text + kept, text + i, (size_t)length);
		kept += odd ? 0 : (size_t)length;
		i += (size_t)length;
	}
	text[kept] = '\0';
}

bool notes_add(struct notes *n, const char *file, int line, int column, const char *format, ...)
{
	if (!n)
		return false;
	if (n->count < n->room) {
		struct err *e = &n->list[n->count];
		char text[sizeof e->text];
		va_list args;
		va_start(args, format);
		vsnprintf(text, sizeof text, format, args);
		va_end(args);
		clean(text);
		*e = (struct err){ 0 };
		err_at(e, ERR_FORMAT, file, line, column, "%s", text);
		clean(e->file);
	}
	n->count++;
	return false;
}

static bool after(const struct err *a, const struct err *b)
{
	return a->line != b->line ? a->line > b->line : a->column > b->column;
}

void notes_sort(struct notes *n, int first)
{
	int kept = n && n->count < n->room ? n->count : n ? n->room : 0;
	for (int i = first + 1; i < kept; i++) {
		struct err moved = n->list[i];
		int j = i;
		for (; j > first && after(&n->list[j - 1], &moved); j--)
			n->list[j] = n->list[j - 1];
		n->list[j] = moved;
	}
}
