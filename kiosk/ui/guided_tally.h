/* What votes, barometers, quizzes and modules of a group share. Private to this room. */
#ifndef ESCALE_UI_GUIDED_TALLY_H
#define ESCALE_UI_GUIDED_TALLY_H

#include "ui/guided.h"
#include "ui/tally.h"

const char *answer_letter(const struct draw *d, int i); /* "A"... as on the printed cards */
int permille_of(int part, int whole);
const char *hands_words(const struct draw *d, const struct ballot *b, int n); /* "4 mains levées", "4 cartes lues" */

/* The line of the i-th answer: touched, one hand more. */
struct tally hand_tally(struct draw *d, const struct asked *q, int i, const struct prose *label, enum lang lang);
const char *count_words(struct draw *d); /* how many in all, or what to do; NULL: nothing is counted here */
void flow_count(struct flow *f);
int count_buttons(struct draw *d, struct button *out); /* cards, wiping: at most 2 */

#endif
