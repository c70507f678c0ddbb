/* bornes: who is enrolled, by whom, what last came, and what is missing. */
#include <stdio.h>
#include <string.h>

#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/state.h"
#include "sync/bundle.h"

enum { LATE_DAYS = 35 }; /* as report.h's: a month and some days to bring the stick */

struct news {
	int64_t last_day, last_number, missing, contested;
};

/* Numbers count once, however many stories are told of one. */
static bool read_news(struct state *s, int64_t kiosk, struct news *n, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q,
	                "SELECT ifnull(max(received_day), -1), ifnull(max(number), 0), "
	                "ifnull(max(number), 0) - count(DISTINCT number), "
	                "(SELECT count(*) FROM standing WHERE kiosk = ?1 AND (diverging OR broken)) "
	                "FROM bundle WHERE kiosk = ?1",
	                e))
		return false;
	db_bind_int(q, 1, kiosk);
	bool ok = db_step(q, e);
	if (ok)
		*n = (struct news){ db_int(q, 0), db_int(q, 1), db_int(q, 2), db_int(q, 3) };
	db_finish(q);
	return ok;
}

static void say_news(const struct news *n, const struct kiosk *k, int64_t today)
{
	char day[FRENCH_MAX];
	if (n->last_number == 0)
		printf("    aucun lot reçu%s",
		       k->revoked_day < 0 && today - k->enrolled_day > LATE_DAYS ? " : JAMAIS VENUE" : "");
	else
		printf("    dernier lot : %lld, reçu le %s%s", (long long)n->last_number,
		       day_fr(n->last_day, day),
		       k->revoked_day < 0 && today - n->last_day > LATE_DAYS ? " : EN RETARD" : "");
	if (n->missing)
		printf(" ; %lld MANQUANT%s", (long long)n->missing, n->missing > 1 ? "S" : "");
	if (n->contested)
		printf(" ; %lld MIS DE CÔTÉ", (long long)n->contested);
	puts("");
}

static bool say_kiosk(struct state *s, const struct kiosk *k, int64_t today, struct err *e)
{
	char words[SEAL_WORDS_SIZE], day[FRENCH_MAX];
	struct news n;
	if (!read_news(s, k->id, &n, e))
		return false;
	kiosk_words(&k->key, words);
	printf("%s (%s, commune %s), inscrite le %s%s\n    %s\n", k->name, k->place, k->commune,
	       day_fr(k->enrolled_day, day), k->revoked_day >= 0 ? ", RÉVOQUÉE" : "", words);
	if (*k->trust)
		printf("    inscrite sur la parole de « %s » : comparez ses huit mots quand vous la verrez\n",
		       k->trust);
	say_news(&n, k, today);
	return true;
}

bool cmd_kiosks(struct call *c, struct err *e)
{
	struct state s;
	struct arena arena = { 0 };
	struct kiosk *kiosks;
	struct err why = { 0 };
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator bornes", e) ||
	    !state_open(&s, c->dir, false, e))
		return false;
	int n = state_kiosks(&s, &arena, &kiosks, &why);
	for (int i = 0; i < n && !why.code; i++)
		say_kiosk(&s, &kiosks[i], c->today, &why);
	state_close(&s);
	if (n == 0)
		puts(
		    "Aucune borne n'est inscrite. Inscrivez la première : escale-coordinator borne inscrire");
	arena_drop(&arena);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}
