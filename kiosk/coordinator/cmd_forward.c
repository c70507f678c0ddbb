/* transmettre: hand bundles that were verified, and cannot be read here, to those who can; borne registre: what they do
 * first, so that they know whose bundles these are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/roster.h"
#include "sync/bundle.h"
#include "sync/parcel.h"

/* ---- transmettre --------------------------------------------------------------------------------------------- */

struct forward {
	struct state *s;
	struct age_identity *ids;
	int id_count;
	struct age_recipient to[AGE_RECIPIENTS_MAX];
	int to_count;
	char folder[STATE_PATH_MAX];
	int64_t today;
	int done, lost;
	char words[SEAL_WORDS_SIZE]; /* of our authority */
};

static bool recipients(struct call *c, struct forward *f, struct err *e)
{
	const char *name;
	struct keeper k;
	while ((name = args_value(&c->args, "--to", "--pour"))) {
		if (f->to_count == AGE_RECIPIENTS_MAX)
			return err_set(e, ERR_USAGE, "Huit personnes au plus.");
		if (!state_keeper_get(f->s, name, &k, e) ||
		    !age_recipient_parse(&f->to[f->to_count++], str_from(k.recipient), e))
			return false;
	}
	return true;
}

/* The padded tar inside, sealed again to those who count: manifest, signature and facts are the kiosk's own bytes. */
static bool seal_again(struct forward *f, const struct bundle *b, struct err *e)
{
	size_t size = age_sealed_size(b->memory.size, f->to_count);
	uint8_t *sealed = xmalloc(size);
	size = age_seal(sealed, b->memory.data, b->memory.size, f->to, f->to_count);
	bool ok = parcel_space(f->folder, size, e) && parcel_write(f->folder, sealed, size, e);
	free(sealed);
	return ok;
}

/* False only when the stick or the disk fails: a copy that is gone or damaged is told, and the others go. */
static bool one(struct forward *f, int64_t id, const uint8_t sha[32], struct err *e)
{
	char path[STATE_PATH_MAX];
	struct bundle b = { 0 };
	enum bundle_reason reason;
	struct db_query *q;
	if (!state_copy_path(f->s->dir, sha, path) ||
	    !bundle_read(&b, path, f->ids, f->id_count, &reason, NULL) ||
	    memcmp(b.manifest_sha256, sha, 32) != 0) {
		f->lost++;
		bundle_drop(&b);
		return true;
	}
	bool ok = seal_again(f, &b, e);
	bundle_drop(&b);
	if (!ok || !db_prepare(f->s->db, &q, "UPDATE bundle SET forwarded_day = ? WHERE id = ?", e))
		return false;
	db_bind_int(q, 1, f->today);
	db_bind_int(q, 2, id);
	f->done++;
	return state_run(q, e);
}

struct waiting {
	int64_t id;
	uint8_t sha[32];
};

