#include "update/serve.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>

#include "base/file.h"
#include "base/log.h"
#include "update/mount.h"

enum { ASK_WAIT_MS = 5000, SYSTEM_MAX = 4096 };

static bool say(int socket, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool say(int socket, const char *format, ...)
{
	char line[256];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	return send(socket, line, (size_t)n, MSG_NOSIGNAL) == n;
}

/* Exactly n bytes, soon. */
static bool hear(int socket, char *out, size_t n)
{
	for (size_t got = 0; got < n;) {
		struct pollfd p = { socket, POLLIN, 0 };
		if (poll(&p, 1, ASK_WAIT_MS) != 1)
			return false;
		ssize_t more = recv(socket, out + got, n - got, MSG_DONTWAIT);
		if (more <= 0)
			return false;
		got += (size_t)more;
	}
	return true;
}

/* Is it a key for trials that this image trusts? image/root says so in the same file as the version. */
static char trust_of(const struct update_places *p)
{
	struct buf text = { 0 };
	char value[16] = "";
	if (file_read(p->system, SYSTEM_MAX, &text, NULL))
		update_key((struct str){ text.data, text.size }, "", "keyring", value, sizeof value);
	buf_free(&text);
	return strcmp(value, "development") == 0 ? 'd' : 'r';
}

static void look(int socket, const struct update_places *p)
{
	struct update_offer o;
	enum update_result r = update_find(&o, p);
	const struct update_manifest *m = &o.bundle.manifest;
	long long mb = (long long)((o.bundle.data_size + (1 << 20) - 1) >> 20);
	say(socket, "%c %s %s %lld %s %c\n", r, o.running[0] ? o.running : "-", m->version[0] ? m->version : "-", mb,
	    o.bundle.id[0] ? o.bundle.id : "-", trust_of(p));
	update_close(&o);
}

struct teller {
	int socket, last;
};

static bool tell(void *context, int percent)
{
	struct teller *t = context;
	if (percent == t->last)
		return true;
	t->last = percent;
	return say(t->socket, "%%%d\n", percent);
}

/* The superblock and this process's own view of it; everybody else's stays read-only. */
static bool open_boot(const char *boot, bool on)
{
	unsigned long flags = MS_REMOUNT | MS_NOSUID | MS_NODEV | MS_NOEXEC;
	return mount(NULL, boot, NULL, on ? flags : flags | MS_RDONLY, NULL) == 0;
}

static enum update_result install(int socket, const struct update_places *p, const struct update_offer *o, bool mount, struct err *e)
{
	struct teller t = { socket, -1 };
	if (mount && !open_boot(p->boot, true)) {
		err_errno(e, p->boot);
		return UPDATE_CARD;
	}
	enum update_result r = UPDATE_FAILED;
	if (!mount || update_mount(&o->bundle, o->fd, p->work, e))
		r = update_write(p, &o->bundle, tell, &t, e);
	else if (e->code == ERR_CORRUPT)
		r = UPDATE_DAMAGED;
	if (mount)
		update_unmount(p->work);
	if (mount && !open_boot(p->boot, false))
		log_warn("%s stays writable until the restart", p->boot);
	return r;
}

bool update_serve(int socket, const struct update_places *p, bool mount, struct err *e)
{
	char ask, shown[UPDATE_HEX_SIZE] = "";
	struct update_offer o;
	if (!hear(socket, &ask, 1))
		return err_set(e, ERR_USAGE, "nothing was asked");
	if (ask == UPDATE_ASK_LOOK)
		return look(socket, p), false;
	if (ask != UPDATE_ASK_INSTALL || !hear(socket, shown, sizeof shown - 1))
		return err_set(e, ERR_USAGE, "something else was asked");
	enum update_result r = update_find(&o, p);
	if (r == UPDATE_GOOD && strcmp(o.bundle.id, shown) != 0)
		r = UPDATE_NO_STICK; /* another stick than staff looked at: they look again */
	if (r == UPDATE_GOOD)
		r = install(socket, p, &o, mount, e);
	/* Whatever was seen of it, a stick that left is the reason. */
	if (r == UPDATE_DAMAGED && mount && update_stick_left(p))
		r = UPDATE_NO_STICK;
	update_close(&o);
	say(socket, "%c\n", r);
	return r == UPDATE_GOOD;
}
