#include "ports/console.h"

#include <fcntl.h>
#include <linux/kd.h>
#include <linux/vt.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool console_lock(const char *tty, struct err *e)
{
	int fd = open(tty, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(e, tty);
	/* Both, even where one fails. */
	bool deaf = ioctl(fd, KDSKBMODE, K_OFF) == 0;
	bool still = ioctl(fd, VT_LOCKSWITCH, 1) == 0;
	close(fd);
	return (deaf && still) || err_set(e, ERR_UNSUPPORTED, "%s: the console cannot be locked", tty);
}
