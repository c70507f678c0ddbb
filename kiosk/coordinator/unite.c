#include "coordinator/unite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/decide.h"
#include "metrics/fact.h"
#include "seal/pin.h"
#include "sync/bundle.h"

enum { RANK_MAX = 1000 * 1000, DAY_MAX = 1000 * 1000, MARK = 8 };

/* The statements of the work, prepared once. T_: of the other's database. */
enum { FIND, INSERT, COUNT, DAYS, CELL, CELLS_DIFFER, DISPUTE, T_CELLS, DECIDE, QUERIES };

struct unite {
	struct state *s, *other;
	const char *whose;
	struct united *did;
	struct arena arena;
	struct db_query *q[QUERIES];
	int64_t *kiosk, kiosks;  /* ours, by the other's row; 0: none */
	struct sign_public *key; /* by the other's row */
	int64_t *fact, facts;    /* ours, by the other's row; 0: outside the dictionary */
	enum fact_kind *kind;    /* by the other's row */
};

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

static bool told(const struct err *why, struct err *e)
{
	return why->code ? err_set(e, why->code, "%s", why->text) : true;
}

static int64_t count(struct state *s, const char *table_sql, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, table_sql, e))
		return -1;
	int64_t n = db_step(q, e) ? db_int(q, 0) : -1;
	db_finish(q);
	return n;
}

static int64_t day_ok(int64_t day)
{
	return day >= 0 && day < DAY_MAX ? day : -1;
}

/* ---- kiosks -------------------------------------------------------------------------------------------------- */

