/* A key from its sheet back into the machine: typed row by row as it is printed, or scanned whole. The
 * sheet has rows of five groups of four (keypage.c). Nothing that was typed well is asked again. */
#ifndef ESCALE_COORDINATOR_RETYPE_H
#define ESCALE_COORDINATOR_RETYPE_H

#include "base/err.h"
#include "coordinator/guide.h"
#include "seal/age.h"

enum { RETYPE_ROW = 20, RETYPE_ROWS = 4, RETYPE_GROUP = 4, RETYPE_LINE = 256 };

/* Ask for the key called name. recipient: its public half, or NULL when any true key will do. *id in
 * secret memory. */
enum guide retype_key(const char *name, const char *recipient, struct age_identity *id);

/* ---- the parts, for tests ---- */

/* Capitals, no spaces; what cannot be in a key is what looks like it (O is 0, I and 1 are L, B is 8). In
 * place. */
void retype_clean(char *line);
/* row from 0. False: *e says what is wrong with it, in a sentence. */
bool retype_row(int row, const char *clean, struct err *e);
/* Index of the character that is wrong, or the first of two that changed places, when that alone makes
 * it another key than the recipient's; else -1. */
int retype_locate(const char *text, const char *recipient);

#endif
