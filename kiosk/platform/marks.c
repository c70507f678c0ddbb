#include "platform/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* ---- one mark ---------------------------------------------------------------------------------------------- */

static uint64_t hash_bytes(uint64_t h, const void *bytes, size_t n)
{
	const uint8_t *p = bytes; /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001B3U;
	return h;
}

static uint64_t hash_int(uint64_t h, long long v)
{
	return hash_bytes(h, &v, sizeof v);
}

static void set_hash(struct mark *m)
{
	uint64_t h = hash_int(0xCBF29CE484222325U, m->kind);
	h = hash_int(h, m->colour);
	h = hash_int(h, m->line_colour);
	h = hash_int(h, m->has_fill | m->has_line << 1 | m->mirror << 2);
	h = hash_int(h, (long long)m->radius << 32 | m->line_px);
	h = hash_int(h, (long long)m->x << 32 | (uint32_t)m->y);
	if (m->run) {
		h = hash_int(h, (long long)m->run->font.px << 8 | m->run->font.family << 1 | m->run->font.bold);
		h = hash_bytes(h, m->run->script, strlen(m->run->script));
		h = hash_int(h, m->run->rtl);
		h = hash_bytes(h, m->run->s, (size_t)m->run->n);
	}
	if (m->qr) {
		h = hash_int(h, m->module_px);
		h = hash_bytes(h, m->qr->dark, (size_t)(m->qr->side * m->qr->side));
	}
	if (m->name)
		h = hash_bytes(h, m->name, strlen(m->name));
	m->hash = h;
}

static void add(struct marks *l, struct mark m)
{
	if (rect_empty(m.at))
		return;
	if (l->count == l->room) {
		l->room = l->room ? l->room * 2 : 256;
		l->list = xrealloc(l->list, (size_t)l->room * sizeof *l->list);
	}
	set_hash(&m);
	l->list[l->count++] = m;
}

static void add_box(struct marks *l, struct rect at, int radius, const uint32_t *fill, int line_px, const uint32_t *line)
{
	struct mark m = { .kind = MARK_BOX, .at = at, .radius = radius, .line_px = line_px };
	m.has_fill = fill != NULL;
	m.has_line = line != NULL && line_px > 0;
	m.colour = fill ? *fill : 0;
	m.line_colour = line ? *line : 0;
	if (m.has_fill || m.has_line)
		add(l, m);
}

struct words_lit {
	bool any;
	int start, end; /* bytes; end 0: all */
};

static bool is_lit(const struct words_lit *lit, const struct text_run *run)
{
	return lit->any && (lit->end <= 0 || (run->start < lit->end && run->end > lit->start));
}

/* The light behind the spoken words: one box for neighbours on a line. */
static void add_light(struct marks *l, const struct item *i, const struct words_lit *lit, uint32_t colour)
{
	const struct text_layout *t = i->text;
	const int pad = l->mm / 3 + 1;
	struct rect open = { 0 };
	int baseline = -1;
	for (int r = 0; r <= t->run_count; r++) {
		const struct text_run *run = r < t->run_count ? &t->runs[r] : NULL;
		bool on = run && is_lit(lit, run);
		if (!rect_empty(open) && (!on || run->y != baseline)) {
			add_box(l, open, pad * 2, &colour, 0, NULL);
			open = (struct rect){ 0 };
		}
		if (!on)
			continue;
		baseline = run->y;
		struct rect word = { i->at.x + run->x - pad, i->at.y + run->y - t->size.ascent, run->width + 2 * pad,
				     t->size.ascent + t->size.descent };
		open = rect_union(open, word);
	}
}

static struct colour more_readable(struct colour a, struct colour b, struct colour on)
{
	return colour_contrast(a, on) >= colour_contrast(b, on) ? a : b;
}

