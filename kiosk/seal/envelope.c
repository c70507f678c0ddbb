#include "seal/envelope.h"

#include "seal/age_parts.h"

size_t envelope_seal(uint8_t *out, char line[ENVELOPE_PLAIN], const struct age_recipient *evaluators,
                     int count)
{
	size_t n = age_seal(out, line, ENVELOPE_PLAIN, evaluators, count);
	seal_wipe(line, ENVELOPE_PLAIN);
	return n;
}

bool envelope_open(char line[ENVELOPE_PLAIN], const uint8_t *sealed, size_t n,
                   const struct age_identity *identities, int count, struct err *e)
{
	return age_open_exact(identities, count, (struct str){ (const char *)sealed, n }, (uint8_t *)line,
	                      ENVELOPE_PLAIN, e);
}
