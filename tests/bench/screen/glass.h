/* The glass as a person sees it: what an X server shows, the moment it changes, and a finger on it. The server tells of
 * changes by itself (DAMAGE), so that looking costs the measured program nothing while it works. */
#ifndef ESCALE_BENCH_GLASS_H
#define ESCALE_BENCH_GLASS_H

#include <stdbool.h>
#include <stdint.h>

struct glass;

struct image {
	int width, height;
	uint32_t *px; /* 0xRRGGBB */
};

struct glass *glass_open(void); /* $DISPLAY; fails loudly */
struct image glass_look(struct glass *);
void image_free(struct image *);

/* Until something is drawn. False: nothing was for most_ms. */
bool glass_drawn(struct glass *, double most_ms);

/* Until nothing was drawn for quiet_ms. False: it never stopped for most_ms. */
bool glass_quiet(struct glass *, double quiet_ms, double most_ms);

/* A few pixels by which one image is told from another: one in each cell of a grid, where they differ, and rather on
 * letters and lines than on a plain ground. */
enum { PROBES = 48 };
struct probes {
	struct {
		int16_t x, y;
		uint32_t px;
	} at[PROBES];
	int count;
};
void probes_choose(struct probes *, const struct image *before, const struct image *after);

/* When all probes are right, in ms of now_ms(); -1 when they are not after most_ms. */
double glass_await(struct glass *, const struct probes *, double most_ms);

void glass_press(struct glass *, int x, int y);
void glass_release(struct glass *);

#endif
