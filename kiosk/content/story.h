/* Stories (SCREEN_SCENARIO), for those who walk through them. */
#ifndef ESCALE_CONTENT_STORY_H
#define ESCALE_CONTENT_STORY_H

#include "content/pack.h"

/* How many choices at least from this screen to an end of its story; 0: it is one; -1: there is none. */
int story_left(const struct screen *screens, int count, int from);

#endif
