#include "platform/turn.h"

#include <stddef.h>
#include <string.h>

/* px: one line of the cache across. A tile's columns are read while its lines are still there. */
enum { TILE = 16 };

bool turn_sideways(const struct turn *t)
{
	return t->degrees == 90 || t->degrees == 270;
}

int turn_stride(int width)
{
	int stride = (width + TILE - 1) / TILE * TILE;
	return stride % 256 ? stride : stride + TILE;
}

void turn_point(const struct turn *t, int *x, int *y)
{
	int sx = *x, sy = *y;
	switch (t->degrees) {
	case 90: *x = sy, *y = t->width - 1 - sx; break;
	case 180: *x = t->width - 1 - sx, *y = t->height - 1 - sy; break;
	case 270: *x = t->height - 1 - sy, *y = sx; break;
	}
}

struct rect turn_rect(const struct turn *t, struct rect r)
{
	switch (t->degrees) {
	case 90: return (struct rect){ t->width - r.y - r.h, r.x, r.h, r.w };
	case 180: return (struct rect){ t->width - r.x - r.w, t->height - r.y - r.h, r.w, r.h };
	case 270: return (struct rect){ r.y, t->height - r.x - r.w, r.h, r.w };
	default: return r;
	}
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* step_x, step_y: pixels of the picture from one pixel of the surface to the next, across and down. */
static void copy_tile(uint32_t *out, int out_stride, const uint32_t *in, ptrdiff_t step_x, ptrdiff_t step_y,
                      int width, int height)
{
	for (; height; height--, out += out_stride, in += step_y) {
		const uint32_t *from = in;
		for (int x = 0; x < width; x++, from += step_x)
			out[x] = *from;
	}
}

void turn_copy(const struct turn *t, uint32_t *surface, int surface_stride, const uint32_t *picture,
               int picture_stride, struct rect r)
{
	const struct rect to = turn_rect(t, r);
	for (int y = 0; t->degrees == 0 && y < to.h; y++)
		memcpy(surface + (ptrdiff_t)(to.y + y) * surface_stride + to.x,
		       picture + (ptrdiff_t)(to.y + y) * picture_stride + to.x, (size_t)to.w * 4);
	if (t->degrees == 0)
		return;
	ptrdiff_t step_x = 1, step_y = picture_stride;
	switch (t->degrees) {
	case 90: step_x = -picture_stride, step_y = 1; break;
	case 180: step_x = -1, step_y = -picture_stride; break;
	case 270: step_x = picture_stride, step_y = -1; break;
	}
	for (int y = 0; y < to.h; y += TILE)
		for (int x = 0; x < to.w; x += TILE) {
			int from_x = to.x + x, from_y = to.y + y;
			uint32_t *out = surface + (ptrdiff_t)from_y * surface_stride + from_x;
			turn_point(t, &from_x, &from_y);
			copy_tile(out, surface_stride, picture + (ptrdiff_t)from_y * picture_stride + from_x,
			          step_x, step_y, least(TILE, to.w - x), least(TILE, to.h - y));
		}
}
