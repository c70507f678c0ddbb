/* The window without a window system: one picture on the kernel's DRM (kiosk/screen), fingers and keys from libinput
 * (kiosk/hands). Nothing of Mesa, no thread, one sleep in ppoll(2). */
#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <termios.h>
#include <unistd.h>

#include "base/log.h"
#include "platform/clock.h"
#include "platform/window_private.h"

/* udev writes a record here when it has finished with a device, and again when the kernel says that the device has changed, as a
 * card does whose display came or went; it takes the record away with the device. Its own messages (netlink) do not reach a
 * service without a network. */
#define FINISHED "/run/udev/data"

/* ---- opening -------------------------------------------------------------------------------------------------------- */

/* Millimetres that a display says of itself are taken where nobody declared the panel, if they can be true. */
static void take_millimetres(struct panel *p, const struct screen_pixels *s)
{
	const double mm_min = 80, px_of_mm_min = 1.5, px_of_mm_max = 20, skew_max = 1.25;
	if (s->width_mm < mm_min || s->height_mm < mm_min)
		return;
	double x = 1.0 * s->width / s->width_mm, y = 1.0 * s->height / s->height_mm;
	if (x < px_of_mm_min || x > px_of_mm_max || x > y * skew_max || y > x * skew_max)
		return;
	p->width_mm = s->width_mm;
	p->height_mm = s->height_mm;
}

static void take_pixels(struct window *w)
{
	const struct screen_pixels *s = screen_pixels(w->console.screen);
	if (s->px) {
		window_take_size(w, s->width, s->height);
	} else if (turn_sideways(&w->turn)) {
		window_take_size(w, w->panel.height_px, w->panel.width_px);
	} else {
		window_take_size(w, w->panel.width_px, w->panel.height_px);
	}
	hands_size(w->console.hands, w->turn.width, w->turn.height);
}

static bool open_descriptors(struct window *w, struct err *e)
{
	struct console *c = &w->console;
	if (!waker_open(&w->waker, NULL) || pipe2(c->codes, O_CLOEXEC | O_NONBLOCK) != 0)
		return err_errno(e, "eventfd");
	c->devices_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (c->devices_fd >= 0)
		inotify_add_watch(c->devices_fd, FINISHED, IN_MOVED_TO | IN_DELETE); /* without udev: as it is now */
	return true;
}

static bool open_console(struct window *w, const struct window_options *o, struct err *e)
{
	struct console *c = &w->console;
	struct err why = { 0 };
	c->opened = true;
	c->devices_fd = c->codes[0] = c->codes[1] = -1;
	if (!open_descriptors(w, e))
		return false;
	if (!screen_open(&c->screen, "/dev/dri", &why) || !hands_open(&c->hands, "/dev/input", FINISHED, o->kiosk, &why))
		return err_set(e, ERR_UNSUPPORTED, "Il n'y a ni écran graphique ni console utilisable ici (%s).", why.text);
	const struct screen_pixels *s = screen_pixels(c->screen);
	if (!s->px && !o->kiosk)
		return err_set(e, ERR_UNSUPPORTED, "Il n'y a ni écran graphique ni console utilisable ici (aucun écran n'est branché).");
	if (!s->px) /* a kiosk speaks and has a keypad, and its display may come */
		log_warn("no display is connected: waiting for one");
	if (o->panel_guessed && s->px)
		take_millimetres(&w->panel, s);
	take_pixels(w);
	return true;
}

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

static void close_console(struct window *w)
{
	struct console *c = &w->console;
	if (!c->opened)
		return;
	if (c->hands && !w->kiosk)
		tcflush(STDIN_FILENO, TCIFLUSH); /* what was typed was for us: the shell must not take it for commands */
	hands_close(c->hands);
	screen_close(c->screen);
	close_fd(c->devices_fd);
	close_fd(c->codes[0]);
	close_fd(c->codes[1]);
	if (w->waker.event_fd >= 0)
		waker_close(&w->waker);
}

/* ---- showing -------------------------------------------------------------------------------------------------------- */

static enum pixels find_pixels(struct window *w, struct canvas *out)
{
	const struct screen_pixels *s = screen_pixels(w->console.screen);
	*out = (struct canvas){ .px = s->px, .width = w->turn.width, .height = w->turn.height, .stride = s->stride };
	bool same = s->px == w->console.seen;
	w->console.seen = s->px;
	return same ? PIXELS_SAME : PIXELS_NEW;
}

