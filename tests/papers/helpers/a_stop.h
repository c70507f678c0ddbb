/* A stop as it might have been, and a pack with one guide whose title would do harm in a spreadsheet. */
#ifndef ESCALE_TESTS_PAPERS_A_STOP_H
#define ESCALE_TESTS_PAPERS_A_STOP_H

#include "session/stop.h"

/* So many people, of whom the first said everything and the others nothing, and a workshop of so many (0: none). Static. */
struct stop *a_stop(int people, int participants);
const struct pack *a_pack(void);

#endif
