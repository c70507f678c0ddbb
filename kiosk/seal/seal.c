/* What every part of the room needs: start, guarded memory, randomness, hashes. */
#include <sodium.h>

#include <stdlib.h>

#include "base/arena.h"
#include "seal/age.h"
#include "seal/pin.h"

bool seal_init(struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, ERR_UNSUPPORTED,
		               "La bibliothèque de chiffrement (libsodium) ne démarre pas.");
	return true;
}

void *seal_secret_alloc(size_t n)
{
	/* sodium_malloc aligns the end, not the start, of the block to the guard page. */
	const size_t align = _Alignof(max_align_t);
	void *p = sodium_malloc((n + align - 1) / align * align);
	if (!p)
		out_of_memory();
	sodium_memzero(p, n);
	return p;
}

void seal_secret_free(void *p)
{
	sodium_free(p);
}

void seal_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

void seal_random(void *p, size_t n)
{
	randombytes_buf(p, n);
}

void seal_sha256(const void *bytes, size_t n, uint8_t out[32])
{
	crypto_hash_sha256(out, bytes, n);
}

void seal_hex(const uint8_t *bytes, size_t n, char *out)
{
	sodium_bin2hex(out, 2 * n + 1, bytes, n);
}
