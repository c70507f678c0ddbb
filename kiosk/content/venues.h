/* Where to find help: content/lieux.csv, in the columns of the national standard for lieux de médiation numérique
 * (LaMednum/standard-mediation-num). Private to this room. */
#ifndef ESCALE_CONTENT_VENUES_H
#define ESCALE_CONTENT_VENUES_H

#include <stdint.h>

#include "content/notes.h"
#include "content/pack.h"

enum {
	VENUES_FILE_MAX = 8 * 1024 * 1024, /* bytes */
	VENUE_STALE_DAYS = 731,            /* 24 months, as sources */
};

/* Read the file of this folder into *p, where there is one. A line with a mistake is left out and told; the others are there.
 * Hints (old dates, hours that could not be read, unknown labels) when the notes have room. today 0: dates are not looked at. */
void venues_read(struct pack *p, const char *dir, struct arena *keep, struct notes *mistakes, struct notes *hints,
		 int64_t today);

/* The same for bytes in memory. */
void venues_take(struct pack *p, struct str bytes, struct arena *keep, struct notes *mistakes, struct notes *hints,
		 int64_t today);

#endif
