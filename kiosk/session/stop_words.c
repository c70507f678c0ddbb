/* A line of the stop's count in words, in the order of La Coop's form. */
#include "session/stop.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "content/guide.h"
#include "content/words.h"

static void append(char *out, size_t size, const char *format, ...)
{
	size_t n = strlen(out);
	char more[400];
	va_list list;
	va_start(list, format);
	vsnprintf(more, sizeof more, format, list);
	va_end(list);
	str_copy(out + n, size - n, more);
}

void stop_time(int minutes, char out[24])
{
	int h = minutes / 60, m = minutes % 60;
	out[0] = '\0';
	if (h == 0)
		append(out, 24, "%d\u00A0min", m);
	else if (m == 0)
		append(out, 24, "%d\u00A0h", h);
	else
		append(out, 24, "%d\u00A0h\u00A0%02d", h, m);
}

/* Civil date from days (the proleptic Gregorian calendar, as in POSIX time). */
static void civil(int64_t day, int *year, int *month, int *of_month)
{
	int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	*of_month = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

void stop_date(int64_t day, char out[40])
{
	static const char *const months[] = { "janvier", "février", "mars",	 "avril",   "mai",	"juin",
					      "juillet", "août",    "septembre", "octobre", "novembre", "décembre" };
	int y, m, d;
	civil(day, &y, &m, &d);
	snprintf(out, 40, "%d%s %s %d", d, d == 1 ? "er" : "", months[m - 1], y);
}

void stop_iso(int64_t day, char out[16])
{
	int y, m, d;
	civil(day, &y, &m, &d);
	snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
}

const char *stop_title(const struct stop_line *l, const struct pack *p)
{
	if (l->title >= 0)
		return coop_workshops[l->title].title;
	for (int i = 0; l->guide[0] && i < p->guide_count; i++)
		if (strcmp(p->guides[i].id, l->guide) == 0)
			return p->guides[i].editions[LANG_FR]->title;
	return l->guide; /* another pack was installed meanwhile */
}

static void bits(char *out, size_t size, enum coop_list list, uint32_t set, const char *between)
{
	for (int i = 0; i < coop_tables[list].count; i++)
		if (set >> i & 1)
			append(out, size, "%s%s", out[0] ? between : "", coop_label(list, i));
}

struct rows {
	struct stop_row *at;
	int count;
};

static char *row(struct rows *r, const char *name)
{
	struct stop_row *next = &r->at[r->count++];
	next->name = name;
	next->value[0] = '\0';
	return next->value;
}

static void choice(struct rows *r, const struct stop_line *l, enum coop_list list, const char *name)
{
	if (l->choice[list] >= 0) /* the form begins with what nobody said */
		append(row(r, name), STOP_VALUE_BYTES, "%s", coop_label(list, l->choice[list]));
}

/* The forms « Accompagnement individuel » and « Atelier collectif » of La Coop ask in this order. */
int stop_rows(const struct stop_line *l, const struct pack *p, struct stop_row rows[STOP_ROWS_MAX])
{
	struct rows r = { rows, 0 };
	char time[24];
	if (l->workshop) {
		append(row(&r, F_("Titre")), STOP_VALUE_BYTES, "%s", stop_title(l, p));
		append(row(&r, F_("Participants")), STOP_VALUE_BYTES, "%d", l->people);
	}
	stop_time(l->minutes, time);
	append(row(&r, F_("Durée")), STOP_VALUE_BYTES, "%s", time);
	if (l->material)
		bits(row(&r, F_("Matériel")), STOP_VALUE_BYTES, COOP_MATERIAL, l->material, ", ");
	bits(row(&r, F_("Thématiques")), STOP_VALUE_BYTES, COOP_THEME, l->themes, " ; ");
	if (l->workshop) {
		choice(&r, l, COOP_LEVEL, F_("Niveau"));
		return r.count;
	}
	choice(&r, l, COOP_AUTONOMY, F_("Autonomie"));
	choice(&r, l, COOP_REDIRECT, F_("Réorientation"));
	choice(&r, l, COOP_GENDER, F_("Genre"));
	choice(&r, l, COOP_AGE, F_("Tranche d’âge"));
	choice(&r, l, COOP_STATUS, F_("Statut"));
	return r.count;
}

void stop_brief(const struct stop_line *l, const struct pack *p, char out[160])
{
	enum { SIZE = 160 };
	char time[24];
	int themes = 0, shown = 0;
	out[0] = '\0';
	if (l->workshop)
		append(out, SIZE, "%s, %d pers., ", stop_title(l, p), l->people);
	stop_time(l->minutes, time);
	append(out, SIZE, "%s", time);
	for (int i = 0; i < COOP_THEMES; i++)
		themes += l->themes >> i & 1;
	for (int i = 0; i < COOP_THEMES && shown < 2; i++)
		if (l->themes >> i & 1) {
			append(out, SIZE, ", %s", coop_brief(COOP_THEME, i));
			shown++;
		}
	if (themes > shown)
		append(out, SIZE, " +%d", themes - shown);
	if (!l->workshop && l->choice[COOP_AGE] >= 0)
		append(out, SIZE, ", %s", coop_brief(COOP_AGE, l->choice[COOP_AGE]));
}
