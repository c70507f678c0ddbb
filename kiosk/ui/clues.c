#include "ui/clues.h"

#include <string.h>

/* T2 and T3, with a little more than the rule asks so that rounding never breaks it. */
enum { FINGER_MM = 16, APART_MM = 3 };

/* The place on a picture that stands at `on`; both on the glass, or neither. */
static struct rect place(const struct area *a, struct rect on)
{
	return (struct rect){ on.x + a->x * on.w / 1000, on.y + a->y * on.h / 1000, a->w * on.w / 1000,
			      a->h * on.h / 1000 };
}

static int grown(int *at, int size, int least, int from, int room)
{
	if (size >= least)
		return size;
	*at -= (least - size) / 2;
	if (*at + least > from + room)
		*at = from + room - least;
	if (*at < from)
		*at = from;
	return least;
}

static struct rect finger_place(const struct draw *d, const struct area *a, struct rect on)
{
	int least = (int)(FINGER_MM * d->z.px_mm) + 1;
	struct rect r = place(a, on);
	r.w = grown(&r.x, r.w, least, on.x, on.w);
	r.h = grown(&r.y, r.h, least, on.y, on.h);
	return r;
}

static bool apart(struct rect a, struct rect b, int px)
{
	return a.x + a.w + px <= b.x || b.x + b.w + px <= a.x || a.y + a.h + px <= b.y || b.y + b.h + px <= a.y;
}

bool clues_touchable(const struct draw *d, const struct screen *q, struct rect picture)
{
	int least = (int)(FINGER_MM * d->z.px_mm) + 1, px = (int)(APART_MM * d->z.px_mm) + 1;
	for (int i = 0; i < q->answer_count; i++) {
		struct rect own = place(&q->answers[i].area, picture), r = finger_place(d, &q->answers[i].area, picture);
		/* grown to twice its size, it would be touched by those who mean something else */
		if (own.w * 2 < least || own.h * 2 < least)
			return false;
		for (int j = 0; j < i; j++)
			if (!apart(r, finger_place(d, &q->answers[j].area, picture), px))
				return false;
	}
	return true;
}

/* Is a read before b: over it, or in its line and nearer to where lines begin? */
static bool before(struct rect a, struct rect b)
{
	bool column = a.x < b.x + b.w && b.x < a.x + a.w, line = a.y < b.y + b.h && b.y < a.y + a.h;
	if (column || !line)
		return a.y < b.y;
	return a.x < b.x;
}

/* The next place to read among those left: one that no other is read before. */
static int next_place(const struct rect *r, int n, uint32_t left)
{
	int first = -1;
	for (int i = 0; i < n; i++) {
		bool free = left >> i & 1;
		for (int j = 0; free && j < n; j++)
			free = j == i || !(left >> j & 1) || !before(r[j], r[i]);
		if (free)
			return i;
		if (first < 0 && left >> i & 1)
			first = i;
	}
	return first; /* places in a circle */
}

void clues_targets(struct draw *d, const struct screen *q, enum lang lang, struct rect picture)
{
	struct rect r[SCREEN_ANSWERS_MAX], glass = rect_mirrored(d, picture);
	uint32_t left = 0;
	for (int i = 0; i < q->answer_count; i++) {
		r[i] = rect_mirrored(d, finger_place(d, &q->answers[i].area, glass)); /* in the writing's direction */
		left |= (uint32_t)1 << i;
	}
	while (left) {
		int i = next_place(r, q->answer_count, left);
		const struct answer *a = &q->answers[i];
		left &= ~((uint32_t)1 << i);
		struct target *t = scene_target(d->out, rect_mirrored(d, r[i]), MSG_PICK, i, a->text.text);
		t->speech_first = scene_speech(d->out, a->text.text, lang);
		if (d->s->act.picked >> i & 1)
			scene_speech(d->out, word(d, a->right ? W_("Oui, c’est un indice.") : W_("Ici, rien d’étrange.")),
				     d->lang);
		t->speech_count = d->out->speech_count - t->speech_first;
	}
}

