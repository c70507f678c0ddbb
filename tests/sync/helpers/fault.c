#include "sync/helpers/fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct fault fault;
int fault_seen[FAULT_CALLS];

static int on_stick(int fd)
{
	char link[64], path[512];
	int saved = errno;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	errno = saved;
	if (n < 0)
		return 0;
	path[n] = '\0';
	return strstr(path, "/ESCALE") != NULL;
}

/* Is it the call that must go wrong? */
static int due(enum fault_call call)
{
	return fault_seen[call]++ >= fault.after && fault.call == call;
}

/* FAT: the file that has a new name since its last flush, and whether its folder was flushed meanwhile. */
static char renamed[512];
static bool name_is_out;

static void cut(void)
{
	if (fault.kind != FAULT_CUT)
		return;
	if (fault.fat && renamed[0] && name_is_out && truncate(renamed, 0) != 0)
		_exit(78);
	_exit(77);
}

static void flushed(int fd)
{
	char link[64], path[512];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	path[n > 0 ? n : 0] = '\0';
	if (strcmp(path, renamed) == 0)
		renamed[0] = '\0';
	else
		name_is_out = true;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "write");
	if (!on_stick(fd) || !due(FAULT_WRITE))
		return real(fd, bytes, n);
	if (fault.kind == FAULT_LIE && n) {
		char first = (char)(*(const char *)bytes ^ 1);
		return real(fd, &first, 1) == 1 ? (n > 1 ? 1 + real(fd, (const char *)bytes + 1, n - 1) : 1)
		                                : -1;
	}
	if (fault.kind == FAULT_DROP)
		return (ssize_t)n;
	if (fault.kind == FAULT_CUT)
		real(fd, bytes, n / 2);
	cut();
	errno = fault.error;
	return -1;
}

ssize_t read(int fd, void *bytes, size_t n)
{
	static ssize_t (*real)(int, void *, size_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "read");
	if (!on_stick(fd) || !due(FAULT_READ))
		return real(fd, bytes, n);
	cut();
	errno = fault.error;
	return -1;
}

int fsync(int fd)
{
	static int (*real)(int);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "fsync");
	if (!on_stick(fd))
		return real(fd);
	if (!due(FAULT_FSYNC)) {
		flushed(fd);
		return real(fd);
	}
	cut();
	errno = fault.error;
	return -1;
}

int rename(const char *from, const char *to)
{
	static int (*real)(const char *, const char *);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "rename");
	if (!strstr(to, "/ESCALE/"))
		return real(from, to);
	if (!due(FAULT_RENAME)) {
		snprintf(renamed, sizeof renamed, "%s", to);
		name_is_out = false;
		return real(from, to);
	}
	cut();
	errno = fault.error;
	return -1;
}

int statvfs(const char *path, struct statvfs *v)
{
	static int (*real)(const char *, struct statvfs *);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "statvfs");
	int result = real(path, v);
	if (!strstr(path, "/ESCALE") || !due(FAULT_STATVFS))
		return result;
	if (fault.kind == FAULT_SMALL) {
		v->f_bavail = 100 * 1024 / v->f_frsize;
		return result;
	}
	cut();
	errno = fault.error;
	return -1;
}
