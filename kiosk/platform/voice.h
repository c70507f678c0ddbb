/* Speech through espeak-ng and SDL audio. Neither is touched at start: the library is loaded and the device opened at
 * the first word (or voice_prepare), on a thread that otherwise sleeps; the device is closed again after a few
 * seconds of silence, so that a silent kiosk does not wake up (speed.md).
 *
 * All functions are for one thread, the loop's, and return at once. */
#ifndef ESCALE_PLATFORM_VOICE_H
#define ESCALE_PLATFORM_VOICE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/lang.h"

struct voice;

/* lexicon_dir holds fr.lexicon, en.lexicon...: "written = said" a line (voice_lexicon.h). Never fails: without sound
 * or without espeak-ng, voice_available() is false and saying does nothing. wake is called from another thread
 * when voice_available or voice_position has news: a piece begins, everything was said, the sound is lost. */
struct voice *voice_open(const char *lexicon_dir, void (*wake)(void *), void *context);
/* Before SDL_Quit. NULL is fine. */
void voice_close(struct voice *);

/* True until something is known to be missing; voice_prepare makes it known. A device that comes back (headphones
 * on USB) is found at the next voice_say or voice_prepare. */
bool voice_available(struct voice *);

/* Load the library and try the device in the background, so that the first word is quick and voice_available tells
 * the truth. For the time after the first frame, or the first touch. */
void voice_prepare(struct voice *);

/* Where no sound was found and a card has come since (headphones on USB): prepare. Cheap; for the moments when somebody is there. */
void voice_look(struct voice *);

struct voice_piece {
	const char *text;
	enum lang lang;
	const char *recording; /* path of an Opus file to play instead, or NULL; unreadable, the text is synthesised */
};

/* Cut whatever is being said and say these, in order, with a short pause between them. The texts are copied. The
 * first sound comes within 300 ms. */
void voice_say(struct voice *, const struct voice_piece *pieces, int count);
void voice_stop(struct voice *); /* silent within 50 ms */

/* 0..VOLUME_STEPS: 24 dB in all, the first step being 12 dB (access.md S11). */
void voice_volume(struct voice *, int step);

/* Where it is now: piece and byte range of the word in the *original* text (before the lexicon); end 0 stands for the
 * whole piece. True from voice_say until the last sound was heard. */
bool voice_position(struct voice *, int *piece, int *start, int *end);

/* Next time (monotonic ms, platform/clock.h) at which voice_position will change, -1 when unknown or silent: then wake
 * tells. */
long long voice_next_ms(struct voice *);

#endif
