/* Pictures for scripts, with the house's own PNG reader:
 *   tool_compare same A.png B.png [LIMIT]   the mean difference of each tile of 16 x 16 pixels, 0 to 255; status 1 when the
 *                                           worst is over LIMIT (10), 2 when they have different sizes
 *   tool_compare shrink IN.png OUT.png N    N times smaller
 *   tool_compare xwd FILE OUT.png           the frame buffer that Xvfb -fbdir keeps */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "platform/picture.h"

enum { TILE = 16 };

static int complain(const struct err *e)
{
	char text[600];
	fprintf(stderr, "%s\n", err_print(e, text, sizeof text));
	return 3;
}

static double tile_difference(const struct picture *a, const struct picture *b, int left, int top)
{
	long long sum = 0, n = 0;
	for (int y = top; y < top + TILE && y < a->height; y++)
		for (int x = left; x < left + TILE && x < a->width; x++)
			for (int c = 0; c < 3; c++, n++)
				sum += abs(a->rgba[(y * a->width + x) * 4 + c] - b->rgba[(y * a->width + x) * 4 + c]);
	return n ? (double)sum / (double)n : 0;
}

static int same(const char *first, const char *second, double limit)
{
	struct picture a, b;
	struct err e = { 0 };
	if (!picture_load(&a, first, &e) || !picture_load(&b, second, &e))
		return complain(&e);
	if (a.width != b.width || a.height != b.height) {
		printf("%dx%d is not %dx%d\n", a.width, a.height, b.width, b.height);
		return 2;
	}
	double worst = 0;
	int at_x = 0, at_y = 0;
	for (int y = 0; y < a.height; y += TILE)
		for (int x = 0; x < a.width; x += TILE) {
			double d = tile_difference(&a, &b, x, y);
			if (d > worst)
				worst = d, at_x = x, at_y = y;
		}
	printf("%.1f at %d,%d\n", worst, at_x, at_y);
	free(a.rgba);
	free(b.rgba);
	return worst > limit;
}

static int shrink(const char *in, const char *out, int times)
{
	struct picture p, small;
	struct err e = { 0 };
	if (times < 1 || !picture_load(&p, in, &e) ||
	    !picture_scale(&small, &p, p.width / times, p.height / times) || !picture_save(&small, out, &e))
		return complain(&e);
	free(p.rgba);
	free(small.rgba);
	return 0;
}

static uint32_t word_at(const struct buf *b, int word)
{
	const uint8_t *p = (const uint8_t *)b->data + word * 4;
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* XWD, version 7: a header of 32-bit words, a colour table, then rows of 32-bit pixels in the server's byte order. */
static int xwd(const char *in, const char *out)
{
	struct buf b = { 0 };
	struct err e = { 0 };
	if (!file_read(in, 64 << 20, &b, &e))
		return complain(&e);
	size_t head = b.size >= 100 ? word_at(&b, 0) + 12u * word_at(&b, 19) : b.size;
	struct picture p = { .width = (int)word_at(&b, 4), .height = (int)word_at(&b, 5) };
	size_t row = word_at(&b, 12);
	if (word_at(&b, 1) != 7 || word_at(&b, 11) != 32 || head + row * (size_t)p.height > b.size) {
		fprintf(stderr, "%s: not a frame buffer of 32 bits\n", in);
		return 3;
	}
	p.rgba = malloc((size_t)p.width * (size_t)p.height * 4);
	for (int y = 0; y < p.height; y++)
		for (int x = 0; x < p.width; x++) {
			const uint8_t *from = (const uint8_t *)b.data + head + (size_t)y * row + (size_t)x * 4;
			uint8_t *to = p.rgba + ((size_t)y * (size_t)p.width + (size_t)x) * 4;
			to[0] = from[2], to[1] = from[1], to[2] = from[0], to[3] = 255;
		}
	bool ok = picture_save(&p, out, &e);
	free(p.rgba);
	buf_free(&b);
	return ok ? 0 : complain(&e);
}

int main(int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "same") == 0)
		return same(argv[2], argv[3], argc > 4 ? atof(argv[4]) : 10);
	if (argc == 5 && strcmp(argv[1], "shrink") == 0)
		return shrink(argv[2], argv[3], atoi(argv[4]));
	if (argc == 4 && strcmp(argv[1], "xwd") == 0)
		return xwd(argv[2], argv[3]);
	fprintf(stderr, "tool_compare same A B [LIMIT] | shrink IN OUT N | xwd FILE OUT\n");
	return 3;
}
