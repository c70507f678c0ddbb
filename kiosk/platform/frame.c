#include "platform/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum mark_kind { MARK_FILL, MARK_BOX, MARK_RUN, MARK_ICON, MARK_PICTURE };

/* One thing to paint. Two marks with the same place and the same hash look the same. */
struct mark {
	enum mark_kind kind;
	struct rect at; /* nothing is painted outside */
	uint64_t hash;
	uint32_t colour, line_colour;
	bool has_fill, has_line, mirror;
	int radius, line_px;
	int x, y; /* RUN: pen */
	const struct text_run *run;
	const char *name;
};

/* What is remembered of a mark that was painted. */
struct trace {
	struct rect at;
	uint64_t hash;
};

struct frame {
	struct frame_tools tools;
	struct corners corners;
	struct mark *marks;
	int count, room;
	struct trace *old;
	int old_count, old_room;
	bool whole; /* the next draw paints everything */
};

struct frame *frame_open(const struct frame_tools *tools)
{
	struct frame *f = xmalloc(sizeof *f);
	*f = (struct frame){ .tools = *tools, .whole = true };
	return f;
}

void frame_close(struct frame *f)
{
	if (!f)
		return;
	corners_free(&f->corners);
	free(f->marks);
	free(f->old);
	free(f);
}

void frame_forget(struct frame *f)
{
	f->whole = true;
}

/* ---- from the scene to marks ------------------------------------------------------------------------------- */

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
	if (m->name)
		h = hash_bytes(h, m->name, strlen(m->name));
	m->hash = h;
}

static void add(struct frame *f, struct mark m)
{
	if (rect_empty(m.at))
		return;
	if (f->count == f->room) {
		f->room = f->room ? f->room * 2 : 256;
		f->marks = xrealloc(f->marks, (size_t)f->room * sizeof *f->marks);
	}
	set_hash(&m);
	f->marks[f->count++] = m;
}

