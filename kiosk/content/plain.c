#include "content/plain.h"

#include <string.h>

#include "base/utf8.h"

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x202F;
}

static bool is_word_character(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && c != 0x60C &&
	        c != 0x61B && c != 0x61F);
}

static bool ends_sentence(uint32_t c, uint32_t next)
{
	return (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F) &&
	       (!next || is_blank(next) || next == 0xBB || next == ')');
}

/* Two capitals or more, alone: "ANSSI". Capitals of the Latin alphabet only. */
static int initials(const struct letters *l, int i, char name[12])
{
	int n = 0;
	if (i && is_word_character(l->at[i - 1].c))
		return 0;
	while (i + n < l->count && l->at[i + n].c >= 'A' && l->at[i + n].c <= 'Z' && n < 11) {
		name[n] = (char)l->at[i + n].c;
		n++;
	}
	name[n] = '\0';
	if (n < 2 || n > 10 || (i + n < l->count && is_word_character(l->at[i + n].c)))
		return 0;
	return n;
}

static bool everybody_knows(const char *name)
{
	static const char *const known[] = { "SMS", "USB", "PDF", "QR",   "OK",   "TV", "CD",
		                             "DVD", "GPS", "PC",  "SAMU", "SNCF", NULL };
	for (int i = 0; known[i]; i++)
		if (strcmp(known[i], name) == 0)
			return true;
	return false;
}

static void note_acronym(struct draft *d, const char *name, const struct letter *at, bool explained)
{
	int i = 0;
	while (i < d->acronym_count && strcmp(d->acronyms[i].name, name) != 0)
		i++;
	if (i == DRAFT_ACRONYMS_MAX)
		return;
	struct acronym *a = &d->acronyms[i];
	if (i == d->acronym_count) {
		d->acronym_count++;
		*a = (struct acronym){ .line = at->line, .column = at->column };
		strcpy(a->name, name);
	}
	a->explained |= explained;
}

/* "CNIL (le gendarme des données)" and "le gendarme des données (CNIL)" both explain. */
static void look_for_acronyms(struct draft *d, const struct letters *l)
{
	char name[12];
	for (int i = 0; i < l->count; i++) {
		int n = initials(l, i, name);
		if (!n)
			continue;
		bool opened = i && l->at[i - 1].c == '(';
		int after = i + n;
		while (after < l->count && is_blank(l->at[after].c))
			after++;
		bool followed = after < l->count && (l->at[after].c == '(' || l->at[after].c == ':');
		if (!everybody_knows(name))
			note_acronym(d, name, &l->at[i], opened || followed);
		i += n - 1;
	}
}

void plain_look(struct draft *d, const struct letters *l)
{
	if (!d->hints)
		return;
	if (!d->staff) {
		look_for_acronyms(d, l);
		wording_look(d, l);
	}
	int most = d->staff ? PLAIN_STAFF_WORDS_MAX : PLAIN_WORDS_MAX;
	int words = 0, start = 0;
	bool in_word = false;
	for (int i = 0; i < l->count; i++) {
		uint32_t c = l->at[i].c, next = i + 1 < l->count ? l->at[i + 1].c : 0;
		if (is_blank(c))
			in_word = false;
		else if (is_word_character(c) && !in_word)
			words++, in_word = true;
		if (next && !ends_sentence(c, next))
			continue;
		if (words > most)
			draft_hint(d, l->at[start].line, l->at[start].column,
			           "Phrase de %d mots. Au-delà de %d, coupez-la en deux.", words,
			           most);
		words = 0;
		in_word = false;
		start = i + 1;
		while (start + 1 < l->count && (is_blank(l->at[start].c) || l->at[start].c == 0xBB))
			start++;
	}
}

void plain_finish(struct draft *d)
{
	for (int i = 0; i < d->acronym_count; i++)
		if (!d->acronyms[i].explained)
			draft_hint(d, d->acronyms[i].line, d->acronyms[i].column,
			           "« %s » n'est pas expliqué. Ajoutez son sens entre parenthèses.",
			           d->acronyms[i].name);
}

int plain_sentences(const char *text)
{
	int count = 0;
	size_t n = strlen(text);
	uint32_t c, next;
	bool open = false;
	for (size_t i = 0; i < n;) {
		i += (size_t)utf8_next(text + i, n - i, &c);
		next = 0;
		if (i < n)
			utf8_next(text + i, n - i, &next);
		open |= is_word_character(c);
		if (open && (!next || ends_sentence(c, next))) {
			count++;
			open = false;
		}
	}
	return count;
}

int plain_words(const char *text)
{
	int count = 0;
	size_t n = strlen(text);
	uint32_t c;
	bool in_word = false;
	for (size_t i = 0; i < n;) {
		i += (size_t)utf8_next(text + i, n - i, &c);
		if (is_blank(c))
			in_word = false;
		else if (is_word_character(c) && !in_word)
			count++, in_word = true;
	}
	return count;
}
