#include <criterion/criterion.h>

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "helpers/helpers.h"
#include "seal/minisign.h"

/* A key and a signature of stock minisign over "test", published in its documentation. */
static const char stock_key[] = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
#define STOCK_SIG                                                                                            \
	"RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/"                                    \
	"z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo="
#define STOCK_COMMENT "timestamp:1556193335\tfile:test"
#define STOCK_GLOBAL                                                                                         \
	"y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg=="
#define UNTRUSTED "untrusted comment: signature from minisign secret key\n"
static const char stock_minisig[] =
    UNTRUSTED STOCK_SIG "\ntrusted comment: " STOCK_COMMENT "\n" STOCK_GLOBAL "\n";

static struct sign_public stock(void)
{
	struct sign_public p;
	struct err e = { 0 };
	cr_assert(sign_public_parse(&p, str_from(stock_key), &e), "%s", e.text);
	return p;
}

static enum err_code verify(const char *minisig, char *comment)
{
	struct sign_public p = stock();
	struct err e = { 0 };
	cr_expect_eq(sign_verify(&p, "test", 4, str_from(minisig), comment, &e), e.code == ERR_NONE);
	return e.code;
}

Test(minisign, a_published_signature_verifies, .init = start_seal)
{
	char comment[MINISIGN_COMMENT_MAX];
	cr_assert_eq(verify(stock_minisig, comment), ERR_NONE);
	cr_assert_str_eq(comment, STOCK_COMMENT);
	cr_assert_eq(verify(stock_minisig, NULL), ERR_NONE);
}

Test(minisign, layouts_of_stock_files, .init = start_seal)
{
	cr_assert_eq(verify("untrusted comment: \n" STOCK_SIG "\ntrusted comment: " STOCK_COMMENT
	                    "\n" STOCK_GLOBAL,
	                    NULL),
	             0);
	cr_assert_eq(verify("untrusted comment: une note\r\n" STOCK_SIG "\r\ntrusted comment: " STOCK_COMMENT
	                    "\r\n" STOCK_GLOBAL "\r\n",
	                    NULL),
	             0);
}

