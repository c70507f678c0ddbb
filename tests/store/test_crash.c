/* The power is cut during each write and flush of a script that creates the database, stores visits, closes
 * bundles, changes a setting, restarts and deletes what a receipt acknowledges. What was acknowledged must be there, the rest whole or not at all
 * (faults.md 1, 3, 6). Broken cards and careless programs, planted, must fail the same check. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/helpers/crash.h"
#include "store/helpers/kiosk.h"
#include "base/sha256.h"

TestSuite(crash, .init = test_dir_make, .fini = test_dir_remove, .timeout = 120);

/* What the kiosk was told before the cut. */
struct told {
	int visits_tried, visits_done;
	int bundles_tried, bundles_done;
	int place_tried, place_done;
	int receipts_tried, receipts_done; /* of bundles 1, 2... */
	int transactions; /* a visit; anything but 1 is planted */
};

enum habit { CAREFUL, TELLS_EARLY, HALF_VISITS, HALF_DELETIONS };

enum { VISITS_IN_FIRST = 3 }; /* the bundle that gets a receipt */

static bool try_visit(struct store *s, struct told *t, enum habit habit)
{
	int number = ++t->visits_tried;
	if (habit == TELLS_EARLY)
		t->visits_done = number;
	if (habit == HALF_VISITS && !put_facts(s, number, 0, FACTS_PER_VISIT / 2, 20000, NULL))
		return false;
	if (!put_facts(s, number, habit == HALF_VISITS ? FACTS_PER_VISIT / 2 : 0, FACTS_PER_VISIT, 20000, NULL))
		return false;
	t->visits_done = number;
	return true;
}

static bool try_bundle(struct store *s, struct told *t)
{
	t->bundles_tried++;
	if (!store_close_bundle(s, 20007, plain_manifest, NULL, NULL))
		return false;
	t->bundles_done++;
	return true;
}

static bool try_place(struct store *s, struct told *t, int64_t place)
{
	t->place_tried = (int)place;
	if (!store_set_int(s, "place", place, NULL))
		return false;
	t->place_done = (int)place;
	return true;
}

/* Planted: some envelopes go in a transaction before the receipt's own. */
static bool delete_some(void)
{
	struct db *db;
	char path[128];
	bool ok = db_open_damaged(&db, test_path(path, "escale.db"), CRASH_VFS, NULL) &&
		  db_exec(db, "DELETE FROM envelope WHERE key IN (SELECT key FROM envelope ORDER BY key LIMIT 5)", NULL);
	db_close(db);
	return ok;
}

static bool try_receipt(struct store *s, struct told *t)
{
	char manifest[300], signature[300];
	size_t n, m;
	uint8_t hash[32];
	struct sha256 h;
	int number = t->receipts_tried + 1;
	if (!store_bundle_manifest(s, number, manifest, &n, signature, &m, sizeof manifest, NULL))
		return false;
	sha256_init(&h);
	sha256_add(&h, manifest, n);
	sha256_end(&h, hash);
	t->receipts_tried = number;
	if (!store_receipt(s, number, hash, NULL))
		return false;
	t->receipts_done = number;
	return true;
}

static struct store *try_open(void)
{
	struct store *s = NULL;
	bool recovered;
	store_open_on(&s, test_dir, CRASH_VFS, &recovered, NULL);
	return s;
}

/* The script; ends where the power goes. */
static struct told play(enum habit habit)
{
	struct told t = { .transactions = habit == HALF_VISITS ? 2 : 1 };
	struct store *s = try_open();
	bool on = s && try_visit(s, &t, habit) && try_place(s, &t, 1) && try_visit(s, &t, habit) &&
		  try_visit(s, &t, habit) && try_bundle(s, &t) && try_visit(s, &t, habit) && try_place(s, &t, 2);
	store_close(s);
	s = on && !crash_is_off() ? try_open() : NULL;
	on = s && try_visit(s, &t, habit) && try_bundle(s, &t) && try_visit(s, &t, habit);
	if (on && habit == HALF_DELETIONS) {
		store_close(s);
		s = !crash_is_off() && delete_some() ? try_open() : NULL;
	}
	on = on && s && try_receipt(s, &t) && try_visit(s, &t, habit);
	store_close(s);
	return t;
}

