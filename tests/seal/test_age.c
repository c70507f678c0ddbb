#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seal/age.h"
#include "seal/envelope.h"
#include "seal/minisign.h"
#include "seal/pin.h"
#include "seal/recipients.h"

Test(age, smoke)
{
	struct err e = { 0 };
	seal_init(&e);
	struct age_identity id;
	struct age_recipient r;
	age_identity_new(&id);
	age_identity_recipient(&id, &r);
	char text[AGE_IDENTITY_SIZE], pub[AGE_RECIPIENT_SIZE];
	age_identity_print(&id, text);
	age_recipient_print(&r, pub);
	struct age_identity id2;
	struct age_recipient r2;
	cr_assert(age_identity_parse(&id2, str_from(text), &e), "%s", e.text);
	cr_assert(age_recipient_parse(&r2, str_from(pub), &e), "%s", e.text);
	cr_assert(memcmp(&id, &id2, 32) == 0 && memcmp(&r, &r2, 32) == 0);
	size_t n = 200000;
	uint8_t *plain = calloc(1, n), *out = malloc(age_sealed_size(n, 1));
	size_t m = age_seal(out, plain, n, &r, 1);
	cr_assert_eq(m, age_sealed_size(n, 1));
	struct buf b = { 0 };
	cr_assert(age_open_buffer(&id, 1, out, m, &b, &e), "%s", e.text);
	cr_assert_eq(b.size, n);
	cr_assert(memcmp(b.data, plain, n) == 0);
	char *line = seal_secret_alloc(64), back[64];
	memset(line, 'x', 64);
	uint8_t env[ENVELOPE_MAX];
	m = envelope_seal(env, line, &r, 1);
	cr_assert_eq(m, 264);
	cr_assert(envelope_open(back, env, m, &id, 1, &e), "%s", e.text);
	struct sign_secret s;
	struct sign_public p;
	sign_new(&s, &p);
	struct buf sig = { 0 };
	sign_bytes(&s, "abc", 3, "timestamp:1", &sig);
	char comment[MINISIGN_COMMENT_MAX];
	cr_assert(sign_verify(&p, "abc", 3, (struct str){ sig.data, sig.size }, comment, &e), "%s", e.text);
	cr_assert_str_eq(comment, "timestamp:1");
	char words[SEAL_WORDS_SIZE];
	seal_words("abc", 3, words);
	puts(words);
	char hash[PIN_HASH_SIZE];
	pin_hash("123456", hash);
	cr_assert(pin_check("123456", hash) && !pin_check("123457", hash));
	free(plain);
	free(out);
	buf_free(&b);
	buf_free(&sig);
}
