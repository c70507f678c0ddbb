/* What layout needs to know of fonts, as an interface: the real one is platform/fonts.c (SDL2_ttf), the tests'
 * one is arithmetic. */
#ifndef ESCALE_UI_MEASURE_H
#define ESCALE_UI_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

/* A character is drawn from the family made for its script, else from the first one here that covers it. Digits and
 * punctuation take the family of the word they stand in. */
enum family { FAMILY_LATIN, FAMILY_ARABIC, FAMILY_TAMIL, FAMILY_COUNT };

struct font {
	enum family family;
	bool bold;
	int px; /* em size in pixels */
};

struct font_size {
	int ascent, descent; /* px above and below the baseline, both positive */
	int cap;             /* height of a capital H, px */
};

/* A run is one font, one script, one direction. script is an ISO 15924 code ("Latn", "Arab", "Cyrl", "Taml"...). */
struct measure {
	void *context;
	bool (*covers)(void *context, enum family family, uint32_t code_point);
	int (*width)(void *context, const struct font *f, const char *script, bool rtl, const char *s, int n);
	struct font_size (*size)(void *context, const struct font *f);
};

#endif
