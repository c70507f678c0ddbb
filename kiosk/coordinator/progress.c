#include "coordinator/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "coordinator/french.h"

struct progress progress_start(const char *what)
{
	return (struct progress){ .what = what, .terminal = isatty(2), .start = time(NULL) };
}

void progress_tell(void *context, int done, int of)
{
	const struct progress *p = context;
	char left[FRENCH_MAX];
	if (!p->terminal)
		return;
	long long spent = (long long)(time(NULL) - p->start);
	fprintf(stderr, "\r\033[K%s %d sur %d", p->what, done, of);
	if (spent >= 2 && done)
		fprintf(stderr, ", encore %s", seconds_fr(spent * (of - done) / done, left));
	if (done == of)
		progress_clear(p);
}

void progress_clear(const struct progress *p)
{
	if (p->terminal)
		fprintf(stderr, "\r\033[K");
}
