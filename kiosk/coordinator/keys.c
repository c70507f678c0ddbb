/* The secrets on disk: age identities of dir/cles/ and the authority's signing key. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/state.h"
#include "seal/authority.h"

enum { IDENTITY_FILE_MAX = 4096 };

int identities_load(const char *path, struct age_identity *ids, int room, struct err *e)
{
	struct buf file = { 0 };
	struct err why = { 0 };
	int count = 0;
	if (!file_read(path, IDENTITY_FILE_MAX, &file, e))
		return 0;
	if (!age_identities_parse(ids, room, &count, (struct str){ file.data, file.size }, &why)) {
		err_at(e, why.code, path, why.line, why.column, "%s", why.text);
		count = 0;
	}
	seal_wipe(file.data, file.size);
	buf_free(&file);
	return count;
}

struct age_identity *state_identities(const char *dir, int *count, struct err *e)
{
	char folder[STATE_PATH_MAX], path[STATE_PATH_MAX];
	*count = 0;
	struct age_identity *ids = seal_secret_alloc(STATE_IDENTITIES_MAX * sizeof *ids);
	DIR *d = state_path(dir, "cles", folder) ? opendir(folder) : NULL;
	struct dirent *entry;
	bool ok = true;
	while (d && ok && (entry = readdir(d))) {
		size_t n = strlen(entry->d_name);
		if (entry->d_name[0] == '.' || n < 5 || strcmp(entry->d_name + n - 4, ".txt") != 0)
			continue;
		int more = state_path(folder, entry->d_name, path)
		               ? identities_load(path, ids + *count, STATE_IDENTITIES_MAX - *count, e)
		               : 0;
		ok = more > 0;
		*count += more;
	}
	if (d)
		closedir(d);
	if (ok)
		return ids;
	seal_secret_free(ids);
	return NULL;
}

bool authority_new(const char *dir, struct err *e)
{
	char path[STATE_PATH_MAX], public_line[MINISIGN_PUBLIC_SIZE];
	struct sign_secret *secret = seal_secret_alloc(sizeof *secret);
	struct sign_public public;
	sign_new(secret, &public);
	bool ok = state_path(dir, "autorite.secret", path) && authority_save(secret, path, e);
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
	if (state_path(dir, "autorite.secret", path) && authority_read(s, path, e))
		return s;
	seal_secret_free(s);
	return NULL;
}
