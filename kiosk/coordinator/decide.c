#include "coordinator/decide.h"

#include <stdio.h>

#include "coordinator/french.h"

bool decide_settle(struct state *s, struct err *e)
{
	return db_exec(s->db,
	               "UPDATE bundle SET decision = (SELECT CASE WHEN min(d.verdict) = max(d.verdict) THEN "
	               "min(d.verdict) ELSE '" VERDICT_CONFLICT
	               "' END FROM decision d WHERE d.sha = bundle.sha "
	               "AND d.rank = (SELECT max(rank) FROM decision WHERE sha = bundle.sha)) "
	               "WHERE sha IN (SELECT sha FROM decision)",
	               e);
}

/* One word about each bundle that `which` selects (of slot ?1's number), above all that was said of that number. */
static bool add(struct state *s, const char *which, const char *verdict, int64_t rank, int64_t bundle,
                const struct decision *d, struct err *e)
{
	struct db_query *q;
	char sql[600];
	snprintf(sql, sizeof sql,
	         "INSERT INTO decision(sha, rank, verdict, day, person, why) "
	         "SELECT sha, ?2, ?3, ?4, ?5, ?6 FROM bundle WHERE %s",
	         which);
	if (!db_prepare(s->db, &q, sql, e))
		return false;
	db_bind_int(q, 1, bundle);
	db_bind_int(q, 2, rank);
	db_bind_text(q, 3, verdict);
	db_bind_int(q, 4, d->day);
	db_bind_text(q, 5, d->person);
	db_bind_text(q, 6, d->why);
	return state_run(q, e);
}

static int64_t next_rank(struct state *s, int64_t bundle, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q,
	                "SELECT 1 + ifnull(max(d.rank), 0) FROM decision d JOIN bundle o ON o.sha = d.sha "
	                "WHERE (o.kiosk, o.number) = (SELECT kiosk, number FROM bundle WHERE id = ?)",
	                e))
		return 0;
	db_bind_int(q, 1, bundle);
	int64_t rank = db_step(q, e) ? db_int(q, 0) : 0;
	db_finish(q);
	return rank;
}

static bool decide(struct state *s, int64_t bundle, const struct decision *d, bool keep, struct err *e)
{
	static const char others[] =
	    "id <> ?1 AND (kiosk, number) = (SELECT kiosk, number FROM bundle WHERE id = ?1)";
	struct err why = { 0 };
	bool ok = db_begin(s->db, &why);
	int64_t rank = ok ? next_rank(s, bundle, &why) : 0;
	ok = rank > 0 && add(s, "id = ?1", keep ? VERDICT_KEEP : VERDICT_DROP, rank, bundle, d, &why) &&
	     (!keep || add(s, others, VERDICT_DROP, rank, bundle, d, &why)) && decide_settle(s, &why);
	if (ok && keep) { /* who keeps it keeps the counts that are here */
		struct db_query *q;
		ok = db_prepare(s->db, &q, "UPDATE bundle SET disputed = 0 WHERE id = ?", &why);
		if (ok) {
			db_bind_int(q, 1, bundle);
			ok = state_run(q, &why);
		}
	}
	ok = ok && db_commit(s->db, &why);
	if (!ok)
		db_rollback(s->db);
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

bool decide_keep(struct state *s, int64_t bundle, const struct decision *d, struct err *e)
{
	return decide(s, bundle, d, true, e);
}

bool decide_drop(struct state *s, int64_t bundle, const struct decision *d, struct err *e)
{
	return decide(s, bundle, d, false, e);
}

const char *decide_words(struct state *s, int64_t bundle, struct arena *a, struct err *e)
{
	struct db_query *q;
	const char *words = "";
	if (!db_prepare(s->db, &q,
	                "SELECT d.person, d.day, d.why FROM decision d JOIN bundle b ON b.sha = d.sha "
	                "WHERE b.id = ? ORDER BY d.rank DESC, d.day DESC, d.person, d.why LIMIT 1",
	                e))
		return words;
	db_bind_int(q, 1, bundle);
	if (db_step(q, e) && *db_text(q, 0)) {
		char day[FRENCH_MAX];
		words = arena_printf(a, "%s, le %s : « %s »", db_text(q, 0), day_fr(db_int(q, 1), day),
		                     db_text(q, 2));
	}
	db_finish(q);
	return words;
}
