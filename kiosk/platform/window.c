#include "platform/window.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "platform/window_private.h"

/* ---- its size ------------------------------------------------------------------------------------------------ */

void window_take_size(struct window *w, int width, int height)
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

static int px_of_mm(const struct panel *p)
{
	double mm = fmax(p->width_px / p->width_mm, p->height_px / p->height_mm);
	return mm >= 1 ? (int)ceil(mm) : 1;
}

void window_resized(struct window *w, int width, int height)
{
	window_take_size(w, width, height);
	frame_scale(w->frame, px_of_mm(&w->panel));
	w->surface = w->canvas = (struct canvas){ 0 };
}

/* ---- opening --------------------------------------------------------------------------------------------------- */

/* A window where there is a display server, else the console itself; SDL_VIDEODRIVER in the environment wins. */
static const struct back *choose_back(bool hidden)
{
	const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY"), *asked = getenv("SDL_VIDEODRIVER");
	bool server = (x11 && *x11) || (wayland && *wayland) || (asked && *asked);
	return hidden || server ? &back_sdl : &back_console;
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
	struct window *w = xmalloc(sizeof *w);
	memset(w, 0, sizeof *w);
	*out = NULL;
	assert(o->rotate == 0 || o->rotate == 90 || o->rotate == 180 || o->rotate == 270);
	w->back = choose_back(o->hidden);
	w->panel = o->panel;
	w->kiosk = o->kiosk;
	w->turn.degrees = o->rotate;
	w->waker.event_fd = -1;
	if (w->back->open(w, o, e) && events_open(w, o->keys, e) && open_tools(w, o, e)) {
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
	w->back->close(w);
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
