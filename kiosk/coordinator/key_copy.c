/* The third step of a key: its copy on a stick, which opens from there. */
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/prompt.h"
#include "coordinator/french.h"
#include "coordinator/key_steps.h"
#include "coordinator/retype.h"
#include "coordinator/trial.h"
#include "coordinator/words.h"
#include "seal/locked.h"

#define STICK_FOLDER "ESCALE-CLES"

/* ---- sticks -------------------------------------------------------------------------------------------- */

static int plugged(glob_t *found)
{
	*found = (glob_t){ 0 };
	glob("/media/*/*", GLOB_ONLYDIR, NULL, found);
	glob("/run/media/*/*", GLOB_ONLYDIR | GLOB_APPEND, NULL, found);
	return found->gl_pathc > 9 ? 9 : (int)found->gl_pathc;
}

enum guide key_stick(const char *whose, char path[STATE_PATH_MAX])
{
	for (;;) {
		glob_t found;
		struct stat st;
		long long n;
		int count = plugged(&found);
		for (int i = 0; i < count; i++)
			printf("    %d. %s\n", i + 1, found.gl_pathv[i]);
		guide_say("Branchez %s. %s", whose,
		          count ? "Tapez son numéro dans la liste, ou le chemin de son dossier."
		                : "Tapez le chemin de son dossier, par exemple /media/vous/CLE.");
		enum guide g = guide_ask("Clé USB : ", path, STATE_PATH_MAX);
		if (g == GUIDE_NEXT && str_int(str_from(path), 1, count, &n))
			str_copy(path, STATE_PATH_MAX, found.gl_pathv[n - 1]);
		globfree(&found);
		if (g != GUIDE_NEXT)
			return g;
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode) && access(path, W_OK) == 0)
			return GUIDE_NEXT;
		guide_say("\nJe ne peux pas écrire dans « %s ». La clé USB est-elle branchée, et ouverte une "
		          "fois dans le "
		          "gestionnaire de fichiers ?",
		          path);
	}
}

/* ---- copied to a stick --------------------------------------------------------------------------------- */

static bool copy_file(const char *from, const char *folder, const char *name, struct err *e)
{
	char to[STATE_PATH_MAX];
	struct buf bytes = { 0 }, back = { 0 };
	bool ok = file_read(from, LOCKED_MAX, &bytes, e) && state_path(folder, name, to) &&
	          file_write(to, bytes.data, bytes.size, 0600, e) && file_read(to, LOCKED_MAX, &back, e);
	if (ok && (bytes.size != back.size || memcmp(bytes.data, back.data, back.size) != 0))
		ok = err_set(e, ERR_CORRUPT, "La copie ne se relit pas : essayez une autre clé USB.");
	buf_free(&bytes);
	buf_free(&back);
	return ok || err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
}

/* The person's key, and the authority's if it is locked: every stick is also a backup of that one. */
static bool copy_all(const struct key_step *k, const char *stick, char there[STATE_PATH_MAX], struct err *e)
{
	char folder[STATE_PATH_MAX], from[STATE_PATH_MAX], name[STATE_NAME_MAX + 8];
	snprintf(name, sizeof name, "%s.age", k->name);
	if (!state_path(stick, STICK_FOLDER, folder) || !file_mkdir(folder, e) ||
	    !key_path(k->state->dir, k->name, ".age", from, e) || !copy_file(from, folder, name, e) ||
	    !state_path(folder, name, there))
		return false;
	if (state_path(k->state->dir, AUTHORITY_LOCKED, from) && file_exists(from))
		return copy_file(from, folder, AUTHORITY_LOCKED, e) &&
		       state_path(k->state->dir, "autorite.pub", from) &&
		       copy_file(from, folder, "autorite.pub", e);
	return true;
}

/* Another passphrase for a key whose first one is forgotten: the sheet proves whose it is. */
static enum guide words_anew(const struct key_step *k, const struct keeper *keeper, struct err *e)
{
	char path[STATE_PATH_MAX], iso[FRENCH_MAX];
	guide_say("\nUne phrase oubliée n'est pas grave : la feuille ouvre encore. Ouvrez l'enveloppe et "
	          "retapez ses lignes.");
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	enum guide g = retype_key(k->name, keeper->recipient, id);
	prompt_hide(true);
	if (g == GUIDE_NEXT)
		g = words_choose(words);
	if (g == GUIDE_NEXT && key_path(k->state->dir, k->name, ".age", path, e))
		key_lock(path, id, day_iso(k->today, iso), words, e);
	prompt_hide(false);
	seal_secret_free(words);
	seal_secret_free(id);
	return g;
}

