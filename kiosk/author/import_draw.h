/* Pictures of questions as PNG files that the kiosk reads. */
#ifndef ESCALE_AUTHOR_IMPORT_DRAW_H
#define ESCALE_AUTHOR_IMPORT_DRAW_H

#include "author/import.h"

/* Write the picture to path, no side longer than `side` px, without anything else that its file carried (place, camera,
 * author's machine). JPEG and GIF are decoded by rsvg-convert, in a process of its own with bounds on memory and time;
 * `staging` is a folder for its input. ERR_FORMAT: it cannot be drawn. */
bool import_draw(const struct import_picture *p, int side, const char *path, const char *staging, struct arena *a,
		 struct err *e);

#endif
