/* libespeak-ng, loaded when the first word is wanted: it brings some forty libraries that must not slow the first
 * frame (speed.md). One per process and for its whole life: espeak_Terminate of 1.51 waits for ever when it comes soon
 * after espeak_Initialize, and the libraries it brought do not all survive being unloaded. One thread at a time.
 * Internal to the voice. */
#ifndef ESCALE_PLATFORM_VOICE_ENGINE_H
#define ESCALE_PLATFORM_VOICE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/lang.h"

struct voice_engine;

/* The same engine at each call. ERR_UNSUPPORTED without the library or its data. */
bool voice_engine_open(struct voice_engine **out, struct err *e);

struct voice_sink {
	/* Samples at PLAYER_RATE, in order; false stops the synthesis. */
	bool (*samples)(void *context, const int16_t *samples, int count);
	/* Before the samples: at this frame, counted from the start of the text, the word at these bytes begins. */
	void (*word)(void *context, int64_t frame, int start, int end);
	void *context;
};

/* Synthesise the whole text, giving it to the sink as it comes; returns when done or stopped. False when there is no
 * voice for this language. */
bool voice_engine_say(struct voice_engine *, enum lang lang, const char *text, const struct voice_sink *sink);

/* Phonemes in espeak-ng's own letters, for the tests of the lexicon: true when it fits. */
bool voice_engine_phonemes(struct voice_engine *, enum lang lang, const char *text, char *out, int size);

#endif
