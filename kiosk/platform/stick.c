#include "platform/stick.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "platform/mounts.h"

enum { PATH_MAX_BYTES = 1024, FOLDER_DEPTH = 3 };

struct stick_watch {
	pthread_t thread;
	bool running;
	bool folder; /* folder_watch_open: any change of a tree; else mounts */
	bool given;  /* a root was given: a mount on it, or the folder itself, counts */
	char root[PATH_MAX_BYTES];
	char last[PATH_MAX_BYTES]; /* what stick_find said, "": none; the thread's own once it runs */
	void (*wake)(void *);
	void *context;
	int stop_fd, mounts_fd, inotify_fd;
};

static const char *const system_roots[] = { "/media", "/run/media", NULL };
static const char *const mounts_only[] = { "/media", "/run/media", "/mnt", NULL };

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* ---- finding -------------------------------------------------------------------------------------------- */

bool stick_find(struct stick_watch *w, char *out, size_t size)
{
	if (w->folder)
		return false;
	/* /proc files say they are empty, so file_read cannot be used. */
	int fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	struct buf text = { 0 };
	char block[4096];
	ssize_t n;
	buf_puts(&text, "");
	while (fd >= 0 && ((n = read(fd, block, sizeof block)) > 0 || (n < 0 && errno == EINTR)))
		if (n > 0)
			buf_add(&text, block, (size_t)n);
	if (fd >= 0)
		close(fd);
	const char *const given[] = { w->root, NULL };
	bool found = mounts_pick(text.data, w->given ? given : system_roots, w->given, out, size);
	buf_free(&text);
	if (found || !w->given || !is_folder(w->root))
		return found;
	for (int i = 0; mounts_only[i]; i++)
		if (mounts_below(w->root, mounts_only[i], true))
			return false;
	return str_copy(out, size, w->root);
}

/* ---- the thread ----------------------------------------------------------------------------------------- */

/* Hear of the given folder's coming and going: watch the nearest parent that exists. */
static void watch_parents(struct stick_watch *w)
{
	char path[PATH_MAX_BYTES];
	str_copy(path, sizeof path, w->root);
	for (;;) {
		char *slash = strrchr(path, '/');
		if (!slash)
			strcpy(path, ".");
		else
			slash[slash == path] = '\0';
		bool top = !slash || slash == path;
		if (inotify_add_watch(w->inotify_fd, path,
				      IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF | IN_ONLYDIR) >= 0)
			return;
		if (top)
			return;
	}
}

