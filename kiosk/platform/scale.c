#include "platform/scale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { ONE = 1 << 14 }; /* weights are fixed point; those of one output pixel add up to ONE exactly */

/* Which source pixels make output pixel i, and how much of each. */
struct tap {
	int first, count;
	const uint16_t *weight;
};

struct axis {
	struct tap *taps;
	uint16_t *weights;
};

static int add_weights(struct tap *t, uint16_t *weight, const double *share, int first, int count)
{
	double sum = 0;
	for (int k = 0; k < count; k++)
		sum += share[k];
	int left = ONE, largest = 0;
	for (int k = 0; k < count; k++) {
		int w = (int)lround(share[k] / sum * ONE);
		weight[k] = (uint16_t)(w > left ? left : w);
		left -= weight[k];
		if (weight[k] > weight[largest])
			largest = k;
	}
	weight[largest] = (uint16_t)(weight[largest] + left);
	*t = (struct tap){ first, count, weight };
	return count;
}

static struct axis axis_make(int out, int in)
{
	double ratio = (double)in / out;
	int most = (int)ceil(ratio) + 2;
	struct axis a = { xmalloc(sizeof *a.taps * (size_t)out), xmalloc(sizeof *a.weights * (size_t)out * (size_t)most) };
	double *share = xmalloc(sizeof *share * (size_t)most);
	uint16_t *weight = a.weights;
	for (int i = 0; i < out; i++) {
		int first, count;
		if (in >= out) {
			double from = i * ratio, to = (i + 1) * ratio;
			first = (int)from;
			int last = (int)ceil(to - 1e-9);
			if (last > in)
				last = in;
			count = last - first;
			for (int k = 0; k < count; k++)
				share[k] = fmin(to, first + k + 1) - fmax(from, first + k);
		} else {
			double centre = (i + 0.5) * ratio - 0.5;
			double whole = floor(centre);
			first = (int)fmax(whole, 0);
			count = whole >= 0 && first + 1 < in ? 2 : 1;
			share[0] = count == 2 ? 1 - (centre - whole) : 1;
			share[1] = 1 - share[0];
		}
		weight += add_weights(&a.taps[i], weight, share, first, count);
	}
	free(share);
	return a;
}

static void axis_free(struct axis *a)
{
	free(a->taps);
	free(a->weights);
}

/* Rows are put together first, so that the pixels of a row are worked on once for each output row. 16-bit factors and
 * 32-bit sums, which the compiler makes vectors of; the result is 8.8 bits. */
__attribute__((optimize("O3"))) static void rows_down(uint16_t *restrict out, uint32_t *restrict sum, const struct tap *t,
						      const uint8_t *restrict in, size_t n)
{
	const uint8_t *row = in + n * (size_t)t->first;
	for (size_t i = 0; i < n; i++)
		sum[i] = (uint32_t)t->weight[0] * row[i] + (1 << 5);
	for (int k = 1; k < t->count; k++) {
		const uint16_t weight = t->weight[k];
		row += n;
		for (size_t i = 0; i < n; i++)
			sum[i] += (uint32_t)weight * row[i];
	}
	for (size_t i = 0; i < n; i++)
		out[i] = (uint16_t)(sum[i] >> 6);
}

static void row_across_1(uint8_t *out, const struct tap *taps, int width, const uint16_t *row)
{
	for (int x = 0; x < width; x++) {
		const struct tap *t = &taps[x];
		uint32_t sum = 1 << 21;
		for (int k = 0; k < t->count; k++)
			sum += (uint32_t)t->weight[k] * row[t->first + k];
		out[x] = (uint8_t)(sum >> 22);
	}
}

/* The four channels of a pixel side by side (GCC's vectors, which any machine has in some form). Floats, since many
 * machines multiply those four at a time and not integers; 24 bits hold the sums well enough to round right. */
typedef uint16_t four_words __attribute__((vector_size(8)));
typedef int32_t four_ints __attribute__((vector_size(16)));
typedef float four_floats __attribute__((vector_size(16)));

static void row_across_4(uint8_t *out, const struct tap *taps, int width, const uint16_t *row)
{
	for (int x = 0; x < width; x++, out += 4) {
		const struct tap *t = &taps[x];
		const uint16_t *p = row + 4 * t->first;
		four_floats sum = { 0, 0, 0, 0 };
		for (int k = 0; k < t->count; k++, p += 4) {
			four_words words;
			memcpy(&words, p, sizeof words);
			/* by way of signed integers, which is one instruction */
			sum += __builtin_convertvector(__builtin_convertvector(words, four_ints), four_floats) *
			       (float)t->weight[k];
		}
		four_ints v = __builtin_convertvector(sum * (1.0F / (1 << 22)) + 0.5F, four_ints);
		uint32_t px = (uint32_t)v[0] | (uint32_t)v[1] << 8 | (uint32_t)v[2] << 16 | (uint32_t)v[3] << 24;
		if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
			px = __builtin_bswap32(px);
		memcpy(out, &px, sizeof px);
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
	uint32_t *sum = xmalloc(n * sizeof *sum);
	uint16_t *row = xmalloc(n * sizeof *row);
	for (int y = 0; y < out_height; y++, out += out_n) {
		rows_down(row, sum, &down.taps[y], in, n);
		if (channels == 1)
			row_across_1(out, across.taps, out_width, row);
		else
			row_across_4(out, across.taps, out_width, row);
	}
	free(row);
	free(sum);
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

bool scale_premultiply(uint8_t *rgba, size_t pixels)
{
	bool solid = true;
	for (size_t i = 0; i < pixels; i++, rgba += 4) {
		uint32_t a = rgba[3];
		if (a == 255)
			continue;
		solid = false;
		for (int c = 0; c < 3; c++)
			rgba[c] = div255(rgba[c] * a);
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
