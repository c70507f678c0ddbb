/* A display without a display server: the kernel's DRM through libdrm, and nothing of Mesa. One picture in memory, which the
 * display shows while it is written ("dumb buffer", no second one: nothing here moves, so at worst one refresh in a page's change
 * shows the top of the new page above the bottom of the old; a second buffer would cost as much memory again and half a refresh).
 *
 * Rules: the only room with libdrm. The first card with a display, its preferred mode. A display that leaves is waited for: the
 * picture stays in memory and is shown when one comes back. Nothing is taken from the console that closing does not give back. */
#ifndef ESCALE_SCREEN_SCREEN_H
#define ESCALE_SCREEN_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct screen;

/* 0x00RRGGBB, rows of stride pixels. To be written only, in order: reading uncached memory is slow. */
struct screen_pixels {
	uint32_t *px; /* NULL: no display yet */
	int width, height, stride;
	int width_mm, height_mm; /* as the display says, 0: it does not; displays are known to lie */
};

struct screen_rect {
	int x, y, w, h;
};

/* dir: "/dev/dri". ERR_UNSUPPORTED, with a reason in French for a sentence's brackets: no card that can show anything, or
 * another program has it. A card without a display is no error: screen_pixels has none yet. */
bool screen_open(struct screen **out, const char *dir, struct err *e);
void screen_close(struct screen *);

/* Until the next screen_look that says SCREEN_NEW. */
const struct screen_pixels *screen_pixels(const struct screen *);

enum screen_change {
	SCREEN_SAME,
	SCREEN_DARK,  /* the display has left */
	SCREEN_AGAIN, /* it came back as it was: show the whole picture again */
	SCREEN_NEW,   /* the first one, or one of another size: other pixels, all black */
	SCREEN_LOST,  /* the card itself is gone: nothing comes back here, and screen_show says so too */
};

/* Ask the card what is connected: after the kernel said that something changed. */
enum screen_change screen_look(struct screen *);

/* These parts of the pixels were written. False: the card itself is gone or taken away. */
bool screen_show(struct screen *, const struct screen_rect *, int count);

/* A mouse's arrow with its tip at this pixel; hidden until then. Displays without one have none. */
void screen_arrow(struct screen *, int x, int y);
void screen_arrow_hide(struct screen *);

/* ---- for tests: which mode is taken ---- */

struct screen_mode {
	int width, height, refresh_hz;
	bool asked;     /* on the kernel's command line: video=... */
	bool preferred; /* by the display */
	bool interlaced;
};

/* What was asked for, else what the display prefers, else the largest; interlaced only if there is nothing else. -1: none. */
int screen_pick(const struct screen_mode *, int count);

#endif
