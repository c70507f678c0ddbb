#include "platform/paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/arena.h"

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* ---- rectangles ------------------------------------------------------------------------------------------ */

struct rect rect_intersect(struct rect a, struct rect b)
{
	int x = most(a.x, b.x), y = most(a.y, b.y);
	int w = least(a.x + a.w, b.x + b.w) - x, h = least(a.y + a.h, b.y + b.h) - y;
	return w > 0 && h > 0 ? (struct rect){ x, y, w, h } : (struct rect){ x, y, 0, 0 };
}

struct rect rect_union(struct rect a, struct rect b)
{
	if (rect_empty(a))
		return b;
	if (rect_empty(b))
		return a;
	int x = least(a.x, b.x), y = least(a.y, b.y);
	return (struct rect){ x, y, most(a.x + a.w, b.x + b.w) - x, most(a.y + a.h, b.y + b.h) - y };
}

struct rect rect_grow(struct rect r, int by)
{
	return (struct rect){ r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by };
}

/* ---- pixels ------------------------------------------------------------------------------------------------ */

/* Colours are worked on two channels at a time, each in a half of the word: red and blue, then green (and alpha). */
static inline uint32_t red_blue(uint32_t px)
{
	return px & 0x00FF00FFU;
}

static inline uint32_t alpha_green(uint32_t px)
{
	return px >> 8 & 0x00FF00FFU;
}

/* Both halves / 255 rounded: exact for sums of channel * share where the shares add up to 255. */
static inline uint32_t div255(uint32_t halves)
{
	halves += 0x00800080U;
	return red_blue((halves + alpha_green(halves)) >> 8);
}

static inline uint32_t scale_pixel(uint32_t px, uint32_t by)
{
	return div255(red_blue(px) * by) | div255(alpha_green(px) * by) << 8;
}

static inline uint32_t mix(uint32_t under, uint32_t over, uint32_t coverage)
{
	uint32_t rest = 255 - coverage;
	return div255(red_blue(under) * rest + red_blue(over) * coverage) |
	       div255(alpha_green(under) * rest + alpha_green(over) * coverage) << 8 | 0xFF000000U;
}

static uint32_t *at(struct canvas *c, int x, int y)
{
	return c->px + (size_t)y * (size_t)c->stride + x;
}

static void row_fill(struct canvas *c, int x0, int x1, int y, uint32_t colour)
{
	x0 = most(x0, c->clip.x);
	x1 = least(x1, c->clip.x + c->clip.w);
	_Static_assert(sizeof(wchar_t) == sizeof colour, "a wide character is a pixel");
	if (x0 < x1) /* the C library has the machine's widest stores */
		wmemset((wchar_t *)at(c, x0, y), (wchar_t)colour, (size_t)(x1 - x0));
}

void paint_fill(struct canvas *c, struct rect r, uint32_t colour)
{
	r = rect_intersect(r, c->clip);
	for (int y = r.y; y < r.y + r.h; y++)
		row_fill(c, r.x, r.x + r.w, y, colour);
}

/* ---- round corners -------------------------------------------------------------------------------------------- */

/* Area under the circle of radius r from 0 to x. */
static double area_to(double x, double r)
{
	x = fmin(x, r);
	return (x * sqrt(r * r - x * x) + r * r * asin(x / r)) / 2;
}

/* How much of the pixel [i, i+1] x [j, j+1] lies in the disc of radius r around 0, 0. Exact. */
static double disc_share(int i, int j, double r)
{
	if (hypot(i + 1, j + 1) <= r)
		return 1;
	if (hypot(i, j) >= r)
		return 0;
	double high = j + 1 < r ? sqrt(r * r - (j + 1.0) * (j + 1)) : 0; /* left of it the pixel column is full */
	double low = sqrt(r * r - (double)j * j);                        /* right of it it is empty */
	double from = fmin(fmax(high, i), i + 1), to = fmax(from, fmin(low, i + 1));
	return (from - i) + area_to(to, r) - area_to(from, r) - j * (to - from);
}

static uint8_t *make_corner(int radius)
{
	uint8_t *mask = xmalloc((size_t)radius * (size_t)radius);
	for (int j = 0; j < radius; j++)
		for (int i = 0; i <= j; i++) {
			double share = disc_share(radius - 1 - i, radius - 1 - j, radius);
			uint8_t v = (uint8_t)lround(fmin(fmax(share, 0), 1) * 255);
			mask[j * radius + i] = v;
			mask[i * radius + j] = v; /* the same in both directions, to the bit */
		}
	return mask;
}

const uint8_t *corners_get(struct corners *k, int radius)
{
	const int room = sizeof k->kept / sizeof *k->kept;
	for (int i = 0; i < room; i++)
		if (k->kept[i].radius == radius)
			return k->kept[i].mask;
	int i = k->next;
	k->next = (k->next + 1) % room;
	free(k->kept[i].mask);
	k->kept[i].radius = radius;
	k->kept[i].mask = make_corner(radius);
	return k->kept[i].mask;
}

void corners_free(struct corners *k)
{
	for (size_t i = 0; i < sizeof k->kept / sizeof *k->kept; i++)
		free(k->kept[i].mask);
	*k = (struct corners){ 0 };
}

