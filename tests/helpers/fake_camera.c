#include "helpers/fake_camera.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { BUFFERS_MAX = 4 };

struct fake_camera fake_camera;
static struct fake_camera *const f = &fake_camera;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int fd = -1; /* an eventfd: readable while pictures wait, as a driver's descriptor is */
static struct {
	uint8_t *at;
	enum { OURS, FREE, FULL } state; /* OURS: with the program */
	int turn;
} buffers[BUFFERS_MAX];
static int turns;

static uint32_t bytes_of_pixel(void)
{
	return f->format == V4L2_PIX_FMT_YUYV || f->format == V4L2_PIX_FMT_UYVY ? 2 : 1;
}

static uint32_t row_bytes(void)
{
	return f->row_bytes ? f->row_bytes : (uint32_t)f->width * bytes_of_pixel();
}

static uint32_t image_bytes(void)
{
	bool planar = f->format == V4L2_PIX_FMT_NV12 || f->format == V4L2_PIX_FMT_YUV420;
	return f->image_bytes ? f->image_bytes : row_bytes() * (uint32_t)f->height * (planar ? 3 : 2) / 2;
}

static uint32_t buffer_bytes(void)
{
	return f->buffer_bytes ? f->buffer_bytes : image_bytes();
}

void fake_camera_plug(void)
{
	if (fd >= 0)
		close(fd);
	fd = -1;
	memset(buffers, 0, sizeof buffers);
	*f = (struct fake_camera){ .node = 2, .caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING, .bus = "usb-0000:01:00.0-1.2",
		.format = V4L2_PIX_FMT_YUYV, .width = 640, .height = 480, .buffers = BUFFERS_MAX };
}

void fake_camera_unplug(void)
{
	pthread_mutex_lock(&lock);
	f->unplugged = true;
	f->node = -1;
	if (fd >= 0)
		(void)!write(fd, &(uint64_t){ 1 }, 8);
	pthread_mutex_unlock(&lock);
}

bool fake_camera_shoot(const uint8_t *gray)
{
	int i = 0;
	pthread_mutex_lock(&lock);
	while (i < BUFFERS_MAX && buffers[i].state != FREE)
		i++;
	bool free_one = i < BUFFERS_MAX && f->streaming;
	if (free_one) {
		uint32_t step = bytes_of_pixel(), first = f->format == V4L2_PIX_FMT_UYVY;
		memset(buffers[i].at, 0x80, buffer_bytes());
		for (int y = 0; y < f->height; y++)
			for (int x = 0; x < f->width; x++)
				buffers[i].at[(uint32_t)y * row_bytes() + (uint32_t)x * step + first] = gray[y * f->width + x];
		buffers[i].state = FULL;
		buffers[i].turn = ++turns;
		(void)!write(fd, &(uint64_t){ 1 }, 8);
	}
	pthread_mutex_unlock(&lock);
	return free_one;
}

/* ---- the calls ---- */

static int refuse(int error)
{
	errno = error;
	return -1;
}

