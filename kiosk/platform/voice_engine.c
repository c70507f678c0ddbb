#include "platform/voice_engine.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "platform/voice_player.h"

/* The few names of espeak-ng's public interface (speak_lib.h, revision 12) that we use, so that building needs no
 * package of its own. The words lit in tests/platform/test_voice.c prove the layout of the event. */
enum {
	ESPEAK_SYNCHRONOUS = 2, /* samples through the callback, on the calling thread */
	ESPEAK_DONT_EXIT = 0x8000,
	ESPEAK_UTF8 = 1,
	ESPEAK_POS_CHARACTER = 1,
	ESPEAK_RATE = 1,
	ESPEAK_VOLUME = 2,
	ESPEAK_EVENT_END = 0,
	ESPEAK_EVENT_WORD = 1,
	BUFFER_MS = 50,
	WORDS_PER_MINUTE = 150, /* its own default is 175: too quick for somebody who learns */
	LOUDNESS = 80,          /* 100 reaches the limits of 16 bits in some vowels */
};

struct espeak_event {
	int type;
	unsigned id;
	int text_position; /* characters from the start, the first is 1 */
	int length;        /* characters */
	int audio_ms;
	int sample;
	void *user;
	union {
		int number;
		const char *name;
		char string[8];
	} extra;
};

struct espeak_voice {
	const char *name;
	const char *languages; /* as a wish: one language */
	const char *identifier;
	unsigned char gender, age, variant, unused;
	int score;
	void *spare;
};

typedef int synth_callback(short *, int, struct espeak_event *);

struct voice_engine {
	void *library;
	int (*initialize)(int output, int buffer_ms, const char *path, int options);
	void (*set_callback)(synth_callback *);
	int (*set_voice)(struct espeak_voice *wish);
	int (*set_parameter)(int parameter, int value, int relative);
	int (*synth)(const void *text, size_t size, unsigned position, int position_type, unsigned end,
		     unsigned flags, unsigned *id, void *user);
	const char *(*phonemes)(const void **text, int textmode, int mode);
	enum lang lang; /* LANG_COUNT: none yet */
};

/* espeak-ng is one per process and its callback knows nothing of its caller. */
static struct {
	const struct voice_sink *sink;
	const char *text;
	int at, characters; /* the place reached by the last word */
} saying;

static int byte_of(int character)
{
	if (character < saying.characters)
		saying.at = saying.characters = 0;
	size_t n = strlen(saying.text);
	uint32_t c;
	while (saying.characters < character && (size_t)saying.at < n) {
		saying.at += utf8_next(saying.text + saying.at, n - (size_t)saying.at, &c);
		saying.characters++;
	}
	return saying.at;
}

static int on_samples(short *samples, int count, struct espeak_event *events)
{
	for (struct espeak_event *e = events; e && e->type != ESPEAK_EVENT_END; e++) {
		/* Some words come without a length, or twice with a place that goes back: not worth showing. */
		if (e->type != ESPEAK_EVENT_WORD || e->length <= 0 || e->text_position < 1)
			continue;
		int start = byte_of(e->text_position - 1), end = byte_of(e->text_position - 1 + e->length);
		saying.sink->word(saying.sink->context, (int64_t)e->audio_ms * PLAYER_RATE / 1000, start, end);
	}
	if (samples && count > 0 && !saying.sink->samples(saying.sink->context, samples, count))
		return 1;
	return 0;
}

static bool find(void *library, const char *name, void *function, struct err *e)
{
	void *symbol = dlsym(library, name);
	if (!symbol)
		return err_set(e, ERR_UNSUPPORTED, "libespeak-ng: %s manque", name);
	memcpy(function, &symbol, sizeof symbol); /* POSIX: an object pointer holds a function's address */
	return true;
}

bool voice_engine_open(struct voice_engine **out, struct err *e)
{
	static struct voice_engine v;
	if (v.library) {
		*out = &v;
		return true;
	}
	void *library = dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return err_set(e, ERR_UNSUPPORTED, "%s", dlerror());
	if (!find(library, "espeak_Initialize", &v.initialize, e) ||
	    !find(library, "espeak_SetSynthCallback", &v.set_callback, e) ||
	    !find(library, "espeak_SetVoiceByProperties", &v.set_voice, e) ||
	    !find(library, "espeak_SetParameter", &v.set_parameter, e) ||
	    !find(library, "espeak_Synth", &v.synth, e) ||
	    !find(library, "espeak_TextToPhonemes", &v.phonemes, e))
		return false;
	int rate = v.initialize(ESPEAK_SYNCHRONOUS, BUFFER_MS, NULL, ESPEAK_DONT_EXIT);
	if (rate < 0)
		return err_set(e, ERR_UNSUPPORTED, "les données d'espeak-ng manquent");
	if (rate != PLAYER_RATE)
		return err_set(e, ERR_UNSUPPORTED, "espeak-ng parle à %d Hz au lieu de %d", rate, PLAYER_RATE);
	v.set_callback(on_samples);
	v.lang = LANG_COUNT;
	v.library = library;
	*out = &v;
	return true;
}

static bool choose(struct voice_engine *v, enum lang lang)
{
	if (v->lang == lang)
		return true;
	v->lang = LANG_COUNT;
	/* by language: by name, "en-gb" would be unknown */
	if (v->set_voice(&(struct espeak_voice){ .languages = lang_table[lang].voice }) != 0)
		return false;
	v->set_parameter(ESPEAK_RATE, WORDS_PER_MINUTE, 0);
	v->set_parameter(ESPEAK_VOLUME, LOUDNESS, 0);
	v->lang = lang;
	return true;
}

bool voice_engine_say(struct voice_engine *v, enum lang lang, const char *text, const struct voice_sink *sink)
{
	if (!choose(v, lang))
		return false;
	saying.sink = sink;
	saying.text = text;
	saying.at = saying.characters = 0;
	v->synth(text, strlen(text) + 1, 0, ESPEAK_POS_CHARACTER, 0, ESPEAK_UTF8, NULL, NULL);
	return true;
}

bool voice_engine_phonemes(struct voice_engine *v, enum lang lang, const char *text, char *out, int size)
{
	if (!choose(v, lang))
		return false;
	const void *rest = text;
	struct buf all = { 0 };
	while (rest) {
		const char *clause = v->phonemes(&rest, ESPEAK_UTF8, 0);
		buf_printf(&all, "%s%s", all.size ? " | " : "", clause ? clause : "");
	}
	bool fits = str_copy(out, (size_t)size, all.data ? all.data : "");
	buf_free(&all);
	return fits;
}
