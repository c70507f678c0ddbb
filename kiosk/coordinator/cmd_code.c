/* code: a kiosk whose staff code is forgotten gets a signed file, which answers the number on its screen and nothing else. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/state.h"
#include "seal/recovery.h"
#include "sync/bundle.h"

/* "1234 5678", in one word or two. */
static bool read_number(struct call *c, char out[RECOVERY_DIGITS + 1], struct err *e)
{
	size_t n = 0;
	bool ok = true;
	for (int word = 1; word + 1 < c->args.count; word++)
		for (const char *p = c->args.word[word]; *p; p++) {
			if (*p == ' ')
				continue;
			ok = ok && *p >= '0' && *p <= '9' && n < RECOVERY_DIGITS;
			if (ok)
				out[n++] = *p;
		}
	out[n] = '\0';
	if (!ok || n != RECOVERY_DIGITS)
		return err_set(e, ERR_USAGE,
		               "Le nombre de la borne a huit chiffres. Faites-le relire : Espace conseiller, Code "
		               "oublié ?");
	if (!recovery_number_ok(out))
		return err_set(e, ERR_REFUSED,
		               "Un chiffre de ce nombre est faux, ou deux sont inversés. Faites-le relire, chiffre par "
		               "chiffre.");
	return true;
}

static bool find_kiosk(const char *dir, const char *name, struct kiosk *out, struct err *e)
{
	struct state s;
	struct arena arena = { 0 };
	struct kiosk *kiosks;
	if (!state_open(&s, dir, false, e))
		return false;
	struct err why = { 0 };
	int n = state_kiosks(&s, &arena, &kiosks, &why), at = 0;
	while (at < n && strcmp(kiosks[at].name, name) != 0)
		at++;
	if (n >= 0 && at == n)
		err_set(&why, ERR_MISSING, "Aucune borne ne s'appelle « %s ». Les noms : escale-coordinator bornes", name);
	else if (n >= 0 && kiosks[at].revoked_day >= 0)
		err_set(&why, ERR_REFUSED, "La borne « %s » est révoquée : elle ne reçoit plus rien.", name);
	else if (n >= 0)
		*out = kiosks[at];
	arena_drop(&arena);
	state_close(&s);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool write_signed(const char *folder, const struct recovery *r, const struct sign_secret *authority,
                         char path[STATE_PATH_MAX], struct err *e)
{
	char dir[STATE_PATH_MAX], name[RECOVERY_NAME_SIZE], signature[STATE_PATH_MAX];
	struct buf text = { 0 }, sig = { 0 };
	recovery_name(&r->kiosk, name);
	recovery_print(r, &text);
	sign_bytes(authority, text.data, text.size, RECOVERY_COMMENT, &sig);
	bool fits = state_path(folder, BUNDLE_FOLDER, dir) && state_path(dir, name, path) &&
	            snprintf(signature, sizeof signature, "%s.minisig", path) < (int)sizeof signature;
	bool ok = fits && file_mkdir(dir, e) && file_write(path, text.data, text.size, 0644, e) &&
	          file_write(signature, sig.data, sig.size, 0644, e);
	buf_free(&text);
	buf_free(&sig);
	return ok || (fits ? false : err_set(e, ERR_USAGE, "Le nom du dossier est trop long."));
}

static void tell(const struct kiosk *k, const char *path)
{
	char words[SEAL_WORDS_SIZE];
	kiosk_words(&k->key, words);
	printf("Borne « %s » (%s)\n    %s\n"
	       "Ce sont les huit mots que la personne vous a lus ? Sinon, détruisez ce fichier : ce n'est pas la même "
	       "borne.\n\n"
	       "Fichier signé : %s\n"
	       "Donnez la clé USB à quelqu'un que vous connaissez. Elle sert une fois, sur cette borne : un code est "
	       "choisi, tous ceux d'avant sont retirés.\n"
	       "Une séance ou un compte d'arrêt gardés sur la borne sont alors effacés.\n",
	       k->name, k->place, words, path);
}

bool cmd_code(struct call *c, struct err *e)
{
	struct kiosk k;
	struct recovery r = { 0 };
	char path[STATE_PATH_MAX];
	if (!args_done(&c->args, 3, 4, "Usage : escale-coordinator code NOM_DE_LA_BORNE NOMBRE DOSSIER_DE_LA_CLE_USB", e) ||
	    !read_number(c, r.number, e) || !find_kiosk(c->dir, c->args.word[0], &k, e))
		return false;
	r.kiosk = k.key;
	struct sign_secret *authority = authority_load(c->dir, e);
	bool ok = authority && write_signed(c->args.word[c->args.count - 1], &r, authority, path, e);
	if (authority)
		seal_secret_free(authority);
	if (ok)
		tell(&k, path);
	return ok;
}
