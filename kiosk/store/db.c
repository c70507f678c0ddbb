#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

struct db {
	sqlite3 *handle;
};

struct db_query {
	sqlite3_stmt *statement;
	struct db *db;
	int bind_error; /* the first SQLITE_* that a bind returned; reported by the next step */
};

/* ---- errors ----------------------------------------------------------------------------------------------- */

/* What the code asks the caller to do: wait for room, give up writing, set the file aside, or try again. */
static enum err_code code_of(int rc, int system)
{
	if (rc == SQLITE_IOERR_READ || rc == SQLITE_IOERR_SHORT_READ || rc == SQLITE_IOERR_CORRUPTFS)
		return ERR_CORRUPT; /* a page that cannot be read is as lost as a wrong one */
	switch (rc & 0xff) {
	case SQLITE_FULL: return ERR_FULL;
	case SQLITE_READONLY: return ERR_READONLY;
	case SQLITE_ERROR: /* our SQL is fixed: when SQLite does not understand it, the schema is damaged */
	case SQLITE_SCHEMA:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return ERR_CORRUPT;
	case SQLITE_BUSY: /* another program has it open */
	case SQLITE_LOCKED:
	case SQLITE_CONSTRAINT: return ERR_REFUSED;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return system == ENOSPC || system == EDQUOT ? ERR_FULL : system == EROFS ? ERR_READONLY : ERR_IO;
	case SQLITE_TOOBIG: return ERR_TOO_BIG;
	default: return ERR_IO;
	}
}

static bool fail(struct db *db, int rc, const char *what, struct err *e)
{
	if ((rc & 0xff) == SQLITE_NOMEM)
		out_of_memory();
	int system = db->handle ? sqlite3_system_errno(db->handle) : 0;
	return err_set(e, code_of(rc, system), "%s: %s (%d)", what,
		       db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc), rc);
}

/* ---- opening ------------------------------------------------------------------------------------------------ */

/* EXCLUSIVE comes before WAL, so that the index of the log is in memory and no -shm file exists. */
static const char settings[] = "PRAGMA locking_mode=EXCLUSIVE;"
			       "PRAGMA journal_mode=WAL;"
			       "PRAGMA synchronous=FULL;"
			       "PRAGMA wal_autocheckpoint=64;"
			       "PRAGMA mmap_size=0;"
			       "PRAGMA cell_size_check=ON;"
			       "PRAGMA trusted_schema=OFF;"
			       "PRAGMA secure_delete=ON;"
			       "PRAGMA temp_store=MEMORY;";

/* One value of a statement that gives one row. */
static bool ask(struct db *db, const char *sql, char *out, size_t size, struct err *e)
{
	struct db_query *q;
	out[0] = '\0';
	if (!db_prepare(db, &q, sql, e))
		return false;
	struct err why = { 0 };
	if (db_step(q, &why))
		snprintf(out, size, "%s", db_text(q, 0));
	db_finish(q);
	if (why.code && e && !e->code)
		*e = why;
	return why.code == ERR_NONE;
}

static bool check(struct db *db, struct err *e)
{
	char answer[200];
	if (!ask(db, "PRAGMA journal_mode", answer, sizeof answer, e))
		return false;
	if (strcmp(answer, "wal") != 0)
		return err_set(e, ERR_UNSUPPORTED, "no write-ahead log on this file system (%s)", answer);
	if (!ask(db, "PRAGMA quick_check(1)", answer, sizeof answer, e))
		return false;
	return strcmp(answer, "ok") == 0 ? true : err_set(e, ERR_CORRUPT, "database damaged: %s", answer);
}

static bool migrate(struct db *db, const struct db_migration *migrations, int count, struct err *e)
{
	char answer[32], set[64];
	if (!ask(db, "PRAGMA user_version", answer, sizeof answer, e))
		return false;
	int version = atoi(answer);
	enum { VERSION_MAX = 1000 }; /* no program will ever get there: a flipped bit */
	if (version < 0 || version > VERSION_MAX)
		return err_set(e, ERR_CORRUPT, "database of version %d", version);
	if (version > count)
		return err_set(e, ERR_REFUSED, "database of version %d, this program knows up to %d", version, count);
	for (; version < count; version++) {
		snprintf(set, sizeof set, "PRAGMA user_version=%d", version + 1);
		if (!db_begin(db, e) || !db_exec(db, migrations[version].sql, e) || !db_exec(db, set, e) ||
		    !db_commit(db, e)) {
			db_rollback(db);
			return false;
		}
	}
	return true;
}

