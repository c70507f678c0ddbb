/* Text to modules. That telephones read them is told by zbarimg, on a real screen (tests/kiosk/codes.sh). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "qr/qr.h"

static struct qr qr;

/* The three square eyes, and none in the fourth corner. */
static bool eye(int x, int y)
{
	for (int i = 0; i < 7; i++)
		for (int j = 0; j < 7; j++) {
			int ring = abs(i - 3) > abs(j - 3) ? abs(i - 3) : abs(j - 3);
			if (qr.dark[(y + j) * qr.side + x + i] != (ring != 2))
				return false;
		}
	return true;
}

Test(qr, a_text_becomes_a_square_with_three_eyes)
{
	cr_assert(qr_make(&qr, "Je regarde qui \u00e9crit.", QR_MEDIUM, NULL));
	cr_expect_eq((qr.side - 17) % 4, 0); /* 17 + 4 x version */
	cr_expect(eye(0, 0));
	cr_expect(eye(qr.side - 7, 0));
	cr_expect(eye(0, qr.side - 7));
	cr_expect_not(eye(qr.side - 7, qr.side - 7));
}

Test(qr, more_may_be_stained_in_a_larger_code)
{
	cr_assert(qr_make(&qr, "0123456789abcdefghijklmnopqrst", QR_LOW, NULL));
	int low = qr.side;
	cr_assert(qr_make(&qr, "0123456789abcdefghijklmnopqrst", QR_HIGH, NULL));
	cr_expect_gt(qr.side, low);
}

Test(qr, what_does_not_fit_is_refused)
{
	static char text[4001];
	struct err e = { 0 };
	memset(text, 'a', sizeof text - 1);
	cr_expect_not(qr_make(&qr, text, QR_LOW, &e));
	cr_expect_eq(e.code, ERR_UNSUPPORTED);
	cr_expect_not(qr_make(&qr, "", QR_LOW, NULL));
}