/* NULL when the promise was kept. */
static const char *broken_promise(struct store *s, const struct told *t)
{
	static struct seen seen;
	struct store_counts c;
	int visits = 0;
	if (!store_counts(s, 20000, &c, NULL))
		return "no counts";
	int64_t bundles = c.bundle_number - 1, numbers[8];
	if (bundles != t->bundles_done && bundles != t->bundles_tried)
		return "an acknowledged bundle is open again";
	int64_t receipts = bundles - store_closed(s, numbers, 8);
	if (receipts != t->receipts_done && receipts != t->receipts_tried)
		return "a closed bundle without its manifest, or one that was deleted is back";
	if (receipts && !look(s, 1, &seen, NULL))
		return "a bundle cannot be read";
	if (receipts && seen.total)
		return "an envelope of a deleted bundle";
	visits = receipts ? VISITS_IN_FIRST : 0;
	for (int64_t b = receipts + 1; b <= bundles + 1; b++) {
		char manifest[300], signature[300], expected[64];
		size_t n, m;
		if (!look(s, b, &seen, NULL) || seen.strange)
			return "a damaged envelope";
		if (!seen.whole)
			return "half a visit";
		for (int i = 0; i < seen.visits; i++)
			if (!seen.facts[++visits])
				return "a visit is not where it was stored";
		if (b == bundles + 1)
			continue;
		if (!store_bundle_manifest(s, b, manifest, &n, signature, &m, sizeof manifest, NULL))
			return "no manifest";
		snprintf(expected, sizeof expected, "bundle %d visits %d ", (int)b,
			 seen.visits * t->transactions);
		if (strncmp(manifest, expected, strlen(expected)) != 0)
			return "a manifest of something else";
	}
	if (visits != t->visits_done && visits != t->visits_tried)
		return "an acknowledged visit is lost, or one appeared";
	if (visits * t->transactions != c.visits_total || c.visits_bundle != seen.visits * t->transactions ||
	    c.facts_kept != seen.total)
		return "the counters do not fit the envelopes";
	int64_t place = store_get_int(s, "place", 0);
	if (place != t->place_done && place != t->place_tried)
		return "an acknowledged setting is lost";
	if (!put_visit(s, visits + 1, 20000, NULL))
		return "does not go on serving";
	return NULL;
}

/* Power on and look. With again > 0, the power goes once more at that operation of the opening. */
static const char *after(const struct told *t, uint64_t seed, long again)
{
	bool recovered;
	struct store *s;
	crash_power_on(seed);
	if (again) {
		crash_cut_at(again);
		s = NULL;
		store_open_on(&s, test_dir, CRASH_VFS, &recovered, NULL);
		if (crash_is_off()) {
			store_close(s);
			crash_power_on(seed * 31 + 7);
			s = NULL;
		}
		crash_cut_at(0);
		store_close(s);
	}
	if (!store_open_on(&s, test_dir, CRASH_VFS, &recovered, NULL))
		return "does not open";
	const char *broken = recovered ? "taken for damaged" : broken_promise(s, t);
	store_close(s);
	return broken;
}

static long points; /* crash states looked at, for the log */

/* Cut at every operation. The first broken promise, or NULL. */
static const char *sweep(enum habit habit, enum crash_plant plant, bool twice)
{
	static char report[200];
	points = 0;
	for (long at = 1;; at++)
		for (uint64_t seed = 0; seed < 3; seed += twice ? 2 : 1) {
			crash_reset();
			crash_plant(plant);
			crash_cut_at(at);
			struct told t = play(habit);
			if (!crash_is_off())
				return NULL; /* the script came to its end */
			long again = twice ? 1 + (at * 7 + (long)seed) % 12 : 0;
			const char *broken = after(&t, seed < 2 ? seed : (uint64_t)at * 8 + seed, again);
			points++;
			if (broken) {
				snprintf(report, sizeof report, "operation %ld, seed %d: %s", at, (int)seed, broken);
				return report;
			}
		}
}

Test(crash, what_was_acknowledged_survives_and_the_rest_is_whole_or_absent)
{
	const char *broken = sweep(CAREFUL, PLANT_NONE, false);
	cr_assert_null(broken, "%s", broken);
	cr_assert_gt(points, 450, "%ld points: the script hardly touches the card", points);
}

Test(crash, a_second_cut_during_recovery_changes_nothing)
{
	const char *broken = sweep(CAREFUL, PLANT_NONE, true);
	cr_assert_null(broken, "%s", broken);
}

