#include "coordinator/french.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define NNBSP "\u202f"

static const char *const month_names[] = { "janvier",   "février", "mars",     "avril",
	                                   "mai",       "juin",    "juillet",  "août",
	                                   "septembre", "octobre", "novembre", "décembre" };

enum { DAY_S = 24 * 3600 };

static int64_t day_of(int year, int month, int day)
{
	struct tm t = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day };
	return timegm(&t) / DAY_S;
}

static void date_of(int64_t days, int *year, int *month, int *day)
{
	time_t seconds = (time_t)(days * DAY_S);
	struct tm t;
	gmtime_r(&seconds, &t);
	*year = t.tm_year + 1900;
	*month = t.tm_mon + 1;
	*day = t.tm_mday;
}

int64_t day_today(void)
{
	time_t now = time(NULL);
	struct tm local;
	localtime_r(&now, &local);
	return day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static bool digits(const char *s, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

bool day_parse(const char *s, int64_t *day)
{
	int y, m, d;
	if (strlen(s) != 10 || !digits(s, 4, &y) || s[4] != '-' || !digits(s + 5, 2, &m) || s[7] != '-' ||
	    !digits(s + 8, 2, &d))
		return false;
	int back_y, back_m, back_d;
	if (m < 1 || m > 12)
		return false;
	*day = day_of(y, m, d);
	date_of(*day, &back_y, &back_m, &back_d);
	return back_y == y && back_m == m && back_d == d;
}

bool month_parse(const char *s, int64_t *first, int64_t *last)
{
	int y, m;
	if (strlen(s) != 7 || !digits(s, 4, &y) || s[4] != '-' || !digits(s + 5, 2, &m) || m < 1 || m > 12)
		return false;
	*first = day_of(y, m, 1);
	*last = (m == 12 ? day_of(y + 1, 1, 1) : day_of(y, m + 1, 1)) - 1;
	return true;
}

const char *day_fr(int64_t days, char out[FRENCH_MAX])
{
	int y, m, d;
	date_of(days, &y, &m, &d);
	snprintf(out, FRENCH_MAX, "%d%s" NNBSP "%s" NNBSP "%d", d, d == 1 ? "er" : "", month_names[m - 1], y);
	return out;
}

const char *month_fr(int64_t days, char out[FRENCH_MAX])
{
	int y, m, d;
	date_of(days, &y, &m, &d);
	snprintf(out, FRENCH_MAX, "%s" NNBSP "%d", month_names[m - 1], y);
	return out;
}

const char *day_iso(int64_t days, char out[FRENCH_MAX])
{
	int y, m, d;
	date_of(days, &y, &m, &d);
	snprintf(out, FRENCH_MAX, "%04d-%02d-%02d", y, m, d);
	return out;
}

const char *number_fr(long long n, char out[FRENCH_MAX])
{
	char plain[24];
	int length = snprintf(plain, sizeof plain, "%lld", n < 0 ? -n : n);
	char *p = out;
	if (n < 0)
		p += sprintf(p, "\u2212");
	for (int i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			p += sprintf(p, NNBSP);
		*p++ = plain[i];
	}
	*p = '\0';
	return out;
}

const char *seconds_fr(long long s, char out[FRENCH_MAX])
{
	if (s < 60)
		snprintf(out, FRENCH_MAX, "%lld s", s);
	else if (s < 3600)
		snprintf(out, FRENCH_MAX, "%lld min %02lld s", s / 60, s % 60);
	else
		snprintf(out, FRENCH_MAX, "%lld h %02lld min", s / 3600, s / 60 % 60);
	return out;
}
