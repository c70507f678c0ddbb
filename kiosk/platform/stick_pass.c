#include "platform/stick_pass.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "platform/helper.h"

/* One letter (ports/stick_mount.h), or 0. */
static char hear(int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };
	char c = 0;
	if (poll(&p, 1, STICK_PASS_WAIT_MS) != 1 || recv(fd, &c, 1, MSG_DONTWAIT) != 1)
		return 0;
	return c;
}

int stick_pass_open(const char *socket_path)
{
	int fd = helper_connect(socket_path ? socket_path : STICK_PASS);
	if (fd < 0) {
		if (errno != ENOENT)
			log_warn("the stick's helper: %s", strerror(errno));
		return -1;
	}
	if (hear(fd) != 'o') {
		log_warn("the stick was not opened for writing");
		close(fd);
		return -1;
	}
	return fd;
}

bool stick_pass_close(int pass)
{
	if (pass < 0)
		return true;
	shutdown(pass, SHUT_WR);
	bool ok = hear(pass) == 'c';
	if (!ok)
		log_warn("the stick was not closed for writing");
	close(pass);
	return ok;
}
