/* The head of a Markdown file: `key : value` lines between two lines of hyphens. Private to this room. */
#ifndef ESCALE_CONTENT_FRONT_H
#define ESCALE_CONTENT_FRONT_H

#include "content/draft.h"

enum front_key {
	FRONT_TITLE,
	FRONT_SUMMARY,
	FRONT_THEME,
	FRONT_PICTURE,
	FRONT_SPOKEN,
	FRONT_MINUTES,
	FRONT_ORDER,
	FRONT_LICENCE,
	FRONT_AUTHORS,
	FRONT_REVIEWED,
	FRONT_COUNT
};

/* A value as the author typed it; line 0: absent. */
struct front_value {
	struct str text;
	int line, column;
};

struct front {
	struct front_value value[FRONT_COUNT];
	/* The same, checked and ready; "" and 0 where absent or wrong. */
	const char *title, *summary, *theme, *picture, *picture_spoken, *licence, *authors;
	int minutes, order;
	bool reviewed;
	int last_line; /* the closing hyphens; the body starts behind it */
};

/* How the key is written in files. */
const char *front_key_name(enum front_key key);

/* Every mistake goes to the draft. False when there is no head at all: the body starts at line 1 then. */
bool front_read(struct front *f, struct draft *d);

#endif
