/* The authority's secret signing key as a file: "escale authority 1", a newline, then key number (8 bytes) and Ed25519
 * secret key (64 bytes) in hexadecimal. What it signs (recipients, receipts, packs) is verified with its public half, a
 * minisign public key, which every kiosk is given when it is installed. */
#ifndef ESCALE_SEAL_AUTHORITY_H
#define ESCALE_SEAL_AUTHORITY_H

#include "seal/minisign.h"

/* Into a new file that only its owner reads; an older one is replaced whole. */
bool authority_save(const struct sign_secret *s, const char *path, struct err *e);

/* The same, in an age file that the passphrase opens (locked.h). */
bool authority_lock(const struct sign_secret *s, const char *path, const char *words, struct err *e);

/* *s in seal_secret_alloc memory. A locked one asks for its passphrase (locked.h's errors). ERR_FORMAT when the file is
 * another one. */
bool authority_read(struct sign_secret *s, const char *path, struct err *e);

#endif
