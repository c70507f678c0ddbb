/* The inside of age.h, shared by age_*.c only. Names follow the words of C2SP age.md. */
#ifndef ESCALE_SEAL_AGE_PARTS_H
#define ESCALE_SEAL_AGE_PARTS_H

#include <sodium.h>

#include "seal/age.h"

enum {
	AGE_FILE_KEY = 16,
	AGE_NONCE = 16,
	AGE_TAG = 16,
	AGE_WRAPPED = AGE_FILE_KEY + AGE_TAG, /* body of an X25519 stanza */
	AGE_SALT = 16,
	AGE_SALT_B64 = 22,
	AGE_PASSPHRASE_HEADER_MAX = 256,
	AGE_SEALED_CHUNK = AGE_CHUNK + AGE_TAG,
	/* A header over this is refused: it bounds memory, and the scalar multiplications a stranger's file
	 * costs. */
	AGE_HEADER_MAX = AGE_CHUNK,
};

/* All secrets of one file, and the scratch that makes them; lives in seal_secret_alloc memory. */
struct age_secrets {
	uint8_t file_key[AGE_FILE_KEY];
	uint8_t payload_key[32];
	uint8_t scalar[32], shared[32], wrap_key[32], prk[32];
	crypto_auth_hmacsha256_state hmac;
};

/* One block per thread, for the calls that seal or open a whole buffer: allocating guarded memory costs more
 * than sealing a fact. Wipe it before returning; never hold it across a callback. */
struct age_secrets *age_scratch(void);

/* HKDF-SHA-256 with 32 bytes of output (RFC 5869). Salts of any length. */
void age_hkdf(struct age_secrets *s, uint8_t out[32], struct str ikm, struct str salt, const char *info);

/* Header. */
struct age_header {
	size_t size;       /* bytes of the whole header */
	size_t mac_covers; /* the MAC covers so many: up to and including "---" */
	int mac_line;      /* 1-based */
	bool passphrase;   /* its one stanza is scrypt's */
	uint8_t mac[32];
};

size_t age_header_size(int recipients);
/* The same with the one stanza of a passphrase: at most AGE_PASSPHRASE_HEADER_MAX bytes; 0 when the
 * machine lacks the memory. */
size_t age_header_write_passphrase(uint8_t *out, struct age_secrets *s, struct str passphrase, int work);
/* Draw a file key into s->file_key and write the header that wraps it; returns its size. */
size_t age_header_write(uint8_t *out, struct age_secrets *s, const struct age_recipient *recipients,
                        int count);
/* Check every line of the header at the start of bytes (AGE_HEADER_MAX of them are looked at). `whole`: the
 * file ends where bytes end. */
bool age_header_read(struct age_header *h, struct str bytes, bool whole, struct err *e);
/* What opens a file: identities, or (when they are NULL) a passphrase. */
struct age_unlock {
	const struct age_identity *identities;
	int count;
	struct str passphrase;
};
/* Find the file key with one of the identities or the passphrase and check the MAC. bytes is what
 * age_header_read accepted. */
bool age_header_open(const struct age_header *h, struct str bytes, struct age_secrets *s,
                     const struct age_unlock *unlock, struct err *e);

/* X25519 stanzas. */
void age_wrap(struct age_secrets *s, const struct age_recipient *r, uint8_t share[32],
              uint8_t body[AGE_WRAPPED]);
enum age_unwrapped { AGE_UNWRAPPED, AGE_NOT_OURS, AGE_LOW_ORDER };
enum age_unwrapped age_unwrap(struct age_secrets *s, const struct age_identity *id, const uint8_t share[32],
                              const uint8_t body[AGE_WRAPPED]);

/* The scrypt stanza. */
bool age_wrap_passphrase(struct age_secrets *s, struct str passphrase, const uint8_t salt[AGE_SALT], int work,
                         uint8_t body[AGE_WRAPPED]);
bool age_unwrap_passphrase(struct age_secrets *s, struct str passphrase, const uint8_t salt[AGE_SALT], int work,
                           const uint8_t body[AGE_WRAPPED], struct err *e);

/* A whole buffer, armored or not; as age_open_buffer. */
bool age_open_unlocked(const struct age_unlock *unlock, const void *sealed, size_t n, struct buf *out,
                       struct err *e);
/* The payload behind a header: nonce and chunks, to p. Returns where it ends. */
uint8_t *age_payload_seal(uint8_t *p, struct age_secrets *s, const void *plain, size_t n);

/* Payload. The counter of chunks starts at 0. out of a seal may be plain itself. */
void age_payload_key(struct age_secrets *s, const uint8_t nonce[AGE_NONCE]);
void age_chunk_seal(const struct age_secrets *s, uint8_t *out, const void *plain, size_t n, uint64_t counter,
                    bool final);

/* sealed ends with the tag; `last`: the file ends after it; out is apart from it and has AGE_CHUNK bytes. A
 * misplaced chunk is authentic, and out is filled, but it is marked final where the file goes on, or not
 * where it ends: *e is set as for a bad one. */
enum age_chunk { AGE_CHUNK_GOOD, AGE_CHUNK_MISPLACED, AGE_CHUNK_BAD };
enum age_chunk age_chunk_open(const struct age_secrets *s, uint8_t *out, struct str sealed, uint64_t counter,
                              bool last, struct err *e);

/* The bytes of a file, taken out of ASCII armor when it has one; an age_read_fn whose context is the source.
 * Zero it and set read and context. */
struct age_source {
	age_read_fn *read;
	void *context;
	enum { AGE_SOURCE_NEW, AGE_SOURCE_RAW, AGE_SOURCE_ARMORED, AGE_SOURCE_ENDED } state;
	int line;
	bool at_end, last_line;
	size_t at, have, out_at, out_have;
	uint8_t in[1024], out[48];
};
bool age_source_read(void *source, void *bytes, size_t room, size_t *n, struct err *e);
bool age_is_armored(struct str file);

/* A file of one chunk whose plaintext has exactly n bytes, without allocating. */
bool age_open_exact(const struct age_identity *identities, int count, struct str sealed, uint8_t *out,
                    size_t n, struct err *e);

/* Bech32 (BIP 173) of exactly 32 bytes, lower case; hrp in lower case. out has strlen(hrp) + 60 bytes. */
void bech32_print(char *out, const char *hrp, const uint8_t bytes[32]);
/* All lower case, or all upper case when `upper`. On false *column is where (1-based, 0: the checksum). */
bool bech32_parse(uint8_t bytes[32], const char *hrp, bool upper, struct str text, int *column);

#endif