static bool kiosk_days(struct unite *u, const struct kiosk *theirs, const struct kiosk *ours, struct err *e)
{
	struct db_query *q;
	int64_t revoked = day_ok(theirs->revoked_day), enrolled = day_ok(theirs->enrolled_day);
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

static bool same_key(const struct sign_public *a, const struct sign_public *b)
{
	return memcmp(a->id, b->id, sizeof a->id) == 0 && memcmp(a->key, b->key, sizeof a->key) == 0;
}

static const struct kiosk *same_kiosk(const struct kiosk *list, int n, const struct sign_public *key)
{
	for (int i = 0; i < n; i++)
		if (same_key(&list[i].key, key))
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
	u->facts = count(u->other, "SELECT ifnull(max(id), 0) + 1 FROM fact", e);
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
	return told(&why, e);
}

/* ---- bundles --------------------------------------------------------------------------------------------------- */

enum { ID, SHA, KIOSK, MANIFEST, SIGNATURE, COUNTED, RECEIVED, RECEIPTED, FORWARDED, DISPUTED };
static const char bundles_query[] =
    "SELECT id, sha, kiosk, manifest, signature, counted, received_day, receipted_day, "
    "forwarded_day, disputed FROM bundle ORDER BY sha";

/* One bundle of theirs, as far as it could be verified here. */
struct theirs {
	int64_t id, kiosk, received, receipted, forwarded;
	bool counted, disputed;
	uint8_t sha[32];
	struct str json, minisig;
	struct manifest manifest;
};

/* The hash is of these bytes, the bytes say this, and the kiosk that they name signed them: nothing of the other's own
 * columns is believed that the manifest says. */
static bool verify(struct unite *u, struct db_query *q, struct theirs *t)
{
	char comment[MINISIGN_COMMENT_MAX];
	uint8_t sha[32];
	size_t n;
	const void *bytes = db_blob(q, SHA, &n);
	if (n != sizeof t->sha)
		return false;
	memcpy(t->sha, bytes, n);
	t->json.s = db_blob(q, MANIFEST, &t->json.n);
	t->minisig.s = db_blob(q, SIGNATURE, &t->minisig.n);
	seal_sha256(t->json.s, t->json.n, sha);
	if (memcmp(sha, t->sha, sizeof sha) != 0 || !manifest_parse(&t->manifest, t->json, NULL) ||
	    !sign_verify(&t->manifest.kiosk, t->json.s, t->json.n, t->minisig, comment, NULL) ||
	    strcmp(comment, BUNDLE_MANIFEST_COMMENT) != 0)
		return false;
	t->id = db_int(q, ID);
	t->counted = db_int(q, COUNTED) != 0;
	t->disputed = db_int(q, DISPUTED) != 0;
	t->received = day_ok(db_int(q, RECEIVED));
	t->receipted = day_ok(db_int(q, RECEIPTED));
	t->forwarded = day_ok(db_int(q, FORWARDED));
	int64_t theirs = db_int(q, KIOSK);
	t->kiosk = theirs > 0 && theirs < u->kiosks ? u->kiosk[theirs] : 0;
	return t->kiosk > 0 && t->received >= 0 && same_key(&u->key[theirs], &t->manifest.kiosk) &&
	       (t->manifest.sessions >= BUNDLE_SESSIONS_MIN || t->manifest.early_reason[0]);
}

static bool insert(struct unite *u, const struct theirs *t, struct err *e)
{
	struct db_query *q = u->q[INSERT];
	const struct manifest *m = &t->manifest;
	db_bind_blob(q, 1, t->sha, sizeof t->sha);
	db_bind_int(q, 2, t->kiosk);
	db_bind_int(q, 3, m->number);
	db_bind_blob(q, 4, m->previous, sizeof m->previous);
	db_bind_int(q, 5, m->sessions);
	db_bind_int(q, 6, m->facts_seen);
	db_bind_int(q, 7, m->facts_kept);
	db_bind_text(q, 8, m->software);
	db_bind_text(q, 9, m->dirty_stops);
	db_bind_text(q, 10, m->place_kind);
	db_bind_int(q, 11, m->clock_confirmed);
	db_bind_text(q, 12, m->early_reason);
	db_bind_int(q, 13, t->received);
	db_bind_blob(q, 14, t->json.s, t->json.n);
	db_bind_blob(q, 15, t->minisig.s, t->minisig.n);
	return db_run(q, e);
}

/* The row of a hash: its id or 0. */
static int64_t find(struct unite *u, const uint8_t sha[32], bool *counted, struct err *e)
{
	struct db_query *q = u->q[FIND];
	db_bind_blob(q, 1, sha, 32);
	int64_t id = db_step(q, e) ? db_int(q, 0) : 0;
	*counted = id && db_int(q, 1);
	db_reset(q);
	return id;
}

/* Could these counts be of this manifest? Each line is in the dictionary, none is told more often than visits allow, and
 * all together are no more than the facts that the kiosk signed for. */
static bool plausible(struct unite *u, const struct theirs *t, struct err *e)
{
	struct db_query *q = u->q[T_CELLS];
	int64_t all = 0, of[FACT_KIND_COUNT] = { 0 };
	bool ok = true;
	db_bind_int(q, 1, t->id);
	while (ok && db_step(q, e)) {
		int64_t fact = db_int(q, 0), n = db_int(q, 1);
		ok = fact > 0 && fact < u->facts && u->fact[fact] && n > 0 && n <= t->manifest.facts_kept;
		if (ok) {
			all += n;
			of[u->kind[fact]] += n;
		}
	}
	db_reset(q);
	for (int k = 0; k < FACT_KIND_COUNT; k++)
		ok = ok && (fact_table[k].per_visit == 0 ||
		            of[k] <= t->manifest.sessions * fact_table[k].per_visit);
	return ok && all <= t->manifest.facts_kept;
}

static bool take_cells(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	struct db_query *q = u->q[T_CELLS], *add = u->q[CELL], *mark = u->q[COUNT];
	struct err why = { 0 };
	db_bind_int(q, 1, t->id);
	while (!why.code && db_step(q, &why)) {
		db_bind_int(add, 1, bundle);
		db_bind_int(add, 2, u->fact[db_int(q, 0)]);
		db_bind_int(add, 3, db_int(q, 1));
		db_run(add, &why);
	}
	db_reset(q);
	db_bind_int(mark, 1, bundle);
	db_bind_text(mark, 2, u->whose);
	u->did->cells++;
	return !why.code && db_run(mark, &why) ? true : told(&why, e);
}

static int64_t cells_of(struct state *s, int64_t bundle, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "SELECT count(*) FROM cell WHERE bundle = ?", e))
		return -1;
	db_bind_int(q, 1, bundle);
	int64_t n = db_step(q, e) ? db_int(q, 0) : -1;
	db_finish(q);
	return n;
}

