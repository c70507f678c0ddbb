#include <criterion/criterion.h>

#include <string.h>

#include "helpers/helpers.h"
#include "seal/envelope.h"

static struct age_identity ids[AGE_RECIPIENTS_MAX];
static struct age_recipient recipients[AGE_RECIPIENTS_MAX];

static void start(void)
{
	start_seal();
	for (int i = 0; i < AGE_RECIPIENTS_MAX; i++) {
		age_identity_new(&ids[i]);
		age_identity_recipient(&ids[i], &recipients[i]);
	}
}

Test(envelope, has_one_size_for_each_number_of_recipients, .init = start)
{
	static const size_t sizes[] = { 264, 362, 460, 558, 656, 754, 852, 950 };
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	uint8_t out[ENVELOPE_MAX];
	for (int count = 1; count <= AGE_RECIPIENTS_MAX; count++) {
		for (int byte = 0; byte < 3; byte++) {
			memset(line, byte * 100, ENVELOPE_PLAIN);
			cr_assert_eq(envelope_seal(out, line, recipients, count), sizes[count - 1]);
		}
	}
	seal_secret_free(line);
}

Test(envelope, wipes_the_line, .init = start)
{
	static const char zero[ENVELOPE_PLAIN];
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	uint8_t out[ENVELOPE_MAX];
	memset(line, 'x', ENVELOPE_PLAIN);
	envelope_seal(out, line, recipients, 2);
	cr_assert_eq(memcmp(line, zero, ENVELOPE_PLAIN), 0);
	seal_secret_free(line);
}

Test(envelope, opens_for_each_recipient, .init = start)
{
	char *line = seal_secret_alloc(ENVELOPE_PLAIN), back[ENVELOPE_PLAIN];
	uint8_t out[ENVELOPE_MAX];
	memset(line, 'x', ENVELOPE_PLAIN);
	size_t n = envelope_seal(out, line, recipients, 3);
	for (int i = 0; i < 4; i++) {
		struct err e = { 0 };
		memset(back, 0, sizeof back);
		cr_assert_eq(envelope_open(back, out, n, &ids[i], 1, &e), i < 3);
		cr_assert_eq(e.code, i < 3 ? ERR_NONE : ERR_KEY);
		cr_assert_eq(back[ENVELOPE_PLAIN - 1], i < 3 ? 'x' : 0);
	}
	seal_secret_free(line);
}

Test(envelope, every_flipped_bit_is_refused, .init = start)
{
	char *line = seal_secret_alloc(ENVELOPE_PLAIN), back[ENVELOPE_PLAIN];
	uint8_t out[ENVELOPE_MAX];
	size_t n = envelope_seal(out, line, recipients, 2);
	for (size_t bit = 0; bit < n * 8; bit++) {
		out[bit / 8] ^= (uint8_t)(1 << bit % 8);
		cr_assert_not(envelope_open(back, out, n, ids, 1, NULL), "bit %zu of byte %zu", bit % 8,
		              bit / 8);
		out[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	for (size_t cut = 0; cut < n; cut++)
		cr_assert_not(envelope_open(back, out, cut, ids, 1, NULL), "cut at %zu", cut);
	cr_assert(envelope_open(back, out, n, ids, 1, NULL));
	seal_secret_free(line);
}

/* An age file of another size is not a fact, whoever sealed it; and nothing is written past the line. */
Test(envelope, holds_exactly_one_fact, .init = start)
{
	static const size_t sizes[] = { 1, 63, 65, 128, 65536, 65537 };
	static uint8_t plain[65537], out[70000];
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char back[ENVELOPE_PLAIN + 8];
		struct err e = { 0 };
		memset(back, 7, sizeof back);
		size_t n = age_seal(out, plain, sizes[i], recipients, 1);
		cr_assert_not(envelope_open(back, out, n, ids, 1, &e), "%zu bytes", sizes[i]);
		cr_assert_eq(e.code, ERR_FORMAT);
		cr_assert_eq(back[ENVELOPE_PLAIN], 7);
	}
}
