#include "ui/draw.h"

#include <string.h>

const char *word(const struct draw *d, const char *key)
{
	return words_get(d->look->words[d->lang], key);
}

const char *filled(const struct draw *d, const char *key, const char *one, const char *two)
{
	return words_fill(d->a, word(d, key), one, two);
}

const char *number(const struct draw *d, long long n)
{
	return arena_printf(d->a, "%lld", n);
}

struct prose plain(const char *text)
{
	return (struct prose){ .text = text };
}

struct say saying(const struct draw *d, int px, bool bold, enum ink ink)
{
	return (struct say){ .px = px, .bold = bold, .ink = ink, .lang = d->lang };
}

const struct text_layout *lay(struct draw *d, const struct prose *p, const struct say *how, int width)
{
	struct text_style style = {
		.px = how->px,
		.bold = how->bold,
		.align = how->align,
		.direction = lang_table[how->lang].rtl ? DIRECTION_RTL : DIRECTION_LTR,
		.line_px = how->px * (how->bold ? 5 : 7) / (how->bold ? 4 : 5),
	};
	const struct text_layout *t = text_layout(d->look->measure, d->a, p, &style, width);
	if (t->overflow)
		d->out->clipped = true;
	return t;
}

struct rect rect_mirrored(const struct draw *d, struct rect r)
{
	if (d->rtl)
		r.x = d->z.width - r.x - r.w;
	return r;
}

int put_layout(struct draw *d, const struct text_layout *t, const char *spoken, const struct say *how, int x, int y,
	       int width)
{
	struct item *i = scene_item(d->out, ITEM_TEXT, rect_mirrored(d, (struct rect){ x, y, width, t->height }));
	i->text = t;
	i->ink = how->ink;
	if (!how->silent)
		i->speech = scene_speech(d->out, spoken, how->lang);
	return t->height;
}

int put_text(struct draw *d, const char *text, const struct say *how, int x, int y, int width)
{
	struct prose p = plain(text);
	return put_layout(d, lay(d, &p, how, width), text, how, x, y, width);
}

struct item *put_box(struct draw *d, struct rect at, enum ink fill, enum ink line, int line_px, int radius)
{
	struct item *i = scene_item(d->out, ITEM_BOX, rect_mirrored(d, at));
	i->ink = fill;
	i->line = line;
	i->line_px = line == INK_NONE ? 0 : line_px;
	i->radius = radius;
	return i;
}

void put_icon(struct draw *d, const char *name, struct rect at, enum ink ink, bool mirror)
{
	struct item *i = scene_item(d->out, ITEM_ICON, rect_mirrored(d, at));
	i->name = name;
	i->ink = ink;
	i->mirror = mirror && d->rtl;
}

struct rect rect_center(struct rect box, int w, int h)
{
	return (struct rect){ box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h };
}

void put_picture(struct draw *d, const char *name, struct rect box)
{
	if (!name || box.w < 40 || box.h < 40)
		return;
	int w = box.w, h = w * 3 / 4;
	if (h > box.h) {
		h = box.h;
		w = h * 4 / 3;
	}
	struct item *i = scene_item(d->out, ITEM_PICTURE, rect_mirrored(d, rect_center(box, w, h)));
	i->name = name;
	i->radius = d->z.radius;
}

enum { QR_LEAST_MM = 30, QR_MOST_MM = 62 };

int qr_most(const struct draw *d)
{
	return (int)(QR_MOST_MM * d->z.px_mm);
}

int put_qr(struct draw *d, const char *text, struct rect box)
{
	struct qr *qr = arena_alloc(d->a, sizeof *qr);
	if (!qr_make(qr, text, strlen(text) > 120 ? QR_LOW : QR_MEDIUM, NULL))
		return 0;
	int modules = qr->side + 2 * QR_QUIET, room = box.w < box.h ? box.w : box.h;
	if (room > qr_most(d))
		room = qr_most(d);
	int module = room / modules, side = module * modules;
	if (module < 2 || side < (int)(QR_LEAST_MM * d->z.px_mm))
		return 0;
	struct item *i = scene_item(d->out, ITEM_QR, rect_mirrored(d, rect_center(box, side, side)));
	i->qr = qr;
	i->module_px = module;
	i->name = "code QR";
	return side;
}

