/* Time and randomness, read in one place. */
#ifndef ESCALE_PLATFORM_CLOCK_H
#define ESCALE_PLATFORM_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds that never go back, whatever is done to the wall clock. CLOCK_BOOTTIME and not CLOCK_MONOTONIC: it also
 * counts while the machine sleeps, so a visit that somebody left open is over when it wakes. */
long long clock_ms(void);
int64_t clock_local_day(void);           /* days since 1970-01-01, local time; what the clock says, right or wrong */
int64_t clock_day_of(int64_t seconds);   /* local date of this moment (seconds since 1970, UTC), as clock_local_day */
void clock_zone(const char *rule);        /* local is what this rule says from now on: POSIX's TZ, as "CET-1CEST,M3.5.0,M10.5.0/3" */
int clock_local_hour(void);               /* 0..23 */
void clock_day_print(int64_t day, char out[11]); /* "2026-11-22" */

/* What a clock with a battery says, seconds since 1970, UTC; false: there is none, or it answers nothing (its driver refuses a
 * time that it knows to be lost). folder: CLOCK_BATTERY, where Linux shows the first one. */
#define CLOCK_BATTERY "/sys/class/rtc/rtc0"
bool clock_battery(const char *folder, int64_t *seconds);

#endif
