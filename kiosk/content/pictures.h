/* The pictures beside a Markdown file: found, of a kind the kiosk can draw, harmless. Private to this room. */
#ifndef ESCALE_CONTENT_PICTURES_H
#define ESCALE_CONTENT_PICTURES_H

#include "content/draft.h"

enum {
	PICTURE_SVG_MAX = 512 * 1024, /* bytes */
	PICTURE_PNG_MAX = 4 * 1024 * 1024,
	PICTURE_SIDE_LIMIT = 4096, /* px, as in platform/picture.h */
};

/* The pictures of one module that were looked at already: languages and screens share them. */
struct album {
	struct {
		const char *name; /* "colis.svg" */
		const char *path; /* "cyber/colis"; NULL after a fault */
		const char *fault;
		bool has_text, pale;
	} at[128];
	int count;
};

/* The picture that this name means, as struct block wants it ("cyber/colis": relative to the content folder,
 * without extension), or NULL after a mistake at line:column. Where the SVG has been turned into PNG
 * (escale-author bake), "colis.svg" finds colis.png. */
const char *picture_find(struct draft *d, struct str file_name, int line, int column);

/* Width and height of a picture that picture_find() returned, in its own unit; false: it does not tell. */
bool picture_shape(struct draft *d, const char *path, int *w, int *h);

#endif
