/* A line of a count: a letter or a sign, a text, how many, and bars. Touched, it counts one more; a small minus beside it takes
 * one back. Votes, barometers and quizzes of a group are made of it. */
#ifndef ESCALE_UI_TALLY_H
#define ESCALE_UI_TALLY_H

#include "ui/draw.h"

enum tally_sign { TALLY_BARE, TALLY_LETTER, TALLY_EMPTY, TALLY_ON, TALLY_HALF, TALLY_OFF };

struct tally_bar {
	int permille;       /* of the whole; -1: no bar, the words alone */
	const char *words;  /* beside it: how many; NULL: none */
	bool filled;        /* told apart without colour: filled ours, outlined another's */
};

struct tally {
	enum tally_sign sign;
	const char *letter;         /* TALLY_LETTER */
	struct prose label;
	enum lang lang;             /* the label's */
	const char *said;           /* how many, for the ear; NULL: the words of the bars say it */
	const char *note, *note_icon; /* under the label, strong: what became of it; NULL */
	bool good;                  /* the note is a right answer's */
	struct tally_bar bars[2];
	int bar_count;
	const char *widest;         /* of the words of all bars that stand under each other, so that they begin together */
	struct msg touch, less;     /* kind MSG_NONE: none */
	const char *less_said;
};

/* One under the other; in two or three columns where they would not fit otherwise in room_px, and words have room. */
void flow_tallies(struct flow *f, const struct tally *t, int count, int room_px);

/* Its sign alone; letter as in struct tally. */
void put_tally_sign(struct draw *d, enum tally_sign sign, const char *letter, struct rect at);

/* For flow.c */
int tally_height(struct draw *d, const struct tally *t, int width);
void put_tally(struct draw *d, const struct tally *t, struct rect at);

#endif
