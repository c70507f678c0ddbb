/* UTF-8 (RFC 3629): strict decoding, no overlong forms, no surrogates. */
#ifndef ESCALE_BASE_UTF8_H
#define ESCALE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decode the code point at s (n bytes left, n > 0). Returns its length in bytes, 1 to 4, and sets *cp.
 * A malformed sequence gives U+FFFD and length 1, so that a loop always moves on. */
int utf8_next(const char *s, size_t n, uint32_t *cp);

/* Byte offset of the first malformed sequence, or -1 when all n bytes are valid UTF-8. */
long utf8_invalid(const char *s, size_t n);

/* Number of code points in n bytes (malformed bytes count one each). */
size_t utf8_length(const char *s, size_t n);

/* Encode cp (<= U+10FFFF) into out[4]; returns the number of bytes. */
int utf8_put(uint32_t cp, char out[4]);

#endif
