/* A paragraph as its sentences, for panels where it does not fit in one part. */
#include <string.h>

#include "ui/draw.h"

/* Bytes of the end mark, with a closing quotation mark, that stands before a space at `at`; 0: none. */
static size_t end_mark(const char *at)
{
	static const char *const marks[] = { ".", "!", "?", "…", "؟" };
	static const char *const closing[] = { "", " »", "\u00A0»", "\u202F»", "»", "”", ")" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);
		if (strncmp(at, marks[i], n) != 0)
			continue;
		for (size_t j = 0; j < sizeof closing / sizeof *closing; j++) {
			size_t m = strlen(closing[j]);
			if (strncmp(at + n, closing[j], m) == 0 && at[n + m] == ' ')
				return n + m;
		}
	}
	return 0;
}

/* The piece from `from` to `to`, with what is strong in it. */
static struct prose piece(struct arena *a, const struct prose *p, int from, int to)
{
	struct prose out = { .text = arena_strndup(a, p->text + from, (size_t)(to - from)) };
	struct span *strong = arena_array(a, (size_t)p->strong_count, sizeof *strong);
	for (int i = 0; i < p->strong_count; i++) {
		int start = p->strong[i].start > from ? p->strong[i].start : from;
		int end = p->strong[i].end < to ? p->strong[i].end : to;
		if (start < end)
			strong[out.strong_count++] = (struct span){ start - from, end - from };
	}
	out.strong = strong;
	return out;
}

int prose_sentences(struct arena *a, const struct prose *p, struct prose *out, int max)
{
	int count = 0, from = 0, n = (int)strlen(p->text);
	for (int i = 0; i < n && count + 1 < max; i++) {
		int mark = (int)end_mark(p->text + i);
		if (mark == 0)
			continue;
		out[count++] = piece(a, p, from, i + mark);
		i += mark;
		from = i + 1;
	}
	if (from < n)
		out[count++] = piece(a, p, from, n);
	return count;
}

int prose_halves(struct arena *a, const struct prose *p, struct prose out[2])
{
	int n = (int)strlen(p->text), cut = -1;
	for (int i = 1; i < n - 1; i++)
		if (p->text[i] == ' ' && (cut < 0 || 2 * i <= n))
			cut = i;
	if (cut < 0)
		return 0;
	out[0] = piece(a, p, 0, cut);
	out[1] = piece(a, p, cut + 1, n);
	return 2;
}
