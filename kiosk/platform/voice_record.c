#include "platform/voice_record.h"

#include <SDL_audio.h>
#include <dlfcn.h>
#include <string.h>

#include "base/log.h"
#include "platform/voice_player.h"

/* The few names of opusfile's public interface (opusfile.h 0.12) that we use, so that building needs no package of its own;
 * tests/platform/test_voice_record.c proves them on a real file. */
enum { OPUS_RATE = 48000, CHUNK_FRAMES = 5760 /* 120 ms: the longest packet */ };

struct opus_library {
	void *handle;
	void *(*open_file)(const char *path, int *error);
	int (*read_stereo)(void *file, int16_t *pcm, int values); /* frames, 0 at the end, negative: a hole or an error */
	void (*close)(void *file);
};

/* One per process, for its whole life. Only the voice's worker comes here. */
static const struct opus_library *library(void)
{
	static struct opus_library l;
	static bool tried;
	if (!tried) {
		tried = true;
		void *h = dlopen("libopusfile.so.0", RTLD_NOW | RTLD_LOCAL);
		if (h) {
			*(void **)&l.open_file = dlsym(h, "op_open_file");
			*(void **)&l.read_stereo = dlsym(h, "op_read_stereo");
			*(void **)&l.close = dlsym(h, "op_free");
		}
		if (h && l.open_file && l.read_stereo && l.close)
			l.handle = h;
		else
			log_warn("libopusfile manque : les voix enregistrées sont remplacées par la synthèse");
	}
	return l.handle ? &l : NULL;
}

/* What the resampler has ready goes to the sink; false: it wants no more. */
static bool give(SDL_AudioStream *s, const struct voice_sink *sink)
{
	int16_t out[2048];
	for (int bytes; (bytes = SDL_AudioStreamGet(s, out, sizeof out)) > 0;)
		if (!sink->samples(sink->context, out, bytes / (int)sizeof *out))
			return false;
	return true;
}

bool voice_record_play(const char *path, const struct voice_sink *sink)
{
	static int16_t pcm[CHUNK_FRAMES * 2];
	const struct opus_library *l = library();
	int fault = 0;
	void *file = l ? l->open_file(path, &fault) : NULL;
	if (!file)
		return false;
	SDL_AudioStream *s = SDL_NewAudioStream(AUDIO_S16SYS, 2, OPUS_RATE, AUDIO_S16SYS, 1, PLAYER_RATE);
	long long frames = 0;
	bool going = s != NULL;
	while (going && frames < (long long)RECORD_SECONDS_MAX * OPUS_RATE) {
		int n = l->read_stereo(file, pcm, CHUNK_FRAMES * 2);
		if (n <= 0)
			break;
		frames += n;
		going = SDL_AudioStreamPut(s, pcm, n * 2 * (int)sizeof *pcm) == 0 && give(s, sink);
	}
	if (going && frames && SDL_AudioStreamFlush(s) == 0)
		give(s, sink);
	if (s)
		SDL_FreeAudioStream(s);
	l->close(file);
	return frames > 0;
}
