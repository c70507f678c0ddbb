/* A vote with printed cards, while it lasts: the camera and the reader of cards, on a thread of their own, since a picture takes
 * up to a tenth of a second on a small machine. Counts come out; pictures and what each card said never do. */
#ifndef ESCALE_APP_CAMERA_VOTE_H
#define ESCALE_APP_CAMERA_VOTE_H

#include <stdbool.h>

#include "ballots/ballots.h"
#include "base/err.h"
#include "platform/camera.h"

enum { CAMERA_VOTE_PERIOD_MS = 100, CAMERA_VOTE_RETRY_MS = 2000, CAMERA_VOTE_SILENT_MS = 5000 };

struct camera_vote;

struct camera_vote_options {
	int cards;                        /* numbers 1 to cards were handed out */
	const char *devices;              /* folder, NULL: /dev */
	const struct camera_calls *calls; /* NULL: the system */
	void (*wake)(void *context);      /* on the vote's thread: what camera_vote_look says has changed */
	void *context;
};

/* Begins at once. Without a camera it waits for one to be plugged in: the tally by hand is there meanwhile. False: cards out of
 * bounds, or no thread. */
bool camera_vote_start(struct camera_vote **out, const struct camera_vote_options *o, struct err *e);

/* The vote so far. False: no camera gives pictures now, *why says so for staff (NULL: not wanted); the counts stay. */
bool camera_vote_look(struct camera_vote *, struct ballot_counts *out, struct err *why);

/* Next question: counts are zero when this returns, and no picture taken before will be counted. */
void camera_vote_restart(struct camera_vote *);

/* Waits for the picture that is being read, overwrites all of it. NULL: nothing. */
void camera_vote_stop(struct camera_vote *);

#endif
