#include "platform/camera.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"

enum {
	NODES_MAX = 64,
	BUFFERS = 3,
	WIDTH = 1280, HEIGHT = 720, /* asked for; the camera gives what is nearest */
	WIDTH_MIN = 320, HEIGHT_MIN = 240, SIDE_MAX = 4096,
	FRAMES_PER_SECOND = 10, /* hands are slow, and USB 2 has no room for more of 1280 x 720 in YUYV */
};

struct camera {
	const struct camera_calls *calls;
	int fd;
	int width, height, row_bytes; /* of what the camera gives */
	int step, first;              /* light: a byte of each step, from the first */
	size_t frame_bytes;           /* as far as light goes */
	int buffer_count;
	struct {
		uint8_t *at;
		size_t size;
	} buffers[BUFFERS];
	uint8_t *gray;
};

/* Light comes first in planar formats, and every second byte in packed ones. The first that the camera has is taken. */
static const struct format {
	uint32_t code;
	int step, first;
} formats[] = {
	{ V4L2_PIX_FMT_GREY, 1, 0 },   { V4L2_PIX_FMT_YUYV, 2, 0 },   { V4L2_PIX_FMT_UYVY, 2, 1 },
	{ V4L2_PIX_FMT_NV12, 1, 0 },   { V4L2_PIX_FMT_YUV420, 1, 0 },
};

/* ---- the system ---- */

static int system_open(const char *path)
{
	return open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

static int system_ioctl(int fd, unsigned long request, void *argument)
{
	return ioctl(fd, request, argument);
}

static void *system_mmap(int fd, size_t size, uint32_t offset)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
	return at == MAP_FAILED ? NULL : at;
}

static const struct camera_calls the_system = { system_open, close, system_ioctl, system_mmap, munmap };

static bool ask(const struct camera *c, unsigned long request, void *argument)
{
	int status;
	do
		status = c->calls->ioctl(c->fd, request, argument);
	while (status < 0 && errno == EINTR);
	return status >= 0;
}

/* ---- opening ---- */

/* The Pi's own video nodes (decoders, image processor) look like cameras and never give a picture. */
static bool is_usb_camera(const struct camera *c)
{
	struct v4l2_capability cap = { 0 };
	if (!ask(c, VIDIOC_QUERYCAP, &cap))
		return false;
	uint32_t caps = cap.capabilities & V4L2_CAP_DEVICE_CAPS ? cap.device_caps : cap.capabilities;
	return caps & V4L2_CAP_VIDEO_CAPTURE && caps & V4L2_CAP_STREAMING && strncmp((const char *)cap.bus_info, "usb-", 4) == 0;
}

/* What a driver says of its picture is not believed before it is weighed. */
static bool is_sane(const struct v4l2_pix_format *p, const struct format *f)
{
	return p->pixelformat == f->code && p->width >= WIDTH_MIN && p->width <= SIDE_MAX && p->height >= HEIGHT_MIN &&
	       p->height <= SIDE_MAX && p->bytesperline >= p->width * (uint32_t)f->step && p->bytesperline <= 4 * SIDE_MAX &&
	       p->sizeimage >= p->bytesperline * p->height;
}

/* False with *e unset: it asks for nothing we can read. */
static bool choose_format(struct camera *c, struct err *e)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct v4l2_format f = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
		f.fmt.pix.width = WIDTH;
		f.fmt.pix.height = HEIGHT;
		f.fmt.pix.pixelformat = formats[i].code;
		f.fmt.pix.field = V4L2_FIELD_NONE;
		if (!ask(c, VIDIOC_S_FMT, &f)) {
			if (errno == EBUSY)
				return err_set(e, ERR_IO, "La caméra est prise par un autre programme.");
			continue;
		}
		if (!is_sane(&f.fmt.pix, &formats[i]))
			continue;
		c->width = (int)f.fmt.pix.width;
		c->height = (int)f.fmt.pix.height;
		c->row_bytes = (int)f.fmt.pix.bytesperline;
		c->step = formats[i].step;
		c->first = formats[i].first;
		c->frame_bytes = (size_t)c->row_bytes * (size_t)c->height;
		return true;
	}
	return err_set(e, ERR_UNSUPPORTED, "La borne ne sait pas lire les images de cette caméra. Il faut une caméra USB qui donne du YUYV.");
}

static bool queue(const struct camera *c, int index)
{
	struct v4l2_buffer b = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP, .index = (uint32_t)index };
	return ask(c, VIDIOC_QBUF, &b);
}

static bool map_buffers(struct camera *c)
{
	struct v4l2_requestbuffers r = { .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP };
	if (!ask(c, VIDIOC_REQBUFS, &r) || r.count < 2)
		return false;
	for (int i = 0; i < (int)r.count && i < BUFFERS; i++) {
		struct v4l2_buffer b = { .type = r.type, .memory = r.memory, .index = (uint32_t)i };
		if (!ask(c, VIDIOC_QUERYBUF, &b) || b.length < c->frame_bytes)
			return false;
		c->buffers[i].at = c->calls->mmap(c->fd, b.length, b.m.offset);
		if (!c->buffers[i].at)
			return false;
		c->buffers[i].size = b.length;
		c->buffer_count++;
		if (!queue(c, i))
			return false;
	}
	return true;
}