struct button button(const struct draw *d, enum button_look look, const char *icon, const char *label,
		     enum msg_kind kind, int arg)
{
	return (struct button){
		.look = look,
		.icon = icon,
		.label = plain(label),
		.lang = d->lang,
		.msg = { .kind = kind, .arg = arg },
	};
}

/* Inside a button: padding, an icon as high as a line, the label. */
struct inside {
	int pad, icon, text_x, text_w;
	const struct text_layout *text;
	struct say how;
};

bool words_fit(struct draw *d, const char *text, const struct say *how, int width)
{
	struct text_style style = { .px = how->px, .bold = how->bold };
	struct str rest = str_from(text), one;
	while (rest.n) {
		str_cut(rest, ' ', &one, &rest);
		if (text_width(d->look->measure, arena_strndup(d->a, one.s, one.n), &style) > width)
			return false;
	}
	return true;
}

struct say say_fitting(struct draw *d, const char *text, const struct say *how, int width)
{
	struct say fitting = *how;
	struct sizes normal;
	sizes_for(&normal, d->look->panel, false);
	int tries[] = { how->px, d->z.title, d->z.text, normal.text };
	for (int i = 0; i < 4; i++) {
		if (tries[i] > fitting.px)
			continue;
		fitting.px = tries[i];
		if (words_fit(d, text, &fitting, width))
			break;
	}
	return fitting;
}

static bool has_tick(const struct button *b)
{
	return b->look == BUTTON_TICK || b->look == BUTTON_TICKED || b->look == BUTTON_RANK;
}

static bool is_chip(const struct button *b)
{
	return b->look == BUTTON_CHIP || b->look == BUTTON_CHIP_ON;
}

static struct inside button_inside(struct draw *d, const struct button *b, int width)
{
	struct inside in = { .pad = d->z.text / 2 };
	bool filled = b->look == BUTTON_MAIN || b->look == BUTTON_ON;
	in.how = (struct say){
		.px = d->z.text,
		.bold = b->look != BUTTON_CARD && !has_tick(b),
		.ink = filled ? INK_ON_ACTION : INK_TEXT,
		.lang = b->lang,
	};
	if (b->look == BUTTON_SECOND)
		in.how.ink = INK_ACTION;
	if (is_chip(b)) { /* the tick has its place at the start, chosen or not: nothing jumps */
		in.pad = d->z.text / 5;
		in.how.bold = false;
		in.how.align = ALIGN_CENTER;
		in.text_x = d->z.text;
		in.text_w = width - in.text_x - in.pad;
		if (b->look == BUTTON_CHIP_ON)
			in.how.ink = INK_ON_ACTION;
		in.text_w = in.text_w < 20 ? 20 : in.text_w;
		in.how = say_fitting(d, b->label.text, &in.how, in.text_w);
		in.text = lay(d, &b->label, &in.how, in.text_w);
		return in;
	}
	in.icon = b->icon || has_tick(b) ? d->z.text * 6 / 5 : 0;
	if (b->look == BUTTON_TALL)
		in.icon = 0;
	if (b->look == BUTTON_RANK) /* a number as large as the text (access.md V1) */
		in.icon = d->z.text * 7 / 5;
	in.text_x = in.pad + (in.icon ? in.icon + in.pad * 2 / 3 : 0);
	in.text_w = width - in.text_x - in.pad;
	if (in.text_w < 20)
		in.text_w = 20;
	if (b->center || b->look == BUTTON_TALL)
		in.how.align = ALIGN_CENTER;
	in.how = say_fitting(d, b->label.text, &in.how, in.text_w);
	in.text = lay(d, &b->label, &in.how, in.text_w);
	return in;
}

bool button_fits(struct draw *d, const struct button *b, int width)
{
	struct inside in = button_inside(d, b, width);
	return words_fit(d, b->label.text, &in.how, in.text_w);
}

bool button_shrinks(struct draw *d, const struct button *b, int width)
{
	return button_inside(d, b, width).how.px < d->z.text;
}

