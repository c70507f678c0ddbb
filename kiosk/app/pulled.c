#include "app/pulled.h"

#include <time.h>

enum { TRIES = 30, WAIT_MS = 100 };

enum job_result pulled_or(enum job_result result, bool (*find)(void *context, char *out, size_t size), void *context)
{
	char stick[1024];
	if (result != RESULT_FAILED)
		return result;
	for (int i = 0; find(context, stick, sizeof stick); i++) {
		if (i == TRIES)
			return result;
		nanosleep(&(struct timespec){ .tv_nsec = WAIT_MS * 1000000L }, NULL);
	}
	return RESULT_NO_STICK;
}
