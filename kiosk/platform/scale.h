/* Resampling of rows of bytes: area average where the picture shrinks, bilinear where it grows, each axis by itself. */
#ifndef ESCALE_PLATFORM_SCALE_H
#define ESCALE_PLATFORM_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* in: width x height pixels of `channels` bytes, 1 or 4, rows without padding; out: the same for out_width x out_height,
 * the caller's. Each channel is taken by itself: RGBA must be premultiplied, or else clear pixels lend their colour. */
void scale_bytes(uint8_t *out, int out_width, int out_height, const uint8_t *in, int width, int height, int channels);

/* Straight RGBA to premultiplied and back, in place. The first returns true when every pixel is solid. */
bool scale_premultiply(uint8_t *rgba, size_t pixels);
void scale_straighten(uint8_t *rgba, size_t pixels);

#endif
