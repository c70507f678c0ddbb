/* Envelopes: bytes that nobody here can read, under random keys. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* ---- rows --------------------------------------------------------------------------------------------------- */

void store_envelope_range(struct db_query *q, int at, int64_t bundle)
{
	db_bind_int(q, at, bundle << KEY_BITS);
	db_bind_int(q, at + 1, (bundle << KEY_BITS) | KEY_MASK);
}

static void mark_of(uint8_t mark[MARK_SIZE], int64_t key, const void *bytes, size_t n)
{
	store_mark(mark, "envelope", key, 0, bytes, n, "", 0);
}

bool store_envelope_put(struct db *db, int64_t key, const uint8_t *bytes, size_t n, bool *fresh, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	mark_of(mark, key, bytes, n);
	if (!db_prepare(db, &q, "INSERT OR IGNORE INTO envelope VALUES(?,?,?)", e))
		return false;
	db_bind_int(q, 1, key);
	db_bind_blob(q, 2, bytes, n);
	db_bind_blob(q, 3, mark, sizeof mark);
	bool ok = db_run(q, e);
	*fresh = ok && db_changes(db) == 1;
	db_finish(q);
	return ok;
}

/* Under a key that nobody has yet. */
static bool put_new(struct db *db, int64_t bundle, const struct sealed *sealed, struct err *e)
{
	bool fresh = false;
	while (!fresh)
		if (!store_envelope_put(db, (bundle << KEY_BITS) | (store_random() & KEY_MASK), sealed->bytes,
					sealed->size, &fresh, e))
			return false;
	return true;
}

