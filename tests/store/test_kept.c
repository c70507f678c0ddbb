/* What is kept through a power cut: the old one or the new one, never half; gone when it is forgotten; several settings that
 * change together. */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "store/helpers/crash.h"
#include "store/helpers/kiosk.h"

TestSuite(kept, .init = test_dir_make, .fini = test_dir_remove, .timeout = 120);

enum { BIG = 12000 }; /* some pages: the sweeps open the database a thousand times */
static uint8_t bytes[STORE_KEPT_MAX + 1], back[STORE_KEPT_MAX + 1];

/* The n-th thing that is kept: the same letter over and over, so that half of two shows. */
static const uint8_t *thing(int n)
{
	memset(bytes, 'a' + n % 26, BIG);
	return bytes;
}

/* Which one is there: 0 none, -1 a mixture. */
static int found(struct store *s, int which)
{
	size_t n;
	struct err e = { 0 };
	if (!store_kept(s, which, back, sizeof back, &n, &e))
		return e.code == ERR_MISSING ? 0 : -1;
	for (size_t i = 1; i < n; i++)
		if (back[i] != back[0])
			return -1;
	return n == BIG ? back[0] - 'a' : -1;
}

Test(kept, it_is_there_after_a_restart_replaced_whole_and_each_kind_for_itself)
{
	struct store *s = open_store();
	struct err e = { 0 };
	cr_assert_eq(found(s, 0), 0);
	cr_assert(store_keep(s, 0, thing(1), BIG, &e) && store_keep(s, 1, thing(5), BIG, &e), "%s", e.text);
	cr_assert(store_keep(s, 0, thing(2), BIG, &e), "%s", e.text);
	store_close(s);
	s = open_store();
	cr_assert_eq(found(s, 0), 2);
	cr_assert_eq(found(s, 1), 5);
	cr_assert(store_forget(s, 0, &e) && store_forget(s, 0, &e), "also when there is none: %s", e.text);
	cr_assert_eq(found(s, 0), 0);
	cr_assert_eq(found(s, 1), 5);
	store_close(s);
}

