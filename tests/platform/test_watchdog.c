/* systemd's notify protocol against real sockets. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/helpers/folder.h"
#include "platform/watchdog.h"

TestSuite(watchdog, .init = folder_make, .fini = folder_remove);

static int listen_at(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	size_t n = strlen(path);
	memcpy(a.sun_path, path, n);
	if (path[0] == '@')
		a.sun_path[0] = '\0';
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	cr_assert_eq(bind(fd, (struct sockaddr *)&a, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)), 0);
	setenv("NOTIFY_SOCKET", path, 1);
	return fd;
}

static const char *heard(int fd)
{
	static char text[64];
	ssize_t n = recv(fd, text, sizeof text - 1, 0);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

Test(watchdog, speaks_to_a_socket_in_the_file_system)
{
	int fd = listen_at(in_folder("notify"));
	watchdog_ready();
	cr_assert_str_eq(heard(fd), "READY=1");
	watchdog_ping();
	cr_assert_str_eq(heard(fd), "WATCHDOG=1");
	cr_assert_str_eq(heard(fd), "");
}

Test(watchdog, speaks_to_an_abstract_socket)
{
	char name[64];
	snprintf(name, sizeof name, "@escale-test-%d", getpid());
	int fd = listen_at(name);
	watchdog_ping();
	cr_assert_str_eq(heard(fd), "WATCHDOG=1");
}

Test(watchdog, nobody_listening_is_no_trouble)
{
	unsetenv("NOTIFY_SOCKET");
	watchdog_ready();
	setenv("NOTIFY_SOCKET", in_folder("nobody"), 1);
	watchdog_ping();
	setenv("NOTIFY_SOCKET", "relative", 1);
	watchdog_ping();
	char name[200];
	memset(name, 'x', sizeof name - 1);
	name[0] = '/';
	name[199] = '\0';
	setenv("NOTIFY_SOCKET", name, 1);
	watchdog_ping();
	close(listen_at(in_folder("closed")));
	watchdog_ping();
}

Test(watchdog, pings_twice_in_the_time_systemd_allows)
{
	char pid[20];
	unsetenv("WATCHDOG_PID");
	unsetenv("WATCHDOG_USEC");
	cr_assert_eq(watchdog_period_ms(), -1);
	setenv("WATCHDOG_USEC", "20000000", 1);
	cr_assert_eq(watchdog_period_ms(), 10000);
	snprintf(pid, sizeof pid, "%d", getpid());
	setenv("WATCHDOG_PID", pid, 1);
	cr_assert_eq(watchdog_period_ms(), 10000);
	setenv("WATCHDOG_PID", "1", 1);
	cr_assert_eq(watchdog_period_ms(), -1, "it is another process's watchdog");
	unsetenv("WATCHDOG_PID");
	setenv("WATCHDOG_USEC", "20000000x", 1);
	cr_assert_eq(watchdog_period_ms(), -1);
}

Test(watchdog, a_crash_would_leave_nothing_on_the_disk)
{
	struct rlimit r;
	harden_process();
	cr_assert_eq(getrlimit(RLIMIT_CORE, &r), 0);
	cr_assert_eq(r.rlim_max, 0);
	cr_assert_eq(prctl(PR_GET_DUMPABLE), 0);
}
