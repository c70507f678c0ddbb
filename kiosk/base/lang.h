/* The languages the kiosk knows: one closed table, shared by content, statistics, voice and screens.
 * Ids are stable within a build only; what is stored or written is the code. */
#ifndef ESCALE_BASE_LANG_H
#define ESCALE_BASE_LANG_H

#include <stdbool.h>

#include "base/str.h"

enum lang { LANG_FR, LANG_EN, LANG_AR, LANG_UK, LANG_COUNT };

struct lang_info {
	const char *code;    /* BCP 47 */
	const char *endonym; /* its name in its own script; no flags (access.md C5) */
	const char *voice;   /* espeak-ng voice name */
	bool rtl;
};

extern const struct lang_info lang_table[LANG_COUNT];

/* LANG_COUNT when the code is not in the table. */
enum lang lang_find(struct str code);

#endif
