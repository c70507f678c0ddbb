/* Two words for one thing: in plain language a thing keeps its name from the beginning to the end (FALC). French only; a small
 * table of words that authors really mix, inside one module. */
#include <string.h>

#include "content/plain.h"

enum { VARIANTS = 4 };

/* The words of one row mean the same to whoever reads. Lower case; a plural is found too. */
static const char *const rows[][VARIANTS] = {
	{ "mail", "e-mail", "courriel", "mél" },
	{ "smartphone", "mobile", "téléphone" },
	{ "mot de passe", "code secret" },
	{ "hameçonnage", "phishing" },
	{ "rançongiciel", "ransomware" },
	{ "sms", "texto" },
	{ "wifi", "wi-fi" },
	{ "pirate", "hacker" },
	{ "appli", "application" },
	{ "ordinateur", "pc" },
	{ "cookie", "traceur" },
	{ "clé usb", "stick" },
};
enum { ROWS = sizeof rows / sizeof *rows };
_Static_assert(sizeof rows / sizeof *rows <= (size_t)WORDINGS_MAX, "a row without a place in the draft");

static uint32_t lower(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ? c + 0x20 : c;
}

static bool is_letter(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0x24F);
}

static uint32_t at(const struct letters *l, int i)
{
	return i >= 0 && i < l->count ? lower(l->at[i].c) : ' ';
}

/* How many letters of the text at i are this word, alone; 0: it is another. Addresses are no words. */
static int matches(const struct letters *l, int i, const char *word)
{
	int n = 0;
	uint32_t before = at(l, i - 1);
	if (is_letter(before) || before == '-' || before == '.' || before == '/' || before == '@')
		return 0;
	for (const unsigned char *w = (const unsigned char *)word; *w; w++, n++) {
		uint32_t c = *w, there = at(l, i + n);
		if (c >= 0xC3) /* the letters of the table have two bytes at most */
			c = (c & 0x1Fu) << 6 | (*++w & 0x3Fu);
		if (there == 0xA0 || there == 0x202F)
			there = ' ';
		if (there != c)
			return 0;
	}
	n += at(l, i + n) == 's';
	uint32_t after = at(l, i + n), then = at(l, i + n + 1);
	bool goes_on = is_letter(after) || after == '-' || after == '@' || after == '/' || (after == '.' && is_letter(then));
	return goes_on ? 0 : n;
}

/* A "téléphone mobile" is one thing with two words. */
static bool neighbours(const struct letters *l, int i, int n, int row)
{
	for (int v = 0; v < VARIANTS && rows[row][v]; v++) {
		int length = 0;
		for (const char *w = rows[row][v]; *w; w++)
			length += (*w & 0xC0) != 0x80;
		if (matches(l, i + n + 1, rows[row][v]) || matches(l, i - 1 - length, rows[row][v]))
			return true;
	}
	return false;
}

static void met(struct draft *d, const struct letter *where, int row, int variant)
{
	struct wording *w = &d->wordings[row];
	if (!w->line) {
		*w = (struct wording){ .variant = variant, .line = where->line };
		return;
	}
	if (w->variant == variant || w->told)
		return;
	w->told = true;
	draft_hint(d, where->line, where->column, "« %s » ici, « %s » à la ligne %d : gardez un seul mot pour une même chose.",
	           rows[row][variant], rows[row][w->variant], w->line);
}

void wording_look(struct draft *d, const struct letters *l)
{
	for (int i = 0; d->lang == LANG_FR && i < l->count; i++)
		for (int row = 0; row < ROWS; row++)
			for (int v = 0; v < VARIANTS && rows[row][v]; v++) {
				int n = matches(l, i, rows[row][v]);
				if (n && !neighbours(l, i, n, row))
					met(d, &l->at[i], row, v);
			}
}
