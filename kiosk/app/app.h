/* One kiosk at work: the session, the scene that is shown, and the world that carries out effects. Knows neither SDL nor
 * disk: those are behind struct world, so that the same code runs in the program, in replays and in tests. */
#ifndef ESCALE_APP_APP_H
#define ESCALE_APP_APP_H

#include "app/keeping.h"
#include "session/session.h"
#include "ui/input.h"
#include "ui/view.h"

struct utterance {
	const char *text;
	enum lang lang;
	const char *recording; /* path in the content folder, or NULL: then it is synthesised */
};

/* The world's side of the effects. Slow ones are called after the scene that asks for them was drawn. */
struct world {
	void *context;
	void (*say)(void *context, const struct utterance *u, int count);
	void (*hush)(void *context);
	void (*volume)(void *context, int step);
	void (*visit)(void *context, const struct fact *facts, int count);
	void (*stop)(void *context, const struct fact *facts, int count); /* of a whole stop; may be NULL */
	void (*staff_info)(void *context, struct staff_info *out);
	bool (*check_code)(void *context, enum code_kind kind, const char *code, long long *wait_ms);
	enum code_set (*set_code)(void *context, enum code_kind kind, enum code_change change, int number,
				  const char *code);
	enum job_result (*job)(void *context, enum job job, int64_t number, int64_t *result_number);
	uint64_t (*random)(void *context);
	int (*slot)(void *context); /* see msg.slot */
	/* what contents there are; with look, also on the stick. May be NULL. */
	void (*staff_contents)(void *context, bool look, struct staff_contents *out);
	/* The machine's system, where it can be updated; with look, also what the stick carries. May be NULL. */
	void (*staff_update)(void *context, bool look, struct staff_update *out);
	/* What outlives a power cut, sealed with the room's key; all may be NULL, keep and kept are false without that key. */
	bool (*keep)(void *context, enum kept which, const void *bytes, size_t n);
	bool (*kept)(void *context, enum kept which, void *bytes, size_t n);
	void (*forget)(void *context, enum kept which);
	void (*lock_room)(void *context);
	enum job_result (*give)(void *context, enum kept which, const struct session *s, const struct pack *p);
	void (*chime)(void *context);
	void (*camera)(void *context, bool on);
	/* How strong a typed password is, 0 to 4; keeps nothing. May be NULL. */
	int (*judge)(void *context, const char *typed, enum advice *advice);
};

enum { APP_SPEECH_MAX = 96 };

/* Keep it in locked memory: it holds the visit in progress. */
struct app {
	struct session session;
	const struct pack *pack;
	struct look look;
	const struct world *world;
	struct ui_state ui;
	struct gate gate;
	struct arena frames[2]; /* the scene shown, and the next one */
	int frame;
	struct scene scene;
	struct effects pending; /* slow effects wait until the screen was drawn */
	bool has_pending;
	struct keeping keeping; /* what a group did and is not yet on the disk */
	int said[APP_SPEECH_MAX]; /* utterance -> index in scene.speech */
	int said_count;
};

void app_init(struct app *a, const struct pack *p, const struct look *look, const struct world *w, long long now_ms);
void app_drop(struct app *a);

/* Is this the moment to show another pack: nobody uses the kiosk, and nothing waits? */
bool app_idle(const struct app *a);

/* The pack, the panel or the words changed: make the scene again. */
void app_refresh(struct app *a);

/* Something happened: update, view, quick effects (voice). */
void app_message(struct app *a, struct msg m);
void app_input(struct app *a, const struct input *in);

/* A finger is on a control: the scene that its release would bring, made in *memory (reset first), so that the painter
 * can prepare it. Nothing changes. False: no control is pressed. */
bool app_foresee(const struct app *a, long long now_ms, struct arena *memory, struct scene *out);

/* The same for the home screen, two touches ahead of the attract screen, where the session must be. */
void app_foresee_home(const struct app *a, long long now_ms, struct arena *memory, struct scene *out);

/* When the session or the disk next wants to hear of time; -1: never. */
long long app_deadline(const struct app *a);

/* After drawing: carry out what was waiting (disk, codes, sticks). True when the scene may have changed. */
bool app_settle(struct app *a, long long now_ms);

/* Utterance `piece` is being said, bytes start..end of it (end 0: all of it); -1: silence. */
void app_spoken(struct app *a, int piece, int start, int end);

#endif
