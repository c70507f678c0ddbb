/* init, bornes: what is prepared once, or rarely. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/state.h"
#include "sync/bundle.h"

bool cmd_init(struct call *c, struct err *e)
{
	const char *territory = args_value(&c->args, "--territory", "--territoire");
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator init [--territoire NOM]", e))
		return false;
	struct state s;
	char secret[STATE_PATH_MAX], pub[STATE_PATH_MAX];
	bool known;
	if (!state_open(&s, c->dir, true, e))
		return false;
	bool ok = !territory || state_set(&s, "territory", territory, e);
	state_close(&s);
	if (!ok)
		return false;
	/* A second init keeps the key: kiosks trust the first one. */
	known = authority_path(c->dir, secret);
	if (!known && !(authority_new(c->dir, NULL, e) && authority_path(c->dir, secret)))
		return false;
	if (!state_path(c->dir, "autorite.pub", pub))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	printf("La coordination est prête dans « %s ».\n", c->dir);
	if (!known)
		printf("Clé de l'autorité : %s\n  Donnez ce fichier à la personne qui installe les bornes.\n"
		       "  Protégez « %s » par une phrase de passe : escale-coordinator autorite proteger\n",
		       pub, secret);
	puts("Ensuite, à deux personnes : escale-coordinator ceremonie");
	return true;
}

/* ---- kiosks -------------------------------------------------------------------------------------------- */

/* A name that people gave: one line of text, not too long. */
static bool name_ok(const char *what, const char *name, size_t size, struct err *e)
{
	size_t n = strlen(name);
	bool ok = n > 0 && n < size && utf8_invalid(name, n) < 0;
	for (size_t i = 0; i < n && ok; i++)
		ok = (unsigned char)name[i] >= ' ';
	return ok ? true
	          : err_set(e, ERR_USAGE, "%s : donnez un texte d'une ligne, de %zu octets au plus.", what,
	                    size - 1);
}

static bool commune_ok(const char *code, struct err *e)
{
	struct fact f;
	if (fact_make(&f, FACT_PRESENCE, code, "1-10", NULL, NULL, NULL))
		return true;
	return err_set(e, ERR_USAGE, "Commune : donnez le code Insee à cinq caractères, par exemple 23096.");
}

/* The line itself, or the file that the kiosk left on the stick. */
static bool key_parse(struct sign_public *key, const char *word)
{
	struct buf file = { 0 };
	bool ok = sign_public_parse(key, str_from(word), NULL) ||
	          (file_read(word, 4096, &file, NULL) &&
	           sign_public_parse(key, (struct str){ file.data, file.size }, NULL));
	buf_free(&file);
	return ok;
}

bool cmd_kiosk_enrol(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator borne inscrire --nom NOM --lieu LIEU --commune CODE_INSEE CLÉ\n"
	    "CLÉ : le fichier ESCALE/borne-....pub de la clé USB, ou sa ligne RW...";
	const char *name = args_value(&c->args, "--name", "--nom");
	const char *place = args_value(&c->args, "--place", "--lieu");
	const char *commune = args_value(&c->args, NULL, "--commune");
	if (!args_done(&c->args, 1, 1, usage, e))
		return false;
	if (!name || !place || !commune)
		return err_set(e, ERR_USAGE, "%s", usage);
	struct kiosk k = { .enrolled_day = c->today, .revoked_day = -1 };
	if (!name_ok("--nom", name, sizeof k.name, e) || !name_ok("--lieu", place, sizeof k.place, e) ||
	    !commune_ok(commune, e))
		return false;
	str_copy(k.name, sizeof k.name, name);
	str_copy(k.place, sizeof k.place, place);
	str_copy(k.commune, sizeof k.commune, commune);
	if (!key_parse(&k.key, c->args.word[0]))
		return err_set(
		    e, ERR_USAGE,
		    "Cette clé de borne est mal copiée. Elle commence par RW et compte 56 caractères ; "
		    "la clé USB la porte aussi, dans ESCALE/borne-....pub.");
	struct state s;
	if (!state_open(&s, c->dir, false, e))
		return false;
	bool ok = state_kiosk_add(&s, &k, e);
	state_close(&s);
	if (!ok)
		return false;
	char words[SEAL_WORDS_SIZE];
	kiosk_words(&k.key, words);
	printf("Borne « %s » inscrite (%s, commune %s).\nSes huit mots :\n\n    %s\n\n"
	       "Comparez-les avec l'écran de la borne (Espace conseiller, Identité de la borne). S'ils "
	       "diffèrent d'un seul mot :\n"
	       "    escale-coordinator borne revoquer \"%s\"\n",
	       k.name, k.place, k.commune, words, k.name);
	return true;
}

bool cmd_kiosk_revoke(struct call *c, struct err *e)
{
	if (!args_done(&c->args, 1, 1, "Usage : escale-coordinator borne revoquer NOM", e))
		return false;
	struct state s;
	if (!state_open(&s, c->dir, false, e))
		return false;
	bool ok = state_kiosk_revoke(&s, c->args.word[0], c->today, e);
	state_close(&s);
	if (ok)
		printf(
		    "Borne « %s » révoquée. Ses lots déjà comptés restent ; les nouveaux seront refusés.\n",
		    c->args.word[0]);
	return ok;
}
