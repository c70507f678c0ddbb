/* The fonts in assets/fonts through SDL2_ttf: widths for the layout (ui/measure.h), coverage bitmaps for the painter.
 * A font file is opened when the first character needs it. One thread. */
#ifndef ESCALE_PLATFORM_FONTS_H
#define ESCALE_PLATFORM_FONTS_H

#include <stdint.h>

#include "base/err.h"
#include "ui/text.h"

struct fonts;

/* The ink of one run, 0 (nothing) to 255 (full), for the painter to tint. */
struct glyphs {
	const uint8_t *alpha;
	int width, height, pitch; /* pitch: bytes from one row to the next */
	int left, top; /* px from the run's pen position (run x, baseline y) to the bitmap's top left; top is
			* negative for ink above the baseline. Ink may reach outside the run's advance. */
};

/* assets_dir holds fonts/. NULL and a sentence when the regular Latin font is missing or broken; another family that
 * is missing is a warning in the log, once, when a text first needs it. */
struct fonts *fonts_open(const char *assets_dir, struct err *e);
void fonts_close(struct fonts *); /* NULL: nothing */

/* For text_layout(); lives as long as the fonts. */
const struct measure *fonts_measure(struct fonts *);

/* The run's ink, from the cache when it was drawn lately. NULL when there is nothing to draw. The bitmap belongs to the
 * cache and is valid until the next fonts_run(). */
const struct glyphs *fonts_run(struct fonts *, const struct text_run *run);

#endif