/* Adding a watch twice is harmless: inotify answers with the same one. */
static void watch_tree(struct stick_watch *w, const char *dir, int depth)
{
	const uint32_t what = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
	if (inotify_add_watch(w->inotify_fd, dir, what | IN_ONLYDIR) < 0 || depth == 0)
		return;
	DIR *d = opendir(dir);
	if (!d)
		return;
	for (struct dirent *entry; (entry = readdir(d));) {
		char path[PATH_MAX_BYTES];
		if (entry->d_name[0] == '.' || (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
			continue;
		if (file_join(path, sizeof path, dir, entry->d_name) && is_folder(path))
			watch_tree(w, path, depth - 1);
	}
	closedir(d);
}

static void drain(int fd)
{
	char block[4096];
	while (read(fd, block, sizeof block) > 0)
		;
}

/* Wait until nothing has happened for a while: an editor's save is several events. False: told to stop. */
static bool wait_still(struct stick_watch *w)
{
	struct pollfd fds[] = { { w->stop_fd, POLLIN, 0 }, { w->inotify_fd, POLLIN, 0 } };
	for (;;) {
		drain(w->inotify_fd);
		int n = poll(fds, 2, FOLDER_STILL_MS);
		if (n > 0 && fds[0].revents)
			return false;
		if (n == 0)
			return true;
	}
}

static void *run(void *argument)
{
	struct stick_watch *w = argument;
	char now[PATH_MAX_BYTES];
	struct pollfd fds[] = {
		{ w->stop_fd, POLLIN, 0 },
		{ w->inotify_fd, POLLIN, 0 },          /* -1 is ignored by poll(2) */
		{ w->mounts_fd, POLLPRI | POLLERR, 0 },
	};
	for (;;) {
		if (poll(fds, 3, -1) < 0)
			continue;
		if (fds[0].revents)
			return NULL;
		if (w->folder) {
			if (!wait_still(w))
				return NULL;
			watch_tree(w, w->root, FOLDER_DEPTH);
			w->wake(w->context);
			continue;
		}
		if (fds[1].revents) {
			drain(w->inotify_fd);
			watch_parents(w);
		}
		if (!stick_find(w, now, sizeof now))
			now[0] = '\0';
		if (strcmp(w->last, now) != 0)
			w->wake(w->context);
		strcpy(w->last, now);
	}
}

static bool start(struct stick_watch *w, struct err *e)
{
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old); /* signals are for the main thread: it sleeps in a poll of its own */
	int failed = pthread_create(&w->thread, NULL, run, w);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	w->running = !failed;
	if (failed) {
		errno = failed;
		err_errno(e, "watching thread");
	}
	return !failed;
}

static struct stick_watch *make(const char *root, void (*wake)(void *), void *context)
{
	struct stick_watch *w = xmalloc(sizeof *w);
	*w = (struct stick_watch){ .wake = wake, .context = context, .mounts_fd = -1, .inotify_fd = -1 };
	w->given = root != NULL;
	str_copy(w->root, sizeof w->root, root ? root : "");
	for (size_t n = strlen(w->root); n > 1 && w->root[n - 1] == '/'; n--)
		w->root[n - 1] = '\0';
	w->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return w;
}

bool stick_watch_open(struct stick_watch **out, const char *root, void (*wake)(void *), void *context, struct err *e)
{
	*out = NULL;
	/* mountinfo speaks of absolute paths; a folder that is not there yet has none but its parent's */
	char path[PATH_MAX_BYTES];
	if (root && root[0] != '/') {
		char here[PATH_MAX_BYTES / 2];
		if (!getcwd(here, sizeof here) || !file_join(path, sizeof path, here, root))
			return err_set(e, ERR_USAGE, "%s: path too long", root);
		root = path;
	}
	struct stick_watch *w = make(root, wake, context);
	w->mounts_fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	if (w->given)
		w->inotify_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w->stop_fd < 0 || w->mounts_fd < 0 || (w->given && w->inotify_fd < 0)) {
		err_errno(e, "watching for USB sticks");
		stick_watch_close(w);
		return false;
	}
	if (w->given)
		watch_parents(w);
	if (!stick_find(w, w->last, sizeof w->last))
		w->last[0] = '\0';
	if (!start(w, e)) {
		stick_watch_close(w);
		return false;
	}
	*out = w;
	return true;
}

bool folder_watch_open(struct stick_watch **out, const char *dir, void (*wake)(void *), void *context, struct err *e)
{
	*out = NULL;
	if (!is_folder(dir))
		return err_set(e, ERR_MISSING, "%s: no such folder", dir);
	struct stick_watch *w = make(dir, wake, context);
	w->folder = true;
	w->inotify_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w->stop_fd < 0 || w->inotify_fd < 0) {
		err_errno(e, dir);
		stick_watch_close(w);
		return false;
	}
	watch_tree(w, w->root, FOLDER_DEPTH);
	if (!start(w, e)) {
		stick_watch_close(w);
		return false;
	}
	*out = w;
	return true;
}

void stick_watch_close(struct stick_watch *w)
{
	if (!w)
		return;
	if (w->running) {
		(void)!write(w->stop_fd, &(uint64_t){ 1 }, sizeof(uint64_t));
		pthread_join(w->thread, NULL);
	}
	if (w->stop_fd >= 0)
		close(w->stop_fd);
	if (w->mounts_fd >= 0)
		close(w->mounts_fd);
	if (w->inotify_fd >= 0)
		close(w->inotify_fd);
	free(w);
}
