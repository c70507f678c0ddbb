/* Receipts: the one thing that deletes envelopes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "store/db.h"
#include "store/helpers/kiosk.h"
#include "base/sha256.h"

TestSuite(receipt, .init = test_dir_make, .fini = test_dir_remove, .timeout = 60);

static void hash_of(struct store *s, int64_t number, uint8_t out[32])
{
	char manifest[300], signature[300];
	size_t n, m;
	struct sha256 h;
	cr_assert(store_bundle_manifest(s, number, manifest, &n, signature, &m, sizeof manifest, NULL));
	sha256_init(&h);
	sha256_add(&h, manifest, n);
	sha256_end(&h, out);
}

/* Two closed bundles of three visits and an open one of one. */
static struct store *two_closed(void)
{
	struct store *s = open_store();
	for (int i = 1; i <= 6; i++) {
		cr_assert(put_visit(s, i, 20000, NULL));
		if (i % 3 == 0)
			cr_assert(store_close_bundle(s, 20007, plain_manifest, NULL, NULL));
	}
	cr_assert(put_visit(s, 7, 20007, NULL));
	return s;
}

static int total(struct store *s, int64_t bundle)
{
	static struct seen seen;
	cr_assert(look(s, bundle, &seen, NULL));
	return seen.total;
}

struct kept {
	int count;
	uint8_t bytes[64][SEALED_SIZE];
};

static bool keep(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	(void)e;
	struct kept *k = context;
	memcpy(k->bytes[k->count++], bytes, n);
	return true;
}

/* How many of them the database or its log still hold. Their ends: what lies over two pages is cut there. */
static int on_card(const struct kept *k)
{
	static const char *const names[] = { "escale.db", "escale.db-wal" };
	int found = 0;
	for (int i = 0; i < 2; i++) {
		char path[128];
		struct buf b = { 0 };
		if (!file_read(test_path(path, names[i]), 64 << 20, &b, NULL))
			continue;
		for (int n = 0; n < k->count; n++)
			found += memmem(b.data, b.size, k->bytes[n] + 8, 24) || memmem(b.data, b.size, k->bytes[n] + 232, 24);
		buf_free(&b);
	}
	return found;
}

Test(receipt, deletes_that_bundle_and_nothing_else)
{
	struct store *s = two_closed();
	struct err e = { 0 };
	struct store_counts before, c;
	uint8_t hash[32];
	int64_t numbers[4];
	cr_assert(store_counts(s, 20007, &before, NULL));
	hash_of(s, 1, hash);
	cr_assert(store_receipt(s, 1, hash, &e), "%s", e.text);
	for (int again = 0; again < 2; again++) {
		cr_assert_eq(total(s, 1), 0);
		cr_assert_eq(total(s, 2), 3 * FACTS_PER_VISIT);
		cr_assert_eq(total(s, 0), FACTS_PER_VISIT);
		cr_assert_eq(store_closed(s, numbers, 4), 1);
		cr_assert_eq(numbers[0], 2);
		cr_assert(store_counts(s, 20007, &c, NULL));
		cr_assert_eq(memcmp(&c, &before, sizeof c), 0, "a counter changed");
		store_close(s);
		s = open_store();
	}
	store_close(s);
}

Test(receipt, what_it_deletes_is_overwritten_on_the_card)
{
	struct store *s = two_closed();
	static struct kept gone, stays;
	uint8_t hash[32];
	hash_of(s, 1, hash);
	cr_assert(store_each(s, 1, keep, &gone, NULL) && store_each(s, 2, keep, &stays, NULL));
	cr_assert_geq(on_card(&gone), gone.count, "the check finds what is there");
	cr_assert(store_receipt(s, 1, hash, NULL));
	cr_assert_eq(on_card(&gone), 0, "while running");
	cr_assert_geq(on_card(&stays), stays.count);
	store_close(s);
	cr_assert_eq(on_card(&gone), 0, "after the end");
}

Test(receipt, the_chain_goes_on)
{
	struct store *s = two_closed();
	uint8_t hash[32], previous[32];
	char manifest[300], signature[300], expected[8];
	size_t n, m;
	hash_of(s, 2, hash);
	memcpy(previous, hash, 32);
	cr_assert(store_receipt(s, 2, hash, NULL));
	cr_assert(store_close_bundle(s, 20014, plain_manifest, NULL, NULL));
	cr_assert(store_bundle_manifest(s, 3, manifest, &n, signature, &m, sizeof manifest, NULL));
	manifest[n] = '\0';
	snprintf(expected, sizeof expected, "%02x%02x", previous[0], previous[31]);
	cr_assert(strstr(manifest, expected), "%s: previous is not %s", manifest, expected);
	store_close(s);
}

