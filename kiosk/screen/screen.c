#include "screen/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "screen/dumb.h"

enum { CARDS_MAX = 16, MODES_MAX = 256, CLIPS_MAX = 32, ARROW_SIDE = 64 };

/* A connected display and what drives it. */
struct display {
	uint32_t connector, crtc;
	drmModeModeInfo mode;
	int width_mm, height_mm;
};

struct screen {
	int fd;
	struct display display;
	bool lit;       /* the display is there */
	bool lost;      /* the card is not */
	bool shown;     /* and has been given the picture */
	bool wants_say; /* the driver copies what is shown and must be told (virtio, USB displays); the Pi's does not */
	struct dumb picture, arrow;
	bool arrow_shown;
	drmModeCrtc *before; /* what the console showed */
	struct screen_pixels pixels;
};

/* ---- what is connected ----------------------------------------------------------------------------------------- */

static bool mode_of(const drmModeConnector *c, drmModeModeInfo *out)
{
	struct screen_mode modes[MODES_MAX];
	int count = c->count_modes < MODES_MAX ? c->count_modes : MODES_MAX;
	for (int i = 0; i < count; i++) {
		const drmModeModeInfo *m = &c->modes[i];
		modes[i] = (struct screen_mode){ m->hdisplay, m->vdisplay, (int)m->vrefresh, m->type & DRM_MODE_TYPE_USERDEF,
			                         m->type & DRM_MODE_TYPE_PREFERRED, m->flags & DRM_MODE_FLAG_INTERLACE };
	}
	int best = screen_pick(modes, count);
	if (best >= 0)
		*out = c->modes[best];
	return best >= 0;
}

/* The one that shows the console on it now, else one that can. */
static uint32_t crtc_of(int fd, const drmModeRes *r, const drmModeConnector *c)
{
	uint32_t crtc = 0;
	drmModeEncoder *e = c->encoder_id ? drmModeGetEncoder(fd, c->encoder_id) : NULL;
	if (e)
		crtc = e->crtc_id;
	drmModeFreeEncoder(e);
	for (int i = 0; i < c->count_encoders && !crtc; i++) {
		e = drmModeGetEncoder(fd, c->encoders[i]);
		for (int k = 0; e && k < r->count_crtcs && !crtc; k++)
			if (e->possible_crtcs & 1U << k)
				crtc = r->crtcs[k];
		drmModeFreeEncoder(e);
	}
	return crtc;
}

static bool display_of(int fd, const drmModeRes *r, const drmModeConnector *c, struct display *out)
{
	*out = (struct display){ .connector = c->connector_id, .width_mm = (int)c->mmWidth, .height_mm = (int)c->mmHeight };
	if (c->connection != DRM_MODE_CONNECTED || !mode_of(c, &out->mode))
		return false;
	out->crtc = crtc_of(fd, r, c);
	return out->crtc != 0;
}

/* A card that was taken out, or whose driver has left, refuses every question, also when it is back: as another one, for those
 * who open it then. */
static bool is_gone(int fd)
{
	drmModeRes *r = drmModeGetResources(fd);
	bool gone = !r && errno == ENODEV;
	drmModeFreeResources(r);
	return gone;
}

/* The first display; `asking`: the cable too, which takes a while, and not only what the kernel knows already. */
static bool find_display(int fd, bool asking, struct display *out)
{
	drmModeRes *r = drmModeGetResources(fd);
	bool found = false;
	for (int i = 0; r && i < r->count_connectors && !found; i++) {
		drmModeConnector *c = asking ? drmModeGetConnector(fd, r->connectors[i]) :
		                               drmModeGetConnectorCurrent(fd, r->connectors[i]);
		found = c && display_of(fd, r, c, out);
		drmModeFreeConnector(c);
	}
	drmModeFreeResources(r);
	return found;
}

static bool same_display(const struct display *a, const struct display *b)
{
	return a->connector == b->connector && a->crtc == b->crtc && memcmp(&a->mode, &b->mode, sizeof a->mode) == 0;
}

