/* What was typed after the command: options are taken out one by one, the rest are plain words. */
#ifndef ESCALE_COORDINATOR_ARGS_H
#define ESCALE_COORDINATOR_ARGS_H

#include <stdbool.h>

#include "base/err.h"

struct args {
	int count;
	char **word;    /* compacted in place as options are taken */
	struct err err; /* the first mistake, told by args_done */
	bool help;      /* only the usage is wanted: args_done gives it */
};

/* Value of an option known by an English and a French name (either may be NULL); NULL when it is not
 * there. May be asked again for an option that repeats. */
const char *args_value(struct args *a, const char *en, const char *fr);
bool args_flag(struct args *a, const char *en, const char *fr);

/* No option left, and between `low` and `high` plain words: else ERR_USAGE with `usage` in it. Everything
 * after "--" is a plain word. */
bool args_done(struct args *a, int low, int high, const char *usage, struct err *e);

#endif