static bool begin(struct camera *c, struct err *e)
{
	if (!choose_format(c, e))
		return false;
	struct v4l2_streamparm rate = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
	rate.parm.capture.timeperframe = (struct v4l2_fract){ 1, FRAMES_PER_SECOND };
	ask(c, VIDIOC_S_PARM, &rate); /* where it cannot be chosen, what comes too fast is dropped */
	int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
	if (!map_buffers(c) || !ask(c, VIDIOC_STREAMON, &type))
		return err_set(e, ERR_IO, "La caméra ne démarre pas. Débranchez-la, attendez, rebranchez-la.");
	c->gray = xmalloc((size_t)c->width * (size_t)c->height);
	return true;
}

/* One node. False with *e unset: no camera. */
static struct camera *try_node(const char *path, const struct camera_calls *calls, struct err *e)
{
	struct camera *c = xmalloc(sizeof *c);
	*c = (struct camera){ .calls = calls, .fd = calls->open(path) };
	if (c->fd < 0 && (errno == EACCES || errno == EPERM || errno == EBUSY))
		err_set(e, ERR_IO, "La caméra refuse : elle est prise, ou la borne n'y a pas droit.");
	if (c->fd >= 0 && is_usb_camera(c) && begin(c, e))
		return c;
	camera_close(c);
	return NULL;
}

bool camera_open(struct camera **out, const char *dir, const struct camera_calls *calls, struct err *e)
{
	struct err why = { 0 };
	*out = NULL;
	for (int i = 0; i < NODES_MAX && !*out; i++) {
		char path[300];
		snprintf(path, sizeof path, "%s/video%d", dir, i);
		*out = try_node(path, calls ? calls : &the_system, &why);
	}
	if (*out)
		return true;
	if (why.code)
		return err_set(e, why.code, "%s", why.text);
	return err_set(e, ERR_MISSING, "Aucune caméra n'est branchée.");
}

bool camera_there(const char *dir, const struct camera_calls *calls)
{
	struct camera c = { .calls = calls ? calls : &the_system };
	bool found = false;
	for (int i = 0; i < NODES_MAX && !found; i++) {
		char path[300];
		snprintf(path, sizeof path, "%s/video%d", dir, i);
		c.fd = c.calls->open(path);
		found = c.fd >= 0 && is_usb_camera(&c);
		if (c.fd >= 0)
			c.calls->close(c.fd);
	}
	return found;
}

void camera_close(struct camera *c)
{
	if (!c)
		return;
	int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
	if (c->fd >= 0)
		ask(c, VIDIOC_STREAMOFF, &type); /* before they are overwritten, or the camera writes again */
	for (int i = 0; i < c->buffer_count; i++) {
		explicit_bzero(c->buffers[i].at, c->buffers[i].size);
		c->calls->munmap(c->buffers[i].at, c->buffers[i].size);
	}
	if (c->gray)
		explicit_bzero(c->gray, (size_t)c->width * (size_t)c->height);
	free(c->gray);
	if (c->fd >= 0)
		c->calls->close(c->fd);
	free(c);
}

/* ---- pictures ---- */

int camera_fd(const struct camera *c)
{
	return c->fd;
}

static void copy_light(struct camera *c, const uint8_t *from)
{
	for (int y = 0; y < c->height; y++) {
		const uint8_t *row = from + (size_t)y * (size_t)c->row_bytes + c->first;
		uint8_t *to = c->gray + (size_t)y * (size_t)c->width;
		if (c->step == 1)
			memcpy(to, row, (size_t)c->width);
		else
			for (int x = 0; x < c->width; x++)
				to[x] = row[x * c->step];
	}
}

enum camera_news camera_take(struct camera *c, struct camera_frame *out)
{
	int newest = -1;
	for (int i = 0; i <= BUFFERS; i++) { /* as many as may wait, however fast it is */
		struct v4l2_buffer b = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP };
		if (!ask(c, VIDIOC_DQBUF, &b)) {
			if (errno == EAGAIN)
				break;
			return CAMERA_GONE; /* ENODEV: unplugged; EIO: the bus fails, opening again may help */
		}
		if (b.index >= (uint32_t)c->buffer_count)
			return CAMERA_GONE;
		bool whole = !(b.flags & V4L2_BUF_FLAG_ERROR) && b.bytesused >= c->frame_bytes;
		int other = whole ? newest : (int)b.index;
		if (whole)
			newest = (int)b.index;
		if (other >= 0 && !queue(c, other))
			return CAMERA_GONE;
	}
	if (newest < 0)
		return CAMERA_NOTHING;
	copy_light(c, c->buffers[newest].at);
	if (!queue(c, newest))
		return CAMERA_GONE;
	*out = (struct camera_frame){ c->gray, c->width, c->height };
	return CAMERA_FRAME;
}

/* ---- coming ---- */

int camera_coming(const char *dir)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	/* IN_ATTRIB: udev makes a new node ours a moment after it appears. */
	if (fd >= 0 && inotify_add_watch(fd, dir, IN_CREATE | IN_ATTRIB | IN_MOVED_TO) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

void camera_coming_read(int fd)
{
	char block[4096];
	while (read(fd, block, sizeof block) > 0)
		;
}
