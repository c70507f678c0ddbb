#include "content/letters.h"

#include "base/utf8.h"
#include "content/plain.h"

void letters_init(struct letters *l, int room, struct arena *a)
{
	*l = (struct letters){ arena_array(a, (size_t)room, sizeof *l->at), 0, room };
}

static void put(struct letters *l, struct letter one)
{
	if (l->count < l->room)
		l->at[l->count++] = one;
}

void letters_add(struct letters *l, struct str s, bool strong, int line, int column)
{
	uint32_t c;
	for (size_t i = 0; i < s.n; column++) {
		c = (unsigned char)s.s[i];
		i += c < 0x80 ? 1 : (size_t)utf8_next(s.s + i, s.n - i, &c);
		put(l, (struct letter){ c, strong, line, column });
	}
}

/* Base, combining mark, both in one (Unicode, canonical compositions). Keyboards give the third form; text that
 * went through a Mac's file names or a PDF comes in the first two. */
static uint32_t compose(uint32_t base, uint32_t mark)
{
	static const struct {
		uint32_t mark;
		const uint32_t pairs[60];
	} marks[] = {
		{ 0x300, { 'a', 0xE0, 'e', 0xE8, 'i', 0xEC, 'o', 0xF2, 'u',   0xF9,  'A',   0xC0,
		           'E', 0xC8, 'I', 0xCC, 'O', 0xD2, 'U', 0xD9, 0x435, 0x450, 0x438, 0x45D } },
		{ 0x301,
		  { 'a', 0xE1, 'e', 0xE9, 'i', 0xED, 'o', 0xF3,  'u', 0xFA,  'y', 0xFD,  'A', 0xC1, 'E', 0xC9,
		    'I', 0xCD, 'O', 0xD3, 'U', 0xDA, 'c', 0x107, 'n', 0x144, 's', 0x15B, 'z', 0x17A } },
		{ 0x302, { 'a', 0xE2, 'e', 0xEA, 'i', 0xEE, 'o', 0xF4, 'u', 0xFB,
		           'A', 0xC2, 'E', 0xCA, 'I', 0xCE, 'O', 0xD4, 'U', 0xDB } },
		{ 0x303, { 'a', 0xE3, 'n', 0xF1, 'o', 0xF5, 'A', 0xC3, 'N', 0xD1, 'O', 0xD5 } },
		{ 0x306, { 'a', 0x103, 'g', 0x11F, 0x438, 0x439, 0x418, 0x419, 0x443, 0x45E, 0x423, 0x40E } },
		{ 0x308, { 'a', 0xE4, 'e',   0xEB,  'i',   0xEF,  'o',   0xF6,  'u',   0xFC,
		           'y', 0xFF, 'A',   0xC4,  'E',   0xCB,  'I',   0xCF,  'O',   0xD6,
		           'U', 0xDC, 0x456, 0x457, 0x406, 0x407, 0x435, 0x451, 0x415, 0x401 } },
		{ 0x327, { 'c', 0xE7, 'C', 0xC7, 's', 0x15F, 'S', 0x15E, 't', 0x163, 'T', 0x162 } },
		{ 0x30C,
		  { 'c', 0x10D, 's', 0x161, 'z', 0x17E, 'e', 0x11B, 'r', 0x159, 'C', 0x10C, 'S', 0x160, 'Z',
		    0x17D } },
		{ 0x653, { 0x627, 0x622 } },
		{ 0x654, { 0x627, 0x623, 0x648, 0x624, 0x64A, 0x626 } },
		{ 0x655, { 0x627, 0x625 } },
	};
	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
		if (marks[m].mark == mark)
			for (int i = 0; i < 60 && marks[m].pairs[i]; i += 2)
				if (marks[m].pairs[i] == base)
					return marks[m].pairs[i + 1];
	return 0;
}

void letters_tidy(struct letters *l)
{
	int n = 0;
	for (int i = 0; i < l->count; i++) {
		struct letter one = l->at[i];
		if (one.c == '\t' || one.c == '\n' || one.c == '\r')
			one.c = ' ';
		uint32_t both = n && one.c >= 0x300 && one.c < 0x700 ? compose(l->at[n - 1].c, one.c) : 0;
		if (both)
			l->at[n - 1].c = both;
		else if (one.c != ' ' || (n && l->at[n - 1].c != ' '))
			l->at[n++] = one;
	}
	if (n && l->at[n - 1].c == ' ')
		n--;
	l->count = n;
}

enum { NARROW = 0x202F, NO_BREAK = 0xA0, OPEN_QUOTE = 0xAB, CLOSE_QUOTE = 0xBB };

