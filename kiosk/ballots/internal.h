/* Which card says what: for the files of this room and their tests only (tests/house/rooms.sh). */
#ifndef ESCALE_BALLOTS_INTERNAL_H
#define ESCALE_BALLOTS_INTERNAL_H

#include "ballots/ballots.h"

enum { ANSWER_NONE = -1 /* seen, but tilted too much, or twice in one picture */ };

struct sight {
	int card, answer;
};

/* The cards of one picture, each once; at most BALLOTS_CARDS_MAX. */
int ballots_look(struct ballots *, const uint8_t *gray, int width, int height, int stride, struct sight *out);

/* ---- the box: what one vote remembers ---- */

/* A sighting older than this many frames says nothing of what is shown now (3 seconds at 10 frames a second). */
enum { BOX_FRAMES = 30 };

struct box {
	int frame;
	struct box_card {
		int seen;      /* sightings, 0: never */
		int frame;     /* of the last one */
		int last[BALLOTS_LAST];
		int answer;    /* the latest steady one, or ANSWER_NONE */
	} cards[BALLOTS_CARDS_MAX + 1]; /* by number */
};

void box_empty(struct box *);
void box_add(struct box *, const struct sight *sights, int count); /* one frame */
void box_count(const struct box *, struct ballot_counts *out);

#endif
