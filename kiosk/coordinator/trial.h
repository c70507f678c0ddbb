/* A key counts once it has opened a bundle: a small true one, made for its public half in memory. */
#ifndef ESCALE_COORDINATOR_TRIAL_H
#define ESCALE_COORDINATOR_TRIAL_H

#include "seal/age.h"

/* Seal a bundle with one fact to the recipient (as evaluation and as coordination), open it with the
 * identity down to the fact. ERR_KEY when that does not give the fact back. */
bool trial_bundle(const char *recipient, const struct age_identity *id, struct err *e);

#endif
