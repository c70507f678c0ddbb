/* SQLite, wrapped so thinly that SQL stays visible: the only header that other rooms need to have a database.
 * Settings of faults.md: one connection, EXCLUSIVE, WAL, FULL, secure_delete, no mmap. One connection also keeps
 * clear of the bug of SQLite 3.7.0 to 3.51.2 in resetting the log. One thread at a time uses a struct db; never
 * fork() while one is open.
 *
 * Error codes: ERR_FULL and ERR_READONLY (nothing was written, the connection can still read and may try again
 * later), ERR_CORRUPT (damaged, a page cannot be read, or SQL that the schema does not know), ERR_REFUSED (another
 * program has the file open, a newer program wrote it, or a constraint of the schema), ERR_IO (anything else, a failed flush among it: the connection no longer knows what is
 * on disk; close, open again, look). Out of memory aborts. */
#ifndef ESCALE_STORE_DB_H
#define ESCALE_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_query;

/* A migration is one SQL script; the database's user_version is the number applied. Each runs in a
 * transaction of its own. */
struct db_migration {
	const char *sql;
};

/* Open or create (mode 0600), check (quick_check), migrate, empty the log. ERR_CORRUPT when the check fails: the
 * caller decides to move it aside. ERR_REFUSED when a newer program has migrated it further. vfs is NULL or the name of a registered VFS (tests). */
bool db_open(struct db **out, const char *path, const struct db_migration *migrations, int count,
	     const char *vfs, struct err *e);
/* Open what db_open found damaged, without any check or migration, to read what can still be read. */
bool db_open_damaged(struct db **out, const char *path, const char *vfs, struct err *e);

void db_close(struct db *); /* NULL is fine; empties and removes the log */

bool db_exec(struct db *, const char *sql, struct err *e);
bool db_begin(struct db *, struct err *e);
bool db_commit(struct db *, struct err *e);
void db_rollback(struct db *);
bool db_checkpoint(struct db *, struct err *e); /* wal_checkpoint(TRUNCATE) */

/* Prepare; bind by position from 1 with the db_bind_* calls; step until false with no error. Blobs and text
 * are copied at bind and valid until the next step at read. */
bool db_prepare(struct db *, struct db_query **out, const char *sql, struct err *e);
void db_bind_int(struct db_query *, int at, int64_t value);
void db_bind_text(struct db_query *, int at, const char *text); /* NULL binds NULL */
void db_bind_blob(struct db_query *, int at, const void *bytes, size_t n);
bool db_step(struct db_query *, struct err *e); /* true: a row is there */
int64_t db_int(struct db_query *, int column);  /* columns from 0 */
const char *db_text(struct db_query *, int column); /* "" for NULL */
const void *db_blob(struct db_query *, int column, size_t *n);
void db_reset(struct db_query *); /* to bind and step again */
void db_finish(struct db_query *);                  /* NULL is fine */

/* Step to the end and reset: for statements whose rows nobody reads. */
bool db_run(struct db_query *, struct err *e);

int64_t db_changes(struct db *); /* rows that the last INSERT, UPDATE or DELETE touched */

#endif
