/* Stands between a program and its memory (LD_PRELOAD), so that the program itself needs no hook for its tests. By environment:
 *   MEMORY_COUNT=FILE    at the end, how many allocations there were
 *   MEMORY_FAIL=N        the N-th fails as when there is no memory; MEMORY_FAIL_ALL=1: all from then on
 *   MEMORY_WATCH=FILE    at every MEMORY_EVERY-th: "allocations, bytes in use, open descriptors", a line
 *   MEMORY_LEAK=BYTES    planted: at every MEMORY_EVERY-th so much is lost; MEMORY_LEAK_FD=1: and a descriptor
 *   MEMORY_BLAME=1       a crash ends with status 98 when a library did it, 99 when the program itself; it is named on stderr */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* glibc's own, under the names that no preload hides. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static atomic_long allocations, in_use;
static long fail_at, every, leak;
static bool fail_all, leak_fd, started;
static const char *count_file;
static int watch_fd = -1;
static _Thread_local bool inside;

static long number(const char *name)
{
	const char *value = getenv(name);
	return value ? atol(value) : 0;
}

static void write_count(void)
{
	if (!count_file || !started)
		return;
	char text[32];
	int fd = open(count_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	int n = snprintf(text, sizeof text, "%ld\n", atomic_load(&allocations));
	if (fd < 0 || write(fd, text, (size_t)n) != n)
		_exit(97);
	close(fd);
}

/* Whose fault: the innermost caller that is neither the C library, which does as it is told, nor ourselves. */
static void blame(int signal_number)
{
	static const char *const bystanders[] = { "libc.so", "libc-", "memory.so", "linux-vdso" };
	void *at[64];
	(void)signal_number;
	inside = true;
	int n = backtrace(at, 64);
	for (int i = 2; i < n; i++) { /* 0: here, 1: the C library's return from a signal */
		Dl_info who;
		struct link_map *map = NULL;
		if (!dladdr1(at[i], &who, (void **)&map, RTLD_DL_LINKMAP) || !map)
			continue;
		const char *name = map->l_name[0] ? map->l_name : "the program";
		bool bystander = false;
		for (size_t b = 0; b < sizeof bystanders / sizeof *bystanders; b++)
			bystander = bystander || strstr(name, bystanders[b]);
		if (bystander)
			continue;
		dprintf(2, "crashed in %s\n", name);
		_exit(map->l_name[0] ? 98 : 99);
	}
	_exit(99);
}

static void catch_crashes(void)
{
	void *at[2];
	backtrace(at, 2); /* loads what it needs now, and not in the middle of a crash */
	static char stack[64 * 1024]; /* of its own: a crash may be an endless recursion */
	sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof stack }, NULL);
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		sigaction(crashes[i], &(struct sigaction){ .sa_handler = blame, .sa_flags = SA_ONSTACK }, NULL);
}

__attribute__((constructor)) static void begin(void)
{
	inside = true;
	const char *watch = getenv("MEMORY_WATCH");
	count_file = getenv("MEMORY_COUNT");
	fail_at = number("MEMORY_FAIL");
	fail_all = number("MEMORY_FAIL_ALL");
	every = number("MEMORY_EVERY");
	leak = number("MEMORY_LEAK");
	leak_fd = number("MEMORY_LEAK_FD");
	if (number("MEMORY_BLAME"))
		catch_crashes();
	if (watch && (watch_fd = open(watch, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) < 0)
		_exit(97);
	inside = false;
	started = true;
}

/* exit() runs it; abort() does not. */
__attribute__((destructor)) static void end(void)
{
	inside = true;
	write_count();
}

static int open_descriptors(void)
{
	int n = 0;
	for (int fd = 0; fd < 1024; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static void look(long count)
{
	inside = true;
	if (leak && __libc_malloc((size_t)leak)) /* nobody frees it */
		atomic_fetch_add(&in_use, leak);
	if (leak_fd && dup(2) < 0)
		_exit(97);
	if (watch_fd >= 0) {
		char line[96];
		int n = snprintf(line, sizeof line, "%ld %ld %d\n", count, atomic_load(&in_use), open_descriptors());
		if (write(watch_fd, line, (size_t)n) != n)
			_exit(97);
	}
	inside = false;
}

/* false: there is no memory for this one */
static bool may(void)
{
	if (!started || inside)
		return true;
	long count = atomic_fetch_add(&allocations, 1) + 1;
	if (every && count % every == 0)
		look(count);
	if (!fail_at || count < fail_at || (count > fail_at && !fail_all))
		return true;
	errno = ENOMEM;
	return false;
}

static void *taken(void *p)
{
	if (p)
		atomic_fetch_add(&in_use, (long)malloc_usable_size(p));
	return p;
}

void *malloc(size_t size)
{
	return may() ? taken(__libc_malloc(size)) : NULL;
}

void *calloc(size_t count, size_t size)
{
	return may() ? taken(__libc_calloc(count, size)) : NULL;
}

void *realloc(void *p, size_t size)
{
	if (!may())
		return NULL;
	long before = p ? (long)malloc_usable_size(p) : 0;
	void *grown = __libc_realloc(p, size);
	if (grown || size == 0)
		atomic_fetch_sub(&in_use, before);
	return taken(grown);
}

void *reallocarray(void *p, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, count * size);
}

void *memalign(size_t alignment, size_t size)
{
	return may() ? taken(__libc_memalign(alignment, size)) : NULL;
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	int before = errno;
	void *p = memalign(alignment, size);
	errno = before;
	if (!p)
		return ENOMEM;
	*out = p;
	return 0;
}

void free(void *p)
{
	if (p)
		atomic_fetch_sub(&in_use, (long)malloc_usable_size(p));
	__libc_free(p);
}
