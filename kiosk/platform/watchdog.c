#include "platform/watchdog.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

static void notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	if (!path || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof address.sun_path)
		return;
	size_t n = strlen(path);
	memcpy(address.sun_path, path, n);
	if (path[0] == '@')
		address.sun_path[0] = '\0'; /* abstract: no file, and no terminator in its length */
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	/* A manager that does not listen any more is not our trouble: nothing to do on failure. */
	(void)!sendto(fd, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT, (struct sockaddr *)&address,
		      (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
	close(fd);
}

void watchdog_ready(void)
{
	notify("READY=1");
}

void watchdog_ping(void)
{
	notify("WATCHDOG=1");
}

long long watchdog_period_ms(void)
{
	long long usec, pid;
	const char *for_pid = getenv("WATCHDOG_PID");
	if (!str_int(str_from(getenv("WATCHDOG_USEC")), 1, (long long)1e15, &usec))
		return -1;
	if (for_pid && (!str_int(str_from(for_pid), 1, (long long)1e9, &pid) || pid != getpid()))
		return -1; /* meant for a parent of ours */
	return usec / 2000 > 0 ? usec / 2000 : 1;
}

void harden_process(void)
{
	const struct rlimit none = { 0, 0 };
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
