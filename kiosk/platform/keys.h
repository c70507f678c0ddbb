/* Which physical key says what. The default serves a keyboard and the usual accessible keypads, which present
 * themselves as keyboards (access.md, "Blind use"); a kiosk's own pad can be described in a few lines. */
#ifndef ESCALE_PLATFORM_KEYS_H
#define ESCALE_PLATFORM_KEYS_H

#include "base/err.h"
#include "ui/input.h"

struct key_binding {
	const char *name; /* SDL's name of the key's place on a US keyboard: "Up", "F13", "Keypad Enter" */
	int key;          /* enum key */
};

/* Ended by a NULL name. Places and not letters: digits stay digits on a French keyboard, and H and S are where they
 * are on both. */
extern const struct key_binding keys_default[];

enum { KEYS_MAX = 64 };

/* scancode -> key; zeroed is empty. */
struct key_map {
	int scancode[KEYS_MAX], key[KEYS_MAX];
	int count;
};

void keys_init(struct key_map *); /* the default table */

/* Add bindings: "F13 = listen" a line, # for comments; the last word on a key wins. What a key can say: next, previous,
 * enter, back, help, listen, louder, quieter, 0 to 9. ERR_FORMAT with the line. */
bool keys_parse(struct key_map *, const char *text, const char *file, struct err *e);

/* enum key, or -1. */
int keys_find(const struct key_map *, int scancode);

#endif
