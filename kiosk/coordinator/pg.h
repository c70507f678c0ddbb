/* PostgreSQL, as far as `pousser` needs it: the only file of the house that knows libpq. The library is opened when it
 * is asked for, so that nobody who has no such base needs it, and a kiosk's card does not carry it.
 *
 * Errors are sentences for the person who runs the command; what the server itself says stands behind, in its own
 * words. Neither ever holds a password: one written on the command line is refused (anybody on the machine reads it in
 * the list of processes), and text that may repeat the connection string is not shown. */
#ifndef ESCALE_COORDINATOR_PG_H
#define ESCALE_COORDINATOR_PG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct pg;

/* "postgresql://user@host/base?..." or "service=name": ERR_USAGE when it is neither or holds a password. Other
 * machines are only spoken to through TLS. ERR_UNSUPPORTED: libpq is not installed; ERR_MISSING: no answer;
 * ERR_KEY: who we are was not accepted. */
bool pg_open(struct pg **out, const char *where, struct err *e);
void pg_close(struct pg *p); /* NULL is fine; what was not committed never was */

/* Statements without parameters; *rows (or NULL) receives how many the last one changed. After a failure, close. */
bool pg_exec(struct pg *p, const char *sql, long long *rows, struct err *e);

/* One statement of text parameters; each row is handed over, NULL columns as "". each or rows may be NULL. */
typedef void pg_row_fn(void *context, const char *const *column);
bool pg_ask(struct pg *p, const char *sql, const char *const *param, int params, pg_row_fn *each,
            void *context, long long *rows, struct err *e);

/* COPY ... FROM STDIN in text form: fields go in one by one, NULL for NULL, pg_copy_row ends a line. */
bool pg_copy_begin(struct pg *p, const char *sql, struct err *e);
void pg_copy_field(struct pg *p, const char *text);
void pg_copy_number(struct pg *p, long long n);
bool pg_copy_row(struct pg *p, struct err *e);
bool pg_copy_end(struct pg *p, struct err *e);

#endif
