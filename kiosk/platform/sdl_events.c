/* From SDL's events to struct event, and sleeping between them. */
#include <string.h>

#include "platform/clock.h"
#include "platform/sdl.h"

/* ---- opening ------------------------------------------------------------------------------------------------ */

bool sdl_events_open(struct window *w, struct err *e)
{
	const char *driver = SDL_GetCurrentVideoDriver();
	w->sdl.sleeps = strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0;
	bool devices =
	    strcmp(driver, "KMSDRM") == 0 || strcmp(driver, "evdev") == 0; /* the latter draws nothing */
	if (!waker_open(&w->waker, devices ? "/dev/input" : NULL))
		return err_errno(e, "eventfd");
	w->sdl.wake_type = SDL_RegisterEvents(1);
	/* The sentinel would make SDL_PollEvent say "nothing" although something was pushed behind it. */
	static const Uint32 unused[] = { SDL_POLLSENTINEL, SDL_MOUSEMOTION, SDL_MOUSEWHEEL,
		                         SDL_FINGERMOTION, SDL_TEXTINPUT,   SDL_TEXTEDITING,
		                         SDL_KEYUP,        SDL_DROPFILE,    SDL_CLIPBOARDUPDATE };
	for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
		SDL_EventState(unused[i], SDL_IGNORE);
	SDL_StopTextInput();
	return true;
}

void sdl_events_close(struct window *w)
{
	if (w->waker.event_fd >= 0)
		waker_close(&w->waker);
}

/* ---- fingers, the mouse, keys --------------------------------------------------------------------------------- */

static int to_px(float part, int whole)
{
	int px = (int)(part * (float)whole);
	return px < 0 ? 0 : px >= whole ? whole - 1 : px;
}

static struct input finger_event(struct window *w, const SDL_TouchFingerEvent *f, long long now_ms)
{
	int x = to_px(f->x, w->turn.width), y = to_px(f->y, w->turn.height);
	turn_point(&w->turn, &x, &y);
	if (!w->presses.finger_seen)
		SDL_ShowCursor(SDL_DISABLE);
	return press_finger(&w->presses, f->type == SDL_FINGERUP ? TOUCH_UP : TOUCH_DOWN, f->touchId, f->fingerId, x, y,
	                    now_ms);
}

static struct input mouse_event(struct window *w, const SDL_MouseButtonEvent *b, long long now_ms)
{
	if (b->which == SDL_TOUCH_MOUSEID || b->button != SDL_BUTTON_LEFT)
		return (struct input){ 0 };
	int x = b->x, y = b->y;
	turn_point(&w->turn, &x, &y);
	return press_mouse(&w->presses, b->type == SDL_MOUSEBUTTONDOWN, x, y, now_ms);
}

static struct input key_event(const struct window *w, const SDL_KeyboardEvent *k, long long now_ms)
{
	if (k->repeat) /* T7 */
		return (struct input){ 0 };
	return events_key(w, (int)k->keysym.scancode, k->keysym.mod & KMOD_SHIFT,
	                  k->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI), now_ms);
}

/* ---- one SDL event ---------------------------------------------------------------------------------------------- */

static bool window_event(struct window *w, const SDL_WindowEvent *event, struct event *out, long long now_ms)
{
	switch (event->event) {
	case SDL_WINDOWEVENT_CLOSE: out->kind = EVENT_QUIT; return !w->kiosk;
	case SDL_WINDOWEVENT_SIZE_CHANGED:
		if (event->data1 == w->turn.width && event->data2 == w->turn.height)
			return false;
		int width, height;
		SDL_GetWindowSize(w->sdl.window, &width, &height);
		window_resized(w, width, height);
		out->kind = EVENT_REDRAW;
		return true;
	case SDL_WINDOWEVENT_EXPOSED:
	case SDL_WINDOWEVENT_RESTORED: window_present(w); return false;
	case SDL_WINDOWEVENT_FOCUS_LOST: return events_give(out, press_mouse_lost(&w->presses, now_ms));
	default: return false;
	}
}

/* True when the event means something to the caller. */
static bool translate(struct window *w, const SDL_Event *in, struct event *out)
{
	long long now_ms = clock_ms();
	*out = (struct event){ .kind = EVENT_NONE };
	switch (in->type) {
	case SDL_FINGERDOWN:
	case SDL_FINGERUP: return events_give(out, finger_event(w, &in->tfinger, now_ms));
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP: return events_give(out, mouse_event(w, &in->button, now_ms));
	case SDL_KEYDOWN: return events_give(out, key_event(w, &in->key, now_ms));
	case SDL_WINDOWEVENT: return window_event(w, &in->window, out, now_ms);
	case SDL_QUIT: out->kind = EVENT_QUIT; return !w->kiosk;
	default:
		if (in->type != w->sdl.wake_type)
			return false;
		out->kind = EVENT_WAKE;
		out->wake_code = in->user.code;
		return true;
	}
}

bool sdl_events_take(struct window *w, struct event *out)
{
	w->sdl.any = false;
	for (SDL_Event in; SDL_PollEvent(&in);) {
		w->sdl.any = true;
		if (translate(w, &in, out))
			return true;
	}
	return false;
}

/* ---- sleeping ----------------------------------------------------------------------------------------------------- */

static void start_recheck(struct sdl *s, const int *delays, long long now_ms)
{
	s->recheck = delays;
	s->recheck_ms = now_ms + delays[0];
}

/* Sleep where the driver cannot: the descriptors are ours, the events SDL's. */
static void sleep_ourselves(struct window *w, long long deadline_ms, long long now_ms)
{
	static const int after_input[] = { 1, 3, 10, 0 };
	static const int after_devices[] = { 50, 200, 1000, 0 }; /* udev tells SDL when its rules are done */
	struct sdl *s = &w->sdl;
	if (s->recheck && s->any && s->recheck != after_devices)
		s->recheck = NULL;
	while (s->recheck && s->recheck_ms <= now_ms) {
		s->recheck++;
		s->recheck_ms = now_ms + *s->recheck;
		if (!*s->recheck)
			s->recheck = NULL;
	}
	long long until_ms = deadline_ms;
	if (s->recheck && (until_ms < 0 || s->recheck_ms < until_ms))
		until_ms = s->recheck_ms;
	int what = waker_wait(&w->waker, until_ms);
	if (what & WAKER_DEVICES)
		start_recheck(s, after_devices, clock_ms());
	else if (what & WAKER_INPUT && !s->recheck)
		start_recheck(s, after_input, clock_ms());
}

void sdl_events_sleep(struct window *w, long long deadline_ms, long long now_ms)
{
	if (!w->sdl.sleeps) {
		sleep_ourselves(w, deadline_ms, now_ms);
		return;
	}
	long long left = deadline_ms < 0 ? -1 : deadline_ms - now_ms;
	SDL_WaitEventTimeout(NULL, left > SDL_MAX_SINT32 ? SDL_MAX_SINT32 : (int)left);
}

void sdl_events_wake(struct window *w, int code)
{
	SDL_Event event = { .user = { .type = w->sdl.wake_type, .code = code } };
	SDL_PushEvent(&event); /* wakes the drivers that sleep themselves */
	if (!w->sdl.sleeps)
		waker_signal(&w->waker);
}