int button_width(const struct draw *d, const struct button *b)
{
	struct text_style style = { .px = d->z.text, .bold = b->look != BUTTON_CARD && !has_tick(b) };
	int pad = d->z.text / 2, icon = b->icon ? d->z.text * 6 / 5 + pad * 2 / 3 : 0;
	int w = 2 * pad + icon + text_width(d->look->measure, b->label.text, &style) + d->z.line * 2;
	return w > d->z.control ? w : d->z.control;
}

int button_height(struct draw *d, const struct button *b, int width, int least)
{
	struct inside in = button_inside(d, b, width);
	int need = in.text->height + in.pad;
	if (b->look == BUTTON_TALL)
		need += d->z.text * 2 + in.pad;
	return need > least ? need : least;
}

/* An empty box, or one filled with a tick: told apart by shape, not by colour alone (access.md V10). */
static void put_tick(struct draw *d, bool on, struct rect at)
{
	put_box(d, at, on ? INK_ACTION : INK_PAGE, on ? INK_ACTION : INK_LINE, d->z.line, d->z.radius / 2);
	if (on)
		put_icon(d, "check", rect_center(at, at.w * 4 / 5, at.h * 4 / 5), INK_ON_ACTION, false);
}

/* A circle, empty or with a number. */
static void put_rank(struct draw *d, int rank, struct rect at)
{
	put_box(d, at, rank ? INK_ACTION : INK_PAGE, rank ? INK_ACTION : INK_LINE, d->z.line, at.w / 2);
	if (!rank)
		return;
	struct say how = saying(d, d->z.text, true, INK_ON_ACTION);
	how.align = ALIGN_CENTER;
	how.silent = true;
	struct prose p = plain(number(d, rank));
	const struct text_layout *t = lay(d, &p, &how, at.w);
	put_layout(d, t, p.text, &how, at.x, at.y + (at.h - t->height) / 2, at.w);
}

void put_button(struct draw *d, const struct button *b, struct rect at)
{
	static const struct {
		enum ink fill, line;
	} looks[] = {
		[BUTTON_MAIN] = { INK_ACTION, INK_ACTION },
		[BUTTON_SECOND] = { INK_PAGE, INK_ACTION },
		[BUTTON_CARD] = { INK_SOFT, INK_LINE },
		[BUTTON_ON] = { INK_ACTION, INK_ACTION },
		[BUTTON_TALL] = { INK_SOFT, INK_ACTION },
		[BUTTON_TICK] = { INK_SOFT, INK_LINE },
		[BUTTON_TICKED] = { INK_SOFT, INK_ACTION },
		[BUTTON_RANK] = { INK_SOFT, INK_LINE },
		[BUTTON_CHIP] = { INK_SOFT, INK_LINE },
		[BUTTON_CHIP_ON] = { INK_ACTION, INK_ACTION },
	};
	if (b->absent)
		return;
	struct inside in = button_inside(d, b, at.w);
	bool on = b->look == BUTTON_TICKED || b->rank;
	put_box(d, at, looks[b->look].fill, on ? INK_ACTION : looks[b->look].line, on ? d->z.line * 2 : d->z.line,
		d->z.radius);
	int text_y = at.y + (at.h - in.text->height) / 2;
	if (in.text->height > at.h)
		d->out->clipped = true;
	int text_x = at.x + in.text_x, text_w = in.text_w;
	if (b->look == BUTTON_TALL) {
		int side = (at.h - in.text->height - in.pad) * 3 / 4, cap = (int)(22 * d->z.px_mm);
		side = side < cap ? side : cap;
		int top = at.y + (at.h - in.text->height - side) / 2;
		put_icon(d, b->icon, (struct rect){ at.x + (at.w - side) / 2, top, side, side }, INK_ACTION, false);
		text_y = top + side;
	} else if (b->look == BUTTON_RANK) {
		put_rank(d, b->rank, (struct rect){ at.x + in.pad, at.y + (at.h - in.icon) / 2, in.icon, in.icon });
	} else if (has_tick(b)) {
		put_tick(d, b->look == BUTTON_TICKED, (struct rect){ at.x + in.pad, at.y + (at.h - in.icon) / 2, in.icon,
								      in.icon });
	} else if (is_chip(b)) {
		int side = d->z.text * 9 / 10;
		if (b->look == BUTTON_CHIP_ON)
			put_icon(d, "check", (struct rect){ at.x + (in.text_x - side) / 2, at.y + (at.h - side) / 2, side, side },
				 INK_ON_ACTION, false);
	} else if (b->icon && b->center) { /* icon and word centred together */
		int both = in.icon + (in.text->width ? in.pad * 2 / 3 : 0) + in.text->width;
		int start = at.x + (at.w - both) / 2;
		put_icon(d, b->icon, (struct rect){ start, at.y + (at.h - in.icon) / 2, in.icon, in.icon },
			 in.how.ink, b->icon_mirrors);
		text_x = start + both - in.text->width - (text_w - in.text->width) / 2;
	} else if (b->icon) {
		put_icon(d, b->icon,
			 (struct rect){ at.x + in.pad, at.y + (at.h - in.icon) / 2, in.icon, in.icon },
			 in.how.ink, b->icon_mirrors);
	}
	int first = d->out->speech_count;
	in.how.silent = b->said != NULL;
	put_layout(d, in.text, b->label.text, &in.how, text_x, text_y, text_w);
	if (b->said)
		scene_speech(d->out, b->said, b->lang);
	if (b->look == BUTTON_TICKED || b->look == BUTTON_CHIP_ON)
		scene_speech(d->out, word(d, W_("C’est choisi.")), d->lang);
	if (b->state)
		scene_speech(d->out, b->state, d->lang);
	struct target *t = scene_target(d->out, rect_mirrored(d, at), b->msg.kind, b->msg.arg,
					 b->said ? b->said : b->label.text);
	t->msg.number = b->msg.number;
	t->speech_first = first;
	t->speech_count = d->out->speech_count - first;
}

