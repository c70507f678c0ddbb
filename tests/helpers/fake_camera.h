/* A USB camera that is not there: V4L2 as a driver answers it, through the camera's table of calls. One at a time. It checks what
 * it is asked (buffers queued twice, buffers given back with a picture in them) and counts the faults. */
#ifndef ESCALE_TESTS_FAKE_CAMERA_H
#define ESCALE_TESTS_FAKE_CAMERA_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/camera.h"

struct fake_camera {
	/* what it is: set before it is opened */
	int node;                /* videoN; -1: none is plugged in */
	int open_errno;          /* open(2) fails so */
	uint32_t caps;
	const char *bus;
	uint32_t format;         /* the only one it has */
	int width, height;       /* the size it gives, whatever is asked */
	uint32_t row_bytes, image_bytes; /* 0: as they should be */
	int buffers;             /* how many it grants at most */
	uint32_t buffer_bytes;   /* 0: as they should be */
	unsigned long fails;     /* this request fails ... */
	int fails_errno;         /* ... so */
	/* what comes with the next pictures */
	uint32_t used_bytes;     /* 0: as they should be */
	uint32_t flags, index;   /* index is added: 0 tells the truth */
	bool unplugged;
	/* what was seen */
	int opened, closed, mapped, faults, unwiped, interrupted;
	uint32_t asked_width, asked_height, asked_rate;
	bool streaming;
};
extern struct fake_camera fake_camera;
extern const struct camera_calls fake_calls;

void fake_camera_plug(void);   /* a good camera of 640 x 480 in YUYV, on node 2 */
void fake_camera_unplug(void); /* wakes who waits for a picture */

/* The camera has taken this picture (its size), as light in its format. False: no buffer was free, it is lost. */
bool fake_camera_shoot(const uint8_t *gray);

#endif
