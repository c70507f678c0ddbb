#include "hands/helpers/fake_input.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

char fake_dir[64], fake_known[64];
int fake_added;

struct libinput {
	int fd;
	const struct libinput_interface *interface;
	void *context;
};
struct libinput_device {
	int fd, refs;
	void *data;
	struct libinput *input;
};
struct libinput_event {
	enum libinput_event_type type;
	int slot;
	double x, y;
	unsigned code;
	bool down;
	struct libinput_device *device;
};

static struct libinput input;
static struct libinput_device devices[8];
static struct libinput_event events[64];
static int first, last;

void fake_input_make(void)
{
	first = last = fake_added = 0;
	strcpy(fake_dir, "/tmp/escale-input-XXXXXX");
	strcpy(fake_known, "/tmp/escale-known-XXXXXX");
	if (!mkdtemp(fake_dir) || !mkdtemp(fake_known))
		abort();
}

void fake_input_remove(void)
{
	char command[200];
	snprintf(command, sizeof command, "rm -rf %s %s", fake_dir, fake_known);
	if (system(command) != 0)
		abort();
}

void fake_node(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", fake_dir, name);
	if (symlink("/dev/null", path) != 0)
		abort();
}

void fake_finished(void)
{
	char path[128];
	snprintf(path, sizeof path, "%s/c1:3", fake_known); /* the number of /dev/null */
	close(open(path, O_CREAT | O_WRONLY, 0600));
}

static void say(struct libinput_event event)
{
	events[last++] = event;
}

void fake_touch(enum libinput_event_type type, int slot, double x, double y)
{
	say((struct libinput_event){ .type = type, .slot = slot, .x = x, .y = y });
}

void fake_move(double dx, double dy)
{
	say((struct libinput_event){ .type = LIBINPUT_EVENT_POINTER_MOTION, .x = dx, .y = dy });
}

void fake_place(double x, double y)
{
	say((struct libinput_event){ .type = LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE, .x = x, .y = y });
}

void fake_button(unsigned button, bool down)
{
	say((struct libinput_event){ .type = LIBINPUT_EVENT_POINTER_BUTTON, .code = button, .down = down });
}

void fake_key(unsigned code, bool down)
{
	say((struct libinput_event){ .type = LIBINPUT_EVENT_KEYBOARD_KEY, .code = code, .down = down });
}

void fake_unplugged(int n)
{
	say((struct libinput_event){ .type = LIBINPUT_EVENT_DEVICE_REMOVED, .device = &devices[n] });
}

/* ---- what libinput would do ------------------------------------------------------------------------------------------ */

struct libinput *libinput_path_create_context(const struct libinput_interface *interface, void *context)
{
	input = (struct libinput){ eventfd(0, EFD_CLOEXEC), interface, context };
	return &input;
}

struct libinput *libinput_unref(struct libinput *l)
{
	for (int i = 0; i < fake_added; i++) {
		if (devices[i].refs != 0)
			abort();
		l->interface->close_restricted(devices[i].fd, l->context);
	}
	close(l->fd);
	return NULL;
}

struct libinput_device *libinput_path_add_device(struct libinput *l, const char *path)
{
	int fd = l->interface->open_restricted(path, O_RDWR | O_NONBLOCK, l->context);
	if (fd < 0 || (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY)
		abort(); /* the sandbox gives read only */
	devices[fake_added] = (struct libinput_device){ .fd = fd, .input = l };
	return &devices[fake_added++];
}

struct libinput_device *libinput_device_ref(struct libinput_device *d)
{
	d->refs++;
	return d;
}

struct libinput_device *libinput_device_unref(struct libinput_device *d)
{
	d->refs--;
	return NULL;
}

void libinput_device_set_user_data(struct libinput_device *d, void *data)
{
	d->data = data;
}

void *libinput_device_get_user_data(struct libinput_device *d)
{
	return d->data;
}

int libinput_get_fd(struct libinput *l)
{
	return l->fd;
}

int libinput_dispatch(struct libinput *l)
{
	(void)l;
	return 0;
}

struct libinput_event *libinput_get_event(struct libinput *l)
{
	(void)l;
	return first < last ? &events[first++] : NULL;
}

void libinput_event_destroy(struct libinput_event *e)
{
	(void)e;
}

enum libinput_event_type libinput_event_get_type(struct libinput_event *e)
{
	return e->type;
}

struct libinput_device *libinput_event_get_device(struct libinput_event *e)
{
	return e->device;
}

struct libinput_event_touch *libinput_event_get_touch_event(struct libinput_event *e)
{
	return (void *)e;
}

struct libinput_event_pointer *libinput_event_get_pointer_event(struct libinput_event *e)
{
	return (void *)e;
}

struct libinput_event_keyboard *libinput_event_get_keyboard_event(struct libinput_event *e)
{
	return (void *)e;
}

static const struct libinput_event *event_of(const void *e)
{
	return e;
}

int32_t libinput_event_touch_get_seat_slot(struct libinput_event_touch *e)
{
	return event_of(e)->slot;
}

static void must_say_where(const struct libinput_event *e)
{
	if (e->type == LIBINPUT_EVENT_TOUCH_UP || e->type == LIBINPUT_EVENT_TOUCH_CANCEL)
		abort(); /* libinput does not know it then */
}

double libinput_event_touch_get_x_transformed(struct libinput_event_touch *e, uint32_t width)
{
	must_say_where(event_of(e));
	return event_of(e)->x * width;
}

double libinput_event_touch_get_y_transformed(struct libinput_event_touch *e, uint32_t height)
{
	must_say_where(event_of(e));
	return event_of(e)->y * height;
}

double libinput_event_pointer_get_dx(struct libinput_event_pointer *e)
{
	return event_of(e)->x;
}

double libinput_event_pointer_get_dy(struct libinput_event_pointer *e)
{
	return event_of(e)->y;
}

double libinput_event_pointer_get_absolute_x_transformed(struct libinput_event_pointer *e, uint32_t width)
{
	return event_of(e)->x * width;
}

double libinput_event_pointer_get_absolute_y_transformed(struct libinput_event_pointer *e, uint32_t height)
{
	return event_of(e)->y * height;
}

uint32_t libinput_event_pointer_get_button(struct libinput_event_pointer *e)
{
	return event_of(e)->code;
}

enum libinput_button_state libinput_event_pointer_get_button_state(struct libinput_event_pointer *e)
{
	return event_of(e)->down ? LIBINPUT_BUTTON_STATE_PRESSED : LIBINPUT_BUTTON_STATE_RELEASED;
}

uint32_t libinput_event_keyboard_get_key(struct libinput_event_keyboard *e)
{
	return event_of(e)->code;
}

enum libinput_key_state libinput_event_keyboard_get_key_state(struct libinput_event_keyboard *e)
{
	return event_of(e)->down ? LIBINPUT_KEY_STATE_PRESSED : LIBINPUT_KEY_STATE_RELEASED;
}
