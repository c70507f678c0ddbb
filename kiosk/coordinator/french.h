/* Dates and numbers as French readers write them. Days count from 1970-01-01. */
#ifndef ESCALE_COORDINATOR_FRENCH_H
#define ESCALE_COORDINATOR_FRENCH_H

#include <stdbool.h>
#include <stdint.h>

enum { FRENCH_MAX = 48 };

int64_t day_today(void);                        /* local date */
bool day_parse(const char *text, int64_t *day); /* AAAA-MM-JJ */
/* First and last day of AAAA-MM. */
bool month_parse(const char *text, int64_t *first, int64_t *last);

/* Each writes into out and returns it. Spaces inside are no-break. */
const char *day_fr(int64_t day, char out[FRENCH_MAX]);     /* "3 février 2027", "1er mars 2027" */
const char *month_fr(int64_t day, char out[FRENCH_MAX]);   /* "février 2027" */
const char *day_iso(int64_t day, char out[FRENCH_MAX]);    /* "2027-02-03" */
const char *number_fr(long long n, char out[FRENCH_MAX]);  /* "12 345", narrow no-break spaces */
const char *seconds_fr(long long s, char out[FRENCH_MAX]); /* "2 min 10 s" */

#endif
