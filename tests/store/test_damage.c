/* Flipped bits, zeroed pages and cut files (faults.md 15, 16): never a crash, never a wrong row given out; the
 * store goes on serving, on the same database or on a fresh one that took over what still verifies. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "store/helpers/kiosk.h"

TestSuite(damage, .init = test_dir_make, .fini = test_dir_remove, .timeout = 120);

enum { VISITS = 30, FIRST_BUNDLE = 20 };

/* A database with a closed bundle, an open one and settings; its bytes. */
static struct buf good_database(void)
{
	char path[128];
	struct buf b = { 0 };
	struct err e = { 0 };
	struct store *s = open_store();
	cr_assert(store_set(s, "identity", "the-kiosk-key", 13, &e));
	cr_assert(store_set_int(s, "place", 7, &e));
	for (int i = 1; i <= VISITS; i++) {
		cr_assert(put_visit(s, i, 20000, &e));
		if (i == FIRST_BUNDLE)
			cr_assert(store_close_bundle(s, 20007, plain_manifest, NULL, &e));
	}
	store_close(s);
	cr_assert(file_read(test_path(path, "escale.db"), 1 << 24, &b, &e));
	return b;
}

static void put_database(const void *bytes, size_t n)
{
	char path[128], command[160];
	struct err e = { 0 };
	snprintf(command, sizeof command, "%s/quarantine-1.db", test_dir);
	unlink(command);
	cr_assert(file_write(test_path(path, "escale.db"), bytes, n, 0600, &e), "%s", e.text);
}

static uint64_t dice_state = 12345;
static size_t dice(size_t n)
{
	dice_state = dice_state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(dice_state >> 33) % n;
}

struct outcome {
	int set_aside, chain_lost, rows_lost, untouched;
};

/* Open what is there, look at everything, store a visit, close a bundle. */
static void use(struct outcome *o, int round)
{
	static struct seen first, open;
	struct store *s;
	struct err e = { 0 };
	struct store_counts c;
	char value[STORE_SETTING_MAX];
	size_t n;
	bool recovered;
	cr_assert(store_open(&s, test_dir, &recovered, &e), "round %d: %s", round, e.text);
	cr_assert(store_counts(s, 20000, &c, &e));
	bool chain = c.bundle_number == 2;
	cr_assert(chain || c.bundle_number == 1);
	bool key = store_get(s, "identity", value, &n, NULL);
	cr_assert(!key || (n == 13 && memcmp(value, "the-kiosk-key", 13) == 0), "round %d: a wrong key", round);
	cr_assert(chain || !key, "round %d: the key without its chain", round);
	cr_assert(store_get_int(s, "place", 7) == 7, "round %d: a wrong setting", round);
	/* A reading that meets damage may fail once; it must not make things up. */
	if (look(s, 1, &first, NULL))
		cr_assert_eq(first.strange, 0, "round %d", round);
	if (look(s, 2, &open, NULL))
		cr_assert_eq(open.strange, 0, "round %d", round);
	bool aside = store_recovered(s);
	cr_assert(put_visit(s, VISITS + 1, 20000, &e), "round %d: %s", round, e.text);
	cr_assert(store_close_bundle(s, 20014, plain_manifest, NULL, &e), "round %d: %s", round, e.text);
	cr_assert(look(s, 0, &open, &e), "round %d: %s", round, e.text);
	cr_assert(store_counts(s, 20000, &c, &e));
	aside = store_recovered(s);
	cr_assert_eq(c.gaps, aside ? 1 : 0);
	o->set_aside += aside;
	o->chain_lost += !chain;
	o->rows_lost += c.rejected > 0;
	o->untouched += !aside && c.rejected == 0;
	store_close(s);
	s = open_store(); /* and it is well again */
	store_close(s);
}

Test(damage, flipped_bits)
{
	struct outcome o = { 0 };
	struct buf good = good_database(), bad = { 0 };
	for (int round = 0; round < 150; round++) {
		bad.size = 0;
		buf_add(&bad, good.data, good.size);
		for (size_t flips = 1 + dice(12); flips > 0; flips--) {
			size_t at = dice(bad.size);
			/* A flip in user_version can look like a newer program's database, which is refused on purpose. */
			if (at < 60 || at > 63)
				bad.data[at] = (char)(bad.data[at] ^ (1 << dice(8)));
		}
		put_database(bad.data, bad.size);
		use(&o, round);
	}
	cr_assert(o.set_aside > 5 && o.rows_lost > 20, "aside %d, rows lost %d, chain lost %d, unnoticed %d",
		  o.set_aside, o.rows_lost, o.chain_lost, o.untouched);
	buf_free(&good);
	buf_free(&bad);
}

