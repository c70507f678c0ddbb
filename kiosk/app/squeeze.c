#include "app/squeeze.h"

#include <string.h>

enum { RUN_MAX = 0xFFFF, HEAD = 4 };

static size_t run(const uint8_t *p, size_t left, bool zeroes)
{
	size_t n = 0;
	while (n < left && n < RUN_MAX && (p[n] == 0) == zeroes)
		n++;
	return n;
}

/* A few zeroes between other bytes cost less as they are than a new pair. */
static size_t literal(const uint8_t *p, size_t left)
{
	size_t n = 0;
	for (;;) {
		n += run(p + n, left - n, false);
		size_t gap = run(p + n, left - n, true);
		if (gap >= HEAD || n + gap >= left || n + gap >= RUN_MAX)
			return n < RUN_MAX ? n : RUN_MAX;
		n += gap;
	}
}

static void put(uint8_t *out, size_t count)
{
	out[0] = (uint8_t)count;
	out[1] = (uint8_t)(count >> 8);
}

size_t squeeze(uint8_t *out, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;
	size_t at = 0, m = 0;
	while (at < n) {
		size_t zeroes = run(p + at, n - at, true);
		size_t others = literal(p + at + zeroes, n - at - zeroes);
		put(out + m, zeroes);
		put(out + m + 2, others);
		memcpy(out + m + HEAD, p + at + zeroes, others);
		m += HEAD + others;
		at += zeroes + others;
	}
	size_t end = (m + SQUEEZE_STEP - 1) / SQUEEZE_STEP * SQUEEZE_STEP;
	memset(out + m, 0, end - m);
	return end;
}

bool unsqueeze(void *out, size_t n, const uint8_t *squeezed, size_t m)
{
	uint8_t *p = out;
	size_t at = 0, read = 0;
	while (at < n) {
		if (m - read < HEAD)
			return false;
		size_t zeroes = squeezed[read] | (size_t)squeezed[read + 1] << 8;
		size_t others = squeezed[read + 2] | (size_t)squeezed[read + 3] << 8;
		read += HEAD;
		if (zeroes + others == 0 || zeroes > n - at || others > n - at - zeroes || others > m - read)
			return false;
		memset(p + at, 0, zeroes);
		memcpy(p + at + zeroes, squeezed + read, others);
		at += zeroes + others;
		read += others;
	}
	for (; read < m; read++)
		if (squeezed[read])
			return false;
	return m % SQUEEZE_STEP == 0;
}
