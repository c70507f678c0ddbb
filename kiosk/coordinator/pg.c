#include "coordinator/pg.h"

#include <dlfcn.h>
#include <postgresql/libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"

/* The functions used, by the types that libpq's own header gives them. */
#define FUNCTIONS(X)                                                                                         \
	X(connectdbParams)                                                                                   \
	X(status) X(finish) X(errorMessage) X(connectionNeedsPassword) X(connectionUsedPassword)             \
	    X(conninfoParse) X(conninfoFree) X(freemem) X(sslInUse) X(host) X(hostaddr)                      \
	        X(setNoticeProcessor) X(exec) X(execParams) X(resultStatus) X(resultErrorField) X(cmdTuples) \
	            X(ntuples) X(nfields) X(getvalue) X(clear) X(putCopyData) X(putCopyEnd) X(getResult)

struct pg {
#define MEMBER(NAME) __typeof__(PQ##NAME) *NAME;
	FUNCTIONS(MEMBER)
#undef MEMBER
	void *library;
	PGconn *connection;
	struct buf copy; /* not yet given to libpq */
	bool in_row;
};

enum { COPY_BLOCK = 64 * 1024, ROW_COLUMNS_MAX = 16 };

static bool load(struct pg *p, struct err *e)
{
	p->library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
	if (!p->library)
		return err_set(e, ERR_UNSUPPORTED,
		               "Pour parler à PostgreSQL il faut sa bibliothèque. Installez-la :\n"
		               "  sudo apt install libpq5");
#define FIND(NAME)                                                                                           \
	*(void **)&p->NAME = dlsym(p->library, "PQ" #NAME);                                                  \
	if (!p->NAME)                                                                                        \
		return err_set(e, ERR_UNSUPPORTED, "La bibliothèque libpq est trop ancienne (PQ%s).", #NAME);
	FUNCTIONS(FIND)
#undef FIND
	return true;
}

/* ---- errors ----------------------------------------------------------------------------------------------------- */

/* The first line of what the library or the server says, made fit for a terminal. */
static const char *first_line(const char *text, char out[200])
{
	size_t n = strcspn(text ? text : "", "\n");
	snprintf(out, 200, "%.*s", (int)(n < 190 ? n : 190), text ? text : "");
	for (size_t i = 0; out[i]; i++)
		if ((unsigned char)out[i] < ' ' || out[i] == 127)
			out[i] = '?';
	for (long bad; (bad = utf8_invalid(out, strlen(out))) >= 0;)
		out[bad] = '?';
	return out;
}

/* SQLSTATE classes and codes (PostgreSQL manual, appendix A), the longest match first. */
static const struct {
	const char *state;
	enum err_code code;
	const char *fr;
} states[] = {
	{ "42501", ERR_REFUSED,
	  "Ce rôle n'a pas le droit d'écrire ici. La personne qui tient la base doit le lui donner "
	  "(postgresql.md, « Qui peut "
	  "quoi »)." },
	{ "25006", ERR_READONLY,
	  "La base ou ce rôle est en lecture seule. Indiquez le serveur principal et un rôle qui peut "
	  "écrire." },
	{ "42P01", ERR_CORRUPT,
	  "Une table d'Escale manque dans la base. La personne qui la tient peut supprimer le schéma « "
	  "escale » : "
	  "pousser le refait en entier." },
	{ "42703", ERR_CORRUPT,
	  "Une table d'Escale a été changée dans la base. La personne qui la tient peut supprimer le schéma "
	  "« escale » : "
	  "pousser le refait en entier." },
	{ "55P03", ERR_REFUSED, "Un autre envoi est en cours depuis longtemps. Recommencez plus tard." },
	{ "53100", ERR_FULL, "Le disque de la base est plein." },
	{ "57", ERR_IO, "La base s'arrête ou redémarre. Recommencez dans quelques minutes." },
	{ "08", ERR_IO, "La liaison avec la base s'est coupée. Recommencez." },
	{ "40", ERR_IO, "La base était occupée. Recommencez." },
	{ "23", ERR_CORRUPT, "Les tables d'Escale dans la base ne sont pas telles qu'Escale les a écrites." },
};

static bool fail(struct pg *p, PGresult *r, struct err *e)
{
	char said[200];
	const char *state = r ? p->resultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *message = r ? p->resultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	first_line(message ? message : p->errorMessage(p->connection), said);
	const char *fr = "La base a refusé.";
	enum err_code code = ERR_IO;
	if (p->status(p->connection) != CONNECTION_OK)
		state = "08";
	for (size_t i = 0; state && i < sizeof states / sizeof *states; i++)
		if (strncmp(state, states[i].state, strlen(states[i].state)) == 0) {
			fr = states[i].fr;
			code = states[i].code;
			break;
		}
	if (r)
		p->clear(r);
	return err_set(e, code, "%s Rien n'a été changé. (%s)", fr, said);
}

/* ---- opening ---------------------------------------------------------------------------------------------------- */

static const char *option(const PQconninfoOption *o, const char *keyword)
{
	for (; o->keyword; o++)
		if (strcmp(o->keyword, keyword) == 0)
			return o->val ? o->val : "";
	return "";
}

static bool where_ok(struct pg *p, const char *where, struct err *e)
{
	char *ignored = NULL; /* libpq's message repeats parts of the string: not shown */
	PQconninfoOption *o = p->conninfoParse(where, &ignored);
	if (ignored)
		p->freemem(ignored);
	if (!o)
		return err_set(e, ERR_USAGE,
		               "L'adresse de la base n'est pas comprise. Par exemple : "
		               "postgresql://camille@serveur.exemple/statistiques");
	bool secret = *option(o, "password") || *option(o, "sslpassword");
	p->conninfoFree(o);
	return secret ? err_set(
	                    e, ERR_USAGE,
	                    "N'écrivez pas le mot de passe dans l'adresse : toute personne de cet ordinateur "
	                    "peut l'y lire. Changez-le, puis mettez le nouveau dans le fichier ~/.pgpass "
	                    "(postgresql.md, « Le "
	                    "mot de passe »).")
	              : true;
}

static bool local(struct pg *p)
{
	const char *host = p->host(p->connection), *address = p->hostaddr(p->connection);
	return (host && host[0] == '/') ||
	       (address && (strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0));
}

static bool answered(struct pg *p, struct err *e)
{
	char said[200];
	if (p->status(p->connection) == CONNECTION_OK) {
		if (p->sslInUse(p->connection) || local(p))
			return true;
		return err_set(
		    e, ERR_REFUSED,
		    "La liaison avec cette base n'est pas chiffrée : rien n'a été envoyé. Demandez une "
		    "base qui accepte TLS.");
	}
	first_line(p->errorMessage(p->connection), said);
	if (p->connectionNeedsPassword(p->connection))
		return err_set(e, ERR_KEY,
		               "La base demande un mot de passe. Mettez-le dans le fichier ~/.pgpass, "
		               "lisible par vous seul "
		               "(postgresql.md, « Le mot de passe »).");
	if (p->connectionUsedPassword(p->connection) || strstr(said, "FATAL"))
		return err_set(e, ERR_KEY,
		               "La base ne vous laisse pas entrer : nom, mot de passe ou base faux. (%s)",
		               said);
	return err_set(e, ERR_MISSING,
	               "La base ne répond pas. Vérifiez l'adresse, le réseau, et qu'elle est en marche. (%s)",
	               said);
}

static void quiet(void *context, const char *message)
{
	(void)context;
	(void)message;
}

bool pg_open(struct pg **out, const char *where, struct err *e)
{
	struct pg *p = xmalloc(sizeof *p);
	*p = (struct pg){ 0 };
	/* What stands before the address gives way to it. Without a word, TLS is asked for; libpq ignores that on a
	 * socket of this machine. */
	bool chosen = getenv("PGSSLMODE") != NULL;
	const char *keys[] = { "connect_timeout",        "application_name",
		               "client_encoding",        chosen ? "dbname" : "sslmode",
		               chosen ? NULL : "dbname", NULL };
	const char *values[] = {
		"10", "escale-coordinator", "UTF8", chosen ? where : "require", chosen ? NULL : where, NULL
	};
	bool ok = load(p, e) && where_ok(p, where, e);
	if (ok) {
		p->connection = p->connectdbParams(keys, values, 1);
		ok = answered(p, e);
	}
	if (!ok) {
		pg_close(p);
		return false;
	}
	p->setNoticeProcessor(p->connection, quiet, NULL);
	*out = p;
	return true;
}

void pg_close(struct pg *p)
{
	if (!p)
		return;
	if (p->connection)
		p->finish(p->connection);
	buf_free(&p->copy);
	free(p); /* the library stays: others that it loaded do not all like to go */
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void hand_over(struct pg *p, PGresult *r, pg_row_fn *each, void *context)
{
	const char *column[ROW_COLUMNS_MAX] = { 0 };
	int columns = p->nfields(r) < ROW_COLUMNS_MAX ? p->nfields(r) : ROW_COLUMNS_MAX;
	for (int row = 0; row < p->ntuples(r); row++) {
		for (int c = 0; c < columns; c++)
			column[c] = p->getvalue(r, row, c);
		each(context, column);
	}
}

static bool finish(struct pg *p, PGresult *r, pg_row_fn *each, void *context, long long *rows, struct err *e)
{
	ExecStatusType status = p->resultStatus(r);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		return fail(p, r, e);
	if (rows)
		*rows = strtoll(p->cmdTuples(r), NULL, 10);
	if (each)
		hand_over(p, r, each, context);
	p->clear(r);
	return true;
}

bool pg_exec(struct pg *p, const char *sql, long long *rows, struct err *e)
{
	return finish(p, p->exec(p->connection, sql), NULL, NULL, rows, e);
}

bool pg_ask(struct pg *p, const char *sql, const char *const *param, int params, pg_row_fn *each,
            void *context, long long *rows, struct err *e)
{
	return finish(p, p->execParams(p->connection, sql, params, NULL, param, NULL, NULL, 0), each, context,
	              rows, e);
}

/* ---- COPY -------------------------------------------------------------------------------------------------------- */

bool pg_copy_begin(struct pg *p, const char *sql, struct err *e)
{
	PGresult *r = p->exec(p->connection, sql);
	if (p->resultStatus(r) != PGRES_COPY_IN)
		return fail(p, r, e);
	p->clear(r);
	p->copy.size = 0;
	p->in_row = false;
	return true;
}

static bool flush(struct pg *p, struct err *e)
{
	bool ok = p->copy.size == 0 || p->putCopyData(p->connection, p->copy.data, (int)p->copy.size) == 1;
	p->copy.size = 0;
	return ok ? true : fail(p, NULL, e);
}

void pg_copy_field(struct pg *p, const char *text)
{
	if (p->in_row)
		buf_puts(&p->copy, "\t");
	p->in_row = true;
	if (!text)
		buf_puts(&p->copy, "\\N");
	for (; text && *text; text++) {
		const char *escaped = *text == '\\'   ? "\\\\"
		                      : *text == '\t' ? "\\t"
		                      : *text == '\n' ? "\\n"
		                      : *text == '\r' ? "\\r"
		                                      : NULL;
		if (escaped)
			buf_puts(&p->copy, escaped);
		else
			buf_add(&p->copy, text, 1);
	}
}

void pg_copy_number(struct pg *p, long long n)
{
	char text[24];
	snprintf(text, sizeof text, "%lld", n);
	pg_copy_field(p, text);
}

bool pg_copy_row(struct pg *p, struct err *e)
{
	buf_puts(&p->copy, "\n");
	p->in_row = false;
	return p->copy.size < COPY_BLOCK || flush(p, e);
}

bool pg_copy_end(struct pg *p, struct err *e)
{
	if (!flush(p, e))
		return false;
	if (p->putCopyEnd(p->connection, NULL) != 1)
		return fail(p, NULL, e);
	bool ok = true;
	for (PGresult *r; (r = p->getResult(p->connection));) {
		if (ok && p->resultStatus(r) != PGRES_COMMAND_OK)
			ok = fail(p, r, e);
		else
			p->clear(r);
	}
	return ok;
}
