#include <criterion/criterion.h>
#include <stdlib.h>
#include <time.h>

#include "platform/clock.h"

static const char *print(int64_t day)
{
	static char out[11];
	clock_day_print(day, out);
	return out;
}

Test(clock, days_are_printed_as_dates)
{
	cr_assert_str_eq(print(0), "1970-01-01");
	cr_assert_str_eq(print(-1), "1969-12-31");
	cr_assert_str_eq(print(20779), "2026-11-22");
	cr_assert_str_eq(print(11016), "2000-02-29");
	cr_assert_str_eq(print(2932896), "9999-12-31");
	cr_assert_str_eq(print(2932897), "no date");
	cr_assert_str_eq(print(INT64_MAX), "no date");
	cr_assert_str_eq(print(INT64_MIN), "no date");
}

Test(clock, today_is_the_local_date_on_both_sides_of_the_date_line)
{
	static const char *const zones[] = { "UTC", "UTC-14", "UTC+12", "Europe/Paris" };
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		char expected[11];
		time_t now;
		struct tm tm;
		setenv("TZ", zones[i], 1);
		tzset();
		do { /* again if midnight passes between the two */
			now = time(NULL);
			strftime(expected, sizeof expected, "%Y-%m-%d", localtime_r(&now, &tm));
		} while (clock_local_day() != clock_local_day());
		cr_assert_str_eq(print(clock_local_day()), expected, "%s", zones[i]);
	}
}

Test(clock, milliseconds_never_go_back)
{
	long long before = clock_ms();
	for (int i = 0; i < 10000; i++) {
		long long now = clock_ms();
		cr_assert_leq(before, now);
		before = now;
	}
}
