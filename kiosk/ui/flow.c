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
	if (number > 0)
		l->mark = arena_printf(f->d->a, "%d", number);
	else if (number < 0)
		l->mark = "";
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

void flow_beside(struct flow *f, const struct button *b, int least, int gap)
{
	struct draw *d = f->d;
	struct lump *before = f->count ? &f->lumps[f->count - 1] : NULL;
	int half = (f->width - d->z.gap) / 2;
	if (before && before->kind == LUMP_BUTTON && !before->pair && half > (int)(80 * d->z.px_mm)) {
		before->second = *b;
		before->pair = true;
		int h = button_height(d, &before->button, half, before->height), g = button_height(d, b, half, least);
		before->height = h > g ? h : g;
		return;
	}
	flow_button(f, b, least, gap);
}

void flow_banner(struct flow *f, const char *icon, const char *text, enum ink fill, enum ink ink)
{
	struct lump *l = add(f, LUMP_BANNER, 0);
	const struct sizes *z = &f->d->z;
	l->how = saying(f->d, z->small ? z->text : z->title, true, ink);
	struct prose p = plain(text);
	l->text = lay(f->d, &p, &l->how, f->width - z->title * 3);
	l->height = l->text->height + z->title;
	l->keep = true;
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
		if (l->mark && l->mark[0]) {
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
		} else if (!l->mark) {
			int dot = l->how.px * 2 / 5;
			put_box(d, (struct rect){ x + dot / 2, y + (l->text->line_px - dot) / 2, dot, dot }, INK_WARM,
				INK_NONE, 0, dot / 2);
		}
		put_layout(d, l->text, l->spoken, &l->how, x + indent, y, text_width_cap(f, l->how.px) - indent);
		break;
	}
	case LUMP_PICTURE: put_picture(d, l->mark, (struct rect){ x, y, f->width, l->height }); break;
	case LUMP_BUTTON: {
		int w = l->pair ? (f->width - d->z.gap) / 2 : f->width;
		put_button(d, &l->button, (struct rect){ x, y, w, l->height });
		if (l->pair)
			put_button(d, &l->second, (struct rect){ x + f->width - w, y, w, l->height });
		break;
	}
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
	int fits = i;
	if (i < f->count)
		while (i > from && f->lumps[i - 1].keep)
			i--;
	return i > from ? i : fits; /* nothing but titles: they stay together at least */
}

int flow_height(const struct flow *f)
{
	int y = 0;
	for (int i = 0; i < f->count; i++)
		y += (i > 0 ? f->lumps[i].gap : 0) + f->lumps[i].height;
	return y;
}

int flow_draw(struct flow *f, int x, int y)
{
	for (int i = 0; i < f->count; i++) {
		y += i > 0 ? f->lumps[i].gap : 0;
		put_lump(f, &f->lumps[i], x, y);
		y += f->lumps[i].height;
	}
	return y;
}

/* Index behind the last lump of the part that begins at `from`: the last part, if the rest fits above last_px; else as
 * much as fits above more_px, leaving at least one for the part that follows. */
static int cut(const struct flow *f, int from, int room_px, int more_px, int last_px)
{
	if (part_end(f, from, room_px - last_px) == f->count)
		return f->count;
	int to = part_end(f, from, room_px - more_px);
	return to == f->count && to - 1 > from ? to - 1 : to;
}

bool flow_put(struct flow *f, struct rect area, int more_px, int last_px)
{
	struct draw *d = f->d;
	int wanted = d->s->part, part = 0, from = 0, first = 0, last = 0;
	do {
		int to = cut(f, from, area.h, more_px, last_px);
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
	if (y > area.y + area.h - (is_last ? last_px : more_px))
		d->out->clipped = true;
	return is_last;
}

/* Where the pieces of a skeleton go. */
struct frame {
	struct rect text, side;
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
	struct flow f = flow_of(d, fr.text.w);
	if (k->picture && !fr.two_columns && d->z.portrait) /* above the text where it cannot stand beside */
		flow_picture(&f, k->picture, d->body.h * 3 / 10, 0);
	return f;
}

int progress_height(const struct draw *d)
{
	return progress_px(d) + d->z.gap;
}

void put_progress(struct draw *d)
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

void put_side(struct draw *d, const struct skeleton *k, const struct button *b, int n, struct rect side)
{
	int y = side.y + side.h;
	for (int i = n - 1; i >= 0; i--) {
		int h = button_height(d, &b[i], side.w, d->z.control);
		y -= h;
		put_button(d, &b[i], (struct rect){ side.x, y, side.w, h });
		y -= d->z.gap;
	}
	struct rect top = side;
	top.h = y - top.y;
	if (top.h > top.w * 3 / 4)
		top.h = top.w * 3 / 4;
	if (k->picture) {
		put_picture(d, k->picture, top);
	} else if (k->emblem) {
		put_box(d, top, INK_SOFT, INK_NONE, 0, d->z.radius);
		put_icon(d, k->emblem, rect_center(top, top.h / 2, top.h / 2), INK_WARM, false);
	}
}

void skeleton_put(struct draw *d, const struct skeleton *k, struct flow *f)
{
	struct frame fr = frame_of(d, k);
	struct button last_ones[3], next = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	int n = k->button_count;
	memcpy(last_ones, k->buttons, sizeof last_ones);
	for (int i = 0; i < n; i++)
		last_ones[i].center = true;
	next.icon_mirrors = next.center = true;
	if (fr.two_columns) {
		bool last = flow_put(f, fr.text, 0, 0);
		put_side(d, k, last ? last_ones : &next, last ? n : 1, fr.side);
	} else {
		int last_px = n ? buttons_height(d, last_ones, n, fr.text.w) + d->z.gap : 0;
		int more_px = buttons_height(d, &next, 1, fr.text.w) + d->z.gap;
		bool last = flow_put(f, fr.text, more_px, last_px);
		if (last && n)
			put_buttons(d, last_ones, n, fr.text);
		else if (!last)
			put_buttons(d, &next, 1, fr.text);
	}
	if (k->progress)
		put_progress(d);
}