static int fake_open(const char *path)
{
	char mine[20];
	snprintf(mine, sizeof mine, "/video%d", f->node);
	const char *name = strrchr(path, '/');
	if (f->node < 0 || !name || strcmp(name, mine) != 0)
		return refuse(ENOENT);
	if (f->open_errno)
		return refuse(f->open_errno);
	f->opened++;
	return fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

static int fake_close(int which)
{
	f->closed++;
	f->faults += which != fd || f->mapped != 0 || f->streaming;
	close(fd);
	fd = -1;
	return 0;
}

static int set_format(struct v4l2_format *a)
{
	f->asked_width = a->fmt.pix.width;
	f->asked_height = a->fmt.pix.height;
	a->fmt.pix.pixelformat = f->format;
	a->fmt.pix.width = (uint32_t)f->width;
	a->fmt.pix.height = (uint32_t)f->height;
	a->fmt.pix.bytesperline = row_bytes();
	a->fmt.pix.sizeimage = image_bytes();
	return 0;
}

static int dequeue(struct v4l2_buffer *b)
{
	int oldest = -1;
	for (int i = 0; i < BUFFERS_MAX; i++)
		if (buffers[i].state == FULL && (oldest < 0 || buffers[i].turn < buffers[oldest].turn))
			oldest = i;
	if (oldest < 0)
		return refuse(EAGAIN);
	uint64_t waiting;
	(void)!read(fd, &waiting, 8);
	if (waiting > 1)
		(void)!write(fd, &(uint64_t){ waiting - 1 }, 8);
	buffers[oldest].state = OURS;
	b->index = (uint32_t)oldest + f->index;
	b->bytesused = f->used_bytes ? f->used_bytes : image_bytes();
	b->flags = f->flags;
	return 0;
}

static int queue(const struct v4l2_buffer *b)
{
	if (b->index >= BUFFERS_MAX || buffers[b->index].state != OURS || !buffers[b->index].at) {
		f->faults++;
		return refuse(EINVAL);
	}
	buffers[b->index].state = FREE;
	return 0;
}

static int answer(unsigned long request, void *a)
{
	struct v4l2_capability *cap = a;
	struct v4l2_requestbuffers *r = a;
	struct v4l2_buffer *b = a;
	struct v4l2_streamparm *p = a;
	switch (request) {
	case VIDIOC_QUERYCAP:
		cap->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS; /* of all its nodes */
		cap->device_caps = f->caps;
		snprintf((char *)cap->bus_info, sizeof cap->bus_info, "%s", f->bus);
		return 0;
	case VIDIOC_S_FMT: return set_format(a);
	case VIDIOC_S_PARM: f->asked_rate = p->parm.capture.timeperframe.denominator; return 0;
	case VIDIOC_REQBUFS:
		r->count = r->count < (uint32_t)f->buffers ? r->count : (uint32_t)f->buffers;
		return 0;
	case VIDIOC_QUERYBUF:
		b->length = buffer_bytes();
		b->m.offset = b->index * 4096;
		return 0;
	case VIDIOC_QBUF: return queue(b);
	case VIDIOC_DQBUF: return dequeue(b);
	case VIDIOC_STREAMON: f->streaming = true; return 0;
	case VIDIOC_STREAMOFF: f->streaming = false; return 0;
	}
	f->faults++;
	return refuse(ENOTTY);
}

/* Every first attempt is interrupted by a signal, as may happen. */
static int fake_ioctl(int which, unsigned long request, void *a)
{
	static bool again;
	again = !again;
	if (again) {
		f->interrupted++;
		return refuse(EINTR);
	}
	pthread_mutex_lock(&lock);
	int status;
	f->faults += which != fd;
	if (request == VIDIOC_STREAMOFF)
		f->streaming = false;
	if (f->unplugged)
		status = refuse(ENODEV);
	else if (request == f->fails)
		status = refuse(f->fails_errno);
	else
		status = answer(request, a);
	int error = errno;
	pthread_mutex_unlock(&lock);
	errno = error;
	return status;
}

static void *fake_mmap(int which, size_t size, uint32_t offset)
{
	f->faults += which != fd || size != buffer_bytes();
	f->mapped++;
	return buffers[offset / 4096].at = calloc(1, size);
}

static int fake_munmap(void *at, size_t size)
{
	const uint8_t *b = at;
	for (size_t i = 0; i < size; i++)
		if (b[i]) {
			f->unwiped++;
			break;
		}
	f->faults += f->streaming;
	f->mapped--;
	for (int i = 0; i < BUFFERS_MAX; i++)
		if (buffers[i].at == at) {
			buffers[i].at = NULL;
			buffers[i].state = OURS;
		}
	free(at);
	return 0;
}

const struct camera_calls fake_calls = { fake_open, fake_close, fake_ioctl, fake_mmap, fake_munmap };
