#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct str str_from(const char *s)
{
	return s ? (struct str){ s, strlen(s) } : (struct str){ "", 0 };
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

bool str_is(struct str a, const char *b)
{
	return str_eq(a, str_from(b));
}

bool str_starts(struct str a, const char *prefix)
{
	size_t n = strlen(prefix);
	return a.n >= n && memcmp(a.s, prefix, n) == 0;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str a)
{
	while (a.n && blank(a.s[0]))
		a.s++, a.n--;
	while (a.n && blank(a.s[a.n - 1]))
		a.n--;
	return a;
}

bool str_cut(struct str a, char at, struct str *before, struct str *after)
{
	const char *p = a.n ? memchr(a.s, at, a.n) : NULL;
	if (!p) {
		*before = a;
		*after = (struct str){ a.s + a.n, 0 };
		return false;
	}
	size_t n = (size_t)(p - a.s);
	*before = (struct str){ a.s, n };
	*after = (struct str){ p + 1, a.n - n - 1 };
	return true;
}

bool str_int(struct str a, long long low, long long high, long long *out)
{
	bool negative = a.n && a.s[0] == '-';
	size_t i = negative;
	if (i == a.n || a.n - i > 18)
		return false;
	long long value = 0;
	for (; i < a.n; i++) {
		if (a.s[i] < '0' || a.s[i] > '9')
			return false;
		value = value * 10 + (a.s[i] - '0');
	}
	if (negative)
		value = -value;
	if (value < low || value > high)
		return false;
	*out = value;
	return true;
}

static void reserve(struct buf *b, size_t more)
{
	size_t need = b->size + more + 1;
	if (need < more)
		abort();
	if (need <= b->room)
		return;
	size_t room = b->room ? b->room : 256;
	while (room < need)
		room *= 2;
	b->data = xrealloc(b->data, room);
	b->room = room;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	reserve(b, n);
	if (n)
		memcpy(b->data + b->size, bytes, n);
	b->size += n;
	b->data[b->size] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		abort();
	reserve(b, (size_t)n);
	vsnprintf(b->data + b->size, (size_t)n + 1, format, again);
	va_end(again);
	b->size += (size_t)n;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}

bool str_copy(char *out, size_t size, const char *s)
{
	size_t n = strlen(s);
	if (n < size) {
		memcpy(out, s, n + 1);
		return true;
	}
	n = size - 1;
	while (n && ((unsigned char)s[n] & 0xC0) == 0x80)
		n--;
	memcpy(out, s, n);
	out[n] = '\0';
	return false;
}

bool str_is_id(struct str id, size_t max)
{
	if (id.n == 0 || id.n > max || id.s[0] < 'a' || id.s[0] > 'z')
		return false;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.s[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}
