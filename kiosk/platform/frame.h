/* The painter: a scene becomes a list of marks, the list is compared with the one drawn before, and only what
 * differs is painted again. No SDL: pixels in memory, so that tests look at them. */
#ifndef ESCALE_PLATFORM_FRAME_H
#define ESCALE_PLATFORM_FRAME_H

#include "platform/fonts.h"
#include "platform/gallery.h"
#include "platform/icons.h"
#include "platform/paint.h"
#include "ui/scene.h"
#include "ui/view.h"

struct frame;

/* Borrowed, not owned; fonts may be NULL (no text is drawn). mm: px of one millimetre, for the focus ring. */
struct frame_tools {
	struct fonts *fonts;
	struct icons *icons;
	struct gallery *gallery;
	int mm;
};

struct frame *frame_open(const struct frame_tools *);
void frame_close(struct frame *);
void frame_scale(struct frame *, int mm); /* another size of the display: px of one millimetre */
void frame_forget(struct frame *); /* the pixels are gone or pictures changed: the next draw is a whole one */

enum { FRAME_DAMAGE_MAX = 16 };

/* Paint what changed since the last call into the canvas (the same pixels as last time) and list the rectangles
 * that were touched, inside the canvas. Returns their number; 0: nothing differs. */
int frame_draw(struct frame *, struct canvas *, const struct scene *, const struct ui_state *,
	       struct rect damage[FRAME_DAMAGE_MAX]);

/* Fill the caches with what this scene needs; paints nothing. */
void frame_prepare(struct frame *, const struct scene *);

#endif
