/* What the files of the window share; nobody else includes it. The window has one of two backs: SDL (sdl.c, sdl_events.c: a
 * window on X11 or Wayland, replays, and SDL's own KMSDRM when SDL_VIDEODRIVER asks for it) or the bare console
 * (console.c: kiosk/screen and kiosk/hands). */
#ifndef ESCALE_PLATFORM_WINDOW_PRIVATE_H
#define ESCALE_PLATFORM_WINDOW_PRIVATE_H

#include <SDL.h>

#include "hands/hands.h"
#include "platform/frame.h"
#include "platform/keys.h"
#include "platform/press.h"
#include "platform/turn.h"
#include "platform/waker.h"
#include "platform/window.h"
#include "screen/screen.h"

enum pixels { PIXELS_LOST, PIXELS_SAME, PIXELS_NEW };

struct back {
	bool write_only; /* its pixels are slow to read: scenes are painted elsewhere and copied */
	/* Also window_take_size. ERR_UNSUPPORTED: nothing to be seen on. */
	bool (*open)(struct window *, const struct window_options *, struct err *e);
	void (*close)(struct window *); /* also of what was not opened, or half */
	/* The pixels that show() shows, the display's way up; px NULL: nobody sees. PIXELS_NEW: not those of last time. */
	enum pixels (*pixels)(struct window *, struct canvas *out);
	bool (*show)(struct window *, const struct rect *, int count); /* these parts of them were written; false: lost */
	bool (*take)(struct window *, struct event *out);              /* what has happened already; never waits */
	void (*sleep)(struct window *, long long deadline_ms, long long now_ms); /* until something happens */
	void (*wake)(struct window *, int code);                                 /* from any thread */
};

extern const struct back back_sdl, back_console;

struct sdl {
	bool opened;
	SDL_Window *window;
	SDL_Surface *surface; /* SDL's, as last seen */
	SDL_Surface *shadow;  /* painted instead when the window's pixels are not ARGB; NULL: not needed */
	Uint32 wake_type;     /* of SDL user events made by window_wake */
	bool sleeps;          /* the driver has a waiting loop that blocks in the kernel: x11, wayland */
	bool any;             /* there were events, though perhaps none for us */
	/* After waking, SDL may know of it a moment later than we do: look again after these delays, 0-terminated. */
	const int *recheck;
	long long recheck_ms;
};

struct console {
	struct screen *screen;
	struct hands *hands;
	const uint32_t *seen; /* the screen's pixels, as last seen */
	bool opened;
	int devices_fd; /* udev has finished with a device */
	int codes[2];   /* of window_wake: a pipe */
};

struct window {
	const struct back *back;
	struct sdl sdl;
	struct console console;
	struct canvas surface; /* the back's pixels */
	uint32_t *upright;     /* painted first when the picture is turned or the surface slow; NULL: not needed */
	struct canvas canvas;  /* what scenes are painted into: one of these two; px NULL: nothing was drawn yet */
	struct turn turn;
	struct panel panel;
	bool kiosk, covered; /* covered: something may have painted over the window: show it whole */
	struct fonts *fonts;
	struct icons *icons;
	struct gallery *gallery;
	struct frame *frame;
	struct waker waker;
	struct key_map keys;
	struct presses presses;
};

bool events_open(struct window *, const char *keys_file, struct err *e);
void events_close(struct window *);
/* The input becomes the event; false: it means nothing. */
bool events_give(struct event *out, struct input);
/* modifier: Ctrl, Alt or the logo key is held. */
struct input events_key(const struct window *, int scancode, bool shift, bool modifier, long long now_ms);

/* Our own pixels; made again by the next window_draw. */
void present_close(struct window *);

/* The display's own pixels, as they are seen; the millimetres are those declared, turned if the display stands the
 * other way. */
void window_take_size(struct window *, int width, int height);
/* It has another size than the scenes until now. */
void window_resized(struct window *, int width, int height);
/* Show again what was drawn last. */
void window_present(struct window *);

#endif
