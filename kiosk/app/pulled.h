/* A stick that is pulled while something is read from it or written to it. */
#ifndef ESCALE_APP_PULLED_H
#define ESCALE_APP_PULLED_H

#include "session/session.h"

/* What staff are told: RESULT_FAILED becomes RESULT_NO_STICK when `find` does not find the stick any more. Reads and writes fail
 * before the system lets go of a stick, so that a failure waits for it a moment: three seconds at most, when it stays in. */
enum job_result pulled_or(enum job_result result, bool (*find)(void *context, char *out, size_t size), void *context);

#endif
