/* Errors as values. One struct, owned by the caller, always the last parameter; the function returns bool.
 * The first error wins: err_set() on an error that is already set does nothing, so a cleanup path
 * cannot hide the cause. The text is for staff, authors and coordinators and is written for them;
 * what a resident sees is the translated sentence of the code (ui/), never the text. */
#ifndef ESCALE_BASE_ERR_H
#define ESCALE_BASE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE = 0,
	ERR_USAGE,       /* wrong arguments or configuration */
	ERR_IO,          /* the system refused a read or a write */
	ERR_FULL,        /* no space left, or a bound of ours is reached */
	ERR_READONLY,    /* the file system refuses writes */
	ERR_MISSING,     /* a file or an entry that must exist does not */
	ERR_FORMAT,      /* the input is not what it claims to be */
	ERR_TOO_BIG,     /* the input is over a bound; nothing was read past it */
	ERR_CORRUPT,     /* our own data fail their check */
	ERR_KEY,         /* wrong key, or no key for this file */
	ERR_SIGNATURE,   /* a signature or an authentication code does not match */
	ERR_REFUSED,     /* understood, and not allowed (too few sessions, older version...) */
	ERR_UNSUPPORTED, /* this machine cannot do it (no sound, no display...) */
};

struct err {
	enum err_code code;
	int line, column; /* 1-based, 0 when the error has no place in a file; columns count code points */
	char file[160];
	char text[320];
};

/* Set *e unless it is set already; always returns false, so that `return err_set(...)` reads well.
 * e may be NULL: the caller does not want to know. */
bool err_set(struct err *e, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with a place: "file:line:column". */
bool err_at(struct err *e, enum err_code code, const char *file, int line, int column, const char *format,
	    ...) __attribute__((format(printf, 6, 7)));

/* Set from errno (ENOSPC and EDQUOT -> ERR_FULL, EROFS -> ERR_READONLY, ENOENT -> ERR_MISSING, else
 * ERR_IO); the text is "what : cause", in French where the cause is a common one. */
bool err_errno(struct err *e, const char *what);

/* "file:line:column: text", or what of it is known, into out (always terminated). Returns out. */
char *err_print(const struct err *e, char *out, int size);

#endif
