/* A flat struct that is mostly zeroes, in fewer bytes: what is kept through a power cut is written often, and a card wears out by
 * the byte. Not compression of words, only of empty places.
 *
 *   pairs of (zeroes, bytes that follow), each count in two bytes, low one first, then those bytes; to the end */
#ifndef ESCALE_APP_SQUEEZE_H
#define ESCALE_APP_SQUEEZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The size depends on how much is written in it: a multiple of this, so that it tells little. The rest is zeroes. */
enum { SQUEEZE_STEP = 1024 };

#define SQUEEZE_MAX(n) ((n) + (n) / 0xFFFF * 8 + 8 + SQUEEZE_STEP)

/* Squeeze n bytes into out, which has SQUEEZE_MAX(n); how many it takes. */
size_t squeeze(uint8_t *out, const void *bytes, size_t n);

/* Back to exactly n bytes; false: these are not what squeeze makes of n bytes. */
bool unsqueeze(void *out, size_t n, const uint8_t *squeezed, size_t m);

#endif