/* ---- opening -------------------------------------------------------------------------------------------------------- */

/* A card that shows pictures: the Pi 4 has another one, which only computes them. */
static bool shows(int fd)
{
	uint64_t dumb = 0;
	drmModeRes *r = drmModeGetResources(fd);
	bool ok = r && r->count_crtcs && r->count_connectors && drmGetCap(fd, DRM_CAP_DUMB_BUFFER, &dumb) == 0 && dumb;
	drmModeFreeResources(r);
	return ok;
}

/* The first card with a display, else the first that could have one. */
static int find_card(const char *dir, bool *taken)
{
	int without = -1;
	for (int n = 0; n < CARDS_MAX; n++) {
		char name[16], path[300];
		struct display d;
		snprintf(name, sizeof name, "card%d", n);
		int fd = file_join(path, sizeof path, dir, name) ? open(path, O_RDWR | O_CLOEXEC) : -1;
		if (fd >= 0 && shows(fd)) {
			*taken |= !drmIsMaster(fd);
			if (drmIsMaster(fd) && (find_display(fd, false, &d) || find_display(fd, true, &d))) {
				if (without >= 0)
					close(without);
				return fd;
			}
			if (drmIsMaster(fd) && without < 0) {
				without = fd;
				continue;
			}
		}
		if (fd >= 0)
			close(fd);
	}
	return without;
}

/* A picture of the display's size, to be shown by the next screen_show. */
static bool take_display(struct screen *s, const struct display *d)
{
	int width = d->mode.hdisplay, height = d->mode.vdisplay;
	s->display = *d;
	s->lit = true;
	s->shown = false;
	if (s->picture.px && s->pixels.width == width && s->pixels.height == height)
		return true;
	dumb_free(s->fd, &s->picture);
	s->pixels = (struct screen_pixels){ 0 };
	if (!dumb_make(s->fd, &s->picture, width, height) || !dumb_frame(s->fd, &s->picture))
		return false;
	s->pixels = (struct screen_pixels){ s->picture.px, width, height, s->picture.stride, d->width_mm, d->height_mm };
	return true;
}

bool screen_open(struct screen **out, const char *dir, struct err *e)
{
	bool taken = false;
	struct display d;
	*out = NULL;
	int fd = find_card(dir, &taken);
	if (fd < 0)
		return err_set(e, ERR_UNSUPPORTED, taken ? "un autre programme occupe l'écran" : "aucune carte graphique");
	struct screen *s = xmalloc(sizeof *s);
	*s = (struct screen){ .fd = fd, .wants_say = true };
	if (find_display(fd, false, &d) || find_display(fd, true, &d)) {
		s->before = drmModeGetCrtc(fd, d.crtc);
		if (!take_display(s, &d)) {
			screen_close(s);
			return err_set(e, ERR_UNSUPPORTED, "la carte graphique n'a pas de mémoire pour l'image");
		}
	}
	*out = s;
	return true;
}

void screen_close(struct screen *s)
{
	if (!s)
		return;
	screen_arrow_hide(s);
	if (s->shown && s->before && s->before->mode_valid)
		drmModeSetCrtc(s->fd, s->before->crtc_id, s->before->buffer_id, s->before->x, s->before->y,
		               &s->display.connector, 1, &s->before->mode);
	drmModeFreeCrtc(s->before);
	dumb_free(s->fd, &s->arrow);
	dumb_free(s->fd, &s->picture);
	close(s->fd); /* the kernel's console takes the display back */
	free(s);
}

const struct screen_pixels *screen_pixels(const struct screen *s)
{
	return &s->pixels;
}

/* ---- at work ------------------------------------------------------------------------------------------------------------ */

