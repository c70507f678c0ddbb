/* Papers on the stick: whole, never over other papers, never elsewhere. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/give.h"
#include "base/file.h"

static char stick[64];

static void begin(void)
{
	strcpy(stick, "/tmp/escale-give-XXXXXX");
	cr_assert_not_null(mkdtemp(stick));
}

static void end(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", stick);
	cr_expect_eq(system(command), 0);
}

TestSuite(give, .init = begin, .fini = end);

static enum job_result give(const char *name, const char *html, const char *text)
{
	const struct paper_file files[] = { { ".html", str_from(html) }, { ".txt", str_from(text) } };
	return give_papers(stick, name, files, 2);
}

static bool holds(const char *name, const char *text)
{
	char path[200];
	struct buf b = { 0 };
	snprintf(path, sizeof path, "%s/" GIVE_FOLDER "/%s", stick, name);
	bool same = file_read(path, 1000, &b, NULL) && strcmp(b.data, text) == 0;
	buf_free(&b);
	return same;
}

Test(give, each_twin_is_there)
{
	cr_assert_eq(give("arret-2026-11-22-01004", "<p>21", "21"), RESULT_DONE);
	cr_expect(holds("arret-2026-11-22-01004.html", "<p>21"));
	cr_expect(holds("arret-2026-11-22-01004.txt", "21"));
}

Test(give, the_same_again_is_the_same_and_another_is_beside_it)
{
	cr_assert_eq(give("arret", "a", "b"), RESULT_DONE);
	cr_assert_eq(give("arret", "a", "b"), RESULT_DONE);
	cr_expect(!holds("arret-2.html", "a"));
	cr_assert_eq(give("arret", "a", "c"), RESULT_DONE);
	cr_expect(holds("arret.txt", "b"), "the first one is untouched");
	cr_expect(holds("arret-2.html", "a"));
	cr_expect(holds("arret-2.txt", "c"));
}

Test(give, a_cut_in_the_middle_is_made_good_by_doing_it_again)
{
	char path[200];
	cr_assert_eq(give("arret", "a", "b"), RESULT_DONE);
	snprintf(path, sizeof path, "%s/" GIVE_FOLDER "/arret.txt", stick);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(give("arret", "a", "b"), RESULT_DONE);
	cr_expect(holds("arret.txt", "b"));
}

Test(give, a_link_leads_nowhere_else)
{
	char path[200], elsewhere[] = "/tmp/escale-elsewhere-XXXXXX";
	cr_assert_not_null(mkdtemp(elsewhere));
	snprintf(path, sizeof path, "%s/" GIVE_FOLDER, stick);
	cr_assert_eq(symlink(elsewhere, path), 0);
	cr_expect_neq(give("arret", "a", "b"), RESULT_DONE);
	cr_expect_eq(rmdir(elsewhere), 0, "nothing was written there");
}

Test(give, a_link_under_the_name_is_not_followed)
{
	char path[200], target[200];
	snprintf(path, sizeof path, "%s/" GIVE_FOLDER, stick);
	cr_assert_eq(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/" GIVE_FOLDER "/arret.html", stick);
	snprintf(target, sizeof target, "%s/secret", stick);
	cr_assert(file_write(target, "secret", 6, 0600, NULL));
	cr_assert_eq(symlink(target, path), 0);
	cr_expect_eq(give("arret", "a", "b"), RESULT_DONE);
	struct buf b = { 0 };
	cr_assert(file_read(target, 100, &b, NULL));
	cr_expect_str_eq(b.data, "secret");
	cr_expect(holds("arret-2.html", "a"));
	buf_free(&b);
}

Test(give, no_stick_is_told)
{
	const struct paper_file file = { ".html", STR("a") };
	cr_expect_eq(give_papers("/tmp/escale-no-such-stick", "arret", &file, 1), RESULT_NO_STICK);
}

Test(give, a_stick_that_is_full_of_that_name_is_told)
{
	char text[20];
	for (int i = 0; i < 50; i++) {
		snprintf(text, sizeof text, "%d", i);
		cr_assert_eq(give("arret", text, "x"), RESULT_DONE);
	}
	cr_expect_eq(give("arret", "one more", "x"), RESULT_STICK_FULL);
}

/* ---- what a group produced ---- */

static struct session group_at(const struct pack *p)
{
	struct session s;
	session_init(&s, 0);
	s.guided.on = true;
	s.guided.guide = (short)pack_find_guide(p, "essai");
	strcpy(s.guided.guide_id, "essai");
	s.guided.people = 8;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		s.guided.entries[i].phase = -1;
	return s;
}

Test(give, a_group_takes_a_page_a_text_and_a_table)
{
	static struct pack p;
	struct arena memory = { 0 };
	struct err problem, e = { 0 };
	int count = 0;
	char path[200];
	cr_assert(pack_load(&p, "tests/guides", &memory, &problem, 1, &count, &e), "%s", e.text);
	struct session s = group_at(&p);
	s.staff.info.today = 20779;
	cr_assert_eq(give_guided(stick, &s, &p), RESULT_DONE);
	snprintf(path, sizeof path, "%s/" GIVE_FOLDER "/seance-essai.csv", stick);
	cr_expect(file_exists(path), "the day was not confirmed: it is not in the name");
	s.staff.info.date_confirmed = 1;
	cr_assert_eq(give_guided(stick, &s, &p), RESULT_DONE);
	static const char *const endings[] = { "html", "txt", "csv" };
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/" GIVE_FOLDER "/seance-essai-2026-11-22.%s", stick, endings[i]);
		cr_expect(file_exists(path), "%s", endings[i]);
	}
	s.guided.on = false;
	cr_expect_eq(give_guided(stick, &s, &p), RESULT_NOTHING);
	cr_expect_eq(give_guided("/nowhere", &s, &p), RESULT_NOTHING);
	s.guided.on = true;
	cr_expect_eq(give_guided("/nowhere", &s, &p), RESULT_NO_STICK);
	arena_drop(&memory);
}
