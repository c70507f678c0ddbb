/* A card for the tests, in libdrm's place: its connectors come and go, its memory is a file. */
#ifndef ESCALE_TESTS_SCREEN_FAKE_CARD_H
#define ESCALE_TESTS_SCREEN_FAKE_CARD_H

#include <stdbool.h>

struct fake_card {
	bool master, dumb;
	bool connected[2]; /* of two connectors */
	int width, height, width_mm, height_mm;
	int dirty_answer; /* of each call: 0 or -errno */
	bool refuses_picture, no_memory, gone;

	/* what was asked of it */
	int pictures_set, turned_off, buffers, frames, dirty_calls, dirty_clips, arrow_x, arrow_y;
	unsigned connector_set, frame_set;
	bool arrow_on;
};

extern struct fake_card fake_card;
extern char fake_dir[64]; /* "/dev/dri" */

void fake_card_make(void);
void fake_card_remove(void);

#endif
