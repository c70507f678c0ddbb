/* Turning the picture for a display that stands on its side or on its head. The picture is upright, as a person sees it;
 * the surface is what the display takes. Pure arithmetic on pixels in memory, no SDL. */
#ifndef ESCALE_PLATFORM_TURN_H
#define ESCALE_PLATFORM_TURN_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/scene.h"

struct turn {
	int degrees;       /* the picture is turned so far clockwise: 0, 90, 180 or 270 */
	int width, height; /* of the surface, px */
};

/* Width and height change places: 90 and 270. */
bool turn_sideways(const struct turn *);

/* A pixel of the surface -> the pixel of the picture that is shown there. */
void turn_point(const struct turn *, int *x, int *y);
/* A rectangle of the picture -> where it is on the surface. */
struct rect turn_rect(const struct turn *, struct rect picture);

/* Copy one rectangle of the picture, which lies inside it, to where it belongs on the surface; strides in pixels. */
void turn_copy(const struct turn *, uint32_t *surface, int surface_stride, const uint32_t *picture,
               int picture_stride, struct rect r);

/* The best stride for a picture of this width, in pixels: a column of it must not fall on a few lines of the cache, as it
 * does where the stride is a multiple of a large power of two. */
int turn_stride(int width);

#endif