/* Open the copy that lies on the stick with the passphrase: it must be this key. */
static bool opens(const char *there, const struct keeper *keeper, const char *words)
{
	struct buf file = { 0 }, plain = { 0 };
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	int count = 0;
	bool ok = file_read(there, LOCKED_MAX, &file, NULL) &&
	          age_open_passphrase(str_from(words), file.data, file.size, &plain, NULL) &&
	          age_identities_parse(id, 1, &count, (struct str){ plain.data, plain.size }, NULL) &&
	          trial_bundle(keeper->recipient, id, NULL);
	if (plain.data)
		seal_wipe(plain.data, plain.size);
	buf_free(&plain);
	buf_free(&file);
	seal_secret_free(id);
	return ok;
}

/* GUIDE_BACK here: the passphrase is forgotten. */
static enum guide prove(const char *there, const struct keeper *keeper)
{
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	enum guide g;
	guide_say("\nTapez la phrase de passe de « %s », pour prouver que la copie s'ouvre. Si elle est "
	          "oubliée : Entrée seule.",
	          keeper->name);
	prompt_hide(true);
	for (;;) {
		g = words_ask("Phrase de passe : ", words);
		if (g == GUIDE_NEXT && !*words)
			g = GUIDE_BACK;
		if (g != GUIDE_NEXT || opens(there, keeper, words))
			break;
		guide_say(
		    "Ce n'est pas cette phrase. Essayez encore : majuscules, accents et espaces comptent.");
	}
	prompt_hide(false);
	seal_secret_free(words);
	return g;
}

static bool finish_copy(const struct key_step *k, struct err *e)
{
	char path[STATE_PATH_MAX];
	if (!k->stays && (!key_path(k->state->dir, k->name, ".age", path, e) || !locked_wipe(path, e)))
		return false;
	guide_say("\nLa copie de « %s » est sur la clé USB, dans %s, et elle s'ouvre. Le programme libre « "
	          "age » l'ouvre "
	          "aussi, avec la même phrase.",
	          k->name, STICK_FOLDER);
	guide_say(
	    k->stays
	        ? "Une copie protégée reste aussi sur cet ordinateur : elle sert chaque mois, avec la phrase."
	        : "Rien de cette clé ne reste sur cet ordinateur.");
	return true;
}

enum guide key_copy(const struct key_step *k)
{
	char stick[STATE_PATH_MAX], path[STATE_PATH_MAX], there[STATE_PATH_MAX];
	struct keeper keeper;
	for (;;) {
		struct err e = { 0 };
		enum guide g;
		if (!state_keeper_get(k->state, k->name, &keeper, &e) ||
		    !key_path(k->state->dir, k->name, ".age", path, &e)) {
			g = key_trouble(&e);
		} else if (!file_exists(path)) {
			guide_say("La copie de « %s » est déjà sur sa clé USB, et plus sur cet ordinateur.",
			          k->name);
			return guide_next();
		} else {
			char whose[STATE_NAME_MAX + 32];
			snprintf(whose, sizeof whose, "la clé USB pour « %s »", k->name);
			guide_say("Une feuille peut brûler. Une copie, protégée par la phrase de passe, va "
			          "sur une clé USB. La "
			          "personne qui garde « %s » l'emporte, et la range ailleurs que la feuille.",
			          k->name);
			g = key_stick(whose, stick);
			if (g == GUIDE_NEXT && copy_all(k, stick, there, &e)) {
				g = prove(there, &keeper);
				if (g == GUIDE_BACK) {
					g = words_anew(k, &keeper, &e);
					if (g == GUIDE_NEXT && !e.code)
						continue;
				} else if (g == GUIDE_NEXT && finish_copy(k, &e)) {
					return guide_next();
				}
			}
			if (g == GUIDE_NEXT && e.code)
				g = key_trouble(&e);
		}
		if (g != GUIDE_NEXT)
			return g;
	}
}
