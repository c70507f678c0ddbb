/* Columns of blocks cut into parts, and the skeleton of most screens. */
#include "ui/draw.h"

#include <stdio.h>
#include <string.h>

struct flow flow_of(struct draw *d, int width)
{
	return (struct flow){ .d = d, .width = width };
}

static struct lump *add(struct flow *f, enum lump_kind kind, int gap)
{
	if (f->count == f->room) {
		f->room = f->room ? f->room * 2 : 16;
		struct lump *more = arena_array(f->d->a, (size_t)f->room, sizeof *more);
		if (f->count)
			memcpy(more, f->lumps, (size_t)f->count * sizeof *more);
		f->lumps = more;
	}
	struct lump *l = &f->lumps[f->count++];
	l->kind = kind;
	l->gap = gap;
	return l;
}

/* V9: at most about 80 characters a line, half an em each. */
static int text_width_cap(const struct flow *f, int px)
{
	int cap = px * 40;
	return f->width < cap ? f->width : cap;
}

void flow_text(struct flow *f, const struct prose *p, const struct say *how, int gap, bool keep)
{
	struct lump *l = add(f, LUMP_TEXT, gap);
	l->text = lay(f->d, p, how, text_width_cap(f, how->px));
	l->height = l->text->height;
	l->spoken = p->text;
	l->how = *how;
	l->keep = keep;
}

static int bullet_indent(const struct flow *f, const struct say *how)
{
	(void)f;
	return how->px * 3 / 2;
}

void flow_bullet(struct flow *f, const struct prose *p, const struct say *how, int gap, int number)
{
	struct lump *l = add(f, LUMP_BULLET, gap);
	l->text = lay(f->d, p, how, text_width_cap(f, how->px) - bullet_indent(f, how));
	l->height = l->text->height;
	l->spoken = p->text;
	l->how = *how;
	if (number)
		l->mark = arena_printf(f->d->a, "%d", number);
}

void flow_picture(struct flow *f, const char *name, int height, int gap)
{
	struct lump *l = add(f, LUMP_PICTURE, gap);
	l->mark = name;
	l->height = height;
}

void flow_button(struct flow *f, const struct button *b, int least, int gap)
{
	struct lump *l = add(f, LUMP_BUTTON, gap);
	l->button = *b;
	l->height = button_height(f->d, b, f->width, least);
}

void flow_banner(struct flow *f, const char *icon, const char *text, enum ink fill, enum ink ink)
{
	struct lump *l = add(f, LUMP_BANNER, 0);
	const struct sizes *z = &f->d->z;
	l->how = saying(f->d, z->title, true, ink);
	struct prose p = plain(text);
	l->text = lay(f->d, &p, &l->how, f->width - z->title * 3);
	l->height = l->text->height + z->title;
	l->spoken = text;
	l->mark = icon;
	l->fill = fill;
}

static void put_lump(struct flow *f, const struct lump *l, int x, int y)
{
	struct draw *d = f->d;
	switch (l->kind) {
	case LUMP_TEXT: put_layout(d, l->text, l->spoken, &l->how, x, y, text_width_cap(f, l->how.px)); break;
	case LUMP_BULLET: {
		int indent = bullet_indent(f, &l->how), side = l->how.px * 11 / 10;
		int top = y + (l->text->line_px - side) / 2;
		if (l->mark) {
			struct say number = l->how;
			number.bold = true;
			number.silent = true;
			number.ink = INK_ON_ACTION;
			number.align = ALIGN_CENTER;
			put_box(d, (struct rect){ x, top, side, side }, INK_ACTION, INK_NONE, 0, side / 2);
			struct say small = number;
			small.px = number.px * 4 / 5;
			struct prose p = plain(l->mark);
			const struct text_layout *t = lay(d, &p, &small, side);
			put_layout(d, t, l->mark, &small, x, top + (side - t->height) / 2, side);
		} else {
			int dot = l->how.px * 2 / 5;
			put_box(d, (struct rect){ x + dot / 2, y + (l->text->line_px - dot) / 2, dot, dot }, INK_WARM,
				INK_NONE, 0, dot / 2);
		}
		put_layout(d, l->text, l->spoken, &l->how, x + indent, y, text_width_cap(f, l->how.px) - indent);
		break;
	}
	case LUMP_PICTURE: put_picture(d, l->mark, (struct rect){ x, y, f->width, l->height }); break;
	case LUMP_BUTTON: put_button(d, &l->button, (struct rect){ x, y, f->width, l->height }); break;
	case LUMP_BANNER: {
		int side = d->z.title * 3 / 2, pad = d->z.title / 2;
		put_box(d, (struct rect){ x, y, f->width, l->height }, l->fill, INK_NONE, 0, d->z.radius);
		put_icon(d, l->mark, (struct rect){ x + pad, y + (l->height - side) / 2, side, side }, l->how.ink,
			 false);
		put_layout(d, l->text, l->spoken, &l->how, x + side + 2 * pad, y + pad, f->width - d->z.title * 3);
		break;
	}
	case LUMP_GAP: break;
	}
}

/* Index behind the last lump of the part that begins at `from`. */
static int part_end(const struct flow *f, int from, int room_px)
{
	int y = 0, i = from;
	for (; i < f->count; i++) {
		y += (i > from ? f->lumps[i].gap : 0) + f->lumps[i].height;
		if (y > room_px)
			break;
	}
	if (i == from)
		return from + 1; /* one that is too high for any part: shown, and reported as clipped */
	if (i < f->count)
		while (i - 1 > from && f->lumps[i - 1].keep)
			i--;
	return i;
}

