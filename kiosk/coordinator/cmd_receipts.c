/* recus: tell the kiosks, by a stick, which of their lots are here; they may then delete them. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/state.h"
#include "sync/bundle.h"
#include "sync/receipt.h"

struct list {
	struct buf text;
	struct buf ids; /* int64_t each: the rows that are in text */
	int bundles, kiosks, contested, lost;
};

static bool row_read(struct db_query *q, struct receipt *r)
{
	size_t key_size, sha_size;
	const char *key = db_blob(q, 0, &key_size), *sha = db_blob(q, 2, &sha_size);
	if (key_size != sizeof r->kiosk.id + sizeof r->kiosk.key || sha_size != sizeof r->manifest_sha256)
		return false;
	memcpy(r->kiosk.id, key, sizeof r->kiosk.id);
	memcpy(r->kiosk.key, key + sizeof r->kiosk.id, sizeof r->kiosk.key);
	memcpy(r->manifest_sha256, sha, sizeof r->manifest_sha256);
	r->number = db_int(q, 1);
	return true;
}

static bool copy_kept(const struct state *s, const struct receipt *r)
{
	char path[STATE_PATH_MAX];
	return state_copy_path(s->dir, r->manifest_sha256, path) && file_exists(path);
}

/* Every bundle that nobody put aside and nothing contests, if it is counted or its copy is here. Only these: what
 * a kiosk deletes is gone. */
static bool list_make(struct state *s, struct list *l, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	struct receipt before = { 0 }, r = { 0 };
	if (!db_prepare(
	        s->db, &q,
	        "SELECT k.key, b.number, b.sha, b.diverging OR b.broken, b.counted, b.id FROM standing b "
	        "JOIN kiosk k ON k.id = b.kiosk ORDER BY k.key, b.number",
	        e))
		return false;
	receipts_begin(&l->text);
	while (!why.code && db_step(q, &why)) {
		if (db_int(q, 3)) {
			l->contested++;
		} else if (!row_read(q, &r) || (l->bundles && receipt_compare(&before, &r) >= 0)) {
			err_set(&why, ERR_CORRUPT,
			        "Le registre des lots est abîmé : aucun reçu n'a été signé.");
		} else if (!db_int(q, 4) && !copy_kept(s, &r)) {
			l->lost++;
		} else {
			int64_t id = db_int(q, 5);
			buf_add(&l->ids, &id, sizeof id);
			l->kiosks += !l->bundles || memcmp(&before.kiosk, &r.kiosk, sizeof r.kiosk) != 0;
			l->bundles++;
			receipts_add(&l->text, &r);
			before = r;
		}
	}
	db_finish(q);
	if (!why.code && l->text.size > RECEIPTS_SIZE_MAX)
		err_set(&why, ERR_TOO_BIG, "Il y a trop de lots pour une seule liste de reçus.");
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* Before any file can carry a receipt, so that nothing that comes later contests what a kiosk may have deleted. */
static bool list_settle(struct state *s, const struct list *l, int64_t day, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(s->db, &q, "UPDATE bundle SET receipted_day = ? WHERE id = ? AND receipted_day < 0",
	                e))
		return false;
	bool ok = db_begin(s->db, &why);
	for (size_t at = 0; ok && at < l->ids.size; at += sizeof(int64_t)) {
		int64_t id;
		memcpy(&id, l->ids.data + at, sizeof id);
		db_bind_int(q, 1, day);
		db_bind_int(q, 2, id);
		ok = db_run(q, &why);
	}
	db_finish(q);
	ok = ok && db_commit(s->db, &why);
	if (!ok)
		db_rollback(s->db);
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

static bool list_write(const char *folder, const struct sign_secret *authority, struct str text,
                       struct err *e)
{
	char dir[STATE_PATH_MAX], path[STATE_PATH_MAX];
	struct buf sig = { 0 };
	sign_bytes(authority, text.s, text.n, RECEIPTS_COMMENT, &sig);
	bool ok = state_path(folder, BUNDLE_FOLDER, dir) && file_mkdir(dir, e) &&
	          state_path(dir, RECEIPTS_FILE, path) && file_write(path, text.s, text.n, 0644, e) &&
	          state_path(dir, RECEIPTS_FILE ".minisig", path) &&
	          file_write(path, sig.data, sig.size, 0644, e);
	buf_free(&sig);
	return ok ? true : err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
}

static void tell(struct call *c, const struct list *l)
{
	char bundles[FRENCH_MAX], kiosks[FRENCH_MAX];
	if (l->bundles)
		printf("Reçus signés : %s lot%s, %s borne%s, dans « %s/%s/%s ».\n"
		       "Rendez cette clé USB aux bornes. À leur prochain « Préparer l'envoi du mois », elles "
		       "effacent ces lots.\n",
		       number_fr(l->bundles, bundles), l->bundles > 1 ? "s" : "",
		       number_fr(l->kiosks, kiosks), l->kiosks > 1 ? "s" : "", c->args.word[0], BUNDLE_FOLDER,
		       RECEIPTS_FILE);
	else
		puts("Aucun lot à confirmer. Importez d'abord les clés USB : escale-coordinator importer");
	if (l->contested)
		printf("Sans reçu : %s lot%s mis de côté. Décidez d'abord : escale-coordinator lots\n",
		       number_fr(l->contested, bundles), l->contested > 1 ? "s" : "");
	if (l->lost)
		printf("Sans reçu : %s lot%s ni compté%s, ni gardé%s dans lots/. Importez de nouveau la clé "
		       "USB de "
		       "la borne.\n",
		       number_fr(l->lost, bundles), l->lost > 1 ? "s" : "", l->lost > 1 ? "s" : "",
		       l->lost > 1 ? "s" : "");
	if (l->contested || l->lost || !l->bundles)
		c->status = CMD_REFUSED;
}

bool cmd_receipts(struct call *c, struct err *e)
{
	struct state s;
	struct list l = { 0 };
	if (!args_done(&c->args, 1, 1, "Usage : escale-coordinator recus DOSSIER_DE_LA_CLE_USB", e) ||
	    !state_open(&s, c->dir, false, e))
		return false;
	struct sign_secret *authority = authority_load(c->dir, e);
	bool ok = authority && list_make(&s, &l, e);
	if (ok && l.bundles)
		ok = list_settle(&s, &l, c->today, e) &&
		     list_write(c->args.word[0], authority, (struct str){ l.text.data, l.text.size }, e);
	if (ok)
		tell(c, &l);
	if (authority)
		seal_secret_free(authority);
	buf_free(&l.text);
	buf_free(&l.ids);
	state_close(&s);
	return ok;
}
