/* Any bytes as receipts: what is accepted prints back to the same bytes, what is refused says where and why.
 * coverage floor: 99 */
#include <assert.h>
#include <string.h>

#include "sync/receipt.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t sink; /* keeps results alive, see fuzz_manifest.c */

static void print_again(void *context, const struct receipt *r)
{
	receipts_add(context, r);
	sink += (uint64_t)r->number + r->manifest_sha256[31];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { n ? (const char *)bytes : "", n };
	struct buf again = { 0 };
	struct err e = { 0 };
	int lines = 1;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	receipts_begin(&again);
	if (receipts_parse(text, print_again, &again, &e)) {
		assert(!e.code && str_eq(text, (struct str){ again.data, again.size }));
	} else {
		assert(e.code == ERR_FORMAT && e.text[0] && e.line >= 1 && e.line <= lines && e.column >= 1);
		sink += (uint64_t)e.line;
	}
	buf_free(&again);
	return 0;
}
