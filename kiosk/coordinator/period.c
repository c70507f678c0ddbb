#include "coordinator/period.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *id;
	char letter;
	int months, count; /* months in one, how many in a year */
} steps[STEP_COUNT] = {
	[STEP_NONE] = { "", 0, 0, 0 },
	[STEP_MONTH] = { "mois", 0, 1, 12 },
	[STEP_QUARTER] = { "trimestre", 'T', 3, 4 },
	[STEP_HALF] = { "semestre", 'S', 6, 2 },
};

const char *step_id(enum step step)
{
	return steps[step].id;
}

enum step step_parse(const char *id)
{
	for (int s = STEP_MONTH; s < STEP_COUNT; s++)
		if (strcmp(steps[s].id, id) == 0)
			return (enum step)s;
	return STEP_NONE;
}

/* The nth (from 1) of a year. */
static struct period make(enum step step, int year, int nth)
{
	struct period p = { .step = step };
	int months = steps[step].months;
	char month[16];
	int64_t none;
	snprintf(month, sizeof month, "%04d-%02d", year % 10000, (nth - 1) * months % 12 + 1);
	month_parse(month, &p.first_day, &none);
	snprintf(month, sizeof month, "%04d-%02d", year % 10000, (nth * months - 1) % 12 + 1);
	month_parse(month, &none, &p.last_day);
	if (step == STEP_MONTH)
		snprintf(p.name, sizeof p.name, "%04d-%02d", year % 10000, nth % 100);
	else
		snprintf(p.name, sizeof p.name, "%04d-%c%d", year % 10000, steps[step].letter, nth % 10);
	return p;
}

bool period_parse(const char *text, struct period *p)
{
	int64_t first, last;
	if (month_parse(text, &first, &last)) {
		*p = period_of(STEP_MONTH, first);
		return true;
	}
	char january[8];
	if (strlen(text) != 7 || text[4] != '-')
		return false;
	memcpy(january, text, 5);
	memcpy(january + 5, "01", 3);
	int nth = text[6] - '0';
	for (int s = STEP_QUARTER; s < STEP_COUNT; s++) {
		if (text[5] != steps[s].letter || nth < 1 || nth > steps[s].count ||
		    !month_parse(january, &first, &last))
			continue;
		struct period year = period_of((enum step)s, first);
		for (int i = 1; i < nth; i++)
			year = period_next(&year);
		*p = year;
		return true;
	}
	return false;
}

struct period period_of(enum step step, int64_t day)
{
	char iso[FRENCH_MAX];
	int year = 1970, month = 1;
	day_iso(day, iso);
	sscanf(iso, "%4d-%2d", &year, &month);
	return make(step, year, (month - 1) / steps[step].months + 1);
}

struct period period_next(const struct period *p)
{
	return period_of(p->step, p->last_day + 1);
}

const char *period_fr(const struct period *p, char out[FRENCH_MAX])
{
	if (p->step == STEP_MONTH)
		return month_fr(p->first_day, out);
	int nth = p->name[6] - '0';
	snprintf(out, FRENCH_MAX, "%d%s %s\u00a0%.4s", nth, nth == 1 ? "er" : "e", steps[p->step].id,
	         p->name);
	return out;
}
