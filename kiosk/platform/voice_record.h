/* Recorded voices: Opus files (RFC 7845) through libopusfile, loaded when the first one is wanted, as espeak-ng is.
 * Internal to the voice. */
#ifndef ESCALE_PLATFORM_VOICE_RECORD_H
#define ESCALE_PLATFORM_VOICE_RECORD_H

#include "platform/voice_engine.h"

enum { RECORD_SECONDS_MAX = 300 };

/* Decode the whole file to mono at PLAYER_RATE, giving it to sink->samples as it comes; returns when done or stopped. False
 * before any sample was given: no library, no such file, not a sound. What is damaged further on is silence from there on. */
bool voice_record_play(const char *path, const struct voice_sink *sink);

#endif
