/* From a touch on "Écouter" to the first sound, and from the next touch to silence. The device is SDL's "disk" driver, which
 * takes samples at a loudspeaker's pace; the moment when it takes them is what counts, and what it was given is heard when its
 * other buffer is through. */
#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/helpers/figures.h"
#include "platform/voice.h"
#include "platform/voice_player.h"

enum { RUNS = 9, LOUD = 50, SPEAK_MS = 900, SILENT_MS = 250 };

static const double device_ms = 1000.0 * PLAYER_DEVICE_FRAMES / PLAYER_RATE;

static SDL_AudioCallback pulled;
static _Atomic double first_ms, last_ms; /* a buffer with sound in it was taken; 0: none yet */

static void SDLCALL timed(void *userdata, Uint8 *stream, int bytes)
{
	const int16_t *s = (const int16_t *)(const void *)stream;
	pulled(userdata, stream, bytes);
	for (int i = 0; i < bytes / 2; i++)
		if (abs(s[i]) > LOUD) {
			last_ms = now_ms();
			if (first_ms == 0)
				first_ms = last_ms;
			return;
		}
}

/* SDL's own function is found behind this one. */
SDL_AudioDeviceID SDLCALL SDL_OpenAudioDevice(const char *device, int capturing, const SDL_AudioSpec *want,
                                              SDL_AudioSpec *got, int changes)
{
	SDL_AudioDeviceID (*real)(const char *, int, const SDL_AudioSpec *, SDL_AudioSpec *, int);
	void *symbol = dlsym(RTLD_NEXT, "SDL_OpenAudioDevice");
	memcpy(&real, &symbol, sizeof real);
	SDL_AudioSpec spied = *want;
	pulled = want->callback;
	spied.callback = timed;
	return real(device, capturing, &spied, got, changes);
}

static void nothing(void *context)
{
	(void)context;
}

/* False: no sound came. */
static bool once(struct voice *v, double *start_ms, double *cut_ms)
{
	first_ms = last_ms = 0;
	double from = now_ms();
	voice_say(
	    v,
	    &(struct voice_piece){
	        "Je lis cette page pour vous sans me presser jusqu’à la fin du texte que voici", LANG_FR, NULL },
	    1);
	sleep_ms(SPEAK_MS);
	if (first_ms == 0)
		return false;
	*start_ms = first_ms + device_ms - from;
	while (now_ms() - last_ms > device_ms) /* in the middle of a sound, not between two words */
		sleep_ms(1);
	from = now_ms();
	voice_stop(v);
	sleep_ms(SILENT_MS);
	*cut_ms = last_ms + device_ms - from;
	return true;
}

int main(void)
{
	char file[] = "/tmp/escale-bench-XXXXXX";
	double start[RUNS], cut[RUNS], cold, ignored;
	int fd = mkstemp(file);
	if (fd < 0)
		bench_fail("%s", file);
	close(fd);
	setenv("SDL_AUDIODRIVER", "disk", 1);
	setenv("SDL_DISKAUDIOFILE", file, 1);
	struct voice *v = voice_open("assets/voice", nothing, NULL);
	if (!once(v, &cold, &ignored))
		bench_fail("the voice says nothing: is espeak-ng installed?");
	for (int i = 0; i < RUNS; i++)
		once(v, &start[i], &cut[i]);
	figure("voice: first sound after a touch, nothing loaded yet", cold, "ms", "<=300");
	figure("voice: first sound after a touch, median", quantile(start, RUNS, 0.5), "ms", "<=300");
	figure("voice: silence after a touch, slowest", quantile(cut, RUNS, 1), "ms", "<=50");
	voice_close(v);
	unlink(file);
	return 0;
}
