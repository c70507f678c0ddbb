#include "ui/text_impl.h"

#include <hb.h>
#include <string.h>

#include "base/utf8.h"

struct range {
	uint32_t first, last;
};

static bool in_ranges(uint32_t cp, const struct range *r, int count)
{
	for (int i = 0; i < count && r[i].first <= cp; i++)
		if (cp <= r[i].last)
			return true;
	return false;
}

/* Spaces at which a line may end. U+00A0, U+2007 and U+202F hold words together: they are letters here. */
static bool is_space(uint32_t cp)
{
	static const struct range spaces[] = { { 0x09, 0x0D },	   { ' ', ' ' },       { 0x1680, 0x1680 },
					       { 0x2000, 0x2006 }, { 0x2008, 0x200A }, { 0x205F, 0x205F },
					       { 0x3000, 0x3000 } };
	return cp == ' ' || in_ranges(cp, spaces, (int)(sizeof spaces / sizeof *spaces));
}

/* Never drawn, whatever the font: controls, soft hyphens, bidi marks, zero width spaces. Joiners and variation
 * selectors are kept: shaping needs them. */
static bool is_invisible(uint32_t cp)
{
	static const struct range none[] = { { 0x00, 0x1F },	 { 0x7F, 0x9F },     { 0xAD, 0xAD },
					     { 0x61C, 0x61C },	 { 0x200B, 0x200B }, { 0x200E, 0x200F },
					     { 0x202A, 0x202E }, { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF },
					     { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE007F } };
	return cp != ' ' && in_ranges(cp, none, (int)(sizeof none / sizeof *none));
}

static bool ends_line(uint32_t cp)
{
	return cp == '\n' || cp == 0x0B || cp == 0x0C || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Grapheme clusters as UAX 29 sees them for the scripts that our fonts have: marks, joiners, variation selectors and
 * emoji modifiers belong to the letter before. */
static bool extends(uint32_t cp)
{
	if (cp < 0x300)
		return false;
	if (cp == 0x200C || cp == JOINER || (cp >= 0x1F3FB && cp <= 0x1F3FF))
		return true;
	switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), cp)) {
	case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK: return true;
	default: return false;
	}
}

/* The two Tamil pairs that are drawn as one sign: ka + ssa and sha/sa + ra, over a virama. */
static bool tamil_ligature(const struct letter *l, int i)
{
	enum { VIRAMA = 0xBCD, KA = 0xB95, SSA = 0xBB7, RA = 0xBB0, SHA = 0xBB6, SA = 0xBB8 };
	if (i < 2 || l[i - 1].cp != VIRAMA)
		return false;
	uint32_t first = l[i - 2].cp;
	return (first == KA && l[i].cp == SSA) || ((first == SHA || first == SA) && l[i].cp == RA);
}

static bool begins_cluster(const struct letter *l, int i, int cluster_from)
{
	enum { CLUSTER_MAX = 32 }; /* letters: a thousand accents on one letter are not a letter */
	if (i == 0 || i - cluster_from >= CLUSTER_MAX || l[i - 1].space)
		return true;
	if (l[i].invisible)
		return false;
	return !extends(l[i].cp) && l[i - 1].cp != JOINER && !tamil_ligature(l, i);
}

static void mark_bold(struct paragraph *p, const struct prose *prose)
{
	for (int i = 0; i < p->count; i++)
		p->letters[i].bold = p->style->bold;
	for (int k = 0; k < prose->strong_count; k++)
		for (int i = 0; i < p->count; i++)
			if (p->letters[i].at >= prose->strong[k].start && p->letters[i].at < prose->strong[k].end)
				p->letters[i].bold = true;
	for (int i = 1; i < p->count; i++)
		if (!p->letters[i].cluster)
			p->letters[i].bold = p->letters[i - 1].bold;
}

/* Bytes up to the next forced line end, which is not counted; *next is where the text goes on, -1: nowhere. */
static int paragraph_bytes(const char *s, int from, int n, int *next)
{
	uint32_t cp;
	int length;
	for (int i = from; i < n; i += length) {
		length = utf8_next(s + i, (size_t)(n - i), &cp);
		if (ends_line(cp)) {
			*next = i + length;
			return i;
		}
	}
	*next = -1;
	return n;
}

int text_letters(struct paragraph *p, const struct prose *prose, int from, int n)
{
	const char *s = prose->text;
	int next;
	int end = paragraph_bytes(s, from, n, &next);
	struct letter *l = p->letters = arena_array(p->arena, (size_t)(end - from) + 1, sizeof *l);
	int cluster_from = 0;
	p->count = 0;
	for (int at = from; at < end;) {
		struct letter *c = &l[p->count];
		c->at = at;
		at += utf8_next(s + at, (size_t)(end - at), &c->cp);
		c->space = is_space(c->cp);
		c->invisible = !c->space && is_invisible(c->cp);
		c->cluster = begins_cluster(l, p->count, cluster_from);
		if (c->cluster)
			cluster_from = p->count;
		p->count++;
	}
	l[p->count].at = end;
	l[p->count].cluster = true;
	mark_bold(p, prose);
	return next;
}
