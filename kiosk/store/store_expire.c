/* Thirteen months at most: what no receipt has come for in that time is deleted all the same. Time is confirmed dates only,
 * and one wrong date must not destroy a year: a bundle is first found due, on a day that a person confirmed, and goes on
 * another such day, a week later or more, if it then is over the limit. A date put back takes a finding back. */
#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

enum { WARN_DAYS = 336, DUE_DAYS = 366, LIMIT_DAYS = 396, BETWEEN_DAYS = 7, CLOSED_MAX = 512 };

/* What is known of a bundle's age, as confirmed days: the first it was seen; when it was found due (-1: not); and the
 * earliest of those that came before the first, when one of the two must be wrong (-1: none). */
struct age {
	int64_t first, due, doubt;
};

static void mark_of(uint8_t mark[MARK_SIZE], int64_t number, const struct age *a)
{
	char text[72];
	int n = snprintf(text, sizeof text, "%lld %lld %lld", (long long)a->first, (long long)a->due,
			 (long long)a->doubt);
	store_mark(mark, "age", number, 0, text, (size_t)n, "", 0);
}

static bool age_put(struct db *db, int64_t number, const struct age *a, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	mark_of(mark, number, a);
	if (!db_prepare(db, &q, "INSERT OR REPLACE INTO age VALUES(?,?,?,?,?)", e))
		return false;
	db_bind_int(q, 1, number);
	db_bind_int(q, 2, a->first);
	db_bind_int(q, 3, a->due);
	db_bind_int(q, 4, a->doubt);
	db_bind_blob(q, 5, mark, sizeof mark);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

/* A damaged row is no row: the bundle then counts from today. */
static bool age_get(struct db *db, int64_t number, struct age *a, bool *found, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*found = false;
	if (!db_prepare(db, &q, "SELECT first, due, doubt, mark FROM age WHERE number = ?", e))
		return false;
	db_bind_int(q, 1, number);
	if (db_step(q, &why)) {
		uint8_t mark[MARK_SIZE];
		size_t n;
		*a = (struct age){ db_int(q, 0), db_int(q, 1), db_int(q, 2) };
		const void *stored = db_blob(q, 3, &n);
		mark_of(mark, number, a);
		*found = n == sizeof mark && memcmp(mark, stored, n) == 0;
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool age_drop(struct db *db, int64_t number, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(db, &q, "DELETE FROM age WHERE number = ?", e))
		return false;
	db_bind_int(q, 1, number);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

/* What a bundle seen today knows of its age from now on, and whether it goes. */
static bool look(struct db *db, int64_t number, int64_t opened, int64_t today, bool *over, struct err *e)
{
	struct age a, before;
	bool found;
	if (!age_get(db, number, &a, &found, e))
		return false;
	before = a;
	if (!found)
		a = (struct age){ .first = opened >= 0 && opened < today ? opened : today, .due = -1, .doubt = -1 };
	if (a.first <= today)
		a.doubt = -1;
	else if (a.doubt < 0 || a.doubt > today)
		a.doubt = today;
	else if (today - a.doubt >= BETWEEN_DAYS) /* a week of it: the first was the wrong one */
		a = (struct age){ .first = a.doubt, .due = -1, .doubt = -1 };
	if (a.due > today || today - a.first < DUE_DAYS)
		a.due = -1;
	else if (a.due < 0)
		a.due = today;
	*over = a.due >= 0 && today - a.due >= BETWEEN_DAYS && today - a.first > LIMIT_DAYS;
	return (found && memcmp(&a, &before, sizeof a) == 0) || age_put(db, number, &a, e);
}

/* Number and hash stay, as after a receipt: the chain goes on, and the coordination sees a gap. */
static bool drop_closed(struct db *db, int64_t number, struct err *e)
{
	uint8_t hash[MANIFEST_HASH];
	struct db_query *q;
	struct err why = { 0 };
	if (store_bundle_row(db, number, store_bundle_hash, hash, &why)) {
		if (!store_receipt_put(db, number, hash, e))
			return false;
	} else if (why.code != ERR_CORRUPT) { /* a damaged manifest goes like the others */
		return err_set(e, why.code, "%s", why.text);
	}
	if (!store_envelope_drop(db, number, e) || !age_drop(db, number, e) ||
	    !db_prepare(db, &q, "DELETE FROM bundle WHERE number = ?", e))
		return false;
	db_bind_int(q, 1, number);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

static bool drop_open(struct store *s, int64_t today, struct err *e)
{
	struct state *t = &s->next;
	t->visits = t->seen = t->kept = 0;
	t->opened_day = today;
	return store_envelope_drop(s->db, t->number, e) && age_drop(s->db, t->number, e);
}

struct expire_work {
	int64_t today;
	int dropped;
};

static bool closed_numbers(struct db *db, int64_t *numbers, int *count, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*count = 0;
	if (!db_prepare(db, &q, "SELECT number FROM bundle ORDER BY number LIMIT 512", e))
		return false;
	while (*count < CLOSED_MAX && db_step(q, &why))
		numbers[(*count)++] = db_int(q, 0);
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool work_expire(struct store *s, void *context, struct err *e)
{
	struct expire_work *w = context;
	int64_t numbers[CLOSED_MAX];
	int count;
	bool over;
	w->dropped = 0;
	if (!closed_numbers(s->db, numbers, &count, e))
		return false;
	for (int i = 0; i < count; i++) {
		if (!look(s->db, numbers[i], -1, w->today, &over, e) || (over && !drop_closed(s->db, numbers[i], e)))
			return false;
		w->dropped += over;
	}
	if (!look(s->db, s->next.number, s->next.opened_day, w->today, &over, e) || (over && !drop_open(s, w->today, e)))
		return false;
	w->dropped += over;
	/* A receipt deletes a bundle; what was known of its age goes here. */
	struct db_query *q;
	if (!db_prepare(s->db, &q, "DELETE FROM age WHERE number < ? AND number NOT IN (SELECT number FROM bundle)", e))
		return false;
	db_bind_int(q, 1, s->next.number);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

bool store_expire(struct store *s, int64_t day, int *dropped, struct err *e)
{
	struct expire_work w = { .today = day };
	*dropped = 0;
	if (day < 0)
		return true;
	if (!store_work(s, work_expire, &w, e))
		return false;
	*dropped = w.dropped;
	if (w.dropped) { /* the reservoir's keys may be of what is gone */
		free(s->keys);
		s->keys = NULL;
	}
	return true;
}

/* A row that is damaged warns as well: better once too often. */
bool store_aging(struct store *s, int64_t day, bool *soon, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*soon = false;
	if (day < 0 || !s->db)
		return true;
	if (!db_prepare(s->db, &q,
			"SELECT 1 FROM age WHERE first <= ?1 AND (number = ?2 AND ?3 > 0 OR number IN "
			"(SELECT number FROM bundle)) LIMIT 1", e))
		return false;
	db_bind_int(q, 1, day - WARN_DAYS);
	db_bind_int(q, 2, s->state.number);
	db_bind_int(q, 3, s->state.visits);
	*soon = db_step(q, &why);
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}
