#include "ui/text_impl.h"

#include <hb.h>

#include "base/utf8.h"

/* The family made for a script. For others the order of enum family decides. */
static enum family family_for(uint32_t script)
{
	return script == HB_SCRIPT_ARABIC ? FAMILY_ARABIC : script == HB_SCRIPT_TAMIL ? FAMILY_TAMIL : FAMILY_LATIN;
}

/* 0 for what many scripts share: digits, punctuation, combining marks, joiners. */
static uint32_t own_script(uint32_t cp)
{
	hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), cp);
	bool shared = script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
	return shared ? 0 : (uint32_t)script;
}

/* From the nearest letter of the same word and the same level: "12" is Latin in "v12" and Arabic in "ط12". */
static void take_from_word(struct paragraph *p, int first, int step)
{
	uint32_t script = 0;
	int level = -1;
	for (int i = first; i >= 0 && i < p->count; i += step) {
		struct letter *l = &p->letters[i];
		if (l->space)
			script = 0;
		else if (l->script) {
			script = l->script;
			level = l->level;
		} else if (level == l->level)
			l->script = script;
	}
}

/* From the nearest word of the same level: a bracket around an Arabic word in a French sentence is French. */
static void take_from_level(struct paragraph *p, int first, int step)
{
	uint32_t last[128] = { 0 };
	for (int i = first; i >= 0 && i < p->count; i += step) {
		struct letter *l = &p->letters[i];
		if (l->script)
			last[l->level & 127] = l->script;
		else
			l->script = last[l->level & 127];
	}
}

static void take_from_any(struct paragraph *p)
{
	uint32_t script = p->style->direction == DIRECTION_RTL ? HB_SCRIPT_ARABIC : HB_SCRIPT_LATIN;
	for (int i = p->count - 1; i >= 0; i--) /* the last one seen: the first of the paragraph */
		if (p->letters[i].script)
			script = p->letters[i].script;
	for (int i = 0; i < p->count; i++) {
		if (p->letters[i].script)
			script = p->letters[i].script;
		p->letters[i].script = script;
	}
}

static void resolve_scripts(struct paragraph *p)
{
	int base = 0, common = 0;
	for (int i = 0; i < p->count; i++) {
		struct letter *l = &p->letters[i];
		l->script = own_script(l->cp);
		if (l->cluster)
			base = i;
		else if (!p->letters[base].script)
			p->letters[base].script = l->script; /* a vowel sign shown on a dotted circle */
	}
	for (int i = 0; i < p->count; i++) {
		p->letters[i].common = !p->letters[i].script;
		common += p->letters[i].common;
	}
	if (common) {
		int last = p->count - 1;
		take_from_word(p, 0, 1);
		take_from_word(p, last, -1);
		take_from_level(p, 0, 1);
		take_from_level(p, last, -1);
		take_from_any(p);
	}
	for (int i = 1; i < p->count; i++)
		if (!p->letters[i].cluster)
			p->letters[i].script = p->letters[i - 1].script;
}

/* Spaces that hold words together. A font that has none of its own is lent a plain one. */
static bool is_fixed_space(uint32_t cp)
{
	return cp == 0xA0 || cp == 0x2007 || cp == 0x202F;
}

/* Joiners and variation selectors act on shaping and have no ink, so no font has to have them. */
static bool needs_glyph(const struct letter *l)
{
	uint32_t cp = l->cp;
	return !l->invisible && !l->space && !is_fixed_space(cp) && cp != 0x34F && cp != 0x200C && cp != JOINER &&
	       !(cp >= 0xFE00 && cp <= 0xFE0F);
}

static bool covers(const struct paragraph *p, int family, uint32_t cp)
{
	return p->m->covers(p->m->context, (enum family)family, cp);
}

static bool covers_all(const struct paragraph *p, int family, int from, int to)
{
	for (int i = from; i < to; i++)
		if (needs_glyph(&p->letters[i]) && !covers(p, family, p->letters[i].cp))
			return false;
	return true;
}

/* The first family that has every letter of [from, to[, the script's own first; FAMILY_COUNT: none has. */
static int family_of(const struct paragraph *p, int from, int to)
{
	int own = family_for(p->letters[from].script);
	if (covers_all(p, own, from, to))
		return own;
	for (int family = 0; family < FAMILY_COUNT; family++)
		if (family != own && covers_all(p, family, from, to))
			return family;
	return FAMILY_COUNT;
}

/* One letter by itself; when no family has it, U+FFFD is shown in its place. */
static void choose_alone(struct paragraph *p, int i)
{
	struct letter *l = &p->letters[i];
	int family = family_of(p, i, i + 1);
	if (family == FAMILY_COUNT) {
		p->missing = true;
		l->cp = REPLACEMENT;
		family = family_of(p, i, i + 1);
	}
	l->family = (uint8_t)(family == FAMILY_COUNT ? FAMILY_LATIN : family);
}

/* A stretch that should look alike takes one family when one has it all; else each cluster, else each letter. */
static void choose(struct paragraph *p, int from, int to)
{
	int family = family_of(p, from, to);
	if (family != FAMILY_COUNT) {
		for (int i = from; i < to; i++)
			p->letters[i].family = (uint8_t)family;
		return;
	}
	for (int i = from, end; i < to; i = end) {
		for (end = i + 1; end < to && !p->letters[end].cluster;)
			end++;
		if (i > from || end < to)
			choose(p, i, end);
		else
			for (int k = i; k < end; k++)
				choose_alone(p, k);
	}
}

/* Digits and punctuation of one word stay in one font: "12/03/2025" may be in no font of the word before it. */
static int end_of_stretch(const struct paragraph *p, int i)
{
	const struct letter *first = &p->letters[i];
	int end = i + 1;
	while (end < p->count && (!p->letters[end].cluster ||
				  (first->common && p->letters[end].common && !p->letters[end].space && !first->space &&
				   p->letters[end].level == first->level && p->letters[end].script == first->script)))
		end++;
	return end;
}

static int put_shown(const struct paragraph *p, const struct letter *l, char out[4])
{
	if (l->invisible)
		return 0;
	uint32_t cp = l->cp;
	if (l->space || (is_fixed_space(cp) && !covers(p, l->family, cp)))
		cp = ' ';
	else if (cp == REPLACEMENT && !covers(p, l->family, cp))
		cp = '?';
	return utf8_put(cp, out);
}

void text_script(struct paragraph *p)
{
	resolve_scripts(p);
	for (int i = 0, end; i < p->count; i = end) {
		end = end_of_stretch(p, i);
		choose(p, i, end);
	}
	char *shown = arena_alloc(p->arena, (size_t)p->count * 4 + 1);
	int n = 0;
	for (int i = 0; i < p->count; i++) {
		p->letters[i].shown_at = n;
		n += put_shown(p, &p->letters[i], shown + n);
	}
	p->letters[p->count].shown_at = n;
	p->shown = shown;
}

void text_script_name(uint32_t script, char out[5])
{
	for (int i = 0; i < 4; i++)
		out[i] = (char)(script >> (24 - 8 * i) & 0xFF);
	out[4] = '\0';
}
