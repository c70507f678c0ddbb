/* escale-kiosk: owns everything and the one event loop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/card.h"
#include "app/camera_vote.h"
#include "app/contents.h"
#include "app/give.h"
#include "app/options.h"
#include "app/replay.h"
#include "app/setup.h"
#include "app/simulate.h"
#include "app/world.h"
#include "base/file.h"
#include "base/log.h"
#include "judge/judge.h"
#include "platform/clock.h"
#include "platform/picture.h"
#include "platform/stick.h"
#include "platform/voice.h"
#include "platform/watchdog.h"
#include "platform/window.h"

enum { EXIT_USAGE = 2, EXIT_NO_DISPLAY = 3, EXIT_CONTENT = 4, WAKE_STICK = 1, WAKE_VOICE = 2, WAKE_CARDS = 3, CAMERA_LOOK_MS = 3000 };

struct kiosk {
	struct options o;
	struct card_file card; /* escale.txt, all of it unsaid without --card */
	struct arena mistakes_memory;
	struct panel panel;
	struct contents contents;
	struct arena words_memory;
	const struct words *words[LANG_COUNT];
	struct window *window;
	struct stick_watch *sticks;
	struct voice *voice;
	struct keeper keeper;
	struct world world;
	struct app *app; /* in locked memory */
	struct arena foreseen; /* the scene that a finger is about to bring */
	bool home_foreseen;
	struct camera_vote *cards; /* NULL: no printed cards are being read */
	long long camera_looked_ms;
	struct player *player; /* replays and simulations have a time of their own */
};

/* ---- what the world needs of this program ---- */

static long long now_ms(void *context)
{
	struct kiosk *k = context;
	return k->player ? k->player->now_ms : clock_ms();
}

static int64_t clock_day(void *context)
{
	struct kiosk *k = context;
	return k->o.day >= 0 ? k->o.day : clock_local_day();
}

static int clock_hour(void *context)
{
	(void)context;
	return clock_local_hour();
}

static bool find_stick(void *context, char *out, size_t size)
{
	struct kiosk *k = context;
	return k->sticks && stick_find(k->sticks, out, size);
}

static void stick_changed(void *context)
{
	struct kiosk *k = context;
	if (k->window)
		window_wake(k->window, WAKE_STICK);
}

static void voice_news(void *context)
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
static void still_alive(void *context)
{
	(void)context;
	if (watchdog_period_ms() > 0)
		watchdog_ping();
}

static bool check_code(void *context, enum code_kind kind, const char *code, long long *wait_ms)
{
	still_alive(context);
	return keeper_check_code(&((struct kiosk *)context)->keeper, kind, code, wait_ms);
}

