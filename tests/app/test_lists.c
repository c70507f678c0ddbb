/* Lists that two rooms hold, because neither may include the other, are the same lists. */
#include <criterion/criterion.h>
#include <string.h>

#include "seal/pin.h"
#include "session/session.h"
#include "sync/bundle.h"

static bool has(const char *const *list, const char *code)
{
	for (; *list; list++)
		if (strcmp(*list, code) == 0)
			return true;
	return false;
}

Test(lists, every_place_of_the_staff_screen_may_stand_in_a_manifest)
{
	for (int i = 0; place_kinds[i].code; i++)
		cr_assert(has(manifest_place_kinds, place_kinds[i].code), "%s", place_kinds[i].code);
}

Test(lists, every_reason_to_close_early_may_stand_in_a_manifest)
{
	for (int i = 0; early_reasons[i].code; i++)
		cr_assert(has(manifest_early_reasons, early_reasons[i].code), "%s", early_reasons[i].code);
}

Test(lists, a_code_that_the_screen_takes_is_one_that_the_seal_takes)
{
	cr_assert_eq((int)CODE_DIGITS_MIN, (int)PIN_DIGITS_MIN);
	cr_assert_eq((int)DIGITS_MAX, (int)PIN_DIGITS_MAX);
}

Test(lists, a_new_code_that_the_screen_refuses_is_one_that_the_seal_refuses)
{
	static const char *const codes[] = { "111111", "000000", "123456", "012345678901", "987654", "654321", "280419",
					     "121212", "112233", "135791", "999998", "100000", "234567", "765432100" };
	int plain = 0;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct err e = { 0 };
		cr_expect_eq(session_plain_code(codes[i]), !pin_acceptable(codes[i], &e), "%s", codes[i]);
		plain += session_plain_code(codes[i]);
	}
	cr_expect(plain >= 5 && plain <= 8);
}
