/* The sampler against the distribution itself: chi-square over a fixed stream of random bytes. The same test must
 * catch samplers with the mistakes that one makes. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "coordinator/laplace.h"

/* xorshift64*, always from the same seed: a test that passes once passes always. */
static void roll(void *context, void *bytes, size_t n)
{
	uint64_t *s = context;
	unsigned char *p = bytes;
	while (n--) {
		*s ^= *s >> 12;
		*s ^= *s << 25;
		*s ^= *s >> 27;
		*p++ = (unsigned char)(*s * 2685821657736338717ull >> 56);
	}
}

typedef long long draw_fn(const struct dice *d, uint32_t sensitivity, uint32_t epsilon);

enum { DRAWS = 200000, WIDE = 60 };

/* Chi-square per degree of freedom, over the values with at least 10 draws expected: about 1 when all is well. */
static double misfit(draw_fn *draw, uint32_t sensitivity, uint32_t epsilon)
{
	static int seen[2 * WIDE + 1];
	uint64_t seed = 88172645463325252ull;
	struct dice d = { roll, &seed };
	memset(seen, 0, sizeof seen);
	for (int i = 0; i < DRAWS; i++) {
		long long x = draw(&d, sensitivity, epsilon);
		if (x >= -WIDE && x <= WIDE)
			seen[x + WIDE]++;
	}
	double r = exp(-(double)epsilon / sensitivity), sum = 0;
	int freedom = -1;
	for (int x = -WIDE; x <= WIDE; x++) {
		double expected = DRAWS * (1 - r) / (1 + r) * pow(r, x < 0 ? -x : x);
		if (expected < 10)
			continue;
		sum += (seen[x + WIDE] - expected) * (seen[x + WIDE] - expected) / expected;
		freedom++;
	}
	return sum / freedom;
}

static void fits(uint32_t sensitivity, uint32_t epsilon)
{
	double m = misfit(laplace_draw, sensitivity, epsilon);
	cr_expect(m > 0.5 && m < 1.6, "sensitivity %u, epsilon %u: %f", sensitivity, epsilon, m);
}

Test(laplace, draws_follow_the_distribution)
{
	fits(1, 1);
	fits(5, 1);
	fits(1, 2);
	fits(3, 2);
}

/* ---- planted samplers: each has one mistake ---------------------------------------------------------------- */

static long long signs_drawn_again(const struct dice *d, uint32_t sensitivity, uint32_t epsilon)
{
	long long x = laplace_draw(d, sensitivity, epsilon);
	return x == 0 || dice_below(d, 2) ? x : -x; /* right so far */
}

static long long both_signs_of_zero(const struct dice *d, uint32_t sensitivity, uint32_t epsilon)
{
	long long whole = 0;
	(void)sensitivity, (void)epsilon;
	while (dice_exp(d, 1, 1))
		whole++;
	return dice_below(d, 2) ? -whole : whole;
}

static long long half_the_noise(const struct dice *d, uint32_t sensitivity, uint32_t epsilon)
{
	return laplace_draw(d, sensitivity, 2 * epsilon);
}

static long long one_sided(const struct dice *d, uint32_t sensitivity, uint32_t epsilon)
{
	long long x = laplace_draw(d, sensitivity, epsilon);
	return x < 0 ? -x : x;
}

static long long slightly_off(const struct dice *d, uint32_t sensitivity, uint32_t epsilon)
{
	long long x = laplace_draw(d, sensitivity, epsilon);
	return x != 0 && dice_below(d, 40) == 0 ? 0 : x;
}

Test(laplace, the_test_catches_wrong_samplers)
{
	cr_expect_lt(misfit(signs_drawn_again, 1, 1), 1.6, "a symmetric change is none");
	cr_expect_gt(misfit(both_signs_of_zero, 1, 1), 5);
	cr_expect_gt(misfit(half_the_noise, 5, 1), 5);
	cr_expect_gt(misfit(one_sided, 1, 1), 5);
	cr_expect_gt(misfit(slightly_off, 1, 1), 3);
}

Test(laplace, powers_of_e_are_exact)
{
	static const uint32_t of[][2] = { { 0, 1 }, { 1, 1 }, { 1, 5 }, { 4, 5 }, { 5, 2 } };
	uint64_t seed = 1234567;
	struct dice d = { roll, &seed };
	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		double p = exp(-(double)of[i][0] / of[i][1]), sd = sqrt(p * (1 - p) * DRAWS);
		int yes = 0;
		for (int n = 0; n < DRAWS; n++)
			yes += dice_exp(&d, of[i][0], of[i][1]);
		cr_expect(fabs(yes - p * DRAWS) <= 4 * sd, "exp(-%u/%u): %d", of[i][0], of[i][1], yes);
	}
}

/* Bytes that are all ones first: the largest numbers must be thrown away, not folded back. */
static void ones_then_zeroes(void *context, void *bytes, size_t n)
{
	int *times = context;
	memset(bytes, (*times)++ == 0 ? 0xff : 0, n);
}

Test(laplace, no_remainder_is_likelier_than_another)
{
	int times = 0;
	struct dice d = { ones_then_zeroes, &times };
	cr_assert_eq(dice_below(&d, 3), 0);
	cr_assert_eq(times, 2);
	times = 0;
	cr_assert_eq(dice_below(&d, 1), 0);
}
