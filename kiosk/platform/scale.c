#include "platform/scale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Which source pixels make output pixel i, and how much of each; the shares add up to 1. */
struct tap {
	int first, count;
	const float *share;
};

struct axis {
	struct tap *taps;
	float *shares;
};

/* Output pixel i covers the source from i * ratio to (i + 1) * ratio. */
static int average(double from, double to, int in, double *share, int *first)
{
	*first = (int)from;
	int last = (int)ceil(to - 1e-9);
	last = last > in ? in : last;
	for (int k = 0; k < last - *first; k++)
		share[k] = fmin(to, *first + k + 1) - fmax(from, *first + k);
	return last - *first;
}

/* Between the centres of two source pixels; at the edges the outermost one alone. */
static int between(double centre, int in, double *share, int *first)
{
	double whole = floor(centre);
	*first = (int)fmax(whole, 0);
	if (whole < 0 || *first + 1 >= in) {
		share[0] = 1;
		return 1;
	}
	share[1] = centre - whole;
	share[0] = 1 - share[1];
	return 2;
}

static struct axis axis_make(int out, int in)
{
	double ratio = (double)in / out;
	size_t most = (size_t)ceil(ratio) + 2;
	struct axis a = { xmalloc(sizeof *a.taps * (size_t)out), xmalloc(sizeof *a.shares * (size_t)out * most) };
	double *share = xmalloc(sizeof *share * most);
	for (int i = 0; i < out; i++) {
		struct tap *t = &a.taps[i];
		float *to = a.shares + (size_t)i * most;
		double sum = 0;
		if (in >= out)
			t->count = average(i * ratio, (i + 1) * ratio, in, share, &t->first);
		else
			t->count = between((i + 0.5) * ratio - 0.5, in, share, &t->first);
		for (int k = 0; k < t->count; k++)
			sum += share[k];
		for (int k = 0; k < t->count; k++)
			to[k] = (float)(share[k] / sum);
		t->share = to;
	}
	free(share);
	return a;
}

static void axis_free(struct axis *a)
{
	free(a->taps);
	free(a->shares);
}

/* Rows are put together first, so that the pixels of a row are worked on once for each output row. Plain loops, which
 * the compiler makes vectors of; 24 bits of float are plenty for 8 bits of colour. */
__attribute__((optimize("O3"))) static void rows_down(float *restrict out, const struct tap *t,
						      const uint8_t *restrict in, size_t n)
{
	const uint8_t *row = in + n * (size_t)t->first;
	float share = t->share[0];
	for (size_t i = 0; i < n; i++)
		out[i] = share * (float)row[i] + 0.5F; /* rounded once, at the end */
	for (int k = 1; k < t->count; k++) {
		share = t->share[k];
		row += n;
		for (size_t i = 0; i < n; i++)
			out[i] += share * (float)row[i];
	}
}

static void row_across_1(uint8_t *out, const struct tap *taps, int width, const float *row)
{
	for (int x = 0; x < width; x++) {
		const struct tap *t = &taps[x];
		float sum = 0;
		for (int k = 0; k < t->count; k++)
			sum += t->share[k] * row[t->first + k];
		out[x] = (uint8_t)(int)sum;
	}
}

/* The four channels of a pixel side by side: GCC's vectors, which every machine has in some form. */
typedef float four_floats __attribute__((vector_size(16)));
typedef int32_t four_ints __attribute__((vector_size(16)));

static void row_across_4(uint8_t *out, const struct tap *taps, int width, const float *row)
{
	for (int x = 0; x < width; x++, out += 4) {
		const struct tap *t = &taps[x];
		const float *p = row + 4 * t->first;
		four_floats sum = { 0, 0, 0, 0 }, px;
		for (int k = 0; k < t->count; k++, p += 4) {
			memcpy(&px, p, sizeof px);
			sum += t->share[k] * px;
		}
		four_ints v = __builtin_convertvector(sum, four_ints);
		out[0] = (uint8_t)v[0];
		out[1] = (uint8_t)v[1];
		out[2] = (uint8_t)v[2];
		out[3] = (uint8_t)v[3];
	}
}

void scale_bytes(uint8_t *out, int out_width, int out_height, const uint8_t *in, int width, int height, int channels)
{
	size_t n = (size_t)width * (size_t)channels, out_n = (size_t)out_width * (size_t)channels;
	if (out_width == width && out_height == height) {
		memcpy(out, in, n * (size_t)height);
		return;
	}
	struct axis across = axis_make(out_width, width), down = axis_make(out_height, height);
	float *row = xmalloc(n * sizeof *row);
	for (int y = 0; y < out_height; y++, out += out_n) {
		rows_down(row, &down.taps[y], in, n);
		if (channels == 1)
			row_across_1(out, across.taps, out_width, row);
		else
			row_across_4(out, across.taps, out_width, row);
	}
	free(row);
	axis_free(&across);
	axis_free(&down);
}

/* ---- alpha ------------------------------------------------------------------------------------------------- */

/* x / 255 rounded, exact for 0 <= x <= 255 * 255. */
static inline uint8_t div255(uint32_t x)
{
	x += 128;
	return (uint8_t)((x + (x >> 8)) >> 8);
}

/* Most of a drawing is solid: found out many pixels at a time. */
__attribute__((optimize("O3"))) static bool all_solid(const uint8_t *rgba, size_t pixels)
{
	uint32_t all = ~0U, px;
	for (size_t i = 0; i < pixels; i++) {
		memcpy(&px, rgba + 4 * i, sizeof px);
		all &= px;
	}
	return ((const uint8_t *)&all)[3] == 255; /* the alpha's place in memory, on any machine */
}

bool scale_premultiply(uint8_t *rgba, size_t pixels)
{
	enum { AT_ONCE = 64 };
	bool solid = true;
	for (size_t n; pixels; pixels -= n, rgba += 4 * n) {
		n = pixels < AT_ONCE ? pixels : AT_ONCE;
		if (all_solid(rgba, n))
			continue;
		solid = false;
		for (size_t i = 0; i < 4 * n; i++)
			if (i % 4 != 3)
				rgba[i] = div255(rgba[i] * (uint32_t)rgba[i | 3]);
	}
	return solid;
}

void scale_straighten(uint8_t *rgba, size_t pixels)
{
	for (size_t i = 0; i < pixels; i++, rgba += 4) {
		uint32_t a = rgba[3];
		for (int c = 0; c < 3 && a != 255; c++) {
			uint32_t v = a ? (rgba[c] * 255 + a / 2) / a : 0;
			rgba[c] = (uint8_t)(v > 255 ? 255 : v);
		}
	}
}
