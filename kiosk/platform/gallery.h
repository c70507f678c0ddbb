/* The pictures of content (and the program's own) as they are on screen: scaled once for each size, with round corners, and kept within a
 * bound of memory. */
#ifndef ESCALE_PLATFORM_GALLERY_H
#define ESCALE_PLATFORM_GALLERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gallery;

enum { GALLERY_BYTES_MAX = 6 * 1024 * 1024 }; /* a few screens' worth; speed.md: 35 MB for the whole program */

/* Folders of NAME.png: the content's, which may be NULL (no picture is found), and the program's own drawings, whose
 * names begin with "@". */
struct gallery *gallery_open(const char *dir, const char *own_dir);
void gallery_close(struct gallery *);
void gallery_set_folder(struct gallery *, const char *dir); /* forgets everything, also what was missing */

struct shown {
	const uint32_t *argb; /* premultiplied; valid until the next call */
	int width, height;    /* at most the box that was asked for, in the picture's own proportions */
	bool solid;           /* no clear pixel */
};

size_t gallery_bytes(const struct gallery *); /* of pixels kept */

/* name: path below the folder, without extension, never out of it. False: missing or broken, said once in the log. */
bool gallery_get(struct gallery *, const char *name, int width, int height, int radius, struct shown *out);

#endif