Test(damage, zeroed_sectors_and_pages)
{
	struct outcome o = { 0 };
	struct buf good = good_database(), bad = { 0 };
	for (int round = 0; round < 100; round++) {
		size_t size = round % 2 ? 512 : 4096, at = dice(good.size / size) * size;
		bad.size = 0;
		buf_add(&bad, good.data, good.size);
		memset(bad.data + at, 0, size);
		put_database(bad.data, bad.size);
		use(&o, round);
	}
	cr_assert_gt(o.set_aside, 20, "%d", o.set_aside);
	cr_assert_lt(o.chain_lost, 30, "%d: one page of %zu lost the chain", o.chain_lost, good.size / 4096);
	buf_free(&good);
	buf_free(&bad);
}

Test(damage, files_cut_short)
{
	struct outcome o = { 0 };
	struct buf good = good_database();
	for (int round = 1; round < 40; round++) {
		put_database(good.data, good.size * (size_t)round / 40);
		use(&o, round);
	}
	cr_assert_eq(o.set_aside, 39);
	buf_free(&good);
}

Test(damage, what_is_no_database_is_set_aside_whole_with_its_log)
{
	char path[128];
	struct buf b = { 0 };
	struct err e = { 0 };
	store_close(open_store());
	put_database("not a database at all, but long enough to be read as one................................", 88);
	cr_assert(file_write(test_path(path, "escale.db-wal"), "log", 3, 0600, &e));
	store_close(open_store_recovered(true));
	cr_assert(file_read(test_path(path, "quarantine-1.db"), 1000, &b, &e), "%s", e.text);
	cr_assert_eq(b.size, 88);
	cr_assert(file_exists(test_path(path, "quarantine-1.db")));
	buf_free(&b);
	store_close(open_store());
}

/* One page of envelopes lost: everything else is taken over, chain and key and closed bundle included. */
Test(damage, a_fresh_database_takes_over_what_verifies)
{
	static struct seen seen;
	struct buf good = good_database();
	struct err e = { 0 };
	struct store_counts c;
	char value[STORE_SETTING_MAX], path[128];
	size_t n;
	int whole_closed = 0, rounds = 0;
	for (size_t page = 6; page < good.size / 4096; page += 3, rounds++) {
		struct buf bad = { 0 };
		buf_add(&bad, good.data, good.size);
		memset(bad.data + page * 4096, 0xa5, 4096);
		put_database(bad.data, bad.size);
		buf_free(&bad);
		struct store *s = open_store_recovered(true);
		cr_assert(file_exists(test_path(path, "quarantine-1.db")));
		cr_assert(store_counts(s, 20000, &c, &e));
		cr_assert_eq(c.gaps, 1);
		cr_assert_eq(c.visits_total, VISITS);
		cr_assert_eq(c.bundle_number, 2);
		cr_assert(store_get(s, "identity", value, &n, &e), "page %zu: %s", page, e.text);
		int64_t number;
		int closed = store_closed(s, &number, 1);
		whole_closed += closed;
		cr_assert(look(s, 1, &seen, &e));
		cr_assert_eq(seen.total, closed ? FIRST_BUNDLE * 16 : 0, "a closed bundle is whole or absent");
		cr_assert(look(s, 2, &seen, &e));
		cr_assert_eq(seen.strange, 0);
		cr_assert_eq(seen.total, c.facts_kept);
		cr_assert_eq(c.rejected, (VISITS - FIRST_BUNDLE) * 16 - seen.total);
		store_close(s);
	}
	cr_assert(whole_closed > 0 && whole_closed < rounds, "%d of %d", whole_closed, rounds);
	buf_free(&good);
}

Test(damage, at_most_eight_databases_are_kept_aside)
{
	char path[128];
	for (int i = 0; i < 11; i++) {
		struct err e = { 0 };
		cr_assert(file_write(test_path(path, "escale.db"), "garbage", 7, 0600, &e));
		store_close(open_store_recovered(true));
	}
	cr_assert(file_exists(test_path(path, "quarantine-8.db")));
	cr_assert_not(file_exists(test_path(path, "quarantine-9.db")));
}
