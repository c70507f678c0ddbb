/* From touches and clicks of whatever driver to presses and releases: the first finger only (faults.md 38), one source and
 * never both. Pure: places are px of the upright picture, and time comes with the call. */
#ifndef ESCALE_PLATFORM_PRESS_H
#define ESCALE_PLATFORM_PRESS_H

#include <stdbool.h>

#include "ui/input.h"

struct presses {
	bool finger_seen; /* from then on the mouse is ignored: some drivers turn one touch into both */
	bool down;        /* a press was reported and not yet its end */
	bool by_finger;
	long long device, finger; /* whose press it is */
	long long down_ms;
	struct input next; /* to hand over before anything else; INPUT_NONE: nothing */
};

enum touch { TOUCH_DOWN, TOUCH_UP, TOUCH_LOST /* lifted oddly: no tap */ };

/* INPUT_NONE: means nothing. A press that interrupts another one is announced by its INPUT_CANCEL, and waits in next. */
struct input press_finger(struct presses *, enum touch, long long device, long long finger, int x, int y, long long now_ms);
struct input press_mouse(struct presses *, bool down, int x, int y, long long now_ms);
struct input press_mouse_lost(struct presses *, long long now_ms); /* the window lost it */

/* What waits in next, once. */
struct input press_next(struct presses *);

#endif
