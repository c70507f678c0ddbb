#include "ui/text_impl.h"

#include <fribidi.h>

/* Nothing in it reads from right to left, and nobody asks for it: every level is 0. Most of our text. */
static bool plain(const FriBidiCharType *types, int count)
{
	for (int i = 0; i < count; i++)
		if (FRIBIDI_IS_RTL(types[i]) || FRIBIDI_IS_ARABIC(types[i]) || FRIBIDI_IS_EXPLICIT(types[i]) ||
		    FRIBIDI_IS_ISOLATE(types[i]))
			return false;
	return true;
}

/* A dot that begins a name, as in ".gouv.fr", belongs to it: UAX 9 lets a program say so (HL3). Alone it would stand at the
 * other end of the name, in Arabic text. */
static void keep_first_dots(const FriBidiChar *cps, FriBidiCharType *types, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (cps[i] == '.' && types[i + 1] == FRIBIDI_TYPE_LTR && (i == 0 || !FRIBIDI_IS_STRONG(types[i - 1])))
			types[i] = FRIBIDI_TYPE_LTR;
}

void text_bidi_levels(struct paragraph *p)
{
	size_t n = (size_t)p->count;
	bool rtl = p->style->direction == DIRECTION_RTL;
	FriBidiChar *cps = arena_array(p->arena, n, sizeof *cps);
	FriBidiCharType *types = arena_array(p->arena, n, sizeof *types);
	for (size_t i = 0; i < n; i++)
		cps[i] = p->letters[i].cp;
	fribidi_get_bidi_types(cps, p->count, types);
	if (!n || (!rtl && plain(types, p->count)))
		return;
	keep_first_dots(cps, types, n);
	FriBidiBracketType *brackets = arena_array(p->arena, n, sizeof *brackets);
	FriBidiLevel *levels = arena_array(p->arena, n, sizeof *levels);
	FriBidiParType base = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	fribidi_get_bracket_types(cps, p->count, types, brackets);
	bool done = fribidi_get_par_embedding_levels_ex(types, brackets, p->count, &base, levels) != 0;
	for (size_t i = 0; i < n; i++)
		p->letters[i].level = done && levels[i] > 0 ? (uint8_t)levels[i] : rtl && !done;
}

/* Rule L2: from the highest level down to the lowest odd one, reverse what is at that level or above. */
void text_bidi_order(struct piece *pieces, int count)
{
	int high = 0;
	for (int i = 0; i < count; i++)
		if (pieces[i].level > high)
			high = pieces[i].level;
	for (int level = high; level > 0; level--)
		for (int i = 0; i < count; i++) {
			int end = i;
			while (end < count && pieces[end].level >= level)
				end++;
			for (int a = i, b = end - 1; a < b; a++, b--) {
				struct piece keep = pieces[a];
				pieces[a] = pieces[b];
				pieces[b] = keep;
			}
			if (end > i)
				i = end;
		}
}

/* The joining type of the nearest letter in this direction that is not transparent (a vowel sign). */
static FriBidiJoiningType joining(const struct paragraph *p, int i, int step)
{
	for (; i >= 0 && i < p->count && !p->letters[i].space; i += step) {
		FriBidiJoiningType type = fribidi_get_joining_type(p->letters[i].cp);
		if (!FRIBIDI_IS_JOINING_TYPE_T(type) && !FRIBIDI_IS_JOINING_TYPE_G(type))
			return type;
	}
	return FRIBIDI_JOINING_TYPE_U;
}

bool text_bidi_joins(const struct paragraph *p, int at)
{
	const struct letter *l = p->letters;
	if (at <= 0 || at >= p->count || !(l[at].level & 1) || l[at - 1].level != l[at].level)
		return false;
	/* In logical order a letter joins the next one on its left. */
	return FRIBIDI_JOINS_LEFT(joining(p, at - 1, -1)) && FRIBIDI_JOINS_RIGHT(joining(p, at, 1));
}
