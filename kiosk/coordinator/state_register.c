/* Who holds keys, and which kiosks are enrolled. */
#include <stdio.h>
#include <string.h>

#include "coordinator/state.h"

/* ---- keys ---------------------------------------------------------------------------------------------- */

bool state_keeper_add(struct state *s, const struct keeper *k, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "INSERT OR IGNORE INTO keeper(name, recipient, checked) VALUES(?, ?, ?)",
	                e))
		return false;
	db_bind_text(q, 1, k->name);
	db_bind_text(q, 2, k->recipient);
	db_bind_int(q, 3, k->checked);
	if (!state_run(q, e))
		return false;
	if (db_changes(s->db) == 0)
		return err_set(e, ERR_REFUSED,
		               "Ce nom ou cette clé est déjà dans le registre. Choisissez un autre nom.");
	return true;
}

static void keeper_row(struct db_query *q, struct keeper *k)
{
	str_copy(k->name, sizeof k->name, db_text(q, 0));
	str_copy(k->recipient, sizeof k->recipient, db_text(q, 1));
	k->checked = db_int(q, 2) != 0;
}

bool state_keeper_get(struct state *s, const char *name, struct keeper *k, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "SELECT name, recipient, checked FROM keeper WHERE name = ?", e))
		return false;
	db_bind_text(q, 1, name);
	bool found = db_step(q, e);
	if (found)
		keeper_row(q, k);
	db_finish(q);
	return found ? true
	             : err_set(e, ERR_MISSING,
	                       "Aucune clé ne porte le nom « %s ». Voyez la liste : "
	                       "escale-coordinator cles liste",
	                       name);
}

bool state_keeper_check(struct state *s, const char *name, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "UPDATE keeper SET checked = 1 WHERE name = ?", e))
		return false;
	db_bind_text(q, 1, name);
	return state_run(q, e);
}

bool state_keeper_remove(struct state *s, const char *name, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "DELETE FROM keeper WHERE name = ?", e))
		return false;
	db_bind_text(q, 1, name);
	return state_run(q, e);
}

int state_keepers(struct state *s, struct arena *a, struct keeper **out, struct err *e)
{
	struct db_query *q;
	enum { KEEPERS_MAX = 100 };
	*out = arena_array(a, KEEPERS_MAX, sizeof **out);
	if (!db_prepare(s->db, &q, "SELECT name, recipient, checked FROM keeper ORDER BY name LIMIT 100", e))
		return -1;
	int n = 0;
	while (n < KEEPERS_MAX && db_step(q, e))
		keeper_row(q, *out + n++);
	db_finish(q);
	return e && e->code ? -1 : n;
}

/* ---- kiosks -------------------------------------------------------------------------------------------- */

bool state_kiosk_add(struct state *s, const struct kiosk *k, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(
	        s->db, &q,
	        "INSERT OR IGNORE INTO kiosk(name, place, commune, key, enrolled_day, revoked_day, trust) "
	        "VALUES(?, ?, ?, ?, ?, -1, nullif(?, '')) ON CONFLICT(key) DO UPDATE SET name = "
	        "excluded.name, "
	        "place = excluded.place, commune = excluded.commune, trust = NULL "
	        "WHERE kiosk.trust IS NOT NULL AND excluded.trust IS NULL",
	        e))
		return false;
	uint8_t key[sizeof k->key.id + sizeof k->key.key];
	memcpy(key, k->key.id, sizeof k->key.id);
	memcpy(key + sizeof k->key.id, k->key.key, sizeof k->key.key);
	db_bind_text(q, 1, k->name);
	db_bind_text(q, 2, k->place);
	db_bind_text(q, 3, k->commune);
	db_bind_blob(q, 4, key, sizeof key);
	db_bind_int(q, 5, k->enrolled_day);
	db_bind_text(q, 6, k->trust);
	struct err why = { 0 };
	bool ran = state_run(q, &why);
	if (!ran && why.code != ERR_REFUSED) /* refused: the name is another's */
		return err_set(e, why.code, "%s", why.text);
	if (!ran || db_changes(s->db) == 0)
		return err_set(e, ERR_REFUSED,
		               "Une borne porte déjà ce nom ou cette clé. Voyez la liste : "
		               "escale-coordinator bornes");
	return true;
}

