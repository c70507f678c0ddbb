/* Byte strings: slices for parsers, a growing buffer for writers, and the few helpers both need.
 * Text is UTF-8 and NUL-terminated unless a slice says otherwise. */
#ifndef ESCALE_BASE_STR_H
#define ESCALE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A view of bytes owned by somebody else. */
struct str {
	const char *s;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

struct str str_from(const char *s); /* NULL gives the empty slice */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *b);
bool str_starts(struct str a, const char *prefix);
struct str str_trim(struct str a);                            /* spaces, tabs, CR, LF at both ends */
bool str_cut(struct str a, char at, struct str *before, struct str *after); /* false: no `at`, before = a */
bool str_int(struct str a, long long low, long long high, long long *out);  /* decimal, whole slice */

/* A growing byte buffer. Zeroed is ready for use; buf_free gives the memory back. Always NUL-terminated
 * behind size when data is not NULL. */
struct buf {
	char *data;
	size_t size, room;
};

void buf_add(struct buf *, const void *bytes, size_t n);
void buf_puts(struct buf *, const char *s);
void buf_printf(struct buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *);

/* Copy with truncation at a code point boundary, always terminated. Returns false when cut. */
bool str_copy(char *out, size_t size, const char *s);

/* True when id is 1 to max characters of [a-z0-9-], starting with a letter: what ids in content and
 * facts look like. */
bool str_is_id(struct str id, size_t max);

#endif
