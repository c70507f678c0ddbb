/* One fact, sealed alone to the evaluation recipients as one whole age file (statistics.md). */
#ifndef ESCALE_SEAL_ENVELOPE_H
#define ESCALE_SEAL_ENVELOPE_H

#include "seal/age.h"

enum { ENVELOPE_PLAIN = 64, ENVELOPE_MAX = 1100 /* bytes, eight recipients */ };

/* line must be in seal_secret_alloc memory and is wiped. out has ENVELOPE_MAX bytes. Returns the size, the
 * same for the same number of recipients. */
size_t envelope_seal(uint8_t *out, char line[ENVELOPE_PLAIN], const struct age_recipient *evaluators,
                     int count);

/* line receives exactly ENVELOPE_PLAIN bytes. */
bool envelope_open(char line[ENVELOPE_PLAIN], const uint8_t *sealed, size_t n,
                   const struct age_identity *identities, int count, struct err *e);

#endif
