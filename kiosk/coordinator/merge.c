#include "coordinator/merge.h"

#include <stdio.h>
#include <string.h>

bool merge_refusal(struct state *s, const char *file, enum bundle_reason reason, int64_t day, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "INSERT OR IGNORE INTO refusal(file, reason, day) VALUES(?, ?, ?)", e))
		return false;
	db_bind_text(q, 1, file);
	db_bind_text(q, 2, bundle_reason_name[reason]);
	db_bind_int(q, 3, day);
	return state_run(q, e);
}

/* The manifests' hashes of these rows, in order. */
static bool read_hashes(struct state *s, const char *from, const uint8_t (**out)[32], int *count, struct arena *a,
                        struct err *e)
{
	struct db_query *q;
	char sql[200];
	snprintf(sql, sizeof sql, "SELECT sha, (SELECT count(*) FROM %s) FROM %s ORDER BY sha", from, from);
	if (!db_prepare(s->db, &q, sql, e))
		return false;
	uint8_t(*shas)[32] = NULL;
	struct err why = { 0 };
	*count = 0;
	while (db_step(q, &why)) {
		if (!shas)
			shas = arena_array(a, (size_t)db_int(q, 1), sizeof *shas);
		size_t n;
		const void *sha = db_blob(q, 0, &n);
		if (n == sizeof *shas)
			memcpy(shas[(*count)++], sha, n);
	}
	db_finish(q);
	*out = (const uint8_t(*)[32])shas;
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool merge_known(struct state *s, struct reader_known *known, struct arena *a, struct err *e)
{
	struct kiosk *kiosks;
	known->kiosk_count = state_kiosks(s, a, &kiosks, e);
	if (known->kiosk_count < 0)
		return false;
	struct sign_public *keys = arena_array(a, (size_t)known->kiosk_count + 1, sizeof *keys);
	bool *revoked = arena_array(a, (size_t)known->kiosk_count + 1, sizeof *revoked);
	for (int i = 0; i < known->kiosk_count; i++) {
		keys[i] = kiosks[i].key;
		revoked[i] = kiosks[i].revoked_day >= 0;
	}
	known->kiosks = keys;
	known->revoked = revoked;
	return read_hashes(s, "bundle WHERE counted AND trust IS NULL AND NOT disputed", &known->counted,
	                   &known->counted_count, a, e) &&
	       read_hashes(s, "bundle", &known->received, &known->received_count, a, e);
}

/* ---- one bundle ---------------------------------------------------------------------------------------- */

static int64_t kiosk_id(struct state *s, const struct sign_public *key, char name[STATE_NAME_MAX],
                        struct err *e)
{
	struct db_query *q;
	uint8_t bytes[sizeof key->id + sizeof key->key];
	memcpy(bytes, key->id, sizeof key->id);
	memcpy(bytes + sizeof key->id, key->key, sizeof key->key);
	int64_t id = -1;
	name[0] = '\0';
	if (!db_prepare(s->db, &q, "SELECT id, name FROM kiosk WHERE key = ?", e))
		return -1;
	db_bind_blob(q, 1, bytes, sizeof bytes);
	if (db_step(q, e)) {
		id = db_int(q, 0);
		str_copy(name, STATE_NAME_MAX, db_text(q, 1));
	}
	db_finish(q);
	return id;
}

/* The row of this manifest: its id, or 0. Counts are `ours` when they were made here from the file, and nobody
 * made others. */
static int64_t bundle_find(struct state *s, const uint8_t sha[32], bool *counted, bool *ours, struct err *e)
{
	struct db_query *q;
	int64_t id = 0;
	*counted = *ours = false;
	if (!db_prepare(s->db, &q, "SELECT id, counted, trust IS NULL AND NOT disputed FROM bundle WHERE sha = ?",
	                e))
		return -1;
	db_bind_blob(q, 1, sha, 32);
	if (db_step(q, e)) {
		id = db_int(q, 0);
		*counted = db_int(q, 1) != 0;
		*ours = db_int(q, 2) != 0;
	}
	db_finish(q);
	return id;
}

static bool bundle_insert(struct state *s, const struct outcome *o, int64_t kiosk, int64_t day, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q,
	                "INSERT INTO bundle(sha, kiosk, number, previous, sessions, facts_seen, facts_kept, "
	                "software, "
	                "dirty_stops, place_kind, clock_confirmed, early_reason, received_day, counted, "
	                "manifest, signature) "
	                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
	                e))
		return false;
	const struct manifest *m = &o->manifest;
	db_bind_blob(q, 1, o->sha256, sizeof o->sha256);
	db_bind_int(q, 2, kiosk);
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
	db_bind_int(q, 13, day);
	db_bind_blob(q, 14, o->json, (size_t)o->json_size);
	db_bind_blob(q, 15, o->minisig, (size_t)o->minisig_size);
	return state_run(q, e);
}

/* The line of a fact without what fills it. */
static void line_of(const struct fact *f, char line[FACT_SIZE + 1])
{
	size_t n = FACT_SIZE;
	fact_print(f, line);
	while (n && (line[n - 1] == ' ' || line[n - 1] == '\n'))
		n--;
	line[n] = '\0';
}

