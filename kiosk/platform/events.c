/* From SDL's events to struct event, and sleeping between them. */
#include <signal.h>
#include <string.h>

#include "base/file.h"
#include "platform/clock.h"
#include "platform/window_private.h"

/* A finger that was lost with its device would keep all others out: after this long another one may press
 * (faults.md 37). */
enum { FINGER_LOST_MS = 30 * 1000, KEYS_FILE_BYTES_MAX = 16 * 1024 };

/* ---- being asked to end ---------------------------------------------------------------------------------- */

static volatile sig_atomic_t asked_to_end;
static const struct waker *end_waker;
static const int end_signals[] = { SIGTERM, SIGINT };
static struct sigaction before_us[2]; /* SDL's: they end the sleep of the drivers that sleep themselves */

static void on_signal(int number)
{
	asked_to_end = 1;
	waker_signal(end_waker); /* write(2) only */
	for (int i = 0; i < 2; i++)
		if (end_signals[i] == number && before_us[i].sa_handler != SIG_DFL &&
		    before_us[i].sa_handler != SIG_IGN)
			before_us[i].sa_handler(number); /* sets a flag only */
}

static void catch_signals(const struct waker *w)
{
	struct sigaction action = { .sa_handler = on_signal }; /* no SA_RESTART: sleeps end */
	sigemptyset(&action.sa_mask);
	end_waker = w;
	for (int i = 0; i < 2; i++)
		sigaction(end_signals[i], &action, &before_us[i]);
}

static void leave_signals(void)
{
	for (int i = 0; i < 2 && end_waker; i++)
		sigaction(end_signals[i], &before_us[i], NULL);
	end_waker = NULL;
}

/* ---- opening ------------------------------------------------------------------------------------------------ */

static bool read_keys(struct key_map *m, const char *file, struct err *e)
{
	struct buf text = { 0 };
	keys_init(m);
	if (!file)
		return true;
	bool ok = file_read(file, KEYS_FILE_BYTES_MAX, &text, e) && keys_parse(m, text.data, file, e);
	buf_free(&text);
	return ok;
}

bool events_open(struct window *w, const char *keys_file, struct err *e)
{
	struct events *v = &w->events;
	const char *driver = SDL_GetCurrentVideoDriver();
	v->sdl_sleeps = strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0;
	bool devices =
	    strcmp(driver, "KMSDRM") == 0 || strcmp(driver, "evdev") == 0; /* the latter draws nothing */
	v->waker.event_fd = -1;
	if (!waker_open(&v->waker, devices ? "/dev/input" : NULL))
		return err_errno(e, "eventfd");
	v->wake_type = SDL_RegisterEvents(1);
	/* The sentinel would make SDL_PollEvent say "nothing" although something was pushed behind it. */
	static const Uint32 unused[] = { SDL_POLLSENTINEL, SDL_MOUSEMOTION, SDL_MOUSEWHEEL,
		                         SDL_FINGERMOTION, SDL_TEXTINPUT,   SDL_TEXTEDITING,
		                         SDL_KEYUP,        SDL_DROPFILE,    SDL_CLIPBOARDUPDATE };
	for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
		SDL_EventState(unused[i], SDL_IGNORE);
	SDL_StopTextInput();
	catch_signals(&v->waker);
	return read_keys(&v->keys, keys_file, e);
}

void events_close(struct window *w)
{
	leave_signals();
	waker_close(&w->events.waker);
}

/* ---- fingers and the mouse ---------------------------------------------------------------------------------- */

static struct input press(struct window *w, int x, int y, bool by_finger, long long now_ms)
{
	w->events.down = true;
	w->events.by_finger = by_finger;
	w->events.down_ms = now_ms;
	return (struct input){ .kind = INPUT_PRESS, .x = x, .y = y, .now_ms = now_ms };
}

static struct input end_press(struct window *w, enum input_kind kind, int x, int y, long long now_ms)
{
	w->events.down = false;
	return (struct input){ .kind = kind, .x = x, .y = y, .now_ms = now_ms };
}

static int to_px(float part, int whole)
{
	int px = (int)(part * (float)whole);
	return px < 0 ? 0 : px >= whole ? whole - 1 : px;
}

static struct input finger_event(struct window *w, const SDL_TouchFingerEvent *f, long long now_ms)
{
	struct events *v = &w->events;
	struct input none = { 0 };
	int x = to_px(f->x, w->turn.width), y = to_px(f->y, w->turn.height);
	turn_point(&w->turn, &x, &y);
	bool ours = v->down && v->by_finger && f->touchId == v->touch && f->fingerId == v->finger;
	if (!v->finger_seen)
		SDL_ShowCursor(SDL_DISABLE);
	v->finger_seen = true;
	if (f->type == SDL_FINGERUP)
		return ours ? end_press(w, INPUT_RELEASE, x, y, now_ms) : none;
	if (v->down && v->by_finger && !ours && now_ms - v->down_ms < FINGER_LOST_MS)
		return none; /* the first finger only (faults.md 38) */
	bool interrupted = v->down;
	v->touch = f->touchId;
	v->finger = f->fingerId;
	struct input in = press(w, x, y, true, now_ms);
	if (!interrupted)
		return in;
	v->next = in;
	return (struct input){ .kind = INPUT_CANCEL, .x = x, .y = y, .now_ms = now_ms };
}

static struct input mouse_event(struct window *w, const SDL_MouseButtonEvent *b, long long now_ms)
{
	struct events *v = &w->events;
	if (v->finger_seen || b->which == SDL_TOUCH_MOUSEID || b->button != SDL_BUTTON_LEFT)
		return (struct input){ 0 };
	int x = b->x, y = b->y;
	turn_point(&w->turn, &x, &y);
	if (b->type == SDL_MOUSEBUTTONDOWN)
		return press(w, x, y, false, now_ms);
	return v->down && !v->by_finger ? end_press(w, INPUT_RELEASE, x, y, now_ms) : (struct input){ 0 };
}