bool flow_put(struct flow *f, struct rect area, int footer_px, bool footer_last)
{
	struct draw *d = f->d;
	int wanted = d->s->part, part = 0, from = 0, first = 0, last = 0;
	do {
		int full = area.h - (footer_last ? footer_px : 0);
		int to = part_end(f, from, full);
		if (to < f->count && !footer_last)
			to = part_end(f, from, area.h - footer_px);
		if (part <= wanted)
			first = from, last = to;
		from = to;
		part++;
	} while (from < f->count);
	d->out->part_count = part;
	d->out->part = wanted < part ? wanted : part - 1;
	int y = area.y;
	for (int i = first; i < last; i++) {
		y += i > first ? f->lumps[i].gap : 0;
		put_lump(f, &f->lumps[i], area.x, y);
		y += f->lumps[i].height;
	}
	bool is_last = d->out->part == part - 1;
	if (y > area.y + area.h - (is_last && !footer_last ? 0 : footer_px))
		d->out->clipped = true;
	return is_last;
}

/* Where the pieces of a skeleton go. */
struct frame {
	struct rect text, side, buttons;
	bool two_columns;
};

static int progress_px(const struct draw *d)
{
	return (int)(2.2 * d->z.px_mm);
}

static struct frame frame_of(const struct draw *d, const struct skeleton *k)
{
	const struct sizes *z = &d->z;
	struct frame f = { .text = d->body };
	if (k->progress) {
		int used = progress_px(d) + z->gap;
		f.text.y += used;
		f.text.h -= used;
	}
	f.two_columns = !z->small && !z->portrait && (k->picture || k->emblem || k->split);
	if (f.two_columns) {
		int side_w = d->body.w * 2 / 5;
		f.side = (struct rect){ f.text.x + f.text.w - side_w, f.text.y, side_w, f.text.h };
		f.text.w -= side_w + z->margin;
	}
	return f;
}

struct flow skeleton_flow(struct draw *d, const struct skeleton *k)
{
	struct frame fr = frame_of(d, k);
	return flow_of(d, fr.text.w);
}

static void put_progress(struct draw *d)
{
	const struct session *s = d->s;
	int h = progress_px(d), total = s->step_count * 8;
	int part = d->out->part_count > 1 ? d->out->part * 8 / d->out->part_count : 0;
	int done = s->at == AT_OPINION ? total : s->step * 8 + part + (s->at == AT_FEEDBACK ? 4 : 0);
	if (total == 0)
		return;
	struct rect r = { d->body.x, d->body.y, d->body.w, h };
	put_box(d, r, INK_SOFT, INK_LINE, 1, h / 2);
	r.w = h + (r.w - h) * done / total;
	put_box(d, r, INK_WARM, INK_NONE, 0, h / 2);
}

static int row_button_width(const struct draw *d, int n, int width)
{
	int w = (width - d->z.gap * (n - 1)) / n, cap = (int)(d->z.px_mm * 90);
	return w < cap ? w : cap;
}

static void put_side_by_side(struct draw *d, struct button *b, int n, struct rect row)
{
	int gap = d->z.gap, widest = row_button_width(d, n, row.w);
	int x = row.x + row.w - n * widest - (n - 1) * gap; /* at the end side, where the thumb goes on */
	for (int i = 0; i < n; i++)
		put_button(d, &b[i], (struct rect){ x + i * (widest + gap), row.y, widest, row.h });
}

void skeleton_put(struct draw *d, const struct skeleton *k, struct flow *f)
{
	struct frame fr = frame_of(d, k);
	int h = d->z.control, gap = d->z.gap;
	struct button buttons[3];
	memcpy(buttons, k->buttons, sizeof buttons);
	int n = k->button_count;
	bool last;
	for (int i = 0; i < n; i++) {
		buttons[i].center = true;
		int w = fr.two_columns ? fr.side.w : row_button_width(d, n, fr.text.w);
		h = button_height(d, &buttons[i], w, h);
	}
	if (fr.two_columns)
		last = flow_put(f, fr.text, 0, false);
	else
		last = flow_put(f, fr.text, h + gap, n > 0);
	if (!last) {
		buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
		buttons[0].icon_mirrors = true;
		buttons[0].center = true;
		n = 1;
	}
	if (fr.two_columns) {
		int y = fr.side.y + fr.side.h;
		for (int i = n - 1; i >= 0; i--) { /* the way on is the lowest, at the end side */
			y -= h;
			fr.buttons = (struct rect){ fr.side.x, y, fr.side.w, h };
			y -= gap;
		}
		struct rect top = fr.side;
		top.h = y - top.y;
		if (k->picture) {
			int natural = top.w * 3 / 4;
			if (natural < top.h)
				top.h = natural;
			put_picture(d, k->picture, top);
		} else if (k->emblem) {
			int natural = top.w * 3 / 4;
			if (natural < top.h)
				top.h = natural;
			put_box(d, top, INK_SOFT, INK_NONE, 0, d->z.radius);
			int side = top.h / 2;
			put_icon(d, k->emblem, rect_center(top, side, side), INK_WARM, false);
		}
		for (int i = 0; i < n; i++)
			put_button(d, &buttons[i],
				   (struct rect){ fr.side.x, fr.buttons.y + i * (h + gap), fr.side.w, h });
	} else if (n) {
		struct rect row = { fr.text.x, fr.text.y + fr.text.h - h, fr.text.w, h };
		put_side_by_side(d, buttons, n, row);
	}
	if (k->progress)
		put_progress(d);
}
