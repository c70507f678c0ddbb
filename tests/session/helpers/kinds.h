/* The session inside an activity of tests/flows/kinds, message by message. */
#ifndef ESCALE_TESTS_SESSION_KINDS_H
#define ESCALE_TESTS_SESSION_KINDS_H

#include "session/session.h"

extern struct pack kinds_pack;
extern struct session s;
extern struct effects fx; /* of the last message */

void kinds_open(void); /* for .init */
void send(enum msg_kind kind, int arg);
void at(enum screen_kind kind, uint64_t seed); /* on the first screen of this kind, in a visit with this seed */
const struct screen *here(void);

#endif
