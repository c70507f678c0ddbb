/* Any 64 bytes as a fact: what an evaluator's program reads once an envelope is open, and anybody can seal one.
 * What is accepted prints back to the same bytes and can be counted; what is refused says why.
 * coverage floor: 95 */
#include <assert.h>
#include <string.h>

#include "metrics/tally.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile long long sink; /* keeps results alive */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char line[FACT_SIZE], back[FACT_SIZE];
	struct fact f;
	struct err e = { 0 };
	/* Short inputs are padded, so that the fuzzer need not learn to count spaces; long ones are lines as they are. */
	memset(line, ' ', sizeof line);
	memcpy(line, bytes, n < FACT_SIZE ? n : FACT_SIZE);
	if (n < FACT_SIZE)
		line[FACT_SIZE - 1] = '\n';
	if (fact_parse(&f, line, &e)) {
		struct arena a = { 0 };
		struct tally t;
		assert(!e.code);
		fact_print(&f, back);
		assert(memcmp(line, back, FACT_SIZE) == 0);
		tally_init(&t, &a);
		tally_add(&t, &f, 2);
		assert(tally_get(&t, &f) == 2 && tally_sum(&t, f.kind, NULL, NULL, NULL, NULL) == 2);
		arena_drop(&a);
	} else {
		assert((e.code == ERR_FORMAT || e.code == ERR_REFUSED) && e.text[0]);
	}
	sink += e.code;
	return 0;
}
