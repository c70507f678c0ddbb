/* Any bytes as a manifest: what is accepted prints back to the same bytes, what is refused says why.
 * coverage floor: 108 */
#include <assert.h>
#include <string.h>

#include "sync/bundle.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t sink; /* keeps results alive: an optimiser once deleted a whole pure parser */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	assert(seal_init(NULL));
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct manifest m;
	struct err e = { 0 };
	struct str text = { n ? (const char *)bytes : "", n };
	if (manifest_parse(&m, text, &e)) {
		struct buf again = { 0 };
		manifest_print(&m, &again);
		assert(str_eq(text, (struct str){ again.data, again.size }));
		assert(m.number >= 1 && m.facts_kept <= m.facts_seen && m.envelope_size <= 1100);
		sink += (uint64_t)m.number;
		buf_free(&again);
	} else {
		assert(e.code && e.text[0]);
		sink += e.code;
	}
	return 0;
}
