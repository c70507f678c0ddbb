#include "content/draft.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "content/pack.h"

struct str draft_line(const struct draft *d, int number)
{
	if (number < 1 || number > d->line_count)
		return (struct str){ "", 0 };
	int start = d->line_at[number - 1], end = d->line_at[number];
	if (end > start && d->text.s[end - 1] == '\n')
		end--;
	if (end > start && d->text.s[end - 1] == '\r')
		end--;
	return (struct str){ d->text.s + start, (size_t)(end - start) };
}

int draft_column(const struct draft *d, int line, int byte_column)
{
	struct str s = draft_line(d, line);
	size_t bytes = byte_column > 1 ? (size_t)byte_column - 1 : 0;
	return 1 + (int)utf8_length(s.s, bytes < s.n ? bytes : s.n);
}

static void find_lines(struct draft *d)
{
	int count = 1;
	for (size_t i = 0; i < d->text.n; i++)
		count += d->text.s[i] == '\n';
	int *at = arena_array(d->scratch, (size_t)count + 1, sizeof *at);
	int n = 1;
	for (size_t i = 0; i < d->text.n; i++)
		if (d->text.s[i] == '\n')
			at[n++] = (int)i + 1;
	if (n > 1 && at[n - 1] == (int)d->text.n)
		n--; /* no line behind the last newline */
	at[n] = (int)d->text.n;
	d->line_at = at;
	d->line_count = n;
}

/* Characters that nobody types on purpose and that can hide or reorder text (Trojan Source, CVE-2021-42574). */
static const char *odd_character(uint32_t c)
{
	if (c >= 0xAE && c < 0x2000 && c != 0x61C)
		return NULL; /* letters of all our languages */
	if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
	    c == 0x061C)
		return "une marque de sens d'écriture invisible";
	if ((c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0))
		return "un caractère de commande";
	if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x2028 || c == 0x2029)
		return "un caractère invisible";
	if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xE0000 || (c & 0xFFFE) == 0xFFFE ||
	    (c >= 0xFFF9 && c <= 0xFFFD))
		return "un caractère sans dessin";
	return NULL;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

/* From the digit at s.s[i], a run of digit groups joined by single spaces or hyphens. Returns its end. */
static size_t number_run(struct str s, size_t i, int *spaces, int *hyphens)
{
	uint32_t c, next;
	*spaces = *hyphens = 0;
	while (i < s.n) {
		int n = utf8_next(s.s + i, s.n - i, &c);
		if (!is_digit(c)) {
			if ((c != ' ' && c != '-') || i + 1 >= s.n)
				break;
			utf8_next(s.s + i + 1, s.n - i - 1, &next);
			if (!is_digit(next))
				break;
			*(c == ' ' ? spaces : hyphens) += 1;
		}
		i += (size_t)n;
	}
	return i;
}

/* In a right-to-left line the groups of "06 12 34" would stand as "34 12 06" (access.md, part b). */
static void look_at_numbers(struct draft *d, int line)
{
	struct str s = draft_line(d, line);
	uint32_t c, last = ' ';
	for (size_t i = 0; i < s.n;) {
		int n = utf8_next(s.s + i, s.n - i, &c), spaces, hyphens;
		bool inside = (last < 0x80 && last > ' ' && strchr("/_.-#=", (int)last)) ||
		              (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
		last = c;
		if (!is_digit(c)) {
			i += (size_t)n;
			continue;
		}
		size_t end = number_run(s, i, &spaces, &hyphens);
		int column = draft_column(d, line, (int)i + 1);
		if (spaces)
			draft_mistake(d, line, column,
			              "Ce nombre s'afficherait à l'envers. Entre ses groupes, écrivez &nbsp; "
			              "et pas un espace.");
		else if (hyphens == 1 && !inside)
			draft_hint(d, line, column,
			           "Entre deux nombres, le tiret trompe en arabe. Écrivez « de … à … » en "
			           "toutes lettres.");
		i = end;
	}
}

/* False at the first bytes that are not UTF-8: what follows may be anything. */
static bool look_at_characters(struct draft *d)
{
	for (int line = 1; line <= d->line_count; line++) {
		struct str s = draft_line(d, line);
		int column = 1;
		uint32_t c;
		for (size_t i = 0; i < s.n; column++) {
			if (s.s[i] >= ' ' &&
			    s.s[i] <= '~') { /* nearly all of them: the kiosk reads this at start */
				i++;
				continue;
			}
			int length = utf8_next(s.s + i, s.n - i, &c);
			if (c == 0xFFFD && length == 1)
				return draft_mistake(d, line, column,
				                     "Ce caractère n'est pas de l'UTF-8. Enregistrez le "
				                     "fichier avec l'encodage UTF-8.");
			i += (size_t)length;
			const char *what = odd_character(c);
			if (what)
				draft_mistake(d, line, column, "Il y a ici %s (U+%04X). Effacez-le.", what,
				              (unsigned)c);
		}
		if (lang_table[d->lang].rtl && !str_starts(s, "<!--"))
			look_at_numbers(d, line);
	}
	return true;
}

bool draft_take(struct draft *d, struct str bytes)
{
	d->text = (struct str){ arena_strndup(d->scratch, bytes.s, bytes.n), bytes.n };
	if (str_starts(d->text, "\xEF\xBB\xBF")) /* some Windows editors write it */
		d->text.s += 3, d->text.n -= 3;
	find_lines(d);
	return look_at_characters(d);
}

bool draft_read(struct draft *d, const char *file_name)
{
	char folder[1024], path[1200];
	snprintf(d->name, sizeof d->name, "%s/%s", d->module, file_name);
	if (!file_join(folder, sizeof folder, d->dir, d->module) ||
	    !file_join(path, sizeof path, folder, file_name))
		return draft_mistake(d, 0, 0, "Le chemin est trop long. Rapprochez le dossier de la racine.");
	struct buf b = { 0 };
	struct err e = { 0 };
	if (!file_read(path, MODULE_FILE_MAX, &b, &e)) {
		buf_free(&b);
		if (e.code == ERR_TOO_BIG)
			return draft_mistake(d, 0, 0, "Ce fichier dépasse %d ko. Faites deux %s.",
			                     MODULE_FILE_MAX / 1024, d->guide ? "séances" : "modules");
		if (e.code == ERR_REFUSED)
			return draft_mistake(
			    d, 0, 0, "Ce n'est pas un fichier simple. Remplacez-le par un vrai fichier.");
		return draft_mistake(d, 0, 0, "Ce fichier ne peut pas être lu (%s).", e.text);
	}
	bool ok = draft_take(d, (struct str){ b.data, b.size });
	buf_free(&b);
	return ok;
}
