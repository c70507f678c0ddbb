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
	return real(fd, bytes, n);
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
	return real(path, flags, mode);
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
	return real(path, mode);
}
