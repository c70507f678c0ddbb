#include <criterion/criterion.h>

#include <string.h>

#include "helpers/helpers.h"
#include "seal/base64.h"

static bool takes(const char *text, enum base64 form, const char *bytes)
{
	uint8_t out[16];
	size_t n;
	if (!base64_decode(out, sizeof out, &n, str_from(text), form))
		return false;
	cr_expect_eq(n, strlen(bytes), "%s gives %zu bytes", text, n);
	return memcmp(out, bytes, n) == 0;
}

/* RFC 4648, section 10. */
Test(base64, the_rfcs_vectors, .init = start_seal)
{
	cr_assert(takes("", BASE64_PADDED, ""));
	cr_assert(takes("Zg==", BASE64_PADDED, "f"));
	cr_assert(takes("Zm8=", BASE64_PADDED, "fo"));
	cr_assert(takes("Zm9v", BASE64_PADDED, "foo"));
	cr_assert(takes("Zm9vYg==", BASE64_PADDED, "foob"));
	cr_assert(takes("Zg", BASE64_UNPADDED, "f"));
	cr_assert(takes("Zm8", BASE64_UNPADDED, "fo"));
	cr_assert(takes("Zm9vYmFy", BASE64_UNPADDED, "foobar"));
}

Test(base64, refuses_every_other_spelling, .init = start_seal)
{
	static const char *const padded[] = {
		"Zg",   "Zg=",   "Zg===",  "Zh==",  "Zm9=",  "Zm8",      "Z",
		"====", "Zm9v=", "Zm9v\n", " Zm9v", "Zm 9v", "Zg==Zg==", "Zm_-"
	};
	static const char *const unpadded[] = { "Zg==", "Zg=", "Zh", "Zm9", "Z", "Zm9vY", "Zm8\n", "Zm_-" };
	for (size_t i = 0; i < sizeof padded / sizeof *padded; i++)
		cr_expect_not(takes(padded[i], BASE64_PADDED, ""), "%s", padded[i]);
	for (size_t i = 0; i < sizeof unpadded / sizeof *unpadded; i++)
		cr_expect_not(takes(unpadded[i], BASE64_UNPADDED, ""), "%s", unpadded[i]);
}

/* libsodium alone takes some bytes over 0x7F for digits. */
Test(base64, has_sixty_four_digits, .init = start_seal)
{
	int digits = 0;
	for (int c = 0; c < 256; c++) {
		char text[4] = { 'A', 'A', (char)c, 'A' };
		uint8_t out[3];
		size_t n;
		bool taken = base64_decode(out, sizeof out, &n, (struct str){ text, 4 }, BASE64_UNPADDED);
		bool digit =
		    c && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", c);
		cr_expect_eq(taken, digit, "byte %d", c);
		digits += taken;
	}
	cr_assert_eq(digits, 64);
}

Test(base64, never_writes_past_the_room, .init = start_seal)
{
	uint8_t out[3] = { 0 };
	size_t n;
	cr_assert_not(base64_decode(out, 2, &n, STR("Zm9v"), BASE64_PADDED));
	cr_assert_eq(out[2], 0);
	cr_assert_not(base64_decode_exact(out, 3, STR("Zg=="), BASE64_PADDED));
}
