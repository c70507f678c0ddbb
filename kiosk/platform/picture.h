/* PNG in, PNG out, and scaling (libpng: SDL2_ttf's FreeType loads it anyway). SVG is turned into PNG on the author's
 * machine (escale-author bake): the kiosk never parses SVG. */
#ifndef ESCALE_PLATFORM_PICTURE_H
#define ESCALE_PLATFORM_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { PICTURE_SIDE_MAX = 4096 };

/* Straight (not premultiplied) RGBA, 4 bytes a pixel, rows without padding; free with free(). Dimensions are
 * checked in the header before anything is decoded (ERR_TOO_BIG). */
struct picture {
	uint8_t *rgba;
	int width, height;
};

/* Any type of PNG. On false *p is zeroed: ERR_TOO_BIG, ERR_FORMAT (not a PNG, damaged, cut off), or what file_read
 * says. Nothing is written to standard error. */
bool picture_load(struct picture *p, const char *path, struct err *e);
/* The same from bytes; the error names no file. */
bool picture_decode(struct picture *p, const uint8_t *bytes, size_t n, struct err *e);
/* Without alpha when every pixel is solid. Replaces the file whole or not at all. */
bool picture_save(const struct picture *p, const char *path, struct err *e);
/* A mask: one byte a pixel, how solid it is. It is kept as a grey PNG, which is read ten times faster than RGBA; of any
 * other PNG the alpha is taken. Free with free(). */
struct mask_picture {
	uint8_t *alpha;
	int width, height;
};
bool picture_load_mask(struct mask_picture *m, const char *path, struct err *e);
bool picture_save_mask(const struct mask_picture *m, const char *path, struct err *e);

/* Area average down, bilinear up; keeps nothing of the source. False: a side is not 1 to PICTURE_SIDE_MAX. */
bool picture_scale(struct picture *out, const struct picture *in, int width, int height);

#endif
