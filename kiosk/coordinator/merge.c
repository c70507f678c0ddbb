#include "coordinator/merge.h"

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
	struct db_query *q;
	if (!db_prepare(s->db, &q,
	                "SELECT (SELECT count(*) FROM bundle WHERE counted), sha FROM bundle WHERE counted "
	                "ORDER BY sha",
	                e))
		return false;
	uint8_t(*shas)[32] = NULL;
	struct err why = { 0 };
	while (db_step(q, &why)) {
		if (!shas)
			shas = arena_array(a, (size_t)db_int(q, 0), sizeof *shas);
		size_t n;
		const void *sha = db_blob(q, 1, &n);
		if (n == sizeof *shas)
			memcpy(shas[known->counted_count++], sha, n);
	}
	db_finish(q);
	known->counted = (const uint8_t(*)[32])shas;
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
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

/* The row of this manifest: its id, or 0; *counted. */
static int64_t bundle_find(struct state *s, const uint8_t sha[32], bool *counted, struct err *e)
{
	struct db_query *q;
	int64_t id = 0;
	*counted = false;
	if (!db_prepare(s->db, &q, "SELECT id, counted FROM bundle WHERE sha = ?", e))
		return -1;
	db_bind_blob(q, 1, sha, 32);
	if (db_step(q, e)) {
		id = db_int(q, 0);
		*counted = db_int(q, 1) != 0;
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
		fact_print(&cells->cells[i].fact, line);
		size_t n = FACT_SIZE;
		while (n && (line[n - 1] == ' ' || line[n - 1] == '\n'))
			n--;
		line[n] = '\0';
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
	if (!db_prepare(s->db, &q, "UPDATE bundle SET counted = 1 WHERE id = ?", e))
		return false;
	db_bind_int(q, 1, bundle);
	return state_run(q, e);
}

/* Inside the transaction. */
static bool store(struct state *s, const struct outcome *o, const struct tally *cells, int64_t kiosk,
                  int64_t day, enum merged *merged, struct err *e)
{
	bool counted;
	int64_t id = bundle_find(s, o->sha256, &counted, e);
	if (id < 0)
		return false;
	if (counted || (id > 0 && !o->counted)) {
		*merged = MERGED_ALREADY;
		return true;
	}
	if (id == 0) {
		bool none;
		if (!bundle_insert(s, o, kiosk, day, e) || (id = bundle_find(s, o->sha256, &none, e)) <= 0)
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
		*merged = *merged == MERGED_ALREADY ? MERGED_ALREADY : MERGED_CONTESTED;
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