static void add_box(struct frame *f, struct rect at, int radius, const uint32_t *fill, int line_px, const uint32_t *line)
{
	struct mark m = { .kind = MARK_BOX, .at = at, .radius = radius, .line_px = line_px };
	m.has_fill = fill != NULL;
	m.has_line = line != NULL && line_px > 0;
	m.colour = fill ? *fill : 0;
	m.line_colour = line ? *line : 0;
	if (m.has_fill || m.has_line)
		add(f, m);
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
static void add_light(struct frame *f, const struct item *i, const struct words_lit *lit, uint32_t colour)
{
	const struct text_layout *t = i->text;
	const int pad = f->tools.mm / 3 + 1;
	struct rect open = { 0 };
	int baseline = -1;
	for (int r = 0; r <= t->run_count; r++) {
		const struct text_run *run = r < t->run_count ? &t->runs[r] : NULL;
		bool on = run && is_lit(lit, run);
		if (!rect_empty(open) && (!on || run->y != baseline)) {
			add_box(f, open, pad * 2, &colour, 0, NULL);
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

static void add_text(struct frame *f, const struct scene *s, const struct item *i, const struct ui_state *ui)
{
	const struct colour *inks = theme_inks[s->contrast];
	const struct text_layout *t = i->text;
	if (!t || i->ink == INK_NONE)
		return;
	struct words_lit lit = { ui->spoken >= 0 && i->speech == ui->spoken, ui->word_start, ui->word_end };
	if (lit.any)
		add_light(f, i, &lit, paint_colour(inks[INK_SPOKEN]));
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
		add(f, m);
	}
}

static void add_item(struct frame *f, const struct scene *s, const struct item *i, const struct ui_state *ui)
{
	const struct colour *inks = theme_inks[s->contrast];
	uint32_t ink = paint_colour(inks[i->ink]), line = paint_colour(inks[i->line]);
	struct mark m = { .at = i->at, .colour = ink, .name = i->name, .mirror = i->mirror, .radius = i->radius };
	switch (i->kind) {
	case ITEM_BOX:
		add_box(f, i->at, i->radius, i->ink ? &ink : NULL, i->line_px, i->line ? &line : NULL);
		break;
	case ITEM_TEXT: add_text(f, s, i, ui); break;
	case ITEM_ICON:
		m.kind = MARK_ICON;
		if (i->name && i->ink)
			add(f, m);
		break;
	case ITEM_PICTURE:
		m.kind = MARK_PICTURE;
		m.colour = paint_colour(inks[INK_SOFT]); /* for the frame of a picture that is missing */
		m.line_colour = paint_colour(inks[INK_LINE]);
		m.line_px = f->tools.mm / 4 + 1;
		if (i->name)
			add(f, m);
		break;
	}
}

/* Two rings, one dark and one light, each of a millimetre: whatever lies inside and outside, one of them stands
 * out from it and they stand out from each other (access.md F2; WCAG 2.2 technique C40). */
static void add_focus(struct frame *f, const struct scene *s, int target)
{
	const struct colour *inks = theme_inks[s->contrast];
	const int mm = f->tools.mm;
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
	add_box(f, outer, radius + 2 * mm, NULL, mm, &strong);
	add_box(f, rect_grow(outer, -mm), radius + mm, NULL, mm, &page);
}

static void list_marks(struct frame *f, const struct scene *s, const struct ui_state *ui, struct rect all)
{
	const struct colour *inks = theme_inks[s->contrast];
	f->count = 0;
	add(f, (struct mark){ .kind = MARK_FILL, .at = all,
			      .colour = paint_colour(inks[s->background ? s->background : INK_PAGE]) });
	for (int i = 0; i < s->item_count; i++)
		add_item(f, s, &s->items[i], ui);
	if (ui->focus >= 0 && ui->focus < s->target_count)
		add_focus(f, s, ui->focus);
}

/* ---- what changed ---------------------------------------------------------------------------------------------- */

struct damage {
	struct rect *rects;
	int count;
};

/* Rectangles that touch become one; when there are too many, the last ones do. */
static void damage_add(struct damage *d, struct rect r, struct rect all)
{
	r = rect_intersect(r, all);
	if (rect_empty(r))
		return;
	for (int i = 0; i < d->count;) {
		if (rect_empty(rect_intersect(r, rect_grow(d->rects[i], 4)))) {
			i++;
			continue;
		}
		r = rect_union(r, d->rects[i]);
		d->rects[i] = d->rects[--d->count];
		i = 0; /* it has grown: it may touch the others now */
	}
	if (d->count == FRAME_DAMAGE_MAX)
		d->rects[d->count - 1] = rect_union(d->rects[d->count - 1], r);
	else
		d->rects[d->count++] = r;
}

static bool same(const struct trace *t, const struct mark *m)
{
	return t->hash == m->hash && t->at.x == m->at.x && t->at.y == m->at.y && t->at.w == m->at.w && t->at.h == m->at.h;
}

/* Walk both lists; where they part, look a little ahead for the next mark that both have. What is skipped in either
 * is damaged. The order of painting is thus part of the comparison. */
static void compare(struct frame *f, struct damage *d, struct rect all)
{
	int o = 0, n = 0;
	while (o < f->old_count || n < f->count) {
		if (o < f->old_count && n < f->count && same(&f->old[o], &f->marks[n])) {
			o++, n++;
			continue;
		}
		int skip_old = f->old_count - o, skip_new = f->count - n;
		for (int sum = 1; sum < 64; sum++) {
			int a = sum;
			while (a >= 0 && !(o + a < f->old_count && n + sum - a < f->count &&
					   same(&f->old[o + a], &f->marks[n + sum - a])))
				a--;
			if (a >= 0) {
				skip_old = a;
				skip_new = sum - a;
				break;
			}
		}
		for (; skip_old; skip_old--)
			damage_add(d, f->old[o++].at, all);
		for (; skip_new; skip_new--)
			damage_add(d, f->marks[n++].at, all);
	}
}

static void remember(struct frame *f)
{
	if (f->old_room < f->count) {
		f->old_room = f->room;
		f->old = xrealloc(f->old, (size_t)f->old_room * sizeof *f->old);
	}
	for (int i = 0; i < f->count; i++)
		f->old[i] = (struct trace){ f->marks[i].at, f->marks[i].hash };
	f->old_count = f->count;
	f->whole = false;
}

/* ---- painting ------------------------------------------------------------------------------------------------------ */

static void paint_run(struct frame *f, struct canvas *c, const struct mark *m)
{
	const struct glyphs *g = f->tools.fonts ? fonts_run(f->tools.fonts, m->run) : NULL;
	if (!g)
		return;
	struct mask mask = { g->alpha, g->width, g->height, g->pitch, false };
	paint_mask(c, &mask, m->x + g->left, m->y + g->top, m->colour);
}

static void paint_icon(struct frame *f, struct canvas *c, const struct mark *m)
{
	struct icon icon;
	int side = m->at.w < m->at.h ? m->at.w : m->at.h;
	if (!icons_get(f->tools.icons, m->name, side, &icon))
		return;
	struct mask mask = { icon.alpha, side, side, side, m->mirror };
	paint_mask(c, &mask, m->at.x + (m->at.w - side) / 2, m->at.y + (m->at.h - side) / 2, m->colour);
}

static void paint_framed(struct frame *f, struct canvas *c, const struct mark *m)
{
	struct box b = { .at = m->at, .radius = m->radius, .line_px = m->line_px };
	b.fill = m->kind == MARK_PICTURE || m->has_fill ? &m->colour : NULL;
	b.line = m->kind == MARK_PICTURE || m->has_line ? &m->line_colour : NULL;
	paint_box(c, &f->corners, &b);
}

static void paint_picture(struct frame *f, struct canvas *c, const struct mark *m)
{
	struct shown p;
	if (gallery_get(f->tools.gallery, m->name, m->at.w, m->at.h, m->radius, &p))
		paint_pixels(c, p.argb, p.width, p.height, p.solid, m->at.x + (m->at.w - p.width) / 2,
			     m->at.y + (m->at.h - p.height) / 2);
	else
		paint_framed(f, c, m);
}

static void paint_marks(struct frame *f, struct canvas *c)
{
	for (int i = 0; i < f->count; i++) {
		const struct mark *m = &f->marks[i];
		if (rect_empty(rect_intersect(m->at, c->clip)))
			continue;
		switch (m->kind) {
		case MARK_FILL: paint_fill(c, m->at, m->colour); break;
		case MARK_BOX: paint_framed(f, c, m); break;
		case MARK_RUN: paint_run(f, c, m); break;
		case MARK_ICON: paint_icon(f, c, m); break;
		case MARK_PICTURE: paint_picture(f, c, m); break;
		}
	}
}

int frame_draw(struct frame *f, struct canvas *c, const struct scene *s, const struct ui_state *ui,
	       struct rect rects[FRAME_DAMAGE_MAX])
{
	struct rect all = { 0, 0, c->width, c->height };
	struct damage d = { rects, 0 };
	list_marks(f, s, ui, all);
	if (f->whole)
		damage_add(&d, all, all);
	else
		compare(f, &d, all);
	for (int i = 0; i < d.count; i++) {
		c->clip = rects[i];
		paint_marks(f, c);
	}
	remember(f);
	return d.count;
}
