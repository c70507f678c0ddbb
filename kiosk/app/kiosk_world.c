/* What a session asks of the world, done by the program's own window, voice, keeper, stick and camera. */
#include "app/kiosk.h"

#include <string.h>

#include "app/give.h"
#include "app/pulled.h"
#include "app/replay.h"
#include "base/file.h"
#include "base/log.h"
#include "judge/judge.h"
#include "platform/clock.h"
#include "platform/watchdog.h"

enum { CAMERA_LOOK_MS = 3000, SOUND_LOOK_MS = 3000 };

long long kiosk_now_ms(void *context)
{
	struct kiosk *k = context;
	return k->player ? k->player->now_ms : clock_ms();
}

int64_t kiosk_clock_day(void *context)
{
	struct kiosk *k = context;
	return k->o.day >= 0 ? k->o.day : clock_local_day();
}

int kiosk_clock_hour(void *context)
{
	(void)context;
	return clock_local_hour();
}

/* An invented day has no clock. */
bool kiosk_battery(void *context, int64_t *seconds)
{
	struct kiosk *k = context;
	return k->o.day < 0 && clock_battery(CLOCK_BATTERY, seconds);
}

bool kiosk_find_stick(void *context, char *out, size_t size)
{
	struct kiosk *k = context;
	return k->sticks && stick_find(k->sticks, out, size);
}

void kiosk_stick_changed(void *context)
{
	struct kiosk *k = context;
	if (k->window)
		window_wake(k->window, WAKE_STICK);
}

void kiosk_voice_news(void *context)
{
	struct kiosk *k = context;
	if (k->window)
		window_wake(k->window, WAKE_VOICE);
}

static void say(void *context, const struct utterance *u, int count)
{
	struct kiosk *k = context;
	struct voice_piece pieces[APP_SPEECH_MAX];
	struct arena paths = { 0 };
	for (int i = 0; i < count; i++)
		pieces[i] = (struct voice_piece){ u[i].text, u[i].lang,
						  u[i].recording ? arena_printf(&paths, "%s/%s", k->app->pack->dir, u[i].recording) : NULL };
	if (k->voice)
		voice_say(k->voice, pieces, count);
	arena_drop(&paths);
}

static void hush(void *context)
{
	struct kiosk *k = context;
	if (k->voice)
		voice_stop(k->voice);
}

/* A time is over: three soft bells; without them, and for who hears better than sees, the words. */
static void chime(void *context)
{
	struct kiosk *k = context;
	char bells[1200];
	const char *words = "C’est l’heure.";
	struct voice_piece pieces[] = { { words, LANG_FR, NULL }, { words, LANG_FR, NULL } };
	bool found = file_join(bells, sizeof bells, k->o.assets, "sounds/heure.opus");
	pieces[0].recording = found ? bells : NULL;
	if (k->voice)
		voice_say(k->voice, pieces, k->app->session.voice ? 2 : 1);
}

static void volume(void *context, int step)
{
	struct kiosk *k = context;
	if (k->voice)
		voice_volume(k->voice, step);
}

static void visit(void *context, const struct fact *facts, int count)
{
	keeper_visit(&((struct kiosk *)context)->keeper, facts, count);
}

static void stop(void *context, const struct fact *facts, int count)
{
	keeper_stop(&((struct kiosk *)context)->keeper, facts, count);
}

static void staff_info(void *context, struct staff_info *out)
{
	keeper_staff_info(&((struct kiosk *)context)->keeper, out);
}

/* A pack is being copied, a code is tried on every slot: the loop does not turn meanwhile. */
void kiosk_still_alive(void *context)
{
	(void)context;
	if (watchdog_period_ms() > 0)
		watchdog_ping();
}

static bool check_code(void *context, enum code_kind kind, const char *code, long long *wait_ms)
{
	kiosk_still_alive(context);
	return keeper_check_code(&((struct kiosk *)context)->keeper, kind, code, wait_ms);
}

static enum code_set set_code(void *context, enum code_kind kind, enum code_change change, int number,
			      const char *code)
{
	kiosk_still_alive(context);
	return keeper_set_code(&((struct kiosk *)context)->keeper, kind, change, number, code);
}

static bool keep(void *context, enum kept which, const void *bytes, size_t n)
{
	return keeper_keep(&((struct kiosk *)context)->keeper, which, bytes, n);
}

static bool kept(void *context, enum kept which, void *bytes, size_t n)
{
	return keeper_kept(&((struct kiosk *)context)->keeper, which, bytes, n);
}

static void forget(void *context, enum kept which)
{
	keeper_forget(&((struct kiosk *)context)->keeper, which);
}

static void lock_room(void *context)
{
	keeper_lock_room(&((struct kiosk *)context)->keeper);
}