static bool one_row(struct draw *d, const struct button *b, int n, int width, int *each)
{
	int cap = (int)(90 * d->z.px_mm);
	*each = (width - d->z.gap * (n - 1)) / n;
	if (*each > cap)
		*each = cap;
	for (int i = 0; i < n; i++)
		if (!button_fits(d, &b[i], *each))
			return n == 1;
	return true;
}

void buttons_beside(struct draw *d, struct button *b, int n, int width)
{
	struct button bare[4];
	int each;
	if (n < 2 || n > 4)
		return;
	memcpy(bare, b, (size_t)n * sizeof *b);
	for (int i = 0; i < n; i++)
		bare[i].icon = NULL;
	if (!one_row(d, bare, n, width, &each))
		return;
	/* Without icons they stand in one row, or in fewer lines. */
	if (!one_row(d, b, n, width, &each) || buttons_height(d, bare, n, width) < buttons_height(d, b, n, width))
		memcpy(b, bare, (size_t)n * sizeof *b);
}

int buttons_height(struct draw *d, const struct button *b, int n, int width)
{
	int each, total = 0, tallest = 0;
	bool row = one_row(d, b, n, width, &each);
	for (int i = 0; i < n; i++) {
		int h = button_height(d, &b[i], row ? each : width, d->z.control);
		total += h + (i ? d->z.gap : 0);
		tallest = h > tallest ? h : tallest;
	}
	return row ? tallest : total;
}

void put_buttons(struct draw *d, const struct button *b, int n, struct rect area)
{
	int each, height = buttons_height(d, b, n, area.w);
	bool row = one_row(d, b, n, area.w, &each);
	int x = area.x + area.w - n * each - (n - 1) * d->z.gap, y = area.y + area.h - height;
	for (int i = 0; i < n; i++) {
		if (row) {
			put_button(d, &b[i], (struct rect){ x + i * (each + d->z.gap), y, each, height });
			continue;
		}
		int h = button_height(d, &b[i], area.w, d->z.control);
		put_button(d, &b[i], (struct rect){ area.x, y, area.w, h });
		y += h + d->z.gap;
	}
}