static enum code_set set_code(void *context, enum code_kind kind, enum code_change change, int number,
			      const char *code)
{
	still_alive(context);
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

static enum job_result job(void *context, enum job j, int64_t number, int64_t *result)
{
	struct kiosk *k = context;
	if (j == JOB_CONTENTS || j == JOB_CONTENTS_BACK)
		return contents_job(&k->contents, j, result);
	return keeper_job(&k->keeper, j, number, result);
}

/* What the conseiller takes away; a stick that went away meanwhile has nothing, whatever its folder says. */
static enum job_result give(void *context, enum kept which, const struct session *s, const struct pack *p)
{
	char stick[1024], still[1024];
	enum job_result result;
	if (!find_stick(context, stick, sizeof stick))
		return RESULT_NO_STICK;
	result = which == KEPT_STOP ? give_stop(stick, s, p) : give_guided(stick, s, p);
	bool gone = !find_stick(context, still, sizeof still) || strcmp(stick, still) != 0;
	return result == RESULT_DONE && gone ? RESULT_NO_STICK : result;
}

static void staff_contents(void *context, bool look, struct staff_contents *out)
{
	contents_staff(&((struct kiosk *)context)->contents, look, out);
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

static void count_cards(struct kiosk *k)
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
static void look_for_camera(struct kiosk *k)
{
	long long now = clock_ms();
	if (k->app->session.at != AT_GUIDED || k->cards || now - k->camera_looked_ms < CAMERA_LOOK_MS)
		return;
	k->camera_looked_ms = now;
	k->app->look.camera = camera_there("/dev", NULL);
}

/* ---- opening ---- */

/* What escale.txt of the card says goes before what the command line says. */
static void read_card(struct kiosk *k)
{
	card_parse(&k->card, STR(""));
	if (!k->o.card)
		return;
	card_read(&k->card, k->o.card);
	if (k->card.panel[0])
		k->o.panel = k->card.panel;
	if (k->card.rotate >= 0)
		k->o.rotate = k->card.rotate;
	if (k->card.alone >= 0)
		k->o.alone = k->card.alone;
}

/* As the attract screen shows them: NULL, or lines up to a NULL. */
static const char *const *card_mistakes(struct kiosk *k)
{
	const struct card_file *c = &k->card;
	int n = c->mistake_count < CARD_MISTAKES_MAX ? c->mistake_count : CARD_MISTAKES_MAX;
	const char **lines = arena_array(&k->mistakes_memory, (size_t)n + 1, sizeof *lines);
	for (int i = 0; i < n; i++)
		lines[i] = c->mistakes[i].line ? arena_printf(&k->mistakes_memory, "escale.txt, ligne %d : %s.", c->mistakes[i].line,
							      c->mistakes[i].text)
					       : arena_printf(&k->mistakes_memory, "escale.txt : %s.", c->mistakes[i].text);
	lines[n] = NULL;
	return n ? lines : NULL;
}

static void load_words(struct kiosk *k)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		char path[1024];
		struct err e = { 0 };
		snprintf(path, sizeof path, "%s/i18n/%s.po", k->o.assets, lang_table[i].code);
		if (!words_load(&k->words[i], path, &k->words_memory, &e))
			log_err("translation", &e); /* residents see French sentences instead */
	}
}

/* A replay and a simulation have neither display nor sound. */
static bool is_hidden(const struct kiosk *k)
{
	return k->o.replay || k->o.simulate;
}

/* What the attract screen needs, and no more: it is shown while the rest is opened. */
static bool open_screen(struct kiosk *k, struct err *e)
{
	if (!panel_parse(&k->panel, k->o.panel, e))
		return false;
	load_words(k);
	struct window_options w = {
		.title = "Escale",
		.panel = k->panel,
		.rotate = k->o.rotate,
		.fullscreen = k->o.fullscreen,
		.kiosk = k->o.kiosk,
		.hidden = is_hidden(k),
		.assets = k->o.assets,
		.content = k->o.content,
	};
	if (!window_open(&k->window, &w, e))
		return false;
	k->panel = *window_panel(k->window);
	k->world = (struct world){
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
		.give = give,
		.judge = judge,
		.camera = camera,
		.chime = chime,
	};
	struct look look = {
		.panel = &k->panel,
		.measure = window_measure(k->window),
		.place_name = "",
		.staffed = !k->o.alone,
		.sound = true,
		.trial = strcmp(k->o.content, SHIPPED_CONTENT) != 0,
		.first_lang = k->card.lang > 0 ? k->card.lang : 0,
		.mistakes = card_mistakes(k),
	};
	memcpy(look.words, k->words, sizeof look.words);
	k->app = seal_secret_alloc(sizeof *k->app);
	app_init(k->app, &k->contents.pack, &look, &k->world, now_ms(k)); /* the pack is still empty */
	return true;
}

/* The modules take as long to read as all of the above, and the disk may make us wait. */
static bool open_rest(struct kiosk *k, struct err *e)
{
	const struct contents_options contents = {
		.data_dir = k->o.data,
		.shipped = k->o.content,
		.authority = k->o.authority,
		.stick = find_stick,
		.context = k,
		.alive = { still_alive, k },
	};
	if (!k->o.authority)
		setup_authority(&k->card, k->o.data);
	if (!contents_open(&k->contents, &contents, e))
		return false;
	window_set_content(k->window, k->contents.pack.dir);
	struct err no_sticks = { 0 };
	if (!stick_watch_open(&k->sticks, k->o.usb, stick_changed, k, &no_sticks)) {
		log_err("USB sticks will not be noticed", &no_sticks);
		k->sticks = NULL;
	}
	if (!is_hidden(k)) {
		char lexicons[1024];
		snprintf(lexicons, sizeof lexicons, "%s/voice", k->o.assets);
		k->voice = voice_open(lexicons, voice_news, k);
	}
	keeper_open(&k->keeper, &(struct keeper_options){
					.data_dir = k->o.data,
					.authority = k->o.authority,
					.stick = find_stick,
					.now_ms = now_ms,
					.clock_day = clock_day,
					.clock_hour = clock_hour,
					.context = k,
				});
	setup_keeper(&k->card, k->o.card, &k->keeper);
	k->app->look.mistakes = card_mistakes(k);
	app_refresh(k->app);
	return true;
}

