/* Staff codes, fingerprints in words, hashes. */
#ifndef ESCALE_SEAL_PIN_H
#define ESCALE_SEAL_PIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { PIN_HASH_SIZE = 128, PIN_DIGITS_MIN = 6, PIN_DIGITS_MAX = 12, SEAL_WORDS = 8, SEAL_WORDS_SIZE = 120 };

/* 6 to 12 digits, and not a plain run such as 111111 or 123456 (ERR_REFUSED, a sentence for staff). Ask
 * before hashing a new code. */
bool pin_acceptable(const char *pin, struct err *e);

/* Argon2id (crypto_pwhash_str, interactive limits: 64 MiB). The hash is text, NUL-terminated. */
void pin_hash(const char *pin, char out[PIN_HASH_SIZE]);
bool pin_check(const char *pin, const char hash[PIN_HASH_SIZE]);

/* How long to wait after so many wrong tries in a row, in ms: 0 for the first two, then 30 s, doubling, at
 * most one hour. */
long long pin_delay_ms(int wrong_tries);

/* Eight French words, separated by spaces, that two people compare aloud: the first 64 bits of
 * BLAKE2b-256 over "escale words 1", a zero byte, and the bytes. */
void seal_words(const void *bytes, size_t n, char out[SEAL_WORDS_SIZE]);

const char *seal_word(int i); /* the list itself, 0 to 255: to complete what somebody types */

/* SHA-256, for hashes that people check with sha256sum. */
void seal_sha256(const void *bytes, size_t n, uint8_t out[32]);
void seal_hex(const uint8_t *bytes, size_t n, char *out); /* 2n + 1 bytes */

#endif
