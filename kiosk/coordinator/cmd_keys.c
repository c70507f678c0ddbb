/* cles nouvelle, ajouter, verifier, liste: the age keys of those who may read. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/keypage.h"
#include "coordinator/lists.h"
#include "coordinator/state.h"
#include "coordinator/trial.h"

/* File names come from names of keys: letters, digits, hyphens. */
static bool key_name_ok(const char *name, struct err *e)
{
	size_t n = strlen(name);
	if (n && n < 33 &&
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")] == '\0' &&
	    name[0] != '-')
		return true;
	return err_set(e, ERR_USAGE,
	               "Le nom d'une clé a 1 à 32 lettres sans accent, chiffres ou tirets, par exemple "
	               "evaluation-a.");
}

static bool write_identity(const char *path, const char *identity, const char *recipient, const char *day,
                           struct err *e)
{
	struct buf text = { 0 };
	buf_printf(&text, "# created: %s\n# public key: %s\n%s\n", day, recipient, identity);
	bool ok = file_write(path, text.data, text.size, 0600, e);
	seal_wipe(text.data, text.size);
	buf_free(&text);
	return ok;
}

static bool write_page(const char *path, const char *name, const char *identity, const char *recipient,
                       const char *day, struct err *e)
{
	struct buf page = { 0 };
	bool ok = keypage_make(&page, name, identity, recipient, day, e) &&
	          file_write(path, page.data, page.size, 0600, e);
	seal_wipe(page.data, page.size);
	buf_free(&page);
	return ok;
}

/* Everything about one fresh key; secret is locked memory for the identity and its text. */
struct fresh {
	struct age_identity id;
	char text[2 * AGE_IDENTITY_SIZE]; /* room to see that too much was typed */
};

static bool make(struct call *c, const char *name, struct fresh *f, struct err *e)
{
	struct age_recipient r;
	struct keeper k = { 0 };
	char folder[STATE_PATH_MAX], file[64], path[STATE_PATH_MAX], page[STATE_PATH_MAX], day[FRENCH_MAX],
	    iso[FRENCH_MAX];
	age_identity_new(&f->id);
	age_identity_print(&f->id, f->text);
	age_identity_recipient(&f->id, &r);
	age_recipient_print(&r, k.recipient);
	str_copy(k.name, sizeof k.name, name);
	snprintf(file, sizeof file, "%s.txt", name);
	if (!state_path(c->dir, "cles", folder) || !state_path(folder, file, path))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	snprintf(file, sizeof file, "%s.html", name);
	if (!state_path(folder, file, page))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	if (file_exists(path))
		return err_set(e, ERR_REFUSED, "La clé « %s » existe déjà. Choisissez un autre nom.", name);
	struct state s;
	if (!state_open(&s, c->dir, false, e))
		return false;
	bool ok = file_mkdir(folder, e) &&
	          write_identity(path, f->text, k.recipient, day_iso(c->today, iso), e) &&
	          write_page(page, name, f->text, k.recipient, day_fr(c->today, day), e) &&
	          state_keeper_add(&s, &k, e);
	state_close(&s);
	if (ok)
		printf("Clé « %s » créée.\n  Secrète : %s\n  Page à imprimer : %s\n  Publique : %s\n\n"
		       "Imprimez la page, vérifiez-la avec\n    escale-coordinator cles verifier %s\n"
		       "puis supprimez le fichier de la page.\n",
		       name, path, page, k.recipient, name);
	else if (e->code != ERR_REFUSED)
		unlink(path); /* a key that is in no register and on no paper is no key */
	return ok;
}

bool cmd_keys_new(struct call *c, struct err *e)
{
	if (!args_done(&c->args, 1, 1, "Usage : escale-coordinator cles nouvelle NOM", e) ||
	    !key_name_ok(c->args.word[0], e))
		return false;
	struct fresh *f = seal_secret_alloc(sizeof *f);
	bool ok = make(c, c->args.word[0], f, e);
	seal_secret_free(f);
	return ok;
}

