#include "platform/voice_player.h"

#include <SDL.h>
#include <glob.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/clock.h"

void voice_player_init(struct voice_player *p, void (*wake)(void *), void *context)
{
	memset(p, 0, sizeof *p);
	pthread_mutex_init(&p->lock, NULL);
	pthread_condattr_t monotonic; /* a date set during a pause must not stretch it */
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&p->news, &monotonic);
	pthread_condattr_destroy(&monotonic);
	p->wake = wake;
	p->context = context;
	p->device_frames = PLAYER_DEVICE_FRAMES;
}

void voice_player_drop(struct voice_player *p)
{
	pthread_cond_destroy(&p->news);
	pthread_mutex_destroy(&p->lock);
}

/* ---- the device ----------------------------------------------------------------------------------------------- */

static void SDLCALL pull(void *userdata, Uint8 *stream, int bytes)
{
	struct voice_player *p = userdata;
	bool lost = SDL_GetAudioDeviceStatus(p->device) == SDL_AUDIO_STOPPED;
	pthread_mutex_lock(&p->lock);
	bool tell = voice_player_pull(p, (int16_t *)(void *)stream, bytes / 2, clock_ms());
	if (lost && !p->lost) {
		p->lost = true; /* voice.c's worker closes it and says so, once */
		pthread_cond_signal(&p->news);
	}
	void (*wake)(void *) = tell ? p->wake : NULL;
	pthread_mutex_unlock(&p->lock);
	if (wake)
		wake(p->context);
}

bool voice_player_card(void)
{
	glob_t cards;
	bool found = false;
	if (glob("/dev/snd/pcmC*D*p", GLOB_NOSORT, NULL, &cards) == 0)
		for (size_t i = 0; i < cards.gl_pathc; i++) /* one that was plugged in this moment may still be root's alone */
			found = found || access(cards.gl_pathv[i], R_OK | W_OK) == 0;
	globfree(&cards);
	return found;
}

/* Where there is no sound card ALSA fills stderr with a dozen lines that frighten: only the sound servers are asked then, and
 * nobody where SDL_AUDIODRIVER names ALSA, as on a kiosk. What else it says goes before this. */
static bool init_audio(struct err *e)
{
	bool card = voice_player_card();
	const char *driver = getenv("SDL_AUDIODRIVER");
	if (!card && driver && strcmp(driver, "alsa") == 0)
		return err_set(e, ERR_UNSUPPORTED, "aucune carte son");
	bool servers_only = !card && SDL_SetHint(SDL_HINT_AUDIODRIVER, "pipewire,pulseaudio");
	bool done = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
	if (servers_only)
		SDL_ResetHint(SDL_HINT_AUDIODRIVER);
	if (!done)
		return err_set(e, ERR_UNSUPPORTED, "%s", servers_only ? "aucune carte son" : SDL_GetError());
	return true;
}

bool voice_player_open(struct voice_player *p, struct err *e)
{
	if (!init_audio(e))
		return false;
	/* Nobody reads these, and each would wake the event loop. */
	SDL_EventState(SDL_AUDIODEVICEADDED, SDL_IGNORE);
	SDL_EventState(SDL_AUDIODEVICEREMOVED, SDL_IGNORE);
	SDL_AudioSpec want = { .freq = PLAYER_RATE, .format = AUDIO_S16SYS, .channels = 1,
			       .samples = PLAYER_DEVICE_FRAMES, .callback = pull, .userdata = p }, got;
	unsigned device = SDL_OpenAudioDevice(NULL, 0, &want, &got, SDL_AUDIO_ALLOW_SAMPLES_CHANGE);
	if (!device) {
		err_set(e, ERR_UNSUPPORTED, "%s", SDL_GetError());
		SDL_QuitSubSystem(SDL_INIT_AUDIO);
		return false;
	}
	pthread_mutex_lock(&p->lock);
	p->device = device;
	p->device_frames = got.samples;
	p->lost = false;
	pthread_mutex_unlock(&p->lock);
	SDL_PauseAudioDevice(device, 0);
	return true;
}

void voice_player_close(struct voice_player *p)
{
	if (p->device) {
		SDL_CloseAudioDevice(p->device);
		/* Also ends SDL's hot-plug thread, which wakes ten times a second (speed.md). */
		SDL_QuitSubSystem(SDL_INIT_AUDIO);
	}
	SDL_TLSCleanup(); /* what SDL keeps for a thread that is not its own: the last error */
	pthread_mutex_lock(&p->lock);
	p->device = 0;
	p->pulled_ms = 0;
	pthread_mutex_unlock(&p->lock);
}

/* ---- the stream -------------------------------------------------------------------------------------------------- */

void voice_player_cut(struct voice_player *p)
{
	int64_t rest = p->written - p->taken;
	if (p->fade_left == 0 && rest > 0) {
		int n = rest < PLAYER_FADE_FRAMES ? (int)rest : PLAYER_FADE_FRAMES;
		memset(p->fade, 0, sizeof p->fade);
		for (int i = 0; i < n; i++) {
			int sample = p->ring[(p->taken + i) % PLAYER_RING_FRAMES];
			p->fade[i] = (int16_t)(sample * (n - i) / (n + 1));
		}
		p->fade_left = PLAYER_FADE_FRAMES;
	}
	p->generation++;
	p->active = p->finished = false;
	p->written = p->taken = p->pulled_at = p->silent_frames = 0;
	p->mark_first = p->mark_count = 0;
	p->now = (struct voice_mark){ 0 };
	p->pulled_ms = 0;
	pthread_cond_signal(&p->news);
}

