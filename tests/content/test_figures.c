/* Numbers as people write them in a table. */
#include <criterion/criterion.h>

#include "content/figures.h"

Test(figures, numbers_of_french_and_english_tables)
{
	static const struct {
		const char *text;
		long long thousandths;
	} good[] = {
		{ "0", 0 },	      { "94", 94000 },	       { "0,5", 500 },		 { "4.25", 4250 },
		{ "1 250", 1250000 }, { "12\u202F000", 12000000 }, { "1\u00A0000,125", 1000125 }, { "-3", -3000 },
		{ "\u22120,5", -500 }, { " 7 ", 7000 },	       { "1000000000", 1000000000000 },
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		long long n = 1;
		cr_expect(figure_read(str_from(good[i].text), &n), "« %s »", good[i].text);
		cr_expect_eq(n, good[i].thousandths, "« %s » is read as %lld", good[i].text, n);
	}
}

Test(figures, what_is_no_number_is_refused)
{
	static const char *const bad[] = { "", " ", "cent", "1,2,3", "1.", ",5", "1,2345", "--1", "1000000001", "9999999999999999",
					   "1e5", "10 %", "0x10", "1,5 000" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		long long n;
		cr_expect_not(figure_read(str_from(bad[i]), &n), "« %s »", bad[i]);
	}
}
