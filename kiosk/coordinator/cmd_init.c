/* init, bornes, destinataires: what is prepared once, or rarely. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/state.h"
#include "seal/recipients.h"
#include "sync/bundle.h"

bool cmd_init(struct call *c, struct err *e)
{
	const char *territory = args_value(&c->args, "--territory", "--territoire");
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator init [--territoire NOM]", e))
		return false;
	struct state s;
	char secret[STATE_PATH_MAX], pub[STATE_PATH_MAX];
	if (!state_open(&s, c->dir, true, e))
		return false;
	bool ok = !territory || state_set(&s, "territory", territory, e);
	state_close(&s);
	if (!ok)
		return false;
	if (!state_path(c->dir, "autorite.secret", secret) || !state_path(c->dir, "autorite.pub", pub))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	/* A second init keeps the key: kiosks trust the first one. */
	bool fresh = !file_exists(secret);
	if (fresh && !authority_new(c->dir, e))
		return false;
	printf("La coordination est prête dans « %s ».\n", c->dir);
	if (fresh)
		printf("Clé de l'autorité : %s\n  Donnez ce fichier à la personne qui installe les bornes.\n"
		       "  Gardez une copie de « %s » dans un lieu sûr.\n",
		       pub, secret);
	puts("Ensuite : escale-coordinator cles nouvelle NOM");
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

/* ---- the list of recipients ---------------------------------------------------------------------------- */

/* "evaluation age1... Name" lines for each name given with the option; how many, -1 on error. */
static int list_role(struct call *c, struct state *s, const char *role, const char *en, const char *fr,
                     struct buf *out, struct err *e)
{
	const char *name;
	int n = 0;
	while ((name = args_value(&c->args, en, fr))) {
		struct keeper k;
		if (!state_keeper_get(s, name, &k, e))
			return -1;
		if (!k.checked)
			printf("Attention : la copie papier de « %s » n'a pas été vérifiée "
			       "(escale-coordinator cles verifier \"%s\").\n",
			       name, name);
		buf_printf(out, "%s %s  %s\n", role, k.recipient, k.name);
		n++;
	}
	return n;
}

static bool list_make(struct call *c, struct state *s, int version, struct buf *out, struct err *e)
{
	buf_printf(out, "escale recipients 1\nversion %d\n", version);
	int evaluation = list_role(c, s, "evaluation", NULL, "--evaluation", out, e);
	int coordination =
	    evaluation < 0 ? -1 : list_role(c, s, "coordinator", "--coordinator", "--coordination", out, e);
	if (coordination < 0)
		return false;
	struct recipients check;
	if (evaluation < 2 || coordination < 2)
		return err_set(
		    e, ERR_USAGE,
		    "Il faut au moins deux clés d'évaluation et deux clés de coordination : si l'une se "
		    "perd, l'autre ouvre encore. La même clé peut servir aux deux.");
	return recipients_parse(&check, (struct str){ out->data, out->size }, e);
}

static bool list_write(const char *folder, const struct sign_secret *authority, const struct buf *list,
                       int version, struct err *e)
{
	char dir[STATE_PATH_MAX], path[STATE_PATH_MAX], comment[64];
	struct buf sig = { 0 };
	snprintf(comment, sizeof comment, "escale recipients version %d", version);
	sign_bytes(authority, list->data, list->size, comment, &sig);
	bool ok = state_path(folder, BUNDLE_FOLDER, dir) && file_mkdir(dir, e) &&
	          state_path(dir, RECIPIENTS_FILE, path) &&
	          file_write(path, list->data, list->size, 0644, e) &&
	          state_path(dir, RECIPIENTS_FILE ".minisig", path) &&
	          file_write(path, sig.data, sig.size, 0644, e);
	buf_free(&sig);
	return ok;
}

bool cmd_recipients(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator destinataires --evaluation NOM --evaluation NOM \\\n"
	    "            --coordination NOM --coordination NOM DOSSIER_DE_LA_CLE_USB";
	struct state s;
	struct arena arena = { 0 };
	struct buf list = { 0 };
	if (!state_open(&s, c->dir, false, e))
		return false;
	long long version = 0;
	str_int(str_from(state_get(&s, "recipients_version", &arena)), 0, 999999998, &version);
	version++;
	struct sign_secret *authority = authority_load(c->dir, e);
	char text[24];
	snprintf(text, sizeof text, "%lld", version);
	/* The version is spent before a file can carry it: two lists never share one. */
	bool ok = authority && list_make(c, &s, (int)version, &list, e) &&
	          args_done(&c->args, 1, 1, usage, e) && state_set(&s, "recipients_version", text, e) &&
	          list_write(c->args.word[0], authority, &list, (int)version, e);
	if (ok)
		printf("Liste de destinataires n° %lld signée, dans « %s/%s ».\n"
		       "Sur chaque borne : branchez la clé USB, puis Espace conseiller, Destinataires.\n",
		       version, c->args.word[0], BUNDLE_FOLDER);
	if (authority)
		seal_secret_free(authority);
	buf_free(&list);
	arena_drop(&arena);
	state_close(&s);
	return ok;
}
