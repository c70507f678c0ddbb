/* From the scene to the display: painted upright, turned where the display is, shown; only what differs. No SDL. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/log.h"
#include "platform/picture.h"
#include "platform/window_private.h"

void present_close(struct window *w)
{
	free(w->upright);
	w->upright = NULL;
}

/* The back's pixels, and an upright picture of our own where it is turned or those are slow to read. False: the display
 * is lost. */
static bool find_target(struct window *w)
{
	struct canvas surface;
	switch (w->back->pixels(w, &surface)) {
	case PIXELS_LOST: return false;
	case PIXELS_SAME:
		if (w->canvas.px)
			return true;
		break;
	case PIXELS_NEW: break;
	}
	present_close(w);
	frame_forget(w->frame);
	w->surface = w->canvas = surface;
	if (w->turn.degrees || w->back->write_only) {
		struct canvas *c = &w->canvas;
		*c = (struct canvas){ .width = turn_sideways(&w->turn) ? surface.height : surface.width,
			              .height = turn_sideways(&w->turn) ? surface.width : surface.height };
		c->stride = turn_stride(c->width);
		c->px = w->upright = xmalloc((size_t)c->stride * (size_t)c->height * 4);
	}
	return true;
}

/* Bring a damaged rectangle of the canvas to the surface; returns where it is there. */
static struct rect carry(struct window *w, struct rect r)
{
	if (w->upright && w->surface.px)
		turn_copy(&w->turn, w->surface.px, w->surface.stride, w->upright, w->canvas.stride, r);
	return turn_rect(&w->turn, r);
}

static bool present(struct window *w, const struct rect *rects, int count)
{
	struct rect out[FRAME_DAMAGE_MAX];
	for (int i = 0; i < count; i++)
		out[i] = carry(w, rects[i]);
	if (w->covered) {
		w->covered = false;
		return w->back->show(w, &(struct rect){ 0, 0, w->surface.width, w->surface.height }, 1);
	}
	return count == 0 || w->back->show(w, out, count);
}

bool window_draw(struct window *w, const struct scene *s, const struct ui_state *ui)
{
	struct rect damage[FRAME_DAMAGE_MAX];
	return find_target(w) && present(w, damage, frame_draw(w->frame, &w->canvas, s, ui, damage));
}

void window_prepare(struct window *w, const struct scene *s)
{
	frame_prepare(w->frame, s);
}

void window_present(struct window *w)
{
	struct canvas surface;
	if (!w->canvas.px)
		return; /* nothing drawn yet */
	if (w->back->pixels(w, &surface) != PIXELS_SAME) {
		w->canvas = (struct canvas){ 0 }; /* the next window_draw does it all */
		return;
	}
	w->covered = true;
	present(w, NULL, 0);
}

bool window_shot(struct window *w, const char *path, struct err *e)
{
	const struct canvas *c = &w->canvas;
	if (!c->px)
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
