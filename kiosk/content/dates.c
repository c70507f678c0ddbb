#include "content/dates.h"

static bool leap(long long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_parse(struct str s, int64_t *day)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	long long y, m, d;
	if (s.n != 10 || s.s[4] != '-' || s.s[7] != '-' || !str_int((struct str){ s.s, 4 }, 2000, 2099, &y) ||
	    !str_int((struct str){ s.s + 5, 2 }, 1, 12, &m) ||
	    !str_int((struct str){ s.s + 8, 2 }, 1, 31, &d))
		return false;
	if (d > length[m - 1] + (m == 2 && leap(y)))
		return false;
	int64_t n = 10957; /* 2000-01-01 */
	for (long long i = 2000; i < y; i++)
		n += leap(i) ? 366 : 365;
	for (int i = 0; i < m - 1; i++)
		n += length[i] + (i == 1 && leap(y));
	*day = n + d - 1;
	return true;
}
