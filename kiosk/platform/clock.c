#include "platform/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DAY_S = 24 * 60 * 60 };

long long clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_BOOTTIME, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_zone(const char *rule)
{
	setenv("TZ", rule, 1);
	tzset();
}

int64_t clock_local_day(void)
{
	return clock_day_of(time(NULL));
}

int64_t clock_day_of(int64_t seconds)
{
	time_t then = (time_t)seconds;
	struct tm local;
	if (!localtime_r(&then, &local))
		return 0;
	/* The local date read as if it were UTC: whole days, whatever the zone and its summer time. */
	struct tm date = { .tm_year = local.tm_year, .tm_mon = local.tm_mon, .tm_mday = local.tm_mday };
	time_t s = timegm(&date);
	return s >= 0 ? s / DAY_S : -((-s + DAY_S - 1) / DAY_S);
}

int clock_local_hour(void)
{
	time_t now = time(NULL);
	struct tm local;
	return localtime_r(&now, &local) ? local.tm_hour : 0;
}

void clock_day_print(int64_t day, char out[11])
{
	const int64_t first = -719528, last = 2932896; /* 0000-01-01, 9999-12-31 */
	struct tm date;
	bool known = day >= first && day <= last;
	time_t s = known ? (time_t)(day * DAY_S) : 0;
	if (!known || !gmtime_r(&s, &date))
		snprintf(out, 11, "%s", "no date"); /* a clock that far off says nothing */
	else
		strftime(out, 11, "%Y-%m-%d", &date);
}

bool clock_battery(const char *folder, int64_t *seconds)
{
	char path[256], line[32];
	int n = snprintf(path, sizeof path, "%s/since_epoch", folder);
	FILE *f = n > 0 && (size_t)n < sizeof path ? fopen(path, "re") : NULL;
	long long value = 0;
	bool ok = f && fgets(line, sizeof line, f) && sscanf(line, "%lld", &value) == 1 && value > 0;
	if (f)
		fclose(f);
	if (ok)
		*seconds = value;
	return ok;
}
