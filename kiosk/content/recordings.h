/* Recorded voices laid beside the texts: MODULE/voix/LANG/NAME.opus (RFC 7845). A text that has one is heard in it; the
 * others are synthesised. Private to this room. */
#ifndef ESCALE_CONTENT_RECORDINGS_H
#define ESCALE_CONTENT_RECORDINGS_H

#include "content/notes.h"
#include "content/pack.h"

enum { RECORDING_BYTES_MAX = 2 * 1024 * 1024 }; /* ten minutes at 24 kbit/s */

/* What one pack has so far; zeroed is ready. The list lives in the arena given to the functions. */
struct recordings {
	struct recording *list;
	int count, room;
};

/* Find the recordings of this module's editions. A file that is no Opus sound, or whose name no text has, is a mistake:
 * somebody recorded it to be heard. */
void recordings_find(struct recordings *r, const char *dir, const struct module *m, struct arena *keep,
		     struct notes *mistakes);

/* In the order that pack_recording() wants. */
void recordings_sort(struct recordings *r);

#endif