/* Each of theirs is ours, with the same number; there are as many. */
static bool same_cells(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	struct db_query *q = u->q[T_CELLS], *ours = u->q[CELLS_DIFFER];
	bool same = true;
	db_bind_int(q, 1, t->id);
	while (same && db_step(q, e)) {
		int64_t fact = db_int(q, 0);
		db_bind_int(ours, 1, bundle);
		db_bind_int(ours, 2, fact > 0 && fact < u->facts ? u->fact[fact] : 0);
		same = db_step(ours, e) && db_int(ours, 0) == db_int(q, 1);
		db_reset(ours);
	}
	db_reset(q);
	return same;
}

static bool dispute(struct unite *u, int64_t bundle, struct err *e)
{
	db_bind_int(u->q[DISPUTE], 1, bundle);
	u->did->disputed++;
	return db_run(u->q[DISPUTE], e);
}

static bool days(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	struct db_query *q = u->q[DAYS];
	db_bind_int(q, 1, bundle);
	db_bind_int(q, 2, t->received);
	db_bind_int(q, 3, t->receipted);
	db_bind_int(q, 4, t->forwarded);
	return db_run(q, e);
}

/* Their counts of a bundle that has none here, if they can be. */
static void adopt(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	if (!plausible(u, t, e))
		u->did->implausible++;
	else if (take_cells(u, t, bundle, e) && t->disputed)
		dispute(u, bundle, e);
}

static bool one(struct unite *u, const struct theirs *t, struct err *e)
{
	bool counted;
	struct err why = { 0 };
	int64_t id = find(u, t->sha, &counted, &why);
	if (id)
		u->did->known++;
	else if (!why.code && insert(u, t, &why)) {
		u->did->bundles++;
		id = find(u, t->sha, &counted, &why);
	}
	if (why.code || id <= 0 || !days(u, t, id, &why))
		return told(&why, e);
	u->did->unread_there += !t->counted && !counted;
	u->did->settled += t->receipted >= 0;
	if (t->counted && !counted) {
		adopt(u, t, id, &why);
	} else if (t->counted) {
		/* No count at all says nothing: it may have been deleted by age (menage). */
		int64_t here = cells_of(u->s, id, &why), there = cells_of(u->other, t->id, &why);
		if (here == 0 && there > 0)
			adopt(u, t, id, &why);
		else if (t->disputed || (there > 0 && (here != there || !same_cells(u, t, id, &why))))
			dispute(u, id, &why);
	}
	return told(&why, e);
}

static void refuse(struct unite *u, struct db_query *q)
{
	char hex[2 * 32 + 1] = "";
	size_t n;
	const void *sha = db_blob(q, SHA, &n);
	if (n == 32)
		seal_hex(sha, 32, hex);
	hex[MARK] = '\0';
	size_t at = strlen(u->did->refused_marks);
	if (at + MARK + 2 < sizeof u->did->refused_marks)
		snprintf(u->did->refused_marks + at, sizeof u->did->refused_marks - at, "%s%s", at ? " " : "",
		         hex);
	u->did->refused++;
}

static bool unite_bundles(struct unite *u, unite_progress_fn *progress, void *context, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int of = (int)count(u->other, "SELECT count(*) FROM bundle", e), done = 0;
	if (of < 0 || !db_prepare(u->other->db, &q, bundles_query, e))
		return false;
	for (; !why.code && db_step(q, &why); done++) {
		struct theirs t = { 0 };
		if (progress)
			progress(context, done, of);
		if (!verify(u, q, &t))
			refuse(u, q);
		else
			one(u, &t, &why);
	}
	db_finish(q);
	return told(&why, e);
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
	return why.code ? told(&why, e) : decide_settle(u->s, e);
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
			    day_ok(db_int(q, 2)) < 0)
				continue;
			db_bind_text(add, 1, db_text(q, 0));
			db_bind_text(add, 2, db_text(q, 1));
			db_bind_int(add, 3, db_int(q, 2));
			db_run(add, &why);
		}
		db_finish(add);
	}
	db_finish(q);
	return told(&why, e);
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
