#include "coordinator/laplace.h"

#include <assert.h>

#include "seal/age.h"

static void roll_true(void *context, void *bytes, size_t n)
{
	(void)context;
	seal_random(bytes, n);
}

struct dice dice_true(void)
{
	return (struct dice){ roll_true, NULL };
}

uint32_t dice_below(const struct dice *d, uint64_t n)
{
	assert(n >= 1 && n <= (uint64_t)1 << 32);
	/* Throw away the incomplete last turn, so that no remainder is likelier than another. */
	uint64_t whole = UINT64_MAX - UINT64_MAX % n, x;
	do {
		uint8_t bytes[8];
		d->roll(d->context, bytes, sizeof bytes);
		x = 0;
		for (int i = 0; i < 8; i++)
			x = x << 8 | bytes[i];
	} while (x >= whole);
	return (uint32_t)(x % n);
}

/* exp(-g), 0 <= g <= 1: the series tells how often the first failure of g, g / 2, g / 3... comes at an odd place. */
static bool exp_part(const struct dice *d, uint32_t up, uint32_t down)
{
	uint32_t k = 1;
	while (dice_below(d, (uint64_t)down * k) < up)
		k++;
	return k % 2 == 1;
}

bool dice_exp(const struct dice *d, uint32_t up, uint32_t down)
{
	assert(down >= 1 && down <= 1 << 20);
	for (; up > down; up -= down)
		if (!exp_part(d, 1, 1))
			return false;
	return exp_part(d, up, down);
}

long long laplace_draw(const struct dice *d, uint32_t sensitivity, uint32_t epsilon)
{
	assert(sensitivity >= 1 && sensitivity <= 1000 && epsilon >= 1 && epsilon <= 1000);
	for (;;) {
		/* A geometric number in steps of 1 / sensitivity, its remainder and its whole part apart. */
		uint32_t part = dice_below(d, sensitivity);
		if (!dice_exp(d, part, sensitivity))
			continue;
		long long whole = 0;
		while (dice_exp(d, 1, 1))
			whole++;
		long long size = (part + (long long)sensitivity * whole) / epsilon;
		bool minus = dice_below(d, 2) == 1;
		if (!(minus && size == 0)) /* zero has one sign, or it would come twice as often */
			return minus ? -size : size;
	}
}
