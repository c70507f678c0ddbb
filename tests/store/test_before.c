/* The database survives an update that does not work: tests of store_before.c. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "store/db.h"
#include "store/helpers/kiosk.h"

TestSuite(before, .init = test_dir_make, .fini = test_dir_remove);

static bool is_there(const char *name)
{
	char path[128];
	return file_exists(test_path(path, name));
}

static void change(const char *sql)
{
	char path[128];
	struct db *db;
	struct err e = { 0 };
	cr_assert(db_open_damaged(&db, test_path(path, "escale.db"), NULL, &e), "%s", e.text);
	cr_assert(db_exec(db, sql, &e), "%s", e.text);
	db_close(db);
}

/* As the program before receipts left it. */
static void make_older(void)
{
	struct store *s = open_store();
	struct err e = { 0 };
	cr_assert(put_visit(s, 1, 20000, &e), "%s", e.text);
	store_close(s);
	change("DROP TABLE receipt; DROP TABLE age; DROP TABLE kept; PRAGMA user_version = 1");
}

static int64_t visits(struct store *s)
{
	struct store_counts c;
	struct err e = { 0 };
	cr_assert(store_counts(s, 20000, &c, &e), "%s", e.text);
	return c.visits_total;
}

Test(before, a_database_that_is_up_to_date_has_no_copy)
{
	store_close(open_store());
	store_close(open_store());
	cr_assert_not(is_there("escale-before.db"));
}

Test(before, a_copy_is_kept_before_a_migration_until_the_program_has_shown_that_it_works)
{
	make_older();
	struct store *s = open_store();
	cr_assert_eq(visits(s), 1);
	cr_assert(is_there("escale-before.db"));
	store_settled(s);
	cr_assert_not(is_there("escale-before.db"));
	store_close(s);
}

Test(before, a_second_start_that_does_not_work_either_leaves_the_copy_as_it_is)
{
	char path[128];
	struct buf first = { 0 }, second = { 0 };
	struct err e = { 0 };
	make_older();
	store_close(open_store());
	cr_assert(file_read(test_path(path, "escale-before.db"), 1 << 24, &first, &e), "%s", e.text);
	store_close(open_store());
	cr_assert(file_read(test_path(path, "escale-before.db"), 1 << 24, &second, &e), "%s", e.text);
	cr_assert(first.size == second.size && memcmp(first.data, second.data, first.size) == 0);
	buf_free(&first);
	buf_free(&second);
}

/* The program before, after the new one gave up: the copy's version is one that it knows. */
Test(before, the_program_before_finds_its_database_again)
{
	make_older();
	store_close(open_store());
	change("PRAGMA user_version = 900"); /* a schema of which this program knows nothing */
	struct store *s = open_store();
	cr_assert_eq(visits(s), 1);
	struct err e = { 0 };
	cr_assert(put_visit(s, 2, 20000, &e), "%s", e.text);
	store_settled(s);
	store_close(s);
	s = open_store();
	cr_assert_eq(visits(s), 2);
	store_close(s);
}

/* The new one has worked, and perhaps taken visits: there is nothing to go back to, and nothing is destroyed. */
Test(before, without_a_copy_a_newer_database_is_refused_and_stays)
{
	struct store *s = open_store();
	struct err e = { 0 };
	bool recovered;
	cr_assert(put_visit(s, 1, 20000, &e), "%s", e.text);
	store_close(s);
	change("PRAGMA user_version = 900");
	cr_assert_not(store_open(&s, test_dir, &recovered, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_assert(is_there("escale.db"));
	cr_assert_not(is_there("quarantine-1.db"));
	change("PRAGMA user_version = 4");
	s = open_store();
	cr_assert_eq(visits(s), 1);
	store_close(s);
}