Test(kept, it_is_bounded_on_both_sides)
{
	struct store *s = open_store();
	struct err e = { 0 };
	size_t n;
	cr_assert(store_keep(s, 0, bytes, STORE_KEPT_MAX, &e), "%s", e.text);
	cr_assert_not(store_keep(s, 0, bytes, STORE_KEPT_MAX + 1, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	e = (struct err){ 0 };
	cr_assert_not(store_kept(s, 0, back, STORE_KEPT_MAX - 1, &n, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	cr_assert_eq(n, 0);
	store_close(s);
}

static void sql(const char *statement)
{
	char path[128];
	sqlite3 *db;
	cr_assert_eq(sqlite3_open(test_path(path, "escale.db"), &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, statement, NULL, NULL, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

Test(kept, one_that_the_card_changed_is_not_given_back)
{
	struct store *s = open_store();
	struct err e = { 0 };
	size_t n;
	cr_assert(store_keep(s, 0, "sealed", 6, &e), "%s", e.text);
	store_close(s);
	sql("UPDATE kept SET bytes = x'616263646566'");
	s = open_store();
	cr_assert_not(store_kept(s, 0, back, sizeof back, &n, &e));
	cr_assert_eq(e.code, ERR_CORRUPT);
	store_close(s);
}

/* ---- forgotten is gone ---- */

static int hits(const char *needle)
{
	static const char *const names[] = { "escale.db", "escale.db-wal", "escale.db-journal" };
	int found_in = 0;
	for (int i = 0; i < 3; i++) {
		char path[128];
		struct buf b = { 0 };
		if (!file_read(test_path(path, names[i]), 64 << 20, &b, NULL))
			continue;
		found_in += memmem(b.data, b.size, needle, strlen(needle)) != NULL;
		buf_free(&b);
	}
	return found_in;
}

static void fill(uint8_t *out)
{
	for (int i = 0; i < BIG; i += 20)
		memcpy(out + i, "perle-de-la-seance..", 20);
}

Test(kept, what_is_forgotten_or_replaced_is_in_no_file_any_more)
{
	struct store *s = open_store();
	struct err e = { 0 };
	fill(bytes);
	cr_assert(store_keep(s, 0, bytes, BIG, &e), "%s", e.text);
	cr_assert_gt(hits("perle-de-la-seance"), 0, "the control of the search");
	cr_assert(store_forget(s, 0, &e), "%s", e.text);
	cr_assert_eq(hits("perle-de-la-seance"), 0, "forgotten");
	fill(bytes);
	cr_assert(store_keep(s, 0, bytes, BIG, &e), "%s", e.text);
	cr_assert(store_keep(s, 0, thing(3), BIG, &e), "%s", e.text);
	cr_assert_eq(hits("perle-de-la-seance"), 0, "replaced");
	store_close(s);
}

Test(kept, planted_a_deletion_that_leaves_the_bytes_is_found)
{
	struct store *s = open_store();
	struct err e = { 0 };
	fill(bytes);
	cr_assert(store_keep(s, 0, bytes, BIG, &e), "%s", e.text);
	store_close(s);
	sql("PRAGMA secure_delete = OFF; DELETE FROM kept");
	cr_assert_gt(hits("perle-de-la-seance"), 0);
}

/* ---- the power goes ---- */

struct told {
	int tried, done; /* the last thing that was asked to be kept, and the last one acknowledged; 0: forgotten */
	bool change_tried, change_done;
};

enum habit { CAREFUL, IN_TWO };

static bool keep(struct store *s, struct told *t, int n, enum habit habit)
{
	t->tried = n;
	if (n && habit == IN_TWO && !store_forget(s, 0, NULL))
		return false;
	if (n ? !store_keep(s, 0, thing(n), BIG, NULL) : !store_forget(s, 0, NULL))
		return false;
	t->done = n;
	return true;
}

static bool change(struct store *s, struct told *t)
{
	const struct store_change both[] = { { "first", "new", 3 }, { "second", "new", 3 }, { "old", NULL, 0 } };
	t->change_tried = true;
	return t->change_done = store_change(s, both, 3, 1u << 1, NULL);
}

static struct told play(enum habit habit)
{
	struct told t = { 0 };
	struct store *s = NULL;
	bool recovered;
	if (store_open_on(&s, test_dir, CRASH_VFS, &recovered, NULL) && store_set(s, "old", "old", 3, NULL) &&
	    store_keep(s, 1, thing(9), BIG, NULL) && keep(s, &t, 1, habit) && keep(s, &t, 2, habit) &&
	    change(s, &t) && keep(s, &t, 3, habit))
		keep(s, &t, 0, habit);
	store_close(s);
	return t;
}

static const char *broken_promise(struct store *s, const struct told *t)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	int there = found(s, 0);
	if (there < 0)
		return "half of one";
	if (there != t->done && there != t->tried)
		return "neither the old one nor the new one";
	bool first = store_get(s, "first", value, &n, NULL), second = store_get(s, "second", value, &n, NULL);
	bool old = store_get(s, "old", value, &n, NULL), other = found(s, 1) == 9;
	if (first != second || (first && (old || other)) || (t->change_tried && !first && !(old && other)))
		return "half of a change";
	if (t->change_done && !first)
		return "an acknowledged change is lost";
	return NULL;
}

static const char *sweep(enum habit habit, enum crash_plant plant, long *points)
{
	static char report[200];
	*points = 0;
	for (long at = 1;; at++)
		for (uint64_t seed = 0; seed < 3; seed++) {
			struct store *s;
			bool recovered;
			crash_reset();
			crash_plant(plant);
			crash_cut_at(at);
			struct told t = play(habit);
			if (!crash_is_off())
				return NULL;
			crash_power_on(seed < 2 ? seed : (uint64_t)at * 8 + seed);
			++*points;
			const char *broken = "does not open";
			if (store_open_on(&s, test_dir, CRASH_VFS, &recovered, NULL)) {
				broken = recovered ? "taken for damaged" : broken_promise(s, &t);
				store_close(s);
			}
			if (broken) {
				snprintf(report, sizeof report, "operation %ld, seed %d: %s", at, (int)seed, broken);
				return report;
			}
		}
}

Test(kept, a_power_cut_leaves_the_old_one_or_the_new_one)
{
	long points;
	const char *broken = sweep(CAREFUL, PLANT_NONE, &points);
	cr_assert_null(broken, "%s", broken);
	cr_assert_gt(points, 300, "%ld points: the script hardly touches the card", points);
}

Test(kept, planted_forgetting_before_keeping_and_a_card_that_does_not_flush_are_noticed)
{
	long points;
	const char *broken = sweep(IN_TWO, PLANT_NONE, &points);
	cr_assert(broken && strstr(broken, "neither"), "%s", broken ? broken : "nothing");
	cr_assert_not_null(sweep(CAREFUL, PLANT_NO_FLUSH, &points));
}

/* ---- a damaged database ---- */

Test(kept, it_comes_along_when_a_damaged_database_is_set_aside)
{
	struct store *s = open_store();
	struct err e = { 0 };
	cr_assert(put_visit(s, 1, 20000, &e), "%s", e.text); /* the counters are what salvage begins with */
	cr_assert(store_keep(s, 0, thing(4), BIG, &e), "%s", e.text);
	cr_assert_eq(store_epoch(s), 0);
	store_close(s);
	sql("CREATE TABLE extra(x UNIQUE); INSERT INTO extra VALUES(1)");
	sql("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_extra%'");
	s = open_store_recovered(true);
	cr_assert_eq(store_epoch(s), 1);
	cr_assert_eq(found(s, 0), 4);
	store_close(s);
}
