#include "hands/hands.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libinput.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

enum { NODES_MAX = 64, FINGERS_MAX = 32 };

/* Modifier keys that are held, by place: Ctrl, Shift, Alt and the logo key, left then right. */
enum { FIRST_MODIFIER = 224, MODIFIERS = 8, SHIFTS = 0x22, OTHERS = 0xDD };

struct hands {
	struct libinput *input;
	const char *dir, *known;
	bool grab;
	int width, height;
	struct libinput_device *nodes[NODES_MAX]; /* by N of eventN, NULL: not open */
	struct {
		int x, y; /* where it was last: a lift does not say */
	} fingers[FINGERS_MAX];
	double mouse_x, mouse_y;
	unsigned held;
};

/* ---- devices ------------------------------------------------------------------------------------------------------ */

static int open_node(const char *path, int flags, void *context)
{
	const struct hands *h = context;
	(void)flags; /* libinput would like to write, to light lamps */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && h->grab)
		ioctl(fd, EVIOCGRAB, (void *)1); /* else it is shared, which is no reason to do without */
	return fd >= 0 ? fd : -errno;
}

static void close_node(int fd, void *context)
{
	(void)context;
	close(fd);
}

static const struct libinput_interface interface = { open_node, close_node };

/* udev knows by now what the device is, and has given it to our group. libinput would wait for that, we may not. */
static bool is_finished(const struct hands *h, const char *path)
{
	struct stat s;
	char name[40], record[300];
	if (access(path, R_OK) != 0 || stat(path, &s) != 0)
		return false;
	snprintf(name, sizeof name, "c%u:%u", major(s.st_rdev), minor(s.st_rdev));
	return file_join(record, sizeof record, h->known, name) && access(record, R_OK) == 0;
}

static void look_at(struct hands *h, const char *name)
{
	long long n;
	char path[300];
	if (strncmp(name, "event", 5) != 0 || !str_int(str_from(name + 5), 0, NODES_MAX - 1, &n) || h->nodes[n] ||
	    !file_join(path, sizeof path, h->dir, name) || !is_finished(h, path))
		return;
	struct libinput_device *d = libinput_path_add_device(h->input, path); /* NULL: nothing for hands */
	if (d) {
		h->nodes[n] = libinput_device_ref(d);
		libinput_device_set_user_data(d, &h->nodes[n]);
	}
}

void hands_look(struct hands *h)
{
	DIR *d = opendir(h->dir);
	if (!d)
		return;
	for (struct dirent *entry; (entry = readdir(d));)
		look_at(h, entry->d_name);
	closedir(d);
}

static void forget(struct libinput_device *d)
{
	struct libinput_device **node = libinput_device_get_user_data(d);
	if (!node || *node != d)
		return;
	*node = NULL;
	libinput_device_unref(d);
}

bool hands_open(struct hands **out, const char *dir, const char *known, bool grab, struct err *e)
{
	struct hands *h = xmalloc(sizeof *h);
	*h = (struct hands){ .dir = dir, .known = known, .grab = grab };
	h->input = libinput_path_create_context(&interface, h);
	if (!h->input) {
		free(h);
		return err_set(e, ERR_UNSUPPORTED, "libinput ne démarre pas");
	}
	hands_look(h);
	*out = h;
	return true;
}

void hands_close(struct hands *h)
{
	if (!h)
		return;
	for (int i = 0; i < NODES_MAX; i++)
		if (h->nodes[i])
			forget(h->nodes[i]);
	libinput_unref(h->input);
	free(h);
}

void hands_size(struct hands *h, int width, int height)
{
	h->width = width;
	h->height = height;
	h->mouse_x = width / 2.0;
	h->mouse_y = height / 2.0;
}

int hands_fd(const struct hands *h)
{
	return libinput_get_fd(h->input);
}

/* ---- from libinput's events ------------------------------------------------------------------------------------------- */

static double within(double at, int whole)
{
	return at < 0 ? 0 : at > whole - 1 ? whole - 1 : at;
}

