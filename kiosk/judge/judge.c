#include "judge/judge.h"

#include <stdlib.h>
#include <string.h>
#include <zxcvbn.h>

#include "base/utf8.h"
#include "judge/french.h"

enum {
	SIGNS_MAX = 64,
	SIGNS_STRONG = 12, /* CNIL, recommendation of 2022 on passwords: 12 signs of several kinds, or more of fewer */
};

/* zxcvbn's own steps: 10^3, 10^6, 10^8, 10^10 guesses, in bits. */
static const double steps[] = { 9.97, 19.93, 26.58, 33.22 };

/* zxcvbn knows ASCII. Accents are taken off, other scripts become letters that repeat and follow each other as theirs do. */
static char sign_of(uint32_t c)
{
	static const struct {
		const char *from;
		char to;
	} bare[] = { { "àâäáÀÂÄ", 'a' }, { "éèêëÉÈÊË", 'e' }, { "îïíÎÏ", 'i' }, { "ôöóÔÖ", 'o' }, { "ùûüúÙÛÜ", 'u' },
		     { "çÇ", 'c' }, { "ÿ", 'y' }, { "ñ", 'n' }, { "œ", 'o' }, { "æ", 'a' } };
	if (c < 0x80)
		return (char)c;
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
		uint32_t one;
		for (const char *s = bare[i].from; *s;) {
			s += utf8_next(s, strlen(s), &one);
			if (one == c)
				return bare[i].to;
		}
	}
	return (char)('a' + c % 26);
}

/* The part of the text that is of this kind. */
static enum judge_advice advice_of(int type)
{
	switch (type & ~MULTIPLE_MATCH) {
	case DICTIONARY_MATCH:
	case DICT_LEET_MATCH:
	case USER_MATCH:
	case USER_LEET_MATCH: return JUDGE_KNOWN;
	case REPEATS_MATCH: return JUDGE_REPEATS;
	case SEQUENCE_MATCH:
	case SPATIAL_MATCH: return JUDGE_FOLLOWS;
	case DATE_MATCH:
	case YEAR_MATCH: return JUDGE_DATE;
	default: return JUDGE_LONGER;
	}
}

/* What the longest of the guessable parts is; where they are a small part of the text, more signs help most. */
static enum judge_advice what_helps(const ZxcMatch_t *parts, int signs)
{
	int of[JUDGE_ADVICE_COUNT] = { 0 };
	enum judge_advice most = JUDGE_LONGER;
	for (; parts; parts = parts->Next)
		of[parts->Type & MULTIPLE_MATCH ? JUDGE_REPEATS : advice_of(parts->Type)] += parts->Length;
	for (int i = JUDGE_KNOWN; i < JUDGE_ADVICE_COUNT; i++)
		if (of[i] * 2 >= signs && of[i] > of[most])
			most = (enum judge_advice)i;
	return most;
}

/* The library's own copies: one it has freed on the heap, others lie on the stack under us. */
__attribute__((noinline)) static void wipe_behind(size_t size)
{
	char stack[16 * 1024], *again[8];
	explicit_bzero(stack, sizeof stack);
	for (int i = 0; i < 8; i++) /* what was freed last is handed out first */
		if ((again[i] = malloc(size)))
			explicit_bzero(again[i], size);
	for (int i = 0; i < 8; i++)
		free(again[i]);
}

struct judgment judge_password(const char *typed)
{
	struct judgment j = { 0, JUDGE_LONGER };
	char signs[SIGNS_MAX + 1] = "";
	int n = 0;
	for (uint32_t c; n < SIGNS_MAX && *typed; signs[n++] = sign_of(c))
		typed += utf8_next(typed, strlen(typed), &c);
	signs[n] = '\0';
	if (n == 0)
		return j;
	ZxcMatch_t *parts = NULL;
	double bits = ZxcvbnMatch(signs, judge_french, &parts);
	while (j.strength < 4 && bits >= steps[j.strength])
		j.strength++;
	if (j.strength == 4 && n < SIGNS_STRONG)
		j.strength = 3;
	j.advice = j.strength == 4 ? JUDGE_ENOUGH : what_helps(parts, n);
	ZxcvbnFreeInfo(parts);
	explicit_bzero(signs, sizeof signs);
	wipe_behind((size_t)n + 1);
	return j;
}