struct shape {
	const struct box *box;
	int radius, inner_radius, line;
	const uint8_t *outer, *inner; /* masks, NULL for radius 0 */
};

/* A pixel of a corner, counted from the corner: the border is what the outer disc has and the inner one has not. */
static uint32_t corner_pixel(const struct shape *s, uint32_t under, int x, int y)
{
	uint32_t outer = s->outer[y * s->radius + x], inner = 255;
	int xi = x - s->line, yi = y - s->line;
	if (xi < 0 || yi < 0)
		inner = 0;
	else if (xi < s->inner_radius && yi < s->inner_radius)
		inner = s->inner[yi * s->inner_radius + xi];
	inner = inner < outer ? inner : outer;
	uint32_t ring = s->line ? outer - inner : 0, fill = s->box->fill ? (s->line ? inner : outer) : 0;
	uint32_t rest = 255 - ring - fill, line = s->line ? *s->box->line : 0, inside = fill ? *s->box->fill : 0;
	return div255(red_blue(under) * rest + red_blue(line) * ring + red_blue(inside) * fill) |
	       div255(alpha_green(under) * rest + alpha_green(line) * ring + alpha_green(inside) * fill) << 8 | 0xFF000000U;
}

static void corner_row(struct canvas *c, const struct shape *s, int from_corner_y, int y, bool right)
{
	struct rect r = s->box->at;
	for (int i = 0; i < s->radius; i++) {
		int x = right ? r.x + r.w - 1 - i : r.x + i;
		if (x < c->clip.x || x >= c->clip.x + c->clip.w)
			continue;
		uint32_t *p = at(c, x, y);
		*p = corner_pixel(s, *p, i, from_corner_y);
	}
}

void paint_box(struct canvas *c, struct corners *k, const struct box *b)
{
	struct rect r = b->at;
	int half = least(r.w, r.h) / 2;
	struct shape s = { .box = b, .radius = least(b->radius, half), .line = b->line ? least(b->line_px, half) : 0 };
	s.inner_radius = most(s.radius - s.line, 0);
	if (s.radius > 0)
		s.outer = corners_get(k, s.radius);
	if (s.inner_radius > 0) {
		s.inner = corners_get(k, s.inner_radius);
		s.outer = corners_get(k, s.radius); /* again: making the inner one may have dropped it */
	}
	struct rect rows = rect_intersect(r, c->clip);
	for (int y = rows.y; y < rows.y + rows.h; y++) {
		int from_edge = least(y - r.y, r.y + r.h - 1 - y);
		int zone = from_edge < s.radius ? s.radius : 0;
		int x0 = r.x + zone, x1 = r.x + r.w - zone;
		if (zone) {
			corner_row(c, &s, from_edge, y, false);
			corner_row(c, &s, from_edge, y, true);
		}
		if (from_edge < s.line) {
			row_fill(c, x0, x1, y, *b->line);
			continue;
		}
		int side = most(s.line - zone, 0);
		if (side) {
			row_fill(c, x0, x0 + side, y, *b->line);
			row_fill(c, x1 - side, x1, y, *b->line);
		}
		if (b->fill)
			row_fill(c, x0 + side, x1 - side, y, *b->fill);
	}
}

/* ---- masks and pictures --------------------------------------------------------------------------------------- */

void paint_mask(struct canvas *c, const struct mask *m, int x, int y, uint32_t colour)
{
	struct rect r = rect_intersect((struct rect){ x, y, m->width, m->height }, c->clip);
	const int step = m->mirror ? -1 : 1;
	for (int row = r.y; row < r.y + r.h; row++) {
		uint32_t *out = at(c, r.x, row);
		const uint8_t *a = m->alpha + (row - y) * m->pitch;
		a += m->mirror ? m->width - 1 - (r.x - x) : r.x - x;
		for (int i = 0; i < r.w; i++, a += step, out++) {
			if (*a)
				*out = *a == 255 ? colour : mix(*out, colour, *a);
		}
	}
}

/* Only the corners of most pictures let anything through. */
__attribute__((optimize("O3"))) static bool all_solid(const uint32_t *argb, int n)
{
	uint32_t all = ~0U;
	for (int i = 0; i < n; i++)
		all &= argb[i];
	return all >> 24 == 255;
}

void paint_pixels(struct canvas *c, const uint32_t *argb, int width, int height, bool solid, int x, int y)
{
	struct rect r = rect_intersect((struct rect){ x, y, width, height }, c->clip);
	for (int row = r.y; row < r.y + r.h; row++) {
		uint32_t *out = at(c, r.x, row);
		const uint32_t *in = argb + (size_t)(row - y) * (size_t)width + (r.x - x);
		if (solid || all_solid(in, r.w)) {
			memcpy(out, in, (size_t)r.w * sizeof *out);
			continue;
		}
		for (int i = 0; i < r.w; i++) {
			uint32_t a = in[i] >> 24;
			if (a == 255)
				out[i] = in[i];
			else if (a)
				out[i] = 0xFF000000U | (in[i] + scale_pixel(out[i] & 0x00FFFFFFU, 255 - a));
		}
	}
}
