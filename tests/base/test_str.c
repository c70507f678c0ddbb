#include <criterion/criterion.h>

#include "base/str.h"
#include "base/utf8.h"

Test(str, cut_at_the_first_separator_only)
{
	struct str a, b;
	cr_assert(str_cut(STR("clé: valeur: suite"), ':', &a, &b));
	cr_assert(str_is(a, "clé"));
	cr_assert(str_is(b, " valeur: suite"));
	cr_assert_not(str_cut(STR("rien"), ':', &a, &b));
	cr_assert(str_is(a, "rien"));
	cr_assert_eq(b.n, 0);
}

Test(str, int_refuses_what_is_not_one_number_in_range)
{
	long long n = 7;
	cr_assert(str_int(STR("-12"), -100, 100, &n));
	cr_assert_eq(n, -12);
	cr_assert_not(str_int(STR("12 "), 0, 100, &n));
	cr_assert_not(str_int(STR(""), 0, 100, &n));
	cr_assert_not(str_int(STR("-"), -100, 100, &n));
	cr_assert_not(str_int(STR("101"), 0, 100, &n));
	cr_assert_not(str_int(STR("9999999999999999999999"), 0, 100, &n));
	cr_assert_eq(n, -12);
}

Test(str, copy_never_cuts_a_character)
{
	char out[4];
	cr_assert_not(str_copy(out, sizeof out, "abé"));
	cr_assert_str_eq(out, "ab");
	cr_assert(str_copy(out, sizeof out, "aé"));
	cr_assert_str_eq(out, "aé");
}

Test(utf8, refuses_overlong_surrogate_truncated_and_stray_bytes)
{
	cr_assert_eq(utf8_invalid("é€😀", 9), -1);
	cr_assert_eq(utf8_invalid("a\xC0\xAF", 3), 1);
	cr_assert_eq(utf8_invalid("\xED\xA0\x80", 3), 0);
	cr_assert_eq(utf8_invalid("\xE2\x82", 2), 0);
	cr_assert_eq(utf8_invalid("\x80", 1), 0);
	cr_assert_eq(utf8_invalid("\xF4\x90\x80\x80", 4), 0);
}

Test(utf8, put_and_next_agree)
{
	const uint32_t cps[] = { 'a', 0xE9, 0x20AC, 0x1F600, 0x10FFFF };
	for (int i = 0; i < 5; i++) {
		char s[4];
		uint32_t back;
		int n = utf8_put(cps[i], s);
		cr_assert_eq(utf8_next(s, (size_t)n, &back), n);
		cr_assert_eq(back, cps[i]);
	}
}
