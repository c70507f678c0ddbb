#include "coordinator/unite_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/decide.h"

enum { RANK_MAX = 1000 * 1000 };

static const char *const sql[QUERIES] = {
	[FIND] = "SELECT id, counted, trust IS NULL AND NOT disputed FROM bundle WHERE sha = ?",
	[INSERT] =
	    "INSERT INTO bundle(sha, kiosk, number, previous, sessions, facts_seen, facts_kept, software, "
	    "dirty_stops, place_kind, clock_confirmed, early_reason, received_day, counted, manifest, "
	    "signature) "
	    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
	[COUNT] = "UPDATE bundle SET counted = 1, trust = ?2 WHERE id = ?1",
	/* Of two days the earlier; -1 is none. */
	[DAYS] =
	    "UPDATE bundle SET received_day = min(received_day, ?2), receipted_day = CASE WHEN ?3 < 0 THEN "
	    "receipted_day WHEN receipted_day < 0 THEN ?3 ELSE min(receipted_day, ?3) END, forwarded_day = "
	    "CASE WHEN "
	    "?4 < 0 THEN forwarded_day WHEN forwarded_day < 0 THEN ?4 ELSE min(forwarded_day, ?4) END WHERE "
	    "id = ?1",
	[CELL] = "INSERT INTO cell(bundle, fact, n) VALUES(?, ?, ?)",
	[CELLS_DIFFER] = "SELECT n FROM cell WHERE bundle = ? AND fact = ?",
	[DISPUTE] = "UPDATE bundle SET disputed = 1 WHERE id = ?",
	[DECIDE] = "INSERT OR IGNORE INTO decision(sha, rank, verdict, day, person, why) SELECT ?1, ?2, ?3, "
	           "?4, ?5, ?6 "
	           "WHERE EXISTS(SELECT 1 FROM bundle WHERE sha = ?1)",
};

static bool prepare(struct unite *u, struct err *e)
{
	for (int i = 0; i < QUERIES; i++)
		if (sql[i] && !db_prepare(u->s->db, &u->q[i], sql[i], e))
			return false;
	return db_prepare(u->other->db, &u->q[T_CELLS],
	                  "SELECT fact, n FROM cell WHERE bundle = ? ORDER BY fact", e);
}

bool unite_told(const struct err *why, struct err *e)
{
	return why->code ? err_set(e, why->code, "%s", why->text) : true;
}

int64_t unite_count(struct state *s, const char *table_sql, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, table_sql, e))
		return -1;
	int64_t n = db_step(q, e) ? db_int(q, 0) : -1;
	db_finish(q);
	return n;
}

int64_t unite_day(int64_t day)
{
	return day >= 0 && day < 1000 * 1000 ? day : -1;
}

/* ---- kiosks -------------------------------------------------------------------------------------------------- */

static bool kiosk_days(struct unite *u, const struct kiosk *theirs, const struct kiosk *ours, struct err *e)
{
	struct db_query *q;
	int64_t revoked = unite_day(theirs->revoked_day), enrolled = unite_day(theirs->enrolled_day);
	u->did->revoked += revoked >= 0 && ours->revoked_day < 0;
	if (!db_prepare(u->s->db, &q,
	                "UPDATE kiosk SET enrolled_day = CASE WHEN ?2 < 0 THEN enrolled_day ELSE "
	                "min(enrolled_day, ?2) END, "
	                "revoked_day = CASE WHEN ?3 < 0 THEN revoked_day WHEN revoked_day < 0 THEN ?3 ELSE "
	                "min(revoked_day, "
	                "?3) END WHERE id = ?1",
	                e))
		return false;
	db_bind_int(q, 1, ours->id);
	db_bind_int(q, 2, enrolled);
	db_bind_int(q, 3, revoked);
	return state_run(q, e);
}

bool unite_same_key(const struct sign_public *a, const struct sign_public *b)
{
	return memcmp(a->id, b->id, sizeof a->id) == 0 && memcmp(a->key, b->key, sizeof a->key) == 0;
}

static const struct kiosk *same_kiosk(const struct kiosk *list, int n, const struct sign_public *key)
{
	for (int i = 0; i < n; i++)
		if (unite_same_key(&list[i].key, key))
			return &list[i];
	return NULL;
}