static void add_text(struct marks *l, const struct scene *s, const struct item *i, const struct ui_state *ui)
{
	const struct colour *inks = theme_inks[s->contrast];
	const struct text_layout *t = i->text;
	if (!t || i->ink == INK_NONE)
		return;
	struct words_lit lit = { ui->spoken >= 0 && i->speech == ui->spoken, ui->word_start, ui->word_end };
	if (lit.any)
		add_light(l, i, &lit, paint_colour(inks[INK_SPOKEN]));
	uint32_t plain = paint_colour(inks[i->ink]);
	/* Words on a dark button are light: lit, they take whatever ink can be read on the light. */
	struct colour readable = inks[i->ink];
	if (lit.any && colour_contrast(readable, inks[INK_SPOKEN]) < 7)
		readable = more_readable(more_readable(readable, inks[INK_TEXT], inks[INK_SPOKEN]), inks[INK_PAGE],
					 inks[INK_SPOKEN]);
	for (int r = 0; r < t->run_count; r++) {
		const struct text_run *run = &t->runs[r];
		/* Ink may reach past the advance and, with marks above capitals, past the ascent. */
		int side = run->font.px / 3, above = run->font.px / 4;
		struct mark m = { .kind = MARK_RUN, .x = i->at.x + run->x, .y = i->at.y + run->y, .run = run };
		m.at = (struct rect){ m.x - side, m.y - t->size.ascent - above, run->width + 2 * side,
				      t->size.ascent + t->size.descent + 2 * above };
		m.colour = is_lit(&lit, run) ? paint_colour(readable) : plain;
		add(l, m);
	}
}

static void add_item(struct marks *l, const struct scene *s, const struct item *i, const struct ui_state *ui)
{
	const struct colour *inks = theme_inks[s->contrast];
	uint32_t ink = paint_colour(inks[i->ink]), line = paint_colour(inks[i->line]);
	struct mark m = { .at = i->at, .colour = ink, .name = i->name, .mirror = i->mirror, .radius = i->radius };
	switch (i->kind) {
	case ITEM_BOX:
		add_box(l, i->at, i->radius, i->ink ? &ink : NULL, i->line_px, i->line ? &line : NULL);
		break;
	case ITEM_TEXT: add_text(l, s, i, ui); break;
	case ITEM_ICON:
		m.kind = MARK_ICON;
		if (i->name && i->ink)
			add(l, m);
		break;
	case ITEM_PICTURE:
		m.kind = MARK_PICTURE;
		m.colour = paint_colour(inks[INK_SOFT]); /* for the frame of a picture that is missing */
		m.line_colour = paint_colour(inks[INK_LINE]);
		m.line_px = l->mm / 4 + 1;
		if (i->name)
			add(l, m);
		break;
	case ITEM_QR:
		m = (struct mark){ .kind = MARK_QR, .at = i->at, .qr = i->qr, .module_px = i->module_px };
		add(l, m);
		break;
	}
}

/* Two rings, one dark and one light, each of a millimetre: whatever lies inside and outside, one of them stands
 * out from it and they stand out from each other (access.md F2; WCAG 2.2 technique C40). */
static void add_focus(struct marks *l, const struct scene *s, int target)
{
	const struct colour *inks = theme_inks[s->contrast];
	const int mm = l->mm;
	struct rect at = s->targets[target].at;
	int radius = 0;
	for (int i = 0; i < s->item_count; i++)
		if (s->items[i].kind == ITEM_BOX && memcmp(&s->items[i].at, &at, sizeof at) == 0)
			radius = s->items[i].radius;
	/* At the edge of the glass there is no room outside: then the rings lie on the target's own edge. */
	struct rect outer = rect_intersect(rect_grow(at, 2 * mm), (struct rect){ 0, 0, s->width, s->height });
	uint32_t strong = paint_colour(inks[INK_FOCUS]), page = paint_colour(inks[INK_PAGE]);
	if (colour_contrast(inks[INK_FOCUS], inks[INK_PAGE]) < 4.5)
		strong = paint_colour(inks[INK_TEXT]);
	add_box(l, outer, radius + 2 * mm, NULL, mm, &strong);
	add_box(l, rect_grow(outer, -mm), radius + mm, NULL, mm, &page);
}

void marks_list(struct marks *l, const struct scene *s, const struct ui_state *ui, int width, int height)
{
	const struct colour *inks = theme_inks[s->contrast];
	l->count = 0;
	add(l, (struct mark){ .kind = MARK_FILL,
			      .at = { 0, 0, width, height },
			      .colour = paint_colour(inks[s->background ? s->background : INK_PAGE]) });
	for (int i = 0; i < s->item_count; i++)
		add_item(l, s, &s->items[i], ui);
	if (ui->focus >= 0 && ui->focus < s->target_count)
		add_focus(l, s, ui->focus);
}

void marks_free(struct marks *l)
{
	free(l->list);
	*l = (struct marks){ .mm = l->mm };
}

bool marks_same(const struct mark *a, const struct mark *b)
{
	return a->hash == b->hash && memcmp(&a->at, &b->at, sizeof a->at) == 0;
}
