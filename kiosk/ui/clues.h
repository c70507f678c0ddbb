/* Places on a picture: their rectangles on this panel, the marks on those that were touched. Shared by the files of this room
 * only. */
#ifndef ESCALE_UI_CLUES_H
#define ESCALE_UI_CLUES_H

#include "ui/draw.h"

/* Are all places large enough for a finger on this picture, and far enough from each other (access.md T2, T3)? Small ones
 * may grow to the least a finger needs. */
bool clues_touchable(const struct draw *d, const struct screen *q, struct rect picture);

/* A target for each place, in reading order. */
void clues_targets(struct draw *d, const struct screen *q, enum lang lang, struct rect picture);

/* The clues as they are numbered: those found, in the order they were found, then the others; how many. */
int clues_order(const struct session *s, const struct screen *q, short out[SCREEN_ANSWERS_MAX]);

/* A frame and a number on each clue that was found, an eye on each other place that was touched; all: on every clue, and
 * nothing on the others. glass: where the picture stands, mirrored already. */
void clues_marks(struct draw *d, const struct screen *q, struct rect glass, bool all);
/* The same on the picture of the scene, if it is there. */
void clues_marks_on_shown(struct draw *d, const struct screen *q, bool all);

#endif