bool cmd_keys_add(struct call *c, struct err *e)
{
	struct age_recipient r;
	struct keeper k = { .checked = true }; /* its paper is the other person's affair */
	if (!args_done(&c->args, 2, 2, "Usage : escale-coordinator cles ajouter NOM age1...", e) ||
	    !key_name_ok(c->args.word[0], e))
		return false;
	if (!age_recipient_parse(&r, str_from(c->args.word[1]), NULL))
		return err_set(
		    e, ERR_USAGE,
		    "Cette clé publique est mal copiée. Elle commence par age1 et compte 62 caractères.");
	str_copy(k.name, sizeof k.name, c->args.word[0]);
	age_recipient_print(&r, k.recipient);
	struct state s;
	if (!state_open(&s, c->dir, false, e))
		return false;
	bool ok = state_keeper_add(&s, &k, e);
	state_close(&s);
	if (ok)
		printf("Clé publique « %s » ajoutée.\n", k.name);
	return ok;
}

/* One line typed or scanned: spaces, line ends and case do not matter; at most two tries of 74 characters. */
static size_t typed(char *out, size_t size)
{
	size_t n = 0;
	char c;
	while (n + 1 < size) {
		ssize_t got = read(STDIN_FILENO, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || (c == '\n' && n >= AGE_IDENTITY_SIZE - 1))
			break;
		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		out[n++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	out[n] = '\0';
	return n;
}

bool cmd_keys_check(struct call *c, struct err *e)
{
	if (!args_done(&c->args, 1, 1,
	               "Usage : escale-coordinator cles verifier NOM   (puis tapez les groupes)", e))
		return false;
	struct state s;
	struct keeper k;
	if (!state_open(&s, c->dir, false, e))
		return false;
	if (!state_keeper_get(&s, c->args.word[0], &k, e)) {
		state_close(&s);
		return false;
	}
	if (isatty(STDIN_FILENO))
		puts("Tapez tous les groupes de la feuille, à la suite, puis Entrée :");
	struct fresh *f = seal_secret_alloc(sizeof *f);
	char recipient[AGE_RECIPIENT_SIZE] = "";
	struct err why = { 0 };
	size_t n = typed(f->text, sizeof f->text);
	struct age_recipient r;
	bool read = age_identity_parse(&f->id, (struct str){ f->text, n }, &why), opens = false;
	if (read) {
		age_identity_recipient(&f->id, &r);
		age_recipient_print(&r, recipient);
		opens = strcmp(recipient, k.recipient) != 0 || trial_bundle(k.recipient, &f->id, e);
	}
	seal_secret_free(f);
	bool ok = read && strcmp(recipient, k.recipient) == 0;
	if (!read)
		err_set(e, ERR_KEY,
		        "Ce n'est pas une clé, ou une lettre est fausse (%zu caractères lus, il en faut %d). "
		        "Recommencez.",
		        n, AGE_IDENTITY_SIZE - 1);
	else if (!ok)
		err_set(e, ERR_KEY, "C'est une vraie clé, mais pas « %s ».", k.name);
	ok = ok && opens && state_keeper_check(&s, k.name, e);
	state_close(&s);
	if (ok)
		printf("C'est bien la clé « %s » : elle a ouvert un lot d'essai. Sa copie papier est "
		       "vérifiée.\n",
		       k.name);
	return ok;
}

static bool named(char names[][STATE_NAME_MAX], int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* What a key is good for today, after its name. */
static void standing(struct state *s, struct list *l, const struct keeper *k)
{
	char day[FRENCH_MAX];
	int64_t left = list_left(s, k->name);
	bool reads = named(l->evaluation, l->evaluation_count, k->name),
	     opens = named(l->coordination, l->coordination_count, k->name);
	printf("%s%s%s%s%s%s%s\n    %s\n", k->name, reads ? ", lit les réponses" : "",
	       opens ? ", ouvre les lots" : "", left >= 0 ? ", retirée le " : "",
	       left >= 0 ? day_fr(left, day) : "",
	       !reads && !opens && left < 0 && l->evaluation_count ? ", sur aucune liste en vigueur" : "",
	       k->checked ? "" : " (copie papier non vérifiée)", k->recipient);
}

bool cmd_keys_list(struct call *c, struct err *e)
{
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator cles liste", e))
		return false;
	struct state s;
	struct list l;
	struct arena arena = { 0 };
	struct keeper *keepers;
	if (!state_open(&s, c->dir, false, e))
		return false;
	int n = state_keepers(&s, &arena, &keepers, e);
	bool ok = n >= 0 && list_load(&s, &l, e);
	for (int i = 0; ok && i < n; i++)
		standing(&s, &l, &keepers[i]);
	state_close(&s);
	if (ok && n == 0)
		puts("Aucune clé. À deux personnes : escale-coordinator ceremonie");
	arena_drop(&arena);
	return ok;
}
