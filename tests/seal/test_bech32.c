#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "helpers/helpers.h"
#include "seal/age_parts.h"

/* The example keys of C2SP age.md: the identity is 32 times 0x42. */
static const char identity[] = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
static const char recipient[] = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

Test(bech32, the_specifications_keys, .init = start_seal)
{
	struct err e = { 0 };
	struct age_identity id;
	struct age_recipient r;
	char text[AGE_IDENTITY_SIZE];
	cr_assert(age_identity_parse(&id, str_from(identity), &e), "%s", e.text);
	for (int i = 0; i < 32; i++)
		cr_assert_eq(id.secret[i], 0x42);
	age_identity_recipient(&id, &r);
	age_recipient_print(&r, text);
	cr_assert_str_eq(text, recipient);
	age_identity_print(&id, text);
	cr_assert_str_eq(text, identity);
}

static void refused_at(const char *text, int column)
{
	struct err e = { 0 };
	struct age_recipient r;
	memset(&r, 7, sizeof r);
	struct age_recipient before = r;
	cr_expect_not(age_recipient_parse(&r, str_from(text), &e), "%s", text);
	cr_expect_eq(e.code, ERR_FORMAT);
	cr_expect_eq(e.column, column, "%s: column %d: %s", text, e.column, e.text);
	cr_expect_eq(memcmp(&r, &before, sizeof r), 0, "a refusal must leave the key alone");
}

Test(bech32, says_where_a_recipient_is_wrong, .init = start_seal)
{
	refused_at("", 1);
	refused_at("AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ", 1);
	refused_at("bge1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", 1);
	refused_at("age2zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", 4);
	refused_at("age1zvkYg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", 8);
	refused_at("age1zvkbg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
	           8); /* b is not of the alphabet */
	refused_at("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujw", 62);
	refused_at("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj ", 63);
	refused_at("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwjj", 63);
	refused_at("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq", 0);
	refused_at("age1vzkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
	           0); /* two letters swapped */
}

Test(bech32, refuses_a_lower_case_identity, .init = start_seal)
{
	struct age_identity id;
	char lower[AGE_IDENTITY_SIZE];
	struct err e = { 0 };
	for (size_t i = 0; i < sizeof lower; i++)
		lower[i] =
		    (char)(identity[i] >= 'A' && identity[i] <= 'Z' ? identity[i] - 'A' + 'a' : identity[i]);
	cr_assert_not(age_identity_parse(&id, str_from(lower), &e));
	cr_assert_eq(e.column, 1);
}

Test(bech32, every_single_wrong_character_is_caught, .init = start_seal)
{
	static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
	struct age_recipient r;
	char text[AGE_RECIPIENT_SIZE];
	for (size_t i = 4; i < AGE_RECIPIENT_SIZE - 1; i++)
		for (const char *c = alphabet; *c; c++) {
			memcpy(text, recipient, sizeof text);
			text[i] = *c;
			bool same = *c == recipient[i];
			cr_assert_eq(age_recipient_parse(&r, str_from(text), NULL), same, "%s", text);
		}
}

/* One key, one spelling: the four bits of padding are zero even when the checksum agrees. */
Test(bech32, refuses_padding_that_is_not_zero, .init = start_seal)
{
	uint8_t key[32];
	int column;
	cr_assert(bech32_parse(key, "age", false, str_from(recipient), &column));
	/* The same key with padding 1, its checksum computed apart with the reference algorithm of BIP 173.
	 * */
	cr_assert_not(bech32_parse(key, "age", false,
	                           STR("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73epp9g8nq"),
	                           &column));
	cr_assert_eq(column, 0);
}

Test(bech32, refuses_points_of_low_order, .init = start_seal)
{
	struct age_recipient zero = { { 0 } }, one = { { 1 } }, r;
	struct err e = { 0 };
	char text[AGE_RECIPIENT_SIZE];
	age_recipient_print(&zero, text);
	cr_assert_not(age_recipient_parse(&r, str_from(text), &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	age_recipient_print(&one, text);
	cr_assert_not(age_recipient_parse(&r, str_from(text), NULL));
}

Test(identities, a_file_as_age_keygen_writes_it, .init = start_seal)
{
	struct age_identity ids[2];
	struct err e = { 0 };
	int count = 0;
	char text[600];
	snprintf(text, sizeof text, "# created: 2026-01-01\r\n# public key: %s\r\n%s\r\n\n%s", recipient,
	         identity, identity);
	cr_assert(age_identities_parse(ids, 2, &count, str_from(text), &e), "%s", e.text);
	cr_assert_eq(count, 2);
	cr_assert_not(age_identities_parse(ids, 1, &count, str_from(text), &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	cr_assert_eq(e.line, 5);
	e = (struct err){ 0 };
	cr_assert_not(age_identities_parse(ids, 2, &count, STR("# vide\n"), &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	e = (struct err){ 0 };
	cr_assert_not(age_identities_parse(ids, 2, &count, STR("#\n\nAGE-SECRET-KEX-1"), &e));
	cr_assert_eq(e.line, 3);
	cr_assert_eq(e.column, 14);
}

static struct str hex(const char *digits, uint8_t *out)
{
	size_t n;
	sodium_hex2bin(out, 80, digits, strlen(digits), NULL, &n, NULL);
	return (struct str){ (const char *)out, n };
}

/* RFC 5869, appendix A, cases 1 and 3 (the first 32 bytes): a short salt and no salt at all. */
Test(hkdf, the_rfcs_vectors, .init = start_seal)
{
	struct age_secrets *s = seal_secret_alloc(sizeof *s);
	uint8_t ikm[80], salt[80], out[32];
	char text[65];
	age_hkdf(s, out, hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", ikm),
	         hex("000102030405060708090a0b0c", salt), "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9");
	sodium_bin2hex(text, sizeof text, out, 32);
	cr_assert_str_eq(text, "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
	age_hkdf(s, out, hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", ikm), (struct str){ "", 0 }, "");
	sodium_bin2hex(text, sizeof text, out, 32);
	cr_assert_str_eq(text, "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
	seal_secret_free(s);
}
