/* Plain language: hints for sentences that are too long and for initials that nobody explained (FALC, access.md
 * C1 and C2). Hints never keep a module off the kiosk. Private to this room. */
#ifndef ESCALE_CONTENT_PLAIN_H
#define ESCALE_CONTENT_PLAIN_H

#include "content/letters.h"

enum { PLAIN_WORDS_MAX = 12, PLAIN_STAFF_WORDS_MAX = 25 };

/* Look at one piece of running text; for staff only the length of sentences counts. Does nothing when d->hints is NULL. */
void plain_look(struct draft *d, const struct letters *l);

/* The same word for the same thing (access.md C2): a hint where French text takes another one. For plain_look(). */
void wording_look(struct draft *d, const struct letters *l);

/* After the whole file: the initials that were explained nowhere. */
void plain_finish(struct draft *d);

/* Sentences in a text: for the bounds of a summary. */
int plain_sentences(const char *text);

/* Words: what holds a letter or a digit, between spaces. */
int plain_words(const char *text);

#endif
