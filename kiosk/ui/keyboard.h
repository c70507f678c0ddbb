/* The kiosk's own keyboard: keys of 16 mm and more, in as many pages as the panel needs; letters of the interface's language
 * first, Latin ones, digits and signs behind a key. Each key is MSG_TYPE with its code point; MSG_UNDO erases, MSG_LAYER
 * (kept by the session) changes the letters, MSG_CHOSEN ends where the caller has no button of its own for that. */
#ifndef ESCALE_UI_KEYBOARD_H
#define ESCALE_UI_KEYBOARD_H

#include "ui/draw.h"

/* Draw it into the area; layer: the session's, 0 at first; with_end: a key says "J'ai fini". */
void put_keyboard(struct draw *d, int layer, bool with_end, struct rect area);

#endif
