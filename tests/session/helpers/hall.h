/* A conseiller in front of a group, in the guide of tests/guides, touch by touch. */
#ifndef ESCALE_TESTS_SESSION_HALL_H
#define ESCALE_TESTS_SESSION_HALL_H

#include "session/session.h"

extern struct pack hall_pack;
extern struct session hall;
extern struct effects hall_fx; /* of the last message */

void hall_open(void);                       /* for .init: the code was right, the session has begun */
void hall_send(struct msg m);
void hall_touch(enum msg_kind kind);
void hall_ask(enum guided_do what, int64_t number);
void hall_cards(int a, int b, int c, int d); /* the camera has read so many */
const struct phase *hall_phase(const char *id); /* goes there */
void hall_modules(const char *content);      /* the modules of this folder, under the same guide */

/* Same state? Clocks and what is only shown aside. */
bool hall_same(const struct guided *before);

#endif
