/* Keys and signatures in minisign's formats (jedisct1/minisign, "Signature format": prehashed Ed25519, "ED").
 * Stock `minisign -V` verifies what we sign and we verify what stock minisign signs. */
#ifndef ESCALE_SEAL_MINISIGN_H
#define ESCALE_SEAL_MINISIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { MINISIGN_PUBLIC_SIZE = 56 + 1, MINISIGN_COMMENT_MAX = 256 };

struct sign_public {
	uint8_t id[8];
	uint8_t key[32];
};

struct sign_secret {
	uint8_t id[8];
	uint8_t key[64]; /* keep in seal_secret_alloc memory */
};

void sign_new(struct sign_secret *s, struct sign_public *p);
void sign_public_of(const struct sign_secret *s, struct sign_public *p);

/* The one base64 line of a minisign public key ("RWQ..."), and back. */
void sign_public_print(const struct sign_public *p, char out[MINISIGN_PUBLIC_SIZE]);
bool sign_public_parse(struct sign_public *p, struct str text,
                       struct err *e); /* a .pub file or its one line */

/* Our own unencrypted form of a secret key, for the kiosk's database and for tests (104 hex digits...):
 * exactly sizeof(struct sign_secret) bytes, id then key. No text form on purpose. */

/* Text of a .minisig file for these bytes, appended to *out. The trusted comment is one line, signed too:
 * less than MINISIGN_COMMENT_MAX bytes of UTF-8 without control characters (anything else is a bug). */
void sign_bytes(const struct sign_secret *s, const void *bytes, size_t n, const char *trusted_comment,
                struct buf *out);

/* ERR_FORMAT: not a minisig file, or one of the legacy form that is not prehashed ("Ed"); ERR_KEY: made by
 * another key; ERR_SIGNATURE: bytes or comment altered. comment may be NULL; it receives the trusted comment,
 * verified (ERR_TOO_BIG when it does not fit, though the signature is good). */
bool sign_verify(const struct sign_public *p, const void *bytes, size_t n, struct str minisig,
                 char comment[MINISIGN_COMMENT_MAX], struct err *e);

#endif
