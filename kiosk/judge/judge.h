/* How long a thief's computer would look for a password: zxcvbn's estimate (Wheeler, USENIX Security 2016), with French words
 * besides its own. The typed text is looked at once, here, and wiped: neither kept nor told. */
#ifndef ESCALE_JUDGE_JUDGE_H
#define ESCALE_JUDGE_JUDGE_H

/* What would make it better; one thing at a time. */
enum judge_advice {
	JUDGE_ENOUGH,
	JUDGE_LONGER,  /* more words, more signs */
	JUDGE_KNOWN,   /* most of it is a word or a name that everybody tries */
	JUDGE_REPEATS, /* aaaa, abcabc */
	JUDGE_FOLLOWS, /* 1234, azerty */
	JUDGE_DATE,
	JUDGE_ADVICE_COUNT
};

struct judgment {
	int strength; /* 0 to 4 */
	enum judge_advice advice;
};

/* Any UTF-8; empty is as weak as can be. */
struct judgment judge_password(const char *typed);

#endif
