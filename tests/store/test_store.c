#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "store/helpers/kiosk.h"

TestSuite(store, .init = test_dir_make, .fini = test_dir_remove);

static struct store_counts counts(struct store *s, int64_t day)
{
	struct store_counts c;
	struct err e = { 0 };
	cr_assert(store_counts(s, day, &c, &e), "%s", e.text);
	return c;
}

Test(store, a_new_store_is_empty_and_opens_bundle_one)
{
	struct store *s = open_store();
	struct store_counts c = counts(s, 20000);
	int64_t numbers[4];
	cr_assert_eq(c.visits_total, 0);
	cr_assert_eq(c.bundle_number, 1);
	cr_assert_eq(c.opened_day, -1);
	cr_assert_eq(store_closed(s, numbers, 4), 0);
	store_close(s);
}

Test(store, the_database_is_its_owners_alone_and_leaves_no_log_when_closed)
{
	char path[128];
	struct stat st;
	store_close(open_store());
	cr_assert_eq(stat(test_path(path, "escale.db"), &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert_not(file_exists(test_path(path, "escale.db-wal")));
	cr_assert_not(file_exists(test_path(path, "escale.db-shm")));
}

Test(store, visits_are_counted_and_their_envelopes_given_back_after_a_restart)
{
	struct store *s = open_store();
	struct err e = { 0 };
	struct seen seen;
	cr_assert(put_visit(s, 1, -1, &e), "%s", e.text);
	cr_assert(put_visit(s, 2, 20000, &e), "%s", e.text);
	cr_assert(put_visit(s, 3, 20000, &e), "%s", e.text);
	store_close(s);
	s = open_store();
	struct store_counts c = counts(s, 20000);
	cr_assert_eq(c.visits_today, 2);
	cr_assert_eq(c.visits_bundle, 3);
	cr_assert_eq(c.visits_total, 3);
	cr_assert_eq(c.facts_seen, 48);
	cr_assert_eq(c.facts_kept, 48);
	cr_assert_eq(c.opened_day, 20000);
	cr_assert_eq(counts(s, 20001).visits_today, 0);
	cr_assert(look(s, 0, &seen, &e));
	cr_assert_eq(seen.total, 48);
	cr_assert_eq(seen.strange, 0);
	cr_assert(seen.whole);
	store_close(s);
}

/* A bus tells how many people it helped: its facts are kept, and nobody counts as a visitor for it. */
Test(store, the_facts_of_a_stop_are_kept_and_are_no_visit)
{
	struct store *s = open_store();
	struct err e = { 0 };
	uint8_t bytes[16][SEALED_SIZE] = { 0 };
	struct sealed sealed[16];
	for (int i = 0; i < 16; i++)
		sealed[i] = (struct sealed){ bytes[i], sizeof bytes[i] };
	cr_assert(store_stop(s, sealed, 16, 20000, &e), "%s", e.text);
	struct store_counts c = counts(s, 20000);
	cr_expect_eq(c.visits_today, 0);
	cr_expect_eq(c.visits_bundle, 0);
	cr_expect_eq(c.visits_total, 0);
	cr_expect_eq(c.facts_seen, 16);
	cr_expect_eq(c.facts_kept, 16);
	cr_expect_eq(c.opened_day, 20000, "what is kept grows old from that day on");
	cr_assert(put_visit(s, 1, 20003, &e), "%s", e.text);
	cr_expect_eq(counts(s, 20003).visits_bundle, 1);
	cr_expect_eq(counts(s, 20003).opened_day, 20000);
	store_close(s);
}

Test(store, a_setting_is_replaced_whole_and_may_be_missing_or_too_big)
{
	struct store *s = open_store();
	struct err e = { 0 };
	char out[STORE_SETTING_MAX], big[STORE_SETTING_MAX + 1] = { 0 };
	size_t n;
	cr_assert_not(store_get(s, "place", out, &n, &e));
	cr_assert_eq(e.code, ERR_MISSING);
	e.code = ERR_NONE;
	cr_assert(store_set(s, "place", "mediatheque", 11, &e));
	cr_assert(store_set(s, "place", "bus", 3, &e));
	cr_assert(store_set(s, "empty", "", 0, &e));
	cr_assert(store_set(s, "full", big, STORE_SETTING_MAX, &e));
	cr_assert_not(store_set(s, "over", big, sizeof big, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	store_close(s);
	s = open_store();
	cr_assert(store_get(s, "place", out, &n, NULL));
	cr_assert_eq(n, 3);
	cr_assert_arr_eq(out, "bus", 3);
	cr_assert(store_get(s, "empty", out, &n, NULL));
	cr_assert_eq(n, 0);
	cr_assert(store_get(s, "full", out, &n, NULL));
	cr_assert_eq(n, STORE_SETTING_MAX);
	store_close(s);
}

Test(store, numbers_and_code_tries_survive_a_restart)
{
	struct store *s = open_store();
	struct err e = { 0 };
	cr_assert_eq(store_get_int(s, "version", 7), 7);
	cr_assert(store_set_int(s, "version", -3, &e));
	cr_assert(store_pin_tries(s, "staff", 4, &e));
	store_close(s);
	s = open_store();
	cr_assert_eq(store_get_int(s, "version", 7), -3);
	cr_assert_eq(store_pin_tries_get(s, "staff"), 4);
	cr_assert_eq(store_pin_tries_get(s, "supervisor"), 0);
	store_close(s);
}

/* A stop without store_close is a dirty one: fork, store a visit, vanish. */
Test(store, dirty_stops_are_counted_in_the_open_bundle)
{
	struct err e = { 0 };
	for (int i = 0; i < 5; i++) {
		pid_t child = fork();
		if (child == 0) {
			struct store *s;
			bool recovered;
			_exit(store_open(&s, test_dir, &recovered, NULL) && put_visit(s, i, -1, NULL) ? 0 : 1);
		}
		int status;
		cr_assert_eq(waitpid(child, &status, 0), child);
		cr_assert_eq(status, 0);
	}
	struct store *s = open_store();
	cr_assert_eq(counts(s, -1).dirty_stops, 5);
	cr_assert_eq(counts(s, -1).visits_total, 5);
	cr_assert(store_close_bundle(s, -1, plain_manifest, NULL, &e), "%s", e.text);
	cr_assert_eq(counts(s, -1).dirty_stops, 0);
	store_close(s);
	s = open_store();
	cr_assert_eq(counts(s, -1).dirty_stops, 0, "a clean stop was taken for a dirty one");
	store_close(s);
	cr_assert_str_eq(store_dirty_band(0), "0");
	cr_assert_str_eq(store_dirty_band(1), "1-3");
	cr_assert_str_eq(store_dirty_band(3), "1-3");
	cr_assert_str_eq(store_dirty_band(4), "4+");
}

Test(store, two_kiosks_do_not_share_a_database)
{
	struct store *s = open_store();
	struct err e = { 0 };
	int status;
	pid_t child = fork();
	if (child == 0) {
		struct store *other;
		bool recovered;
		bool opened = store_open(&other, test_dir, &recovered, &e);
		_exit(!opened && !recovered && e.code == ERR_REFUSED ? 0 : 1);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(status, 0);
	store_close(s);
}
