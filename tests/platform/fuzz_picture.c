/* Any bytes as a PNG: an error or a picture, never a crash, never a word on standard error. The checksums of chunks are
 * made right first, so that what a fuzzer changes gets past them and into libpng.
 * coverage floor: 85 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "platform/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile unsigned sink; /* keeps results alive */

static uint32_t checksum(const uint8_t *p, size_t n)
{
	uint32_t c = 0xFFFFFFFF;
	while (n--) {
		c ^= *p++;
		for (int bit = 0; bit < 8; bit++)
			c = c >> 1 ^ (c & 1 ? 0xEDB88320 : 0);
	}
	return ~c;
}

static void mend(uint8_t *b, size_t n)
{
	for (size_t at = 8; at + 12 <= n;) {
		size_t length = (size_t)b[at] << 24 | (size_t)b[at + 1] << 16 | (size_t)b[at + 2] << 8 | b[at + 3];
		if (length > n - at - 12)
			return;
		uint32_t c = checksum(b + at + 4, length + 4);
		uint8_t *to = b + at + 8 + length;
		for (int i = 0; i < 4; i++)
			to[i] = (uint8_t)(c >> (24 - 8 * i));
		at += length + 12;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct picture p, small;
	struct err e = { 0 };
	uint8_t *copy = malloc(n ? n : 1);
	memcpy(copy, bytes, n);
	mend(copy, n);
	if (picture_decode(&p, copy, n, &e)) {
		assert(p.width >= 1 && p.width <= PICTURE_SIDE_MAX && p.height >= 1 && p.height <= PICTURE_SIDE_MAX);
		for (size_t i = 0; i < (size_t)p.width * (size_t)p.height * 4; i += 61)
			sink += p.rgba[i];
		assert(picture_scale(&small, &p, 7, 5));
		sink += small.rgba[7 * 5 * 4 - 1];
		free(small.rgba);
		free(p.rgba);
	} else {
		assert(!p.rgba && (e.code == ERR_FORMAT || e.code == ERR_TOO_BIG) && e.text[0]);
	}
	free(copy);
	return 0;
}
