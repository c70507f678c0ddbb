#include "content/hours.h"

#include <string.h>

enum { DAY_MINUTES = 24 * 60 };

static int day_of(struct str s)
{
	static const char *const names[] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" };
	for (int i = 0; i < 7; i++)
		if (str_is(s, names[i]))
			return i;
	return -1;
}

static bool time_of(struct str s, int most, short *minutes)
{
	struct str h, m;
	long long hour, minute;
	if (!str_cut(s, ':', &h, &m) || h.n > 2 || m.n != 2 || !str_int(h, 0, most / 60, &hour) || !str_int(m, 0, 59, &minute))
		return false;
	*minutes = (short)(hour * 60 + minute);
	return *minutes <= most;
}

/* "Mo-Fr,Su" to bits; PH and SH (holidays) give no bit. */
static bool days_of(struct str s, unsigned *days)
{
	struct str one, rest = s;
	*days = 0;
	while (rest.n) {
		str_cut(rest, ',', &one, &rest);
		one = str_trim(one);
		if (str_is(one, "PH") || str_is(one, "SH"))
			continue;
		struct str from, to;
		if (!str_cut(one, '-', &from, &to))
			to = from = one;
		int a = day_of(from), b = day_of(to);
		if (a < 0 || b < 0)
			return false;
		for (int d = a;; d = (d + 1) % 7) { /* Fr-Mo goes over the end of the week */
			*days |= 1U << d;
			if (d == b)
				break;
		}
	}
	return true;
}

static bool spans_of(struct str s, struct day_hours *out)
{
	struct str one, rest = s;
	*out = (struct day_hours){ 0 };
	if (str_is(s, "off") || str_is(s, "closed"))
		return true;
	while (rest.n) {
		struct str from, to;
		str_cut(rest, ',', &one, &rest);
		if (!str_cut(str_trim(one), '-', &from, &to) || out->count == HOURS_SPANS_MAX)
			return false;
		short *a = &out->span[out->count].from, *b = &out->span[out->count].to;
		if (!time_of(from, DAY_MINUTES, a) || !time_of(to, 2 * DAY_MINUTES, b))
			return false;
		if (*b <= *a)
			*b = (short)(*b + DAY_MINUTES); /* past midnight */
		out->count++;
	}
	return out->count > 0;
}

static bool rule_of(struct hours *h, struct str rule)
{
	struct day_hours spans;
	unsigned days = 0x7F;
	struct str first, times;
	if (str_is(rule, "24/7"))
		rule = STR("00:00-24:00");
	if (rule.s[0] >= '0' && rule.s[0] <= '9') {
		times = rule;
	} else {
		/* Days end at the last space before the times: "Mo, We-Fr 09:00-12:00". */
		size_t cut = rule.n;
		for (size_t i = 0; i + 1 < rule.n; i++)
			if (rule.s[i] == ' ' && ((rule.s[i + 1] >= '0' && rule.s[i + 1] <= '9') || rule.s[i + 1] == 'o' ||
						 rule.s[i + 1] == 'c')) {
				cut = i;
				break;
			}
		first = (struct str){ rule.s, cut };
		times = str_trim((struct str){ rule.s + cut, rule.n - cut });
		if (!days_of(first, &days))
			return false;
	}
	if (!spans_of(times, &spans))
		return false;
	for (int d = 0; d < 7; d++)
		if (days >> d & 1)
			h->day[d] = spans;
	return true;
}

bool hours_read(struct hours *h, struct str text)
{
	struct str rule, rest = text;
	*h = (struct hours){ 0 };
	bool any = false;
	while (rest.n) {
		str_cut(rest, ';', &rule, &rest);
		rule = str_trim(rule);
		if (!rule.n)
			continue;
		if (!rule_of(h, rule)) {
			*h = (struct hours){ 0 };
			return false;
		}
		any = true;
	}
	h->known = any;
	return true;
}
