/* How far long work is, and how long it still takes: one line on a terminal, nothing on a pipe. */
#ifndef ESCALE_COORDINATOR_PROGRESS_H
#define ESCALE_COORDINATOR_PROGRESS_H

#include <stdbool.h>
#include <time.h>

struct progress {
	const char *what; /* "Lot", "Borne": "Lot 12 sur 340, encore 2 min 10 s" */
	bool terminal;
	time_t start;
};

struct progress progress_start(const char *what);
/* Writes the line over; as often as one likes. context is a struct progress: fits the callbacks of push.h and unite.h. */
void progress_tell(void *context, int done, int of);
void progress_clear(const struct progress *p); /* before anything else is printed, and at the end */

#endif