Test(minisign, files_that_are_not_signatures, .init = start_seal)
{
	static const char *const bad[] = {
		"",
		"untrusted comment: x\n",
		UNTRUSTED STOCK_SIG "\n",
		UNTRUSTED STOCK_SIG "\ntrusted comment: x\n",
		STOCK_SIG "\ntrusted comment: " STOCK_COMMENT "\n" STOCK_GLOBAL "\n",
		"comment: x\n" STOCK_SIG "\ntrusted comment: " STOCK_COMMENT "\n" STOCK_GLOBAL "\n",
		UNTRUSTED STOCK_GLOBAL "\ntrusted comment: " STOCK_COMMENT "\n" STOCK_SIG "\n",
		UNTRUSTED STOCK_SIG "\n" STOCK_COMMENT "\n" STOCK_GLOBAL "\n",
		UNTRUSTED STOCK_SIG " \ntrusted comment: " STOCK_COMMENT "\n" STOCK_GLOBAL "\n",
		UNTRUSTED STOCK_SIG "\ntrusted comment: a\x01\n" STOCK_GLOBAL "\n",
		UNTRUSTED STOCK_SIG "\ntrusted comment: \xFF\n" STOCK_GLOBAL "\n",
		UNTRUSTED STOCK_SIG "\ntrusted comment: " STOCK_COMMENT "\n" STOCK_GLOBAL "\n\n",
		UNTRUSTED STOCK_SIG "\ntrusted comment: " STOCK_COMMENT "\n" STOCK_GLOBAL "\nsuite",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_eq(verify(bad[i], NULL), ERR_FORMAT, "%zu: %s", i, bad[i]);
}

Test(minisign, a_nul_in_the_comment_is_refused, .init = start_seal)
{
	struct sign_public p = stock();
	char text[sizeof stock_minisig];
	struct err e = { 0 };
	memcpy(text, stock_minisig, sizeof text);
	*strchr(text, '\t') = '\0';
	cr_assert_not(sign_verify(&p, "test", 4, (struct str){ text, sizeof text - 1 }, NULL, &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert_eq(e.line, 3);
}

/* "RWQ..." is the legacy algorithm "Ed": one key signs one kind of message only. */
Test(minisign, the_legacy_form_is_refused, .init = start_seal)
{
	struct err e = { 0 };
	struct sign_public p = stock();
	char text[sizeof stock_minisig];
	memcpy(text, stock_minisig, sizeof text);
	strchr(text, '\n')[2] = 'W'; /* RUQ -> RWQ */
	cr_assert_not(sign_verify(&p, "test", 4, str_from(text), NULL, &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert(strstr(e.text, "ancienne forme"));
}

Test(minisign, what_was_altered_or_signed_by_another, .init = start_seal)
{
	struct sign_public p = stock(), other = p;
	struct err e = { 0 };
	cr_assert_not(sign_verify(&p, "tesu", 4, str_from(stock_minisig), NULL, &e));
	cr_assert_eq(e.code, ERR_SIGNATURE);
	cr_assert_eq(verify(UNTRUSTED STOCK_SIG
	                    "\ntrusted comment: timestamp:1556193336\tfile:test\n" STOCK_GLOBAL "\n",
	                    NULL),
	             ERR_SIGNATURE);
	e = (struct err){ 0 };
	other.id[0] ^= 1;
	cr_assert_not(sign_verify(&other, "test", 4, str_from(stock_minisig), NULL, &e));
	cr_assert_eq(e.code, ERR_KEY);
	e = (struct err){ 0 };
	p.key[5] ^= 1;
	cr_assert_not(sign_verify(&p, "test", 4, str_from(stock_minisig), NULL, &e));
	cr_assert_eq(e.code, ERR_SIGNATURE);
}

/* Everything behind the untrusted comment counts: no bit of it may change. */
Test(minisign, every_flipped_bit_is_refused, .init = start_seal)
{
	struct sign_public p = stock();
	char text[sizeof stock_minisig];
	memcpy(text, stock_minisig, sizeof text);
	size_t from = strlen(UNTRUSTED) - 1, n = sizeof text - 1;
	for (size_t bit = from * 8; bit < n * 8; bit++) {
		text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
		cr_assert_not(sign_verify(&p, "test", 4, (struct str){ text, n }, NULL, NULL),
		              "bit %zu of byte %zu (%s)", bit % 8, bit / 8, text + bit / 8);
		text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
	}
	cr_assert(sign_verify(&p, "test", 4, (struct str){ text, n }, NULL, NULL));
}

Test(minisign, signs_and_verifies, .init = start_seal)
{
	struct sign_secret *s = seal_secret_alloc(sizeof *s);
	struct sign_public p, q;
	char line[MINISIGN_PUBLIC_SIZE], comment[MINISIGN_COMMENT_MAX], longest[MINISIGN_COMMENT_MAX];
	sign_new(s, &p);
	sign_public_of(s, &q);
	cr_assert_eq(memcmp(&p, &q, sizeof p), 0);
	sign_public_print(&p, line);
	cr_assert_eq(strlen(line), 56);
	cr_assert(sign_public_parse(&q, str_from(line), NULL));
	cr_assert_eq(memcmp(&p, &q, sizeof p), 0);

	memset(longest, 'c', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	const char *comments[] = { "", "escale version 3", "été\t2026", longest };
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
		struct buf minisig = { 0 };
		struct err e = { 0 };
		buf_puts(&minisig, "x");
		sign_bytes(s, comments[i], strlen(comments[i]), comments[i], &minisig);
		struct str text = { minisig.data + 1, minisig.size - 1 };
		cr_assert(sign_verify(&p, comments[i], strlen(comments[i]), text, comment, &e), "%s", e.text);
		cr_assert_str_eq(comment, comments[i]);
		buf_free(&minisig);
	}
	seal_secret_free(s);
}

/* Stock minisign signs comments of up to 8 KiB; a version read from a cut one would be a lie. */
Test(minisign, a_comment_too_long_for_the_caller_is_an_error_not_a_cut, .init = start_seal)
{
	struct sign_secret *s = seal_secret_alloc(sizeof *s);
	struct sign_public p;
	struct buf ours = { 0 }, longer = { 0 };
	char comment[MINISIGN_COMMENT_MAX] = "intact", global[89];
	uint8_t both[64 + MINISIGN_COMMENT_MAX], raw[74], signature[64];
	struct err e = { 0 };
	sign_new(s, &p);
	sign_bytes(s, "x", 1, "", &ours);
	const char *line = strchr(ours.data, '\n') + 1;
	cr_assert_eq(
	    sodium_base642bin(raw, sizeof raw, line, 100, "\n", NULL, NULL, sodium_base64_VARIANT_ORIGINAL),
	    0);
	memcpy(both, raw + 10, 64);
	memset(both + 64, 'c', MINISIGN_COMMENT_MAX);
	crypto_sign_detached(signature, NULL, both, sizeof both, s->key);
	sodium_bin2base64(global, sizeof global, signature, 64, sodium_base64_VARIANT_ORIGINAL);
	buf_add(&longer, ours.data, (size_t)(line - ours.data) + 100);
	buf_printf(&longer, "\ntrusted comment: %.*s\n%s\n", MINISIGN_COMMENT_MAX, (char *)both + 64, global);
	struct str minisig = { longer.data, longer.size };
	cr_assert(sign_verify(&p, "x", 1, minisig, NULL, &e), "%s", e.text);
	cr_assert_not(sign_verify(&p, "x", 1, minisig, comment, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	cr_assert_str_eq(comment, "intact");
	buf_free(&ours);
	buf_free(&longer);
	seal_secret_free(s);
}

Test(public_key, a_file_or_its_line, .init = start_seal)
{
	struct sign_public p;
	char text[200];
	snprintf(text, sizeof text, "untrusted comment: minisign public key E7620F1842B4E81F\n%s\n",
	         stock_key);
	cr_assert(sign_public_parse(&p, str_from(text), NULL));
	snprintf(text, sizeof text, "untrusted comment: \r\n%s\r\n", stock_key);
	cr_assert(sign_public_parse(&p, str_from(text), NULL));
	snprintf(text, sizeof text, "%s\n", stock_key);
	cr_assert(sign_public_parse(&p, str_from(text), NULL));
	static const uint8_t id[8] = { 0x1F, 0xE8, 0xB4, 0x42, 0x18, 0x0F, 0x62, 0xE7 };
	cr_assert_eq(memcmp(p.id, id, 8), 0);
}

Test(public_key, what_is_not_one, .init = start_seal)
{
	static const struct {
		const char *text;
		int line;
	} bad[] = {
		{ "", 1 },
		{ "untrusted comment: x", 2 },
		{ "untrusted comment: x\n", 2 },
		{ "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO", 1 },
		{ "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3A", 1 },
		{ "RUQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3", 1 },
		{ " RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3", 1 },
		{ "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\nautre", 2 },
		{ "-----BEGIN PUBLIC KEY-----", 1 },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sign_public p;
		struct err e = { 0 };
		cr_expect_not(sign_public_parse(&p, str_from(bad[i].text), &e), "%s", bad[i].text);
		cr_expect_eq(e.code, ERR_FORMAT);
		cr_expect_eq(e.line, bad[i].line, "%s: line %d", bad[i].text, e.line);
	}
}
