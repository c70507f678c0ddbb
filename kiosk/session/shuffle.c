/* The order in which things are shown: another one than the author's, the same on every kiosk, in every language and at every
 * visit, so that what people answer can be compared. */
#include "session/session.h"

static uint64_t mixed(uint64_t z) /* splitmix64's finaliser (Steele, Lea, Flood 2014) */
{
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

int session_nth(const struct screen *q, int i)
{
	int order[SCREEN_ANSWERS_MAX], n = q->answer_count;
	uint64_t seed = 0;
	bool same = true;
	for (const char *c = q->id; *c; c++)
		seed = mixed(seed + (unsigned char)*c + 0x9E3779B97F4A7C15u);
	for (int k = 0; k < n; k++)
		order[k] = k;
	for (int k = n - 1; k > 0; k--) {
		int other = (int)(mixed(seed + (uint64_t)k * 0x9E3779B97F4A7C15u) % (uint64_t)(k + 1)), swap = order[k];
		order[k] = order[other];
		order[other] = swap;
	}
	for (int k = 0; k < n; k++)
		same &= order[k] == k;
	return same ? order[(i + 1) % n] : order[i]; /* never right already */
}
