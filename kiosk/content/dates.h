/* Dates as sources carry them: "2026-11-22". Private to this room. */
#ifndef ESCALE_CONTENT_DATES_H
#define ESCALE_CONTENT_DATES_H

#include <stdint.h>

#include "base/str.h"

/* Days since 1970-01-01 (proleptic Gregorian). False when s is not a day of the calendar from 2000 to 2099. */
bool date_parse(struct str s, int64_t *day);

#endif
