/* A passphrase instead of a key: the scrypt stanza, and whole files. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "seal/age_parts.h"

static const char label[] = "age-encryption.org/v1/scrypt";
static const uint8_t zero_nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];

static bool stretch(struct age_secrets *s, struct str passphrase, const uint8_t salt[AGE_SALT], int work)
{
	uint8_t whole[sizeof label - 1 + AGE_SALT];
	memcpy(whole, label, sizeof label - 1);
	memcpy(whole + sizeof label - 1, salt, AGE_SALT);
	return crypto_pwhash_scryptsalsa208sha256_ll((const uint8_t *)passphrase.s, passphrase.n, whole,
	                                             sizeof whole, UINT64_C(1) << work, 8, 1, s->wrap_key,
	                                             sizeof s->wrap_key) == 0;
}

bool age_wrap_passphrase(struct age_secrets *s, struct str passphrase, const uint8_t salt[AGE_SALT], int work,
                         uint8_t body[AGE_WRAPPED])
{
	if (!stretch(s, passphrase, salt, work))
		return false;
	crypto_aead_chacha20poly1305_ietf_encrypt(body, NULL, s->file_key, AGE_FILE_KEY, NULL, 0, NULL,
	                                          zero_nonce, s->wrap_key);
	return true;
}

static bool no_memory(struct err *e)
{
	return err_set(e, ERR_UNSUPPORTED,
	               "Il n'y a pas assez de mémoire libre pour la phrase de passe : fermez d'autres "
	               "programmes, puis recommencez.");
}

bool age_unwrap_passphrase(struct age_secrets *s, struct str passphrase, const uint8_t salt[AGE_SALT],
                           int work, const uint8_t body[AGE_WRAPPED], struct err *e)
{
	if (!stretch(s, passphrase, salt, work))
		return no_memory(e);
	if (crypto_aead_chacha20poly1305_ietf_decrypt(s->file_key, NULL, NULL, body, AGE_WRAPPED, NULL, 0,
	                                              zero_nonce, s->wrap_key) != 0)
		return err_set(e, ERR_KEY, "Cette phrase de passe n'ouvre pas ce fichier.");
	return true;
}

bool age_seal_passphrase(struct buf *out, const void *plain, size_t n, struct str passphrase, int work,
                         struct err *e)
{
	assert(n > 0 && work >= 1 && work <= AGE_WORK_MAX);
	size_t room = AGE_PASSPHRASE_HEADER_MAX + age_sealed_size(n, 1);
	uint8_t *file = xmalloc(room);
	struct age_secrets *s = age_scratch();
	size_t header = age_header_write_passphrase(file, s, passphrase, work);
	if (header)
		buf_add(out, file, (size_t)(age_payload_seal(file + header, s, plain, n) - file));
	seal_wipe(s, sizeof *s);
	free(file);
	return header ? true : no_memory(e);
}

bool age_open_passphrase(struct str passphrase, const void *sealed, size_t n, struct buf *out, struct err *e)
{
	return age_open_unlocked(&(struct age_unlock){ NULL, 0, passphrase }, sealed, n, out, e);
}
