#include "coordinator/json.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static void string(struct buf *out, const char *s)
{
	size_t n = strlen(s);
	buf_puts(out, "\"");
	while (n) {
		long bad = utf8_invalid(s, n);
		size_t good = bad < 0 ? n : (size_t)bad;
		for (size_t i = 0; i < good; i++)
			if (s[i] == '"' || s[i] == '\\')
				buf_printf(out, "\\%c", s[i]);
			else if (s[i] == '\n' || s[i] == '\r' || s[i] == '\t')
				buf_printf(out, "\\%c", s[i] == '\n' ? 'n' : s[i] == '\r' ? 'r' : 't');
			else if ((unsigned char)s[i] < ' ' || s[i] == 127)
				buf_printf(out, "\\u%04x", (unsigned char)s[i]);
			else
				buf_add(out, s + i, 1);
		if (bad >= 0)
			buf_puts(out, "\ufffd"), good++;
		s += good;
		n -= good;
	}
	buf_puts(out, "\"");
}

static void place(struct json *j, const char *key)
{
	if (j->depth) {
		buf_puts(&j->out, j->filled[j->depth] ? ",\n" : "\n");
		for (int i = 0; i < j->depth; i++)
			buf_puts(&j->out, "  ");
	}
	j->filled[j->depth] = true;
	if (key) {
		string(&j->out, key);
		buf_puts(&j->out, ": ");
	}
}

void json_open(struct json *j, const char *key, char bracket)
{
	place(j, key);
	buf_add(&j->out, &bracket, 1);
	assert(j->depth + 1 < JSON_DEEP);
	j->filled[++j->depth] = false;
}

void json_close(struct json *j, char bracket)
{
	bool filled = j->filled[j->depth--];
	if (filled) {
		buf_puts(&j->out, "\n");
		for (int i = 0; i < j->depth; i++)
			buf_puts(&j->out, "  ");
	}
	buf_add(&j->out, &bracket, 1);
	if (j->depth == 0)
		buf_puts(&j->out, "\n");
}

void json_text(struct json *j, const char *key, const char *text)
{
	place(j, key);
	string(&j->out, text);
}

void json_number(struct json *j, const char *key, long long n)
{
	place(j, key);
	buf_printf(&j->out, "%lld", n);
}

void json_bool(struct json *j, const char *key, bool yes)
{
	place(j, key);
	buf_puts(&j->out, yes ? "true" : "false");
}
