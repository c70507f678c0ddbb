/* init, bornes: what is prepared once, or rarely. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/prompt.h"
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

/* Nothing is kept before somebody has compared the words; `compared`: a script says that it was done. */
static bool words_compared(const struct kiosk *k, bool compared, bool *same, struct err *e)
{
	char words[SEAL_WORDS_SIZE], answer[16] = "";
	kiosk_words(&k->key, words);
	printf("Borne « %s » (%s, commune %s). Ses huit mots :\n\n    %s\n\n", k->name, k->place, k->commune, words);
	*same = compared;
	if (compared)
		return true;
	if (!prompt_person())
		return err_set(e, ERR_USAGE,
		               "Rien n'est inscrit : personne ne peut répondre ici. Comparez les huit mots avec l'écran de "
		               "la borne, puis recommencez avec --mots-compares.");
	puts("Sur la borne : Espace conseiller, Identité de la borne.");
	if (!prompt_line("Les mêmes huit mots, dans le même ordre ? Tapez oui ou non : ", answer, sizeof answer))
		return err_set(e, ERR_REFUSED, "Rien n'est inscrit : recommencez quand vous aurez comparé les mots.");
	*same = strcmp(answer, "oui") == 0 || strcmp(answer, "o") == 0 || strcmp(answer, "Oui") == 0 ||
	        strcmp(answer, "OUI") == 0;
	return true;
}

bool cmd_kiosk_enrol(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator borne inscrire --nom NOM --lieu LIEU --commune CODE_INSEE CLÉ\n"
	    "CLÉ : le fichier ESCALE/borne-....pub de la clé USB, ou sa ligne RW...\n"
	    "--mots-compares : ne demande rien, vous avez déjà comparé les huit mots";
	bool same, compared = args_flag(&c->args, "--words-compared", "--mots-compares");
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
	bool ok = words_compared(&k, compared, &same, e) && (!same || state_kiosk_add(&s, &k, e));
	state_close(&s);
	if (!ok)
		return false;
	c->status = same ? CMD_DONE : CMD_REFUSED;
	if (same)
		printf("Borne « %s » inscrite.\n", k.name);
	else
		puts("Rien n'est inscrit. Un seul mot différent : ce n'est pas cette borne. Demandez à la personne sur "
		     "place\nune clé USB qu'elle vient de préparer sur la borne, et comparez de nouveau.");
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
