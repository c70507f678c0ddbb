/* What is waiting to be heard: samples in a ring, marks (which word begins at which sample), and the SDL device that
 * pulls them. One lock for everything, shared with voice.c, whose worker sleeps on `news`.
 * Internal to the voice; the struct is open so that tests can pull samples without a device. */
#ifndef ESCALE_PLATFORM_VOICE_PLAYER_H
#define ESCALE_PLATFORM_VOICE_PLAYER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum {
	PLAYER_RATE = 22050,            /* espeak-ng's own */
	PLAYER_DEVICE_FRAMES = 512,     /* 23 ms a buffer: a cut is heard within two of them */
	PLAYER_RING_FRAMES = 4 * PLAYER_RATE,
	PLAYER_FADE_FRAMES = 64,        /* 3 ms: a cut without a click */
	PLAYER_MARKS = 256,
};

struct voice_mark {
	int64_t frame; /* of the stream, from 0 at each voice_say */
	int piece, start, end; /* end 0: the whole piece */
};

struct voice_player {
	pthread_mutex_t lock;
	pthread_cond_t news; /* room in the ring, the end of the stream, a lost device; wishes of voice.c */
	void (*wake)(void *);
	void *context;
	unsigned generation; /* changes at each cut: what an older one still writes is refused */

	bool active;   /* from voice_say until the last sample was heard */
	bool finished; /* everything was written */
	int16_t ring[PLAYER_RING_FRAMES];
	int64_t written, taken; /* frames of this stream */
	int16_t fade[PLAYER_FADE_FRAMES]; /* what was cut, going down to silence */
	int fade_left;
	struct voice_mark marks[PLAYER_MARKS];
	int mark_first, mark_count;
	struct voice_mark now;

	int gain, gain_wanted; /* 1/32768 */
	long long pulled_ms;   /* when the device last asked, platform/clock.h; 0: not yet */
	int64_t pulled_at;     /* frame it was given first then */
	int64_t silent_frames; /* given since the last sample of a finished stream */
	int device_frames;     /* size of the device's buffer: what is heard is that far behind */
	unsigned device;       /* SDL_AudioDeviceID, 0: closed */
	bool lost;             /* the device went away */
	bool writer_waits;     /* for room in the ring */
};

void voice_player_init(struct voice_player *, void (*wake)(void *), void *context);
void voice_player_drop(struct voice_player *); /* the device must be closed */

/* Is there a sound card? */
bool voice_player_card(void);

/* Open SDL's default device, playing; close it, open or not, before the thread ends. Without the lock held. */
bool voice_player_open(struct voice_player *, struct err *e);
void voice_player_close(struct voice_player *);

/* With the lock held: forget the stream (it fades out within 3 ms) and begin a new generation. */
void voice_player_cut(struct voice_player *);

/* For the one that writes the stream, without the lock: false when this generation was cut. Writing waits for room. */
bool voice_player_write(struct voice_player *, unsigned generation, const int16_t *samples, int count);
bool voice_player_mark(struct voice_player *, unsigned generation, struct voice_mark mark);
void voice_player_finish(struct voice_player *, unsigned generation);

/* step 0..steps: see voice.h. */
void voice_player_volume(struct voice_player *, int step, int steps);

/* With the lock held: as voice_position and voice_next_ms. */
bool voice_player_position(struct voice_player *, long long now_ms, struct voice_mark *out);
long long voice_player_next_ms(struct voice_player *, long long now_ms);

/* Fill out with what comes next, silence when there is nothing. Returns true when the listener must be told (a piece
 * begins, all was heard). What SDL's callback does, without SDL. */
bool voice_player_pull(struct voice_player *, int16_t *out, int frames, long long now_ms);

#endif
