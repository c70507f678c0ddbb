/* Any bytes as a register of kiosks: what is accepted prints back to the same bytes, what is refused says where and why.
 * coverage floor: 128 */
#include <assert.h>
#include <string.h>

#include "coordinator/roster.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t sink; /* keeps results alive: an optimiser may delete a pure parser */

struct again {
	struct kiosk kiosk[64];
	int count;
};

static void note(void *context, const struct kiosk *k)
{
	struct again *a = context;
	if (a->count < 64)
		a->kiosk[a->count] = *k;
	a->count++;
	sink += (uint64_t)k->enrolled_day;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct again a;
	struct str text = { n ? (const char *)bytes : "", n };
	struct buf again = { 0 };
	struct err e = { 0 };
	char territory[STATE_NAME_MAX] = "";
	a.count = 0;
	if (roster_parse(text, territory, note, &a, &e)) {
		assert(!e.code);
		roster_begin(&again, territory);
		for (int i = 0; i < a.count && i < 64; i++)
			roster_add(&again, &a.kiosk[i]);
		assert(a.count > 64 || str_eq(text, (struct str){ again.data, again.size }));
	} else {
		assert(e.code == ERR_FORMAT && e.text[0] && e.line >= 1 && e.column >= 1);
	}
	buf_free(&again);
	return 0;
}