/* A minute or five: what is done is shown, and the watchdog hears of it. */
static void update_goes_on(void *context, int percent)
{
	struct kiosk *k = context;
	kiosk_still_alive(k);
	if (percent == k->app->session.staff.percent)
		return;
	app_message(k->app, (struct msg){ .kind = MSG_PROGRESS, .arg = percent, .now_ms = clock_ms() });
	window_draw(k->window, &k->app->scene, &k->app->ui);
}

static enum job_result job(void *context, enum job j, int64_t number, int64_t *result)
{
	struct kiosk *k = context;
	if (j == JOB_CONTENTS || j == JOB_CONTENTS_BACK)
		return contents_job(&k->contents, j, result);
	if (j == JOB_UPDATE)
		return machine_update(&k->machine, update_goes_on, k);
	return keeper_job(&k->keeper, j, number, result);
}

/* What the conseiller takes away; a stick that went away meanwhile has nothing, whatever its folder says. */
static enum job_result give(void *context, enum kept which, const struct session *s, const struct pack *p)
{
	char stick[1024], still[1024];
	enum job_result result;
	if (!kiosk_find_stick(context, stick, sizeof stick))
		return RESULT_NO_STICK;
	result = which == KEPT_STOP ? give_stop(stick, s, p) : give_guided(stick, s, p);
	bool gone = !kiosk_find_stick(context, still, sizeof still) || strcmp(stick, still) != 0;
	return result == RESULT_DONE && gone ? RESULT_NO_STICK : pulled_or(result, kiosk_find_stick, context);
}

static void staff_contents(void *context, bool look, struct staff_contents *out)
{
	contents_staff(&((struct kiosk *)context)->contents, look, out);
}

static void staff_update(void *context, bool look, struct staff_update *out)
{
	machine_staff(&((struct kiosk *)context)->machine, look, out);
}

static uint64_t fresh_random(void *context)
{
	return keeper_random(&((struct kiosk *)context)->keeper);
}

static int slot(void *context)
{
	return keeper_slot(&((struct kiosk *)context)->keeper);
}

static int judge(void *context, const char *typed, enum advice *advice)
{
	(void)context;
	_Static_assert((int)ADVICE_DATE == (int)JUDGE_DATE, "the same list");
	struct judgment j = judge_password(typed);
	*advice = (enum advice)j.advice;
	return j.strength;
}

/* ---- printed cards ---- */

static void cards_read(void *context)
{
	struct kiosk *k = context;
	if (k->window)
		window_wake(k->window, WAKE_CARDS);
}

static void camera(void *context, bool on)
{
	struct kiosk *k = context;
	struct err e = { 0 };
	camera_vote_stop(k->cards);
	k->cards = NULL;
	if (!on || k->player)
		return;
	/* Cards are shuffled before they are handed out: any number can be in the room. */
	const struct camera_vote_options o = { .cards = BALLOTS_CARDS_MAX, .wake = cards_read, .context = k };
	if (!camera_vote_start(&k->cards, &o, &e))
		log_err("printed cards", &e); /* hands are counted */
}

void kiosk_count_cards(struct kiosk *k)
{
	struct ballot_counts c;
	if (!k->cards)
		return;
	struct msg m = { .kind = MSG_BALLOT, .now_ms = clock_ms() };
	m.arg = camera_vote_look(k->cards, &c, NULL);
	m.number = c.unsure;
	for (int i = 0; i < BALLOTS_ANSWERS; i++)
		m.counts[i] = (short)c.answer[i];
	app_message(k->app, m);
}

/* A group session offers to read cards where a camera is plugged in; it may come and go. */
void kiosk_look_for_camera(struct kiosk *k)
{
	long long now = clock_ms();
	if (k->app->session.at != AT_GUIDED || k->cards || now - k->camera_looked_ms < CAMERA_LOOK_MS)
		return;
	k->camera_looked_ms = now;
	k->app->look.camera = camera_there("/dev", NULL);
}

void kiosk_look_for_sound(struct kiosk *k)
{
	long long now = clock_ms();
	if (!k->voice || now - k->sound_looked_ms < SOUND_LOOK_MS)
		return;
	k->sound_looked_ms = now;
	voice_look(k->voice);
}

struct world kiosk_world(struct kiosk *k)
{
	return (struct world){
		.context = k,
		.say = say,
		.hush = hush,
		.volume = volume,
		.visit = visit,
		.stop = stop,
		.staff_info = staff_info,
		.check_code = check_code,
		.set_code = set_code,
		.keep = keep,
		.kept = kept,
		.forget = forget,
		.lock_room = lock_room,
		.job = job,
		.random = fresh_random,
		.slot = slot,
		.staff_contents = staff_contents,
		.staff_update = staff_update,
		.give = give,
		.judge = judge,
		.camera = camera,
		.chime = chime,
	};
}
