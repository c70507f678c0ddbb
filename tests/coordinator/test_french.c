/* Dates, numbers and titles as French readers write them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "coordinator/args.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/titles.h"

Test(french, a_day_goes_there_and_back)
{
	char out[FRENCH_MAX];
	int64_t day;
	cr_assert(day_parse("2027-02-03", &day));
	cr_assert_str_eq(day_iso(day, out), "2027-02-03");
	cr_assert_str_eq(day_fr(day, out), "3\u202ffévrier\u202f2027");
	cr_assert(day_parse("1970-01-01", &day));
	cr_assert_eq(day, 0);
	cr_assert(day_parse("2028-02-29", &day));
	cr_assert_str_eq(day_fr(day + 1, out), "1er\u202fmars\u202f2028");
}

Test(french, days_that_do_not_exist_are_refused)
{
	static const char *const bad[] = { "2027-02-29", "2027-13-01", "2027-00-10",  "2027-1-1", "27-01-01",
		                           "2027-01-32", "2027/01/01", "2027-01-01 ", "",         "demain" };
	int64_t day;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_not(day_parse(bad[i], &day), "%s", bad[i]);
}

Test(french, a_month_has_its_last_day)
{
	char out[FRENCH_MAX];
	int64_t first, last;
	cr_assert(month_parse("2028-02", &first, &last));
	cr_assert_str_eq(day_iso(last, out), "2028-02-29");
	cr_assert(month_parse("2027-12", &first, &last));
	cr_assert_str_eq(day_iso(last, out), "2027-12-31");
	cr_assert_not(month_parse("2027-13", &first, &last));
}

Test(french, numbers_have_thin_spaces_every_three_digits)
{
	char out[FRENCH_MAX];
	cr_assert_str_eq(number_fr(0, out), "0");
	cr_assert_str_eq(number_fr(999, out), "999");
	cr_assert_str_eq(number_fr(1203, out), "1\u202f203");
	cr_assert_str_eq(number_fr(12345678, out), "12\u202f345\u202f678");
}

Test(french, time_left_is_said_shortly)
{
	char out[FRENCH_MAX];
	cr_assert_str_eq(seconds_fr(9, out), "9 s");
	cr_assert_str_eq(seconds_fr(130, out), "2 min 10 s");
	cr_assert_str_eq(seconds_fr(3660, out), "1 h 01 min");
}

Test(french, names_of_others_cannot_become_markup)
{
	struct buf out = { 0 };
	html_name(&out, "<b onclick=\"x\">`A` & B</b>");
	cr_assert_str_eq(out.data, "&lt;b onclick=&quot;x&quot;&gt;`A` &amp; B&lt;/b&gt;");
	buf_free(&out);
}

Test(french, spaces_before_double_signs_do_not_break)
{
	struct buf out = { 0 };
	html_text(&out, "Oui ! « Non » : 62 %");
	cr_assert_str_eq(out.data, "Oui\u202f! «\u202fNon\u202f»\u202f: 62\u202f%");
	buf_free(&out);
}

/* ---- titles -------------------------------------------------------------------------------------------- */

static bool load(const char *text, struct titles *t, struct arena *a, struct err *e)
{
	char path[] = "/tmp/escale-titles-XXXXXX";
	int fd = mkstemp(path);
	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	bool ok = titles_load(t, path, a, e);
	unlink(path);
	return ok;
}

Test(titles, an_id_without_title_stands_for_itself)
{
	struct arena a = { 0 };
	struct titles t;
	cr_assert(load("cyber\tSe protéger\ncyber/colis\tUn colis ?\n\n# note\n", &t, &a, NULL));
	cr_assert_str_eq(titles_get(&t, "cyber"), "Se protéger");
	cr_assert_str_eq(titles_get(&t, "autre"), "autre");
	cr_assert_str_eq(titles_question(&t, "cyber", "colis"), "Un colis ?");
	cr_assert_str_eq(titles_question(&t, "cyber", "x"), "x");
	arena_drop(&a);
}

Test(titles, a_line_without_tabulation_is_named)
{
	struct arena a = { 0 };
	struct titles t;
	struct err e = { 0 };
	cr_assert_not(load("cyber\tSe protéger\ncyber Se protéger\n", &t, &a, &e));
	cr_assert_eq(e.line, 2);
	arena_drop(&a);
}

/* ---- arguments ----------------------------------------------------------------------------------------- */

Test(args, options_are_taken_wherever_they_stand)
{
	char *words[] = { "stick", "--cle", "k.txt", "--fort" };
	struct args a = { .count = 4, .word = words };
	struct err e = { 0 };
	cr_assert_str_eq(args_value(&a, "-i", "--cle"), "k.txt");
	cr_assert_null(args_value(&a, "-i", "--cle"));
	cr_assert(args_flag(&a, NULL, "--fort"));
	cr_assert(args_done(&a, 1, 1, "usage", &e));
	cr_assert_str_eq(a.word[0], "stick");
}

Test(args, unknown_options_and_missing_values_are_usage_errors)
{
	char *unknown[] = { "--zut", "stick" }, *missing[] = { "stick", "-i" }, *many[] = { "a", "b" };
	struct args a = { .count = 2, .word = unknown }, b = { .count = 2, .word = missing }, c = { .count = 2, .word = many };
	struct err e = { 0 };
	cr_assert_not(args_done(&a, 0, 2, "usage", &e));
	cr_assert_eq(e.code, ERR_USAGE);
	e = (struct err){ 0 };
	cr_assert_null(args_value(&b, "-i", NULL));
	cr_assert_not(args_done(&b, 0, 2, "usage", &e));
	cr_assert_eq(e.code, ERR_USAGE);
	e = (struct err){ 0 };
	cr_assert_not(args_done(&c, 1, 1, "usage", &e));
	cr_assert_eq(e.code, ERR_USAGE);
}

Test(args, two_hyphens_end_the_options)
{
	char *words[] = { "--", "-i" };
	struct args a = { .count = 2, .word = words };
	cr_assert_null(args_value(&a, "-i", NULL));
	cr_assert(args_done(&a, 1, 1, "usage", NULL));
	cr_assert_str_eq(a.word[0], "-i");
}
