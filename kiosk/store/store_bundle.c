/* Closing a bundle, and the closed ones. */
#include "store/internal.h"

#include <string.h>

#include "base/sha256.h"

static void mark_of(uint8_t mark[MARK_SIZE], int64_t number, const struct store_bundle_row *row)
{
	store_mark(mark, "bundle", number, row->kept, row->manifest, row->manifest_size, row->signature,
		   row->signature_size);
}

bool store_bundle_put(struct db *db, int64_t number, const struct store_bundle_row *row, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	mark_of(mark, number, row);
	if (!db_prepare(db, &q, "INSERT INTO bundle VALUES(?,?,?,?,?)", e))
		return false;
	db_bind_int(q, 1, number);
	db_bind_int(q, 2, row->kept);
	db_bind_blob(q, 3, row->manifest, row->manifest_size);
	db_bind_blob(q, 4, row->signature, row->signature_size);
	db_bind_blob(q, 5, mark, sizeof mark);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

static bool read_row(struct db_query *q, int64_t number, struct store_bundle_row *out, struct err *e)
{
	uint8_t mark[MARK_SIZE];
	size_t size;
	*out = (struct store_bundle_row){ .kept = db_int(q, 0) };
	out->manifest = db_blob(q, 1, &out->manifest_size);
	out->signature = db_blob(q, 2, &out->signature_size);
	const void *stored = db_blob(q, 3, &size);
	mark_of(mark, number, out);
	return size == sizeof mark && memcmp(mark, stored, size) == 0
		       ? true
		       : err_set(e, ERR_CORRUPT, "bundle %lld: damaged manifest", (long long)number);
}

bool store_bundle_hash(void *context, const struct store_bundle_row *row, struct err *e)
{
	(void)e;
	struct sha256 h;
	sha256_init(&h);
	sha256_add(&h, row->manifest, row->manifest_size);
	sha256_end(&h, context);
	return true;
}

bool store_bundle_row(struct db *db, int64_t number, store_bundle_row_fn *use, void *context, struct err *e)
{
	struct db_query *q;
	struct store_bundle_row row;
	struct err why = { 0 };
	if (!db_prepare(db, &q, "SELECT kept, manifest, signature, mark FROM bundle WHERE number = ?", e))
		return false;
	db_bind_int(q, 1, number);
	if (!db_step(q, &why))
		err_set(&why, ERR_MISSING, "no closed bundle %lld", (long long)number);
	else if (read_row(q, number, &row, &why))
		use(context, &row, &why);
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

struct close_work {
	int64_t day;
	store_manifest_fn *manifest;
	void *context;
	int64_t number; /* of the bundle that the first try was closing, -1 before */
	int epoch;
};

static bool work_close(struct store *s, void *context, struct err *e)
{
	struct close_work *w = context;
	struct state *t = &s->next;
	if (w->number >= 0 && w->epoch == s->epoch && t->number == w->number + 1)
		return true; /* the first try reported a failure, but it is there */
	if (t->number == BUNDLE_NUMBER_MAX)
		return err_set(e, ERR_FULL, "no bundle after number %d", BUNDLE_NUMBER_MAX); /* in six centuries */
	w->number = t->number;
	w->epoch = s->epoch;

	int64_t good, bad;
	if (!store_envelope_drop_damaged(s->db, t->number, &good, &bad, e))
		return false;
	t->kept = good;
	t->rejected += bad;

	struct store_bundle b = { .number = t->number };
	const void *manifest, *signature;
	size_t n, m;
	memcpy(b.previous, t->previous, sizeof b.previous);
	if (!store_counts(s, w->day, &b.counts, e))
		return false;
	if (!w->manifest(w->context, &b, &manifest, &n, &signature, &m, e)) {
		s->not_disk = !s->read_failed;
		return err_set(e, ERR_REFUSED, "no manifest"); /* unless it said why */
	}
	struct store_bundle_row row = { t->kept, manifest, n, signature, m };
	if (!store_bundle_put(s->db, t->number, &row, e))
		return false;

	struct sha256 h;
	sha256_init(&h);
	sha256_add(&h, manifest, n);
	sha256_end(&h, t->previous);
	t->number++;
	t->visits = t->seen = t->kept = t->dirty_stops = 0;
	t->opened_day = w->day;
	return true;
}

bool store_close_bundle(struct store *s, int64_t day, store_manifest_fn *manifest, void *context, struct err *e)
{
	struct close_work w = { .day = day < 0 ? -1 : day, .manifest = manifest, .context = context, .number = -1 };
	return store_work(s, work_close, &w, e);
}

int store_closed(struct store *s, int64_t *numbers, int room)
{
	struct db_query *q;
	int count = 0;
	if (!store_reach(s, NULL) || !db_prepare(s->db, &q, "SELECT number FROM bundle ORDER BY number", NULL))
		return 0;
	while (count < room && db_step(q, NULL))
		numbers[count++] = db_int(q, 0);
	db_finish(q);
	return count;
}

struct copy_out {
	void *manifest, *signature;
	size_t *n, *m, room;
};

static bool copy_out(void *context, const struct store_bundle_row *row, struct err *e)
{
	const struct copy_out *out = context;
	if (row->manifest_size > out->room || row->signature_size > out->room)
		return err_set(e, ERR_TOO_BIG, "manifest over %zu bytes", out->room);
	*out->n = row->manifest_size;
	*out->m = row->signature_size;
	memcpy(out->manifest, row->manifest, row->manifest_size);
	memcpy(out->signature, row->signature, row->signature_size);
	return true;
}

bool store_bundle_manifest(struct store *s, int64_t number, void *manifest, size_t *n, void *signature, size_t *m,
			   size_t room, struct err *e)
{
	struct copy_out out = { manifest, signature, n, m, room };
	*n = *m = 0;
	return store_reach(s, e) && store_bundle_row(s->db, number, copy_out, &out, e);
}
