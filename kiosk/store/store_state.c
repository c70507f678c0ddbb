/* The counters: one row, read at opening, written with every transaction. */
#include "store/internal.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const size_t fields[] = {
	offsetof(struct state, number),	    offsetof(struct state, visits), offsetof(struct state, seen),
	offsetof(struct state, kept),	    offsetof(struct state, opened_day), offsetof(struct state, dirty_stops),
	offsetof(struct state, total),	    offsetof(struct state, today), offsetof(struct state, visits_today),
	offsetof(struct state, lost),	    offsetof(struct state, gaps), offsetof(struct state, rejected),
	offsetof(struct state, running),
};
enum { FIELD_COUNT = sizeof fields / sizeof fields[0] };

static int64_t get(const struct state *s, int i)
{
	int64_t v;
	memcpy(&v, (const char *)s + fields[i], sizeof v);
	return v;
}

static void mark_of(const struct state *s, uint8_t mark[MARK_SIZE])
{
	char text[FIELD_COUNT * 21 + 1];
	int n = 0;
	for (int i = 0; i < FIELD_COUNT; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, "%lld ", (long long)get(s, i));
	store_mark(mark, "state", 0, 0, text, (size_t)n, s->previous, sizeof s->previous);
}

static bool has_rows(struct db *db, bool *any, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(db, &q, "SELECT EXISTS(SELECT 1 FROM bundle) OR EXISTS(SELECT 1 FROM envelope)", e))
		return false;
	bool row = db_step(q, e);
	*any = row && db_int(q, 0);
	db_finish(q);
	return row;
}

static bool read_row(struct db_query *q, struct state *out)
{
	uint8_t mark[MARK_SIZE];
	size_t n, m;
	memset(out, 0, sizeof *out);
	for (int i = 0; i < FIELD_COUNT; i++) {
		int64_t v = db_int(q, i);
		memcpy((char *)out + fields[i], &v, sizeof v);
	}
	const void *previous = db_blob(q, FIELD_COUNT, &n);
	if (n != sizeof out->previous)
		return false;
	memcpy(out->previous, previous, n);
	const void *stored = db_blob(q, FIELD_COUNT + 1, &m);
	mark_of(out, mark);
	return m == sizeof mark && memcmp(stored, mark, m) == 0;
}

bool store_state_load(struct db *db, struct state *out, bool *found, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	bool any = false;
	*found = false;
	if (!db_prepare(db, &q,
			"SELECT number, visits, seen, kept, opened_day, dirty_stops, total, today, visits_today,"
			" lost, gaps, rejected, running, previous, mark FROM state",
			e))
		return false;
	if (db_step(q, &why)) {
		*found = read_row(q, out);
		if (!*found)
			err_set(&why, ERR_CORRUPT, "the counters are damaged");
	}
	db_finish(q);
	if (why.code)
		return err_set(e, why.code, "%s", why.text);
	if (*found)
		return true;
	/* No row: the very first opening, or one cut short. */
	if (!has_rows(db, &any, e))
		return false;
	return any ? err_set(e, ERR_CORRUPT, "the counters are gone") : true;
}

bool store_state_save(struct db *db, const struct state *state, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	if (!db_prepare(db, &q, "INSERT OR REPLACE INTO state VALUES(1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", e))
		return false;
	for (int i = 0; i < FIELD_COUNT; i++)
		db_bind_int(q, i + 1, get(state, i));
	mark_of(state, mark);
	db_bind_blob(q, FIELD_COUNT + 1, state->previous, sizeof state->previous);
	db_bind_blob(q, FIELD_COUNT + 2, mark, sizeof mark);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}
