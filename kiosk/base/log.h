/* Messages for technicians on standard error, where the journal takes them. Never a word about a visit:
 * nothing that a resident chose may be passed here (statistics.md, "On the kiosk"). */
#ifndef ESCALE_BASE_LOG_H
#define ESCALE_BASE_LOG_H

#include "base/err.h"

void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "what: file:line:column: text" as a warning. */
void log_err(const char *what, const struct err *e);

#endif
