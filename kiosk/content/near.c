#include "content/near.h"

#include <string.h>

/* How many letters must be changed, added or taken away; past 2 it does not matter. */
static int letters_apart(struct str a, const char *b)
{
	int row[32], n = (int)strlen(b);
	if (a.n > 30 || n > 30)
		return 31;
	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 1; i <= (int)a.n; i++) {
		int corner = row[0];
		row[0] = i;
		for (int j = 1; j <= n; j++) {
			int other = corner + (a.s[i - 1] != b[j - 1]);
			corner = row[j];
			row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
			row[j] = other < row[j] ? other : row[j];
		}
	}
	return row[n];
}

const char *near_word(struct str typed, const char *const *words, int count)
{
	const char *near = NULL;
	int best = 3;
	for (int i = 0; i < count; i++) {
		int apart = words[i] ? letters_apart(typed, words[i]) : best;
		if (apart < best) {
			best = apart;
			near = words[i];
		}
	}
	return near;
}
