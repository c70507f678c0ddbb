#include "platform/frame.h"

#include <stdlib.h>

#include "base/arena.h"
#include "platform/marks.h"

struct frame {
	struct frame_tools tools;
	struct corners corners;
	struct marks now, before; /* of before, only places and hashes are looked at: its scene is gone */
	bool whole;               /* the next draw paints everything */
};

struct frame *frame_open(const struct frame_tools *tools)
{
	struct frame *f = xmalloc(sizeof *f);
	*f = (struct frame){ .tools = *tools, .whole = true, .now.mm = tools->mm, .before.mm = tools->mm };
	return f;
}

void frame_close(struct frame *f)
{
	if (!f)
		return;
	corners_free(&f->corners);
	marks_free(&f->now);
	marks_free(&f->before);
	free(f);
}

void frame_scale(struct frame *f, int mm)
{
	f->tools.mm = f->now.mm = f->before.mm = mm;
	f->whole = true;
}

void frame_forget(struct frame *f)
{
	f->whole = true;
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

/* Walk both lists; where they part, look a little ahead for the next mark that both have. What is skipped in either
 * is damaged. The order of painting is thus part of the comparison. */
static void compare(const struct marks *before, const struct marks *now, struct damage *d, struct rect all)
{
	enum { AHEAD = 64 };
	int b = 0, n = 0;
	while (b < before->count || n < now->count) {
		if (b < before->count && n < now->count && marks_same(&before->list[b], &now->list[n])) {
			b++, n++;
			continue;
		}
		int skip_before = before->count - b, skip_now = now->count - n;
		for (int sum = 1; sum < AHEAD; sum++) {
			int i = sum;
			while (i >= 0 && !(b + i < before->count && n + sum - i < now->count &&
					   marks_same(&before->list[b + i], &now->list[n + sum - i])))
				i--;
			if (i >= 0) {
				skip_before = i;
				skip_now = sum - i;
				break;
			}
		}
		for (; skip_before; skip_before--)
			damage_add(d, before->list[b++].at, all);
		for (; skip_now; skip_now--)
			damage_add(d, now->list[n++].at, all);
	}
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

/* Black on white whatever the theme: readers want it so. */
static void paint_qr(struct canvas *c, const struct mark *m)
{
	const int px = m->module_px, side = m->qr->side;
	paint_fill(c, m->at, 0xFFFFFFFFU);
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++) {
			int run = 0;
			while (x + run < side && m->qr->dark[y * side + x + run])
				run++;
			if (run)
				paint_fill(c, (struct rect){ m->at.x + (x + QR_QUIET) * px, m->at.y + (y + QR_QUIET) * px,
							     run * px, px }, 0xFF000000U);
			x += run;
		}
}

static void paint_marks(struct frame *f, struct canvas *c)
{
	for (int i = 0; i < f->now.count; i++) {
		const struct mark *m = &f->now.list[i];
		if (rect_empty(rect_intersect(m->at, c->clip)))
			continue;
		switch (m->kind) {
		case MARK_FILL: paint_fill(c, m->at, m->colour); break;
		case MARK_BOX: paint_framed(f, c, m); break;
		case MARK_RUN: paint_run(f, c, m); break;
		case MARK_ICON: paint_icon(f, c, m); break;
		case MARK_PICTURE: paint_picture(f, c, m); break;
		case MARK_QR: paint_qr(c, m); break;
		}
	}
}

int frame_draw(struct frame *f, struct canvas *c, const struct scene *s, const struct ui_state *ui,
	       struct rect rects[FRAME_DAMAGE_MAX])
{
	struct rect all = { 0, 0, c->width, c->height };
	struct damage d = { rects, 0 };
	marks_list(&f->now, s, ui, c->width, c->height);
	if (f->whole)
		damage_add(&d, all, all);
	else
		compare(&f->before, &f->now, &d, all);
	for (int i = 0; i < d.count; i++) {
		c->clip = rects[i];
		paint_marks(f, c);
	}
	struct marks drawn = f->now;
	f->now = f->before;
	f->before = drawn;
	f->whole = false;
	return d.count;
}

void frame_prepare(struct frame *f, const struct scene *s)
{
	const struct ui_state quiet = { .focus = -1, .spoken = -1 };
	struct icon icon;
	struct shown shown;
	marks_list(&f->now, s, &quiet, s->width, s->height);
	for (int i = 0; i < f->now.count; i++) {
		const struct mark *m = &f->now.list[i];
		if (m->kind == MARK_RUN && f->tools.fonts)
			fonts_run(f->tools.fonts, m->run);
		else if (m->kind == MARK_ICON)
			icons_get(f->tools.icons, m->name, m->at.w < m->at.h ? m->at.w : m->at.h, &icon);
		else if (m->kind == MARK_PICTURE)
			gallery_get(f->tools.gallery, m->name, m->at.w, m->at.h, m->radius, &shown);
	}
}
