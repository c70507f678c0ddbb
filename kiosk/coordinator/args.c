#include "coordinator/args.h"

#include <string.h>

static bool is(const char *word, const char *en, const char *fr)
{
	return (en && strcmp(word, en) == 0) || (fr && strcmp(word, fr) == 0);
}

static void take(struct args *a, int at, int n)
{
	memmove(a->word + at, a->word + at + n, sizeof *a->word * (size_t)(a->count - at - n));
	a->count -= n;
}

static int find(const struct args *a, const char *en, const char *fr)
{
	for (int i = 0; i < a->count && strcmp(a->word[i], "--") != 0; i++)
		if (is(a->word[i], en, fr))
			return i;
	return -1;
}

const char *args_value(struct args *a, const char *en, const char *fr)
{
	int at = find(a, en, fr);
	if (at < 0)
		return NULL;
	if (at + 1 >= a->count) {
		err_set(&a->err, ERR_USAGE, "Il manque une valeur après %s.", a->word[at]);
		take(a, at, 1);
		return NULL;
	}
	const char *value = a->word[at + 1];
	take(a, at, 2);
	return value;
}

bool args_flag(struct args *a, const char *en, const char *fr)
{
	int at = find(a, en, fr);
	if (at >= 0)
		take(a, at, 1);
	return at >= 0;
}

bool args_done(struct args *a, int low, int high, const char *usage, struct err *e)
{
	if (a->help)
		return err_set(e, ERR_USAGE, "%s", usage);
	if (a->err.code)
		return err_set(e, a->err.code, "%s", a->err.text);
	for (int i = 0; i < a->count; i++) {
		if (strcmp(a->word[i], "--") == 0) {
			take(a, i, 1);
			break;
		}
		if (a->word[i][0] == '-' && a->word[i][1])
			return err_set(e, ERR_USAGE, "Option inconnue : %s\n%s", a->word[i], usage);
	}
	if (a->count < low || a->count > high)
		return err_set(e, ERR_USAGE, "%s", usage);
	return true;
}
