/* What a stop's count says: sums, order, what is whole, what is usual. */
#include "session/activity.h"

#include <string.h>

#include "content/guide.h"

const short stop_minutes[] = { 15, 30, 45, 60, 90, 120, 0 };
const short stop_more_minutes[] = { 5, 10, 20, 40, 50, 75, 105, 150, 180, 210, 240, 0 };

/* Where nobody has counted yet: what conseillers are asked most, first. */
static const char *const usual_themes[] = {
	"aide_aux_demarches_administratives", "prendre_en_main_du_materiel", "email", "navigation_sur_internet",
	"social_sante", "argent_impots", "papiers_elections_citoyennete", "securite_numerique",
	"travail_formation", "gere_ses_contenus_numeriques", "banque_et_achats_en_ligne", "sante",
};

struct stop_sums stop_sums(const struct stop *s)
{
	struct stop_sums n = { .lines = s->count };
	for (int i = 0; i < s->count; i++) {
		const struct stop_line *l = &s->lines[i];
		n.people += !l->workshop;
		n.workshops += l->workshop;
		n.participants += l->workshop ? l->people : 0;
	}
	n.helps = n.people + n.participants;
	return n;
}

int stop_order(const struct stop *s, short order[STOP_LINES_MAX])
{
	int n = 0;
	for (int workshops = 0; workshops < 2; workshops++)
		for (int i = 0; i < s->count; i++)
			if (s->lines[i].workshop == (workshops == 1))
				order[n++] = (short)i;
	return n;
}

bool stop_whole(const struct stop_line *l)
{
	bool titled = l->title >= 0 || l->guide[0];
	return l->minutes > 0 && l->themes && (!l->workshop || (titled && l->people > 0));
}

const struct stop_line *stop_before(const struct stop *s)
{
	for (int i = s->count - 1; i >= 0; i--)
		if (!s->lines[i].workshop)
			return &s->lines[i];
	return NULL;
}

bool stop_commune(const char *code)
{
	struct fact f;
	return fact_make(&f, FACT_PRESENCE, code, "1-10", NULL, NULL, NULL);
}

void stop_usual(const struct stop *s, short order[COOP_THEMES])
{
	int weight[COOP_THEMES] = { 0 }, usual = (int)(sizeof usual_themes / sizeof *usual_themes);
	for (int i = 0; i < s->count; i++)
		for (int t = 0; t < COOP_THEMES; t++)
			weight[t] += s->lines[i].themes >> t & 1 ? 100 : 0;
	for (int i = 0; i < usual; i++)
		weight[coop_find(COOP_THEME, usual_themes[i])] += usual - i;
	for (short t = 0; t < COOP_THEMES; t++) {
		int at = t;
		for (; at > 0 && weight[order[at - 1]] < weight[t]; at--)
			order[at] = order[at - 1];
		order[at] = t;
	}
}

int64_t stop_visits(const struct stop *s, const struct staff_info *now)
{
	bool same_day = now->today == s->opened && now->visits_today >= s->visits_before;
	return same_day ? now->visits_today - s->visits_before : -1;
}

static bool line_valid(const struct stop_line *l)
{
	bool ok = stop_whole(l) && l->people >= 1 && l->people <= STOP_PEOPLE_MAX && l->minutes <= 24 * 60 && l->title >= -1 &&
		  l->themes >> COOP_THEMES == 0 && l->material >> coop_tables[COOP_MATERIAL].count == 0 &&
		  memchr(l->guide, '\0', sizeof l->guide);
	for (int i = 0; i < COOP_LIST_COUNT; i++)
		ok = ok && l->choice[i] >= -1 && l->choice[i] < coop_tables[i].count;
	for (int i = 0; ok && i <= l->title; i++)
		ok = coop_workshops[i].id != NULL;
	return ok;
}

bool stop_valid(const struct stop *s)
{
	bool ok = s->format == STOP_FORMAT && s->count >= 0 && s->count <= STOP_LINES_MAX &&
		  memchr(s->commune, '\0', sizeof s->commune) && s->venue >= -1 && s->venue < coop_tables[COOP_VENUE].count &&
		  s->taken_at < s->count + 1;
	for (int i = 0; ok && i < s->count; i++)
		ok = line_valid(&s->lines[i]);
	return ok && (s->taken_at < 0 || line_valid(&s->taken));
}
