/* The window as SDL opens and shows it. Its events: sdl_events.c. */
#include "platform/sdl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

/* ---- opening ---------------------------------------------------------------------------------------------- */

/* Left to itself SDL tries every driver, down to one that draws for nobody. SDL_VIDEODRIVER in the environment wins. */
static void choose_driver(bool hidden)
{
	const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY"), *asked = getenv("SDL_VIDEODRIVER");
	if (asked && !*asked)
		unsetenv("SDL_VIDEODRIVER"); /* nothing is not a driver */
	if (hidden)
		SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
	else if (x11 && *x11)
		SDL_SetHint(SDL_HINT_VIDEODRIVER, wayland && *wayland ? "x11,wayland" : "x11");
	else
		SDL_SetHint(SDL_HINT_VIDEODRIVER, "wayland");
}

static void set_hints(const struct window_options *o)
{
	choose_driver(o->hidden);
	SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
	SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
	SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
	SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* or SDL loads Mesa: +100 MB (speed.md) */
	SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, o->kiosk && o->fullscreen ? "1" : "0");
	SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
}

/* Set a variable and return what it was, or give that back: free with swap_back(). */
static char *swap_in(const char *name, const char *value)
{
	const char *before = getenv(name);
	char *kept = before ? strcpy(xmalloc(strlen(before) + 1), before) : NULL;
	setenv(name, value, 1);
	return kept;
}

static void swap_back(const char *name, char *kept)
{
	if (kept)
		setenv(name, kept, 1);
	else
		unsetenv(name);
	free(kept);
}

/* What SDL would do at every start for things that we do not have: a quarter of its time.
 * The X11 driver asks for an input method and reads the tables of composed letters, but we read no text; SDL looks for a
 * message bus, and starts dbus-launch where there is none, to keep a screen saver away. */
static bool init_video(void)
{
	static const char *const quick[][2] = {
		{ "LC_ALL", "C" },
		{ "XCOMPOSEFILE", "/dev/null" },
		{ "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
	};
	enum { COUNT = sizeof quick / sizeof *quick };
	char *kept[COUNT];
	for (int i = 0; i < COUNT; i++)
		kept[i] = swap_in(quick[i][0], quick[i][1]);
	bool ok = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
	for (int i = 0; i < COUNT; i++)
		swap_back(quick[i][0], kept[i]);
	return ok;
}

/* SDL 2.26 falls back to a driver that draws for nobody ("offscreen") where there is no display: only somebody who asks
 * for one by SDL_VIDEODRIVER, or a replay, wants that. */
static bool nobody_sees(void)
{
	const char *driver = SDL_GetCurrentVideoDriver();
	return !getenv("SDL_VIDEODRIVER") && driver &&
	       (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0);
}

/* A window larger than the display would hide the bar at its bottom: then the same millimetres in fewer pixels. */
static void fit_display(struct window *w)
{
	enum { TITLE_BAR_PX = 40 };
	SDL_Rect room;
	if (SDL_GetDisplayUsableBounds(0, &room) != 0 || (w->turn.width <= room.w && w->turn.height <= room.h))
		return;
	double share = fmin(1.0 * room.w / w->turn.width, 1.0 * (room.h - TITLE_BAR_PX) / w->turn.height);
	window_take_size(w, (int)(w->turn.width * share), (int)(w->turn.height * share));
}

static bool open_window(struct window *w, const struct window_options *o, struct err *e)
{
	Uint32 flags = o->hidden ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN;
	int at = SDL_WINDOWPOS_CENTERED;
	if (turn_sideways(&w->turn))
		window_take_size(w, o->panel.height_px, o->panel.width_px);
	else
		window_take_size(w, o->panel.width_px, o->panel.height_px);
	if (o->fullscreen) {
		/* Not FULLSCREEN_DESKTOP: without a window manager it stalls for 100 ms (speed.md). */
		SDL_DisplayMode mode;
		flags |= SDL_WINDOW_BORDERLESS;
		at = 0;
		if (SDL_GetDesktopDisplayMode(0, &mode) == 0)
			window_take_size(w, mode.w, mode.h);
	} else if (!o->hidden)
		fit_display(w);
	SDL_Window *window = SDL_CreateWindow(o->title, at, at, w->turn.width, w->turn.height, flags);
	if (!window)
		return err_set(e, ERR_UNSUPPORTED, "la fenêtre ne s'ouvre pas (%s)", SDL_GetError());
	w->sdl.window = window;
	int width, height;
	SDL_GetWindowSize(window, &width, &height);
	window_take_size(w, width, height);
	if (o->kiosk)
		SDL_ShowCursor(SDL_DISABLE);
	if (o->kiosk && o->fullscreen)
		SDL_SetWindowKeyboardGrab(window, SDL_TRUE);
	return true;
}

static bool open_sdl(struct window *w, const struct window_options *o, struct err *e)
{
	set_hints(o);
	if (!init_video())
		return err_set(e, ERR_UNSUPPORTED,
		               "Il n'y a ni écran graphique ni console utilisable ici (%s).", SDL_GetError());
	w->sdl.opened = true;
	if (!o->hidden && nobody_sees())
		return err_set(e, ERR_UNSUPPORTED, "Il n'y a ni écran graphique ni console utilisable ici.");
	/* On KMSDRM the surface goes through a texture, and SDL must not choose a renderer that needs libgl1. */
	if (strcmp(SDL_GetCurrentVideoDriver(), "KMSDRM") == 0)
		SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "opengles2");
	return sdl_events_open(w, e) && open_window(w, o, e);
}

