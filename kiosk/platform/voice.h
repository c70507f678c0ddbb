/* Speech through espeak-ng and SDL audio. The device is opened at the first word, never at start. */
#ifndef ESCALE_PLATFORM_VOICE_H
#define ESCALE_PLATFORM_VOICE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/lang.h"

struct voice;

/* lexicon_dir holds fr.lexicon, en.lexicon...: "written = said" a line. Never fails: without sound or without
 * espeak-ng, voice_available() is false and saying does nothing. wake is called from the audio thread when
 * voice_poll() has news. */
struct voice *voice_open(const char *lexicon_dir, void (*wake)(void *), void *context);
void voice_close(struct voice *);
bool voice_available(struct voice *);

struct voice_piece {
	const char *text;
	enum lang lang;
};

/* Cut whatever is being said and say these, in order. Returns at once (the first sound within 300 ms). */
void voice_say(struct voice *, const struct voice_piece *pieces, int count);
void voice_stop(struct voice *);           /* silent within 50 ms */
void voice_volume(struct voice *, int step); /* 0..VOLUME_STEPS: >= 18 dB in all, one step of 12 dB (S11) */

/* Where it is now: piece and byte range of the word in the *original* text (before the lexicon). Returns false when it says
 * nothing. */
bool voice_position(struct voice *, int *piece, int *start, int *end);

/* Next time (monotonic ms, platform/clock.h) at which voice_position will change, -1 when unknown or silent. */
long long voice_next_ms(struct voice *);

#endif
