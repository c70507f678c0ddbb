#include "ports/stick_mount.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

enum { BUSY_TRIES = 50, BUSY_WAIT_MS = 100, ABOVE_SIZE = 1024 };

static bool is_fat(const char *type)
{
	return strcmp(type, "vfat") == 0 || strcmp(type, "exfat") == 0;
}

static bool set_number(int fs, const char *key, unsigned value)
{
	char text[24];
	snprintf(text, sizeof text, "%u", value);
	return fsconfig(fs, FSCONFIG_SET_STRING, key, text, 0) == 0;
}

/* A file system of this type, read-only, not yet anywhere. -1 with errno. */
static int make(const char *type, const char *device, const struct passwd *owner)
{
	int fs = fsopen(type, FSOPEN_CLOEXEC);
	if (fs < 0)
		return -1;
	bool ok = fsconfig(fs, FSCONFIG_SET_STRING, "source", device, 0) == 0 && fsconfig(fs, FSCONFIG_SET_FLAG, "ro", NULL, 0) == 0;
	if (ok && is_fat(type)) /* these have no owners of their own */
		ok = set_number(fs, "uid", owner->pw_uid) && set_number(fs, "gid", owner->pw_gid) &&
		     fsconfig(fs, FSCONFIG_SET_STRING, "umask", "0077", 0) == 0;
	int mount = -1;
	if (ok && fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
		mount = fsmount(fs, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_NOATIME);
	int why = errno;
	close(fs);
	errno = why;
	return mount;
}

int stick_turn(const char *folder, struct err *e)
{
	char above[ABOVE_SIZE];
	const char *last = strrchr(folder, '/');
	int mounts = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC);
	bool fits = last && snprintf(above, sizeof above, "%.*s/.", (int)(last - folder), folder) < ABOVE_SIZE;
	int turn = fits ? open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1; /* not the folder: a mount hides it */
	bool ok = mounts >= 0 && turn >= 0 && flock(turn, LOCK_EX) == 0;
	while (ok && file_is_mounted(folder)) {
		struct pollfd change = { mounts, POLLPRI, 0 }; /* since it was opened, or asked last */
		ok = flock(turn, LOCK_UN) == 0 && poll(&change, 1, -1) > 0 && flock(turn, LOCK_EX) == 0;
	}
	if (!ok)
		err_errno(e, folder);
	if (mounts >= 0)
		close(mounts);
	if (!ok && turn >= 0)
		close(turn);
	return ok ? turn : -1;
}

bool stick_mount(const char *device, const char *folder, const char *user, char *const *types, struct err *e)
{
	const struct passwd *owner = getpwnam(user);
	if (!owner)
		return err_set(e, ERR_USAGE, "%s: no such account", user);
	if (file_is_mounted(folder))
		return err_set(e, ERR_REFUSED, "%s: something is mounted there already", folder);
	int mount = -1;
	for (; *types && mount < 0; types++)
		mount = make(*types, device, owner);
	if (mount < 0)
		return err_errno(e, device);
	bool ok = move_mount(mount, "", AT_FDCWD, folder, MOVE_MOUNT_F_EMPTY_PATH) == 0 || err_errno(e, folder);
	close(mount);
	return ok;
}

bool stick_unmount(const char *folder, struct err *e)
{
	return umount2(folder, MNT_DETACH | UMOUNT_NOFOLLOW) == 0 || err_errno(e, folder);
}

static bool change(const char *folder, bool on)
{
	int fs = fspick(AT_FDCWD, folder, FSPICK_CLOEXEC | FSPICK_SYMLINK_NOFOLLOW | FSPICK_NO_AUTOMOUNT);
	if (fs < 0)
		return false;
	bool ok = fsconfig(fs, FSCONFIG_SET_FLAG, on ? "rw" : "ro", NULL, 0) == 0 &&
		  fsconfig(fs, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0) == 0;
	int why = errno;
	close(fs);
	errno = why;
	return ok;
}

static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		syncfs(fd);
		close(fd);
	}
}

bool stick_open_writing(const char *folder, bool on, struct err *e)
{
	if (!file_is_mounted(folder)) /* never the file system below */
		return err_set(e, ERR_MISSING, "%s: nothing is mounted there", folder);
	if (!on)
		sync_folder(folder);
	/* Somebody who still holds a file open for writing is waited for. */
	for (int i = 0; !change(folder, on); i++) {
		if (errno == EACCES || errno == EROFS)
			return err_set(e, ERR_READONLY, "%s: the stick is locked against writing", folder);
		if (errno != EBUSY || i == BUSY_TRIES)
			return err_errno(e, folder);
		nanosleep(&(struct timespec){ .tv_nsec = BUSY_WAIT_MS * 1000000L }, NULL);
	}
	return true;
}

static void answer(int socket, char c)
{
	(void)!send(socket, &c, 1, MSG_NOSIGNAL | MSG_DONTWAIT); /* who does not listen any more needs no answer */
}

static long long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void wait_end(int socket, int most_ms)
{
	char dropped[64];
	long long end = now_ms() + most_ms;
	for (long long left; (left = end - now_ms()) > 0;) {
		struct pollfd p = { socket, POLLIN, 0 };
		if (poll(&p, 1, (int)left) > 0 && recv(socket, dropped, sizeof dropped, MSG_DONTWAIT) == 0)
			return;
	}
}

bool stick_serve(int socket, const char *folder, int most_ms, struct err *e)
{
	if (!stick_open_writing(folder, true, e)) {
		answer(socket, STICK_REFUSED);
		return false;
	}
	answer(socket, STICK_OPEN);
	wait_end(socket, most_ms);
	bool ok = stick_open_writing(folder, false, e);
	answer(socket, ok ? STICK_CLOSED : STICK_FAILED);
	return ok;
}
