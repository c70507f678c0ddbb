/* Resampling of rows of bytes: area average where the picture shrinks, bilinear where it grows, each axis by itself. */
#ifndef ESCALE_PLATFORM_SCALE_H
#define ESCALE_PLATFORM_SCALE_H

#include <stdbool.h>
#include <stdint.h>

/* in: width x height pixels of `channels` bytes (1: a mask; 4: straight RGBA), rows without padding. out: the same for
 * out_width x out_height, the caller's. Colours are weighted by their alpha, so that a clear pixel lends none. */
void scale_bytes(uint8_t *out, int out_width, int out_height, const uint8_t *in, int width, int height, int channels);

#endif