static bool show(struct window *w, const struct rect *rects, int count)
{
	struct screen_rect out[FRAME_DAMAGE_MAX];
	for (int i = 0; i < count; i++)
		out[i] = (struct screen_rect){ rects[i].x, rects[i].y, rects[i].w, rects[i].h };
	return screen_show(w->console.screen, out, count);
}

/* ---- what happens ----------------------------------------------------------------------------------------------------- */

/* True: the scene must be made again. */
static bool look_at_screen(struct window *w)
{
	switch (screen_look(w->console.screen)) {
	case SCREEN_SAME: return false;
	case SCREEN_DARK: log_info("the display has left"); return false;
	case SCREEN_AGAIN:
		log_info("the display is back");
		window_present(w);
		return false;
	case SCREEN_LOST:
		w->covered = true; /* the next window_draw has something to show, and says that it cannot */
		return true;
	case SCREEN_NEW: break;
	}
	take_pixels(w);
	window_resized(w, w->turn.width, w->turn.height);
	log_info("a display of %d x %d", w->turn.width, w->turn.height);
	return true;
}

/* Which devices udev has finished with: "c13:64" is one for hands, "c226:0" a card. */
static bool look_at_devices(struct window *w)
{
	_Alignas(struct inotify_event) char block[4096];
	bool inputs = false, cards = false;
	for (ssize_t n; (n = read(w->console.devices_fd, block, sizeof block)) > 0;)
		for (const char *at = block; at < block + n;) {
			const struct inotify_event *event = (const void *)at;
			inputs |= event->len && event->mask & IN_MOVED_TO && strncmp(event->name, "c13:", 4) == 0;
			cards |= event->len && strncmp(event->name, "c226:", 5) == 0;
			at += sizeof *event + event->len;
		}
	if (inputs)
		hands_look(w->console.hands);
	return cards && look_at_screen(w);
}

static bool translate(struct window *w, const struct hand *h, struct event *out)
{
	struct presses *p = &w->presses;
	long long now_ms = clock_ms();
	int x = h->x, y = h->y;
	turn_point(&w->turn, &x, &y);
	switch (h->kind) {
	case HAND_FINGER_DOWN:
		screen_arrow_hide(w->console.screen);
		return events_give(out, press_finger(p, TOUCH_DOWN, 0, h->finger, x, y, now_ms));
	case HAND_FINGER_UP: return events_give(out, press_finger(p, TOUCH_UP, 0, h->finger, x, y, now_ms));
	case HAND_FINGER_LOST: return events_give(out, press_finger(p, TOUCH_LOST, 0, h->finger, x, y, now_ms));
	case HAND_MOUSE_MOVED:
		if (!w->kiosk && !p->finger_seen)
			screen_arrow(w->console.screen, h->x, h->y);
		return false;
	case HAND_MOUSE_DOWN:
	case HAND_MOUSE_UP: return events_give(out, press_mouse(p, h->kind == HAND_MOUSE_DOWN, x, y, now_ms));
	case HAND_KEY: return events_give(out, events_key(w, h->place, h->shift, h->other, now_ms));
	}
	return false;
}

static bool take(struct window *w, struct event *out)
{
	if (look_at_devices(w)) {
		out->kind = EVENT_REDRAW;
		return true;
	}
	if (read(w->console.codes[0], &out->wake_code, sizeof out->wake_code) == sizeof out->wake_code) {
		out->kind = EVENT_WAKE;
		return true;
	}
	for (struct hand h; hands_next(w->console.hands, &h);)
		if (translate(w, &h, out))
			return true;
	return false;
}

static void sleep_until(struct window *w, long long deadline_ms, long long now_ms)
{
	(void)now_ms;
	w->waker.watched[0] = hands_fd(w->console.hands);
	w->waker.watched[1] = w->console.codes[0];
	w->waker.watched[2] = w->console.devices_fd;
	waker_wait(&w->waker, deadline_ms);
}

/* One write of a few bytes into a pipe is whole, whoever else writes. */
static void wake(struct window *w, int code)
{
	(void)!write(w->console.codes[1], &code, sizeof code);
}

const struct back back_console = {
	.write_only = true,
	.open = open_console,
	.close = close_console,
	.pixels = find_pixels,
	.show = show,
	.take = take,
	.sleep = sleep_until,
	.wake = wake,
};
