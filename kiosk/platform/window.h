/* The window and its events: through SDL2 where there is a display server, else on the bare console (kiosk/screen, kiosk/hands).
 * SDL_VIDEODRIVER in the environment chooses one of SDL's drivers: "kmsdrm" is its own way to the console. One window, one
 * thread. Also the painter of scenes. */
#ifndef ESCALE_PLATFORM_WINDOW_H
#define ESCALE_PLATFORM_WINDOW_H

#include <stdbool.h>

#include "base/err.h"
#include "ui/input.h"
#include "ui/scene.h"
#include "ui/theme.h"
#include "ui/view.h"

struct window;

struct window_options {
	const char *title;
	struct panel panel;  /* of the picture as a person sees it, whatever rotate says */
	bool panel_guessed;  /* nobody declared it: what a display says of its own size goes before */
	int rotate;          /* 0, 90, 180, 270: the picture is turned so far clockwise on the display, touch with it */
	bool fullscreen;     /* borderless, the display's size (turned); else a window of the panel's size */
	bool kiosk;          /* ignore closing, Alt+F4, every key that is not ours */
	bool hidden;         /* dummy driver: replays, screenshots */
	const char *assets;  /* folder: fonts/, icons/ */
	const char *content; /* folder of pictures */
	const char *keys;    /* file of key bindings (platform/keys.h); NULL: the usual ones */
};

/* ERR_UNSUPPORTED when there is neither display nor console; the text says so in one sentence. */
bool window_open(struct window **out, const struct window_options *o, struct err *e);
void window_close(struct window *);

/* The real display's panel: with fullscreen, px may differ from what was asked. All px of this room's callers, those of
 * input too, are of the upright picture. */
const struct panel *window_panel(const struct window *);
const struct measure *window_measure(struct window *);
void window_set_content(struct window *, const char *dir); /* pictures are forgotten */

/* Draw and present, only what differs from the last call. spoken/word_*: the word to light (see ui_state), focus: target
 * with the ring. False: the display is lost; end the process with an error, the service manager starts it again. */
bool window_draw(struct window *, const struct scene *, const struct ui_state *);

/* Do now what drawing this scene later would cost the first time: pictures, icons and words go into the caches, nothing
 * is shown. For the screen a finger is about to ask for, while it is still down, or when there is nothing to do. */
void window_prepare(struct window *, const struct scene *);

/* PNG of what was drawn last, upright. */
bool window_shot(struct window *, const char *path, struct err *e);

/* EVENT_REDRAW: the window has a new size (window_panel); rebuild the scene.
 * EVENT_QUIT: SIGTERM or SIGINT asked us to end; outside kiosk mode, also the window was closed. */
enum event_kind { EVENT_NONE, EVENT_INPUT, EVENT_REDRAW, EVENT_QUIT, EVENT_WAKE /* window_wake was called */ };

struct event {
	enum event_kind kind;
	struct input input;
	int wake_code; /* EVENT_WAKE: of window_wake, one event for each call */
};

/* Sleep until something happens or clock_ms() reaches deadline_ms (-1: no deadline). Blocks in the kernel: no polling on
 * any driver (speed.md: SDL 2.26 polls on KMSDRM and dummy, we do not). False: the deadline came first. What is
 * waiting already is handed over before a deadline that has passed: input.now_ms says when it was taken. */
bool window_wait(struct window *, long long deadline_ms, struct event *out);

/* From any thread (not from a signal handler): make window_wait return EVENT_WAKE with this code. */
void window_wake(struct window *, int code);

#endif
