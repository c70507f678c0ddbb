/* Memory that a card can show: the kernel's "dumb buffers". */
#ifndef ESCALE_SCREEN_DUMB_H
#define ESCALE_SCREEN_DUMB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dumb {
	uint32_t *px; /* NULL: none */
	int width, height, stride; /* px */
	uint32_t handle, fb;
	size_t bytes;
};

/* 32 bits a pixel, all 0. False: nothing is left of it. */
bool dumb_make(int card, struct dumb *, int width, int height);
/* Give it a number by which a display can be told to show it. False: as before. */
bool dumb_frame(int card, struct dumb *);
void dumb_free(int card, struct dumb *); /* also of one that was never made */

#endif
