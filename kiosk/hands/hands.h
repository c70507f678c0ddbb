/* Fingers, keys and a mouse on the console, through libinput: what a person's hands do, before anybody decides what it means.
 *
 * Rules: the only room with libinput. Devices are the nodes eventN that udev has finished with; who notices new ones calls
 * hands_look (no netlink socket here: the kiosk lives without a network, and udev's events do not reach it). Read only: nothing
 * lights a lamp. Reading never waits; one descriptor wakes for all devices. */
#ifndef ESCALE_HANDS_HANDS_H
#define ESCALE_HANDS_HANDS_H

#include <stdbool.h>

#include "base/err.h"

struct hands;

enum hand_kind {
	HAND_FINGER_DOWN,
	HAND_FINGER_UP,
	HAND_FINGER_LOST, /* it went away without lifting: its device left, or took it for a palm */
	HAND_MOUSE_MOVED,
	HAND_MOUSE_DOWN, /* the left button */
	HAND_MOUSE_UP,
	HAND_KEY, /* down; holding it says nothing more */
};

struct hand {
	enum hand_kind kind;
	int finger; /* fingers that touch at the same time have different ones */
	int x, y;   /* px of the display as it hangs; fingers and the mouse */
	int place;  /* HAND_KEY: hands_place */
	bool shift;
	bool other; /* Ctrl, Alt or the logo key is held */
};

/* dir: "/dev/input"; known: udev's folder of finished devices, "/run/udev/data". grab: keys go to nobody else, the kernel's
 * consoles and SysRq included. Without any device it opens all the same: one may come. */
bool hands_open(struct hands **out, const char *dir, const char *known, bool grab, struct err *e);
void hands_close(struct hands *);

void hands_look(struct hands *);                        /* open devices that came */
void hands_size(struct hands *, int width, int height); /* px of the display */
int hands_fd(const struct hands *);                     /* readable: hands_next has something to say */
bool hands_next(struct hands *, struct hand *out);      /* false: nothing more */

/* The kernel's number of a key (linux/input-event-codes.h) -> where it is on a US keyboard, numbered as in USB's keyboard
 * page, and beyond it as SDL does (SDL_Scancode); 0: no such place. */
int hands_place(unsigned code);

#endif