enum screen_change screen_look(struct screen *s)
{
	struct display d;
	if (is_gone(s->fd)) {
		s->lost = true;
		return SCREEN_LOST;
	}
	if (!find_display(s->fd, true, &d)) {
		if (!s->lit)
			return SCREEN_SAME;
		/* Off, so that its return is a whole new start for the cable. */
		drmModeSetCrtc(s->fd, s->display.crtc, 0, 0, 0, NULL, 0, NULL);
		s->lit = s->shown = false;
		return SCREEN_DARK;
	}
	if (s->lit && same_display(&d, &s->display))
		return SCREEN_SAME;
	if (s->lit && d.crtc != s->display.crtc)
		drmModeSetCrtc(s->fd, s->display.crtc, 0, 0, 0, NULL, 0, NULL);
	const uint32_t *px = s->pixels.px;
	int width = s->pixels.width, height = s->pixels.height;
	if (!take_display(s, &d)) {
		log_warn("no memory for a picture of %d x %d", d.mode.hdisplay, d.mode.vdisplay);
		s->lit = false;
		return SCREEN_NEW; /* without pixels */
	}
	return px && width == s->pixels.width && height == s->pixels.height ? SCREEN_AGAIN : SCREEN_NEW;
}

static bool give_picture(struct screen *s)
{
	if (drmModeSetCrtc(s->fd, s->display.crtc, s->picture.fb, 0, 0, &s->display.connector, 1, &s->display.mode) != 0) {
		log_warn("the display refuses its picture (%s)", strerror(errno));
		return false;
	}
	s->shown = true;
	return true;
}

bool screen_show(struct screen *s, const struct screen_rect *rects, int count)
{
	drmModeClip clips[CLIPS_MAX];
	if (s->lost)
		return false;
	if (!s->lit)
		return true; /* nobody looks; the picture is kept */
	if (!s->shown && !give_picture(s))
		return false;
	if (!s->wants_say || count == 0)
		return true;
	for (int i = 0; i < count; i++) {
		struct screen_rect all = { 0, 0, s->pixels.width, s->pixels.height };
		const struct screen_rect *r = count <= CLIPS_MAX ? &rects[i] : &all;
		clips[i % CLIPS_MAX] = (drmModeClip){ (uint16_t)r->x, (uint16_t)r->y, (uint16_t)(r->x + r->w),
			                              (uint16_t)(r->y + r->h) };
	}
	int failed = drmModeDirtyFB(s->fd, s->picture.fb, clips, (uint32_t)(count <= CLIPS_MAX ? count : 1));
	if (failed == -ENOSYS || failed == -EOPNOTSUPP || failed == -EINVAL)
		s->wants_say = false; /* it shows the memory itself */
	return failed != -ENODEV && failed != -EACCES;
}

/* ---- the mouse's arrow ------------------------------------------------------------------------------------------------ */

static void draw_arrow(uint32_t *px, int stride)
{
	enum { LENGTH = 24 };
	for (int y = 0; y < LENGTH; y++)
		for (int x = 0; x <= y * 2 / 3; x++) {
			bool edge = x == 0 || x >= y * 2 / 3 - 1 || y >= LENGTH - 2;
			px[y * stride + x] = edge ? 0xFFFFFFFFU : 0xFF000000U;
		}
}

void screen_arrow(struct screen *s, int x, int y)
{
	if (!s->shown)
		return;
	if (!s->arrow.px && dumb_make(s->fd, &s->arrow, ARROW_SIDE, ARROW_SIDE))
		draw_arrow(s->arrow.px, s->arrow.stride);
	if (!s->arrow_shown && s->arrow.px)
		s->arrow_shown =
		    drmModeSetCursor(s->fd, s->display.crtc, s->arrow.handle, ARROW_SIDE, ARROW_SIDE) == 0;
	if (s->arrow_shown)
		drmModeMoveCursor(s->fd, s->display.crtc, x, y);
}

void screen_arrow_hide(struct screen *s)
{
	if (s->arrow_shown)
		drmModeSetCursor(s->fd, s->display.crtc, 0, 0, 0);
	s->arrow_shown = false;
}
