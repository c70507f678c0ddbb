/* What is kept of a group session takes the room that its words take; every struct comes back byte for byte. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "app/squeeze.h"
#include "session/guided.h"

enum { BIG = 300000 };
static uint8_t in[BIG], small[SQUEEZE_MAX(BIG)], out[BIG];

static size_t there_and_back(size_t n)
{
	size_t m = squeeze(small, in, n);
	cr_assert_leq(m, SQUEEZE_MAX(n));
	cr_assert_eq(m % SQUEEZE_STEP, 0);
	memset(out, 0xA5, sizeof out);
	cr_assert(unsqueeze(out, n, small, m), "%zu bytes", n);
	cr_assert_eq(memcmp(in, out, n), 0, "%zu bytes", n);
	return m;
}

Test(squeeze, anything_comes_back)
{
	unsigned long long r = 7;
	for (int round = 0; round < 400; round++) {
		size_t n = (size_t)(round * round % 9000) + (round % 3);
		for (size_t i = 0; i < n; i++) {
			r = r * 6364136223846793005u + 1442695040888963407u;
			in[i] = (r >> 33) % 100 < (unsigned)round % 100 ? 0 : (uint8_t)(r >> 40);
		}
		there_and_back(n);
	}
	memset(in, 0, sizeof in);
	cr_expect_eq(there_and_back(BIG), SQUEEZE_STEP, "nothing but zeroes");
	memset(in, 1, sizeof in);
	there_and_back(BIG);
	there_and_back(0xFFFF);
	there_and_back(0x10000);
}

Test(squeeze, a_session_takes_the_room_of_its_words)
{
	struct guided *g = calloc(1, sizeof *g);
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		g->entries[i].phase = -1;
	for (int i = 0; i < BALLOTS_MAX; i++)
		g->ballots[i].phase = -1;
	memset(g->answers, -1, sizeof g->answers);
	memcpy(in, g, sizeof *g);
	cr_expect_leq(there_and_back(sizeof *g), 3 * SQUEEZE_STEP, "empty: %zu of %zu", there_and_back(sizeof *g), sizeof *g);
	for (int i = 0; i < 20; i++) {
		g->entries[i].phase = 3;
		strcpy(g->entries[i].text, "Les bénévoles de la bibliothèque du village");
	}
	memcpy(in, g, sizeof *g);
	cr_expect_leq(there_and_back(sizeof *g), 5 * SQUEEZE_STEP, "twenty notes: %zu", there_and_back(sizeof *g));
	free(g);
}

Test(squeeze, damaged_bytes_never_reach_beyond)
{
	memset(in, 0, 3000);
	memcpy(in + 500, "words", 5);
	size_t m = squeeze(small, in, 3000);
	cr_expect_not(unsqueeze(out, 2999, small, m), "of another size");
	cr_expect_not(unsqueeze(out, 3001, small, m));
	cr_expect_not(unsqueeze(out, 3000, small, m - 1));
	for (size_t at = 0; at < 16; at++)
		for (int bit = 0; bit < 8; bit++) {
			small[at] ^= (uint8_t)(1 << bit);
			bool same = unsqueeze(out, 3000, small, m) && memcmp(in, out, 3000) == 0;
			cr_expect_not(same);
			small[at] ^= (uint8_t)(1 << bit);
		}
}