static bool cells_insert(struct state *s, int64_t bundle, const struct tally *cells, struct err *e)
{
	struct db_query *fact, *cell;
	struct err why = { 0 };
	if (!db_prepare(s->db, &fact, "INSERT OR IGNORE INTO fact(line) VALUES(?)", e))
		return false;
	if (!db_prepare(s->db, &cell,
	                "INSERT INTO cell(bundle, fact, n) SELECT ?, id, ? FROM fact WHERE line = ?", e)) {
		db_finish(fact);
		return false;
	}
	for (int i = 0; i < cells->count && !why.code; i++) {
		char line[FACT_SIZE + 1];
		line_of(&cells->cells[i].fact, line);
		db_bind_text(fact, 1, line);
		db_step(fact, &why);
		db_reset(fact);
		db_bind_int(cell, 1, bundle);
		db_bind_int(cell, 2, cells->cells[i].count);
		db_bind_text(cell, 3, line);
		db_step(cell, &why);
		db_reset(cell);
	}
	db_finish(fact);
	db_finish(cell);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool mark_counted(struct state *s, int64_t bundle, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "UPDATE bundle SET counted = 1, trust = NULL, disputed = 0 WHERE id = ?", e))
		return false;
	db_bind_int(q, 1, bundle);
	return state_run(q, e);
}

static bool same_cells(struct state *s, int64_t bundle, const struct tally *cells, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int same = 0, all = 0;
	if (!db_prepare(s->db, &q, "SELECT f.line, c.n FROM cell c JOIN fact f ON f.id = c.fact WHERE c.bundle = ?",
	                e))
		return false;
	db_bind_int(q, 1, bundle);
	for (; db_step(q, &why); all++)
		for (int i = 0; i < cells->count; i++) {
			char line[FACT_SIZE + 1];
			line_of(&cells->cells[i].fact, line);
			if (strcmp(line, db_text(q, 0)) == 0)
				same += cells->cells[i].count == db_int(q, 1);
		}
	db_finish(q);
	if (why.code)
		err_set(e, why.code, "%s", why.text);
	return same == all && all == cells->count;
}

/* Counts on another's word give way to those made here. */
static bool replace(struct state *s, int64_t bundle, const struct tally *cells, enum merged *merged, struct err *e)
{
	struct db_query *q;
	*merged = same_cells(s, bundle, cells, e) ? MERGED_CONFIRMED : MERGED_CORRECTED;
	if (!db_prepare(s->db, &q, "DELETE FROM cell WHERE bundle = ?", e))
		return false;
	db_bind_int(q, 1, bundle);
	return state_run(q, e) && cells_insert(s, bundle, cells, e) && mark_counted(s, bundle, e);
}

/* Inside the transaction. */
static bool store(struct state *s, const struct outcome *o, const struct tally *cells, int64_t kiosk,
                  int64_t day, enum merged *merged, struct err *e)
{
	bool counted, ours;
	int64_t id = bundle_find(s, o->sha256, &counted, &ours, e);
	if (id < 0)
		return false;
	if (counted && !ours && o->counted)
		return replace(s, id, cells, merged, e);
	if (counted || (id > 0 && !o->counted)) {
		*merged = MERGED_ALREADY;
		return true;
	}
	if (id == 0) {
		if (!bundle_insert(s, o, kiosk, day, e) ||
		    (id = bundle_find(s, o->sha256, &counted, &ours, e)) <= 0)
			return false;
	}
	*merged = o->counted ? MERGED_COUNTED : MERGED_VERIFIED;
	return !o->counted || (cells_insert(s, id, cells, e) && mark_counted(s, id, e));
}

/* What the set of all bundles says about this one. */
static bool judge(struct state *s, const uint8_t sha[32], enum merged *merged, enum bundle_reason *reason,
                  struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "SELECT diverging, broken FROM standing WHERE sha = ?", e))
		return false;
	db_bind_blob(q, 1, sha, 32);
	if (db_step(q, e) && (db_int(q, 0) || db_int(q, 1))) {
		*reason = db_int(q, 0) ? BUNDLE_DIVERGING : BUNDLE_BROKEN_CHAIN;
		*merged = *merged == MERGED_COUNTED || *merged == MERGED_VERIFIED ? MERGED_CONTESTED : *merged;
	}
	db_finish(q);
	return true;
}

bool merge_outcome(struct state *s, const struct outcome *o, const struct tally *cells, int64_t day,
                   enum merged *merged, enum bundle_reason *reason, char kiosk[STATE_NAME_MAX], struct err *e)
{
	struct err why = { 0 };
	kiosk[0] = '\0';
	*reason = o->reason;
	*merged = MERGED_REFUSED;
	if (o->reason != BUNDLE_OK)
		return true;
	int64_t id = kiosk_id(s, &o->manifest.kiosk, kiosk, &why);
	bool ok = !why.code;
	if (ok && id < 0) {
		*reason = BUNDLE_UNKNOWN_KIOSK; /* taken out of the register since the readers started */
		return true;
	}
	ok = ok && db_begin(s->db, &why);
	if (ok && !(store(s, o, cells, id, day, merged, &why) && db_commit(s->db, &why))) {
		db_rollback(s->db);
		ok = false;
	}
	ok = ok && judge(s, o->sha256, merged, reason, &why) && !why.code;
	return ok ? true : err_set(e, why.code, "%s", why.text);
}
