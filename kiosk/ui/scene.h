/* What is on the screen, as data: the painter draws it, the voice reads it, the finger and the keypad search it,
 * the checks measure it. Rebuilt after each message in a frame arena. */
#ifndef ESCALE_UI_SCENE_H
#define ESCALE_UI_SCENE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/lang.h"
#include "qr/qr.h"
#include "session/msg.h"
#include "ui/text.h"

struct rect {
	int x, y, w, h; /* px */
};

/* Colours by role; the theme gives the values (ui/theme.h). */
enum ink {
	INK_NONE,
	INK_PAGE,     /* background */
	INK_TEXT,
	INK_SOFT,     /* second background: cards */
	INK_LINE,     /* borders, >= 3:1 on page */
	INK_ACTION,   /* controls */
	INK_ON_ACTION, /* text on them */
	INK_QUIET,    /* text of less weight, still >= 7:1 */
	INK_GOOD,     /* feedback backgrounds, with an icon and a word: never colour alone */
	INK_ON_GOOD,
	INK_NOTYET,
	INK_ON_NOTYET,
	INK_FOCUS,
	INK_SPOKEN,   /* behind the word being spoken */
	INK_WARM,     /* accents of decoration */
	INK_COUNT
};

enum item_kind { ITEM_BOX, ITEM_TEXT, ITEM_PICTURE, ITEM_ICON, ITEM_QR };

struct item {
	enum item_kind kind;
	struct rect at;
	enum ink ink;         /* BOX: fill (INK_NONE: not filled); TEXT and ICON: colour */
	enum ink line;        /* BOX: border colour */
	int line_px, radius;  /* BOX */
	const struct text_layout *text; /* TEXT: its box's top left is at.x, at.y */
	int speech;           /* TEXT: the piece of speech it shows, -1 none */
	const char *name;     /* PICTURE: path in the content folder without extension, or "@name" of the interface's own; ICON: name in assets/icons */
	bool mirror;          /* ICON: flipped for right-to-left */
	const struct qr *qr;  /* QR: black on white in both themes, never flipped; at is its square with the light zone */
	int module_px;        /* QR: side of a module */
};

/* One thing to say: spoken in order by Écouter. */
struct speech {
	const char *text;
	enum lang lang;
	bool echo; /* said after a touch only: what the touch did (access.md S18) */
};

/* One thing to touch. Order is reading order and focus order (access.md F1). */
struct target {
	struct rect at;
	struct msg msg;      /* kind and arg; the loop fills the rest */
	const char *label;   /* what is written on it; tests and replays find it by this */
	int speech_first, speech_count;
	bool in_bar;
};

struct scene {
	struct arena *arena;
	int width, height;
	enum ink background;
	struct item *items;
	int item_count, item_room;
	struct target *targets;
	int target_count, target_room;
	struct speech *speech;
	int speech_count, speech_room;
	int echo_first, echo_count; /* the pieces that tell what the last touch did */
	int part, part_count; /* of the screen; part_count >= 1 */
	bool wake_anywhere;   /* attract: any touch is MSG_WAKE */
	bool still_here_anywhere; /* idle warning: any touch beside the targets, and any key, is MSG_STILL_HERE */
	struct rect ground;   /* a picture to look for things on: a touch in it beside the targets is ground_msg */
	struct msg ground_msg; /* kind MSG_NONE: there is none */
	bool contrast;        /* which theme */
	bool clipped;         /* the view could not fit something: a mistake for the checks to report */
	int corner_px;        /* side of the two top corners that count as MSG_CORNER when no target is hit */
};

void scene_begin(struct scene *s, struct arena *a, int width, int height);
struct item *scene_item(struct scene *s, enum item_kind kind, struct rect at);
struct target *scene_target(struct scene *s, struct rect at, enum msg_kind kind, int arg, const char *label);
int scene_speech(struct scene *s, const char *text, enum lang lang); /* its index */

/* What the last touch did, for the ear. Pieces of one echo are added one behind the other. */
void scene_echo(struct scene *s, const char *text, enum lang lang);

bool rect_holds(struct rect r, int x, int y);

/* Index of the target under the point, or -1. */
int scene_hit(const struct scene *s, int x, int y);

/* Same picture? (then nothing is drawn) */
bool scene_same(const struct scene *a, const struct scene *b);

#endif
