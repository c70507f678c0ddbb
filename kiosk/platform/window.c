#include "platform/window.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "platform/window_private.h"

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
		SDL_SetHint(SDL_HINT_VIDEODRIVER, wayland && *wayland ? "wayland" : "KMSDRM");
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

/* The display's own pixels, as they are seen; the millimetres are those declared, turned if the display stands the
 * other way. */
static void take_size(struct window *w, int width, int height)
{
	struct panel *p = &w->panel;
	w->turn.width = width;
	w->turn.height = height;
	p->width_px = turn_sideways(&w->turn) ? height : width;
	p->height_px = turn_sideways(&w->turn) ? width : height;
	if ((width != height) && (p->width_px > p->height_px) != (p->width_mm > p->height_mm)) {
		double mm = p->width_mm;
		p->width_mm = p->height_mm;
		p->height_mm = mm;
	}
}

/* A window larger than the display would hide the bar at its bottom: then the same millimetres in fewer pixels. */
static void fit_display(struct window *w)
{
	enum { TITLE_BAR_PX = 40 };
	SDL_Rect room;
	if (SDL_GetDisplayUsableBounds(0, &room) != 0 || (w->turn.width <= room.w && w->turn.height <= room.h))
		return;
	double share = fmin(1.0 * room.w / w->turn.width, 1.0 * (room.h - TITLE_BAR_PX) / w->turn.height);
	take_size(w, (int)(w->turn.width * share), (int)(w->turn.height * share));
}

static bool open_sdl_window(struct window *w, const struct window_options *o, struct err *e)
{
	Uint32 flags = o->hidden ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN;
	int at = SDL_WINDOWPOS_CENTERED;
	assert(o->rotate == 0 || o->rotate == 90 || o->rotate == 180 || o->rotate == 270);
	w->turn.degrees = o->rotate;
	if (turn_sideways(&w->turn))
		take_size(w, o->panel.height_px, o->panel.width_px);
	else
		take_size(w, o->panel.width_px, o->panel.height_px);
	if (o->fullscreen) {
		/* Not FULLSCREEN_DESKTOP: without a window manager it stalls for 100 ms (speed.md). */
		SDL_DisplayMode mode;
		flags |= SDL_WINDOW_BORDERLESS;
		at = 0;
		if (SDL_GetDesktopDisplayMode(0, &mode) == 0)
			take_size(w, mode.w, mode.h);
	} else if (!o->hidden)
		fit_display(w);
	w->sdl = SDL_CreateWindow(o->title, at, at, w->turn.width, w->turn.height, flags);
	if (!w->sdl)
		return err_set(e, ERR_UNSUPPORTED, "la fenêtre ne s'ouvre pas (%s)", SDL_GetError());
	int width, height;
	SDL_GetWindowSize(w->sdl, &width, &height);
	take_size(w, width, height);
	if (o->kiosk)
		SDL_ShowCursor(SDL_DISABLE);
	if (o->kiosk && o->fullscreen)
		SDL_SetWindowKeyboardGrab(w->sdl, SDL_TRUE);
	return true;
}

static int px_of_mm(const struct panel *p)
{
	double mm = fmax(p->width_px / p->width_mm, p->height_px / p->height_mm);
	return mm >= 1 ? (int)ceil(mm) : 1;
}

static bool open_tools(struct window *w, const struct window_options *o, struct err *e)
{
	char icons[1024], pictures[1024];
	if (!file_join(icons, sizeof icons, o->assets, "icons") ||
	    !file_join(pictures, sizeof pictures, o->assets, "pictures"))
		return err_set(e, ERR_USAGE, "%s: path too long", o->assets);
	w->fonts = fonts_open(o->assets, e);
	if (!w->fonts)
		return false;
	w->icons = icons_open(icons);
	w->gallery = gallery_open(o->content, pictures);
	w->frame = frame_open(&(struct frame_tools){ w->fonts, w->icons, w->gallery, px_of_mm(&w->panel) });
	return true;
}

bool window_open(struct window **out, const struct window_options *o, struct err *e)
{
	*out = NULL;
	set_hints(o);
	if (!init_video())
		return err_set(e, ERR_UNSUPPORTED,
		               "Il n'y a ni écran graphique ni console utilisable ici (%s).", SDL_GetError());
	if (!o->hidden && nobody_sees()) {
		SDL_QuitSubSystem(SDL_INIT_VIDEO);
		return err_set(e, ERR_UNSUPPORTED, "Il n'y a ni écran graphique ni console utilisable ici.");
	}
	struct window *w = xmalloc(sizeof *w);
	memset(w, 0, sizeof *w);
	w->panel = o->panel;
	w->kiosk = o->kiosk;
	/* On the console the surface goes through a texture, and SDL must not choose a renderer that needs libgl1. */
	if (strcmp(SDL_GetCurrentVideoDriver(), "KMSDRM") == 0)
		SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "opengles2");
	if (events_open(w, o->keys, e) && open_sdl_window(w, o, e) && open_tools(w, o, e)) {
		*out = w;
		return true;
	}
	window_close(w);
	return false;
}

void window_close(struct window *w)
{
	if (!w)
		return;
	frame_close(w->frame);
	gallery_close(w->gallery);
	icons_close(w->icons);
	if (w->fonts)
		fonts_close(w->fonts);
	events_close(w);
	present_close(w);
	if (w->sdl)
		SDL_DestroyWindow(w->sdl);
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
	free(w);
}

void window_resized(struct window *w)
{
	int width, height;
	SDL_GetWindowSize(w->sdl, &width, &height);
	take_size(w, width, height);
	frame_scale(w->frame, px_of_mm(&w->panel));
	w->surface = NULL;
}

const struct panel *window_panel(const struct window *w)
{
	return &w->panel;
}

const struct measure *window_measure(struct window *w)
{
	return fonts_measure(w->fonts);
}

void window_set_content(struct window *w, const char *dir)
{
	gallery_set_folder(w->gallery, dir);
	frame_forget(w->frame);
}
