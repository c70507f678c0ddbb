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
	crypto_aead_chacha20poly1305_ietf_encrypt(out, NULL, plain, n, NULL, 0, NULL, nonce.bytes, s->payload_key);
}

bool age_chunk_open(const struct age_secrets *s, uint8_t *out, const uint8_t *sealed, size_t n, uint64_t counter,
		    bool last, struct err *e)
{
	if (n < AGE_TAG || (n == AGE_TAG && counter > 0))
		return err_set(e, ERR_CORRUPT, "Le fichier chiffré est coupé : recopiez-le en entier.");
	struct nonce nonce = chunk_nonce(counter, last);
	if (crypto_aead_chacha20poly1305_ietf_decrypt(out, NULL, NULL, sealed, n, NULL, 0, nonce.bytes,
						      s->payload_key) == 0)
		return true;
	return err_set(e, ERR_CORRUPT,
		       "Le fichier chiffré a été modifié ou coupé : recopiez-le, ou demandez une nouvelle copie.");
}
