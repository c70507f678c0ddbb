#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static char dir[64];

static void make_dir(void)
{
	strcpy(dir, "/tmp/escale-file-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
}

static void remove_dir(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(file, .init = make_dir, .fini = remove_dir);

Test(file, write_then_read_gives_the_same_and_leaves_no_temporary)
{
	char path[128], temporary[140];
	struct err e = { 0 };
	struct buf b = { 0 };
	file_join(path, sizeof path, dir, "a");
	cr_assert(file_write(path, "un", 2, 0600, &e));
	cr_assert(file_write(path, "deux", 4, 0600, &e));
	cr_assert(file_read(path, 100, &b, &e), "%s", e.text);
	cr_assert_str_eq(b.data, "deux");
	snprintf(temporary, sizeof temporary, "%s.tmp", path);
	cr_assert_not(file_exists(temporary));
	buf_free(&b);
}

Test(file, read_refuses_links_folders_and_what_is_too_big)
{
	char path[128], link_path[128];
	struct err e = { 0 };
	struct buf b = { 0 };
	file_join(path, sizeof path, dir, "a");
	file_join(link_path, sizeof link_path, dir, "l");
	cr_assert(file_write(path, "12345", 5, 0600, &e));
	cr_assert_eq(symlink(path, link_path), 0);
	cr_assert_not(file_read(link_path, 100, &b, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	e.code = ERR_NONE;
	cr_assert_not(file_read(dir, 100, &b, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	e.code = ERR_NONE;
	cr_assert_not(file_read(path, 4, &b, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	e.code = ERR_NONE;
	file_join(path, sizeof path, dir, "absent");
	cr_assert_not(file_read(path, 4, &b, &e));
	cr_assert_eq(e.code, ERR_MISSING);
	cr_assert_eq(b.size, 0);
	buf_free(&b);
}

Test(file, mkdir_makes_parents_and_says_when_a_file_is_in_the_way)
{
	char path[128], deep[160];
	struct err e = { 0 };
	snprintf(deep, sizeof deep, "%s/a/b/c", dir);
	cr_assert(file_mkdir(deep, &e), "%s", e.text);
	cr_assert(file_mkdir(deep, &e));
	file_join(path, sizeof path, dir, "f");
	cr_assert(file_write(path, "", 0, 0600, &e));
	cr_assert_not(file_mkdir(path, &e));
}
