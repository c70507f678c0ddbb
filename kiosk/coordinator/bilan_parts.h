/* The parts of the bilan's pages; bilan_page.c orders them. */
#ifndef ESCALE_COORDINATOR_BILAN_PARTS_H
#define ESCALE_COORDINATOR_BILAN_PARTS_H

#include "coordinator/bilan.h"

/* A name of which at most so many characters are shown. */
void bilan_name(struct buf *out, const char *name, int most);

void bilan_part_blocks(const struct bilan *b, struct buf *out);
void bilan_part_asks(const struct bilan *b, struct buf *out);
void bilan_part_words(const struct bilan *b, struct buf *out);

#endif
