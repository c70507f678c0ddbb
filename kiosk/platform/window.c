#include "platform/window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "platform/picture.h"
#include "platform/window_private.h"

/* ---- opening ---------------------------------------------------------------------------------------------- */

/* Left to itself SDL tries every driver, down to one that draws for nobody. SDL_VIDEODRIVER in the environment wins. */
static void choose_driver(bool hidden)
{
	const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
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

/* The display's own pixels; the millimetres are those declared, turned if the display stands the other way. */
static void take_size(struct panel *p, int width, int height)
{
	if ((width > height) != (p->width_mm > p->height_mm) && width != height) {
		double w = p->width_mm;
		p->width_mm = p->height_mm;
		p->height_mm = w;
	}
	p->width_px = width;
	p->height_px = height;
}

static bool open_sdl_window(struct window *w, const struct window_options *o, struct err *e)
{
	Uint32 flags = o->hidden ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN;
	int at = SDL_WINDOWPOS_CENTERED;
	if (o->fullscreen) {
		/* Not FULLSCREEN_DESKTOP: without a window manager it stalls for 100 ms (speed.md). */
		SDL_DisplayMode mode;
		flags |= SDL_WINDOW_BORDERLESS;
		at = 0;
		if (SDL_GetDesktopDisplayMode(0, &mode) == 0)
			take_size(&w->panel, mode.w, mode.h);
	}
	w->sdl = SDL_CreateWindow(o->title, at, at, w->panel.width_px, w->panel.height_px, flags);
	if (!w->sdl)
		return err_set(e, ERR_UNSUPPORTED, "la fenêtre ne s'ouvre pas (%s)", SDL_GetError());
	int width, height;
	SDL_GetWindowSize(w->sdl, &width, &height);
	take_size(&w->panel, width, height);
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
	SDL_FreeSurface(w->shadow);
	if (w->sdl)
		SDL_DestroyWindow(w->sdl);
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
	free(w);
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

/* ---- drawing ------------------------------------------------------------------------------------------------- */

static bool is_argb(const SDL_Surface *s)
{
	const SDL_PixelFormat *f = s->format;
	return f->BytesPerPixel == 4 && f->Rmask == 0xFF0000 && f->Gmask == 0xFF00 && f->Bmask == 0xFF &&
	       !SDL_MUSTLOCK(s);
}

/* SDL's surface for the window, and ours where its pixels are of another kind. NULL: the display is lost. */
static SDL_Surface *target(struct window *w)
{
	SDL_Surface *s = SDL_GetWindowSurface(w->sdl);
	if (!s)
		return NULL;
	if (s == w->surface && s->w == w->panel.width_px && s->h == w->panel.height_px)
		return w->shadow ? w->shadow : s;
	w->surface = s;
	SDL_FreeSurface(w->shadow);
	w->shadow = NULL;
	frame_forget(w->frame);
	if (is_argb(s))
		return s;
	w->shadow = SDL_CreateRGBSurfaceWithFormat(0, s->w, s->h, 32, SDL_PIXELFORMAT_ARGB8888);
	if (w->shadow)
		SDL_SetSurfaceBlendMode(w->shadow, SDL_BLENDMODE_NONE);
	return w->shadow;
}

static bool present(struct window *w, const struct rect *rects, int count)
{
	SDL_Rect out[FRAME_DAMAGE_MAX];
	for (int i = 0; i < count; i++) {
		out[i] = (SDL_Rect){ rects[i].x, rects[i].y, rects[i].w, rects[i].h };
		if (w->shadow)
			SDL_BlitSurface(w->shadow, &out[i], w->surface, &(SDL_Rect){ out[i].x, out[i].y, 0, 0 });
	}
	if (w->covered) {
		w->covered = false;
		return SDL_UpdateWindowSurface(w->sdl) == 0;
	}
	return count == 0 || SDL_UpdateWindowSurfaceRects(w->sdl, out, count) == 0;
}

bool window_draw(struct window *w, const struct scene *s, const struct ui_state *ui)
{
	SDL_Surface *t = target(w);
	if (!t) {
		log_warn("the display is lost (%s)", SDL_GetError());
		return false;
	}
	struct rect damage[FRAME_DAMAGE_MAX];
	struct canvas c = { t->pixels, t->w, t->h, t->pitch / 4, { 0, 0, 0, 0 } };
	int count = frame_draw(w->frame, &c, s, ui, damage);
	if (present(w, damage, count))
		return true;
	log_warn("the display is lost (%s)", SDL_GetError());
	return false;
}

void window_prepare(struct window *w, const struct scene *s)
{
	frame_prepare(w->frame, s);
}

void window_present(struct window *w)
{
	if (!w->surface || SDL_GetWindowSurface(w->sdl) != w->surface)
		return; /* nothing drawn yet, or another size: the next window_draw does it all */
	w->covered = true;
	present(w, NULL, 0);
}

void window_resized(struct window *w)
{
	int width, height;
	SDL_GetWindowSize(w->sdl, &width, &height);
	take_size(&w->panel, width, height);
	w->surface = NULL;
}

bool window_shot(struct window *w, const char *path, struct err *e)
{
	SDL_Surface *s = w->shadow ? w->shadow : w->surface;
	if (!s)
		return err_set(e, ERR_MISSING, "%s: nothing was drawn yet", path);
	struct picture p = { xmalloc((size_t)s->w * (size_t)s->h * 4), s->w, s->h };
	for (int y = 0; y < s->h; y++) {
		const uint32_t *in = (const uint32_t *)((const uint8_t *)s->pixels + (size_t)y * (size_t)s->pitch);
		uint8_t *out = p.rgba + (size_t)y * (size_t)s->w * 4;
		for (int x = 0; x < s->w; x++, out += 4) {
			out[0] = (uint8_t)(in[x] >> 16);
			out[1] = (uint8_t)(in[x] >> 8);
			out[2] = (uint8_t)in[x];
			out[3] = 0xFF;
		}
	}
	bool ok = picture_save(&p, path, e);
	free(p.rgba);
	return ok;
}
