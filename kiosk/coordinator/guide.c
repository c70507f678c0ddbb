#include "coordinator/guide.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/prompt.h"
#include "base/str.h"
#include "base/utf8.h"

enum { COLUMNS = 76, TEXT_MAX = 2000 };

/* Bytes up to the next space where a line may break: not before : ; ! ? and », not after «. */
static size_t piece_length(const char *p)
{
	size_t n = strcspn(p, " \n");
	while (p[n] == ' ' && ((p[n + 1] && strchr(":;!?", p[n + 1])) || strncmp(p + n + 1, "»", 2) == 0 ||
	                       (n >= 2 && strncmp(p + n - 2, "«", 2) == 0)))
		n += 1 + strcspn(p + n + 1, " \n");
	return n;
}

void guide_wrap(struct buf *out, const char *text, int columns, int indent)
{
	int at = 0;
	for (const char *p = text; *p;) {
		size_t n = piece_length(p);
		int width = (int)utf8_length(p, n);
		if (at && at + 1 + width > columns) {
			buf_puts(out, "\n");
			at = 0;
		}
		if (at) {
			buf_puts(out, " ");
			at++;
		} else if (out->size && out->data[out->size - 1] == '\n') {
			buf_printf(out, "%*s", indent, "");
			at = indent;
		}
		buf_add(out, p, n);
		at += width;
		p += n;
		while (*p == ' ' || *p == '\n')
			p++;
	}
}

static void wrapped(const char *before, int indent, const char *format, va_list v)
{
	char text[TEXT_MAX];
	struct buf out = { 0 };
	size_t n = (size_t)snprintf(text, sizeof text, "%s", before);
	vsnprintf(text + n, sizeof text - n, format, v);
	if (text[0] == '\n')
		putchar('\n');
	guide_wrap(&out, text, COLUMNS, indent);
	puts(out.data ? out.data : "");
	buf_free(&out);
}

void guide_screen(int step, int steps, const char *title)
{
	const char *term = getenv("TERM");
	if (isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0)
		fputs("\033[H\033[2J\033[3J", stdout); /* and what scrolled away: a key may have been there */
	else
		putchar('\n');
	if (step)
		printf("Étape %d sur %d : %s\n\n", step, steps, title);
	else
		printf("%s\n\n", title);
}

void guide_say(const char *format, ...)
{
	va_list v;
	va_start(v, format);
	wrapped("", 0, format, v);
	va_end(v);
	putchar('\n');
}

void guide_item(const char *format, ...)
{
	va_list v;
	va_start(v, format);
	wrapped("- ", 2, format, v);
	va_end(v);
}

void guide_line(const char *format, ...)
{
	va_list v;
	va_start(v, format);
	fputs("    ", stdout);
	vprintf(format, v);
	va_end(v);
	puts("\n");
}

/* "q", "r" and the end of the input; else GUIDE_NEXT. */
static enum guide read_answer(const char *question, char *out, size_t size)
{
	if (!prompt_line(question, out, size)) {
		putchar('\n');
		return GUIDE_STOP;
	}
	struct str word = str_trim(str_from(out));
	memmove(out, word.s, word.n);
	out[word.n] = '\0';
	if (strcmp(out, "q") == 0 || strcmp(out, "Q") == 0)
		return GUIDE_STOP;
	return strcmp(out, "r") == 0 || strcmp(out, "R") == 0 ? GUIDE_BACK : GUIDE_NEXT;
}

enum guide guide_next(void)
{
	char line[64];
	return read_answer("Entrée : continuer. r : revenir. q : arrêter, et reprendre plus tard. ", line,
	                   sizeof line);
}

enum guide guide_ask(const char *question, char *out, size_t size)
{
	for (;;) {
		enum guide g = read_answer(question, out, size);
		if (g != GUIDE_NEXT || *out)
			return g;
		puts("Il manque une réponse. (q : arrêter)");
	}
}

enum guide guide_choose(const char *question, int count, int *out)
{
	char line[64];
	for (;;) {
		long long n;
		enum guide g = guide_ask(question, line, sizeof line);
		if (g != GUIDE_NEXT)
			return g;
		if (str_int(str_from(line), 1, count, &n)) {
			*out = (int)n;
			return g;
		}
		printf("Répondez par un nombre de 1 à %d.\n", count);
	}
}

enum guide guide_yes(const char *question, bool *yes)
{
	char line[64];
	for (;;) {
		enum guide g = guide_ask(question, line, sizeof line);
		if (g != GUIDE_NEXT)
			return g;
		if (strchr("oOnN", line[0])) {
			*yes = line[0] == 'o' || line[0] == 'O';
			return g;
		}
		puts("Répondez par o (oui) ou n (non).");
	}
}

void guide_key_name(const char *text, char *out, size_t size)
{
	static const struct {
		const char *letters[8];
		char plain;
	} accents[] = {
		{ { "à", "â", "ä", "À", "Â", "Ä", "á", "Á" }, 'a' },
		{ { "é", "è", "ê", "ë", "É", "È", "Ê", "Ë" }, 'e' },
		{ { "î", "ï", "Î", "Ï", "í", "Í" }, 'i' },
		{ { "ô", "ö", "Ô", "Ö", "ó", "Ó" }, 'o' },
		{ { "ù", "û", "ü", "Ù", "Û", "Ü", "ú", "Ú" }, 'u' },
		{ { "ç", "Ç" }, 'c' },
		{ { "ñ", "Ñ" }, 'n' },
	};
	size_t n = 0;
	for (const char *p = text; *p && n + 1 < size;) {
		char c = *p, plain = 0;
		size_t step = 1;
		for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
			for (int j = 0; j < 8 && accents[i].letters[j]; j++)
				if (strncmp(p, accents[i].letters[j], strlen(accents[i].letters[j])) == 0) {
					plain = accents[i].plain;
					step = strlen(accents[i].letters[j]);
				}
		if (!plain && c >= 'A' && c <= 'Z')
			plain = (char)(c - 'A' + 'a');
		else if (!plain && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			plain = c;
		else if (!plain && n && out[n - 1] != '-')
			plain = '-';
		if (plain)
			out[n++] = plain;
		p += step;
	}
	while (n && out[n - 1] == '-')
		n--;
	out[n] = '\0';
}
