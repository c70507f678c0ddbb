/* A sequence of guided steps that can be stopped anywhere: after every step, where it is goes to the
 * database. */
#ifndef ESCALE_COORDINATOR_WALK_H
#define ESCALE_COORDINATOR_WALK_H

#include "coordinator/guide.h"
#include "coordinator/state.h"

enum { WALK_STEPS_MAX = 16 };

struct walk;
typedef enum guide walk_fn(void *context, int who);

struct walk {
	struct state *state;
	const char *setting; /* where the number of the step is kept */
	const char *command; /* what resumes it */
	void *context;
	void (*plan)(struct walk *w); /* calls walk_step for each; asked again before every step */
	int at, steps;
	struct {
		char title[STATE_NAME_MAX + 64];
		walk_fn *run;
		int who;
	} step[WALK_STEPS_MAX];
};

/* title may hold one "%s", replaced by name. */
void walk_step(struct walk *w, const char *title, const char *name, walk_fn *run, int who);

/* From the step the database names to the end. *done is false when the person stopped. */
bool walk_run(struct walk *w, bool *done, struct err *e);
/* The next walk_run starts at the first step. */
bool walk_reset(struct walk *w, struct err *e);

/* "escale-coordinator NAME", with --dir when the folder is not the usual one. */
void walk_command(const char *name, const char *dir, char *out, size_t size);

#endif