static bool is_space(uint32_t c)
{
	return c == ' ' || c == NO_BREAK || c == NARROW;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* May a sign stand here by itself, or is it inside an address ("?id=3")? */
static bool ends_a_word(uint32_t next)
{
	return !next || is_space(next) || next == '!' || next == '?' || next == ')' || next == ']' ||
	       next == '"' || next == CLOSE_QUOTE || next == 0x201D || next == 0x2019 || next == 0x2026 ||
	       next == '.' || next == ',';
}

/* The space that stands before this sign in French, 0: none. glued: also when the author typed nothing. */
static uint32_t space_before(uint32_t c, uint32_t next, bool *glued)
{
	*glued = true;
	switch (c) {
	case ';':
	case '!':
	case '?': return ends_a_word(next) ? NARROW : 0;
	case CLOSE_QUOTE: return NO_BREAK;
	case ':': *glued = false; return NO_BREAK;
	}
	return 0;
}

/* "0 805 805 817", "1 000": the space between two groups of digits holds them together. */
static bool joins_digits(const struct letters *l, int i)
{
	int n = 0;
	while (i + 1 + n < l->count && is_digit(l->at[i + 1 + n].c))
		n++;
	return i > 0 && is_digit(l->at[i - 1].c) && (n == 2 || n == 3);
}

/* What this plain space becomes, looking at both sides. */
static uint32_t french_space(const struct letters *l, int i)
{
	uint32_t before = i ? l->at[i - 1].c : 0, after = i + 1 < l->count ? l->at[i + 1].c : 0;
	uint32_t next = i + 2 < l->count ? l->at[i + 2].c : 0;
	bool glued;
	if (before == OPEN_QUOTE)
		return NO_BREAK;
	if (space_before(after, next, &glued))
		return space_before(after, next, &glued);
	if ((after == '%' || after == 0x20AC) && is_digit(before))
		return NO_BREAK;
	return joins_digits(l, i) ? NARROW : ' ';
}

static void put_french(struct letters *out, const struct letters *l, int i)
{
	struct letter one = l->at[i];
	uint32_t before = out->count ? out->at[out->count - 1].c : 0;
	uint32_t next = i + 1 < l->count ? l->at[i + 1].c : 0;
	bool glued = false;
	uint32_t space = space_before(one.c, next, &glued);
	if (one.c == ' ')
		one.c = french_space(l, i);
	if (space && glued && before && !is_space(before) && before != '!' && before != '?' &&
	    before != '(' && before != '[' && before != 0x2026)
		put(out, (struct letter){ space, one.strong && out->at[out->count - 1].strong, one.line,
		                          one.column });
	put(out, one);
	if (one.c == OPEN_QUOTE && next && !is_space(next))
		put(out,
		    (struct letter){ NO_BREAK, one.strong && l->at[i + 1].strong, one.line, one.column });
}

struct letters letters_space(const struct letters *l, enum lang lang, struct arena *a)
{
	if (lang != LANG_FR)
		return *l;
	struct letters out;
	letters_init(&out, l->count * 2 + 1, a);
	for (int i = 0; i < l->count; i++) {
		uint32_t c = l->at[i].c;
		bool plain = (c >= '@' && c <= '~') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x2000);
		if (plain)
			put(&out, l->at[i]);
		else
			put_french(&out, l, i);
	}
	return out;
}

struct prose letters_prose(const struct letters *l, struct arena *a)
{
	int size = 0, spans = 0;
	for (int i = 0; i < l->count; i++) {
		uint32_t c = l->at[i].c;
		size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		spans += l->at[i].strong && (i == 0 || !l->at[i - 1].strong);
	}
	char *text = arena_alloc(a, (size_t)size + 1);
	size = 0;
	struct span *strong = spans ? arena_array(a, (size_t)spans, sizeof *strong) : NULL;
	spans = 0;
	for (int i = 0; i < l->count; i++) {
		bool is = l->at[i].strong, was = i && l->at[i - 1].strong;
		if (is && !was)
			strong[spans++].start = size;
		if (l->at[i].c < 0x80)
			text[size++] = (char)l->at[i].c;
		else
			size += utf8_put(l->at[i].c, text + size);
		if (is)
			strong[spans - 1].end = size;
	}
	return (struct prose){ text, strong, spans };
}

const char *letters_string(struct draft *d, struct str s, int line, int column)
{
	struct letters raw, ready;
	letters_init(&raw, (int)s.n, d->scratch);
	letters_add(&raw, s, false, line, column);
	letters_tidy(&raw);
	ready = letters_space(&raw, d->lang, d->scratch);
	plain_look(d, &ready);
	return letters_prose(&ready, d->keep).text;
}
