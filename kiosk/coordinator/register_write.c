#include "coordinator/register.h"

#include <string.h>

#include "base/file.h"
#include "coordinator/register_parts.h"
#include "coordinator/state.h"
#include "store/db.h"

/* ---- writing ------------------------------------------------------------------------------------------- */

static bool period_add(struct book *b, const struct period *p, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(register_db(b), &q,
	                "INSERT OR IGNORE INTO period(name, first_day, last_day) VALUES(?, ?, ?)", e))
		return false;
	db_bind_text(q, 1, p->name);
	db_bind_int(q, 2, p->first_day);
	db_bind_int(q, 3, p->last_day);
	return state_run(q, e);
}

static bool sheet_add(struct book *b, const struct sheet *s, int64_t *id, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(register_db(b), &q,
	                "INSERT OR IGNORE INTO sheet(name, period, method, sensitivity, day, sample, bundles)"
	                " VALUES(?, ?, ?, ?, ?, ?, ?)",
	                e))
		return false;
	db_bind_text(q, 1, s->table);
	db_bind_text(q, 2, s->period.name);
	db_bind_int(q, 3, s->method);
	db_bind_int(q, 4, s->sensitivity);
	db_bind_int(q, 5, s->day);
	db_bind_int(q, 6, s->sample);
	db_bind_int(q, 7, s->bundles);
	if (!state_run(q, e))
		return false;
	if (db_changes(register_db(b)) == 0)
		return err_set(e, ERR_REFUSED,
		               "La table « %s » est déjà publiée pour %s : elle ne change plus.", s->table,
		               s->period.name);
	if (!db_prepare(register_db(b), &q, "SELECT id FROM sheet WHERE name = ? AND period = ?", e))
		return false;
	db_bind_text(q, 1, s->table);
	db_bind_text(q, 2, s->period.name);
	bool found = db_step(q, e);
	*id = found ? db_int(q, 0) : 0;
	db_finish(q);
	return found;
}

static bool cells_add(struct book *b, int64_t id, const struct sheet *s, struct err *e)
{
	struct db_query *q;
	bool ok = true;
	if (!db_prepare(register_db(b), &q,
	                "INSERT INTO cell(sheet, place, row, col, n) VALUES(?, ?, ?, ?, CASE ? WHEN 1 THEN "
	                "NULL ELSE ? END)",
	                e))
		return false;
	for (int i = 0; ok && i < s->count; i++) {
		db_bind_int(q, 1, id);
		db_bind_int(q, 2, i);
		db_bind_text(q, 3, s->cells[i].row);
		db_bind_text(q, 4, s->cells[i].column);
		db_bind_int(q, 5, s->cells[i].withheld);
		db_bind_int(q, 6, s->cells[i].withheld ? 0 : s->cells[i].n);
		ok = db_run(q, e);
	}
	db_finish(q);
	return ok;
}

static bool labels_add(struct book *b, int64_t id, const struct titles *t, struct err *e)
{
	struct db_query *q;
	bool ok = true;
	if (!db_prepare(register_db(b), &q, "INSERT INTO label(sheet, place, id, title) VALUES(?, ?, ?, ?)",
	                e))
		return false;
	for (int i = 0; ok && i < t->count; i++) {
		db_bind_int(q, 1, id);
		db_bind_int(q, 2, i);
		db_bind_text(q, 3, t->id[i]);
		db_bind_text(q, 4, t->title[i]);
		ok = db_run(q, e);
	}
	db_finish(q);
	return ok;
}

bool register_record(struct book *b, const struct sheet *s, struct err *e)
{
	struct err why = { 0 };
	int64_t id = 0;
	bool ok = db_begin(register_db(b), &why);
	if (!ok)
		return err_set(e, why.code, "%s", why.text);
	ok = period_add(b, &s->period, &why) && sheet_add(b, s, &id, &why) && cells_add(b, id, s, &why) &&
	     labels_add(b, id, &s->titles, &why) && db_commit(register_db(b), &why);
	if (!ok)
		db_rollback(register_db(b));
	return ok ? true : err_set(e, why.code ? why.code : ERR_IO, "%s", why.text);
}

/* ---- bundles ------------------------------------------------------------------------------------------- */

