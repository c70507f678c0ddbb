#include "platform/voice.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "platform/clock.h"
#include "platform/voice_engine.h"
#include "platform/voice_lexicon.h"
#include "platform/voice_player.h"
#include "platform/voice_record.h"
#include "session/session.h"

enum {
	PAUSE_MS = 250,      /* between two pieces */
	LINGER_MS = 3000,    /* silence after which the device is closed */
	PIECES_MAX = 256,
};

/* What voice_say wants, copied; count 0 only prepares. */
struct wish {
	struct arena arena;
	struct voice_piece *pieces;
	int count;
	unsigned generation;
};

struct voice {
	struct voice_player player; /* its lock guards all that both threads see */
	pthread_t thread;
	bool started, quitting;
	struct wish *wish; /* waiting for the worker */
	bool failed;       /* no sound at the moment */
	bool mute;         /* no espeak-ng: never any sound */

	/* the worker's own */
	struct voice_engine *engine;
	struct voice_lexicon lexicons[LANG_COUNT];
	bool lexicon_read[LANG_COUNT];
	char lexicon_dir[512];
	bool told; /* the failure is in the log already */
};

static void wish_free(struct wish *w)
{
	if (!w)
		return;
	arena_drop(&w->arena);
	free(w);
}

/* ---- the worker: one text into samples and words ----------------------------------------------------------------- */

struct saying {
	struct voice *v;
	const struct voice_said *said;
	const char *written;
	unsigned generation;
	int piece;
	int64_t base, frames; /* where the piece begins in the stream, what it has given */
	int word_end;         /* of the last word marked */
};

static bool on_samples(void *context, const int16_t *samples, int count)
{
	struct saying *s = context;
	s->frames += count;
	return voice_player_write(&s->v->player, s->generation, samples, count);
}

static void on_word(void *context, int64_t frame, int start, int end)
{
	struct saying *s = context;
	const struct voice_said *said = s->said;
	if (start >= end || (size_t)end > said->size)
		return;
	struct voice_mark m = { s->base + frame, s->piece, (int)said->from[start], (int)said->to[end - 1] };
	voice_lexicon_word(s->written, &m.start, &m.end);
	if (m.start < s->word_end) /* still the same word for a reader, or a step back */
		return;
	s->word_end = m.end;
	voice_player_mark(&s->v->player, s->generation, m);
}

static const struct voice_lexicon *lexicon(struct voice *v, enum lang lang)
{
	if (!v->lexicon_read[lang]) {
		char path[640], name[32];
		struct err e = { 0 };
		v->lexicon_read[lang] = true;
		str_copy(name, sizeof name, lang_table[lang].code);
		strcat(name, ".lexicon");
		if (file_join(path, sizeof path, v->lexicon_dir, name) &&
		    !voice_lexicon_load(&v->lexicons[lang], path, &e))
			log_err("lexique de prononciation", &e);
	}
	return &v->lexicons[lang];
}

/* False when it was cut. */
static bool say_piece(struct voice *v, struct wish *w, int piece, int64_t *frame)
{
	static const int16_t silence[PLAYER_RATE * PAUSE_MS / 1000];
	struct arena arena = { 0 };
	struct voice_said said;
	const struct voice_piece *p = &w->pieces[piece];
	if (piece > 0) {
		if (!voice_player_write(&v->player, w->generation, silence, PLAYER_RATE * PAUSE_MS / 1000))
			return false;
		*frame += PLAYER_RATE * PAUSE_MS / 1000;
	}
	if (!voice_player_mark(&v->player, w->generation, (struct voice_mark){ *frame, piece, 0, 0 }))
		return false;
	/* Somebody read it aloud: the whole piece is lit, no word of it. */
	struct saying heard = { .v = v, .generation = w->generation };
	if (p->recording && voice_record_play(p->recording, &(struct voice_sink){ on_samples, NULL, &heard })) {
		*frame += heard.frames;
		return true;
	}
	voice_lexicon_apply(lexicon(v, p->lang), p->text, &arena, &said);
	struct saying s = { .v = v, .said = &said, .written = p->text, .generation = w->generation, .piece = piece,
			    .base = *frame };
	struct voice_sink sink = { on_samples, on_word, &s };
	if (!voice_engine_say(v->engine, p->lang, said.text, &sink))
		log_warn("espeak-ng n'a pas de voix « %s »", lang_table[p->lang].voice);
	*frame += s.frames;
	arena_drop(&arena);
	return true;
}

