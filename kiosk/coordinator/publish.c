#include "coordinator/publish.h"

#include <stdio.h>
#include <string.h>

#include "coordinator/publish_gather.h"
#include "coordinator/publish_parts.h"

/* ---- may it be published? ------------------------------------------------------------------------------ */

static bool check(struct publish *p, struct err *e)
{
	char fr[FRENCH_MAX], day[FRENCH_MAX];
	enum step step = register_step(p->book);
	enum grid grid = register_grid(p->book);
	if (p->grid == GRID_NONE)
		p->grid = grid != GRID_NONE ? grid : GRID_TERRITORY;
	if (p->period.last_day >= p->today)
		return err_set(e, ERR_REFUSED,
		               "%s n'est pas fini : une publication ne se refait pas, attendez le %s.",
		               period_fr(&p->period, fr), day_fr(p->period.last_day + 1, day));
	if ((step != STEP_NONE && step != p->period.step) || (grid != GRID_NONE && grid != p->grid))
		return register_fix(p->book, p->period.step, p->grid, e); /* it says why not */
	return true;
}

static bool nothing_yet(struct publish *p, struct err *e)
{
	char fr[FRENCH_MAX];
	uint8_t(*sha)[32];
	bool frozen;
	if (p->bundles > 0)
		return true;
	if (p->waiting > 0) { /* zeroes for ever, where people came */
		if (register_bundles(p->book, &p->period, &sha, &frozen, p->arena, e) < 0)
			return false;
		return frozen || err_set(e, ERR_REFUSED,
		                         "Les lots reçus en %s (%d) ne sont pas comptés : mis de côté, ou pas encore lus. Publier "
		                         "maintenant écrirait zéro pour toujours. Voyez-les d'abord : escale-coordinator lots",
		                         period_fr(&p->period, fr), p->waiting);
	}
	if (register_step(p->book) != STEP_NONE)
		return true;
	return err_set(
	    e, ERR_REFUSED,
	    "Aucun lot compté n'a été reçu en %s : il n'y a rien à publier. Importez d'abord les clés USB "
	    "des bornes, ou choisissez une autre période.",
	    period_fr(&p->period, fr));
}

/* Half a period would be published for ever as if it were the whole. */
static bool still_there(struct publish *p, struct err *e)
{
	char fr[FRENCH_MAX];
	if (p->emptied == 0)
		return true;
	return err_set(
	    e, ERR_REFUSED,
	    "Les nombres de %d lot%s de %s sont effacés : ils avaient plus de 25 mois. Cette période ne peut "
	    "plus être publiée ; ce qui en est déjà publié reste.",
	    p->emptied, p->emptied > 1 ? "s" : "", period_fr(&p->period, fr));
}

/* Titles as they were at the end of the period; those of now are remembered for later. */
static bool settle_titles(struct publish *p, struct err *e)
{
	if (!p->trial && p->titles.count && !register_titles_note(p->book, &p->titles, p->today, e))
		return false;
	if (!register_titles_at(p->book, p->period.last_day, &p->then, p->arena, e))
		return false;
	if (p->then.count == 0)
		p->then = p->titles;
	return true;
}

/* Everything that can refuse comes before the first thing that stays. */
static bool begin(struct publish *p, struct counts *n, struct err *e)
{
	bool trial = p->trial;
	p->sheets = 0;
	if (!check(p, e))
		return false;
	p->trial = true;
	bool ok = gather_bundles(p, e) && nothing_yet(p, e) &&
	          (register_step(p->book) != STEP_NONE || still_there(p, e));
	p->trial = trial;
	return ok && settle_titles(p, e) &&
	       (trial || (register_fix(p->book, p->period.step, p->grid, e) && gather_bundles(p, e))) &&
	       gather_counts(p, n, e);
}

bool publish_record(struct publish *p, struct sheet *s, bool lost, struct err *e)
{
	if (!still_there(p, e))
		return false;
	s->period = p->period;
	s->day = p->today;
	s->sample = p->sample;
	s->bundles = p->bundles;
	if (!p->trial && !register_record(p->book, s, e))
		return false;
	p->fresh[p->sheets] = true;
	p->lost[p->sheets] = lost;
	p->sheet[p->sheets++] = *s;
	return true;
}

/* What was published before, as it was. */
bool publish_recall(struct publish *p, const char *table, bool *found, struct err *e)
{
	struct sheet s;
	if (!register_read(p->book, table, &p->period, &s, found, p->arena, e))
		return false;
	if (*found) {
		p->fresh[p->sheets] = p->lost[p->sheets] = false;
		p->sheet[p->sheets++] = s;
	}
	return true;
}

/* ---- the two ways -------------------------------------------------------------------------------------- */

bool publish_masked(struct publish *p, struct err *e)
{
	struct counts n;
	int count;
	if (!begin(p, &n, e))
		return false;
	const struct table_spec *list = table_list(p->grid, &count);
	for (int i = 0; i < count; i++) {
		struct sheet s = { 0 };
		bool found, lost = false;
		if (!publish_recall(p, list[i].id, &found, e))
			return false;
		if (found)
			continue;
		table_mask(&list[i], &n, &p->then, &s, &lost, p->arena);
		if (!publish_record(p, &s, lost, e))
			return false;
	}
	return publish_sensitive(p, e);
}

static bool may_noise(struct publish *p, const struct table_spec *spec, bool *there, struct err *e)
{
	char fr[FRENCH_MAX];
	if (!publish_recall(p, spec->id, there, e))
		return false;
	if (*there && p->sheet[p->sheets - 1].method == METHOD_NOISED)
		return true;
	if (*there)
		return err_set(
		    e, ERR_REFUSED,
		    "La table « %s » est déjà publiée pour %s, avec des nombres masqués. La publier aussi "
		    "bruitée ferait deviner ce qui est masqué. Choisissez une période qui n'est pas publiée.",
		    spec->id, period_fr(&p->period, fr));
	if (register_noised(p->book, &p->period) >= PUBLISH_NOISED_A_YEAR)
		return err_set(
		    e, ERR_REFUSED,
		    "%d tables bruitées sont déjà publiées pour l'année %.4s : c'est le budget d'une année "
		    "(epsilon 1 chacune). À chaque table de plus, le bruit protège moins une même visite. "
		    "Gardez les tables publiées, ou attendez l'année suivante.",
		    PUBLISH_NOISED_A_YEAR, p->period.name);
	return true;
}

bool publish_noised(struct publish *p, const char *table, struct err *e)
{
	struct counts n;
	struct sheet s = { 0 };
	bool there;
	p->sheets = 0;
	if (!check(p, e))
		return false;
	const struct table_spec *spec = table_find(p->grid, table);
	if (!spec || table_sensitivity(spec) == 0)
		return err_set(e, ERR_USAGE, "« %s » n'est pas une table que l'on bruite.", table);
	if (!may_noise(p, spec, &there, e))
		return false;
	if (there)
		return true;
	bool trial = p->trial;
	p->trial = true;
	bool ok = begin(p, &n, e);
	p->trial = trial;
	if (!ok)
		return false;
	table_noise(spec, &n, &p->then, &p->dice, &s, p->arena);
	if (s.count == 0)
		return err_set(e, ERR_REFUSED,
		               "Une table bruitée a une ligne pour chaque titre public, utilisé ou non : "
		               "donnez la liste "
		               "des titres (--titres titles.tsv).");
	/* That was only to see that nothing is missing: the noise of a trial is never told. */
	if (!trial && !begin(p, &n, e))
		return false;
	table_noise(spec, &n, &p->then, &p->dice, &s, p->arena);
	return publish_record(p, &s, false, e);
}
