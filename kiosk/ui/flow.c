/* Columns of blocks cut into parts. */
#include "ui/tally.h"

#include <stdio.h>
#include <string.h>

struct flow flow_of(struct draw *d, int width)
{
	return (struct flow){ .d = d, .width = width };
}

struct lump *flow_lump(struct flow *f, enum lump_kind kind, int gap)
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
	int cap = px * 34; /* V9: at most 80 letters a line */
	return f->width < cap ? f->width : cap;
}

/* Words in strong letters are wider. */
static struct say prose_fitting(struct flow *f, const struct prose *p, const struct say *wanted, int width)
{
	struct say widest = *wanted;
	widest.bold = wanted->bold || p->strong_count > 0;
	widest = say_fitting(f->d, p->text, &widest, width);
	widest.bold = wanted->bold;
	return widest;
}

/* A text of this height is too high for one part: in pieces, sentences if it has several. 0: it is not, or cannot be cut. */
static int pieces_of(const struct flow *f, const struct prose *p, int height, struct prose out[12])
{
	if (!f->most_px || height <= f->most_px)
		return 0;
	int n = prose_sentences(f->d->a, p, out, 12);
	if (n == 1)
		n = prose_halves(f->d->a, p, out);
	return n > 1 ? n : 0;
}

void flow_text(struct flow *f, const struct prose *p, const struct say *wanted, int gap, bool keep)
{
	struct say fitting = prose_fitting(f, p, wanted, text_width_cap(f, wanted->px)), *how = &fitting;
	const struct text_layout *t = lay(f->d, p, how, text_width_cap(f, how->px));
	struct prose pieces[12];
	int n = pieces_of(f, p, t->height, pieces);
	for (int i = 0; i < n; i++)
		flow_text(f, &pieces[i], how, i ? how->px / 3 : gap, keep);
	if (n)
		return;
	struct lump *l = flow_lump(f, LUMP_TEXT, gap);
	l->text = t;
	l->height = l->text->height;
	l->spoken = p->text;
	l->how = *how;
	l->keep = keep;
}

/* A number stands in a circle, in letters as large as the text's (access.md V1). */
static int bullet_indent(const struct say *how, bool number)
{
	return number ? how->px * 19 / 10 : how->px * 3 / 2;
}

void flow_bullet(struct flow *f, const struct prose *p, const struct say *wanted, int gap, int number)
{
	int narrow = text_width_cap(f, wanted->px) - bullet_indent(wanted, number > 0);
	struct say fitting = prose_fitting(f, p, wanted, narrow), *how = &fitting;
	const struct text_layout *t = lay(f->d, p, how, text_width_cap(f, how->px) - bullet_indent(how, number > 0));
	struct prose pieces[12];
	int n = pieces_of(f, p, t->height, pieces);
	for (int i = 0; i < n; i++)
		flow_bullet(f, &pieces[i], how, i ? how->px / 3 : gap, i ? -1 : number);
	if (n)
		return;
	struct lump *l = flow_lump(f, LUMP_BULLET, gap);
	l->text = t;
	l->height = l->text->height;
	l->spoken = p->text;
	l->how = *how;
	if (number > 0)
		l->mark = arena_printf(f->d->a, "%d", number);
	else if (number < 0)
		l->mark = "";
}

void flow_verdict(struct flow *f, enum verdict v, const struct prose *p, const struct say *how, int gap, bool keep)
{
	static const struct {
		const char *icon;
		enum ink fill, ink;
	} verdicts[] = {
		[VERDICT_GOOD] = { "check", INK_ON_GOOD, INK_GOOD },
		[VERDICT_MISSED] = { "plus", INK_ON_GOOD, INK_GOOD },
		[VERDICT_NOT] = { "x", INK_ON_NOTYET, INK_NOTYET },
		[VERDICT_NOTHING] = { "minus", INK_QUIET, INK_PAGE },
	};
	flow_bullet(f, p, how, gap, 1); /* as wide as a number */
	struct lump *l = &f->lumps[f->count - 1];
	l->mark = "";
	l->icon = verdicts[v].icon;
	l->fill = verdicts[v].fill;
	l->icon_ink = verdicts[v].ink;
	l->keep = keep;
}

void flow_under(struct flow *f, const struct prose *p, const struct say *how, int gap, bool keep)
{
	flow_verdict(f, VERDICT_GOOD, p, how, gap, keep);
	f->lumps[f->count - 1].icon = "";
}

