#include "ui/helpers/rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { FIRST_MAX = sizeof ((struct findings *)0)->first / sizeof ((struct findings *)0)->first[0] };

void find(struct findings *f, const char *format, ...)
{
	if (f->count < FIRST_MAX) {
		char text[140];
		va_list list;
		va_start(list, format);
		vsnprintf(text, sizeof text, format, list);
		va_end(list);
		snprintf(f->first[f->count], sizeof f->first[0], "%.50s: %s", f->where, text);
	}
	f->count++;
}

void print_findings(const struct findings *f)
{
	for (int i = 0; i < f->count && i < FIRST_MAX; i++)
		fprintf(stderr, "%s\n", f->first[i]);
	if (f->count > FIRST_MAX)
		fprintf(stderr, "... and %d more\n", f->count - FIRST_MAX);
}

/* ---- rectangles ---- */

static int right(struct rect r)
{
	return r.x + r.w;
}

static int bottom(struct rect r)
{
	return r.y + r.h;
}

static bool inside(struct rect a, struct rect b)
{
	return a.x >= b.x && a.y >= b.y && right(a) <= right(b) && bottom(a) <= bottom(b);
}

static bool meet(struct rect a, struct rect b)
{
	return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

/* The box of the letters, without the rest of the column: from the first line's top to the last one's bottom. */
static struct rect ink(const struct item *i)
{
	const struct text_layout *t = i->text;
	int low = 1 << 30, high = 0;
	for (int k = 0; k < t->run_count; k++) {
		low = t->runs[k].x < low ? t->runs[k].x : low;
		high = t->runs[k].x + t->runs[k].width > high ? t->runs[k].x + t->runs[k].width : high;
	}
	return (struct rect){ i->at.x + low, i->at.y, high - low, t->height };
}

static bool is_text(const struct item *i)
{
	return i->kind == ITEM_TEXT && i->text && i->text->run_count > 0;
}

static const char *said(const struct item *i)
{
	return i->text && i->text->run_count ? i->text->runs[0].s : "";
}

/* ---- text ---- */

static void check_size(struct findings *f, const struct item *i, const struct panel *p, bool large)
{
	double mm = i->text->size.cap / (p->height_px / p->height_mm);
	for (int k = 0; k < i->text->run_count; k++)
		if (i->text->runs[k].font.px != i->text->runs[0].font.px)
			find(f, "two sizes in one text");
	if (mm < 4.8 - 0.005)
		find(f, "V1: « %s » has capitals of %.2f mm", said(i), mm);
	(void)large;
}

/* V9: at most 80 characters from one end of a line to the other. */
static void check_lines(struct findings *f, const struct item *i)
{
	const struct text_layout *t = i->text;
	for (int from = 0, to; from < t->run_count; from = to) {
		int letters = -1;
		for (to = from; to < t->run_count && t->runs[to].y == t->runs[from].y; to++, letters++)
			for (int k = 0; k < t->runs[to].n; k++)
				letters += (t->runs[to].s[k] & 0xC0) != 0x80;
		if (letters > 80)
			find(f, "V9: a line of %d letters: « %s »", letters, said(i));
	}
	if (t->line_count > 1 && t->line_px + 1 < t->runs[0].font.px * 5 / 4)
		find(f, "V9: lines %d px apart for letters of %d px", t->line_px, t->runs[0].font.px);
}

static void check_text(struct findings *f, const struct scene *s, const struct item *i, const struct panel *p, bool large)
{
	struct rect glass = { 0, 0, s->width, s->height };
	const struct text_layout *t = i->text;
	if (t->overflow)
		find(f, "V8: « %s » overflows", said(i));
	if (t->torn)
		find(f, "a word of « %s » is torn", said(i));
	if (t->missing)
		find(f, "V6: a character of « %s » has no glyph", said(i));
	if (!inside(ink(i), glass))
		find(f, "V8: « %s » leaves the glass", said(i));
	check_size(f, i, p, large);
	check_lines(f, i);
}

/* A disc or a card over the drawing, under the words. */
static bool backed(const struct scene *s, int drawing, int text)
{
	for (int i = drawing + 1; i < text; i++)
		if (s->items[i].kind == ITEM_BOX && s->items[i].ink != INK_NONE && inside(ink(&s->items[text]), s->items[i].at))
			return true;
	return false;
}

static void check_texts(struct findings *f, const struct scene *s, const struct panel *p, bool large)
{
	for (int i = 0; i < s->item_count; i++) {
		const struct item *a = &s->items[i];
		if (is_text(a))
			check_text(f, s, a, p, large);
		for (int j = 0; j < s->item_count; j++) {
			const struct item *b = &s->items[j];
			bool drawing = b->kind == ITEM_PICTURE || b->kind == ITEM_ICON || b->kind == ITEM_QR;
			if (is_text(a) && is_text(b) && j > i && meet(ink(a), ink(b)))
				find(f, "« %s » is written over « %s »", said(b), said(a));
			if (is_text(a) && drawing && meet(b->at, ink(a)) && !backed(s, j, i))
				find(f, "« %s » and %s lie over each other", said(a), b->name);
		}
	}
}

/* ---- targets ---- */

static bool is_choice(const struct target *t)
{
	return (t->msg.kind == MSG_ANSWER && t->msg.arg >= 0) || t->msg.kind == MSG_MODULE || t->msg.kind == MSG_OPINION;
}

/* Millimetres between two rectangles; 0 when they touch. */
static double gap_mm(struct rect a, struct rect b, double x_px_mm, double y_px_mm)
{
	double dx = a.x > right(b) ? a.x - right(b) : b.x > right(a) ? b.x - right(a) : 0;
	double dy = a.y > bottom(b) ? a.y - bottom(b) : b.y > bottom(a) ? b.y - bottom(a) : 0;
	dx /= x_px_mm;
	dy /= y_px_mm;
	return dx > dy ? dx : dy;
}

static void check_target(struct findings *f, const struct scene *s, const struct target *t, const struct panel *p)
{
	double x = p->width_px / p->width_mm, y = p->height_px / p->height_mm;
	double short_mm = p->width_mm < p->height_mm ? p->width_mm : p->height_mm;
	double w = t->at.w / x, h = t->at.h / y, least = is_choice(t) && short_mm > 100 ? 20 : 16;
	struct rect glass = { 0, 0, s->width, s->height };
	if (!inside(t->at, glass))
		find(f, "« %s » leaves the glass", t->label);
	if (w < least - 0.05 || h < least - 0.05)
		find(f, "T%d: « %s » is %.1f x %.1f mm", is_choice(t) ? 1 : 2, t->label, w, h);
	if (!t->label || !t->label[0])
		find(f, "a target without a name at %d,%d", t->at.x, t->at.y);
	bool spoken = false;
	for (int i = 0; i < t->speech_count; i++)
		spoken |= s->speech[t->speech_first + i].text[0] != '\0';
	if (!spoken)
		find(f, "S1: nothing is said for « %s »", t->label);
}

/* F1: from each target to the next, down or along the line; the bar comes last. */
static void check_order(struct findings *f, const struct scene *s, bool rtl)
{
	for (int i = 1; i < s->target_count; i++) {
		const struct target *a = &s->targets[i - 1], *b = &s->targets[i];
		if (a->in_bar && !b->in_bar)
			find(f, "F1: the bar comes before « %s »", b->label);
		if (a->in_bar != b->in_bar)
			continue;
		bool same_column = a->at.x < right(b->at) && b->at.x < right(a->at);
		bool same_row = a->at.y < bottom(b->at) && b->at.y < bottom(a->at);
		bool before = rtl ? b->at.x > a->at.x : b->at.x < a->at.x;
		if ((same_column && b->at.y < a->at.y) || (same_row && before))
			find(f, "F1: « %s » comes after « %s »", b->label, a->label);
	}
}

static void check_targets(struct findings *f, const struct scene *s, const struct panel *p, bool rtl)
{
	double x = p->width_px / p->width_mm, y = p->height_px / p->height_mm;
	for (int i = 0; i < s->target_count; i++) {
		const struct target *a = &s->targets[i];
		check_target(f, s, a, p);
		for (int j = i + 1; j < s->target_count; j++) {
			const struct target *b = &s->targets[j];
			double gap = gap_mm(a->at, b->at, x, y);
			if (meet(a->at, b->at))
				find(f, "« %s » lies over « %s »", b->label, a->label);
			else if (gap < 2.95)
				find(f, "T3: %.1f mm between « %s » and « %s »", gap, a->label, b->label);
		}
		for (int j = 0; j < s->item_count; j++) { /* words are wholly in a button or wholly beside it */
			const struct item *t = &s->items[j];
			if (!is_text(t))
				continue;
			struct rect r = ink(t);
			if (meet(r, a->at) && !inside(r, a->at))
				find(f, "V8: « %s » crosses the edge of « %s »", said(t), a->label);
		}
	}
	check_order(f, s, rtl);
}

/* Whole pixels a module, its light zone, 30 mm at least, nothing of it off the glass. */
static void check_codes(struct findings *f, const struct scene *s, const struct panel *p)
{
	struct rect glass = { 0, 0, s->width, s->height };
	for (int i = 0; i < s->item_count; i++) {
		const struct item *c = &s->items[i];
		if (c->kind != ITEM_QR)
			continue;
		double w = c->at.w / (p->width_px / p->width_mm), h = c->at.h / (p->height_px / p->height_mm);
		if (w < 29.9 || h < 29.9 || c->module_px < 2)
			find(f, "a QR code of %.1f x %.1f mm, %d px a module", w, h, c->module_px);
		if (c->at.w != c->module_px * (c->qr->side + 8) || c->at.h != c->at.w)
			find(f, "a QR code without its light zone");
		if (!inside(c->at, glass))
			find(f, "a QR code leaves the glass");
	}
}

static bool in_a_target(const struct scene *s, struct rect r)
{
	for (int i = 0; i < s->target_count; i++)
		if (inside(r, s->targets[i].at))
			return true;
	return false;
}

/* A picture tells nothing by itself: words, or something to choose, stand with it, not only the way on (access.md T11 cuts a page
 * where it must). */
static void check_picture(struct findings *f, const struct scene *s)
{
	int pictures = 0, words = 0, choices = 0;
	for (int i = 0; i < s->target_count; i++)
		choices += !s->targets[i].in_bar && s->targets[i].msg.kind != MSG_NEXT;
	for (int i = 0; i < s->item_count; i++) {
		const struct item *t = &s->items[i];
		pictures += t->kind == ITEM_PICTURE && !in_a_target(s, t->at);
		words += is_text(t) && !in_a_target(s, ink(t));
	}
	if (pictures && !words && !choices)
		find(f, "a picture without words");
}

void check_scene(struct findings *f, const struct scene *s, const struct panel *p, bool large, bool rtl)
{
	if (s->clipped)
		find(f, "V8: clipped");
	check_texts(f, s, p, large);
	check_codes(f, s, p);
	check_picture(f, s);
	check_targets(f, s, p, rtl);
}

void check_bar(struct findings *f, const struct scene *first, const struct scene *s)
{
	int n = 0, m = 0;
	for (int i = 0; i < first->target_count; i++)
		n += first->targets[i].in_bar;
	for (int i = 0; i < s->target_count; i++)
		m += s->targets[i].in_bar;
	if (n != m) {
		find(f, "T12: %d in the bar, not %d", m, n);
		return;
	}
	/* A group's bar leads on (session/guided.h) where the residents' has their settings: same places, other words. */
	bool same_bar = true;
	for (int i = 1; i <= n && i <= 2; i++)
		same_bar &= first->targets[first->target_count - i].msg.kind == s->targets[s->target_count - i].msg.kind;
	for (int i = 1; i <= n; i++) {
		const struct target *a = &first->targets[first->target_count - i], *b = &s->targets[s->target_count - i];
		if (memcmp(&a->at, &b->at, sizeof a->at) != 0 ||
		    (same_bar && a->msg.kind != b->msg.kind))
			find(f, "T12: « %s » has moved", b->label);
	}
}
