/* Waiting, whatever the back: signals that ask us to end, deadlines, keys. */
#include <signal.h>
#include <string.h>

#include "base/file.h"
#include "platform/clock.h"
#include "platform/window_private.h"

enum { KEYS_FILE_BYTES_MAX = 16 * 1024 };

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
	catch_signals(&w->waker);
	return read_keys(&w->keys, keys_file, e);
}

void events_close(struct window *w)
{
	(void)w;
	leave_signals();
}

/* ---- what backs have in common ------------------------------------------------------------------------------- */

bool events_give(struct event *out, struct input in)
{
	out->kind = in.kind == INPUT_NONE ? EVENT_NONE : EVENT_INPUT;
	out->input = in;
	return in.kind != INPUT_NONE;
}

struct input events_key(const struct window *w, int scancode, bool shift, bool modifier, long long now_ms)
{
	int key = keys_find(&w->keys, scancode);
	if (key < 0 || modifier) /* Alt+F4 and the like */
		return (struct input){ 0 };
	if (scancode == SDL_SCANCODE_TAB && shift)
		key = KEY_PREVIOUS;
	return (struct input){ .kind = INPUT_KEY, .key = key, .now_ms = now_ms };
}

/* ---- waiting ------------------------------------------------------------------------------------------------------ */

bool window_wait(struct window *w, long long deadline_ms, struct event *out)
{
	for (;;) {
		*out = (struct event){ .kind = EVENT_NONE };
		if (asked_to_end) {
			asked_to_end = 0;
			out->kind = EVENT_QUIT;
			return true;
		}
		if (events_give(out, press_next(&w->presses)) || w->back->take(w, out))
			return true;
		*out = (struct event){ .kind = EVENT_NONE };
		long long now_ms = clock_ms();
		if (deadline_ms >= 0 && now_ms >= deadline_ms)
			return false;
		w->back->sleep(w, deadline_ms, now_ms);
	}
}

void window_wake(struct window *w, int code)
{
	w->back->wake(w, code);
}