void flow_join(struct flow *f, const struct flow *more, int gap)
{
	for (int i = 0; i < more->count; i++) {
		struct lump *l = flow_lump(f, more->lumps[i].kind, gap);
		*l = more->lumps[i];
		if (i == 0)
			l->gap = gap;
	}
}

void flow_picture(struct flow *f, const char *name, int height, int gap)
{
	int left = f->most_px - flow_height(f) - gap;
	if (left < height && left >= height / 2) /* smaller, rather than on a part of its own without its title */
		height = left;
	struct lump *l = flow_lump(f, LUMP_PICTURE, gap);
	l->mark = name;
	l->height = height;
}

void flow_stepper(struct flow *f, const struct stepper *s, int gap)
{
	struct lump *l = flow_lump(f, LUMP_STEPPER, gap);
	l->stepper = s;
	l->height = stepper_height(f->d, s, f->width);
	l->keep = true;
}

void put_steps(struct draw *d, int full, struct rect at)
{
	enum { STEPS = 5 };
	int gap = at.h / 3, w = (at.w - gap * (STEPS - 1)) / STEPS;
	for (int i = 0; i < STEPS; i++)
		put_box(d, (struct rect){ at.x + i * (w + gap), at.y, w, at.h }, i < full ? INK_WARM : INK_PAGE, INK_LINE,
			d->z.line, at.h / 4);
}

void flow_steps(struct flow *f, int full, int gap)
{
	struct lump *l = flow_lump(f, LUMP_STEPS, gap);
	l->height = f->d->z.text * 3 / 5;
	l->full = full;
}

void flow_qr(struct flow *f, const char *text, int gap)
{
	struct lump *l = flow_lump(f, LUMP_QR, gap);
	int most = qr_most(f->d);
	if (f->most_px && most > f->most_px)
		most = f->most_px;
	l->mark = text;
	l->height = most < f->width ? most : f->width;
}