Test(receipt, for_another_manifest_is_refused)
{
	struct store *s = two_closed();
	struct err e = { 0 };
	uint8_t hash[32];
	hash_of(s, 2, hash);
	cr_assert_not(store_receipt(s, 1, hash, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	hash_of(s, 1, hash);
	hash[31] ^= 1;
	cr_assert_not(store_receipt(s, 1, hash, NULL));
	cr_assert_eq(total(s, 1) + total(s, 2), 6 * FACTS_PER_VISIT);
	store_close(s);
}

Test(receipt, for_an_open_or_unknown_bundle_is_missing)
{
	struct store *s = two_closed();
	uint8_t hash[32] = { 0 };
	static const int64_t numbers[] = { 3, 4, 0, -1, INT64_MAX };
	for (int i = 0; i < 5; i++) {
		struct err e = { 0 };
		cr_assert_not(store_receipt(s, numbers[i], hash, &e));
		cr_assert_eq(e.code, ERR_MISSING, "%lld", (long long)numbers[i]);
	}
	cr_assert_eq(total(s, 0), FACTS_PER_VISIT);
	store_close(s);
}

Test(receipt, may_come_again_but_not_with_another_hash)
{
	struct store *s = two_closed();
	struct err e = { 0 };
	uint8_t hash[32];
	hash_of(s, 1, hash);
	cr_assert(store_receipt(s, 1, hash, NULL));
	cr_assert(store_receipt(s, 1, hash, &e), "%s", e.text);
	hash[0] ^= 1;
	cr_assert_not(store_receipt(s, 1, hash, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	store_close(s);
}

static void change(const char *sql)
{
	struct db *db;
	char path[128];
	struct err e = { 0 };
	cr_assert(db_open_damaged(&db, test_path(path, "escale.db"), NULL, &e), "%s", e.text);
	cr_assert(db_exec(db, sql, &e), "%s", e.text);
	db_close(db);
}

Test(receipt, for_a_bundle_whose_manifest_rotted_deletes_nothing_and_keeps_the_database)
{
	struct store *s = two_closed();
	struct err e = { 0 };
	uint8_t hash[32];
	hash_of(s, 1, hash);
	store_close(s);
	change("UPDATE bundle SET manifest = x'00' WHERE number = 1");
	s = open_store();
	cr_assert_not(store_receipt(s, 1, hash, &e));
	cr_assert_eq(e.code, ERR_CORRUPT);
	cr_assert_not(store_recovered(s));
	cr_assert_eq(total(s, 1), 3 * FACTS_PER_VISIT);
	store_close(s);
}

Test(receipt, is_remembered_by_a_database_that_takes_over)
{
	struct store *s = two_closed();
	struct err e = { 0 };
	uint8_t hash[32];
	hash_of(s, 1, hash);
	cr_assert(store_receipt(s, 1, hash, NULL));
	store_close(s);
	/* quick_check refuses a row that breaks a CHECK. */
	change("PRAGMA ignore_check_constraints = ON; INSERT INTO state SELECT 2, number, visits, seen, kept, opened_day,"
	       " dirty_stops, total, today, visits_today, lost, gaps, rejected, running, previous, mark FROM state");
	s = open_store_recovered(true);
	cr_assert_eq(total(s, 1), 0);
	cr_assert_eq(total(s, 2), 3 * FACTS_PER_VISIT);
	cr_assert(store_receipt(s, 1, hash, &e), "%s", e.text);
	store_close(s);
}

/* A database of the program before receipts: version 1, without the table. */
Test(receipt, an_older_database_learns_them)
{
	struct store *s = two_closed();
	struct err e = { 0 };
	uint8_t hash[32];
	store_close(s);
	change("DROP TABLE receipt; DROP TABLE age; DROP TABLE kept; PRAGMA user_version = 1");
	s = open_store();
	hash_of(s, 1, hash);
	cr_assert(store_receipt(s, 1, hash, &e), "%s", e.text);
	cr_assert_eq(total(s, 1), 0);
	store_close(s);
}
