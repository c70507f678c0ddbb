/* Keys of the age format: identities, recipients, HKDF, and X25519 wrapping of the file key. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "seal/age_parts.h"

void age_identity_new(struct age_identity *id)
{
	randombytes_buf(id->secret, sizeof id->secret);
}

void age_identity_recipient(const struct age_identity *id, struct age_recipient *r)
{
	crypto_scalarmult_base(r->key, id->secret);
}

void age_recipient_print(const struct age_recipient *r, char out[AGE_RECIPIENT_SIZE])
{
	bech32_print(out, "age", r->key);
}

bool age_recipient_parse(struct age_recipient *r, struct str text, struct err *e)
{
	int column;
	uint8_t key[32], shared[32];
	if (!bech32_parse(key, "age", false, text, &column)) {
		if (column == 0)
			return err_set(
			    e, ERR_FORMAT,
			    "Cette clé publique est mal recopiée : sa somme de contrôle est fausse. "
			    "Copiez-la de nouveau en entier.");
		return err_at(
		    e, ERR_FORMAT, NULL, 1, column,
		    "Cette clé publique est mal recopiée au caractère %d : elle commence par « age1 », en "
		    "minuscules, et compte %d caractères.",
		    column, AGE_RECIPIENT_SIZE - 1);
	}
	/* A point of low order would give everybody the same shared secret. */
	static const uint8_t any[32] = { 8 };
	if (crypto_scalarmult(shared, any, key) != 0)
		return err_set(e, ERR_REFUSED,
		               "Cette clé publique n'en est pas une : elle ne protégerait rien.");
	memcpy(r->key, key, sizeof key);
	return true;
}

void age_identity_print(const struct age_identity *id, char out[AGE_IDENTITY_SIZE])
{
	bech32_print(out, "age-secret-key-", id->secret);
	for (char *p = out; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
}

bool age_identity_parse(struct age_identity *id, struct str text, struct err *e)
{
	int column;
	if (bech32_parse(id->secret, "age-secret-key-", true, text, &column))
		return true;
	if (column == 0)
		return err_set(e, ERR_FORMAT,
		               "Cette clé secrète est mal recopiée : sa somme de contrôle est fausse. "
		               "Comparez chaque groupe avec la page imprimée.");
	return err_at(
	    e, ERR_FORMAT, NULL, 1, column,
	    "Cette clé secrète est mal recopiée au caractère %d : elle commence par « AGE-SECRET-KEY-1 », en "
	    "majuscules, et compte %d caractères.",
	    column, AGE_IDENTITY_SIZE - 1);
}

bool age_identities_parse(struct age_identity *ids, int room, int *count, struct str text, struct err *e)
{
	int found = 0, number = 0;
	while (text.n) {
		struct str line;
		str_cut(text, '\n', &line, &text);
		number++;
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (str_trim(line).n == 0 || line.s[0] == '#')
			continue;
		if (found == room)
			return err_at(e, ERR_TOO_BIG, NULL, number, 1,
			              "Trop de clés dans ce fichier : %d au plus.", room);
		struct err bad = { 0 };
		if (!age_identity_parse(&ids[found], line, &bad))
			return err_at(e, bad.code, NULL, number, bad.column ? bad.column : 1, "%s", bad.text);
		found++;
	}
	if (found == 0)
		return err_set(
		    e, ERR_FORMAT,
		    "Ce fichier ne contient pas de clé secrète (une ligne « AGE-SECRET-KEY-1… »).");
	*count = found;
	return true;
}

struct age_secrets *age_scratch(void)
{
	static _Thread_local struct age_secrets *scratch;
	if (!scratch)
		scratch = seal_secret_alloc(sizeof *scratch);
	return scratch;
}

void age_hkdf(struct age_secrets *s, uint8_t out[32], struct str ikm, struct str salt, const char *info)
{
	/* The init form takes keys of any length; libsodium's one-shot HMAC takes 32 bytes only. */
	crypto_auth_hmacsha256_init(&s->hmac, (const uint8_t *)salt.s, salt.n);
	crypto_auth_hmacsha256_update(&s->hmac, (const uint8_t *)ikm.s, ikm.n);
	crypto_auth_hmacsha256_final(&s->hmac, s->prk);
	crypto_auth_hmacsha256_init(&s->hmac, s->prk, sizeof s->prk);
	crypto_auth_hmacsha256_update(&s->hmac, (const uint8_t *)info, strlen(info));
	crypto_auth_hmacsha256_update(&s->hmac, (const uint8_t[]){ 1 }, 1);
	crypto_auth_hmacsha256_final(&s->hmac, out);
}

static struct str bytes_of(const void *p, size_t n)
{
	return (struct str){ p, n };
}

static const uint8_t zero_nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];

static void wrap_key(struct age_secrets *s, const uint8_t share[32], const uint8_t recipient[32])
{
	uint8_t salt[64];
	memcpy(salt, share, 32);
	memcpy(salt + 32, recipient, 32);
	age_hkdf(s, s->wrap_key, bytes_of(s->shared, 32), bytes_of(salt, 64), "age-encryption.org/v1/X25519");
}

void age_wrap(struct age_secrets *s, const struct age_recipient *r, uint8_t share[32],
              uint8_t body[AGE_WRAPPED])
{
	randombytes_buf(s->scalar, sizeof s->scalar);
	crypto_scalarmult_base(share, s->scalar);
	if (crypto_scalarmult(s->shared, s->scalar, r->key) != 0)
		abort(); /* a key that did not come through age_recipient_parse */
	wrap_key(s, share, r->key);
	crypto_aead_chacha20poly1305_ietf_encrypt(body, NULL, s->file_key, AGE_FILE_KEY, NULL, 0, NULL,
	                                          zero_nonce, s->wrap_key);
}

/* The public half of an identity costs as much as opening a fact, and a merge opens millions with the same
 * few: remember the last ones, found by a hash of the secret so that no secret outlives its owner here. */
static void public_half(const struct age_identity *id, uint8_t out[32])
{
	enum { KNOWN = 8 };
	static _Thread_local struct {
		uint8_t hash[32], key[32];
	} known[KNOWN];
	static _Thread_local unsigned next;
	uint8_t hash[32];
	crypto_generichash(hash, sizeof hash, id->secret, sizeof id->secret,
	                   (const uint8_t *)"escale identity known", 21);
	for (int i = 0; i < KNOWN; i++) {
		if (sodium_memcmp(known[i].hash, hash, sizeof hash) == 0) {
			memcpy(out, known[i].key, 32);
			return;
		}
	}
	crypto_scalarmult_base(out, id->secret);
	memcpy(known[next].hash, hash, sizeof hash);
	memcpy(known[next].key, out, 32);
	next = (next + 1) % KNOWN;
}

enum age_unwrapped age_unwrap(struct age_secrets *s, const struct age_identity *id, const uint8_t share[32],
                              const uint8_t body[AGE_WRAPPED])
{
	uint8_t ours[32];
	/* -1 when the shared secret is all zero, which the specification says to abort on. */
	if (crypto_scalarmult(s->shared, id->secret, share) != 0)
		return AGE_LOW_ORDER;
	public_half(id, ours);
	wrap_key(s, share, ours);
	if (crypto_aead_chacha20poly1305_ietf_decrypt(s->file_key, NULL, NULL, body, AGE_WRAPPED, NULL, 0,
	                                              zero_nonce, s->wrap_key) != 0)
		return AGE_NOT_OURS;
	return AGE_UNWRAPPED;
}
