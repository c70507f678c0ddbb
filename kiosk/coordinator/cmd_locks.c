/* cles reprendre, cles proteger, autorite proteger: a key back on a computer, and passphrases for what
 * lies in clear. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/prompt.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/key_steps.h"
#include "coordinator/retype.h"
#include "coordinator/words.h"
#include "seal/locked.h"

static bool stopped(void)
{
	puts("\nArrêté. Rien n'a changé.");
	return true;
}

static bool in_terminal(struct err *e)
{
	return prompt_person() ||
	       err_set(e, ERR_USAGE, "Cette commande pose des questions : lancez-la dans un terminal.");
}

/* ---- reprendre ----------------------------------------------------------------------------------------- */

/* The register knows this key by this name, or is told. */
static bool know(struct state *s, const char *name, const struct age_identity *id, struct err *e)
{
	struct age_recipient r;
	struct keeper k = { .checked = true }, known;
	age_identity_recipient(id, &r);
	age_recipient_print(&r, k.recipient);
	str_copy(k.name, sizeof k.name, name);
	if (!state_keeper_get(s, name, &known, NULL))
		return state_keeper_add(s, &k, e);
	if (strcmp(known.recipient, k.recipient) != 0)
		return err_set(e, ERR_KEY, "C'est une vraie clé, mais ce n'est pas « %s ».", name);
	return true;
}

static bool from_sheet(struct state *s, const char *name, const char *to, int64_t today, bool *done,
                       struct err *e)
{
	struct keeper known = { 0 };
	char iso[FRENCH_MAX];
	bool registered = state_keeper_get(s, name, &known, NULL);
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	guide_screen(0, 0, "Reprendre une clé avec sa feuille");
	guide_say("Prenez la feuille « %s ». Tapez ses quatre lignes ; les espaces et les majuscules ne "
	          "comptent pas. Une "
	          "douchette lit aussi le code carré.",
	          name);
	enum guide g = retype_key(name, registered ? known.recipient : NULL, id);
	if (g == GUIDE_NEXT) {
		guide_screen(0, 0, "Reprendre une clé avec sa feuille"); /* the key was on the one before */
		guide_say(
		    "C'est une vraie clé. Sur cet ordinateur, elle sera protégée par une phrase de passe.");
	}
	prompt_hide(true);
	if (g == GUIDE_NEXT)
		g = words_choose(words);
	*done = g == GUIDE_NEXT;
	bool ok = !*done || (know(s, name, id, e) && key_lock(to, id, day_iso(today, iso), words, e));
	prompt_hide(false);
	seal_secret_free(words);
	seal_secret_free(id);
	return ok;
}

/* The authority's key lies beside the copies of people's keys: a computer that has none takes it along. */
static bool authority_along(const char *dir, const char *copy, bool *taken, struct err *e)
{
	static const char *const names[] = { AUTHORITY_LOCKED, "autorite.pub" };
	char folder[STATE_PATH_MAX], from[STATE_PATH_MAX], to[STATE_PATH_MAX];
	*taken = false;
	if (authority_path(dir, to) || !str_copy(folder, sizeof folder, copy))
		return true;
	char *slash = strrchr(folder, '/');
	str_copy(slash ? slash : folder, 2, slash ? "" : ".");
	for (size_t i = 0; i < 2; i++) {
		struct buf bytes = { 0 };
		if (!state_path(folder, names[i], from) || !file_exists(from))
			return true;
		bool ok = state_path(dir, names[i], to) && file_read(from, LOCKED_MAX, &bytes, e) &&
		          file_write(to, bytes.data, bytes.size, i == 0 ? 0600 : 0644, e);
		buf_free(&bytes);
		if (!ok)
			return false;
	}
	*taken = true;
	return true;
}

static bool from_copy(struct state *s, const char *name, const char *copy, const char *to, struct err *e)
{
	struct buf file = { 0 }, plain = { 0 };
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	char what[STATE_NAME_MAX + 32];
	int count = 0;
	bool taken = false;
	snprintf(what, sizeof what, "la clé « %s »", name);
	bool ok = file_read(copy, LOCKED_MAX, &file, e);
	if (ok && !age_wants_passphrase(file.data, file.size))
		ok = err_set(e, ERR_FORMAT, "« %s » n'est pas une copie protégée par une phrase de passe.",
		             copy);
	ok = ok && locked_open((struct str){ file.data, file.size }, copy, what, &plain, e) &&
	     age_identities_parse(id, 1, &count, (struct str){ plain.data, plain.size }, e) &&
	     know(s, name, id, e) && file_write(to, file.data, file.size, 0600, e) &&
	     authority_along(s->dir, copy, &taken, e);
	if (taken)
		puts("La clé de l'autorité a été reprise du même dossier.");
	if (plain.data)
		seal_wipe(plain.data, plain.size);
	buf_free(&plain);
	buf_free(&file);
	seal_secret_free(id);
	return ok;
}

