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

/* One source row, resampled across, as 16-bit values; RGBA comes out premultiplied, alpha as a * 255. */
static void row_across(uint16_t *out, const struct tap *taps, int out_width, const uint8_t *row, int channels)
{
	for (int x = 0; x < out_width; x++) {
		const struct tap *t = &taps[x];
		if (channels == 1) {
			uint32_t sum = 0;
			for (int k = 0; k < t->count; k++)
				sum += (uint32_t)t->weight[k] * row[t->first + k];
			out[x] = (uint16_t)((sum * 255 + ONE / 2) / ONE);
			continue;
		}
		uint32_t r = 0, g = 0, b = 0, a = 0;
		const uint8_t *p = row + 4 * t->first;
		for (int k = 0; k < t->count; k++, p += 4) {
			uint32_t w = (uint32_t)t->weight[k] * p[3];
			r += w * p[0]; /* 14 + 8 + 8 bits: the weights add up to ONE */
			g += w * p[1];
			b += w * p[2];
			a += w;
		}
		out[4 * x] = (uint16_t)((r + ONE / 2) / ONE);
		out[4 * x + 1] = (uint16_t)((g + ONE / 2) / ONE);
		out[4 * x + 2] = (uint16_t)((b + ONE / 2) / ONE);
		out[4 * x + 3] = (uint16_t)((a * 255 + ONE / 2) / ONE);
	}
}

static void row_finish(uint8_t *out, const uint32_t *sum, int width, int channels)
{
	if (channels == 1) {
		for (int x = 0; x < width; x++)
			out[x] = (uint8_t)((sum[x] / ONE + 127) / 255);
		return;
	}
	for (int x = 0; x < width; x++, out += 4, sum += 4) {
		uint32_t a = sum[3] / 255; /* alpha * ONE */
		out[3] = (uint8_t)((a + ONE / 2) / ONE);
		for (int c = 0; c < 3; c++) {
			uint32_t v = a >= 64 ? (sum[c] + a / 2) / a : 0;
			out[c] = (uint8_t)(v > 255 ? 255 : v);
		}
	}
}

void scale_bytes(uint8_t *out, int out_width, int out_height, const uint8_t *in, int width, int height, int channels)
{
	if (out_width == width && out_height == height) {
		memcpy(out, in, (size_t)width * (size_t)height * (size_t)channels);
		return;
	}
	struct axis across = axis_make(out_width, width), down = axis_make(out_height, height);
	size_t n = (size_t)out_width * (size_t)channels, stride = (size_t)width * (size_t)channels;
	/* Two rows are kept: neighbours share the source row at their border. */
	uint16_t *rows[2] = { xmalloc(n * sizeof **rows), xmalloc(n * sizeof **rows) };
	int held[2] = { -1, -1 };
	uint32_t *sum = xmalloc(n * sizeof *sum);
	for (int y = 0; y < out_height; y++) {
		const struct tap *t = &down.taps[y];
		memset(sum, 0, n * sizeof *sum);
		for (int k = 0; k < t->count; k++) {
			int source = t->first + k, slot = source & 1;
			if (held[slot] != source)
				row_across(rows[slot], across.taps, out_width, in + stride * (size_t)source, channels);
			held[slot] = source;
			for (size_t i = 0; i < n; i++)
				sum[i] += (uint32_t)t->weight[k] * rows[slot][i];
		}
		row_finish(out + n * (size_t)y, sum, out_width, channels);
	}
	free(sum);
	free(rows[0]);
	free(rows[1]);
	axis_free(&across);
	axis_free(&down);
}