bool voice_player_write(struct voice_player *p, unsigned generation, const int16_t *samples, int count)
{
	pthread_mutex_lock(&p->lock);
	while (p->generation == generation && !p->lost) {
		int64_t room = PLAYER_RING_FRAMES - (p->written - p->taken);
		for (; count > 0 && room > 0; count--, room--)
			p->ring[p->written++ % PLAYER_RING_FRAMES] = *samples++;
		if (count == 0)
			break;
		p->writer_waits = true;
		pthread_cond_wait(&p->news, &p->lock);
		p->writer_waits = false;
	}
	bool fine = p->generation == generation && !p->lost;
	pthread_mutex_unlock(&p->lock);
	return fine;
}

bool voice_player_mark(struct voice_player *p, unsigned generation, struct voice_mark mark)
{
	pthread_mutex_lock(&p->lock);
	bool fine = p->generation == generation;
	if (fine && p->mark_count < PLAYER_MARKS) /* 256 words in the 4 s of the ring: cannot fill up, harmless if it did */
		p->marks[(p->mark_first + p->mark_count++) % PLAYER_MARKS] = mark;
	pthread_mutex_unlock(&p->lock);
	return fine;
}

void voice_player_finish(struct voice_player *p, unsigned generation)
{
	pthread_mutex_lock(&p->lock);
	if (p->generation == generation)
		p->finished = true;
	pthread_mutex_unlock(&p->lock);
}

/* EN 301 549 8.2.1 (access.md S11): 24 dB from the lowest to the highest, the first step being 12 dB. The highest is
 * what espeak-ng gives, untouched: nothing is amplified, so nothing clips. */
void voice_player_volume(struct voice_player *p, int step, int steps)
{
	step = step < 0 ? 0 : step > steps ? steps : step;
	double db = step == 0 ? -24 : -12.0 * (steps - step) / (steps > 1 ? steps - 1 : 1);
	pthread_mutex_lock(&p->lock);
	p->gain_wanted = (int)(32768 * pow(10, db / 20) + 0.5);
	pthread_mutex_unlock(&p->lock);
}

/* ---- what is heard --------------------------------------------------------------------------------------------------- */

static int16_t next_sample(struct voice_player *p)
{
	if (p->fade_left > 0)
		return p->fade[PLAYER_FADE_FRAMES - p->fade_left--];
	if (p->taken < p->written)
		return p->ring[p->taken++ % PLAYER_RING_FRAMES];
	if (p->finished)
		p->silent_frames++;
	return 0;
}

static bool crosses_piece(const struct voice_player *p, int64_t from)
{
	for (int i = 0; i < p->mark_count; i++) {
		const struct voice_mark *m = &p->marks[(p->mark_first + i) % PLAYER_MARKS];
		if (m->end == 0 && m->frame >= from && m->frame < p->taken)
			return true;
	}
	return false;
}

bool voice_player_pull(struct voice_player *p, int16_t *out, int frames, long long now_ms)
{
	bool ended = false;
	int64_t from = p->taken;
	int gain = p->gain;
	for (int i = 0; i < frames; i++) {
		/* the gain glides over one buffer: a jump would click */
		int g = gain + (int)((int64_t)(p->gain_wanted - gain) * (i + 1) / frames);
		out[i] = (int16_t)(next_sample(p) * g / 32768);
	}
	p->gain = p->gain_wanted;
	if (p->active && p->taken > from) {
		p->pulled_ms = now_ms;
		p->pulled_at = from;
	}
	if (p->active && p->finished && p->taken == p->written && p->silent_frames >= p->device_frames) {
		p->active = false;
		ended = true;
	}
	/* Half a ring of room is worth waking the writer for; less is not. */
	if (ended || (p->writer_waits && p->written - p->taken < PLAYER_RING_FRAMES / 2))
		pthread_cond_signal(&p->news);
	return ended || crosses_piece(p, from);
}

/* The frame that leaves the loudspeaker now: what the device was given last begins when its other buffer is through. */
static int64_t heard(const struct voice_player *p, long long now_ms)
{
	if (!p->pulled_ms)
		return -1;
	int64_t frame = p->pulled_at - p->device_frames + (now_ms - p->pulled_ms) * PLAYER_RATE / 1000;
	return frame < p->taken ? frame : p->taken;
}

static void pass_marks(struct voice_player *p, long long now_ms)
{
	int64_t frame = heard(p, now_ms);
	while (p->mark_count && p->marks[p->mark_first].frame <= frame) {
		p->now = p->marks[p->mark_first];
		p->mark_first = (p->mark_first + 1) % PLAYER_MARKS;
		p->mark_count--;
	}
}

bool voice_player_position(struct voice_player *p, long long now_ms, struct voice_mark *out)
{
	pass_marks(p, now_ms);
	*out = p->now;
	return p->active;
}

long long voice_player_next_ms(struct voice_player *p, long long now_ms)
{
	pass_marks(p, now_ms);
	if (!p->active || !p->pulled_ms || !p->mark_count)
		return -1; /* unknown; the end and each piece are told by wake */
	int64_t frames = p->marks[p->mark_first].frame - p->pulled_at + p->device_frames;
	long long at = p->pulled_ms + (frames * 1000 + PLAYER_RATE - 1) / PLAYER_RATE;
	return at > now_ms ? at : now_ms + 1;
}
