/* What window.c, present.c and events.c share; nobody else includes it. */
#ifndef ESCALE_PLATFORM_WINDOW_PRIVATE_H
#define ESCALE_PLATFORM_WINDOW_PRIVATE_H

#include <SDL.h>

#include "platform/frame.h"
#include "platform/keys.h"
#include "platform/turn.h"
#include "platform/waker.h"
#include "platform/window.h"

struct events {
	bool sdl_sleeps; /* the driver has a waiting loop that blocks in the kernel: x11, wayland */
	struct waker waker;
	struct key_map keys;
	Uint32 wake_type; /* of SDL user events made by window_wake */
	bool finger_seen; /* from then on the mouse is ignored: some drivers turn one touch into both */
	bool down;        /* a press was reported and not yet its end */
	bool by_finger;
	SDL_TouchID touch;
	SDL_FingerID finger;
	long long down_ms;
	struct input next; /* to hand over before anything else; INPUT_NONE: nothing */
	/* After waking, SDL may know of it a moment later than we do: look again after these delays, 0-terminated. */
	const int *recheck;
	long long recheck_ms;
};

struct window {
	SDL_Window *sdl;
	SDL_Surface *surface; /* SDL's, as last seen */
	SDL_Surface *shadow;  /* painted instead when the window's pixels are not ARGB; NULL: not needed */
	uint32_t *upright;    /* painted first when the picture is turned; NULL: not needed */
	struct canvas canvas; /* what scenes are painted into: one of these three */
	struct turn turn;
	struct panel panel;
	bool kiosk, covered;  /* covered: something may have painted over the window: present it whole */
	struct fonts *fonts;
	struct icons *icons;
	struct gallery *gallery;
	struct frame *frame;
	struct events events;
};

bool events_open(struct window *, const char *keys_file, struct err *e);
void events_close(struct window *);

/* Our own pixels; made again by the next window_draw. */
void present_close(struct window *);

/* The window has changed its size: take note. */
void window_resized(struct window *);
/* Show again what was drawn last. */
void window_present(struct window *);

#endif
