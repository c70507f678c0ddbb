#include <criterion/criterion.h>

#include <string.h>

#include "helpers/helpers.h"
#include "seal/pin.h"

static int min(int a, int b)
{
	return a < b ? a : b;
}

/* How many letters to change, add or drop between two words. */
static int distance(const char *a, const char *b)
{
	int row[32], n = (int)strlen(b);
	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 0; a[i]; i++) {
		int corner = row[0];
		row[0] = i + 1;
		for (int j = 0; j < n; j++) {
			int up = row[j + 1];
			row[j + 1] = min(min(up, row[j]) + 1, corner + (a[i] != b[j]));
			corner = up;
		}
	}
	return row[n];
}

Test(words, are_short_plain_and_far_from_each_other)
{
	size_t longest = 0;
	for (int i = 0; i < 256; i++) {
		size_t n = strlen(seal_word(i));
		longest = n > longest ? n : longest;
		cr_assert(n >= 4 && n == strspn(seal_word(i), "abcdefghijklmnopqrstuvwxyz"), "%s",
		          seal_word(i));
		for (int j = 0; j < i; j++)
			cr_assert_geq(distance(seal_word(i), seal_word(j)), 3, "%s and %s", seal_word(i),
			              seal_word(j));
	}
	cr_assert_leq(SEAL_WORDS * longest + SEAL_WORDS, SEAL_WORDS_SIZE);
}

/* Two kiosks of different years must say the same words: the hash, the list and its order are a format. */
Test(words, are_the_same_for_ever, .init = start_seal)
{
	char words[SEAL_WORDS_SIZE];
	seal_words("abc", 3, words);
	cr_assert_str_eq(words, "nuage castor alarme zigzag orchestre dinosaure averse planeur");
	seal_words("", 0, words);
	cr_assert_str_eq(words, "trottinette basilic avocat aspirateur gobelet limace turban trampoline");
}

Test(words, each_byte_counts, .init = start_seal)
{
	uint8_t key[32] = { 0 };
	char words[SEAL_WORDS_SIZE], before[SEAL_WORDS_SIZE];
	seal_words(key, sizeof key, before);
	for (size_t i = 0; i < sizeof key; i++) {
		key[i] ^= 1;
		seal_words(key, sizeof key, words);
		cr_assert_str_neq(words, before);
		key[i] ^= 1;
	}
	int spaces = 0;
	for (const char *p = before; *p; p++)
		spaces += *p == ' ';
	cr_assert_eq(spaces, SEAL_WORDS - 1);
}
