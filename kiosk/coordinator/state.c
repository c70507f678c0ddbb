#include "coordinator/state.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "seal/pin.h"
#include "sync/bundle.h"

/* The set of manifests is the state; every total is a view over it (statistics.md, "Merge"). A bundle is
 * known by the hash of its manifest, so the order in which they come cannot matter. `standing` says which
 * ones count. */
static const struct db_migration migrations[] = {
	{ "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
	  "CREATE TABLE keeper(name TEXT PRIMARY KEY, recipient TEXT NOT NULL UNIQUE, checked INTEGER NOT "
	  "NULL);"
	  "CREATE TABLE kiosk(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, place TEXT NOT NULL,"
	  " commune TEXT NOT NULL, key BLOB NOT NULL UNIQUE, enrolled_day INTEGER NOT NULL,"
	  " revoked_day INTEGER NOT NULL);"
	  "CREATE TABLE bundle(id INTEGER PRIMARY KEY, sha BLOB NOT NULL UNIQUE,"
	  " kiosk INTEGER NOT NULL REFERENCES kiosk(id), number INTEGER NOT NULL, previous BLOB NOT NULL,"
	  " sessions INTEGER NOT NULL, facts_seen INTEGER NOT NULL, facts_kept INTEGER NOT NULL,"
	  " software TEXT NOT NULL, dirty_stops TEXT NOT NULL, place_kind TEXT NOT NULL,"
	  " clock_confirmed INTEGER NOT NULL, early_reason TEXT NOT NULL, received_day INTEGER NOT NULL,"
	  " counted INTEGER NOT NULL, decision TEXT, manifest BLOB NOT NULL, signature BLOB NOT NULL);"
	  "CREATE INDEX bundle_chain ON bundle(kiosk, number);"
	  "CREATE TABLE fact(id INTEGER PRIMARY KEY, line TEXT NOT NULL UNIQUE);"
	  "CREATE TABLE cell(bundle INTEGER NOT NULL REFERENCES bundle(id), fact INTEGER NOT NULL REFERENCES "
	  "fact(id),"
	  " n INTEGER NOT NULL, PRIMARY KEY(bundle, fact)) WITHOUT ROWID;"
	  "CREATE TABLE refusal(file TEXT NOT NULL, reason TEXT NOT NULL, day INTEGER NOT NULL,"
	  " PRIMARY KEY(file, reason)) WITHOUT ROWID;"
	  /* Two contents under one number; a predecessor that none of the received ones is; a successor
	   * that follows something else; a first one that claims a predecessor. A decision settles a bundle for
	   * good: one put aside no longer accuses its neighbours. */
	  "CREATE VIEW live AS SELECT * FROM bundle WHERE decision IS NOT 'drop';"
	  "CREATE VIEW standing AS SELECT b.*, b.decision IS NULL AND"
	  " EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number AND o.sha <> b.sha)"
	  " AS diverging, b.decision IS NULL AND ("
	  "  (b.number = 1 AND b.previous <> zeroblob(32))"
	  "  OR (EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number - 1)"
	  "   AND NOT EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number - 1"
	  "    AND o.sha = b.previous))"
	  "  OR (EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number + 1)"
	  "   AND NOT EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number + 1"
	  "    AND o.previous = b.sha))) AS broken FROM live b;" },
	/* The kiosk has deleted what it has a receipt for: no later story reopens that bundle. */
	{ "ALTER TABLE bundle ADD COLUMN receipted_day INTEGER NOT NULL DEFAULT -1;"
	  "DROP VIEW standing;"
	  "CREATE VIEW standing AS SELECT b.*, b.decision IS NULL AND b.receipted_day < 0 AND"
	  " EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number AND o.sha <> b.sha)"
	  " AS diverging, b.decision IS NULL AND b.receipted_day < 0 AND ("
	  "  (b.number = 1 AND b.previous <> zeroblob(32))"
	  "  OR (EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number - 1)"
	  "   AND NOT EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number - 1"
	  "    AND o.sha = b.previous))"
	  "  OR (EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number + 1)"
	  "   AND NOT EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number + 1"
	  "    AND o.previous = b.sha))) AS broken FROM live b;" },
};

