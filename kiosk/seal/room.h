/* The room's key: it seals what a group session or a stop's count keeps through a power cut. It is never on the disk in
 * clear: each staff code wraps it once, in a slot of its own, and whoever types one of the codes has the key.
 *
 *   slots   "escale room 1", a zero byte, then for each code: its number (1 byte), salt (16), nonce (24), and the key
 *           encrypted (48) with XChaCha20-Poly1305 under Argon2id(code, salt), the bytes before it being associated data
 *   kept    nonce (24), then XChaCha20-Poly1305 of the bytes; associated data: "escale kept 1", a zero byte, which
 *
 * That a slot opens is also how a code is known to be right: one Argon2id for both. */
#ifndef ESCALE_SEAL_ROOM_H
#define ESCALE_SEAL_ROOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
	ROOM_CODES_MAX = 12,
	ROOM_SALT = 16,
	ROOM_NONCE = 24,
	ROOM_TAG = 16,
	ROOM_KEY = 32,
	ROOM_SLOT_SIZE = 1 + ROOM_SALT + ROOM_NONCE + ROOM_KEY + ROOM_TAG,
	ROOM_HEADING = 14,
	ROOM_SLOTS_SIZE_MAX = ROOM_HEADING + ROOM_CODES_MAX * ROOM_SLOT_SIZE,
	ROOM_OVERHEAD = ROOM_NONCE + ROOM_TAG,
};

struct room_key {
	uint8_t bytes[ROOM_KEY]; /* keep in seal_secret_alloc memory */
};

/* One staff code. Nothing here is secret to who has not the code. */
struct room_slot {
	uint8_t number; /* 1 to ROOM_CODES_MAX: "conseiller 3" */
	uint8_t salt[ROOM_SALT], nonce[ROOM_NONCE], wrapped[ROOM_KEY + ROOM_TAG];
};

struct room_slots {
	int count;
	struct room_slot slot[ROOM_CODES_MAX]; /* by rising number */
};

void room_key_new(struct room_key *out);

/* Wrap the key for this code, as this number: the slot is added, or takes the place of the one with this number.
 * Argon2id: 64 MiB and some tenths of a second. There is room (anything else is a bug). */
void room_put(struct room_slots *s, int number, const struct room_key *key, const char *code);
/* The slot with this number is no longer there. */
void room_remove(struct room_slots *s, int number);
/* The smallest free number; 0: all are taken. */
int room_free_number(const struct room_slots *s);
bool room_has(const struct room_slots *s, int number);

/* The number of the slot that this code opens, its key in *out (may be NULL: only to know); 0: none. One Argon2id for each
 * slot tried; `first` (or 0) is tried before the others. */
int room_open(const struct room_slots *s, const char *code, int first, struct room_key *out);

/* As bytes for the disk, ROOM_SLOTS_SIZE_MAX at most; and back: ERR_FORMAT for anything that room_print does not write. */
size_t room_print(const struct room_slots *s, uint8_t out[ROOM_SLOTS_SIZE_MAX]);
bool room_parse(struct room_slots *s, const uint8_t *bytes, size_t n, struct err *e);

/* Seal n bytes: out has n + ROOM_OVERHEAD. which keeps one thing from being taken for another. */
void room_seal(uint8_t *out, const struct room_key *key, int which, const void *plain, size_t n);
/* n: of the sealed bytes. ERR_KEY: altered, something else, or sealed with another key; out is wiped then. */
bool room_unseal(void *out, const struct room_key *key, int which, const uint8_t *sealed, size_t n, struct err *e);

#endif
