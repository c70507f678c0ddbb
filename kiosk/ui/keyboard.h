/* The kiosk's own keyboard: keys of 16 mm and more, in as many pages as the panel needs; letters of the interface's language
 * first, Latin ones, digits and signs behind a key. Each key is MSG_TYPE with its code point; MSG_UNDO erases, MSG_LAYER
 * (kept by the session) changes the letters, MSG_CHOSEN ends where the caller has no button of its own for that. */
#ifndef ESCALE_UI_KEYBOARD_H
#define ESCALE_UI_KEYBOARD_H

#include "ui/draw.h"

/* Draw it into the area; layer: the session's, 0 at first; with_end: a key says "J'ai fini". */
void put_keyboard(struct draw *d, int layer, bool with_end, struct rect area);

/* The keyboard of group sessions: French, figures, accents, Arabic, Cyrillic; controls at the same places whatever letters are
 * shown. Where it is wide the view has a button for the end, elsewhere a key is. layer: of struct typing. */
void put_room_keyboard(struct draw *d, int layer, struct rect area);
bool room_keyboard_wide(const struct draw *d, int width);
/* With the smallest keys, or with large ones, where head px stay free above it. */
int room_keyboard_height(const struct draw *d, struct rect area, int head, bool least);

/* Of the first letter of what a group wrote: its direction and its voice. */
enum lang letters_lang(const char *text);
const char *sign_name(const struct draw *d, uint32_t sign); /* of signs that a voice would pass over; NULL: of none */

#endif