static bool kiosk_words_ok(const struct kiosk *k)
{
	return k->id > 0 && *k->name && state_text_ok(k->name, sizeof k->name) &&
	       state_text_ok(k->place, sizeof k->place) && state_text_ok(k->commune, sizeof k->commune);
}

static bool unite_kiosks(struct unite *u, struct err *e)
{
	struct kiosk *theirs, *ours;
	int n = state_kiosks(u->other, &u->arena, &theirs, e),
	    before = state_kiosks(u->s, &u->arena, &ours, e);
	if (n < 0 || before < 0)
		return false;
	for (int i = 0; i < n; i++) {
		u->kiosks = theirs[i].id >= u->kiosks ? theirs[i].id + 1 : u->kiosks;
		if (!kiosk_words_ok(&theirs[i]))
			return err_set(e, ERR_CORRUPT,
			               "Le registre des bornes de « %s » est abîmé : rien n'a été réuni.",
			               u->whose);
		if (same_kiosk(ours, before, &theirs[i].key))
			continue;
		bool added;
		if (!state_kiosk_add_trusted(u->s, &theirs[i], u->whose, &added, e))
			return false;
		u->did->kiosks += added;
	}
	if (u->kiosks > 100 * 1000 * 1000)
		return err_set(e, ERR_CORRUPT,
		               "Le registre des bornes de « %s » est abîmé : rien n'a été réuni.", u->whose);
	u->kiosk = arena_array(&u->arena, (size_t)u->kiosks + 1, sizeof *u->kiosk);
	u->key = arena_array(&u->arena, (size_t)u->kiosks + 1, sizeof *u->key);
	int all = state_kiosks(u->s, &u->arena, &ours, e);
	for (int i = 0; i < n && all >= 0; i++) {
		const struct kiosk *k = same_kiosk(ours, all, &theirs[i].key);
		if (!k || !kiosk_days(u, &theirs[i], k, e))
			return false;
		u->kiosk[theirs[i].id] = k->id;
		u->key[theirs[i].id] = k->key;
	}
	return all >= 0;
}

/* ---- lines of the dictionary -------------------------------------------------------------------------------------- */

static bool parse_line(const char *text, struct fact *f)
{
	char line[FACT_SIZE];
	size_t n = strlen(text);
	if (n == 0 || n >= FACT_SIZE)
		return false;
	memset(line, ' ', sizeof line);
	memcpy(line, text, n);
	line[FACT_SIZE - 1] = '\n';
	return fact_parse(f, line, NULL) && f->kind != FACT_DECOY;
}

static bool unite_facts(struct unite *u, struct err *e)
{
	struct db_query *q = NULL, *add = NULL, *find = NULL;
	struct err why = { 0 };
	u->facts = unite_count(u->other, "SELECT ifnull(max(id), 0) + 1 FROM fact", e);
	if (u->facts < 0 || u->facts > 100 * 1000 * 1000)
		return err_set(e, ERR_CORRUPT, "Les nombres de « %s » sont abîmés : rien n'a été réuni.",
		               u->whose);
	u->fact = arena_array(&u->arena, (size_t)u->facts, sizeof *u->fact);
	u->kind = arena_array(&u->arena, (size_t)u->facts, sizeof *u->kind);
	bool ok = db_prepare(u->other->db, &q, "SELECT id, line FROM fact WHERE id > 0", &why) &&
	          db_prepare(u->s->db, &add, "INSERT OR IGNORE INTO fact(line) VALUES(?)", &why) &&
	          db_prepare(u->s->db, &find, "SELECT id FROM fact WHERE line = ?", &why);
	while (ok && !why.code && db_step(q, &why)) {
		struct fact f;
		const char *line = db_text(q, 1);
		if (db_int(q, 0) >= u->facts || !parse_line(line, &f))
			continue;
		db_bind_text(add, 1, line);
		db_bind_text(find, 1, line);
		if (db_run(add, &why) && db_step(find, &why)) {
			u->fact[db_int(q, 0)] = db_int(find, 0);
			u->kind[db_int(q, 0)] = f.kind;
		}
		db_reset(find);
	}
	db_finish(q);
	db_finish(add);
	db_finish(find);
	return unite_told(&why, e);
}