/* Is there a row with these bytes, or this text? True too when the database fails: *e tells. */
static bool there(struct state *s, const char *sql, const void *bytes, size_t n, const char *text,
                  struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, sql, e))
		return true;
	if (bytes)
		db_bind_blob(q, 1, bytes, n);
	else
		db_bind_text(q, 1, text);
	bool found = db_step(q, e);
	db_finish(q);
	return found;
}

bool state_kiosk_add_trusted(struct state *s, const struct kiosk *k, const char *whose, bool *added,
                             struct err *e)
{
	struct kiosk named = *k;
	struct err why = { 0 };
	uint8_t key[sizeof k->key.id + sizeof k->key.key];
	memcpy(key, k->key.id, sizeof k->key.id);
	memcpy(key + sizeof k->key.id, k->key.key, sizeof k->key.key);
	*added = !there(s, "SELECT 1 FROM kiosk WHERE key = ?", key, sizeof key, NULL, &why) && !why.code;
	str_copy(named.trust, sizeof named.trust, whose);
	for (int n = 2; *added && n < 1000; n++) { /* two places called "Mairie" */
		if (!there(s, "SELECT 1 FROM kiosk WHERE name = ?", NULL, 0, named.name, &why))
			break;
		char number[16];
		snprintf(number, sizeof number, " (%d)", n);
		str_copy(named.name, sizeof named.name - sizeof number, k->name);
		strcat(named.name, number);
	}
	bool ok = !why.code && (!*added || state_kiosk_add(s, &named, &why));
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

bool state_kiosk_revoke(struct state *s, const char *name, int64_t day, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "UPDATE kiosk SET revoked_day = ? WHERE name = ? AND revoked_day < 0", e))
		return false;
	db_bind_int(q, 1, day);
	db_bind_text(q, 2, name);
	if (!state_run(q, e))
		return false;
	if (db_changes(s->db) == 0)
		return err_set(e, ERR_MISSING, "Aucune borne en service ne s'appelle « %s ». Voyez les noms : "
		               "escale-coordinator bornes", name);
	return true;
}

int state_kiosks(struct state *s, struct arena *a, struct kiosk **out, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "SELECT count(*) FROM kiosk", e))
		return -1;
	int room = db_step(q, e) ? (int)db_int(q, 0) : 0, n = 0;
	db_finish(q);
	*out = arena_array(a, (size_t)room + 1, sizeof **out);
	if (!db_prepare(s->db, &q,
	                "SELECT id, name, place, commune, key, enrolled_day, revoked_day, trust FROM kiosk "
	                "ORDER BY name",
	                e))
		return -1;
	while (n < room && db_step(q, e)) {
		struct kiosk *k = *out + n++;
		k->id = db_int(q, 0);
		str_copy(k->name, sizeof k->name, db_text(q, 1));
		str_copy(k->place, sizeof k->place, db_text(q, 2));
		str_copy(k->commune, sizeof k->commune, db_text(q, 3));
		size_t size;
		const char *key = db_blob(q, 4, &size);
		if (size == sizeof k->key.id + sizeof k->key.key) {
			memcpy(k->key.id, key, sizeof k->key.id);
			memcpy(k->key.key, key + sizeof k->key.id, sizeof k->key.key);
		}
		k->enrolled_day = db_int(q, 5);
		k->revoked_day = db_int(q, 6);
		str_copy(k->trust, sizeof k->trust, db_text(q, 7));
	}
	db_finish(q);
	return e && e->code ? -1 : n;
}
