/* The three steps that make a person's key one that counts: made and printed; typed back from its sheet,
 * which then opens a bundle; copied behind its passphrase to a stick, from which it opens again. Each
 * may be interrupted and done again. */
#ifndef ESCALE_COORDINATOR_KEY_STEPS_H
#define ESCALE_COORDINATOR_KEY_STEPS_H

#include "coordinator/guide.h"
#include "coordinator/state.h"

struct key_step {
	struct state *state;
	int64_t today;
	const char *name;
	bool paper_only; /* the "coffre": no passphrase, no copy, nothing of it stays on the machine */
	bool stays;      /* the locked copy also stays on this computer: the one of who uses it each month */
};

/* GUIDE_AGAIN when it has just been made: what was on the screen meanwhile goes. */
enum guide key_print(const struct key_step *k);
enum guide key_check(const struct key_step *k);
enum guide key_copy(const struct key_step *k);

/* The trouble, that nothing is lost, and Enter to try again. */
enum guide key_trouble(const struct err *e);

/* A folder that somebody plugged in: a number of those found, or a path. */
enum guide key_stick(const char *whose, char path[STATE_PATH_MAX]);

/* Wipe what cles/ holds of this key (.txt, .age, .html). */
bool key_forget_files(const char *dir, const char *name, struct err *e);

#endif
