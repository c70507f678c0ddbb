#include "ui/scene.h"

#include <string.h>

void scene_begin(struct scene *s, struct arena *a, int width, int height)
{
	*s = (struct scene){ .arena = a, .width = width, .height = height, .background = INK_PAGE, .part_count = 1 };
}

static void *grow(struct arena *a, void *items, int count, int *room, size_t size)
{
	if (count < *room)
		return items;
	*room = *room ? *room * 2 : 32;
	void *more = arena_array(a, (size_t)*room, size);
	if (count)
		memcpy(more, items, (size_t)count * size);
	return more;
}

struct item *scene_item(struct scene *s, enum item_kind kind, struct rect at)
{
	s->items = grow(s->arena, s->items, s->item_count, &s->item_room, sizeof *s->items);
	struct item *i = &s->items[s->item_count++];
	*i = (struct item){ .kind = kind, .at = at, .speech = -1 };
	return i;
}

struct target *scene_target(struct scene *s, struct rect at, enum msg_kind kind, int arg, const char *label)
{
	s->targets = grow(s->arena, s->targets, s->target_count, &s->target_room, sizeof *s->targets);
	struct target *t = &s->targets[s->target_count++];
	*t = (struct target){ .at = at, .msg = { .kind = kind, .arg = arg }, .label = label };
	return t;
}

int scene_speech(struct scene *s, const char *text, enum lang lang)
{
	s->speech = grow(s->arena, s->speech, s->speech_count, &s->speech_room, sizeof *s->speech);
	s->speech[s->speech_count] = (struct speech){ .text = text, .lang = lang };
	return s->speech_count++;
}

void scene_echo(struct scene *s, const char *text, enum lang lang)
{
	int i = scene_speech(s, text, lang);
	s->speech[i].echo = true;
	if (s->echo_count == 0)
		s->echo_first = i;
	s->echo_count = i + 1 - s->echo_first;
}

bool rect_holds(struct rect r, int x, int y)
{
	return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

int scene_hit(const struct scene *s, int x, int y)
{
	for (int i = s->target_count - 1; i >= 0; i--)
		if (rect_holds(s->targets[i].at, x, y))
			return i;
	return -1;
}

static bool same_rect(struct rect a, struct rect b)
{
	return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool same_name(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_text(const struct text_layout *a, const struct text_layout *b)
{
	if (!a || !b)
		return a == b;
	if (a->run_count != b->run_count)
		return false;
	for (int i = 0; i < a->run_count; i++) {
		const struct text_run *r = &a->runs[i], *q = &b->runs[i];
		if (r->n != q->n || r->x != q->x || r->y != q->y || r->font.px != q->font.px ||
		    r->font.bold != q->font.bold || r->font.family != q->font.family ||
		    memcmp(r->s, q->s, (size_t)r->n) != 0)
			return false;
	}
	return true;
}

static bool same_qr(const struct qr *a, const struct qr *b)
{
	return a == b || (a && b && a->side == b->side && memcmp(a->dark, b->dark, (size_t)(a->side * a->side)) == 0);
}

bool scene_same(const struct scene *a, const struct scene *b)
{
	if (a->width != b->width || a->height != b->height || a->background != b->background ||
	    a->contrast != b->contrast || a->item_count != b->item_count)
		return false;
	for (int i = 0; i < a->item_count; i++) {
		const struct item *p = &a->items[i], *q = &b->items[i];
		if (p->kind != q->kind || !same_rect(p->at, q->at) || p->ink != q->ink || p->line != q->line ||
		    p->line_px != q->line_px || p->radius != q->radius || p->mirror != q->mirror ||
		    !same_name(p->name, q->name) || !same_text(p->text, q->text) ||
		    p->module_px != q->module_px || !same_qr(p->qr, q->qr))
			return false;
	}
	return true;
}
