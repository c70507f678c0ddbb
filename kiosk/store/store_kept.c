/* What outlives a power cut: a row for each kind of thing, sealed before it came here. */
#include "store/internal.h"

#include <string.h>

bool store_kept_put(struct db *db, int which, const void *bytes, size_t n, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	store_mark(mark, "kept", which, 0, bytes, n, NULL, 0);
	if (!db_prepare(db, &q, "INSERT OR REPLACE INTO kept VALUES(?,?,?)", e))
		return false;
	db_bind_int(q, 1, which);
	db_bind_blob(q, 2, bytes, n);
	db_bind_blob(q, 3, mark, sizeof mark);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

bool store_kept_drop(struct db *db, int which, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(db, &q, "DELETE FROM kept WHERE which = ?", e))
		return false;
	db_bind_int(q, 1, which);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

/* The current row of "SELECT bytes, mark": NULL when its mark does not fit. */
static const void *read_row(struct db_query *q, int which, size_t *n)
{
	uint8_t mark[MARK_SIZE];
	size_t m;
	const void *bytes = db_blob(q, 0, n), *stored = db_blob(q, 1, &m);
	store_mark(mark, "kept", which, 0, bytes, *n, NULL, 0);
	return *n <= STORE_KEPT_MAX && m == sizeof mark && memcmp(mark, stored, m) == 0 ? bytes : NULL;
}

bool store_kept_copy(struct db *from, struct db *to, struct err *e)
{
	struct db_query *q;
	bool ok = true;
	for (int which = 0; ok && which < STORE_KEPT_COUNT; which++) {
		size_t n;
		const void *bytes;
		if (!db_prepare(from, &q, "SELECT bytes, mark FROM kept WHERE which = ?", NULL))
			return true; /* a database of before, or a damaged one */
		db_bind_int(q, 1, which);
		if (db_step(q, NULL) && (bytes = read_row(q, which, &n)))
			ok = store_kept_put(to, which, bytes, n, e);
		db_finish(q);
	}
	return ok;
}

struct kept_work {
	int which;
	const void *bytes;
	size_t n;
};

static bool work_keep(struct store *s, void *context, struct err *e)
{
	const struct kept_work *w = context;
	return store_kept_put(s->db, w->which, w->bytes, w->n, e);
}

static bool work_forget(struct store *s, void *context, struct err *e)
{
	const struct kept_work *w = context;
	return store_kept_drop(s->db, w->which, e);
}

bool store_keep(struct store *s, int which, const void *bytes, size_t n, struct err *e)
{
	if (n > STORE_KEPT_MAX)
		return err_set(e, ERR_TOO_BIG, "kept: %zu bytes, at most %d", n, STORE_KEPT_MAX);
	struct kept_work w = { which, bytes, n };
	return store_work(s, work_keep, &w, e);
}

bool store_forget(struct store *s, int which, struct err *e)
{
	struct kept_work w = { .which = which };
	return store_work(s, work_forget, &w, e);
}

bool store_kept(struct store *s, int which, void *out, size_t room, size_t *n, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*n = 0;
	if (!store_reach(s, e) || !db_prepare(s->db, &q, "SELECT bytes, mark FROM kept WHERE which = ?", e))
		return false;
	db_bind_int(q, 1, which);
	if (!db_step(q, &why)) {
		err_set(&why, ERR_MISSING, "nothing is kept as %d", which);
	} else {
		const void *bytes = read_row(q, which, n);
		if (!bytes)
			err_set(&why, ERR_CORRUPT, "what was kept as %d is damaged", which);
		else if (*n > room)
			err_set(&why, ERR_TOO_BIG, "%zu bytes are kept as %d", *n, which);
		else
			memcpy(out, bytes, *n);
	}
	db_finish(q);
	if (!why.code)
		return true;
	*n = 0;
	return err_set(e, why.code, "%s", why.text);
}