/* ---- the worker: library and device --------------------------------------------------------------------------------- */

static void fail(struct voice *v, const struct err *e, bool for_ever)
{
	pthread_mutex_lock(&v->player.lock);
	v->failed = true;
	v->mute |= for_ever;
	if (!v->wish) /* a newer wish gets its own try */
		voice_player_cut(&v->player);
	void (*wake)(void *) = v->player.wake;
	pthread_mutex_unlock(&v->player.lock);
	if (!v->told)
		log_err("pas de voix, le texte reste à l'écran", e);
	v->told = true;
	if (wake)
		wake(v->player.context);
}

static bool ready(struct voice *v)
{
	struct err e = { 0 };
	bool for_ever = false;
	if (!v->engine && !voice_engine_open(&v->engine, &e))
		for_ever = true;
	else if (v->player.device || voice_player_open(&v->player, &e)) {
		pthread_mutex_lock(&v->player.lock);
		void (*wake)(void *) = v->failed ? v->player.wake : NULL;
		v->failed = false;
		pthread_mutex_unlock(&v->player.lock);
		v->told = false;
		if (wake)
			wake(v->player.context);
		return true;
	}
	fail(v, &e, for_ever);
	return false;
}

static void perform(struct voice *v, struct wish *w)
{
	int64_t frame = 0;
	if (ready(v)) {
		for (int i = 0; i < w->count; i++)
			if (!say_piece(v, w, i, &frame))
				break;
		if (w->count)
			voice_player_finish(&v->player, w->generation);
	}
	wish_free(w);
}

static void lose(struct voice *v)
{
	struct err e = { 0 };
	voice_player_close(&v->player);
	pthread_mutex_lock(&v->player.lock);
	v->player.lost = false;
	pthread_mutex_unlock(&v->player.lock);
	err_set(&e, ERR_UNSUPPORTED, "le périphérique de son ne répond plus");
	fail(v, &e, false);
}

/* With the lock held: sleep until there is something to do. False: the device was silent long enough. */
static bool sleep_until_news(struct voice *v)
{
	struct voice_player *p = &v->player;
	long long until = 0;
	while (!v->quitting && !v->wish && !p->lost) {
		if (!p->device || p->active) {
			until = 0;
			pthread_cond_wait(&p->news, &p->lock);
			continue;
		}
		struct timespec t;
		clock_gettime(CLOCK_MONOTONIC, &t);
		if (!until)
			until = t.tv_sec * 1000LL + t.tv_nsec / 1000000 + LINGER_MS;
		t = (struct timespec){ until / 1000, until % 1000 * 1000000 };
		if (pthread_cond_timedwait(&p->news, &p->lock, &t) != 0)
			return v->quitting || v->wish || p->lost || p->active;
	}
	return true;
}

static void *work(void *context)
{
	struct voice *v = context;
	pthread_mutex_lock(&v->player.lock);
	while (!v->quitting) {
		bool close = !sleep_until_news(v), lost = v->player.lost;
		struct wish *w = close || lost ? NULL : v->wish;
		if (w)
			v->wish = NULL;
		pthread_mutex_unlock(&v->player.lock);
		if (lost)
			lose(v);
		else if (close)
			voice_player_close(&v->player);
		else if (w)
			perform(v, w);
		pthread_mutex_lock(&v->player.lock);
	}
	pthread_mutex_unlock(&v->player.lock);
	voice_player_close(&v->player);
	return NULL;
}

/* ---- the loop's side --------------------------------------------------------------------------------------------------- */

struct voice *voice_open(const char *lexicon_dir, void (*wake)(void *), void *context)
{
	struct voice *v = xmalloc(sizeof *v);
	memset(v, 0, sizeof *v);
	voice_player_init(&v->player, wake, context);
	str_copy(v->lexicon_dir, sizeof v->lexicon_dir, lexicon_dir);
	voice_volume(v, VOLUME_START);
	v->player.gain = v->player.gain_wanted;
	return v;
}

