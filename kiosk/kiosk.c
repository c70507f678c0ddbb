/* escale-kiosk: opens everything and has the one event loop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/kiosk.h"
#include "app/replay.h"
#include "app/setup.h"
#include "app/simulate.h"
#include "base/file.h"
#include "base/log.h"
#include "platform/clock.h"
#include "platform/picture.h"
#include "platform/watchdog.h"

enum { EXIT_USAGE = 2, EXIT_NO_DISPLAY = 3, EXIT_CONTENT = 4 };

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
	if (k->card.zone)
		clock_zone(k->card.zone);
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
	if (!panel_parse(&k->panel, k->o.panel ? k->o.panel : "10.1", e))
		return false;
	load_words(k);
	struct window_options w = {
		.title = "Escale",
		.panel = k->panel,
		.panel_guessed = !k->o.panel,
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
	k->world = kiosk_world(k);
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
	app_init(k->app, &k->contents.pack, &look, &k->world, kiosk_now_ms(k)); /* the pack is still empty */
	return true;
}

/* The modules take as long to read as all of the above, and the disk may make us wait. */
static bool open_rest(struct kiosk *k, struct err *e)
{
	const struct contents_options contents = {
		.data_dir = k->o.data,
		.shipped = k->o.content,
		.authority = k->o.authority,
		.stick = kiosk_find_stick,
		.context = k,
		.alive = { kiosk_still_alive, k },
	};
	if (!k->o.authority)
		setup_authority(&k->card, k->o.data);
	if (contents_open(&k->contents, &contents, e)) {
		window_set_content(k->window, k->contents.pack.dir);
	} else if (k->o.kiosk) { /* restarting would mend nothing: say it on the screen, where contents can also be installed */
		log_err("contents", e);
		*e = (struct err){ 0 };
		k->app->look.empty = true;
	} else {
		return false;
	}
	struct err no_sticks = { 0 };
	if (!stick_watch_open(&k->sticks, k->o.usb, kiosk_stick_changed, k, &no_sticks)) {
		log_err("USB sticks will not be noticed", &no_sticks);
		k->sticks = NULL;
	}
	if (!is_hidden(k)) {
		char lexicons[1024];
		snprintf(lexicons, sizeof lexicons, "%s/voice", k->o.assets);
		k->voice = voice_open(lexicons, kiosk_voice_news, k);
	}
	keeper_open(&k->keeper, &(struct keeper_options){
					.data_dir = k->o.data,
					.authority = k->o.authority,
					.stick = kiosk_find_stick,
					.now_ms = kiosk_now_ms,
					.clock_day = kiosk_clock_day,
					.clock_hour = kiosk_clock_hour,
					.battery = kiosk_battery,
					.context = k,
				});
	k->machine = (struct machine){ .card = k->o.card, .socket = k->o.update };
	setup_keeper(&k->card, k->o.card, &k->keeper);
	k->app->look.mistakes = card_mistakes(k);
	if (k->app->look.mistakes || k->app->look.empty) /* else it shows what it must already */
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
	bool sound = k->voice && voice_available(k->voice);
	if (sound != k->app->look.sound) { /* the settings may be open */
		k->app->look.sound = sound;
		app_refresh(k->app);
	}
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
		kiosk_look_for_camera(k);
		kiosk_look_for_sound(k);
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
			kiosk_count_cards(k);
		if (ev->wake_code == WAKE_STICK)
			app_message(k->app, (struct msg){ .kind = MSG_STICK,
							  .arg = kiosk_find_stick(k, path, sizeof path),
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
			store_settled(k->keeper.store);
			if (k->voice)
				voice_prepare(k->voice); /* after the first frame, in the background */
		}
		foresee_home(k);
		long long now = clock_ms(), deadline = app_deadline(k->app);
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
	if (p.touches)
		setvbuf(p.touches, NULL, _IOLBF, BUFSIZ); /* who reads along learns at once how far it is */
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

/* A line for each visit that is over: who cuts the power then knows what was promised. */
static void tell_visit(void *context, int done)
{
	struct kiosk *k = context;
	struct store_counts c = { 0 };
	if (k->keeper.store)
		store_counts(k->keeper.store, -1, &c, NULL);
	printf("visite %d : %lld gardées\n", done, (long long)c.visits_total);
	fflush(stdout);
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
	simulate(&p, &s, tell_visit);
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
