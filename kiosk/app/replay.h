/* Recorded taps, played on the real session in a time of their own. The demonstration, the screenshot tests, the flow tests
 * and the pictures of the documentation are all replays.
 *
 * One command a line; `#` starts a comment:
 *   wake                  touch the attract screen
 *   tap LABEL             touch the control with this label (the whole label)
 *   do MESSAGE [N]        touch the control that sends this: next, back, listen, help, settings, close, end, retry,
 *                         skip, home, sources, still-here, lang N, module N, answer N, opinion N, age N, large N, contrast N,
 *                         voice N, count N, digit N, enter, erase, go N, pick N, job N; in an activity choose N,
 *                         put N, chosen, undo, less N, more N, follow N, type N, layer N
 *   onward                "Continuer" through all parts of the screen, to the next screen
 *   close                 help or settings away, whatever part is shown
 *   finish [HOW]          on to the question of opinion, answering right, or wrong or unsure
 *   answer right|wrong|unsure
 *   step                  whatever leads on: the next right touch of an activity, else "Continuer"
 *   to ID                 on through the module, answering right, to its screen of this id
 *   module ID             touch the module's tile
 *   code DIGITS           type on the number pad, then confirm
 *   write TEXT            type it on the keyboard of a group session, whatever letters have to be fetched first
 *   corner left|right     touch a top corner
 *   point X Y             touch at thousandths of the screen
 *   key NAME              next, previous, enter, back, help, listen, louder, quieter
 *   wait SECONDS          let time pass
 *   voice-done            the voice has ended (the player has no sound)
 *   stick in|out
 *   camera in|out         one that could read printed cards is there
 *   cards A B C D [TILTED] what it has read until now
 *   shot NAME             a picture
 *   print                 the scene as text, to the trace
 */
#ifndef ESCALE_APP_REPLAY_H
#define ESCALE_APP_REPLAY_H

#include <stdio.h>

#include "app/app.h"

struct player {
	struct app *app;
	long long now_ms;
	long long voice_ends_ms; /* 0: silent */
	void *context;
	void (*press)(void *context);                                 /* a finger is down; may be NULL */
	void (*draw)(void *context);                                  /* the scene may have changed; may be NULL */
	bool (*shot)(void *context, const char *name, struct err *e); /* may be NULL: shots are skipped */
	FILE *trace;                                                  /* may be NULL */
	FILE *touches; /* where each touch fell, "X Y" a line, and "shot NAME": to repeat them on a real screen; may be NULL */
};

/* Play a whole script. A control that is not on the screen is a mistake with file:line. */
bool replay_play(struct player *p, const char *name, struct str script, struct err *e);

/* Let time pass, with a tick at every deadline. */
void replay_wait(struct player *p, long long ms);

/* Touch the middle of this target of the scene that is shown. */
void replay_touch(struct player *p, int target);

/* Touch the control that sends this, whatever part of the screen it is on; false: on none. */
bool replay_message(struct player *p, enum msg_kind kind, bool any_arg, int arg);

/* Index of the target that sends this, on the part that is shown; -1: none. */
int replay_find(const struct scene *s, enum msg_kind kind, bool any_arg, int arg);

/* Type this on the keyboard of a group session, whatever letters have to be fetched first; false: a sign has no key. */
bool replay_write(struct player *p, struct str text);

/* "Continuer" through all parts of this screen, to the next one; false: there is none. */
bool replay_onward(struct player *p);

/* The scene as lines of text: what is read and what can be touched. */
void scene_trace(const struct scene *s, FILE *out);

#endif