static void free_shadow(struct sdl *s)
{
	SDL_FreeSurface(s->shadow);
	s->shadow = NULL;
}

static void close_sdl(struct window *w)
{
	if (!w->sdl.opened)
		return;
	sdl_events_close(w);
	free_shadow(&w->sdl);
	if (w->sdl.window)
		SDL_DestroyWindow(w->sdl.window);
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

/* ---- showing ------------------------------------------------------------------------------------------------ */

static bool is_argb(const SDL_Surface *s)
{
	const SDL_PixelFormat *f = s->format;
	return f->BytesPerPixel == 4 && f->Rmask == 0xFF0000 && f->Gmask == 0xFF00 && f->Bmask == 0xFF &&
	       !SDL_MUSTLOCK(s);
}

static bool lost(void)
{
	log_warn("the display is lost (%s)", SDL_GetError());
	return false;
}

/* SDL's surface for the window, ours where its pixels are of another kind. */
static enum pixels find_surface(struct window *w, struct canvas *out)
{
	struct sdl *d = &w->sdl;
	SDL_Surface *s = SDL_GetWindowSurface(d->window);
	if (!s) {
		lost();
		return PIXELS_LOST;
	}
	bool same = s == d->surface && s->w == w->surface.width && s->h == w->surface.height;
	if (!same) {
		free_shadow(d);
		d->surface = s;
		if (!is_argb(s)) {
			d->shadow = SDL_CreateRGBSurfaceWithFormat(0, s->w, s->h, 32, SDL_PIXELFORMAT_ARGB8888);
			if (!d->shadow)
				return PIXELS_LOST;
			SDL_SetSurfaceBlendMode(d->shadow, SDL_BLENDMODE_NONE);
		}
	}
	const SDL_Surface *seen = d->shadow ? d->shadow : s;
	*out = (struct canvas){ seen->pixels, seen->w, seen->h, seen->pitch / 4, { 0, 0, 0, 0 } };
	return same ? PIXELS_SAME : PIXELS_NEW;
}

static bool show(struct window *w, const struct rect *rects, int count)
{
	SDL_Rect out[FRAME_DAMAGE_MAX];
	for (int i = 0; i < count; i++) {
		out[i] = (SDL_Rect){ rects[i].x, rects[i].y, rects[i].w, rects[i].h };
		if (w->sdl.shadow)
			SDL_BlitSurface(w->sdl.shadow, &out[i], w->sdl.surface, &(SDL_Rect){ out[i].x, out[i].y, 0, 0 });
	}
	return SDL_UpdateWindowSurfaceRects(w->sdl.window, out, count) == 0 || lost();
}

const struct back back_sdl = {
	.open = open_sdl,
	.close = close_sdl,
	.pixels = find_surface,
	.show = show,
	.take = sdl_events_take,
	.sleep = sdl_events_sleep,
	.wake = sdl_events_wake,
};
