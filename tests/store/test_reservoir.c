/* Past its bound a bundle keeps a fair sample (Algorithm R) and nothing of what it let go. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "store/helpers/kiosk.h"

TestSuite(reservoir, .init = test_dir_make, .fini = test_dir_remove, .timeout = 60);

enum { LOT = 10000, SIZE = 48 };

/* One call with LOT envelopes, each telling its lot. */
static void put_lot(struct store *s, int lot)
{
	static char bytes[LOT][SIZE];
	static struct sealed sealed[LOT];
	struct err e = { 0 };
	for (int i = 0; i < LOT; i++) {
		snprintf(bytes[i], SIZE, "LOT%d-%d-", lot, i);
		sealed[i] = (struct sealed){ (const uint8_t *)bytes[i], SIZE };
	}
	cr_assert(store_visit(s, sealed, LOT, -1, &e), "%s", e.text);
}

static bool count_lot(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	(void)n, (void)e;
	((int *)context)[bytes[3] - '0']++;
	return true;
}

static int hits(const char *name, const char *needle)
{
	char path[128];
	struct buf b = { 0 };
	int found = 0;
	if (!file_read(test_path(path, name), 64 << 20, &b, NULL))
		return 0;
	const char *end = b.data + b.size;
	for (const char *p = b.data; (p = memmem(p, (size_t)(end - p), needle, strlen(needle))); p++)
		found++;
	buf_free(&b);
	return found;
}

Test(reservoir, every_envelope_has_the_same_chance_to_stay)
{
	struct store *s = open_store();
	struct store_counts c;
	int lots[10] = { 0 }, total = 0;
	for (int lot = 0; lot < 5; lot++)
		put_lot(s, lot);
	cr_assert(store_counts(s, -1, &c, NULL));
	cr_assert_eq(c.facts_seen, 5 * LOT);
	cr_assert_eq(c.facts_kept, STORE_ENVELOPES_MAX);
	cr_assert(store_each(s, 0, count_lot, lots, NULL));
	/* 4,000 of each lot expected; standard deviation 44. Keeping the first, or the last, or replacing with a
	 * bias for large gaps between keys, falls far outside. */
	for (int lot = 0; lot < 5; lot++) {
		cr_assert(lots[lot] > 3780 && lots[lot] < 4220, "lot %d: %d", lot, lots[lot]);
		total += lots[lot];
	}
	cr_assert_eq(total, STORE_ENVELOPES_MAX);

	/* What was replaced is gone from the file, not only from the table. */
	for (int lot = 0; lot < 5; lot++) {
		char needle[16];
		snprintf(needle, sizeof needle, "LOT%d-", lot);
		cr_assert_eq(hits("escale.db", needle), lots[lot], "lot %d", lot);
	}
	cr_assert_eq(hits("escale.db-wal", "LOT"), 0);
	store_close(s);

	/* After a restart the sampling goes on. */
	memset(lots, 0, sizeof lots);
	s = open_store();
	put_lot(s, 5);
	cr_assert(store_each(s, 0, count_lot, lots, NULL));
	cr_assert(lots[5] > 3120 && lots[5] < 3550, "%d of 20,000 from the last sixth", lots[5]);
	store_close(s);
}
