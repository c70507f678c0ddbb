/* SHA-256 (FIPS 180-4): the chain of manifests, the marks that tell a damaged row from a good one, the files of a pack.
 * seal/ has libsodium's, but store/ may not look into seal/: it must not be able to open what it keeps. */
#ifndef ESCALE_BASE_SHA256_H
#define ESCALE_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

struct sha256 {
	uint32_t state[8];
	uint64_t size; /* bytes so far */
	uint8_t block[64];
};

void sha256_init(struct sha256 *);
void sha256_add(struct sha256 *, const void *bytes, size_t n);
void sha256_end(struct sha256 *, uint8_t out[32]);

enum { SHA256_HEX_SIZE = 65 };
/* In lower-case hexadecimal digits, with the final zero. */
void sha256_hex(const uint8_t hash[32], char out[SHA256_HEX_SIZE]);

#endif
