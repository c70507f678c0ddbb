/* lots, lot garder, lot ecarter: what came in, and the decisions that only a person can take. */
#include <stdio.h>
#include <string.h>

#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/state.h"
#include "seal/pin.h"

enum { MARK = 8 }; /* hex digits that name a bundle to people */

bool cmd_bundles(struct call *c, struct err *e)
{
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator lots", e))
		return false;
	struct state s;
	struct db_query *q;
	struct err why = { 0 };
	if (!state_open(&s, c->dir, false, e))
		return false;
	if (!db_prepare(
	        s.db, &q,
	        "SELECT k.name, b.number, b.sha, b.sessions, b.received_day, b.counted, b.decision, "
	        "t.diverging, "
	        "t.broken FROM bundle b JOIN kiosk k ON k.id = b.kiosk LEFT JOIN standing t ON t.id = b.id "
	        "ORDER BY k.name, b.number, b.sha",
	        e)) {
		state_close(&s);
		return false;
	}
	int n = 0, contested = 0;
	while (db_step(q, &why)) {
		char mark[2 * 32 + 1] = "", day[FRENCH_MAX], sessions[FRENCH_MAX];
		size_t size;
		const void *sha = db_blob(q, 2, &size);
		if (size == 32)
			seal_hex(sha, 32, mark);
		bool dropped = strcmp(db_text(q, 6), "drop") == 0, aside = db_int(q, 7) || db_int(q, 8);
		const char *state = dropped         ? "écarté par décision"
		                    : db_int(q, 7)  ? "MIS DE CÔTÉ : deux lots sous ce numéro"
		                    : db_int(q, 8)  ? "MIS DE CÔTÉ : ne suit pas son voisin"
		                    : !db_int(q, 5) ? "vérifié, non lu"
		                                    : "compté";
		printf("%.*s  %s, lot %lld, reçu le %s, %s utilisations : %s\n", MARK, mark, db_text(q, 0),
		       (long long)db_int(q, 1), day_fr(db_int(q, 4), day), number_fr(db_int(q, 3), sessions),
		       state);
		n++;
		contested += aside;
	}
	db_finish(q);
	state_close(&s);
	if (n == 0)
		puts("Aucun lot n'a encore été reçu.");
	if (contested)
		puts("\nUn lot mis de côté n'entre dans aucun total. Renseignez-vous (carte copiée, "
		     "restaurée ?), puis décidez :\n"
		     "    escale-coordinator lot garder MARQUE     (les autres lots du même numéro sont "
		     "écartés)\n"
		     "    escale-coordinator lot ecarter MARQUE");
	if (contested)
		c->status = CMD_REFUSED;
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* The only bundle whose hash starts with this mark. */
static int64_t find(struct state *s, const char *mark, struct err *e)
{
	struct db_query *q;
	int64_t id = 0;
	int n = 0;
	if (strlen(mark) < MARK || mark[strspn(mark, "0123456789abcdef")])
		return err_set(e, ERR_USAGE,
		               "La marque d'un lot a %d caractères au moins (chiffres et a-f) : voyez "
		               "escale-coordinator lots",
		               MARK),
		       0;
	if (!db_prepare(s->db, &q, "SELECT id FROM bundle WHERE substr(lower(hex(sha)), 1, length(?1)) = ?1",
	                e))
		return 0;
	db_bind_text(q, 1, mark);
	while (db_step(q, e)) {
		id = db_int(q, 0);
		n++;
	}
	db_finish(q);
	if (n == 1)
		return id;
	err_set(e, ERR_MISSING,
	        n ? "Plusieurs lots ont cette marque : donnez-en plus de caractères."
	          : "Aucun lot n'a cette marque : voyez escale-coordinator lots");
	return 0;
}

static bool decide(struct call *c, const char *usage, const char *const *sql, const char *done, struct err *e)
{
	struct state s;
	if (!args_done(&c->args, 1, 1, usage, e) || !state_open(&s, c->dir, false, e))
		return false;
	struct err why = { 0 };
	int64_t id = find(&s, c->args.word[0], &why);
	bool ok = id > 0 && db_begin(s.db, &why);
	for (; ok && *sql; sql++) {
		struct db_query *q;
		ok = db_prepare(s.db, &q, *sql, &why);
		if (ok) {
			db_bind_int(q, 1, id);
			ok = state_run(q, &why);
		}
	}
	ok = ok && db_commit(s.db, &why);
	if (!ok)
		db_rollback(s.db);
	state_close(&s);
	if (ok)
		puts(done);
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

bool cmd_bundle_keep(struct call *c, struct err *e)
{
	static const char *const sql[] = {
		"UPDATE bundle SET decision = 'drop' WHERE id <> ?1 AND (kiosk, number) = "
		"(SELECT kiosk, number FROM bundle WHERE id = ?1)",
		"UPDATE bundle SET decision = 'keep' WHERE id = ?1",
		NULL,
	};
	return decide(c, "Usage : escale-coordinator lot garder MARQUE", sql,
	              "Ce lot est gardé ; les autres lots du même numéro sont écartés.", e);
}

bool cmd_bundle_drop(struct call *c, struct err *e)
{
	static const char *const sql[] = { "UPDATE bundle SET decision = 'drop' WHERE id = ?1", NULL };
	return decide(c, "Usage : escale-coordinator lot ecarter MARQUE", sql,
	              "Ce lot est écarté : il n'entre dans aucun total.", e);
}
