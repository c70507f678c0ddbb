#include "author/import.h"

#include <string.h>

#include "base/utf8.h"

/* Windows-1252 from 0x80 to 0x9F; 0: no character there. */
static const uint16_t windows[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static struct str from_windows(struct arena *a, struct str bytes)
{
	char *out = arena_alloc(a, bytes.n * 3 + 1);
	size_t n = 0;
	for (size_t i = 0; i < bytes.n; i++) {
		uint32_t c = (unsigned char)bytes.s[i];
		if (c >= 0x80 && c < 0xA0)
			c = windows[c - 0x80] ? windows[c - 0x80] : ' ';
		n += (size_t)utf8_put(c, out + n);
	}
	return (struct str){ out, n };
}

/* What Windows' editor calls "Unicode". */
static struct str from_utf16(struct arena *a, struct str bytes, int high)
{
	char *out = arena_alloc(a, bytes.n * 2 + 4);
	const unsigned char *s = (const unsigned char *)bytes.s;
	size_t n = 0;
	for (size_t i = 2; i + 1 < bytes.n; i += 2) {
		uint32_t c = (uint32_t)s[i + (size_t)high] << 8 | s[i + 1 - (size_t)high];
		if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.n) {
			uint32_t low = (uint32_t)s[i + 2 + (size_t)high] << 8 | s[i + 3 - (size_t)high];
			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		if (c >= 0xD800 && c < 0xE000)
			c = ' ';
		n += (size_t)utf8_put(c, out + n);
	}
	return (struct str){ out, n };
}

struct str import_utf8(struct arena *a, struct str bytes)
{
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes = (struct str){ bytes.s + 3, bytes.n - 3 };
	else if (str_starts(bytes, "\xFF\xFE"))
		return from_utf16(a, bytes, 1);
	else if (str_starts(bytes, "\xFE\xFF"))
		return from_utf16(a, bytes, 0);
	return utf8_invalid(bytes.s, bytes.n) < 0 ? bytes : from_windows(a, bytes);
}

/* ---- one clean line --------------------------------------------------------------------------------------------------- */

static bool is_blank(uint32_t c)
{
	return c <= ' ' || c == 0x7F || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Says nothing by itself: marks of direction, soft hyphens, joiners, variation selectors. */
static bool is_unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x80 && c < 0xA0) || c == 0x34F || c == 0x61C ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF9 && c <= 0xFFFB);
}

/* What the fonts in assets/fonts have, of the scripts of the kiosk's languages. */
static bool is_drawn(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x20, 0x7E },     { 0xA1, 0x148 },    { 0x14A, 0x24F },   { 0x300, 0x304 },
		{ 0x306, 0x308 },   { 0x327, 0x328 },   { 0x393, 0x394 },   { 0x3A9, 0x3A9 },
		{ 0x3B1, 0x3B4 },   { 0x3BB, 0x3BC },   { 0x3C0, 0x3C1 },   { 0x400, 0x45F },
		{ 0x490, 0x493 },   { 0x60C, 0x60C },   { 0x61B, 0x61B },   { 0x61F, 0x64A },
		{ 0x64B, 0x655 },   { 0x660, 0x66D },   { 0x670, 0x6D3 },   { 0x6F0, 0x6F9 },
		{ 0x1E00, 0x1EFF }, { 0x2010, 0x2015 }, { 0x2018, 0x2022 }, { 0x2026, 0x2026 },
		{ 0x2030, 0x2030 }, { 0x2032, 0x2033 }, { 0x2039, 0x203A }, { 0x2044, 0x2044 },
		{ 0x2070, 0x2071 }, { 0x2074, 0x208E }, { 0x20AC, 0x20AC }, { 0x2116, 0x2116 },
		{ 0x2122, 0x2122 }, { 0x2153, 0x215E }, { 0x2190, 0x2195 }, { 0x2206, 0x2206 },
		{ 0x2211, 0x2213 }, { 0x221A, 0x221A }, { 0x221E, 0x221E }, { 0x2248, 0x2248 },
		{ 0x2260, 0x2261 }, { 0x2264, 0x2265 }, { 0x2713, 0x2713 },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