int clues_order(const struct session *s, const struct screen *q, short out[SCREEN_ANSWERS_MAX])
{
	int n = 0;
	for (int i = 0; i < s->act.count; i++)
		if (q->answers[s->act.list[i]].right)
			out[n++] = s->act.list[i];
	for (int i = 0; i < q->answer_count; i++)
		if (q->answers[i].right && !(s->act.picked >> i & 1))
			out[n++] = (short)i;
	return n;
}

static struct item *box(struct draw *d, struct rect at, enum ink fill, enum ink line, int line_px, int radius)
{
	struct item *i = scene_item(d->out, ITEM_BOX, at);
	i->ink = fill;
	i->line = line;
	i->line_px = line_px;
	i->radius = radius;
	return i;
}

/* A disc in the first corner, wholly inside. */
static struct rect badge(const struct draw *d, struct rect r, int side)
{
	int in = d->z.line * 2;
	return (struct rect){ d->rtl ? r.x + r.w - side - in : r.x + in, r.y + in, side, side };
}

/* On a small picture the numbers would lie over each other: frames alone then. */
static bool numbers_fit(const struct draw *d, const struct screen *q, struct rect glass)
{
	int side = d->z.text * 7 / 5;
	for (int i = 0; i < q->answer_count; i++)
		for (int j = 0; j < i; j++)
			if (!apart(badge(d, finger_place(d, &q->answers[i].area, glass), side),
				   badge(d, finger_place(d, &q->answers[j].area, glass), side), 0))
				return false;
	return true;
}

static void mark_clue(struct draw *d, const struct area *a, struct rect glass, int n)
{
	struct rect r = place(a, glass);
	int line = d->z.line * 2, side = d->z.text * 7 / 5;
	struct rect wide = { r.x - line, r.y - line, r.w + 2 * line, r.h + 2 * line };
	box(d, wide, INK_NONE, INK_PAGE, line, d->z.radius); /* seen on any picture: light around dark */
	box(d, r, INK_NONE, INK_ACTION, line, d->z.radius);
	if (!n)
		return;
	struct rect b = badge(d, finger_place(d, a, glass), side);
	box(d, b, INK_ACTION, INK_PAGE, d->z.line, side / 2);
	struct say how = { .px = d->z.text, .bold = true, .ink = INK_ON_ACTION, .align = ALIGN_CENTER, .lang = d->lang,
			   .silent = true };
	struct prose p = plain(number(d, n));
	const struct text_layout *t = lay(d, &p, &how, side);
	put_layout(d, t, p.text, &how, rect_mirrored(d, b).x, b.y + (side - t->height) / 2, side);
}

static void mark_other(struct draw *d, const struct area *a, struct rect glass)
{
	int side = d->z.text * 7 / 5;
	struct rect b = badge(d, finger_place(d, a, glass), side);
	box(d, b, INK_PAGE, INK_LINE, d->z.line, side / 2);
	struct item *i = scene_item(d->out, ITEM_ICON, rect_center(b, side * 2 / 3, side * 2 / 3));
	i->name = "minus";
	i->ink = INK_TEXT;
}

void clues_marks(struct draw *d, const struct screen *q, struct rect glass, bool all)
{
	short order[SCREEN_ANSWERS_MAX];
	int n = clues_order(d->s, q, order);
	bool numbers = numbers_fit(d, q, glass);
	for (int i = 0; i < q->answer_count && !all && numbers; i++)
		if (!q->answers[i].right && d->s->act.picked >> i & 1)
			mark_other(d, &q->answers[i].area, glass);
	for (int i = 0; i < n; i++)
		if (all || d->s->act.picked >> order[i] & 1)
			mark_clue(d, &q->answers[order[i]].area, glass, numbers ? i + 1 : 0);
}

void clues_marks_on_shown(struct draw *d, const struct screen *q, bool all)
{
	const char *name = first_picture(q);
	for (int i = 0; i < d->out->item_count; i++) {
		const struct item *shown = &d->out->items[i];
		if (shown->kind == ITEM_PICTURE && name && shown->name && strcmp(shown->name, name) == 0) {
			clues_marks(d, q, shown->at, all);
			return;
		}
	}
}
