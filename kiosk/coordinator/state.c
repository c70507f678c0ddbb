#include "coordinator/state.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
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
	/* Who decided what, when and why: every word is kept, the highest rank holds, and two of one rank that
	 * disagree are a conflict (decide.h); bundle.decision is what follows from them. A kiosk or a count that came from another
	 * coordination is on its word (`trust`); counts that two coordinations made differently are disputed, and so
	 * is what one of them received after the other had revoked the kiosk. Of two that are settled, by a person
	 * or by a receipt, under one number, both are contested. */
	{ "CREATE TABLE decision(sha BLOB NOT NULL, rank INTEGER NOT NULL, verdict TEXT NOT NULL, day INTEGER NOT "
	  "NULL,"
	  " person TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY(sha, rank, verdict, day, person, why)) WITHOUT "
	  "ROWID;"
	  "INSERT INTO decision SELECT sha, 1, decision, received_day, '', '' FROM bundle WHERE decision IS NOT "
	  "NULL;"
	  "ALTER TABLE kiosk ADD COLUMN trust TEXT;"
	  "ALTER TABLE bundle ADD COLUMN trust TEXT;"
	  "ALTER TABLE bundle ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;"
	  "ALTER TABLE bundle ADD COLUMN forwarded_day INTEGER NOT NULL DEFAULT -1;"
	  "DROP VIEW standing; DROP VIEW live;"
	  "CREATE VIEW live AS SELECT *, decision IS 'keep' OR receipted_day >= 0 AS settled FROM bundle"
	  " WHERE decision IS NOT 'drop';"
	  "CREATE VIEW standing AS SELECT b.*, b.disputed OR b.decision IS 'conflict' OR (b.decision IS NULL AND"
	  " EXISTS(SELECT 1 FROM kiosk k WHERE k.id = b.kiosk AND k.revoked_day >= 0 AND b.received_day > "
	  "k.revoked_day)) OR"
	  " EXISTS(SELECT 1 FROM live o WHERE o.kiosk = b.kiosk AND o.number = b.number AND o.sha <> b.sha"
	  "  AND (o.settled OR NOT b.settled))"
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

bool state_text_ok(const char *text, size_t max)
{
	size_t n = strlen(text);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 127)
			return false;
	return n < max && utf8_invalid(text, n) < 0;
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