/* The check is worth nothing unless these fail it. */
Test(crash, planted_a_card_that_does_not_flush_is_noticed)
{
	cr_assert_not_null(sweep(CAREFUL, PLANT_NO_FLUSH, false));
}

Test(crash, planted_a_log_that_is_not_flushed_is_noticed)
{
	cr_assert_not_null(sweep(CAREFUL, PLANT_NO_LOG_FLUSH, false));
}

Test(crash, planted_an_acknowledgement_before_the_commit_is_noticed)
{
	const char *broken = sweep(TELLS_EARLY, PLANT_NONE, false);
	cr_assert(broken && strstr(broken, "acknowledged visit"), "%s", broken ? broken : "nothing");
}

Test(crash, planted_a_visit_in_two_transactions_is_noticed)
{
	const char *broken = sweep(HALF_VISITS, PLANT_NONE, false);
	cr_assert(broken && strstr(broken, "half a visit"), "%s", broken ? broken : "nothing");
}

Test(crash, planted_a_deletion_in_two_transactions_is_noticed)
{
	const char *broken = sweep(HALF_DELETIONS, PLANT_NONE, false);
	cr_assert(broken && strstr(broken, "half a visit"), "%s", broken ? broken : "nothing");
}

/* ---- migrations ------------------------------------------------------------------------------------------------- */

/* From version 1 to 3: the second moves the rows, the third needs the second. */
static const struct db_migration versions[] = {
	{ "CREATE TABLE a(x); INSERT INTO a VALUES(1),(2),(3);" },
	{ "CREATE TABLE b(y); INSERT INTO b SELECT x * 10 FROM a; DROP TABLE a;" },
	{ "ALTER TABLE b ADD COLUMN z DEFAULT 5; UPDATE b SET z = y + 1;" },
};

static int64_t ask(struct db *db, const char *sql)
{
	struct db_query *q;
	if (!db_prepare(db, &q, sql, NULL))
		return -1;
	int64_t v = db_step(q, NULL) ? db_int(q, 0) : -1;
	db_finish(q);
	return v;
}

Test(crash, a_migration_is_done_or_not_begun)
{
	int seen[4] = { 0 };
	bool on = false;
	for (long at = 1; !on; at++)
		for (uint64_t seed = 0; seed < 6; seed++) {
			struct db *db;
			struct err e = { 0 };
			crash_reset();
			cr_assert(db_open(&db, "m.db", versions, 1, CRASH_VFS, &e), "%s", e.text);
			db_close(db);
			crash_power_on(1);
			crash_cut_at(at);
			db = NULL;
			if (db_open(&db, "m.db", versions, 3, CRASH_VFS, NULL) && !crash_is_off())
				on = true;
			db_close(db);
			crash_power_on(seed);
			cr_assert(db_open_damaged(&db, "m.db", CRASH_VFS, &e), "%s", e.text);
			int64_t version = ask(db, "PRAGMA user_version");
			cr_assert(version >= 1 && version <= 3);
			seen[version]++;
			cr_assert_eq(ask(db, "SELECT count(*) FROM sqlite_schema"), 1);
			cr_assert_eq(ask(db, "SELECT sum(x) FROM a"), version == 1 ? 6 : -1);
			cr_assert_eq(ask(db, "SELECT sum(y) FROM b"), version > 1 ? 60 : -1);
			cr_assert_eq(ask(db, "SELECT sum(z) FROM b"), version > 2 ? 63 : -1);
			db_close(db);
			cr_assert(db_open(&db, "m.db", versions, 3, CRASH_VFS, &e), "%s", e.text);
			cr_assert_eq(ask(db, "SELECT sum(z) FROM b"), 63);
			db_close(db);
		}
	cr_assert(seen[1] && seen[2] && seen[3], "every version was met: %d %d %d", seen[1], seen[2], seen[3]);
}

Test(crash, a_database_from_the_future_is_refused_and_kept)
{
	struct db *db;
	struct err e = { 0 };
	crash_reset();
	cr_assert(db_open(&db, "m.db", versions, 3, CRASH_VFS, &e));
	db_close(db);
	cr_assert_not(db_open(&db, "m.db", versions, 2, CRASH_VFS, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_assert_null(db);
	e.code = ERR_NONE;
	cr_assert(db_open(&db, "m.db", versions, 3, CRASH_VFS, &e), "%s", e.text);
	db_close(db);
}
