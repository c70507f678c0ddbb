/* menage: what is kept no longer than promised (statistics.md, "Retention"). Shows first; deletes when
 * asked to. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/state.h"
#include "seal/locked.h"

enum { COPY_MONTHS = 6, CELL_MONTHS = 25 };

struct tidy {
	struct state *state;
	int64_t copies_before, cells_before; /* what came before that day goes */
	bool really;
	int copies, bundles, waiting;
	long long cells;
};

/* The same day so many months earlier, or the last of that month. */
static int64_t months_before(int64_t day, int months)
{
	char iso[FRENCH_MAX], text[FRENCH_MAX];
	int64_t out = -1;
	day_iso(day, iso);
	int year, month, of_month;
	if (sscanf(iso, "%d-%d-%d", &year, &month, &of_month) != 3)
		return day;
	int whole = year * 12 + month - 1 - months;
	do
		snprintf(text, sizeof text, "%04d-%02d-%02d", whole / 12, whole % 12 + 1, of_month--);
	while (!day_parse(text, &out) && of_month > 0);
	return out;
}

/* Encrypted copies in lots/ of bundles that are counted: somebody read them, months ago. */
static bool copies(struct tidy *t, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(t->state->db, &q, "SELECT sha, counted AND received_day < ? FROM bundle", e))
		return false;
	db_bind_int(q, 1, t->copies_before);
	while (!why.code && db_step(q, &why)) {
		char path[STATE_PATH_MAX];
		size_t n;
		const uint8_t *sha = db_blob(q, 0, &n);
		if (n != 32 || !state_copy_path(t->state->dir, sha, path) || !file_exists(path))
			continue;
		if (!db_int(q, 1))
			t->waiting++;
		else if (!t->really || locked_wipe(path, &why))
			t->copies++;
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool one_number(struct tidy *t, const char *sql, int64_t before, long long *out, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(t->state->db, &q, sql, e))
		return false;
	db_bind_int(q, 1, before);
	bool ok = db_step(q, e);
	if (ok)
		*out = db_int(q, 0);
	db_finish(q);
	return ok;
}

#define OLD_BUNDLES "(SELECT id FROM bundle WHERE received_day < ?)"

/* Counts by kiosk. The row of the bundle stays, without them: its number and hash keep the chain, and a
 * late copy of it is still known as counted. */
static bool cells(struct tidy *t, struct err *e)
{
	struct db_query *q;
	long long bundles = 0;
	if (!one_number(t, "SELECT count(*) FROM cell WHERE bundle IN " OLD_BUNDLES, t->cells_before,
	                &t->cells, e) ||
	    !one_number(t, "SELECT count(DISTINCT bundle) FROM cell WHERE bundle IN " OLD_BUNDLES,
	                t->cells_before, &bundles, e))
		return false;
	t->bundles = (int)bundles;
	if (!t->really || t->cells == 0)
		return true;
	if (!db_prepare(t->state->db, &q, "DELETE FROM cell WHERE bundle IN " OLD_BUNDLES, e))
		return false;
	db_bind_int(q, 1, t->cells_before);
	/* secure_delete writes zeros over them; emptying the log takes them out of it too (store/db.h). */
	return state_run(q, e) && db_checkpoint(t->state->db, e);
}

static void tell(const struct tidy *t)
{
	char day[FRENCH_MAX], number[FRENCH_MAX];
	const char *verb = t->really ? "Effacé" : "Serait effacé";
	if (t->copies)
		printf("%s : %s copie%s chiffrée%s de lots comptés, reçus avant le %s (%d mois).\n", verb,
		       number_fr(t->copies, number), t->copies > 1 ? "s" : "", t->copies > 1 ? "s" : "",
		       day_fr(t->copies_before, day), COPY_MONTHS);
	if (t->cells) {
		printf("%s : les nombres par borne de %d lot%s reçu%s avant le %s (%d mois),", verb,
		       t->bundles, t->bundles > 1 ? "s" : "", t->bundles > 1 ? "s" : "",
		       day_fr(t->cells_before, day), CELL_MONTHS);
		printf(" %s cases.\n", number_fr(t->cells, number));
		puts("  Les rapports et tableaux déjà publiés restent. Ces mois ne pourront plus être "
		     "recalculés.\n"
		     "  Restent aussi, par lot : borne, numéro, empreinte, date de réception, nombre "
		     "d'utilisations.");
	}
	if (!t->copies && !t->cells)
		puts("Rien n'est trop vieux : rien à effacer.");
	else if (!t->really)
		puts("\nRien n'est encore effacé. Pour le faire :\n    escale-coordinator menage --effacer");
	else
		puts("\nPensez aux sauvegardes : elles gardent ce qui vient d'être effacé, jusqu'à ce que "
		     "vous les remplaciez.");
	if (t->waiting)
		printf("%d copie%s attend%s dans lots/ quelqu'un qui sache lire, ou n'%s pas encore %d mois "
		       ": gardée%s.\n",
		       t->waiting, t->waiting > 1 ? "s" : "", t->waiting > 1 ? "ent" : "",
		       t->waiting > 1 ? "ont" : "a", COPY_MONTHS, t->waiting > 1 ? "s" : "");
}

bool cmd_tidy(struct call *c, struct err *e)
{
	struct state s;
	struct tidy t = { .state = &s,
		          .really = args_flag(&c->args, "--delete", "--effacer"),
		          .copies_before = months_before(c->today, COPY_MONTHS),
		          .cells_before = months_before(c->today, CELL_MONTHS) };
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator menage [--effacer]", e) ||
	    !state_open(&s, c->dir, false, e))
		return false;
	bool ok = copies(&t, e) && cells(&t, e);
	state_close(&s);
	if (ok)
		tell(&t);
	return ok;
}
