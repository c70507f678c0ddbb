/* The head of one file in a ustar archive (POSIX.1-2017 pax, "ustar Interchange Format"): bundles and packs are such
 * archives. The writer has no choice left: mode 644, owner and time zero, a regular file; so a reader may ask for
 * exactly these bytes. */
#ifndef ESCALE_BASE_USTAR_H
#define ESCALE_BASE_USTAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { USTAR_BLOCK = 512, USTAR_NAME_MAX = 99 };
#define USTAR_SIZE_MAX (((uint64_t)1 << 33) - 1) /* eleven octal digits */

/* name is at most USTAR_NAME_MAX bytes, size at most USTAR_SIZE_MAX (asserted). */
void ustar_head(char out[USTAR_BLOCK], const char *name, uint64_t size);

/* The size that a head claims; false when it is not written as ustar_head would. Nothing else of it is looked at. */
bool ustar_size(const char head[USTAR_BLOCK], uint64_t *size);

/* Bytes that so much content takes, without its head. */
uint64_t ustar_rounded(uint64_t size);

#endif
