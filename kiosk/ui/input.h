/* From fingers and keys to messages. Pure: the gate remembers what it must (where a press began, when the last one
 * was) and time comes with the input.
 *
 * Rules (access.md): T4 act on release inside the target where the press began; T6 an identical press within
 * 500 ms is ignored; T7 no key repeat; 38 of faults.md: first finger only; 37: a finger that never leaves is
 * ignored after 30 s. */
#ifndef ESCALE_UI_INPUT_H
#define ESCALE_UI_INPUT_H

#include "ui/scene.h"
#include "ui/view.h"

enum input_kind {
	INPUT_NONE,
	INPUT_PRESS,   /* x, y */
	INPUT_RELEASE, /* x, y */
	INPUT_CANCEL,  /* the finger left the glass oddly */
	INPUT_KEY,     /* key */
};

enum key { KEY_NEXT, KEY_PREVIOUS, KEY_ENTER, KEY_BACK, KEY_HELP, KEY_LISTEN, KEY_LOUDER, KEY_QUIETER, KEY_DIGIT0 };

struct input {
	enum input_kind kind;
	int x, y; /* px */
	int key;  /* enum key; KEY_DIGIT0 + n for digits */
	long long now_ms;
};

struct gate {
	int pressed;          /* target under the finger since the press, -1 */
	int press_x, press_y;
	bool down;
	long long down_ms;
	int last_target_x, last_target_y; /* where the last accepted press was (the middle of its target), for T6 */
	long long last_ms;
	int last_key; /* T6 for keys: the last one that acted, and when */
	long long last_key_ms;
};

void gate_init(struct gate *g);

/* Turn an input on the scene that was shown into a message (MSG_NONE: nothing to do). May move ui->focus. */
struct msg gate_input(struct gate *g, const struct scene *shown, struct ui_state *ui, const struct input *in);

#endif
