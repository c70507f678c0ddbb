/* The system calls of this room's tests: some go wrong when told to, and disk.c hears of those that change a disk. */
#include "packs/helpers/fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "packs/helpers/disk.h"

struct pack_fault pack_fault;

/* Is it the call that must go wrong? */
static bool due(int call)
{
	if (pack_fault.on != call || pack_fault.met)
		return pack_fault.met && pack_fault.on == call;
	if (pack_fault.after-- > 0)
		return false;
	pack_fault.met = true;
	return true;
}

static bool under(const char *path)
{
	return !pack_fault.under || strncmp(path, pack_fault.under, strlen(pack_fault.under)) == 0;
}

static bool is_file(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

ssize_t pread(int fd, void *bytes, size_t n, off_t at)
{
	static ssize_t (*real)(int, void *, size_t, off_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "pread");
	if (due(PACK_FAULT_READ)) {
		errno = pack_fault.error;
		return -1;
	}
	return real(fd, bytes, n, at);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "write");
	if (pack_fault.on == PACK_FAULT_WRITE && is_file(fd) && due(PACK_FAULT_WRITE)) {
		errno = pack_fault.error;
		return -1;
	}
	ssize_t wrote = real(fd, bytes, n);
	if (wrote > 0)
		disk_note_write(fd, bytes, (size_t)wrote);
	return wrote;
}

int fsync(int fd)
{
	static int (*real)(int);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "fsync");
	disk_note_sync(fd);
	return real(fd);
}

int rename(const char *from, const char *to)
{
	static int (*real)(const char *, const char *);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "rename");
	int result = real(from, to);
	if (result == 0)
		disk_note_rename(from, to);
	return result;
}

int unlinkat(int folder, const char *name, int flags)
{
	static int (*real)(int, const char *, int);
	char link[64], path[600];
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "unlinkat");
	snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
	ssize_t n = readlink(link, path, 300);
	int result = real(folder, name, flags);
	if (result == 0 && n > 0) {
		snprintf(path + n, sizeof path - (size_t)n, "/%s", name);
		disk_note_remove(path);
	}
	return result;
}

int open(const char *path, int flags, ...)
{
	static int (*real)(const char *, int, ...);
	va_list list;
	va_start(list, flags);
	int mode = flags & O_CREAT ? va_arg(list, int) : 0;
	va_end(list);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "open");
	if (flags & O_CREAT && under(path) && due(PACK_FAULT_OPEN)) {
		errno = pack_fault.error;
		return -1;
	}
	int fd = real(path, flags, mode);
	if (fd >= 0 && flags & O_CREAT)
		disk_note_make(path, false); /* with O_EXCL: it was not there */
	return fd;
}

int mkdir(const char *path, mode_t mode)
{
	static int (*real)(const char *, mode_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "mkdir");
	if (under(path) && due(PACK_FAULT_MKDIR)) {
		errno = pack_fault.error;
		return -1;
	}
	int result = real(path, mode);
	if (result == 0)
		disk_note_make(path, true);
	return result;
}
