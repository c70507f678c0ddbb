/* A newer program changes the database's schema; if its system then never shows a screen, the one before runs again
 * (firmware-notes/image.md) and must find its database. So a copy is made before the first migration, and dropped once the new
 * program has shown that it works: until then no visit can have been added, so going back to the copy loses nothing and tells no
 * second story under one name. */
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/str.h"

enum { DATABASE_MAX = 256 << 20, VERSION_AT = 60 /* SQLite's file format, 1.3.11: user_version, big-endian */ };

static bool path_of(const struct store *s, char out[1024])
{
	return file_join(out, 1024, s->dir, "escale-before.db");
}

/* What the file itself says; -1: it is none, or is empty. */
static long version_of(const char *path)
{
	unsigned char b[4];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd < 0 ? -1 : pread(fd, b, sizeof b, VERSION_AT);
	if (fd >= 0)
		close(fd);
	return n == sizeof b ? (long)b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3] : -1;
}

static bool is_older(const char *path, int count)
{
	long version = version_of(path);
	return version > 0 && version < count;
}

bool store_before_keep(struct store *s, int count, struct err *e)
{
	struct db *db;
	struct buf bytes = { 0 };
	char copy[1024];
	if (s->vfs || !path_of(s, copy) || !is_older(s->path, count))
		return true;
	/* The log goes into the file first, and may hold the migration of a start that was cut short: then the copy is there already. */
	if (!db_open_damaged(&db, s->path, s->vfs, e))
		return false;
	bool ok = db_checkpoint(db, e);
	db_close(db);
	if (!ok || !is_older(s->path, count))
		return ok;
	ok = file_read(s->path, DATABASE_MAX, &bytes, e) && file_write(copy, bytes.data, bytes.size, 0600, e);
	buf_free(&bytes);
	return ok;
}

bool store_before_return(struct store *s, int count)
{
	char copy[1024], log[1100];
	if (s->vfs || !path_of(s, copy))
		return false;
	long version = version_of(copy);
	if (version <= 0 || version > count)
		return false;
	snprintf(log, sizeof log, "%s-wal", s->path);
	if ((unlink(log) != 0 && errno != ENOENT) || rename(copy, s->path) != 0)
		return false;
	log_warn("the database of a newer program, which has not worked: the one of before is used again");
	return true;
}

void store_settled(struct store *s)
{
	char copy[1024];
	if (s && !s->vfs && path_of(s, copy))
		unlink(copy);
}
