#include "screen/helpers/fake_card.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

struct fake_card fake_card;
char fake_dir[64];

enum { CONNECTOR = 30, ENCODER = 40, CRTC = 50, CONSOLE_FRAME = 7, BYTES = 8 << 20 };

void fake_card_make(void)
{
	char path[80];
	fake_card = (struct fake_card){ .master = true, .dumb = true, .connected = { true, false }, .width = 1280,
		                        .height = 800, .width_mm = 217, .height_mm = 136 };
	strcpy(fake_dir, "/tmp/escale-card-XXXXXX");
	if (!mkdtemp(fake_dir))
		abort();
	snprintf(path, sizeof path, "%s/card1", fake_dir); /* 0: as on a Pi 4, no card at all or one that shows nothing */
	int fd = open(path, O_CREAT | O_RDWR, 0600);
	if (fd < 0 || ftruncate(fd, BYTES) != 0)
		abort();
	close(fd);
}

void fake_card_remove(void)
{
	char path[80];
	snprintf(path, sizeof path, "%s/card1", fake_dir);
	unlink(path);
	rmdir(fake_dir);
}

/* ---- what libdrm would do ------------------------------------------------------------------------------------------ */

int drmGetCap(int fd, uint64_t capability, uint64_t *value)
{
	(void)fd, (void)capability;
	*value = fake_card.dumb;
	return 0;
}

int drmIsMaster(int fd)
{
	(void)fd;
	return fake_card.master;
}

drmModeResPtr drmModeGetResources(int fd)
{
	static uint32_t connectors[] = { CONNECTOR, CONNECTOR + 1 }, crtcs[] = { CRTC, CRTC + 1 };
	static drmModeRes all = { .count_connectors = 2, .connectors = connectors, .count_crtcs = 2, .crtcs = crtcs };
	(void)fd;
	if (fake_card.gone)
		errno = ENODEV;
	return fake_card.gone ? NULL : &all;
}

void drmModeFreeResources(drmModeResPtr r)
{
	(void)r;
}

drmModeConnectorPtr drmModeGetConnector(int fd, uint32_t id)
{
	static drmModeModeInfo modes[2];
	static uint32_t encoders[] = { ENCODER };
	static drmModeConnector c;
	(void)fd;
	memset(modes, 0, sizeof modes);
	modes[0] = (drmModeModeInfo){ .hdisplay = 640, .vdisplay = 480, .vrefresh = 60 };
	modes[1] = (drmModeModeInfo){ .hdisplay = (uint16_t)fake_card.width, .vdisplay = (uint16_t)fake_card.height,
		                      .vrefresh = 60, .type = DRM_MODE_TYPE_PREFERRED };
	bool there = fake_card.connected[id - CONNECTOR];
	c = (drmModeConnector){ .connector_id = id, .connection = there ? DRM_MODE_CONNECTED : DRM_MODE_DISCONNECTED,
		                .mmWidth = (uint32_t)fake_card.width_mm, .mmHeight = (uint32_t)fake_card.height_mm,
		                .count_modes = there ? 2 : 0, .modes = modes, .count_encoders = 1, .encoders = encoders };
	return &c;
}

drmModeConnectorPtr drmModeGetConnectorCurrent(int fd, uint32_t id)
{
	return drmModeGetConnector(fd, id);
}

void drmModeFreeConnector(drmModeConnectorPtr c)
{
	(void)c;
}

drmModeEncoderPtr drmModeGetEncoder(int fd, uint32_t id)
{
	static drmModeEncoder e;
	(void)fd;
	e = (drmModeEncoder){ .encoder_id = id, .possible_crtcs = 2 };
	return &e;
}

void drmModeFreeEncoder(drmModeEncoderPtr e)
{
	(void)e;
}

drmModeCrtcPtr drmModeGetCrtc(int fd, uint32_t id)
{
	static drmModeCrtc c;
	(void)fd;
	c = (drmModeCrtc){ .crtc_id = id, .buffer_id = CONSOLE_FRAME, .mode_valid = 1 };
	return &c;
}

void drmModeFreeCrtc(drmModeCrtcPtr c)
{
	(void)c;
}

int drmModeSetCrtc(int fd, uint32_t crtc, uint32_t frame, uint32_t x, uint32_t y, uint32_t *connectors, int count,
                   drmModeModeInfoPtr mode)
{
	(void)fd, (void)crtc, (void)x, (void)y, (void)mode;
	if (fake_card.refuses_picture) {
		errno = EACCES;
		return -EACCES;
	}
	fake_card.frame_set = frame;
	fake_card.connector_set = count ? connectors[0] : 0;
	fake_card.pictures_set += frame != 0 && frame != CONSOLE_FRAME;
	fake_card.turned_off += frame == 0;
	return 0;
}

int drmModeCreateDumbBuffer(int fd, uint32_t width, uint32_t height, uint32_t bpp, uint32_t flags, uint32_t *handle,
                            uint32_t *pitch, uint64_t *size)
{
	(void)fd, (void)bpp, (void)flags;
	if (fake_card.no_memory)
		return -ENOMEM;
	fake_card.buffers++;
	*handle = 1;
	*pitch = width * 4 + 64; /* wider than the picture, as cards like it */
	*size = (uint64_t)*pitch * height;
	return 0;
}

int drmModeMapDumbBuffer(int fd, uint32_t handle, uint64_t *offset)
{
	(void)fd, (void)handle;
	*offset = 0;
	return 0;
}

int drmModeDestroyDumbBuffer(int fd, uint32_t handle)
{
	(void)fd, (void)handle;
	fake_card.buffers--;
	return 0;
}

int drmModeAddFB(int fd, uint32_t width, uint32_t height, uint8_t depth, uint8_t bpp, uint32_t pitch, uint32_t handle,
                 uint32_t *frame)
{
	(void)fd, (void)width, (void)height, (void)depth, (void)bpp, (void)pitch, (void)handle;
	fake_card.frames++;
	*frame = 100;
	return 0;
}

int drmModeRmFB(int fd, uint32_t frame)
{
	(void)fd, (void)frame;
	fake_card.frames--;
	return 0;
}

int drmModeDirtyFB(int fd, uint32_t frame, drmModeClipPtr clips, uint32_t count)
{
	(void)fd, (void)frame, (void)clips;
	fake_card.dirty_calls++;
	fake_card.dirty_clips = (int)count;
	return fake_card.dirty_answer;
}

int drmModeSetCursor(int fd, uint32_t crtc, uint32_t handle, uint32_t width, uint32_t height)
{
	(void)fd, (void)crtc, (void)width, (void)height;
	fake_card.arrow_on = handle != 0;
	return 0;
}

int drmModeMoveCursor(int fd, uint32_t crtc, int x, int y)
{
	(void)fd, (void)crtc;
	fake_card.arrow_x = x;
	fake_card.arrow_y = y;
	return 0;
}
