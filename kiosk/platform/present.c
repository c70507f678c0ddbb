/* From the scene to the display: painted upright, turned where the display is, shown; only what differs. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/log.h"
#include "platform/picture.h"
#include "platform/window_private.h"

static bool is_argb(const SDL_Surface *s)
{
	const SDL_PixelFormat *f = s->format;
	return f->BytesPerPixel == 4 && f->Rmask == 0xFF0000 && f->Gmask == 0xFF00 && f->Bmask == 0xFF &&
	       !SDL_MUSTLOCK(s);
}

static struct canvas canvas_of(const SDL_Surface *s)
{
	return (struct canvas){ s->pixels, s->w, s->h, s->pitch / 4, { 0, 0, 0, 0 } };
}

void present_close(struct window *w)
{
	SDL_FreeSurface(w->shadow);
	w->shadow = NULL;
	free(w->upright);
	w->upright = NULL;
}

/* SDL's surface for the window, ours where its pixels are of another kind, and the upright picture where it is turned.
 * False: the display is lost. */
static bool find_target(struct window *w)
{
	SDL_Surface *s = SDL_GetWindowSurface(w->sdl);
	if (!s)
		return false;
	if (s == w->surface && s->w == w->turn.width && s->h == w->turn.height)
		return true;
	w->surface = NULL;
	present_close(w);
	frame_forget(w->frame);
	if (!is_argb(s)) {
		w->shadow = SDL_CreateRGBSurfaceWithFormat(0, s->w, s->h, 32, SDL_PIXELFORMAT_ARGB8888);
		if (!w->shadow)
			return false;
		SDL_SetSurfaceBlendMode(w->shadow, SDL_BLENDMODE_NONE);
	}
	w->canvas = canvas_of(w->shadow ? w->shadow : s);
	if (w->turn.degrees) {
		struct canvas *c = &w->canvas;
		*c = (struct canvas){ .width = turn_sideways(&w->turn) ? s->h : s->w,
			              .height = turn_sideways(&w->turn) ? s->w : s->h };
		c->stride = turn_stride(c->width);
		c->px = w->upright = xmalloc((size_t)c->stride * (size_t)c->height * 4);
	}
	w->surface = s;
	return true;
}

/* Bring a damaged rectangle of the canvas to SDL's surface; returns where it is there. */
static SDL_Rect carry(struct window *w, struct rect r)
{
	if (w->upright) {
		struct canvas to = canvas_of(w->shadow ? w->shadow : w->surface);
		turn_copy(&w->turn, to.px, to.stride, w->upright, w->canvas.stride, r);
		r = turn_rect(&w->turn, r);
	}
	SDL_Rect out = { r.x, r.y, r.w, r.h };
	if (w->shadow)
		SDL_BlitSurface(w->shadow, &out, w->surface, &(SDL_Rect){ r.x, r.y, 0, 0 });
	return out;
}

static bool present(struct window *w, const struct rect *rects, int count)
{
	SDL_Rect out[FRAME_DAMAGE_MAX];
	for (int i = 0; i < count; i++)
		out[i] = carry(w, rects[i]);
	if (w->covered) {
		w->covered = false;
		return SDL_UpdateWindowSurface(w->sdl) == 0;
	}
	return count == 0 || SDL_UpdateWindowSurfaceRects(w->sdl, out, count) == 0;
}

bool window_draw(struct window *w, const struct scene *s, const struct ui_state *ui)
{
	struct rect damage[FRAME_DAMAGE_MAX];
	if (find_target(w) && present(w, damage, frame_draw(w->frame, &w->canvas, s, ui, damage)))
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

bool window_shot(struct window *w, const char *path, struct err *e)
{
	const struct canvas *c = &w->canvas;
	if (!w->surface)
		return err_set(e, ERR_MISSING, "%s: nothing was drawn yet", path);
	struct picture p = { xmalloc((size_t)c->width * (size_t)c->height * 4), c->width, c->height };
	for (int y = 0; y < c->height; y++) {
		const uint32_t *in = c->px + (size_t)y * (size_t)c->stride;
		uint8_t *out = p.rgba + (size_t)y * (size_t)c->width * 4;
		for (int x = 0; x < c->width; x++, out += 4) {
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
