/* Is this picture on that display, turned so far clockwise?
 *   tool_glass XWD PNG DEGREES    XWD: the framebuffer of Xvfb -fbdir, 16 or 32 bits a pixel
 * Says the first pixel that differs and ends with 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "platform/picture.h"

/* An XWD file begins with big-endian words; the pixels come after the header and its table of 12-byte colours. */
static unsigned word(const char *xwd, int n)
{
	const unsigned char *b = (const unsigned char *)xwd + 4 * n;
	return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

enum { HEADER_SIZE, WIDTH = 4, HEIGHT, BITS_PER_PIXEL = 11, BYTES_PER_LINE, COLOURS = 19 };

/* 0xRRGGBB; of 16 bits only what they hold. */
static unsigned pixel(const char *xwd, int x, int y)
{
	const char *line =
	    xwd + word(xwd, HEADER_SIZE) + 12 * word(xwd, COLOURS) + (size_t)y * word(xwd, BYTES_PER_LINE);
	if (word(xwd, BITS_PER_PIXEL) == 16) {
		unsigned short p;
		memcpy(&p, line + 2 * x, 2);
		return (unsigned)(p >> 11) << 19 | (unsigned)(p >> 5 & 63) << 10 | (unsigned)(p & 31) << 3;
	}
	unsigned p;
	memcpy(&p, line + 4 * x, 4);
	return p & 0xFFFFFF;
}

/* The pixel of the upright picture that stands at x, y of a display of this size. */
static const uint8_t *meant_at(const struct picture *p, int degrees, int width, int height, int x, int y)
{
	int px = degrees == 0 ? x : degrees == 90 ? y : degrees == 180 ? width - 1 - x : height - 1 - y;
	int py = degrees == 0 ? y : degrees == 90 ? width - 1 - x : degrees == 180 ? height - 1 - y : x;
	return p->rgba + 4 * (py * p->width + px);
}

static bool same(const char *xwd, const struct picture *p, int degrees)
{
	int width = (int)word(xwd, WIDTH), height = (int)word(xwd, HEIGHT);
	unsigned mask = word(xwd, BITS_PER_PIXEL) == 16 ? 0xF8FCF8 : 0xFFFFFF;
	bool sideways = degrees % 180 != 0;
	if (p->width != (sideways ? height : width) || p->height != (sideways ? width : height)) {
		printf("the picture is %d x %d, the display %d x %d\n", p->width, p->height, width, height);
		return false;
	}
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			const uint8_t *c = meant_at(p, degrees, width, height, x, y);
			unsigned seen = pixel(xwd, x, y);
			unsigned meant = ((unsigned)c[0] << 16 | (unsigned)c[1] << 8 | c[2]) & mask;
			if (seen == meant)
				continue;
			printf("pixel %d %d of the display is %06x, not %06x\n", x, y, seen, meant);
			return false;
		}
	return true;
}

int main(int argc, char **argv)
{
	struct buf xwd = { 0 };
	struct picture p = { 0 };
	struct err e = { 0 };
	int status = 2;
	if (argc == 4 && file_read(argv[1], 64 << 20, &xwd, &e) && picture_load(&p, argv[2], &e))
		status = !same(xwd.data, &p, atoi(argv[3]));
	else
		puts(e.text);
	free(p.rgba);
	buf_free(&xwd);
	return status;
}