static bool open_all(struct kiosk *k, struct err *e)
{
	if (!open_screen(k, e))
		return false;
	if (!is_hidden(k))
		window_draw(k->window, &k->app->scene, &k->app->ui);
	return open_rest(k, e);
}

static void close_all(struct kiosk *k)
{
	if (k->app) {
		app_drop(k->app);
		seal_secret_free(k->app);
		keeper_close(&k->keeper);
	}
	camera_vote_stop(k->cards);
	voice_close(k->voice);
	stick_watch_close(k->sticks);
	if (k->window)
		window_close(k->window);
	arena_drop(&k->foreseen);
	contents_close(&k->contents);
	arena_drop(&k->words_memory);
	arena_drop(&k->mistakes_memory);
}

/* ---- the loop ---- */

/* New contents wait until nobody uses the kiosk. */
static void change_contents(struct kiosk *k)
{
	if (!contents_change(&k->contents, k->app))
		return;
	window_set_content(k->window, k->contents.pack.dir);
	k->home_foreseen = false;
}

static long long earliest(long long a, long long b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Light the word that is heard; tell the session when the voice has ended (or never began: no sound here). */
static void follow_voice(struct kiosk *k)
{
	int piece = -1, start = 0, end = 0;
	bool speaking = k->voice && voice_position(k->voice, &piece, &start, &end);
	app_spoken(k->app, speaking ? piece : -1, start, end);
	k->app->look.sound = k->voice && voice_available(k->voice);
	if (k->app->session.speaking && !speaking)
		app_message(k->app, (struct msg){ .kind = MSG_VOICE_DONE, .now_ms = clock_ms() });
}

/* While the finger is down there is time to fetch pictures and words of what its release will show. */
static void foresee(void *context)
{
	struct kiosk *k = context;
	struct scene next;
	if (app_foresee(k->app, clock_ms(), &k->foreseen, &next))
		window_prepare(k->window, &next);
}

/* The home screen has more pictures than a finger's stay is long: they are fetched while nobody is there, at each return to
 * the attract screen, since a visit may have pushed them out. */
static void foresee_home(struct kiosk *k)
{
	bool alone = k->app->scene.wake_anywhere;
	if (alone && !k->home_foreseen) {
		struct scene home;
		app_foresee_home(k->app, clock_ms(), &k->foreseen, &home);
		window_prepare(k->window, &home);
	}
	k->home_foreseen = alone;
}

static void handle(struct kiosk *k, const struct event *ev)
{
	char path[1024];
	switch (ev->kind) {
	case EVENT_INPUT:
		look_for_camera(k);
		app_input(k->app, &ev->input);
		if (ev->input.kind == INPUT_PRESS)
			foresee(k);
		break;
	case EVENT_REDRAW:
		k->panel = *window_panel(k->window);
		app_refresh(k->app);
		break;
	case EVENT_WAKE:
		if (ev->wake_code == WAKE_CARDS)
			count_cards(k);
		if (ev->wake_code == WAKE_STICK)
			app_message(k->app, (struct msg){ .kind = MSG_STICK,
							  .arg = find_stick(k, path, sizeof path),
							  .now_ms = clock_ms() });
		break;
	default: break;
	}
}

static int run(struct kiosk *k)
{
	bool ready = false;
	long long ping_ms = watchdog_period_ms();
	for (;;) {
		do {
			follow_voice(k);
			change_contents(k);
			if (!window_draw(k->window, &k->app->scene, &k->app->ui)) {
				log_warn("the display is lost"); /* started again by the service */
				return 1;
			}
		} while (app_settle(k->app, clock_ms()));
		if (!ready) {
			ready = true;
			watchdog_ready();
			if (k->voice)
				voice_prepare(k->voice); /* after the first frame, in the background */
		}
		foresee_home(k);
		long long now = clock_ms(), deadline = session_deadline(&k->app->session);
		if (k->voice)
			deadline = earliest(deadline, voice_next_ms(k->voice));
		if (ping_ms > 0)
			deadline = earliest(deadline, now + ping_ms);
		struct event ev = { 0 };
		if (window_wait(k->window, deadline, &ev)) {
			if (ev.kind == EVENT_QUIT)
				return 0;
			handle(k, &ev);
		} else {
			app_message(k->app, (struct msg){ .kind = MSG_TICK, .now_ms = clock_ms() });
		}
		if (ping_ms > 0)
			watchdog_ping();
	}
}

/* What was done until now is stored. */
static void end_visit(struct kiosk *k)
{
	app_message(k->app, (struct msg){ .kind = MSG_END, .now_ms = clock_ms() });
	while (app_settle(k->app, clock_ms()))
		;
}

/* ---- replays and simulations ---- */

static void draw(void *context)
{
	struct kiosk *k = context;
	change_contents(k);
	window_draw(k->window, &k->app->scene, &k->app->ui);
}

static bool shot(void *context, const char *name, struct err *e)
{
	struct kiosk *k = context;
	char path[1024];
	if (!k->o.shots)
		return true;
	if (!file_mkdir(k->o.shots, e))
		return false;
	snprintf(path, sizeof path, "%s/%s.png", k->o.shots, name);
	return window_shot(k->window, path, e);
}

static int replay(struct kiosk *k, struct err *e)
{
	struct buf script = { 0 };
	struct player p = { .app = k->app, .now_ms = clock_ms(), .context = k, .press = foresee, .draw = draw, .shot = shot };
	k->player = &p;
	bool ok = file_read(k->o.replay, 1 << 20, &script, e);
	if (ok && k->o.trace && !(p.trace = fopen(k->o.trace, "w")))
		ok = err_errno(e, k->o.trace);
	if (ok && k->o.touches && !(p.touches = fopen(k->o.touches, "w")))
		ok = err_errno(e, k->o.touches);
	if (ok)
		ok = replay_play(&p, k->o.replay, (struct str){ script.data, script.size }, e);
	if (p.trace)
		fclose(p.trace);
	if (p.touches)
		fclose(p.touches);
	buf_free(&script);
	k->player = NULL;
	return ok ? 0 : 1;
}

static int play_visits(struct kiosk *k)
{
	struct player p = { .app = k->app, .now_ms = clock_ms(), .context = k };
	k->player = &p;
	struct simulation s = {
		.visits = k->o.simulate,
		.seed = k->o.seed,
		.other_language = 18,
		.large = 14,
		.contrast = 6,
		.refuse_count = 3,
		.give_up = 12,
		.knows_before = 45,
		.learns = 82,
	};
	simulate(&p, &s, NULL);
	k->player = NULL;
	return 0;
}

int main(int argc, char **argv)
{
	struct kiosk k = { 0 };
	struct err e = { 0 };
	char text[640];
	int status = 1;
	if (!options_parse(&k.o, argc, argv, &e)) {
		fprintf(stderr, "escale-kiosk : %s\n%s", e.text, options_usage);
		return EXIT_USAGE;
	}
	harden_process();
	read_card(&k);
	if (!seal_init(&e) || !open_all(&k, &e)) {
		fprintf(stderr, "escale-kiosk : %s\n", err_print(&e, text, sizeof text));
		status = e.code == ERR_UNSUPPORTED ? EXIT_NO_DISPLAY : e.code == ERR_USAGE ? EXIT_USAGE : EXIT_CONTENT;
		close_all(&k);
		return status;
	}
	if (k.o.replay)
		status = replay(&k, &e);
	else if (k.o.simulate)
		status = play_visits(&k);
	else
		status = run(&k);
	if (!k.o.replay && !k.o.simulate) /* stopped in the middle of a visit: it counts all the same */
		end_visit(&k);
	if (e.code)
		fprintf(stderr, "escale-kiosk : %s\n", err_print(&e, text, sizeof text));
	close_all(&k);
	return status;
}