/* Contested ones go too: whoever counts them sees both stories. Not those that a person put aside. */
static bool list_waiting(struct forward *f, bool everything, struct buf *out, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(f->s->db, &q,
	                "SELECT id, sha FROM live WHERE NOT counted AND (?1 OR forwarded_day < 0) ORDER BY "
	                "kiosk, number, sha",
	                e))
		return false;
	db_bind_int(q, 1, everything);
	while (db_step(q, &why)) {
		struct waiting w = { .id = db_int(q, 0) };
		size_t n;
		const void *sha = db_blob(q, 1, &n);
		if (n == sizeof w.sha) {
			memcpy(w.sha, sha, n);
			buf_add(out, &w, sizeof w);
		}
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static int by_key(const void *a, const void *b)
{
	return roster_compare(a, b);
}

static bool roster_write(struct forward *f, struct err *e)
{
	struct arena arena = { 0 };
	struct kiosk *kiosks;
	struct buf text = { 0 }, sig = { 0 };
	char path[STATE_PATH_MAX];
	int n = state_kiosks(f->s, &arena, &kiosks, e);
	struct sign_secret *authority = n < 0 ? NULL : authority_load(f->s->dir, e);
	bool ok = authority != NULL;
	if (ok) {
		qsort(kiosks, (size_t)n, sizeof *kiosks, by_key);
		roster_begin(&text, state_get(f->s, "territory", &arena));
		for (int i = 0; i < n; i++)
			roster_add(&text, &kiosks[i]);
		struct sign_public public;
		sign_public_of(authority, &public);
		kiosk_words(&public, f->words);
		sign_bytes(authority, text.data, text.size, ROSTER_COMMENT, &sig);
		ok = state_path(f->folder, ROSTER_FILE, path) &&
		     file_write(path, text.data, text.size, 0644, e) &&
		     state_path(f->folder, ROSTER_FILE ".minisig", path) &&
		     file_write(path, sig.data, sig.size, 0644, e);
		seal_secret_free(authority);
	}
	buf_free(&text);
	buf_free(&sig);
	arena_drop(&arena);
	return ok ? true : err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
}

static void tell(struct call *c, const struct forward *f)
{
	char n[FRENCH_MAX];
	if (f->done)
		printf("Transmis : %s lot%s et le registre des bornes, dans « %s ».\n"
		       "La personne qui compte tape, avec votre fichier autorite.pub la première fois :\n"
		       "    escale-coordinator borne registre --autorite autorite.pub DOSSIER\n"
		       "    escale-coordinator importer DOSSIER\n"
		       "et compare avec vous les huit mots de votre autorité :\n\n    %s\n",
		       number_fr(f->done, n), f->done > 1 ? "s" : "", f->folder, f->words);
	else
		puts("Aucun lot à transmettre : tout est compté, ou déjà transmis (--tout les transmet "
		     "encore).");
	if (f->lost) {
		printf("%s lot%s ni compté%s, ni gardé%s dans lots/ : importez de nouveau la clé USB de la "
		       "borne.\n",
		       number_fr(f->lost, n), f->lost > 1 ? "s" : "", f->lost > 1 ? "s" : "",
		       f->lost > 1 ? "s" : "");
		c->status = CMD_REFUSED;
	}
}

static bool forward(struct call *c, struct forward *f, bool everything, struct err *e)
{
	struct buf list = { 0 };
	bool ok = list_waiting(f, everything, &list, e);
	if (ok && list.size)
		ok = file_mkdir(c->args.word[0], e) && parcel_folder(c->args.word[0], f->folder, sizeof f->folder, e) && roster_write(f, e);
	for (size_t at = 0; ok && at < list.size; at += sizeof(struct waiting)) {
		struct waiting w;
		memcpy(&w, list.data + at, sizeof w);
		ok = one(f, w.id, w.sha, e);
	}
	buf_free(&list);
	return ok;
}

bool cmd_forward(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator transmettre --pour NOM [--pour NOM] [--tout] DOSSIER_DE_LA_CLE_USB\n"
	    "NOM : une clé d'évaluation de la liste (escale-coordinator cles liste)";
	struct state s;
	struct forward f = { .s = &s, .today = c->today };
	bool everything = args_flag(&c->args, "--all", "--tout");
	if (c->args.help)
		return err_set(e, ERR_USAGE, "%s", usage);
	if (!state_open(&s, c->dir, false, e))
		return false;
	bool ok = recipients(c, &f, e) && args_done(&c->args, 1, 1, usage, e);
	if (ok && f.to_count == 0)
		ok = err_set(e, ERR_USAGE, "%s", usage);
	f.ids = ok ? state_identities(c->dir, &f.id_count, e) : NULL;
	ok = f.ids && forward(c, &f, everything, e);
	if (ok)
		tell(c, &f);
	if (f.ids)
		seal_secret_free(f.ids);
	state_close(&s);
	return ok;
}

/* ---- borne registre ---------------------------------------------------------------------------------------------- */

struct enrol {
	struct state *s;
	char territory[STATE_NAME_MAX];
	int added, known, revoked;
	struct err why;
};

static bool revoke(struct enrol *r, const struct kiosk *k)
{
	struct db_query *q;
	uint8_t key[sizeof k->key.id + sizeof k->key.key];
	memcpy(key, k->key.id, sizeof k->key.id);
	memcpy(key + sizeof k->key.id, k->key.key, sizeof k->key.key);
	if (!db_prepare(r->s->db, &q, "UPDATE kiosk SET revoked_day = ? WHERE key = ? AND revoked_day < 0",
	                &r->why))
		return false;
	db_bind_int(q, 1, k->revoked_day);
	db_bind_blob(q, 2, key, sizeof key);
	if (!state_run(q, &r->why))
		return false;
	r->revoked += db_changes(r->s->db) > 0;
	return true;
}

static void enrol(void *context, const struct kiosk *given)
{
	struct enrol *r = context;
	struct err e = { 0 };
	if (r->why.code)
		return;
	bool added = false;
	state_kiosk_add_trusted(r->s, given, *r->territory ? r->territory : "une autre coordination", &added,
	                        &e);
	r->added += added;
	r->known += !added;
	if (e.code)
		r->why = e;
	else if (given->revoked_day >= 0)
		revoke(r, given);
}

static bool read_pair(const char *folder, struct buf *text, struct buf *sig, struct err *e)
{
	char dir[STATE_PATH_MAX], path[STATE_PATH_MAX];
	struct err why = { 0 };
	bool ok = state_path(folder, BUNDLE_FOLDER, dir) && state_path(dir, ROSTER_FILE, path) &&
	          file_read(path, ROSTER_SIZE_MAX, text, &why) &&
	          state_path(dir, ROSTER_FILE ".minisig", path) && file_read(path, 4096, sig, &why);
	return ok ? true
	          : err_set(e, ERR_MISSING,
	                    "« %s » ne contient pas de registre de bornes (%s/%s et sa signature).", folder,
	                    BUNDLE_FOLDER, ROSTER_FILE);
}

/* The authority whose registers are believed here: our own, or the one that was named once and is remembered. */
static bool authority(struct call *c, struct state *s, const char *file, struct sign_public *key,
                      struct err *e)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	char path[STATE_PATH_MAX] = "", line[MINISIGN_PUBLIC_SIZE], words[SEAL_WORDS_SIZE];
	const char *pinned = state_get(s, "register_authority", &arena);
	bool ok = true;
	if (!file && *pinned) {
		ok = sign_public_parse(key, str_from(pinned), e);
	} else {
		ok = (file ? str_copy(path, sizeof path, file) : state_path(c->dir, "autorite.pub", path)) &&
		     file_read(path, 4096, &text, e) &&
		     sign_public_parse(key, (struct str){ text.data, text.size }, e);
		sign_public_print(key, line);
		if (ok && file && *pinned && strcmp(pinned, line) != 0)
			ok = err_set(e, ERR_KEY,
			             "Ce dossier croit déjà une autre autorité. Rien n'a été changé.");
		else if (ok && file && !*pinned) {
			ok = state_set(s, "register_authority", line, e);
			kiosk_words(key, words);
			printf("Autorité retenue. Ses huit mots :\n\n    %s\n\nComparez-les au téléphone "
			       "avec la "
			       "coordination : « transmettre » les lui a montrés.\n",
			       words);
		}
	}
	buf_free(&text);
	arena_drop(&arena);
	return ok;
}