static bool frozen_period(struct book *b, const char *name, bool *frozen, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(register_db(b), &q, "SELECT 1 FROM period WHERE name = ?", e))
		return false;
	db_bind_text(q, 1, name);
	*frozen = db_step(q, &why);
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool register_bundles_freeze(struct book *b, const struct period *p, const uint8_t (*sha256)[32], int count,
                             struct err *e)
{
	struct db_query *q = NULL;
	struct err why = { 0 };
	bool frozen, ok = frozen_period(b, p->name, &frozen, &why);
	if (ok && frozen)
		return true;
	ok = ok && db_begin(register_db(b), &why);
	if (!ok)
		return err_set(e, why.code, "%s", why.text);
	ok = period_add(b, p, &why) &&
	     db_prepare(register_db(b), &q, "INSERT OR IGNORE INTO bundle(sha, period) VALUES(?, ?)", &why);
	for (int i = 0; ok && i < count; i++) {
		db_bind_blob(q, 1, sha256[i], 32);
		db_bind_text(q, 2, p->name);
		ok = db_run(q, &why);
	}
	db_finish(q);
	ok = ok && db_commit(register_db(b), &why);
	if (!ok)
		db_rollback(register_db(b));
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

int register_bundles(struct book *b, const struct period *p, uint8_t (**out)[32], bool *frozen,
                     struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int n = 0, room = 0;
	*out = NULL;
	if (!frozen_period(b, p->name, frozen, e) ||
	    !db_prepare(register_db(b), &q,
	                "SELECT sha, (SELECT count(*) FROM bundle WHERE period = ?1) FROM bundle "
	                "WHERE period = ?1 ORDER BY sha",
	                e))
		return -1;
	db_bind_text(q, 1, p->name);
	while (db_step(q, &why)) {
		size_t size;
		const void *sha = db_blob(q, 0, &size);
		if (!*out)
			*out = arena_array(a, (size_t)(room = (int)db_int(q, 1)), sizeof **out);
		if (size == 32 && n < room)
			memcpy((*out)[n++], sha, 32);
	}
	db_finish(q);
	if (why.code)
		err_set(e, why.code, "%s", why.text);
	return why.code ? -1 : n;
}

bool register_bundle_used(struct book *b, const uint8_t sha256[32])
{
	struct db_query *q;
	if (!db_prepare(register_db(b), &q, "SELECT 1 FROM bundle WHERE sha = ?", NULL))
		return false;
	db_bind_blob(q, 1, sha256, 32);
	bool used = db_step(q, NULL);
	db_finish(q);
	return used;
}

/* ---- titles -------------------------------------------------------------------------------------------- */

bool register_titles_note(struct book *b, const struct titles *t, int64_t day, struct err *e)
{
	struct db_query *q = NULL;
	struct err why = { 0 };
	bool ok = db_begin(register_db(b), &why);
	if (!ok)
		return err_set(e, why.code, "%s", why.text);
	/* The newest title known on that day is another one, or there is none. */
	ok = db_prepare(register_db(b), &q,
	                "INSERT OR REPLACE INTO title(id, day, title) SELECT ?1, ?2, ?3 WHERE ?3 IS NOT "
	                "(SELECT title FROM title WHERE id = ?1 AND day <= ?2 ORDER BY day DESC LIMIT 1)",
	                &why);
	for (int i = 0; ok && i < t->count; i++) {
		db_bind_text(q, 1, t->id[i]);
		db_bind_int(q, 2, day);
		db_bind_text(q, 3, t->title[i]);
		ok = db_run(q, &why);
	}
	db_finish(q);
	ok = ok && db_commit(register_db(b), &why);
	if (!ok)
		db_rollback(register_db(b));
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

bool register_titles_seen(const char *dir, int64_t day, struct err *e)
{
	char path[STATE_PATH_MAX];
	struct arena a = { 0 };
	struct titles t;
	struct book *b = NULL;
	if (!state_path(dir, "titles.tsv", path) || !file_exists(path))
		return true;
	bool ok =
	    titles_load(&t, path, &a, e) && register_open(&b, dir, e) && register_titles_note(b, &t, day, e);
	register_close(b);
	arena_drop(&a);
	return ok;
}

bool register_titles_at(struct book *b, int64_t day, struct titles *out, struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int room = book_count(register_db(b), "SELECT count(DISTINCT id) FROM title WHERE ? >= 0", 0);
	*out = (struct titles){ .id = arena_array(a, (size_t)room + 1, sizeof *out->id),
		                .title = arena_array(a, (size_t)room + 1, sizeof *out->title) };
	if (!db_prepare(register_db(b), &q,
	                "SELECT id, title FROM title t WHERE day = ifnull("
	                "(SELECT max(day) FROM title WHERE id = t.id AND day <= ?1),"
	                "(SELECT min(day) FROM title WHERE id = t.id)) ORDER BY id",
	                e))
		return false;
	db_bind_int(q, 1, day);
	while (out->count < room && db_step(q, &why)) {
		out->id[out->count] = arena_strdup(a, db_text(q, 0));
		out->title[out->count++] = arena_strdup(a, db_text(q, 1));
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}
