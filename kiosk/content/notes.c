#include "content/notes.h"

#include <stdarg.h>
#include <stdio.h>

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
		*e = (struct err){ 0 };
		err_at(e, ERR_FORMAT, file, line, column, "%s", text);
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