static bool open_file(struct db **out, const char *path, const char *vfs, struct err *e)
{
	*out = NULL;
	if (!vfs) { /* readable by nobody else, whatever the umask; SQLite gives the log the same mode */
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd < 0)
			return err_errno(e, path);
		close(fd);
	}
	struct db *db = xmalloc(sizeof *db);
	memset(db, 0, sizeof *db);
	/* NOMUTEX: one thread at a time is the caller's promise (db.h). */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int rc = sqlite3_open_v2(path, &db->handle, flags, vfs);
	if (rc != SQLITE_OK)
		fail(db, rc, path, e);
	if (rc != SQLITE_OK || !db_exec(db, settings, e)) {
		db_close(db);
		return false;
	}
	*out = db;
	return true;
}

bool db_open(struct db **out, const char *path, const struct db_migration *migrations, int count, const char *vfs,
	     struct err *e)
{
	if (!open_file(out, path, vfs, e))
		return false;
	if (check(*out, e) && migrate(*out, migrations, count, e)) {
		/* Empty the log that a power cut left. On a full disk it stays, and what it holds is safe. */
		struct err why = { 0 };
		if (db_checkpoint(*out, &why) || why.code == ERR_FULL || why.code == ERR_READONLY)
			return true;
		err_set(e, why.code, "%s", why.text);
	}
	db_close(*out);
	*out = NULL;
	return false;
}

bool db_open_damaged(struct db **out, const char *path, const char *vfs, struct err *e)
{
	return open_file(out, path, vfs, e);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	sqlite3_close_v2(db->handle);
	free(db);
}

/* ---- statements ------------------------------------------------------------------------------------------- */

bool db_exec(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? true : fail(db, rc, "database", e);
}

bool db_begin(struct db *db, struct err *e)
{
	return db_exec(db, "BEGIN IMMEDIATE", e);
}

bool db_commit(struct db *db, struct err *e)
{
	return db_exec(db, "COMMIT", e);
}

void db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->handle)) /* SQLite has rolled back by itself after most errors */
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool db_checkpoint(struct db *db, struct err *e)
{
	int rc = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return rc == SQLITE_OK ? true : fail(db, rc, "checkpoint", e);
}

bool db_prepare(struct db *db, struct db_query **out, const char *sql, struct err *e)
{
	sqlite3_stmt *statement;
	*out = NULL;
	int rc = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL);
	if (rc != SQLITE_OK)
		return fail(db, rc, "database", e);
	struct db_query *q = xmalloc(sizeof *q);
	*q = (struct db_query){ .statement = statement, .db = db };
	*out = q;
	return true;
}

static void bound(struct db_query *q, int rc)
{
	if (!q->bind_error)
		q->bind_error = rc;
}

void db_bind_int(struct db_query *q, int at, int64_t value)
{
	bound(q, sqlite3_bind_int64(q->statement, at, value));
}

void db_bind_text(struct db_query *q, int at, const char *text)
{
	bound(q, sqlite3_bind_text(q->statement, at, text, -1, SQLITE_TRANSIENT));
}

void db_bind_blob(struct db_query *q, int at, const void *bytes, size_t n)
{
	/* A NULL pointer would bind NULL; an empty blob is a blob. */
	bound(q, sqlite3_bind_blob64(q->statement, at, n ? bytes : "", n, SQLITE_TRANSIENT));
}

bool db_step(struct db_query *q, struct err *e)
{
	int rc = q->bind_error ? q->bind_error : sqlite3_step(q->statement);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		fail(q->db, rc, "database", e);
	return false;
}

bool db_run(struct db_query *q, struct err *e)
{
	struct err why = { 0 };
	while (db_step(q, &why))
		;
	db_reset(q);
	if (why.code && e && !e->code)
		*e = why;
	return why.code == ERR_NONE;
}

int64_t db_int(struct db_query *q, int column)
{
	return sqlite3_column_int64(q->statement, column);
}

const char *db_text(struct db_query *q, int column)
{
	const char *text = (const char *)sqlite3_column_text(q->statement, column);
	return text ? text : "";
}

const void *db_blob(struct db_query *q, int column, size_t *n)
{
	const void *bytes = sqlite3_column_blob(q->statement, column);
	*n = (size_t)sqlite3_column_bytes(q->statement, column);
	return bytes ? bytes : "";
}

void db_reset(struct db_query *q)
{
	sqlite3_reset(q->statement);
	q->bind_error = 0;
}

void db_finish(struct db_query *q)
{
	if (!q)
		return;
	sqlite3_finalize(q->statement);
	free(q);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}
