/* A group session of three phases: a talk of 5 minutes, a deck of three cards (the second has a back), turns of 20 minutes. */
#ifndef ESCALE_TESTS_LITTLE_GUIDE_H
#define ESCALE_TESTS_LITTLE_GUIDE_H

#include "content/guide.h"

extern struct pack room_pack; /* little_pack with this guide */
void room_pack_make(void);

#endif
