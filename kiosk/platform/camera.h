/* A USB camera (V4L2, UVC): grey pictures in memory, never anywhere else. Only formats whose light can be read as it is; a camera
 * that gives nothing but MJPEG is refused, since the house has no decoder for it. */
#ifndef ESCALE_PLATFORM_CAMERA_H
#define ESCALE_PLATFORM_CAMERA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct camera;

/* The system, as the camera uses it; tests have one of their own. They answer as open(2), close(2), ioctl(2), munmap(2) do, and
 * mmap returns NULL where mmap(2) returns MAP_FAILED. */
struct camera_calls {
	int (*open)(const char *path);
	int (*close)(int fd);
	int (*ioctl)(int fd, unsigned long request, void *argument);
	void *(*mmap)(int fd, size_t size, uint32_t offset);
	int (*munmap)(void *at, size_t size);
};

struct camera_frame {
	const uint8_t *gray; /* rows of width bytes, 0 black; the camera's own, until the next call */
	int width, height;
};

enum camera_news {
	CAMERA_FRAME,
	CAMERA_NOTHING, /* wait until poll(2) says that camera_fd can be read */
	CAMERA_GONE,    /* unplugged, or broken: close it */
};

/* The first USB camera of dir ("/dev") that gives pictures; it begins at once, at about ten a second. calls NULL: the system.
 * ERR_MISSING: none is there. ERR_UNSUPPORTED: none whose pictures we can read. ERR_IO: there is one that refuses (it is in
 * use, or we have no right to it). The text is for staff. */
bool camera_open(struct camera **out, const char *dir, const struct camera_calls *calls, struct err *e);

/* Is a USB camera plugged in? It is only asked what it is: it does not begin. */
bool camera_there(const char *dir, const struct camera_calls *calls);

/* Pictures are overwritten before they are given back to the system. NULL: nothing. */
void camera_close(struct camera *);

int camera_fd(const struct camera *); /* for poll(2), POLLIN; a camera that is gone wakes it too */

/* The newest picture; older ones that wait are dropped. Never blocks. */
enum camera_news camera_take(struct camera *, struct camera_frame *out);

/* A descriptor that poll(2) finds readable when a device comes to dir, or becomes ours to open; -1: cannot be known. Read it
 * empty with camera_coming_read; close(2) it. */
int camera_coming(const char *dir);
void camera_coming_read(int fd);

#endif
