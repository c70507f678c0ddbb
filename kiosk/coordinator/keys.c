/* The secrets on disk: age identities of dir/cles/ and the authority's signing key. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/prompt.h"
#include "coordinator/state.h"
#include "seal/authority.h"
#include "seal/locked.h"

/* "la clé « camille »" of "cles/camille.age". */
static void what_of(const char *path, char *out, size_t size)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
	snprintf(out, size, "la clé « %.*s »", dot ? (int)(dot - name) : (int)strlen(name), name);
}

int identities_load(const char *path, struct age_identity *ids, int room, struct err *e)
{
	struct buf file = { 0 };
	struct err why = { 0 };
	char what[300];
	int count = 0;
	what_of(path, what, sizeof what);
	if (!locked_read(path, what, &file, e))
		return 0;
	if (!age_identities_parse(ids, room, &count, (struct str){ file.data, file.size }, &why)) {
		err_at(e, why.code, path, why.line, why.column, "%s", why.text);
		count = 0;
	}
	seal_wipe(file.data, file.size);
	buf_free(&file);
	return count;
}

/* A file name of cles/ that holds a key: NAME.txt in clear, NAME.age behind a passphrase. */
static bool is_key_file(const char *name, bool *locked)
{
	size_t n = strlen(name);
	*locked = n > 4 && strcmp(name + n - 4, ".age") == 0;
	return name[0] != '.' && (*locked || (n > 4 && strcmp(name + n - 4, ".txt") == 0));
}

/* Without a person, or when she passes, a locked key is not used: another may be enough. */
static bool load_one(const char *path, bool locked, struct age_identity *ids, int *count, struct err *e)
{
	struct err why = { 0 };
	int more = identities_load(path, ids + *count, STATE_IDENTITIES_MAX - *count, &why);
	*count += more;
	if (more > 0)
		return true;
	if (locked && why.code == ERR_REFUSED)
		return true;
	if (locked && why.code == ERR_KEY && !prompt_person()) {
		fprintf(stderr, "%s\n", why.text);
		return true;
	}
	return err_at(e, why.code, why.file[0] ? why.file : NULL, why.line, why.column, "%s", why.text);
}

struct age_identity *state_identities(const char *dir, int *count, struct err *e)
{
	char folder[STATE_PATH_MAX], path[STATE_PATH_MAX];
	*count = 0;
	struct age_identity *ids = seal_secret_alloc(STATE_IDENTITIES_MAX * sizeof *ids);
	struct dirent **entry = NULL;
	bool ok = true, locked;
	int n = state_path(dir, "cles", folder) ? scandir(folder, &entry, NULL, alphasort) : 0;
	for (int i = 0; i < n; i++) {
		if (ok && is_key_file(entry[i]->d_name, &locked))
			ok = state_path(folder, entry[i]->d_name, path) &&
			     load_one(path, locked, ids, count, e);
		free(entry[i]);
	}
	free(entry);
	if (ok)
		return ids;
	seal_secret_free(ids);
	return NULL;
}

bool authority_new(const char *dir, const char *words, struct err *e)
{
	char path[STATE_PATH_MAX], public_line[MINISIGN_PUBLIC_SIZE];
	struct sign_secret *secret = seal_secret_alloc(sizeof *secret);
	struct sign_public public;
	sign_new(secret, &public);
	bool ok = state_path(dir, words ? AUTHORITY_LOCKED : AUTHORITY_PLAIN, path) &&
	          (words ? authority_lock(secret, path, words, e) : authority_save(secret, path, e));
	sign_public_print(&public, public_line);
	struct buf pub = { 0 };
	buf_printf(&pub, "untrusted comment: escale authority\n%s\n", public_line);
	ok = ok && state_path(dir, "autorite.pub", path) && file_write(path, pub.data, pub.size, 0644, e);
	buf_free(&pub);
	seal_secret_free(secret);
	return ok;
}

struct sign_secret *authority_load(const char *dir, struct err *e)
{
	char path[STATE_PATH_MAX];
	struct sign_secret *s = seal_secret_alloc(sizeof *s);
	bool ok = authority_path(dir, path);
	if (!ok)
		err_set(e, ERR_MISSING,
		        "La clé de l'autorité n'est pas dans « %s » : reprenez-la d'une sauvegarde.", dir);
	if (ok && authority_read(s, path, e))
		return s;
	seal_secret_free(s);
	return NULL;
}

bool authority_path(const char *dir, char path[STATE_PATH_MAX])
{
	return (state_path(dir, AUTHORITY_PLAIN, path) && file_exists(path)) ||
	       (state_path(dir, AUTHORITY_LOCKED, path) && file_exists(path));
}

bool authority_protect(const char *dir, const struct sign_secret *s, const char *words, struct err *e)
{
	char plain[STATE_PATH_MAX], locked[STATE_PATH_MAX];
	if (!state_path(dir, AUTHORITY_PLAIN, plain) || !state_path(dir, AUTHORITY_LOCKED, locked))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	return authority_lock(s, locked, words, e) && locked_wipe(plain, e);
}

bool key_path(const char *dir, const char *name, const char *ending, char path[STATE_PATH_MAX], struct err *e)
{
	char folder[STATE_PATH_MAX], file[STATE_NAME_MAX + 8];
	snprintf(file, sizeof file, "%s%s", name, ending);
	if (state_path(dir, "cles", folder) && state_path(folder, file, path))
		return true;
	return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
}

void key_file_text(const struct age_identity *id, const char *day, struct buf *out)
{
	struct age_recipient r;
	char recipient[AGE_RECIPIENT_SIZE], *text = seal_secret_alloc(AGE_IDENTITY_SIZE);
	age_identity_recipient(id, &r);
	age_recipient_print(&r, recipient);
	age_identity_print(id, text);
	buf_printf(out, "# created: %s\n# public key: %s\n%s\n", day, recipient, text);
	seal_secret_free(text);
}

bool key_lock(const char *path, const struct age_identity *id, const char *day, const char *words,
              struct err *e)
{
	struct buf text = { 0 };
	key_file_text(id, day, &text);
	bool ok = locked_write(path, text.data, text.size, words, e);
	seal_wipe(text.data, text.size);
	buf_free(&text);
	return ok;
}
