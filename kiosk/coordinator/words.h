/* Choosing a passphrase: six words are proposed, and what is kept was typed twice. */
#ifndef ESCALE_COORDINATOR_WORDS_H
#define ESCALE_COORDINATOR_WORDS_H

#include "coordinator/guide.h"

/* words has LOCKED_WORDS_MAX bytes of secret memory. */
enum guide words_choose(char *words);
/* One typed without echo, as it is; "" is an answer. "q" and "r" are what they are everywhere. */
enum guide words_ask(const char *question, char *words);

#endif
