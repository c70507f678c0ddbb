/* Another folder, which may be on a stick that cannot be written: its database is read from a copy. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "coordinator/unite.h"

#define COPY "reunion-" /* folders of ours that only hold a copy */

static bool authority_of(const char *dir, struct sign_public *key, struct err *e)
{
	char path[STATE_PATH_MAX];
	struct buf file = { 0 };
	struct err why = { 0 };
	bool ok = state_path(dir, "autorite.pub", path) && file_read(path, 4096, &file, &why) &&
	          sign_public_parse(key, (struct str){ file.data, file.size }, &why);
	buf_free(&file);
	return ok ? true
	          : err_set(e, ERR_MISSING,
	                    "« %s » ne contient pas le fichier autorite.pub d'une coordination. "
	                    "Donnez le dossier « escale-coordination » de l'autre personne.", dir);
}

static bool same_authority(const char *own, const char *other, struct err *e)
{
	struct sign_public a, b;
	if (!authority_of(own, &a, e) || !authority_of(other, &b, e))
		return false;
	return memcmp(a.id, b.id, sizeof a.id) == 0 && memcmp(a.key, b.key, sizeof a.key) == 0
	           ? true
	           : err_set(e, ERR_KEY,
	                     "« %s » est la coordination d'une autre autorité. On ne réunit que des dossiers "
	                     "de la même "
	                     "autorité (le même fichier autorite.pub).",
	                     other);
}

/* SQLite's locks lie at this place of the file (its documentation, "File Locking"). */
static bool in_use(int fd)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512 };
	return fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

static bool copy_bytes(int in, int out, struct err *e)
{
	char block[64 * 1024];
	for (;;) {
		ssize_t n = read(in, block, sizeof block);
		if (n == 0)
			return true;
		for (ssize_t at = 0; at < n;) {
			ssize_t w = write(out, block + at, (size_t)(n - at));
			if (w < 0 && errno != EINTR)
				return err_errno(e, "La copie de travail ne s'écrit pas");
			at += w > 0 ? w : 0;
		}
		if (n < 0 && errno != EINTR)
			return err_errno(e, "Le dossier à réunir ne se lit pas");
	}
}

/* F_GETLK sees locks of other processes through any descriptor; opened for writing where that is possible, because a
 * write lock is asked about. */
static bool copy_file(const char *from, const char *to, bool *there, struct err *e)
{
	struct stat st;
	int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	*there = in >= 0;
	if (in < 0)
		return errno == ENOENT ? true : err_errno(e, from);
	bool ok = fstat(in, &st) == 0 && S_ISREG(st.st_mode)
	              ? true
	              : err_set(e, ERR_REFUSED, "« %s » n'est pas un fichier.", from);
	if (ok && in_use(in))
		ok = err_set(e, ERR_REFUSED,
		             "« %s » est ouvert par un autre programme. Fermez-le, puis recommencez.", from);
	int out = ok ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
	if (ok && out < 0)
		ok = err_errno(e, to);
	ok = ok && copy_bytes(in, out, e);
	close(in);
	if (out >= 0)
		close(out);
	return ok;
}

static bool same_folder(const char *a, const char *b)
{
	struct stat first, second;
	return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
	       first.st_ino == second.st_ino;
}

static void remove_copy(const char *dir)
{
	static const char *const files[] = { "coordinator.db", "coordinator.db-wal", "coordinator.db-shm",
		                             "coordinator.db-journal" };
	char path[STATE_PATH_MAX];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (state_path(dir, files[i], path))
			unlink(path);
	rmdir(dir);
}

/* What a union that was killed left. Ours is open, and one program at a time has it: nobody else's is among them. */
static void remove_old_copies(const char *own_dir)
{
	DIR *d = opendir(own_dir);
	char path[STATE_PATH_MAX];
	for (struct dirent *entry; d && (entry = readdir(d));)
		if (strncmp(entry->d_name, COPY, strlen(COPY)) == 0 &&
		    state_path(own_dir, entry->d_name, path))
			remove_copy(path);
	if (d)
		closedir(d);
}

bool unite_open(struct state *copy, const char *own_dir, const char *folder, struct err *e)
{
	static const char *const files[] = { "coordinator.db", "coordinator.db-wal" };
	char temp[STATE_PATH_MAX], from[STATE_PATH_MAX], to[STATE_PATH_MAX];
	struct err why = { 0 };
	*copy = (struct state){ 0 };
	if (same_folder(own_dir, folder))
		return err_set(e, ERR_REFUSED, "C'est le même dossier : il n'y a rien à réunir.");
	if (!same_authority(own_dir, folder, e))
		return false;
	remove_old_copies(own_dir);
	if (!state_path(own_dir, COPY "XXXXXX", temp) || !mkdtemp(temp))
		return err_set(e, ERR_IO, "Le dossier « %s » ne peut pas être écrit : %s.", own_dir,
		               strerror(errno));
	str_copy(copy->dir, sizeof copy->dir, temp); /* unite_close removes it */
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++) {
		bool there = false;
		ok = state_path(folder, files[i], from) && state_path(temp, files[i], to) &&
		     copy_file(from, to, &there, &why);
		if (ok && i == 0 && !there)
			ok = err_set(&why, ERR_MISSING,
			             "Il n'y a pas de coordination dans le dossier « %s ».", folder);
	}
	ok = ok && state_open(copy, temp, false, &why);
	if (ok)
		return true;
	str_copy(copy->dir, sizeof copy->dir, temp); /* state_open has cleared it */
	unite_close(copy);
	return why.code == ERR_CORRUPT
	           ? err_set(e, ERR_CORRUPT,
	                     "Le dossier « %s » est abîmé, ou était en train de changer : refaites-en "
	                     "une copie, puis recommencez.",
	                     folder)
	           : err_set(e, why.code ? why.code : ERR_USAGE, "%s",
	                     why.code ? why.text : "Le nom du dossier est trop long.");
}

void unite_close(struct state *copy)
{
	state_close(copy);
	remove_copy(copy->dir);
}