bool state_path(const char *dir, const char *name, char out[STATE_PATH_MAX])
{
	return file_join(out, STATE_PATH_MAX, dir, name);
}

bool state_copy_path(const char *dir, const uint8_t manifest_sha256[32], char out[STATE_PATH_MAX])
{
	char name[40] = "lots/";
	seal_hex(manifest_sha256, 8, name + 5);
	strcat(name, BUNDLE_SUFFIX);
	return state_path(dir, name, out);
}

bool state_open(struct state *s, const char *dir, bool create, struct err *e)
{
	char path[STATE_PATH_MAX], sub[STATE_PATH_MAX];
	*s = (struct state){ 0 };
	if (!str_copy(s->dir, sizeof s->dir, dir) || !state_path(dir, "coordinator.db", path))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	if (!create && !file_exists(path))
		return err_set(e, ERR_MISSING,
		               "Il n'y a pas de coordination dans le dossier « %s ». Créez-la avec\n"
		               "  escale-coordinator init\nou indiquez le bon dossier avec --dir.",
		               dir);
	if (create && (!file_mkdir(dir, e) || !state_path(dir, "cles", sub) || !file_mkdir(sub, e)))
		return false;
	struct err why = { 0 };
	if (db_open(&s->db, path, migrations, sizeof migrations / sizeof *migrations, NULL, &why))
		return true;
	switch (why.code) {
	case ERR_REFUSED:
		return err_set(e, ERR_REFUSED,
		               "« %s » est déjà ouvert par un autre programme, ou vient d'une version plus "
		               "récente (%s).",
		               path, why.text);
	case ERR_CORRUPT:
		return err_set(e, ERR_CORRUPT,
		               "« %s » est abîmé : reprenez votre dernière sauvegarde, puis importez de "
		               "nouveau les lots (%s).",
		               path, why.text);
	case ERR_FULL:
		return err_set(e, ERR_FULL, "Le disque est plein : libérez de la place, puis recommencez.");
	case ERR_READONLY:
		return err_set(e, ERR_READONLY, "Le dossier « %s » est protégé contre l'écriture.", dir);
	default: return err_set(e, why.code, "« %s » ne s'ouvre pas (%s).", path, why.text);
	}
}

void state_close(struct state *s)
{
	if (s->db)
		db_close(s->db);
	s->db = NULL;
}

bool state_run(struct db_query *q, struct err *e)
{
	struct err why = { 0 };
	db_step(q, &why);
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool state_set(struct state *s, const char *key, const char *value, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "INSERT OR REPLACE INTO setting(key, value) VALUES(?, ?)", e))
		return false;
	db_bind_text(q, 1, key);
	db_bind_text(q, 2, value);
	return state_run(q, e);
}

const char *state_get(struct state *s, const char *key, struct arena *a)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "SELECT value FROM setting WHERE key = ?", NULL))
		return "";
	db_bind_text(q, 1, key);
	const char *value = db_step(q, NULL) ? arena_strdup(a, db_text(q, 0)) : "";
	db_finish(q);
	return value;
}

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
	if (!db_prepare(s->db, &q,
	                "INSERT OR IGNORE INTO kiosk(name, place, commune, key, enrolled_day, revoked_day) "
	                "VALUES(?, ?, ?, ?, ?, -1)",
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
	if (!state_run(q, e))
		return false;
	if (db_changes(s->db) == 0)
		return err_set(e, ERR_REFUSED,
		               "Une borne porte déjà ce nom ou cette clé. Voyez la liste : "
		               "escale-coordinator bornes");
	return true;
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
		return err_set(e, ERR_MISSING, "Aucune borne en service ne s'appelle « %s ».", name);
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
	                "SELECT id, name, place, commune, key, enrolled_day, revoked_day FROM kiosk "
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
	}
	db_finish(q);
	return e && e->code ? -1 : n;
}
