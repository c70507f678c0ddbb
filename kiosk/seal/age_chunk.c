/* The payload's chunks (C2SP age.md, "Payload": a STREAM of ChaCha20-Poly1305 over 64 KiB chunks). */
#include "seal/age_parts.h"

void age_payload_key(struct age_secrets *s, const uint8_t nonce[AGE_NONCE])
{
	age_hkdf(s, s->payload_key, (struct str){ (const char *)s->file_key, AGE_FILE_KEY },
	         (struct str){ (const char *)nonce, AGE_NONCE }, "payload");
}

struct nonce {
	uint8_t bytes[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
};

/* Eleven bytes of big endian counter (eight are enough for us), one that marks the final chunk. */
static struct nonce chunk_nonce(uint64_t counter, bool final)
{
	struct nonce nonce = { { 0 } };
	for (int i = 0; i < 8; i++)
		nonce.bytes[10 - i] = (uint8_t)(counter >> 8 * i);
	nonce.bytes[11] = final;
	return nonce;
}

void age_chunk_seal(const struct age_secrets *s, uint8_t *out, const void *plain, size_t n, uint64_t counter,
                    bool final)
{
	struct nonce nonce = chunk_nonce(counter, final);
	crypto_aead_chacha20poly1305_ietf_encrypt(out, NULL, plain, n, NULL, 0, NULL, nonce.bytes,
	                                          s->payload_key);
}

static bool chunk_is(const struct age_secrets *s, uint8_t *out, struct str sealed, uint64_t counter,
                     bool final)
{
	struct nonce nonce = chunk_nonce(counter, final);
	return crypto_aead_chacha20poly1305_ietf_decrypt(out, NULL, NULL, (const uint8_t *)sealed.s, sealed.n,
	                                                 NULL, 0, nonce.bytes, s->payload_key) == 0;
}

enum age_chunk age_chunk_open(const struct age_secrets *s, uint8_t *out, struct str sealed, uint64_t counter,
                              bool last, struct err *e)
{
	const char *cut = "Le fichier chiffré est coupé : recopiez-le en entier.";
	if (sealed.n < AGE_TAG || (sealed.n == AGE_TAG && counter > 0)) {
		err_set(e, ERR_CORRUPT, "%s", cut);
		return AGE_CHUNK_BAD;
	}
	if (chunk_is(s, out, sealed, counter, last))
		return AGE_CHUNK_GOOD;
	if (sealed.n == AGE_SEALED_CHUNK && chunk_is(s, out, sealed, counter, !last)) {
		err_set(e, ERR_CORRUPT, "%s",
		        last ? cut : "Le fichier chiffré est suivi d'autres données : recopiez l'original.");
		return AGE_CHUNK_MISPLACED;
	}
	err_set(e, ERR_CORRUPT,
	        "Le fichier chiffré a été modifié ou coupé : recopiez-le, ou demandez une nouvelle copie.");
	return AGE_CHUNK_BAD;
}
