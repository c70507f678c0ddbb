/* What is known of words already seen: their width, and their ink once drawn. Bounded in bytes; the least recently
 * used go first. */
#ifndef ESCALE_PLATFORM_RUN_CACHE_H
#define ESCALE_PLATFORM_RUN_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run_cache;

struct run_key {
	uint16_t px;
	uint8_t family, bold, rtl;
	char script[4];
	const char *s;
	int n;
};

struct run_entry {
	int width;       /* advance, px */
	bool drawn;      /* what follows is known */
	uint8_t *alpha;  /* NULL: no ink; owned by the entry */
	int left, top, ink_width, ink_height;
};

struct run_cache *run_cache_open(size_t max_bytes);
void run_cache_close(struct run_cache *);

/* The entry of this key, a fresh zeroed one when *fresh. Valid until the next call. */
struct run_entry *run_cache_get(struct run_cache *, const struct run_key *, bool *fresh);

/* Give the entry its ink (malloc'ed; owned from now on), and let older entries go when the bound is passed. The
 * entry itself stays. */
void run_cache_draw(struct run_cache *, struct run_entry *, uint8_t *alpha, size_t bytes);

size_t run_cache_bytes(const struct run_cache *);

#endif
