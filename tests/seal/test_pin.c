#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "helpers/helpers.h"
#include "seal/pin.h"

Test(pin, only_the_same_code_matches, .init = start_seal)
{
	char a[PIN_HASH_SIZE], b[PIN_HASH_SIZE];
	pin_hash("284915", a);
	pin_hash("284915", b);
	cr_assert_str_neq(a, b, "no salt");
	cr_assert(str_starts(str_from(a), "$argon2id$v=19$m=65536,"));
	cr_assert(pin_check("284915", a));
	cr_assert_not(pin_check("284916", a));
	cr_assert_not(pin_check("28491", a));
	cr_assert_not(pin_check("2849150", a));
	cr_assert_not(pin_check("", a));
}

Test(pin, a_damaged_hash_matches_nothing, .init = start_seal)
{
	char hash[PIN_HASH_SIZE] = "";
	cr_assert_not(pin_check("", hash));
	cr_assert_not(pin_check("284915", hash));
	/* Without an end: the sanitizer watches that nothing behind it is read. */
	static const char start[] = "$argon2id$v=19$m=65536,t=2,p=1$";
	char *endless = malloc(PIN_HASH_SIZE);
	memset(endless, 'A', PIN_HASH_SIZE);
	memcpy(endless, start, sizeof start - 1);
	cr_assert_not(pin_check("284915", endless));
	free(endless);
}

Test(pin, acceptable_codes)
{
	static const char *const good[] = {
		"284915", "112233", "000001", "135790", "123457", "987653210000"
	};
	static const char *const bad[] = { "",       "28491",  "2849151234567", "28491a", "28491 ",
		                           "000000", "123456", "87654321",      "٢٨٤٩١٥" };
	struct err e = { 0 };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		cr_expect(pin_acceptable(good[i], &e), "%s: %s", good[i], e.text);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		e = (struct err){ 0 };
		cr_expect_not(pin_acceptable(bad[i], &e), "%s", bad[i]);
		cr_expect_eq(e.code, ERR_REFUSED);
	}
}

Test(pin, delays_double_up_to_an_hour)
{
	static const long long seconds[] = { 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 };
	for (int tries = 0; tries < 12; tries++)
		cr_expect_eq(pin_delay_ms(tries), seconds[tries] * 1000, "%d tries: %lld ms", tries,
		             pin_delay_ms(tries));
	cr_assert_eq(pin_delay_ms(-1), 0);
	cr_assert_eq(pin_delay_ms(2147483647), 3600 * 1000);
}

/* FIPS 180-2's example. */
Test(hash, sha256_in_hex, .init = start_seal)
{
	uint8_t hash[32];
	char hex[65];
	seal_sha256("abc", 3, hash);
	seal_hex(hash, 32, hex);
	cr_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	seal_hex(hash, 0, hex);
	cr_assert_str_eq(hex, "");
}