static struct input key_event(struct window *w, const SDL_KeyboardEvent *k, long long now_ms)
{
	int key = keys_find(&w->events.keys, (int)k->keysym.scancode);
	if (k->repeat || key < 0 ||
	    k->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) /* T7; Alt+F4 and the like */
		return (struct input){ 0 };
	if (k->keysym.scancode == SDL_SCANCODE_TAB && k->keysym.mod & KMOD_SHIFT)
		key = KEY_PREVIOUS;
	return (struct input){ .kind = INPUT_KEY, .key = key, .now_ms = now_ms };
}

/* ---- one SDL event ---------------------------------------------------------------------------------------------- */

static bool give_input(struct event *out, struct input in)
{
	out->kind = in.kind == INPUT_NONE ? EVENT_NONE : EVENT_INPUT;
	out->input = in;
	return in.kind != INPUT_NONE;
}

static bool window_event(struct window *w, const SDL_WindowEvent *event, struct event *out, long long now_ms)
{
	switch (event->event) {
	case SDL_WINDOWEVENT_CLOSE: out->kind = EVENT_QUIT; return !w->kiosk;
	case SDL_WINDOWEVENT_SIZE_CHANGED:
		if (event->data1 == w->turn.width && event->data2 == w->turn.height)
			return false;
		window_resized(w);
		out->kind = EVENT_REDRAW;
		return true;
	case SDL_WINDOWEVENT_EXPOSED:
	case SDL_WINDOWEVENT_RESTORED: window_present(w); return false;
	case SDL_WINDOWEVENT_FOCUS_LOST:
		if (w->events.down && !w->events.by_finger)
			return give_input(out, end_press(w, INPUT_CANCEL, 0, 0, now_ms));
		return false;
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
	case SDL_FINGERUP: return give_input(out, finger_event(w, &in->tfinger, now_ms));
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP: return give_input(out, mouse_event(w, &in->button, now_ms));
	case SDL_KEYDOWN: return give_input(out, key_event(w, &in->key, now_ms));
	case SDL_WINDOWEVENT: return window_event(w, &in->window, out, now_ms);
	case SDL_QUIT: out->kind = EVENT_QUIT; return !w->kiosk;
	default:
		if (in->type != w->events.wake_type)
			return false;
		out->kind = EVENT_WAKE;
		out->wake_code = in->user.code;
		return true;
	}
}

/* ---- waiting ------------------------------------------------------------------------------------------------------ */

static bool take(struct window *w, struct event *out, bool *any)
{
	struct events *v = &w->events;
	if (v->next.kind != INPUT_NONE) {
		give_input(out, v->next);
		v->next = (struct input){ 0 };
		return true;
	}
	for (SDL_Event in; SDL_PollEvent(&in);) {
		*any = true;
		if (translate(w, &in, out))
			return true;
	}
	return false;
}

static void start_recheck(struct events *v, const int *delays, long long now_ms)
{
	v->recheck = delays;
	v->recheck_ms = now_ms + delays[0];
}

/* Sleep where the driver cannot: the descriptors are ours, the events SDL's. */
static void sleep_ourselves(struct window *w, long long deadline_ms, long long now_ms, bool any)
{
	static const int after_input[] = { 1, 3, 10, 0 };
	static const int after_devices[] = { 50, 200, 1000, 0 }; /* udev tells SDL when its rules are done */
	struct events *v = &w->events;
	if (v->recheck && any && v->recheck != after_devices)
		v->recheck = NULL;
	while (v->recheck && v->recheck_ms <= now_ms) {
		v->recheck++;
		v->recheck_ms = now_ms + *v->recheck;
		if (!*v->recheck)
			v->recheck = NULL;
	}
	long long until_ms = deadline_ms;
	if (v->recheck && (until_ms < 0 || v->recheck_ms < until_ms))
		until_ms = v->recheck_ms;
	int what = waker_wait(&v->waker, until_ms);
	if (what & WAKER_DEVICES)
		start_recheck(v, after_devices, clock_ms());
	else if (what & WAKER_INPUT && !v->recheck)
		start_recheck(v, after_input, clock_ms());
}

static void sleep_until(struct window *w, long long deadline_ms, long long now_ms, bool any)
{
	if (!w->events.sdl_sleeps) {
		sleep_ourselves(w, deadline_ms, now_ms, any);
		return;
	}
	long long left = deadline_ms < 0 ? -1 : deadline_ms - now_ms;
	SDL_WaitEventTimeout(NULL, left > SDL_MAX_SINT32 ? SDL_MAX_SINT32 : (int)left);
}

bool window_wait(struct window *w, long long deadline_ms, struct event *out)
{
	for (;;) {
		bool any = false;
		if (asked_to_end) {
			asked_to_end = 0;
			*out = (struct event){ .kind = EVENT_QUIT };
			return true;
		}
		if (take(w, out, &any))
			return true;
		long long now_ms = clock_ms();
		if (deadline_ms >= 0 && now_ms >= deadline_ms) {
			*out = (struct event){ .kind = EVENT_NONE };
			return false;
		}
		sleep_until(w, deadline_ms, now_ms, any);
	}
}

void window_wake(struct window *w, int code)
{
	SDL_Event event = { .user = { .type = w->events.wake_type, .code = code } };
	SDL_PushEvent(&event); /* wakes the drivers that sleep themselves */
	if (!w->events.sdl_sleeps)
		waker_signal(&w->events.waker);
}
