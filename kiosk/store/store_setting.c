#include "store/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

bool store_setting_put(struct db *db, const char *key, const void *value, size_t n, struct err *e)
{
	struct db_query *q;
	uint8_t mark[MARK_SIZE];
	store_mark(mark, "setting", 0, 0, key, strlen(key), value, n);
	if (!db_prepare(db, &q, "INSERT OR REPLACE INTO setting VALUES(?,?,?)", e))
		return false;
	db_bind_text(q, 1, key);
	db_bind_blob(q, 2, value, n);
	db_bind_blob(q, 3, mark, sizeof mark);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

struct setting_work {
	const char *key;
	const void *value;
	size_t n;
};

static bool work_set(struct store *s, void *context, struct err *e)
{
	const struct setting_work *w = context;
	return store_setting_put(s->db, w->key, w->value, w->n, e);
}

bool store_set(struct store *s, const char *key, const void *value, size_t n, struct err *e)
{
	if (n > STORE_SETTING_MAX)
		return err_set(e, ERR_TOO_BIG, "setting %s: %zu bytes, at most %d", key, n, STORE_SETTING_MAX);
	struct setting_work w = { key, value, n };
	return store_work(s, work_set, &w, e);
}

static bool setting_drop(struct db *db, const char *key, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(db, &q, "DELETE FROM setting WHERE key = ?", e))
		return false;
	db_bind_text(q, 1, key);
	bool ok = db_run(q, e);
	db_finish(q);
	return ok;
}

struct change_work {
	const struct store_change *changes;
	int count;
	unsigned forget;
};

static bool work_change(struct store *s, void *context, struct err *e)
{
	const struct change_work *w = context;
	bool ok = true;
	for (int i = 0; ok && i < w->count; i++) {
		const struct store_change *c = &w->changes[i];
		ok = c->value ? store_setting_put(s->db, c->key, c->value, c->n, e) : setting_drop(s->db, c->key, e);
	}
	for (int which = 0; ok && which < STORE_KEPT_COUNT; which++)
		ok = !(w->forget >> which & 1) || store_kept_drop(s->db, which, e);
	return ok;
}

bool store_change(struct store *s, const struct store_change *changes, int count, unsigned forget, struct err *e)
{
	struct change_work w = { changes, count, forget };
	for (int i = 0; i < count; i++)
		if (changes[i].n > STORE_SETTING_MAX)
			return err_set(e, ERR_TOO_BIG, "setting %s: %zu bytes, at most %d", changes[i].key, changes[i].n,
				       STORE_SETTING_MAX);
	return store_work(s, work_change, &w, e);
}

bool store_setting_read(struct db_query *q, const char *key, void *out, size_t *n, struct err *e)
{
	uint8_t mark[MARK_SIZE];
	size_t m;
	const void *value = db_blob(q, 0, n), *stored = db_blob(q, 1, &m);
	store_mark(mark, "setting", 0, 0, key, strlen(key), value, *n);
	if (*n > STORE_SETTING_MAX || m != sizeof mark || memcmp(mark, stored, m) != 0)
		return err_set(e, ERR_CORRUPT, "setting %s is damaged", key);
	memcpy(out, value, *n);
	return true;
}

bool store_get(struct store *s, const char *key, void *out, size_t *n, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*n = 0;
	if (!store_reach(s, e) || !db_prepare(s->db, &q, "SELECT value, mark FROM setting WHERE key = ?", e))
		return false;
	db_bind_text(q, 1, key);
	if (db_step(q, &why))
		store_setting_read(q, key, out, n, &why);
	else
		err_set(&why, ERR_MISSING, "no setting %s", key);
	db_finish(q);
	if (!why.code)
		return true;
	*n = 0;
	return err_set(e, why.code, "%s", why.text);
}

bool store_set_int(struct store *s, const char *key, int64_t value, struct err *e)
{
	char text[24];
	int n = snprintf(text, sizeof text, "%lld", (long long)value);
	return store_set(s, key, text, (size_t)n, e);
}

int64_t store_get_int(struct store *s, const char *key, int64_t otherwise)
{
	char text[STORE_SETTING_MAX];
	size_t n;
	long long value;
	if (!store_get(s, key, text, &n, NULL))
		return otherwise;
	return str_int((struct str){ text, n }, INT64_MIN, INT64_MAX, &value) ? value : otherwise;
}

static const char *tries_key(char out[64], const char *which)
{
	snprintf(out, 64, "tries-%s", which);
	return out;
}

bool store_pin_tries(struct store *s, const char *which, int tries, struct err *e)
{
	char key[64];
	return store_set_int(s, tries_key(key, which), tries, e);
}

int store_pin_tries_get(struct store *s, const char *which)
{
	char key[64];
	return (int)store_get_int(s, tries_key(key, which), 0);
}