static bool finger(struct hands *h, enum libinput_event_type type, struct libinput_event_touch *t, struct hand *out)
{
	int slot = libinput_event_touch_get_seat_slot(t);
	if (slot < 0 || slot >= FINGERS_MAX)
		return false;
	if (type == LIBINPUT_EVENT_TOUCH_DOWN || type == LIBINPUT_EVENT_TOUCH_MOTION) {
		h->fingers[slot].x = (int)within(libinput_event_touch_get_x_transformed(t, (uint32_t)h->width), h->width);
		h->fingers[slot].y = (int)within(libinput_event_touch_get_y_transformed(t, (uint32_t)h->height), h->height);
	}
	*out = (struct hand){ .finger = slot, .x = h->fingers[slot].x, .y = h->fingers[slot].y };
	out->kind = type == LIBINPUT_EVENT_TOUCH_DOWN ? HAND_FINGER_DOWN :
	            type == LIBINPUT_EVENT_TOUCH_UP   ? HAND_FINGER_UP :
	                                                HAND_FINGER_LOST;
	return type != LIBINPUT_EVENT_TOUCH_MOTION;
}

static bool mouse(struct hands *h, enum libinput_event_type type, struct libinput_event_pointer *p, struct hand *out)
{
	out->kind = HAND_MOUSE_MOVED;
	if (type == LIBINPUT_EVENT_POINTER_MOTION) {
		h->mouse_x = within(h->mouse_x + libinput_event_pointer_get_dx(p), h->width);
		h->mouse_y = within(h->mouse_y + libinput_event_pointer_get_dy(p), h->height);
	} else if (type == LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE) {
		h->mouse_x = within(libinput_event_pointer_get_absolute_x_transformed(p, (uint32_t)h->width), h->width);
		h->mouse_y = within(libinput_event_pointer_get_absolute_y_transformed(p, (uint32_t)h->height), h->height);
	} else if (libinput_event_pointer_get_button(p) == BTN_LEFT) {
		out->kind = libinput_event_pointer_get_button_state(p) == LIBINPUT_BUTTON_STATE_PRESSED ? HAND_MOUSE_DOWN :
		                                                                                          HAND_MOUSE_UP;
	} else {
		return false;
	}
	out->x = (int)h->mouse_x;
	out->y = (int)h->mouse_y;
	return true;
}

static bool key(struct hands *h, struct libinput_event_keyboard *k, struct hand *out)
{
	int place = hands_place(libinput_event_keyboard_get_key(k));
	bool down = libinput_event_keyboard_get_key_state(k) == LIBINPUT_KEY_STATE_PRESSED;
	if (place >= FIRST_MODIFIER && place < FIRST_MODIFIER + MODIFIERS) {
		unsigned bit = 1U << (place - FIRST_MODIFIER);
		h->held = down ? h->held | bit : h->held & ~bit;
	}
	*out = (struct hand){ .kind = HAND_KEY, .place = place, .shift = h->held & SHIFTS, .other = h->held & OTHERS };
	return down && place;
}

static bool translate(struct hands *h, struct libinput_event *event, struct hand *out)
{
	enum libinput_event_type type = libinput_event_get_type(event);
	*out = (struct hand){ 0 };
	switch (type) {
	case LIBINPUT_EVENT_DEVICE_REMOVED: forget(libinput_event_get_device(event)); return false;
	case LIBINPUT_EVENT_TOUCH_DOWN:
	case LIBINPUT_EVENT_TOUCH_MOTION:
	case LIBINPUT_EVENT_TOUCH_UP:
	case LIBINPUT_EVENT_TOUCH_CANCEL: return finger(h, type, libinput_event_get_touch_event(event), out);
	case LIBINPUT_EVENT_POINTER_MOTION:
	case LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE:
	case LIBINPUT_EVENT_POINTER_BUTTON: return mouse(h, type, libinput_event_get_pointer_event(event), out);
	case LIBINPUT_EVENT_KEYBOARD_KEY: return key(h, libinput_event_get_keyboard_event(event), out);
	default: return false;
	}
}

bool hands_next(struct hands *h, struct hand *out)
{
	libinput_dispatch(h->input);
	for (struct libinput_event *event; (event = libinput_get_event(h->input));) {
		bool meant = translate(h, event, out);
		libinput_event_destroy(event);
		if (meant)
			return true;
	}
	return false;
}