static bool replace(struct db *db, int64_t key, const struct sealed *sealed, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	mark_of(mark, key, sealed->bytes, sealed->size);
	if (!db_prepare(db, &q, "UPDATE envelope SET bytes = ?, mark = ? WHERE key = ?", e))
		return false;
	db_bind_blob(q, 1, sealed->bytes, sealed->size);
	db_bind_blob(q, 2, mark, sizeof mark);
	db_bind_int(q, 3, key);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

static bool remove_key(struct db *db, int64_t key, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(db, &q, "DELETE FROM envelope WHERE key = ?", e))
		return false;
	db_bind_int(q, 1, key);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

bool store_envelope_drop(struct db *db, int64_t bundle, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(db, &q, "DELETE FROM envelope WHERE key BETWEEN ? AND ?", e))
		return false;
	store_envelope_range(q, 1, bundle);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

static const char rows[] = "SELECT key, bytes, mark FROM envelope WHERE key BETWEEN ? AND ? ORDER BY key";

bool store_envelope_damaged(struct db_query *q)
{
	uint8_t mark[MARK_SIZE];
	size_t n, m;
	const void *bytes = db_blob(q, 1, &n), *stored = db_blob(q, 2, &m);
	mark_of(mark, db_int(q, 0), bytes, n);
	return m != sizeof mark || memcmp(mark, stored, m) != 0;
}

bool store_envelope_each(struct db *db, int64_t bundle, store_envelope_fn *each, void *context, int64_t *bad,
		   struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*bad = 0;
	if (!db_prepare(db, &q, rows, e))
		return false;
	store_envelope_range(q, 1, bundle);
	while (!why.code && db_step(q, &why)) {
		size_t n;
		if (store_envelope_damaged(q))
			++*bad;
		else {
			const void *bytes = db_blob(q, 1, &n);
			if (!each(context, bytes, n, &why))
				err_set(&why, ERR_IO, "envelopes: stopped");
		}
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* ---- keys of the open bundle ---------------------------------------------------------------------------------- */

static int64_t *load_keys(struct db *db, int64_t bundle, int64_t count, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(db, &q, "SELECT key FROM envelope WHERE key BETWEEN ? AND ?", e))
		return NULL;
	int64_t *keys = xmalloc((size_t)count * sizeof *keys), n = 0;
	store_envelope_range(q, 1, bundle);
	while (db_step(q, &why)) {
		if (n < count)
			keys[n] = db_int(q, 0);
		n++;
	}
	db_finish(q);
	if (!why.code && n != count)
		err_set(&why, ERR_CORRUPT, "%lld envelopes, %lld expected", (long long)n, (long long)count);
	if (!why.code)
		return keys;
	free(keys);
	err_set(e, why.code, "%s", why.text);
	return NULL;
}

/* 0 to n - 1, each with the same chance. */
static int64_t below(int64_t n)
{
	int64_t limit = INT64_MAX - INT64_MAX % n, r;
	do
		r = store_random();
	while (r >= limit);
	return r % n;
}

/* Algorithm R: of all the envelopes seen, each has the same chance to be among the ones kept. The newcomer takes
 * the key of the one that leaves; a key says nothing about its envelope. */
static bool add(struct store *s, const struct sealed *sealed, struct err *e)
{
	struct state *t = &s->next;
	t->seen++;
	if (t->kept < STORE_ENVELOPES_MAX) {
		t->kept++;
		return put_new(s->db, t->number, sealed, e);
	}
	int64_t at = below(t->seen);
	if (at >= t->kept)
		return true;
	if (!s->keys && !(s->keys = load_keys(s->db, t->number, t->kept, e)))
		return false;
	return replace(s->db, s->keys[at], sealed, e);
}

/* ---- a visit, or the facts of a stop: sealed in the same way, and only visits are counted ----------------------------- */

struct taking {
	const struct sealed *envelopes;
	int count;
	int64_t day;
	bool visit;
	int64_t before; /* grown() when the first try began */
	int epoch;
};

/* What grows with each: visits in all, envelopes seen. */
static int64_t grown(const struct taking *w, const struct state *t)
{
	return w->visit ? t->total : t->seen;
}

static bool work_taking(struct store *s, void *context, struct err *e)
{
	struct taking *w = context;
	struct state *t = &s->next;
	if (w->before >= 0 && w->epoch == s->epoch && grown(w, t) == w->before + (w->visit ? 1 : w->count))
		return true; /* the first try reported a failure, but it is there */
	w->before = grown(w, t);
	w->epoch = s->epoch;
	if (w->visit) {
		t->visits++;
		t->total++;
		t->visits_today = t->today == w->day ? t->visits_today + 1 : 1;
		t->today = w->day;
		t->lost += s->lost;
	}
	if (t->opened_day < 0)
		t->opened_day = w->day;
	for (int i = 0; i < w->count; i++)
		if (!add(s, &w->envelopes[i], e))
			return false;
	return true;
}

static struct taking taking_of(const struct sealed *envelopes, int count, int64_t day, bool visit)
{
	return (struct taking){ .envelopes = envelopes, .count = count, .day = day < 0 ? -1 : day, .visit = visit, .before = -1 };
}

bool store_visit(struct store *s, const struct sealed *envelopes, int count, int64_t day, struct err *e)
{
	struct taking w = taking_of(envelopes, count, day, true);
	if (store_work(s, work_taking, &w, e)) {
		s->lost = 0;
		return true;
	}
	s->lost++;
	if (w.before >= 0) { /* it was tried: its commit may be on disk all the same */
		s->doubt = w.before + 1;
		s->doubt_epoch = w.epoch;
	}
	return false;
}

bool store_stop(struct store *s, const struct sealed *envelopes, int count, int64_t day, struct err *e)
{
	struct taking w = taking_of(envelopes, count, day, false);
	return store_work(s, work_taking, &w, e);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

bool store_each(struct store *s, int64_t number, store_envelope_fn *each, void *context, struct err *e)
{
	int64_t bad;
	struct err why = { 0 };
	if (!store_reach(s, e))
		return false;
	if (store_envelope_each(s->db, number ? number : s->state.number, each, context, &bad, &why))
		return true;
	/* A failed read ends the work it belongs to; alone, it makes the next opening check the whole. */
	s->read_failed = why.code == ERR_CORRUPT;
	if (s->read_failed && !s->in_work)
		store_drop(s);
	return err_set(e, why.code, "%s", why.text);
}

bool store_envelope_drop_damaged(struct db *db, int64_t bundle, int64_t *good, int64_t *bad, struct err *e)
{
	enum { AT_ONCE = 256 };
	int64_t keys[AT_ONCE];
	int found;
	*bad = 0;
	do {
		struct db_query *q;
		struct err why = { 0 };
		found = 0;
		*good = 0;
		if (!db_prepare(db, &q, rows, e))
			return false;
		store_envelope_range(q, 1, bundle);
		while (found < AT_ONCE && db_step(q, &why)) {
			if (store_envelope_damaged(q))
				keys[found++] = db_int(q, 0);
			else
				++*good;
		}
		db_finish(q);
		if (why.code)
			return err_set(e, why.code, "%s", why.text);
		for (int i = 0; i < found; i++)
			if (!remove_key(db, keys[i], e))
				return false;
		*bad += found;
	} while (found == AT_ONCE);
	return true;
}
