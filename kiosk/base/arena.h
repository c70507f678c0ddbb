/* Memory with one lifetime. Allocate freely, never free a piece, drop or reset the whole.
 * The house has three lifetimes: the process, the pack, the frame. Running out of memory aborts: the
 * service manager restarts the kiosk, and nothing acknowledged is in memory only. */
#ifndef ESCALE_BASE_ARENA_H
#define ESCALE_BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_chunk *head; /* newest chunk; NULL in a zeroed arena, which is ready for use */
	size_t total;             /* bytes handed out since the last reset */
};

/* size zeroed bytes, aligned for any type. Never NULL. size 0 gives a valid pointer. */
void *arena_alloc(struct arena *, size_t size);

/* A zeroed array; aborts when count * size overflows. */
void *arena_array(struct arena *, size_t count, size_t size);

char *arena_strdup(struct arena *, const char *s);
char *arena_strndup(struct arena *, const char *s, size_t n);
char *arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Forget all pieces but keep the largest chunk, so that a frame allocates nothing once warm. */
void arena_reset(struct arena *);

/* The same, and what was there is overwritten. */
void arena_wipe(struct arena *);

/* Give everything back. The arena is zeroed and may be used again. */
void arena_drop(struct arena *);

/* Says so on stderr and aborts: for what a library could not allocate. */
_Noreturn void out_of_memory(void);

/* malloc/realloc that abort instead of returning NULL; release with free(). */
void *xmalloc(size_t size);
void *xrealloc(void *p, size_t size);

#endif