bool cmd_keys_restore(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator cles reprendre NOM                  (avec la feuille)\n"
	    "        escale-coordinator cles reprendre NOM --copie FICHIER  (avec la clé USB)";
	const char *copy = args_value(&c->args, "--copy", "--copie");
	char folder[STATE_PATH_MAX], to[STATE_PATH_MAX], plain[33];
	struct state s;
	if (!args_done(&c->args, 1, 1, usage, e) || !in_terminal(e))
		return false;
	const char *name = c->args.word[0];
	guide_key_name(name, plain, sizeof plain);
	if (strcmp(plain, name) != 0)
		return err_set(e, ERR_USAGE,
		               "Écrivez le nom de la clé comme sur sa feuille, par exemple « %s ».",
		               *plain ? plain : "camille");
	if (!state_open(&s, c->dir, true, e))
		return false;
	bool done = true,
	     ok = state_path(c->dir, "cles", folder) && file_mkdir(folder, e) &&
	          key_path(c->dir, name, ".age", to, e) &&
	          (copy ? from_copy(&s, name, copy, to, e) : from_sheet(&s, name, to, c->today, &done, e));
	state_close(&s);
	if (ok && !done)
		return stopped();
	if (ok)
		printf("\nLa clé « %s » est de retour sur cet ordinateur, protégée par sa phrase de passe.\n"
		       "Ensuite : inscrire les bornes si le registre est perdu, puis escale-coordinator "
		       "importer.\n",
		       name);
	return ok;
}

/* ---- proteger ------------------------------------------------------------------------------------------ */

bool cmd_keys_lock(struct call *c, struct err *e)
{
	char from[STATE_PATH_MAX], to[STATE_PATH_MAX], iso[FRENCH_MAX];
	struct keeper k;
	struct state s;
	if (!args_done(&c->args, 1, 1, "Usage : escale-coordinator cles proteger NOM", e) ||
	    !in_terminal(e) || !state_open(&s, c->dir, false, e))
		return false;
	bool ok = state_keeper_get(&s, c->args.word[0], &k, e);
	state_close(&s);
	if (!ok || !key_path(c->dir, k.name, ".txt", from, e) || !key_path(c->dir, k.name, ".age", to, e))
		return false;
	bool locked = !file_exists(from) && file_exists(to); /* then another passphrase is wanted */
	if (!locked && !file_exists(from))
		return err_set(e, ERR_MISSING, "La clé « %s » n'est pas sur cet ordinateur.", k.name);
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	ok = identities_load(locked ? to : from, id, 1, e) == 1;
	if (ok)
		guide_screen(0, 0, "Protéger une clé par une phrase de passe");
	prompt_hide(true);
	enum guide g = ok ? words_choose(words) : GUIDE_STOP;
	if (ok && g == GUIDE_NEXT)
		ok = key_lock(to, id, day_iso(c->today, iso), words, e) && (locked || locked_wipe(from, e));
	prompt_hide(false);
	seal_secret_free(words);
	seal_secret_free(id);
	if (ok && g != GUIDE_NEXT)
		return stopped();
	if (ok)
		printf("\nLa clé « %s » est protégée, et le fichier en clair est effacé. Chaque import "
		       "demandera la phrase.\n",
		       k.name);
	return ok;
}

bool cmd_authority_lock(struct call *c, struct err *e)
{
	char path[STATE_PATH_MAX];
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator autorite proteger", e) || !in_terminal(e))
		return false;
	if (!authority_path(c->dir, path))
		return err_set(e, ERR_MISSING, "La clé de l'autorité n'est pas dans « %s ».", c->dir);
	struct sign_secret *s = authority_load(c->dir, e); /* a locked one asks for its passphrase first */
	if (!s)
		return false;
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	guide_screen(0, 0, "Protéger la clé de l'autorité");
	prompt_hide(true);
	enum guide g = words_choose(words);
	bool ok = g != GUIDE_NEXT || authority_protect(c->dir, s, words, e);
	prompt_hide(false);
	seal_secret_free(words);
	seal_secret_free(s);
	if (ok && g != GUIDE_NEXT)
		return stopped();
	if (ok)
		puts("\nLa clé de l'autorité est protégée. Refaites sa copie de sauvegarde : les anciennes "
		     "copies gardent leur "
		     "ancienne protection.");
	return ok;
}
