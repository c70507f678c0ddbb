/* Receipts: what deletes envelopes (and, after thirteen months, store_expire.c). Of an acknowledged bundle its number and the hash of its manifest
 * stay, so that the chain can be told and the same receipt may come again. */
#include "store/internal.h"

#include <string.h>

#include "base/sha256.h"

bool store_receipt_put(struct db *db, int64_t number, const uint8_t hash[MANIFEST_HASH], struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	store_mark(mark, "receipt", number, 0, hash, MANIFEST_HASH, "", 0);
	if (!db_prepare(db, &q, "INSERT OR REPLACE INTO receipt VALUES(?,?,?)", e))
		return false;
	db_bind_int(q, 1, number);
	db_bind_blob(q, 2, hash, MANIFEST_HASH);
	db_bind_blob(q, 3, mark, sizeof mark);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

bool store_receipt_get(struct db *db, int64_t number, uint8_t hash[MANIFEST_HASH], bool *found, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*found = false;
	if (!db_prepare(db, &q, "SELECT hash, mark FROM receipt WHERE number = ?", e))
		return false;
	db_bind_int(q, 1, number);
	if (db_step(q, &why)) {
		uint8_t mark[MARK_SIZE];
		size_t n, m;
		const void *bytes = db_blob(q, 0, &n), *stored = db_blob(q, 1, &m);
		store_mark(mark, "receipt", number, 0, bytes, n, "", 0);
		/* A damaged row is no row: the hash it kept is lost, and its envelopes are gone anyway. */
		*found = n == MANIFEST_HASH && m == sizeof mark && memcmp(mark, stored, m) == 0;
		if (*found)
			memcpy(hash, bytes, n);
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool remove_bundle(struct db *db, int64_t number, struct err *e)
{
	struct db_query *q;
	if (!store_envelope_drop(db, number, e) || !db_prepare(db, &q, "DELETE FROM bundle WHERE number = ?", e))
		return false;
	db_bind_int(q, 1, number);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

struct receipt_work {
	int64_t number;
	const uint8_t *hash;
};

static bool work_receipt(struct store *s, void *context, struct err *e)
{
	const struct receipt_work *w = context;
	uint8_t hash[MANIFEST_HASH];
	bool found;
	if (!store_receipt_get(s->db, w->number, hash, &found, e))
		return false;
	/* Known already: an old receipt that comes again, or a first try that reported a failure and is there. */
	struct err why = { 0 };
	if (!found && !store_bundle_row(s->db, w->number, store_bundle_hash, hash, &why)) {
		s->not_disk = why.code == ERR_CORRUPT; /* one damaged manifest does not condemn the database */
		return err_set(e, why.code, "%s", why.text);
	}
	if (memcmp(hash, w->hash, sizeof hash) != 0)
		return err_set(e, ERR_REFUSED, "bundle %lld: the receipt is for another manifest", (long long)w->number);
	return found || (store_receipt_put(s->db, w->number, hash, e) && remove_bundle(s->db, w->number, e));
}

bool store_receipt(struct store *s, int64_t number, const uint8_t manifest_sha256[32], struct err *e)
{
	struct receipt_work w = { number, manifest_sha256 };
	return store_work(s, work_receipt, &w, e);
}