static bool take_register(struct call *c, struct state *s, const char *file, struct err *e)
{
	struct buf text = { 0 }, sig = { 0 };
	struct sign_public key;
	struct enrol r = { .s = s };
	char comment[MINISIGN_COMMENT_MAX];
	bool ok = read_pair(c->args.word[0], &text, &sig, e) && authority(c, s, file, &key, e);
	if (ok &&
	    (!sign_verify(&key, text.data, text.size, (struct str){ sig.data, sig.size }, comment, NULL) ||
	     strcmp(comment, ROSTER_COMMENT) != 0))
		ok = err_set(
		    e, ERR_SIGNATURE,
		    "Ce registre n'est pas signé par l'autorité attendue : aucune borne n'a été inscrite. Si "
		    "c'est la première fois, donnez le fichier de la coordination : --autorite autorite.pub");
	ok = ok && db_begin(s->db, e);
	if (ok) {
		ok = roster_parse((struct str){ text.data, text.size }, r.territory, enrol, &r, e) &&
		     !r.why.code && db_commit(s->db, e);
		if (!ok) {
			db_rollback(s->db);
			err_set(e, r.why.code ? r.why.code : ERR_IO, "%s", r.why.text);
		}
	}
	buf_free(&text);
	buf_free(&sig);
	if (ok)
		printf("Registre de « %s » : %d borne%s inscrite%s sur sa parole, %d déjà connue%s, %d "
		       "révoquée%s.\n",
		       r.territory, r.added, r.added > 1 ? "s" : "", r.added > 1 ? "s" : "", r.known,
		       r.known > 1 ? "s" : "", r.revoked, r.revoked > 1 ? "s" : "");
	return ok;
}

bool cmd_roster(struct call *c, struct err *e)
{
	const char *file = args_value(&c->args, "--authority", "--autorite");
	struct state s;
	if (!args_done(
	        &c->args, 1, 1,
	        "Usage : escale-coordinator borne registre [--autorite FICHIER.pub] DOSSIER_DE_LA_CLE_USB",
	        e) ||
	    !state_open(&s, c->dir, false, e))
		return false;
	bool ok = take_register(c, &s, file, e);
	state_close(&s);
	return ok;
}
