/* Indicators: every number that is published, with its one written definition. The reports print them, the
 * data package repeats them; nothing else defines a number. */
#ifndef ESCALE_COORDINATOR_INDICATORS_H
#define ESCALE_COORDINATOR_INDICATORS_H

#include "metrics/fact.h"

enum indicator_id {
	INDICATOR_USES,
	INDICATOR_VISIT_MINUTES,
	INDICATOR_COMPANY,
	INDICATOR_MODULES_STARTED,
	INDICATOR_MODULES_DONE,
	INDICATOR_MODULE_MINUTES,
	INDICATOR_CHANGE,
	INDICATOR_QUESTIONS,
	INDICATOR_OPINION,
	INDICATOR_POLL,
	INDICATOR_AGE,
	INDICATOR_LANGUAGE,
	INDICATOR_ACCESS,
	INDICATOR_SLOT,
	INDICATOR_GROUPS,
	INDICATOR_PRESENCE,
	INDICATOR_SENSITIVE,
	INDICATOR_SESSIONS,
	INDICATOR_LATE,
	INDICATOR_GAPS,
	INDICATOR_CONTESTED,
	INDICATOR_DIRTY_STOPS,
	INDICATOR_COUNT
};

/* By how much one visit can change the cells of an indicator: what the noise of open data must cover. */
enum indicator_reach {
	REACH_NONE, /* no visit in it: kiosks, lots, stops */
	REACH_ONCE, /* one cell, by one */
	REACH_FIVE, /* several times: up to five in all */
};

enum { INDICATOR_KINDS = 2, INDICATOR_SENTENCES = 3 };

struct indicator {
	const char *id;      /* for files and columns: [a-z][a-z0-9-]*, never changed once published */
	const char *name_fr; /* as headings and lists say it */
	const char
	    *means_fr; /* what is counted and what is not: one to three sentences, "'" and plain spaces */
	const char *unit_fr; /* plural: what one is */
	enum fact_kind kinds[INDICATOR_KINDS];
	int kind_count; /* 0: from the manifests and the register of kiosks */
	enum indicator_reach reach;
};

extern const struct indicator indicator_table[INDICATOR_COUNT];

/* The indicator that counts facts of this kind, the first one; NULL: none does (decoys). */
const struct indicator *indicator_of(enum fact_kind kind);

#endif
