#include "coordinator/publish_gather.h"

#include <string.h>

enum { KEPT_DAYS = 24 * 30 }; /* counts may be deleted after 25 months; before, a lot without any has none */

struct found {
	uint8_t sha[32];
	int64_t day;
};

/* Received in the period; or in one that was published before it was counted or settled: it goes to this one, late,
 * rather than nowhere. */
static bool belongs(struct publish *p, const struct found *f, bool *answer, struct err *e)
{
	*answer = false;
	if (f->day > p->period.last_day || register_bundle_used(p->book, f->sha))
		return true;
	if (f->day >= p->period.first_day) {
		*answer = true;
		return true;
	}
	struct period earlier = period_of(p->period.step, f->day);
	uint8_t(*none)[32];
	return register_bundles(p->book, &earlier, &none, answer, p->arena, e) >= 0;
}

static bool candidates(struct publish *p, uint8_t (**out)[32], int *count, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int room = 0;
	*count = 0;
	*out = arena_array(p->arena, 1, sizeof **out);
	if (!db_prepare(p->state->db, &q,
	                "SELECT sha, received_day, (SELECT count(*) FROM standing) FROM standing"
	                " WHERE counted AND NOT diverging AND NOT broken AND received_day <= ? ORDER BY sha",
	                e))
		return false;
	db_bind_int(q, 1, p->period.last_day);
	while (db_step(q, &why)) {
		struct found f = { .day = db_int(q, 1) };
		size_t size;
		const void *sha = db_blob(q, 0, &size);
		bool mine = false;
		if (size == sizeof f.sha)
			memcpy(f.sha, sha, size);
		if (!room)
			*out = arena_array(p->arena, (size_t)(room = (int)db_int(q, 2)) + 1, sizeof **out);
		if (!belongs(p, &f, &mine, &why))
			break;
		if (mine && *count < room)
			memcpy((*out)[(*count)++], f.sha, sizeof f.sha);
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* Into the temporary table that the other questions join. */
static bool list_bundles(struct publish *p, const uint8_t (*sha)[32], int count, struct err *e)
{
	struct db_query *q;
	bool ok = true;
	if (!db_exec(p->state->db,
	             "CREATE TEMP TABLE IF NOT EXISTS published(sha BLOB PRIMARY KEY) WITHOUT ROWID;"
	             "DELETE FROM published",
	             e) ||
	    !db_prepare(p->state->db, &q, "INSERT INTO published(sha) VALUES(?)", e))
		return false;
	for (int i = 0; ok && i < count; i++) {
		db_bind_blob(q, 1, sha[i], 32);
		ok = db_run(q, e);
	}
	db_finish(q);
	return ok;
}

static bool read_state(struct publish *p, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(
	        p->state->db, &q,
	        "SELECT (SELECT ifnull(sum(b.facts_kept < b.facts_seen), 0) FROM published p JOIN bundle b"
	        " ON b.sha = p.sha), (SELECT count(*) FROM standing WHERE (NOT counted OR diverging OR "
	        "broken) AND received_day BETWEEN ?1 AND ?2), (SELECT count(*) FROM published p JOIN bundle b"
	        " ON b.sha = p.sha WHERE b.received_day < ?3 AND b.sessions > 0 AND NOT EXISTS(SELECT 1 FROM"
	        " cell WHERE bundle = b.id))",
	        e))
		return false;
	db_bind_int(q, 1, p->period.first_day);
	db_bind_int(q, 2, p->period.last_day);
	db_bind_int(q, 3, p->today - KEPT_DAYS);
	if (db_step(q, &why)) {
		p->sample = db_int(q, 0) > 0;
		p->waiting = (int)db_int(q, 1);
		p->emptied = (int)db_int(q, 2);
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool gather_bundles(struct publish *p, struct err *e)
{
	uint8_t(*sha)[32];
	bool frozen;
	int count = register_bundles(p->book, &p->period, &sha, &frozen, p->arena, e);
	if (count < 0)
		return false;
	if (!frozen) {
		if (!candidates(p, &sha, &count, e))
			return false;
		if (!p->trial &&
		    !register_bundles_freeze(p->book, &p->period, (const uint8_t(*)[32])sha, count, e))
			return false;
	}
	p->bundles = count;
	return list_bundles(p, (const uint8_t(*)[32])sha, count, e) && read_state(p, e);
}

/* ---- facts --------------------------------------------------------------------------------------------- */

static bool add_line(struct tally *t, const char *text, long long n)
{
	char line[FACT_SIZE];
	struct fact fact;
	memset(line, ' ', sizeof line);
	memcpy(line, text, strnlen(text, sizeof line - 1));
	line[sizeof line - 1] = '\n';
	if (!fact_parse(&fact, line, NULL))
		return false;
	tally_add(t, &fact, n);
	return true;
}

static bool read_communes(struct publish *p, struct counts *n, struct err *e)
{
	struct kiosk *kiosks;
	int count = state_kiosks(p->state, p->arena, &kiosks, e);
	if (count < 0)
		return false;
	n->commune = arena_array(p->arena, (size_t)count + 1, sizeof *n->commune);
	for (int i = 0; i < count; i++) {
		const char *code = kiosks[i].commune[0] ? kiosks[i].commune : "inconnue";
		int at = 0;
		while (at < n->communes && strcmp(n->commune[at], code) < 0)
			at++;
		if (at < n->communes && strcmp(n->commune[at], code) == 0)
			continue;
		memmove(n->commune + at + 1, n->commune + at,
		        (size_t)(n->communes - at) * sizeof *n->commune);
		n->commune[at] = arena_strdup(p->arena, code);
		n->communes++;
	}
	n->by_commune = arena_array(p->arena, (size_t)n->communes + 1, sizeof *n->by_commune);
	for (int i = 0; i < n->communes; i++)
		tally_init(&n->by_commune[i], p->arena);
	return true;
}

bool gather_counts(struct publish *p, struct counts *n, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*n = (struct counts){ 0 };
	tally_init(&n->all, p->arena);
	if (!read_communes(p, n, e) ||
	    !db_prepare(
	        p->state->db, &q,
	        "SELECT k.commune, f.line, sum(c.n) FROM published p JOIN bundle b ON b.sha = p.sha"
	        " JOIN kiosk k ON k.id = b.kiosk JOIN cell c ON c.bundle = b.id JOIN fact f ON f.id = c.fact"
	        " GROUP BY k.commune, f.id ORDER BY k.commune, f.line",
	        e))
		return false;
	while (db_step(q, &why)) {
		const char *code = db_text(q, 0)[0] ? db_text(q, 0) : "inconnue";
		if (!add_line(&n->all, db_text(q, 1), db_int(q, 2)))
			continue;
		for (int i = 0; i < n->communes; i++)
			if (strcmp(n->commune[i], code) == 0)
				add_line(&n->by_commune[i], db_text(q, 1), db_int(q, 2));
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool gather_sensitive(struct publish *p, const struct period *period, struct tally *out, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	uint8_t(*sha)[32];
	bool frozen;
	int count = register_bundles(p->book, period, &sha, &frozen, p->arena, e);
	if (count < 0 || !list_bundles(p, (const uint8_t(*)[32])sha, count, e) ||
	    !db_prepare(p->state->db, &q,
	                "SELECT f.line, sum(c.n) FROM published p JOIN bundle b ON b.sha = p.sha"
	                " JOIN cell c ON c.bundle = b.id JOIN fact f ON f.id = c.fact"
	                " WHERE f.line LIKE 'sensitive %' GROUP BY f.id",
	                e))
		return false;
	tally_init(out, p->arena);
	while (db_step(q, &why))
		add_line(out, db_text(q, 0), db_int(q, 1));
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}
