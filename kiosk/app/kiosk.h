/* The program escale-kiosk, whole: what it owns, and the world that it gives to struct app. kiosk.c opens it and runs its
 * one event loop. */
#ifndef ESCALE_APP_KIOSK_H
#define ESCALE_APP_KIOSK_H

#include "app/app.h"
#include "app/camera_vote.h"
#include "app/card.h"
#include "app/contents.h"
#include "app/machine.h"
#include "app/options.h"
#include "app/world.h"
#include "platform/stick.h"
#include "platform/voice.h"
#include "platform/window.h"

enum { WAKE_STICK = 1, WAKE_VOICE = 2, WAKE_CARDS = 3 }; /* window_wake: what other threads have news of */

struct kiosk {
	struct options o;
	struct card_file card; /* escale.txt, all of it unsaid without --card */
	struct arena mistakes_memory;
	struct panel panel;
	struct contents contents;
	struct machine machine;
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
	long long camera_looked_ms, sound_looked_ms;
	struct player *player; /* replays and simulations have a time of their own */
};

/* What a session asks for, done by what k owns; k must stay where it is. Nothing of it is called before k is open. */
struct world kiosk_world(struct kiosk *k);

/* Of the same k, for what keeper and contents ask: struct kiosk *context. */
long long kiosk_now_ms(void *context);
int64_t kiosk_clock_day(void *context);
int kiosk_clock_hour(void *context);
bool kiosk_battery(void *context, int64_t *seconds);
bool kiosk_find_stick(void *context, char *out, size_t size);
void kiosk_stick_changed(void *context); /* from another thread, as kiosk_voice_news */
void kiosk_voice_news(void *context);
void kiosk_still_alive(void *context);   /* a long work goes on: the watchdog must not bite */

/* Printed cards: what the camera's thread has read becomes a message; is a camera plugged in? */
void kiosk_count_cards(struct kiosk *k);
void kiosk_look_for_camera(struct kiosk *k);

/* Headphones that were plugged in where there was no sound: the settings have the voice before somebody looks for it. */
void kiosk_look_for_sound(struct kiosk *k);

#endif
