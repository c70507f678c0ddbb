#include "seal/room.h"

#include <sodium.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "seal/age.h"

static const char heading[] = "escale room 1", kept_label[] = "escale kept 1";
enum { AEAD = 1 + ROOM_SALT + ROOM_NONCE /* associated data of a slot */ };

_Static_assert(sizeof heading == ROOM_HEADING, "the zero byte belongs to it");
_Static_assert(ROOM_SALT == crypto_pwhash_SALTBYTES, "Argon2's salt");
_Static_assert(ROOM_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "XChaCha20's nonce");
_Static_assert(ROOM_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "XChaCha20's key");
_Static_assert(ROOM_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "Poly1305's tag");

void room_key_new(struct room_key *out)
{
	randombytes_buf(out->bytes, sizeof out->bytes);
}

/* The key that opens this slot, in secret memory. */
static uint8_t *stretch(const struct room_slot *slot, const char *code)
{
	uint8_t *key = seal_secret_alloc(ROOM_KEY);
	if (crypto_pwhash(key, ROOM_KEY, code, strlen(code), slot->salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
	                  crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
		out_of_memory();
	return key;
}

static void slot_head(const struct room_slot *slot, uint8_t out[AEAD])
{
	out[0] = slot->number;
	memcpy(out + 1, slot->salt, ROOM_SALT);
	memcpy(out + 1 + ROOM_SALT, slot->nonce, ROOM_NONCE);
}

static struct room_slot *place_for(struct room_slots *s, int number)
{
	int at = 0;
	while (at < s->count && s->slot[at].number < number)
		at++;
	if (at == s->count || s->slot[at].number != number) {
		assert(s->count < ROOM_CODES_MAX);
		memmove(&s->slot[at + 1], &s->slot[at], (size_t)(s->count - at) * sizeof *s->slot);
		s->count++;
	}
	return &s->slot[at];
}

void room_put(struct room_slots *s, int number, const struct room_key *key, const char *code)
{
	uint8_t head[AEAD];
	assert(number >= 1 && number <= ROOM_CODES_MAX);
	struct room_slot *slot = place_for(s, number);
	slot->number = (uint8_t)number;
	randombytes_buf(slot->salt, sizeof slot->salt);
	randombytes_buf(slot->nonce, sizeof slot->nonce);
	uint8_t *own = stretch(slot, code);
	slot_head(slot, head);
	crypto_aead_xchacha20poly1305_ietf_encrypt(slot->wrapped, NULL, key->bytes, ROOM_KEY, head, sizeof head, NULL,
	                                           slot->nonce, own);
	seal_secret_free(own);
}

void room_remove(struct room_slots *s, int number)
{
	for (int i = 0; i < s->count; i++)
		if (s->slot[i].number == number) {
			s->count--;
			memmove(&s->slot[i], &s->slot[i + 1], (size_t)(s->count - i) * sizeof *s->slot);
			sodium_memzero(&s->slot[s->count], sizeof *s->slot);
		}
}

bool room_has(const struct room_slots *s, int number)
{
	for (int i = 0; i < s->count; i++)
		if (s->slot[i].number == number)
			return true;
	return false;
}

int room_free_number(const struct room_slots *s)
{
	for (int number = 1; number <= ROOM_CODES_MAX; number++)
		if (!room_has(s, number))
			return number;
	return 0;
}

static bool opens(const struct room_slot *slot, const char *code, struct room_key *out)
{
	uint8_t head[AEAD], *own = stretch(slot, code), *plain = seal_secret_alloc(ROOM_KEY);
	slot_head(slot, head);
	bool ok = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, slot->wrapped, sizeof slot->wrapped, head,
	                                                     sizeof head, slot->nonce, own) == 0;
	if (ok && out)
		memcpy(out->bytes, plain, ROOM_KEY);
	seal_secret_free(plain);
	seal_secret_free(own);
	return ok;
}

int room_open(const struct room_slots *s, const char *code, int first, struct room_key *out)
{
	for (int again = 0; again < 2; again++)
		for (int i = 0; i < s->count; i++)
			if ((s->slot[i].number == first) == (again == 0) && opens(&s->slot[i], code, out))
				return s->slot[i].number;
	return 0;
}

size_t room_print(const struct room_slots *s, uint8_t out[ROOM_SLOTS_SIZE_MAX])
{
	uint8_t *at = out;
	memcpy(at, heading, sizeof heading);
	at += sizeof heading;
	for (int i = 0; i < s->count; i++) {
		slot_head(&s->slot[i], at);
		memcpy(at + AEAD, s->slot[i].wrapped, sizeof s->slot[i].wrapped);
		at += ROOM_SLOT_SIZE;
	}
	return (size_t)(at - out);
}

bool room_parse(struct room_slots *s, const uint8_t *bytes, size_t n, struct err *e)
{
	struct room_slots out = { 0 };
	if (n < ROOM_HEADING + ROOM_SLOT_SIZE || n > ROOM_SLOTS_SIZE_MAX || (n - ROOM_HEADING) % ROOM_SLOT_SIZE ||
	    memcmp(bytes, heading, sizeof heading) != 0)
		return err_set(e, ERR_FORMAT, "these are no slots of staff codes");
	for (size_t at = ROOM_HEADING; at < n; at += ROOM_SLOT_SIZE) {
		struct room_slot *slot = &out.slot[out.count];
		slot->number = bytes[at];
		memcpy(slot->salt, bytes + at + 1, ROOM_SALT);
		memcpy(slot->nonce, bytes + at + 1 + ROOM_SALT, ROOM_NONCE);
		memcpy(slot->wrapped, bytes + at + AEAD, sizeof slot->wrapped);
		if (slot->number < 1 || slot->number > ROOM_CODES_MAX ||
		    (out.count && slot->number <= out.slot[out.count - 1].number))
			return err_set(e, ERR_FORMAT, "slots of staff codes in disorder");
		out.count++;
	}
	*s = out;
	return true;
}

/* ---- what is kept ---- */

static void kept_head(int which, uint8_t out[sizeof kept_label + 1])
{
	memcpy(out, kept_label, sizeof kept_label);
	out[sizeof kept_label] = (uint8_t)which;
}

void room_seal(uint8_t *out, const struct room_key *key, int which, const void *plain, size_t n)
{
	uint8_t head[sizeof kept_label + 1];
	kept_head(which, head);
	randombytes_buf(out, ROOM_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + ROOM_NONCE, NULL, plain, n, head, sizeof head, NULL, out,
	                                           key->bytes);
}

bool room_unseal(void *out, const struct room_key *key, int which, const uint8_t *sealed, size_t n, struct err *e)
{
	uint8_t head[sizeof kept_label + 1];
	kept_head(which, head);
	if (n >= ROOM_OVERHEAD &&
	    crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, sealed + ROOM_NONCE, n - ROOM_NONCE, head,
	                                               sizeof head, sealed, key->bytes) == 0)
		return true;
	sodium_memzero(out, n >= ROOM_OVERHEAD ? n - ROOM_OVERHEAD : 0);
	return err_set(e, ERR_KEY, "what was kept does not open with this key");
}