/* ---- words of persons, refusals, versions ------------------------------------------------------------------------- */

static bool unite_decisions(struct unite *u, struct err *e)
{
	struct db_query *q, *add = u->q[DECIDE];
	struct err why = { 0 };
	if (!db_prepare(u->other->db, &q, "SELECT sha, rank, verdict, day, person, why FROM decision", e))
		return false;
	while (!why.code && db_step(q, &why)) {
		size_t n;
		const void *sha = db_blob(q, 0, &n);
		const char *verdict = db_text(q, 2), *person = db_text(q, 4), *reason = db_text(q, 5);
		bool known = strcmp(verdict, VERDICT_KEEP) == 0 || strcmp(verdict, VERDICT_DROP) == 0;
		if (n != 32 || !known || db_int(q, 1) < 1 || db_int(q, 1) > RANK_MAX ||
		    !state_text_ok(person, DECIDE_PERSON_MAX) || !state_text_ok(reason, DECIDE_WHY_MAX))
			continue;
		db_bind_blob(add, 1, sha, n);
		db_bind_int(add, 2, db_int(q, 1));
		db_bind_text(add, 3, verdict);
		db_bind_int(add, 4, db_int(q, 3));
		db_bind_text(add, 5, person);
		db_bind_text(add, 6, reason);
		if (db_run(add, &why))
			u->did->decisions += (int)db_changes(u->s->db);
	}
	db_finish(q);
	return why.code ? unite_told(&why, e) : decide_settle(u->s, e);
}

static bool unite_refusals(struct unite *u, struct err *e)
{
	struct db_query *q, *add;
	struct err why = { 0 };
	if (!db_prepare(u->other->db, &q, "SELECT file, reason, day FROM refusal", e))
		return false;
	if (db_prepare(u->s->db, &add,
	               "INSERT INTO refusal(file, reason, day) VALUES(?, ?, ?) "
	               "ON CONFLICT(file, reason) DO UPDATE SET day = min(day, excluded.day)",
	               &why)) {
		while (!why.code && db_step(q, &why)) {
			if (!state_text_ok(db_text(q, 0), 256) || !state_text_ok(db_text(q, 1), 64) ||
			    unite_day(db_int(q, 2)) < 0)
				continue;
			db_bind_text(add, 1, db_text(q, 0));
			db_bind_text(add, 2, db_text(q, 1));
			db_bind_int(add, 3, db_int(q, 2));
			db_run(add, &why);
		}
		db_finish(add);
	}
	db_finish(q);
	return unite_told(&why, e);
}

/* The next list of recipients is above both: no two lists share a version. */
static bool unite_version(struct unite *u, struct err *e)
{
	static const char key[] = "recipients_version";
	long long ours = 0, theirs = 0;
	char text[24];
	str_int(str_from(state_get(u->s, key, &u->arena)), 0, 999999998, &ours);
	str_int(str_from(state_get(u->other, key, &u->arena)), 0, 999999998, &theirs);
	snprintf(text, sizeof text, "%lld", theirs);
	return theirs <= ours || state_set(u->s, key, text, e);
}

bool unite_states(struct state *s, struct state *other, const char *whose, unite_progress_fn *progress,
                  void *context, struct united *did, struct err *e)
{
	struct unite u = { .s = s, .other = other, .whose = whose, .did = did };
	struct err why = { 0 };
	*did = (struct united){ 0 };
	bool ok = prepare(&u, &why) && db_begin(s->db, &why) && unite_kiosks(&u, &why) &&
	          unite_facts(&u, &why) && unite_bundles(&u, progress, context, &why) &&
	          unite_decisions(&u, &why) && unite_refusals(&u, &why) && unite_version(&u, &why);
	for (int i = 0; i < QUERIES; i++)
		db_finish(u.q[i]);
	ok = ok && db_commit(s->db, &why);
	if (!ok)
		db_rollback(s->db);
	arena_drop(&u.arena);
	return ok ? true : err_set(e, why.code ? why.code : ERR_IO, "%s", why.text);
}
