/* Drawing into 32-bit pixels: boxes with exact round corners, tinted masks, pictures. Pure arithmetic, no SDL. */
#ifndef ESCALE_PLATFORM_PAINT_H
#define ESCALE_PLATFORM_PAINT_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/theme.h"

/* 0xFFRRGGBB, rows of stride pixels. Nothing is written outside clip, which lies inside the canvas. */
struct canvas {
	uint32_t *px;
	int width, height, stride;
	struct rect clip;
};

static inline uint32_t paint_colour(struct colour c)
{
	return 0xFF000000U | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

struct rect rect_intersect(struct rect a, struct rect b); /* w or h 0: nothing in common */
struct rect rect_union(struct rect a, struct rect b);     /* the smallest around both; an empty one does not count */
struct rect rect_grow(struct rect r, int by);
static inline bool rect_empty(struct rect r)
{
	return r.w <= 0 || r.h <= 0;
}

/* Coverage masks of quarter discs, kept by radius. Zeroed is ready for use. */
struct corners {
	struct {
		int radius;
		uint8_t *mask; /* radius x radius: the top left corner, 255 inside the disc */
	} kept[16];
	int next;
};
const uint8_t *corners_get(struct corners *, int radius); /* radius >= 1; lives until 16 other radii were asked for */
void corners_free(struct corners *);

/* A rectangle with round corners. fill NULL: only the border is painted; line_px 0 or line NULL: no border. The border
 * lies inside the rectangle. */
struct box {
	struct rect at;
	int radius, line_px;
	const uint32_t *fill, *line;
};

void paint_fill(struct canvas *, struct rect at, uint32_t colour);
void paint_box(struct canvas *, struct corners *, const struct box *);

/* A mask of coverage tinted with the colour; 255 gives exactly the colour. */
struct mask {
	const uint8_t *alpha;
	int width, height, pitch;
	bool mirror; /* left to right */
};
void paint_mask(struct canvas *, const struct mask *, int x, int y, uint32_t colour);

/* Premultiplied ARGB; solid: every alpha is 255. */
void paint_pixels(struct canvas *, const uint32_t *argb, int width, int height, bool solid, int x, int y);

#endif
