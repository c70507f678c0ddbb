#include "coordinator/csv.h"

#include <string.h>

void csv_begin(struct csv *c)
{
	*c = (struct csv){ 0 };
	buf_puts(&c->out, "\xef\xbb\xbf");
}

static void next(struct csv *c)
{
	if (c->within)
		buf_puts(&c->out, ";");
	c->within = true;
}

/* What a spreadsheet may take for a formula, at the start or behind spaces; full-width forms are read as plain ones
 * by some. */
static bool is_formula(const char *s)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };
	while (*s == ' ' || strncmp(s, "\u00a0", 2) == 0)
		s += *s == ' ' ? 1 : 2;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return true;
	return *s && strchr("=+-@\t\r\n|%", *s);
}

void csv_text(struct csv *c, const char *text)
{
	next(c);
	bool formula = is_formula(text), quoted = formula || strpbrk(text, ";\"\r\n\t,") || *text == ' ';
	if (quoted)
		buf_puts(&c->out, "\"");
	if (formula)
		buf_puts(&c->out, "'");
	for (const char *p = text; *p; p++)
		if (*p == '"')
			buf_puts(&c->out, "\"\"");
		else if ((unsigned char)*p < ' ' || *p == 127)
			buf_puts(&c->out, " "); /* a line stays a line */
		else
			buf_add(&c->out, p, 1);
	if (quoted)
		buf_puts(&c->out, "\"");
}

void csv_empty(struct csv *c)
{
	next(c);
}

void csv_number(struct csv *c, long long n)
{
	next(c);
	buf_printf(&c->out, "%lld", n);
}

void csv_thousandths(struct csv *c, long long n)
{
	next(c);
	buf_printf(&c->out, "%s%lld,%lld", n < 0 ? "-" : "", (n < 0 ? -n : n) / 10, (n < 0 ? -n : n) % 10);
}

void csv_line(struct csv *c)
{
	buf_puts(&c->out, "\r\n");
	c->within = false;
}
