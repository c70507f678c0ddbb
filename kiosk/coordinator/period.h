/* The time steps of publication, and their periods: "2027-03" (a month), "2027-T1" (a quarter), "2027-S1" (half a
 * year). Periods of a step never overlap and leave nothing out. */
#ifndef ESCALE_COORDINATOR_PERIOD_H
#define ESCALE_COORDINATOR_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "coordinator/french.h"

enum step { STEP_NONE, STEP_MONTH, STEP_QUARTER, STEP_HALF, STEP_COUNT };

struct period {
	enum step step;
	char name[12]; /* as typed and as stored */
	int64_t first_day, last_day;
};

/* The step is told by the form. False when it is none of the three. */
bool period_parse(const char *text, struct period *p);
struct period period_of(enum step step, int64_t day);
struct period period_next(const struct period *p);

const char *step_id(enum step step); /* "mois", "trimestre", "semestre"; "" for STEP_NONE */
enum step step_parse(const char *id);

const char *period_fr(const struct period *p, char out[FRENCH_MAX]); /* "mars 2027", "1er trimestre 2027" */

#endif
