#include "coordinator/hide.h"

#include "metrics/tally.h"

bool hide_small(long long n)
{
	return n > 0 && n < TALLY_MIN;
}

void hide_line(const long long *n, bool *hidden, int count)
{
	for (int i = 0; i < count; i++)
		hidden[i] |= hide_small(n[i]);
	for (;;) {
		long long sum = 0;
		int masked = 0, smallest = -1;
		for (int i = 0; i < count; i++) {
			if (hidden[i])
				sum += n[i], masked++;
			else if (n[i] > 0 && (smallest < 0 || n[i] < n[smallest]))
				smallest = i;
		}
		/* With the others at 1 each, the largest a masked cell can be is sum - (masked - 1): it
		 * must reach TALLY_MIN, or "masked" would say more than "small". */
		bool safe = masked == 0 || (masked >= 2 && sum - (masked - 1) >= TALLY_MIN);
		if (safe || smallest < 0)
			return;
		hidden[smallest] = true;
	}
}

/* A masked pair (x, whole - x), where x is `small`, the x of all masked pairs sum to `all`, and the other
 * masked pairs sum to `rest`: can x be anything from 1 to TALLY_MIN? Each masked number is at least 1. */
static bool pair_safe(long long x, long long whole, long long all, long long rest, int others)
{
	if (!hide_small(x))
		return true;
	long long low = all - (rest - others), high = all - others;
	long long most = whole - 1 < TALLY_MIN ? whole - 1 : TALLY_MIN;
	return low <= 1 && high >= most;
}

static bool pairs_safe(const long long *n, const bool *hidden, int pairs)
{
	long long sum[2] = { 0, 0 };
	int masked = 0;
	for (int i = 0; i < pairs; i++)
		if (hidden[i])
			sum[0] += n[2 * i], sum[1] += n[2 * i + 1], masked++;
	for (int i = 0; i < pairs; i++) {
		long long whole = n[2 * i] + n[2 * i + 1], rest = sum[0] + sum[1] - whole;
		if (hidden[i] && !(pair_safe(n[2 * i], whole, sum[0], rest, masked - 1) &&
		                   pair_safe(n[2 * i + 1], whole, sum[1], rest, masked - 1)))
			return false;
	}
	return true;
}

void hide_pairs(const long long *n, bool *hidden, int pairs)
{
	for (int i = 0; i < pairs; i++)
		hidden[i] |= hide_small(n[2 * i]) || hide_small(n[2 * i + 1]);
	while (!pairs_safe(n, hidden, pairs)) {
		int smallest = -1;
		for (int i = 0; i < pairs; i++)
			if (!hidden[i] && n[2 * i] > 0 && n[2 * i + 1] > 0 &&
			    (smallest < 0 || n[2 * i] + n[2 * i + 1] < n[2 * smallest] + n[2 * smallest + 1]))
				smallest = i;
		if (smallest < 0)
			return;
		hidden[smallest] = true;
	}
}

struct share hide_share(long long part, long long whole)
{
	if (whole < TALLY_MIN || part < 0 || part > whole)
		return (struct share){ SHARE_HIDDEN, 0 };
	bool few = hide_small(part), rest_few = hide_small(whole - part);
	if (few && rest_few)
		return (struct share){ SHARE_HIDDEN, 0 };
	/* Bounds in steps of five, from the threshold and not from the number. */
	int bound = (int)((whole - TALLY_MIN + 1) * 100 / whole / 5 * 5);
	if (rest_few)
		return (struct share){ SHARE_AT_LEAST, bound };
	if (few)
		return (struct share){ SHARE_AT_MOST, 100 - bound };
	return (struct share){ SHARE_EXACT, (int)((part * 200 + whole) / (2 * whole)) };
}
