/* Printed voting cards, read from a grey picture. A card bears one AprilTag, whose id is the card's number; the letter
 * that stands on top is the answer. No camera, no file, no clock here: pictures come in, counts go out.
 * Only the numbers of the set exist for the reader, so that a poster or a window frame is no card. */
#ifndef ESCALE_BALLOTS_BALLOTS_H
#define ESCALE_BALLOTS_BALLOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum {
	BALLOTS_ANSWERS = 4,    /* A, B, C, D: clockwise around the card, A on top */
	BALLOTS_CARDS = 30,     /* of the usual set, numbers 1 to 30 */
	BALLOTS_CARDS_MAX = 60,
	BALLOTS_SIDE = 8,       /* modules of a tag's side, its black frame included; one white module around belongs to it */
	BALLOTS_TILT_MAX = 30,  /* degrees from upright to either side; beyond, nobody can say which letter is on top */
	BALLOTS_STEADY = 2,     /* sightings that agree ... */
	BALLOTS_LAST = 3,       /* ... among the last three */
	BALLOTS_WIDTH_MAX = 4096,
};

/* seen = answer[0..3] + unsure. A card counts once. */
struct ballot_counts {
	int seen;
	int answer[BALLOTS_ANSWERS];
	int unsure; /* seen twice or more, never yet with a steady answer: tilted, or hidden for a part */
};

struct ballots;

/* Cards 1 to cards take part. ERR_USAGE: cards outside 1..BALLOTS_CARDS_MAX. */
bool ballots_open(struct ballots **out, int cards, struct err *e);

/* One more frame of the same vote; *out is the vote so far. Rows of width bytes, stride bytes apart, 0 black; the picture is
 * only read. A picture of an impossible size shows no cards. Takes milliseconds: not for the thread that draws. */
void ballots_read(struct ballots *, const uint8_t *gray, int width, int height, int stride, struct ballot_counts *out);

/* Next question: which card said what is overwritten. */
void ballots_restart(struct ballots *);

/* What was known of each card is overwritten, as is what the library took and gave back while it looked. NULL: nothing. */
void ballots_close(struct ballots *);

/* The drawing of a card, for who prints it: rows from the top, 1 dark; the letter A belongs above. False: no such card. */
bool ballots_drawing(int card, uint8_t dark[BALLOTS_SIDE * BALLOTS_SIDE]);

#endif
