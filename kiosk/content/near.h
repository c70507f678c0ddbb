/* "Did you mean": the known word that looks most like what was typed. Private to this room. */
#ifndef ESCALE_CONTENT_NEAR_H
#define ESCALE_CONTENT_NEAR_H

#include "base/str.h"

/* One of the words (NULL ones are passed over) that is at most two letters away, or NULL. */
const char *near_word(struct str typed, const char *const *words, int count);

#endif