const char *import_clean(struct arena *a, struct str text, int *lost)
{
	char *out =
	    arena_alloc(a, text.n * 2 + 1); /* an apostrophe between two letters grows to three bytes */
	size_t n = 0;
	bool gap = false;
	uint32_t c;
	for (size_t i = 0; i < text.n;) {
		size_t length = (size_t)utf8_next(text.s + i, text.n - i, &c);
		if (is_blank(c)) {
			gap = n > 0;
		} else if (is_drawn(c) && !is_unseen(c)) {
			if (gap)
				out[n++] = ' ';
			gap = false;
			if (c == '\'' && n && is_letter(out[n - 1]) && i + 1 < text.n &&
			    is_letter(text.s[i + 1])) {
				memcpy(out + n, "\xE2\x80\x99", 3); /* as the kiosk's own texts have it */
				n += 3;
			} else {
				memcpy(out + n, text.s + i, length);
				n += length;
			}
		} else if (!is_unseen(c)) {
			gap = gap || n > 0; /* two words on both sides of a drawing stay two words */
			if (lost)
				++*lost;
		}
		i += length;
	}
	out[n] = '\0';
	return out;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------------- */

static void add_block(struct import *im, struct import_blocks *b, struct import_block block)
{
	if (b->count == b->room) {
		if (b->room >= IMPORT_BLOCKS_MAX) {
			if (!b->fault)
				b->fault = "a trop de paragraphes. Coupez-le avant de l'importer";
			return;
		}
		struct import_block *more = arena_array(im->arena, (size_t)b->room * 2 + 4, sizeof *more);
		if (b->count)
			memcpy(more, b->at, (size_t)b->count * sizeof *more);
		b->at = more;
		b->room = b->room * 2 + 4;
	}
	b->at[b->count++] = block;
}

/* Where a long text can be cut: behind the last sentence that ends in its first `max` bytes; 0: nowhere. */
static size_t cut_of(const char *s, size_t max)
{
	for (size_t i = max; i-- > 1;)
		if (s[i] == ' ' && strchr(".!?;:", s[i - 1]))
			return i;
	return 0;
}

void import_block(struct import *im, struct import_blocks *b, enum import_block_kind kind, struct str text,
                  int list)
{
	int lost = 0;
	const char *clean = import_clean(im->arena, text, &lost);
	if (lost && !clean[0] && !b->fault)
		b->fault = "n'a que des signes que la borne ne peut pas dessiner (émoticônes...)";
	while (strlen(clean) > IMPORT_PARAGRAPH_CUT && kind == IMPORT_PARAGRAPH) {
		size_t at = cut_of(clean, IMPORT_PARAGRAPH_CUT);
		if (!at)
			break;
		add_block(im, b,
		          (struct import_block){ kind, arena_strndup(im->arena, clean, at), -1, list });
		clean += at + 1;
	}
	if (strlen(clean) > IMPORT_PARAGRAPH_MAX && !b->fault)
		b->fault = "a un paragraphe trop long. Coupez-le avant de l'importer";
	if (clean[0])
		add_block(im, b, (struct import_block){ kind, clean, -1, list });
}

void import_plain(struct import *im, struct import_blocks *b, struct str text)
{
	struct str line, rest = text, whole = { text.s, 0 };
	do {
		str_cut(rest, '\n', &line, &rest);
		if (str_trim(line).n) {
			whole.n = (size_t)(line.s + line.n - whole.s);
			continue;
		}
		import_block(im, b, IMPORT_PARAGRAPH, whole, 0);
		whole = (struct str){ rest.s, 0 };
	} while (rest.n);
	import_block(im, b, IMPORT_PARAGRAPH, whole, 0);
}

static bool looks_like_html(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		char next = s.s[i + 1];
		bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
		if ((s.s[i] == '<' && (letter || next == '/' || next == '!')) ||
		    (s.s[i] == '&' && (letter || next == '#')))
			return true;
	}
	return false;
}

void import_rich(struct import *im, struct import_blocks *b, struct str text)
{
	if (looks_like_html(text))
		import_html(im, b, text);
	else
		import_plain(im, b, text);
}

const char *import_line(struct import *im, struct import_blocks *b)
{
	struct buf line = { 0 };
	for (int i = 0; i < b->count; i++) {
		if (b->at[i].kind == IMPORT_PICTURE) {
			if (!b->fault)
				b->fault = "contient une image à une place où la borne n'en montre pas";
			continue;
		}
		buf_puts(&line, line.size ? " " : "");
		buf_puts(&line, b->at[i].text);
	}
	const char *text = arena_strndup(im->arena, line.data ? line.data : "", line.size);
	buf_free(&line);
	return text;
}

const char *import_rich_line(struct import *im, struct str text, const char **fault)
{
	struct import_blocks b = { 0 };
	import_rich(im, &b, text);
	const char *line = import_line(im, &b);
	if (b.fault && !*fault)
		*fault = b.fault;
	return line;
}
