/* Numbers as a language writes them, and a value that one changes by steps. */
#include "ui/draw.h"

#include <stdio.h>
#include <string.h>

/* French, Ukrainian and the Arabic of the Maghreb group with a narrow space, which keeps the order of the groups in a
 * right-to-left line too (UAX 9: it is a common separator), and use a decimal comma. */
const char *figure(const struct draw *d, enum lang lang, long long thousandths)
{
	bool english = lang == LANG_EN, negative = thousandths < 0;
	unsigned long long v = negative ? 0ull - (unsigned long long)thousandths : (unsigned long long)thousandths;
	unsigned long long whole = v / 1000, rest = v % 1000;
	char digits[24], out[80];
	int n = snprintf(digits, sizeof digits, "%llu", whole), at = 0;
	if (negative)
		at += snprintf(out + at, sizeof out - (size_t)at, "\u2212");
	for (int i = 0; i < n; i++) {
		bool group = i > 0 && (n - i) % 3 == 0 && n > 3;
		at += snprintf(out + at, sizeof out - (size_t)at, "%s%c", group ? english ? "," : "\u202F" : "", digits[i]);
	}
	if (rest) {
		char decimals[8];
		int m = snprintf(decimals, sizeof decimals, "%03llu", rest);
		while (m > 1 && decimals[m - 1] == '0')
			decimals[--m] = '\0';
		at += snprintf(out + at, sizeof out - (size_t)at, "%s%s", english ? "." : ",", decimals);
	}
	return arena_strndup(d->a, out, (size_t)at);
}

const char *widest_figure(const struct draw *d, enum lang lang, long long from, long long to, long long step)
{
	const char *widest = figure(d, lang, to);
	const long long others[] = { from, from + step, to - step };
	for (int k = 0; k < 3; k++) {
		const char *other = figure(d, lang, others[k]);
		if (strlen(other) > strlen(widest))
			widest = other;
	}
	return widest;
}

static struct button step_button(const struct draw *d, const struct stepper *s, bool more, bool large)
{
	const char *by = figure(d, d->lang, large ? s->large : s->step);
	struct button b = button(d, BUTTON_SECOND, more ? "plus" : "minus", by, more ? MSG_MORE : MSG_LESS,
				 s->row + (large ? s->large_arg : 0));
	b.said = filled(d, more ? W_("Plus {1}") : W_("Moins {1}"), by, NULL);
	b.center = true;
	return b;
}

/* [- 10] [- 1]  value  [+ 1] [+ 10], the unit under it; where the panel is narrow the large steps stand under the small ones and
 * the unit between them, if it has room there. */
struct steps {
	struct button b[4];
	struct say how, unit_how;
	const struct text_layout *text, *unit;
	int w, inner, high;
	bool row, between;
};

/* On one line, in letters no smaller than the normal ones. */
static bool fits(struct draw *d, const char *value, int width)
{
	struct sizes normal;
	sizes_for(&normal, d->look->panel, false);
	struct text_style style = { .px = normal.text, .bold = true };
	return text_width(d->look->measure, value, &style) <= width;
}

static struct steps steps_of(struct draw *d, const struct stepper *s, int width)
{
	struct steps p = { .b = { step_button(d, s, false, s->large), step_button(d, s, false, false),
				  step_button(d, s, true, false), step_button(d, s, true, s->large) },
			   .w = d->z.control,
			   .high = d->z.control };
	for (int i = s->large ? 0 : 1; i < (s->large ? 4 : 3); i++) {
		int w = button_width(d, &p.b[i]);
		p.w = w > p.w ? w : p.w;
	}
	p.how = saying(d, d->z.title * 3 / 2, true, s->quiet ? INK_QUIET : INK_TEXT);
	p.unit_how = saying(d, d->z.text, false, INK_TEXT);
	p.how.lang = p.unit_how.lang = s->lang;
	p.how.align = p.unit_how.align = ALIGN_CENTER;
	struct prose value = plain(s->value), unit = plain(s->unit ? s->unit : "");
	p.row = s->large && width - 4 * (p.w + d->z.gap) >= p.w * 3 / 2;
	p.inner = width - (p.row ? 4 : 2) * (p.w + d->z.gap);
	/* Decided by the widest value, so that nothing jumps: where it would be torn, large steps lose their sign's picture and
	 * small ones their number; the voice says both. */
	const char *widest = s->widest ? s->widest : s->value;
	if (!fits(d, widest, p.inner)) {
		p.w = d->z.control;
		for (int i = s->large ? 0 : 1; i < (s->large ? 4 : 3); i++) {
			if (s->large) /* LRM (U+200E): the sign stays before its number */
				p.b[i].label = plain(arena_printf(d->a, "\u200E%s%s", i < 2 ? "\u2212" : "+", p.b[i].label.text)), p.b[i].icon = NULL;
			else
				p.b[i].label = plain("");
			int w = button_width(d, &p.b[i]);
			p.w = w > p.w ? w : p.w;
		}
		p.inner = width - (p.row ? 4 : 2) * (p.w + d->z.gap);
	}
	p.how = say_fitting(d, widest, &p.how, p.inner);
	p.text = lay(d, &value, &p.how, p.inner);
	p.unit = lay(d, &unit, &p.unit_how, p.inner);
	p.between = s->unit && s->large && !p.row && p.unit->height <= d->z.control && !p.unit->torn;
	if (!p.between)
		p.unit = lay(d, &unit, &p.unit_how, width);
	if (p.text->height > p.high)
		p.high = p.text->height;
	return p;
}

int stepper_height(struct draw *d, const struct stepper *s, int width)
{
	struct steps p = steps_of(d, s, width);
	int h = s->large && !p.row ? p.high + d->z.gap + d->z.control : p.high;
	return p.between ? h : h + p.unit->height;
}

void put_stepper(struct draw *d, const struct stepper *s, struct rect at)
{
	struct steps p = steps_of(d, s, at.w);
	int h = d->z.control, step = p.w + d->z.gap, y = at.y + (p.high - h) / 2, low = at.y + p.high + d->z.gap, x = at.x;
	for (int i = p.row ? 0 : 1; i < 2; i++, x += step)
		put_button(d, &p.b[i], (struct rect){ x, y, p.w, h });
	put_layout(d, p.text, s->value, &p.how, x, at.y + (p.high - p.text->height) / 2, p.inner);
	x += p.inner + d->z.gap;
	for (int i = 2; i < (p.row ? 4 : 3); i++, x += step)
		put_button(d, &p.b[i], (struct rect){ x, y, p.w, h });
	if (s->large && !p.row) {
		put_button(d, &p.b[0], (struct rect){ at.x, low, p.w, h });
		put_button(d, &p.b[3], (struct rect){ at.x + at.w - p.w, low, p.w, h });
	}
	if (!s->unit)
		return;
	if (p.between)
		put_layout(d, p.unit, s->unit, &p.unit_how, at.x + step, low + (h - p.unit->height) / 2, p.inner);
	else
		put_layout(d, p.unit, s->unit, &p.unit_how, at.x, at.y + stepper_height(d, s, at.w) - p.unit->height, at.w);
}
