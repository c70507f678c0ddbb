/* A stage for flows: the whole core with arithmetic for fonts, a small pack, and a world that writes down what it is asked.
 *
 * Besides the commands of app/replay.h, a script may hold directives; those before the first command set the stage:
 *   #! panel NAME       7, 10.1...
 *   #! alone            nobody to call
 *   #! mute             no audio device
 *   #! code DIGITS      a staff code was chosen before
 *   #! supervisor DIGITS
 *   #! recipients N     version N is installed
 *   #! visits N         in the open bundle
 *   #! ready, early     the bundle may be closed, or only with the code of the supervisor
 *   #! stick in|out     what the port holds (tell the session with `stick in|out`)
 *   #! result NAME      what the next job brings: done, gone, full, readonly, bad, nothing, early, missing, old,
 *                       signature, unreadable, unsigned, big, card, unknown, failed
 *   #! carries N        the stick carries a good pack of contents, version N
 *   #! packs N          so many of them
 *   #! offer NAME       what the kiosk thinks of the pack on the stick, in the words of `result`
 *   #! damaged          the installed contents cannot be shown
 *   #! broken           the store takes nothing */
#ifndef ESCALE_TESTS_FLOWS_STAGE_H
#define ESCALE_TESTS_FLOWS_STAGE_H

#include "app/replay.h"

struct stage {
	struct arena memory;
	struct pack pack;
	struct panel panel;
	const struct words *arabic;
	struct look look;
	struct world world;
	struct app app;
	struct player player;
	FILE *out;
	int focus; /* last written */
	char code[2][13];
	int wrong[2];
	struct staff_info info;
	enum job_result next;
	int visits, facts; /* that reached the world */
};

/* Ready to play; what happens goes to out. */
void stage_open(struct stage *s, const char *panel, FILE *out);
void stage_close(struct stage *s);

/* Play a script with its directives. */
bool stage_play(struct stage *s, const char *name, struct str script, struct err *e);

#endif
