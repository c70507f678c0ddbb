#include <criterion/criterion.h>
#include <stdlib.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

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

Test(clock, a_moment_has_its_local_day)
{
	clock_zone("CET-1CEST,M3.5.0,M10.5.0/3"); /* as on the image, which has no table of zones */
	cr_assert_eq(clock_day_of(20779LL * 86400 + 23 * 3600 - 1), 20779);
	cr_assert_eq(clock_day_of(20779LL * 86400 + 23 * 3600), 20780, "midnight in winter");
	cr_assert_eq(clock_day_of(20636LL * 86400 + 22 * 3600), 20637, "midnight in summer");
}

static bool battery_says(const char *text, int64_t *seconds)
{
	char folder[] = "/tmp/escale-rtc-XXXXXX", path[64];
	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/since_epoch", folder);
	FILE *f = fopen(path, "w");
	cr_assert(f && fputs(text, f) >= 0 && fclose(f) == 0);
	bool ok = clock_battery(folder, seconds);
	unlink(path);
	rmdir(folder);
	return ok;
}

Test(clock, a_clock_with_a_battery_is_read_and_nonsense_is_no_clock)
{
	int64_t s = 0;
	cr_assert(battery_says("1795363200\n", &s));
	cr_assert_eq(s, 1795363200);
	cr_assert_not(battery_says("", &s));
	cr_assert_not(battery_says("soon", &s));
	cr_assert_not(battery_says("-5", &s));
	cr_assert_not(battery_says("0", &s), "1970 is what a clock says that has no time");
	cr_assert_not(clock_battery("/nowhere", &s), "no clock");
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
