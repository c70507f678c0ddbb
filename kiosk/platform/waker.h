/* Sleeping without polling where SDL cannot: on KMSDRM and under the dummy driver SDL 2.26 waits by looking every
 * millisecond (speed.md). Here the process sleeps in ppoll(2) on the input devices themselves and on an eventfd. */
#ifndef ESCALE_PLATFORM_WAKER_H
#define ESCALE_PLATFORM_WAKER_H

#include <stdbool.h>

enum { WAKER_NODES_MAX = 64, WAKER_WATCHED_MAX = 3 };

struct waker {
	int event_fd;   /* waker_signal */
	int devices_fd; /* inotify on the folder of devices, -1: none */
	const char *dir;
	int input_fds[WAKER_NODES_MAX]; /* by N of eventN, -1: not open */
	int watched[WAKER_WATCHED_MAX]; /* the owner's descriptors, which the owner reads; -1: none */
};

enum { WAKER_SIGNALLED = 1, WAKER_INPUT = 2, WAKER_DEVICES = 4 /* one came or went */, WAKER_WATCHED = 8 };

/* input_dir: "/dev/input" to wake on its eventN, NULL for none. Devices that cannot be opened are left alone. False:
 * no eventfd. */
bool waker_open(struct waker *, const char *input_dir);
void waker_close(struct waker *);

/* From any thread, also from a signal handler. */
void waker_signal(const struct waker *);

/* Sleep until something happens or until_ms of clock_ms() (-1: for ever). Returns what happened, 0: time or a
 * signal. What was there is consumed; SDL reads the devices through descriptors of its own. */
int waker_wait(struct waker *, long long until_ms);

#endif
