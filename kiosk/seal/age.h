/* Files in the age v1 format, to X25519 recipients or a passphrase (C2SP age.md, https://c2sp.org/age@v1).
 * What we write, stock `age -d` opens; what stock age writes to these, we open; everything that
 * the specification says to refuse, we refuse. Plaintext is released only after its chunk is authenticated.
 * We write binary files and open ASCII armor too. */
#ifndef ESCALE_SEAL_AGE_H
#define ESCALE_SEAL_AGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum {
	AGE_RECIPIENTS_MAX = 8,
	AGE_RECIPIENT_SIZE = 62 + 1, /* "age1..." with its NUL */
	AGE_IDENTITY_SIZE = 74 + 1,  /* "AGE-SECRET-KEY-1..." with its NUL */
	AGE_CHUNK = 64 * 1024,
};

/* Fill it with age_recipient_parse or age_identity_recipient: sealing to any other bytes may abort. */
struct age_recipient {
	uint8_t key[32];
};

struct age_identity {
	uint8_t secret[32]; /* keep in sodium_malloc memory (seal_secret_alloc) and wipe */
};

/* Call once at start of any program of the house before anything else of seal/. */
bool seal_init(struct err *e);
void *seal_secret_alloc(size_t n); /* locked, guarded memory; aborts when there is none */
void seal_secret_free(void *p);    /* wipes */
void seal_wipe(void *p, size_t n);
void seal_random(void *p, size_t n);

void age_identity_new(struct age_identity *id);
void age_identity_recipient(const struct age_identity *id, struct age_recipient *r);

bool age_recipient_parse(struct age_recipient *r, struct str text, struct err *e);
void age_recipient_print(const struct age_recipient *r, char out[AGE_RECIPIENT_SIZE]);
bool age_identity_parse(struct age_identity *id, struct str text, struct err *e);
/* An identity file as age-keygen writes it: one key a line, "#" comments, empty lines. 1 to room keys. */
bool age_identities_parse(struct age_identity *ids, int room, int *count, struct str text, struct err *e);
void age_identity_print(const struct age_identity *id, char out[AGE_IDENTITY_SIZE]);

/* Bytes of the whole age file for n bytes of plaintext and this many recipients. */
size_t age_sealed_size(size_t n, int recipients);

/* Encrypt a whole buffer; out has room for age_sealed_size(). n > 0: stock `age -d -o` makes no file of an
 * empty payload and still exits 0, so an empty one is a bug (assert). Returns the size. */
size_t age_seal(uint8_t *out, const void *plain, size_t n, const struct age_recipient *recipients, int count);

/* Encrypt as a stream: give plaintext in pieces of any size, ciphertext comes out through write (return
 * false to stop; the error is then the writer's). */
struct age_writer;
typedef bool age_write_fn(void *context, const void *bytes, size_t n, struct err *e);
struct age_writer *age_writer_open(const struct age_recipient *recipients, int count, age_write_fn *write,
                                   void *context, struct err *e);
bool age_writer_add(struct age_writer *w, const void *plain, size_t n, struct err *e);
/* Frees w in every case. False, and no end is written, when a write failed before, when *e is set already, or
 * when nothing was added (ERR_REFUSED). */
bool age_writer_close(struct age_writer *w, struct err *e);

/* Decrypt as a stream: reads ciphertext through read (sets *n to 0 at the end), hands out authenticated
 * plaintext through write, chunk by chunk, in memory for two chunks (128 KiB). Errors:
 *   ERR_FORMAT     not an age file, or a header that the specification refuses (line and column say where)
 *   ERR_TOO_BIG    a header of more than 64 KiB
 *   ERR_KEY        no stanza for these identities
 *   ERR_SIGNATURE  the header was altered; nothing was written
 *   ERR_CORRUPT    cut, altered, or followed by more bytes (nobody can tell these apart in general)
 * What was written before a later chunk fails must be thrown away by the caller. */
typedef bool age_read_fn(void *context, void *bytes, size_t room, size_t *n, struct err *e);
bool age_open(const struct age_identity *identities, int count, age_read_fn *read, void *read_context,
              age_write_fn *write, void *write_context, struct err *e);

/* The same on a buffer; *out grows by the plaintext (caller frees), unchanged on false. */
bool age_open_buffer(const struct age_identity *identities, int count, const void *sealed, size_t n,
                     struct buf *out, struct err *e);

/* Files that a passphrase opens (`age -p`), for small things such as a person's key: scrypt takes 2^work
 * KiB of memory and, at AGE_WORK, about a second: what a thief pays for each guess. */
enum { AGE_WORK = 18 /* as stock age */, AGE_WORK_MAX = 20 };
/* Append the whole file to *out. n > 0. ERR_UNSUPPORTED: the machine lacks the memory. */
bool age_seal_passphrase(struct buf *out, const void *plain, size_t n, struct str passphrase, int work, struct err *e);
/* As age_open_buffer. ERR_KEY: another passphrase, or a file that wants a key. */
bool age_open_passphrase(struct str passphrase, const void *sealed, size_t n, struct buf *out, struct err *e);
bool age_wants_passphrase(const void *sealed, size_t n);

#endif
