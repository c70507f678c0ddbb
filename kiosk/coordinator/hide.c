#include "coordinator/hide.h"

#include "metrics/tally.h"

bool hide_small(long long n)
{
	return n > 0 && n < TALLY_MIN;
}

/* Cells first, first + step, ... Returns true when it masked something more. */
static bool line(const long long *n, bool *hidden, int first, int step, int count)
{
	bool more = false;
	for (;;) {
		long long sum = 0;
		int masked = 0, smallest = -1;
		for (int k = 0; k < count; k++) {
			int i = first + k * step;
			if (hidden[i])
				sum += n[i], masked++;
			else if (n[i] > 0 && (smallest < 0 || n[i] < n[smallest]))
				smallest = i;
		}
		/* With the others at 1 each, the largest a masked cell can be is sum - (masked - 1): it must reach
		 * TALLY_MIN, or "masked" would say more than "small". */
		bool safe = masked == 0 || (masked >= 2 && sum - (masked - 1) >= TALLY_MIN);
		if (safe || smallest < 0)
			return more;
		hidden[smallest] = true;
		more = true;
	}
}

static void primary(const long long *n, bool *hidden, int count)
{
	for (int i = 0; i < count; i++)
		hidden[i] |= hide_small(n[i]);
}

void hide_line(const long long *n, bool *hidden, int count)
{
	primary(n, hidden, count);
	line(n, hidden, 0, 1, count);
}

void hide_grid(const long long *n, bool *hidden, int rows, int columns)
{
	primary(n, hidden, rows * columns);
	for (bool more = true; more;) {
		more = false;
		for (int r = 0; r < rows; r++)
			more |= line(n, hidden, r * columns, 1, columns);
		for (int c = 0; c < columns; c++)
			more |= line(n, hidden, c, columns, rows);
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
