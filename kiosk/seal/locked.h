/* Small secret files of people: in clear, or in an age file that a passphrase opens (stock `age -d`
 * opens it too). Who reads one need not know which: a person at the terminal is asked. */
#ifndef ESCALE_SEAL_LOCKED_H
#define ESCALE_SEAL_LOCKED_H

#include "base/err.h"
#include "base/str.h"

enum { LOCKED_MAX = 8192, LOCKED_WORDS_MAX = 256, LOCKED_WORDS_MIN = 16 /* bytes */ };

/* The plaintext appended to *out (the caller wipes it). what names the secret in the question, e.g. "la
 * clé « camille »". ERR_REFUSED: the person gave no passphrase (Enter alone). ERR_KEY: three wrong ones,
 * or nobody to ask. */
bool locked_read(const char *path, const char *what, struct buf *out, struct err *e);
/* The same for bytes already read. from names them in errors. */
bool locked_open(struct str file, const char *from, const char *what, struct buf *out, struct err *e);

/* Write, read back from the disk and open, mode 600. */
bool locked_write(const char *path, const void *plain, size_t n, const char *words, struct err *e);

/* Replace a file's bytes by zeros, flush, then remove it. What a flash disk keeps of old blocks is
 * beyond reach. */
bool locked_wipe(const char *path, struct err *e);

#endif