void voice_close(struct voice *v)
{
	if (!v)
		return;
	pthread_mutex_lock(&v->player.lock);
	v->quitting = true;
	v->player.wake = NULL;
	voice_player_cut(&v->player);
	pthread_mutex_unlock(&v->player.lock);
	if (v->started)
		pthread_join(v->thread, NULL);
	wish_free(v->wish);
	for (int i = 0; i < LANG_COUNT; i++)
		voice_lexicon_drop(&v->lexicons[i]);
	voice_player_drop(&v->player);
	free(v);
}

bool voice_available(struct voice *v)
{
	pthread_mutex_lock(&v->player.lock);
	bool available = !v->failed;
	pthread_mutex_unlock(&v->player.lock);
	return available;
}

static bool start(struct voice *v)
{
	if (v->started)
		return true;
	sigset_t all, old;
	sigfillset(&all); /* signals are the main thread's business */
	pthread_sigmask(SIG_SETMASK, &all, &old);
	v->started = pthread_create(&v->thread, NULL, work, v) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return v->started;
}

static void ask(struct voice *v, struct wish *w)
{
	if (!start(v)) {
		wish_free(w);
		return;
	}
	pthread_mutex_lock(&v->player.lock);
	if (v->mute || (w->count == 0 && (v->wish || v->player.active))) { /* nothing to prepare while it speaks */
		pthread_mutex_unlock(&v->player.lock);
		wish_free(w);
		return;
	}
	if (w->count)
		voice_player_cut(&v->player);
	v->player.active = w->count > 0;
	w->generation = v->player.generation;
	struct wish *old = v->wish;
	v->wish = w;
	pthread_cond_signal(&v->player.news);
	pthread_mutex_unlock(&v->player.lock);
	wish_free(old);
}

static struct wish *wish_new(void)
{
	struct wish *w = xmalloc(sizeof *w);
	*w = (struct wish){ 0 };
	return w;
}

void voice_prepare(struct voice *v)
{
	ask(v, wish_new());
}

void voice_look(struct voice *v)
{
	if (!voice_available(v) && voice_player_card())
		voice_prepare(v);
}

void voice_say(struct voice *v, const struct voice_piece *pieces, int count)
{
	if (count <= 0) {
		voice_stop(v);
		return;
	}
	struct wish *w = wish_new();
	w->count = count < PIECES_MAX ? count : PIECES_MAX;
	w->pieces = arena_array(&w->arena, (size_t)w->count, sizeof *w->pieces);
	for (int i = 0; i < w->count; i++)
		w->pieces[i] = (struct voice_piece){ arena_strdup(&w->arena, pieces[i].text ? pieces[i].text : ""),
						     pieces[i].lang < LANG_COUNT ? pieces[i].lang : LANG_FR,
						     pieces[i].recording ? arena_strdup(&w->arena, pieces[i].recording) : NULL };
	ask(v, w);
}

void voice_stop(struct voice *v)
{
	pthread_mutex_lock(&v->player.lock);
	struct wish *old = v->wish;
	v->wish = NULL;
	voice_player_cut(&v->player);
	pthread_mutex_unlock(&v->player.lock);
	wish_free(old);
}

void voice_volume(struct voice *v, int step)
{
	voice_player_volume(&v->player, step, VOLUME_STEPS);
}

bool voice_position(struct voice *v, int *piece, int *start, int *end)
{
	struct voice_mark m;
	pthread_mutex_lock(&v->player.lock);
	bool speaking = voice_player_position(&v->player, clock_ms(), &m);
	pthread_mutex_unlock(&v->player.lock);
	*piece = m.piece;
	*start = m.start;
	*end = m.end;
	return speaking;
}

long long voice_next_ms(struct voice *v)
{
	pthread_mutex_lock(&v->player.lock);
	long long at = voice_player_next_ms(&v->player, clock_ms());
	pthread_mutex_unlock(&v->player.lock);
	return at;
}
