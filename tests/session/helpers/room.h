/* A group session of tests/guides, opened with the code, message by message. */
#ifndef ESCALE_TESTS_SESSION_ROOM_H
#define ESCALE_TESTS_SESSION_ROOM_H

#include "session/session.h"

extern struct pack group_pack;
extern struct session room;
extern struct effects room_fx; /* of the last message */

void room_at(enum phase_kind kind, int tables); /* the first phase of this kind, from its beginning */
void room_send(enum msg_kind kind, int arg);
void room_ask(enum guided_do what, int64_t number);
void room_type(const char *text); /* on the keyboard, letter by letter */
const struct phase *room_phase(void);

/* Every verb with operands that fit nothing: whatever is counted, written or chosen stays as it is. */
void room_wrong_operands(const enum guided_do *verbs, int count);

#endif
