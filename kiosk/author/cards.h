/* Voting cards to print: one HTML page for A4, without script, nothing fetched. */
#ifndef ESCALE_AUTHOR_CARDS_H
#define ESCALE_AUTHOR_CARDS_H

#include "base/str.h"

/* A page that says how to use them, then cards 1 to count (BALLOTS_CARDS_MAX at most), 2 or 4 a page, into *out. */
void cards_write(struct buf *out, int count, int per_page);

#endif
