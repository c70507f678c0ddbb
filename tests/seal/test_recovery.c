/* The file that gives a kiosk whose code was forgotten back to its people. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "seal/age.h"
#include "seal/recovery.h"

static struct sign_secret authority, other;
static struct sign_public authority_public, other_public;
static struct recovery wanted, got;
static struct buf text, minisig;
static struct err e;

static void begin(void)
{
	struct sign_secret kiosk;
	cr_assert(seal_init(NULL));
	sign_new(&authority, &authority_public);
	sign_new(&other, &other_public);
	sign_new(&kiosk, &wanted.kiosk);
	recovery_number_new(wanted.number);
	recovery_print(&wanted, &text);
	e = (struct err){ 0 };
}

static void end(void)
{
	buf_free(&text);
	buf_free(&minisig);
}

TestSuite(recovery, .init = begin, .fini = end);

static bool accept(const struct sign_secret *signer, const char *comment)
{
	buf_free(&minisig);
	sign_bytes(signer, text.data, text.size, comment, &minisig);
	e = (struct err){ 0 };
	return recovery_accept(&got, (struct str){ text.data, text.size }, (struct str){ minisig.data, minisig.size },
			       &authority_public, &e);
}

Test(recovery, what_the_authority_signed_is_read)
{
	cr_assert(accept(&authority, RECOVERY_COMMENT), "%s", e.text);
	cr_assert_str_eq(got.number, wanted.number);
	cr_assert_eq(memcmp(&got.kiosk, &wanted.kiosk, sizeof got.kiosk), 0);
}

Test(recovery, another_signer_another_purpose_and_altered_bytes_are_refused)
{
	cr_assert_not(accept(&other, RECOVERY_COMMENT));
	cr_assert_eq(e.code, ERR_KEY);
	cr_assert_not(accept(&authority, "escale receipts 1"));
	cr_assert_eq(e.code, ERR_SIGNATURE);
	cr_assert(accept(&authority, RECOVERY_COMMENT));
	text.data[text.size - 3] ^= 1;
	cr_assert_not(recovery_accept(&got, (struct str){ text.data, text.size },
				      (struct str){ minisig.data, minisig.size }, &authority_public, &e));
	cr_assert_eq(e.code, ERR_SIGNATURE);
}

Test(recovery, anything_else_is_refused_though_it_is_signed)
{
	char key[MINISIGN_PUBLIC_SIZE];
	sign_public_print(&wanted.kiosk, key);
	const struct {
		const char *form, *number;
	} wrong[] = {
		{ "escale code 2\nkiosk %s\nnumber %s\n", wanted.number },
		{ "escale code 1\nnumber %2$s\nkiosk %1$s\n", wanted.number },
		{ "escale code 1\nkiosk %s\nnumber %s", wanted.number },
		{ "escale code 1\nkiosk %s\nnumber %s\n\n", wanted.number },
		{ "escale code 1\nkiosk  %s\nnumber %s\n", wanted.number },
		{ "escale code 1\r\nkiosk %s\r\nnumber %s\r\n", wanted.number },
		{ "escale code 1\nkiosk %s\nnumber %s\n", "1234567" },
		{ "escale code 1\nkiosk %s\nnumber %s\n", "12345678" /* its last digit is wrong */ },
		{ "escale code 1\nkiosk %s\nnumber %s\n", "1234567x" },
		{ "escale code 1\nkiosk %s\n", "" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		buf_free(&text);
		buf_puts(&text, "");
		char line[300];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
		snprintf(line, sizeof line, wrong[i].form, key, wrong[i].number);
#pragma GCC diagnostic pop
		buf_puts(&text, line);
		cr_expect_not(accept(&authority, RECOVERY_COMMENT), "%zu", i);
		cr_expect_eq(e.code, ERR_FORMAT, "%zu: %s", i, e.text);
	}
	while (text.size <= RECOVERY_SIZE_MAX)
		buf_puts(&text, "escale code 1\n");
	cr_assert_not(accept(&authority, RECOVERY_COMMENT));
	cr_assert_eq(e.code, ERR_TOO_BIG);
}

Test(recovery, a_number_with_one_wrong_digit_or_two_swapped_is_noticed)
{
	for (int round = 0; round < 200; round++) {
		char number[RECOVERY_DIGITS + 1], typed[RECOVERY_DIGITS + 1];
		recovery_number_new(number);
		cr_assert(recovery_number_ok(number), "%s", number);
		for (int i = 0; i < RECOVERY_DIGITS; i++)
			for (int by = 1; by < 10; by++) {
				strcpy(typed, number);
				typed[i] = (char)('0' + (typed[i] - '0' + by) % 10);
				cr_assert_not(recovery_number_ok(typed), "%s for %s", typed, number);
			}
		for (int i = 0; i + 1 < RECOVERY_DIGITS; i++) {
			strcpy(typed, number);
			typed[i] = number[i + 1];
			typed[i + 1] = number[i];
			cr_assert(number[i] == number[i + 1] || !recovery_number_ok(typed), "%s for %s", typed, number);
		}
	}
	cr_assert_not(recovery_number_ok("") || recovery_number_ok("123") || recovery_number_ok("123456780"));
}
