/* Which numbers of a published table must be masked (statistics.md, "Publication"). A number from 1 to
 * TALLY_MIN - 1 is masked; then enough others, so that nobody can find it back from the totals, which a
 * reader is always assumed to know. Zeroes are published. */
#ifndef ESCALE_COORDINATOR_HIDE_H
#define ESCALE_COORDINATOR_HIDE_H

#include <stdbool.h>

/* hidden[] may already be true for what is masked for another reason. After it: either nothing is masked,
 * or any masked cell could be anything from 1 to 11 at least, as far as the line and its total tell; or
 * all non-zero cells are masked (a total under TALLY_MIN is then masked by the caller). */
void hide_line(const long long *n, bool *hidden, int count);

/* The same for pairs (n[2i], n[2i + 1]) of which each sum is known, and both totals: finished and left, of
 * modules whose starts are printed. A pair is masked whole; hidden[] has one place a pair. */
void hide_pairs(const long long *n, bool *hidden, int pairs);

/* Is a number small enough to need it? */
bool hide_small(long long n);

/* A share of n that may be printed: exact when both what counts and the rest are zero or TALLY_MIN at
 * least, else only a bound. */
enum share_kind { SHARE_HIDDEN, SHARE_EXACT, SHARE_AT_LEAST, SHARE_AT_MOST };
struct share {
	enum share_kind kind;
	int percent;
};
struct share hide_share(long long part, long long whole);

#endif
