#include "sync/parcel.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "sync/bundle.h"

enum { ENTRIES_MAX = 2000, NAME_HEX = 16 };

/* The system's refusal, in words for staff. A stick that was pulled out shows as a missing folder or an
 * I/O error. */
static bool stick_err(struct err *e)
{
	switch (errno) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG: return err_set(e, ERR_FULL, "La clé USB est pleine. Prenez une autre clé.");
	case EROFS:
	case EACCES:
	case EPERM:
		return err_set(e, ERR_READONLY,
		               "La clé USB refuse l'écriture. Vérifiez son verrou ou prenez une autre clé.");
	default:
		return err_set(
		    e, ERR_IO,
		    "L'écriture a échoué (%s). Remettez la clé USB et recommencez : rien n'est perdu.",
		    strerror(errno));
	}
}

/* Same from an error of base/file. */
static bool stick_err_from(const struct err *from, struct err *e)
{
	errno = from->code == ERR_FULL ? ENOSPC : from->code == ERR_READONLY ? EROFS : EIO;
	return stick_err(e);
}

/* What a cut left behind: 16 hex digits, ".escale.tmp". Nothing else is ever removed. */
static void temporaries_remove(const char *folder)
{
	DIR *d = opendir(folder);
	if (!d)
		return;
	struct dirent *entry;
	for (int i = 0; i < ENTRIES_MAX && (entry = readdir(d)); i++)
		if (strspn(entry->d_name, "0123456789abcdef") == NAME_HEX &&
		    strcmp(entry->d_name + NAME_HEX, BUNDLE_SUFFIX ".tmp") == 0)
			unlinkat(dirfd(d), entry->d_name, 0);
	closedir(d);
}

/* A true folder: a link on a stick must not lead us elsewhere. */
bool parcel_folder_named(const char *dir, const char *name, char *folder, size_t size, struct err *e)
{
	struct stat st;
	if (!file_join(folder, size, dir, name))
		return err_set(e, ERR_USAGE, "%s : chemin trop long", dir);
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return stick_err(e);
	if (lstat(folder, &st) != 0)
		return stick_err(e);
	if (!S_ISDIR(st.st_mode))
		return err_set(e, ERR_IO, "Sur la clé USB, « %s » n'est pas un dossier. Prenez une autre clé.", name);
	return true;
}

bool parcel_folder(const char *dir, char *folder, size_t size, struct err *e)
{
	if (!parcel_folder_named(dir, BUNDLE_FOLDER, folder, size, e))
		return false;
	temporaries_remove(folder);
	return true;
}

bool parcel_space(const char *folder, size_t need, struct err *e)
{
	struct statvfs v;
	if (statvfs(folder, &v) != 0)
		return stick_err(e);
	if (v.f_flag & ST_RDONLY) {
		errno = EROFS;
		return stick_err(e);
	}
	enum { MARGIN = 256 * 1024, MIB = 1024 * 1024 }; /* the margin is for the file system's own tables */
	unsigned long long free_bytes = (unsigned long long)v.f_bavail * v.f_frsize;
	if (free_bytes >= (unsigned long long)need + MARGIN)
		return true;
	return err_set(e, ERR_FULL,
	               "La clé USB n'a pas assez de place : il faut %llu Mo libres, il y en a %llu. Prenez "
	               "une autre clé.",
	               (unsigned long long)need / MIB + 1, free_bytes / MIB);
}

/* Asks the stick itself: what the kernel still has in memory is dropped first. */
static bool same_on_stick(const char *path, const void *bytes, size_t n, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return stick_err(e);
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	char block[64 * 1024];
	size_t at = 0;
	ssize_t got;
	while ((got = read(fd, block, sizeof block)) > 0 && at + (size_t)got <= n &&
	       memcmp(block, (const char *)bytes + at, (size_t)got) == 0)
		at += (size_t)got;
	int saved = errno;
	close(fd);
	errno = saved;
	if (got < 0)
		return stick_err(e);
	if (got > 0 || at != n)
		return err_set(e, ERR_CORRUPT,
		               "La clé USB n'a pas gardé ce qui y a été écrit. Jetez-la et prenez une autre "
		               "clé : rien n'est perdu.");
	return true;
}

bool parcel_write_named(const char *folder, const char *name, const void *bytes, size_t n, struct err *e)
{
	char path[1024];
	if (!file_join(path, sizeof path, folder, name))
		return err_set(e, ERR_USAGE, "%s : chemin trop long", folder);
	struct err why = { 0 };
	if (!file_write(path, bytes, n, 0600, &why))
		return stick_err_from(&why, e);
	if (same_on_stick(path, bytes, n, e))
		return true;
	unlink(path);
	return false;
}

bool parcel_write(const char *folder, const uint8_t *bytes, size_t n, struct err *e)
{
	uint8_t random[NAME_HEX / 2];
	char name[NAME_HEX + sizeof BUNDLE_SUFFIX];
	seal_random(random, sizeof random);
	seal_hex(random, sizeof random, name);
	strcat(name, BUNDLE_SUFFIX);
	if (parcel_write_named(folder, name, bytes, n, e))
		return true;
	char path[1024]; /* the flush behind the new name may be what failed */
	if (file_join(path, sizeof path, folder, name))
		unlink(path);
	return false;
}