void flow_button(struct flow *f, const struct button *b, int least, int gap)
{
	struct lump *l = flow_lump(f, LUMP_BUTTON, gap);
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

void flow_pair(struct flow *f, const struct button *a, const struct button *b, int least, int gap)
{
	struct draw *d = f->d;
	struct button both[2] = { *a, *b };
	int half = (f->width - d->z.gap) / 2, h = 0;
	buttons_beside(d, both, 2, f->width);
	if (!button_fits(d, &both[0], half) || !button_fits(d, &both[1], half)) {
		flow_button(f, a, least, gap);
		flow_button(f, b, least, d->z.gap);
		return;
	}
	struct lump *l = flow_lump(f, LUMP_BUTTON, gap);
	l->button = both[0];
	l->second = both[1];
	l->pair = true;
	l->height = least;
	for (int i = 0; i < 2; i++) {
		h = button_height(d, &both[i], half, least);
		l->height = h > l->height ? h : l->height;
	}
}

/* Cards of a grid stand closer than controls elsewhere (access.md T3: 3 mm). */
static int grid_gap(const struct draw *d)
{
	int least = (int)(3 * d->z.px_mm) + 1;
	return least < d->z.gap ? least : d->z.gap;
}

/* Cards are as high as answers where there is room: on the largest panels. */
static int grid_least(const struct draw *d)
{
	int shortest = d->z.width < d->z.height ? d->z.width : d->z.height;
	return shortest > (int)(170 * d->z.px_mm) ? d->z.answer : d->z.control;
}

int grid_columns(struct draw *d, const struct button *b, int n, int width, int most)
{
	int best = 1, lowest = 0;
	bool clipped = d->out->clipped; /* trying is no mistake */
	for (int c = 1; c <= most; c++) {
		int w = (width - grid_gap(d) * (c - 1)) / c, highest = grid_least(d);
		bool fit = w >= d->z.control;
		for (int i = 0; i < n; i++) {
			int h = button_height(d, &b[i], w, highest);
			highest = h > highest ? h : highest;
			fit = fit && button_fits(d, &b[i], w) && !button_shrinks(d, &b[i], w);
		}
		int rows = (n + c - 1) / c, height = rows * (highest + grid_gap(d));
		if (c == 1 || (fit && height <= lowest)) {
			best = c;
			lowest = height;
		}
	}
	d->out->clipped = clipped;
	int rows = (n + best - 1) / best;
	return rows > 0 ? (n + rows - 1) / rows : best; /* six are three and three, not five and one */
}

void flow_grid(struct flow *f, const struct button *b, int n, int columns, int gap)
{
	struct draw *d = f->d;
	int w = (f->width - grid_gap(d) * (columns - 1)) / columns, highest = grid_least(d);
	for (int i = 0; i < n; i++) {
		int h = button_height(d, &b[i], w, highest);
		highest = h > highest ? h : highest;
	}
	bool below = f->count && f->lumps[f->count - 1].kind == LUMP_ROW;
	if (below && gap < grid_gap(d))
		gap = grid_gap(d);
	for (int i = 0; i < n; i += columns) {
		struct lump *l = flow_lump(f, LUMP_ROW, i ? grid_gap(d) : gap);
		struct button *row = arena_array(d->a, (size_t)columns, sizeof *row);
		l->row_count = n - i < columns ? n - i : columns;
		memcpy(row, &b[i], (size_t)l->row_count * sizeof *row);
		l->row = row;
		l->columns = columns;
		l->height = highest;
	}
}

void flow_card(struct flow *f, const char *icon, const struct prose *p, enum lang lang, enum ink fill, enum ink ink)
{
	struct lump *l = flow_lump(f, LUMP_BANNER, f->d->z.gap);
	const struct sizes *z = &f->d->z;
	int sides = icon ? z->title * 3 : z->title;
	l->how = saying(f->d, z->small ? z->text : z->title, true, ink);
	l->how.lang = lang;
	l->how = say_fitting(f->d, p->text, &l->how, f->width - sides);
	l->text = lay(f->d, p, &l->how, f->width - sides);
	l->height = l->text->height + z->title;
	l->keep = true;
	l->spoken = p->text;
	l->mark = icon;
	l->fill = fill;
}

void flow_banner(struct flow *f, const char *icon, const char *text, enum ink fill, enum ink ink)
{
	struct prose p = plain(text);
	flow_card(f, icon, &p, f->d->lang, fill, ink);
}

void flow_bar(struct flow *f, int permille, bool filled, int gap)
{
	struct lump *l = flow_lump(f, LUMP_BAR, gap);
	l->height = (int)((f->d->z.small ? 5 : 7) * f->d->z.px_mm);
	l->permille = permille;
	l->fill = filled ? INK_ACTION : INK_PAGE;
}

void flow_label(struct flow *f, const char *icon, const char *text)
{
	struct lump *l = flow_lump(f, LUMP_LABEL, 0);
	struct prose p = plain(text);
	l->how = saying(f->d, f->d->z.text, true, INK_QUIET);
	int indent = l->how.px * 3 / 2;
	l->how = say_fitting(f->d, text, &l->how, f->width - indent);
	l->text = lay(f->d, &p, &l->how, f->width - indent);
	l->height = l->text->height;
	l->keep = true;
	l->spoken = text;
	l->mark = icon;
}

static void put_lump(struct flow *f, const struct lump *l, int x, int y)
{
	struct draw *d = f->d;
	switch (l->kind) {
	case LUMP_TEXT: put_layout(d, l->text, l->spoken, &l->how, x, y, text_width_cap(f, l->how.px)); break;
	case LUMP_BULLET: {
		int indent = bullet_indent(&l->how, l->icon || (l->mark && l->mark[0])), side = l->how.px * 7 / 5;
		int top = y + (l->text->line_px - side) / 2;
		if (l->icon && l->icon[0]) {
			put_box(d, (struct rect){ x, top, side, side }, l->fill, INK_NONE, 0, side / 2);
			put_icon(d, l->icon, (struct rect){ x + side / 6, top + side / 6, side * 2 / 3, side * 2 / 3 },
				 l->icon_ink, false);
		} else if (l->mark && l->mark[0]) {
			struct say number = l->how;
			number.bold = true;
			number.silent = true;
			number.ink = INK_ON_ACTION;
			number.align = ALIGN_CENTER;
			put_box(d, (struct rect){ x, top, side, side }, INK_ACTION, INK_NONE, 0, side / 2);
			struct prose p = plain(l->mark);
			const struct text_layout *t = lay(d, &p, &number, side);
			put_layout(d, t, l->mark, &number, x, top + (side - t->height) / 2, side);
		} else if (!l->mark) {
			int dot = l->how.px * 2 / 5;
			put_box(d, (struct rect){ x + dot / 2, y + (l->text->line_px - dot) / 2, dot, dot }, INK_WARM,
				INK_NONE, 0, dot / 2);
		}
		put_layout(d, l->text, l->spoken, &l->how, x + indent, y, text_width_cap(f, l->how.px) - indent);
		break;
	}
	case LUMP_STEPPER: put_stepper(d, l->stepper, (struct rect){ x, y, f->width, l->height }); break;
	case LUMP_STEPS: put_steps(d, l->full, (struct rect){ x, y, f->width * 2 / 3, l->height }); break;
	case LUMP_QR:
		if (!put_qr(d, l->mark, (struct rect){ x, y, f->width, l->height }))
			d->out->clipped = true;
		break;
	case LUMP_PICTURE: put_picture(d, l->mark, (struct rect){ x, y, f->width, l->height }); break;
	case LUMP_BUTTON: {
		int w = l->pair ? (f->width - d->z.gap) / 2 : f->width;
		put_button(d, &l->button, (struct rect){ x, y, w, l->height });
		if (l->pair)
			put_button(d, &l->second, (struct rect){ x + f->width - w, y, w, l->height });
		break;
	}
	case LUMP_BANNER: {
		int side = d->z.title * 3 / 2, pad = d->z.title / 2, start = l->mark ? side + 2 * pad : pad;
		put_box(d, (struct rect){ x, y, f->width, l->height }, l->fill, INK_NONE, 0, d->z.radius);
		if (l->mark)
			put_icon(d, l->mark, (struct rect){ x + pad, y + (l->height - side) / 2, side, side },
				 l->how.ink, false);
		put_layout(d, l->text, l->spoken, &l->how, x + start, y + pad, f->width - start - pad);
		break;
	}
	case LUMP_LABEL: {
		int side = l->how.px * 11 / 10, indent = l->how.px * 3 / 2;
		put_icon(d, l->mark, (struct rect){ x, y + (l->text->line_px - side) / 2, side, side }, INK_WARM, false);
		put_layout(d, l->text, l->spoken, &l->how, x + indent, y, f->width - indent);
		break;
	}
	case LUMP_BAR: {
		int w = f->width * l->permille / 1000, least = l->height;
		struct rect bar = { x, y, w > least ? w : least, l->height };
		put_box(d, bar, l->fill, INK_ACTION, d->z.line * 2, d->z.radius / 2);
		break;
	}
	case LUMP_ROW: {
		int gap = grid_gap(d), w = (f->width - gap * (l->columns - 1)) / l->columns;
		for (int i = 0; i < l->row_count; i++)
			put_button(d, &l->row[i], (struct rect){ x + i * (w + gap), y, w, l->height });
		break;
	}
	case LUMP_TALLY: {
		int w = (f->width - d->z.gap * (l->columns - 1)) / l->columns;
		for (int i = 0; i < l->row_count; i++)
			put_tally(d, &l->tally[i], (struct rect){ x + i * (w + d->z.gap), y, w, l->height });
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
	if (i == from + 1 && f->lumps[from].kind == LUMP_PICTURE) /* a picture says nothing without its title */
		i = from;
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
	if (!f->count) /* a phase that has notes for the facilitator alone shows its title and its time */
		return 0;
	if (part_end(f, from, room_px - last_px) == f->count)
		return f->count;
	int to = part_end(f, from, room_px - more_px);
	return to == f->count && to - 1 > from ? to - 1 : to;
}

int flow_parts(const struct flow *f, int room_px, int more_px, int last_px)
{
	int parts = 0, from = 0;
	do {
		from = cut(f, from, room_px, more_px, last_px);
		parts++;
	} while (from < f->count);
	return parts;
}

bool flow_put(struct flow *f, struct rect area, int more_px, int last_px)
{
	return flow_put_behind(f, area, more_px, last_px, 0);
}

bool flow_put_behind(struct flow *f, struct rect area, int more_px, int last_px, int before)
{
	struct draw *d = f->d;
	int parts = flow_parts(f, area.h, more_px, last_px), part = d->s->part - before, first = 0, last = 0;
	part = part < 0 ? 0 : part < parts ? part : parts - 1;
	for (int i = 0; i <= part; i++) {
		first = last;
		last = cut(f, first, area.h, more_px, last_px);
	}
	d->out->part_count = before + parts;
	d->out->part = before + part;
	int y = area.y;
	for (int i = first; i < last; i++) {
		y += i > first ? f->lumps[i].gap : 0;
		put_lump(f, &f->lumps[i], area.x, y);
		y += f->lumps[i].height;
	}
	bool is_last = part == parts - 1;
	if (y > area.y + area.h - (is_last ? last_px : more_px))
		d->out->clipped = true;
	return is_last;
}
