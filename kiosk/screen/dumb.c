#include "screen/dumb.h"

#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

bool dumb_make(int card, struct dumb *d, int width, int height)
{
	uint32_t pitch;
	uint64_t bytes, offset;
	*d = (struct dumb){ .width = width, .height = height };
	if (drmModeCreateDumbBuffer(card, (uint32_t)width, (uint32_t)height, 32, 0, &d->handle, &pitch, &bytes) != 0)
		return false;
	d->stride = (int)(pitch / 4);
	d->bytes = bytes;
	void *px = MAP_FAILED;
	if (drmModeMapDumbBuffer(card, d->handle, &offset) == 0)
		px = mmap(NULL, d->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, card, (off_t)offset);
	if (px != MAP_FAILED) {
		d->px = px;
		return true;
	}
	drmModeDestroyDumbBuffer(card, d->handle);
	*d = (struct dumb){ 0 };
	return false;
}

bool dumb_frame(int card, struct dumb *d)
{
	return drmModeAddFB(card, (uint32_t)d->width, (uint32_t)d->height, 24, 32, (uint32_t)d->stride * 4, d->handle,
	                    &d->fb) == 0;
}

void dumb_free(int card, struct dumb *d)
{
	if (!d->px)
		return;
	if (d->fb)
		drmModeRmFB(card, d->fb);
	munmap(d->px, d->bytes);
	drmModeDestroyDumbBuffer(card, d->handle);
	*d = (struct dumb){ 0 };
}
