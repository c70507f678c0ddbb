#include "platform/waker.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

/* Only what has keys, buttons or a touch surface: an accelerometer would wake us all day. */
static bool has_keys(int fd)
{
	unsigned long types[1] = { 0 };
	return ioctl(fd, EVIOCGBIT(0, sizeof types), types) >= 0 && types[0] >> EV_KEY & 1;
}

static void open_node(struct waker *w, const char *name)
{
	long long n;
	char path[300];
	if (strncmp(name, "event", 5) != 0 || !str_int(str_from(name + 5), 0, WAKER_NODES_MAX - 1, &n) ||
	    w->input_fds[n] >= 0 || !file_join(path, sizeof path, w->dir, name))
		return;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && has_keys(fd))
		w->input_fds[n] = fd;
	else if (fd >= 0)
		close(fd);
}

static void open_nodes(struct waker *w)
{
	DIR *d = opendir(w->dir);
	if (!d)
		return;
	for (struct dirent *entry; (entry = readdir(d));)
		open_node(w, entry->d_name);
	closedir(d);
}

bool waker_open(struct waker *w, const char *input_dir)
{
	*w = (struct waker){ .devices_fd = -1, .dir = input_dir };
	for (int i = 0; i < WAKER_NODES_MAX; i++)
		w->input_fds[i] = -1;
	for (int i = 0; i < WAKER_WATCHED_MAX; i++)
		w->watched[i] = -1;
	w->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (w->event_fd < 0)
		return false;
	if (!input_dir)
		return true;
	/* IN_ATTRIB: udev makes a new node readable for us a moment after it appears. */
	w->devices_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w->devices_fd >= 0 && inotify_add_watch(w->devices_fd, input_dir, IN_CREATE | IN_ATTRIB | IN_DELETE) < 0) {
		close(w->devices_fd);
		w->devices_fd = -1;
	}
	open_nodes(w);
	return true;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void waker_close(struct waker *w)
{
	for (int i = 0; i < WAKER_NODES_MAX; i++)
		close_fd(&w->input_fds[i]);
	close_fd(&w->devices_fd);
	close_fd(&w->event_fd);
}

void waker_signal(const struct waker *w)
{
	(void)!write(w->event_fd, &(uint64_t){ 1 }, sizeof(uint64_t));
}

static void drain(int fd)
{
	char block[4096];
	while (read(fd, block, sizeof block) > 0)
		;
}

static struct timespec time_left(long long until_ms)
{
	struct timespec now;
	clock_gettime(CLOCK_BOOTTIME, &now); /* that of clock_ms(); to the nanosecond, so as not to wake early */
	long long left = until_ms * 1000000 - ((long long)now.tv_sec * 1000000000 + now.tv_nsec);
	if (left < 0)
		left = 0;
	return (struct timespec){ left / 1000000000, left % 1000000000 };
}

int waker_wait(struct waker *w, long long until_ms)
{
	enum { WATCHED = 2 + WAKER_NODES_MAX, ALL = WATCHED + WAKER_WATCHED_MAX };
	struct pollfd fds[ALL] = { { w->event_fd, POLLIN, 0 }, { w->devices_fd, POLLIN, 0 } };
	for (int i = 0; i < WAKER_NODES_MAX; i++)
		fds[2 + i] = (struct pollfd){ w->input_fds[i], POLLIN, 0 }; /* -1 is ignored */
	for (int i = 0; i < WAKER_WATCHED_MAX; i++)
		fds[WATCHED + i] = (struct pollfd){ w->watched[i], POLLIN, 0 };
	struct timespec left = { 0, 0 };
	if (until_ms >= 0)
		left = time_left(until_ms);
	if (ppoll(fds, ALL, until_ms >= 0 ? &left : NULL, NULL) <= 0)
		return 0;
	int what = 0;
	if (fds[0].revents) {
		drain(w->event_fd);
		what |= WAKER_SIGNALLED;
	}
	if (fds[1].revents) {
		drain(w->devices_fd);
		open_nodes(w);
		what |= WAKER_DEVICES;
	}
	for (int i = 0; i < WAKER_NODES_MAX; i++) {
		if (!fds[2 + i].revents)
			continue;
		what |= WAKER_INPUT;
		drain(w->input_fds[i]);
		if (fds[2 + i].revents & (POLLERR | POLLHUP | POLLNVAL))
			close_fd(&w->input_fds[i]);
	}
	for (int i = WATCHED; i < ALL; i++)
		what |= fds[i].revents ? WAKER_WATCHED : 0;
	return what;
}
