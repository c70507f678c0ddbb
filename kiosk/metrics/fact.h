/* facts/1: the closed vocabulary of anonymous facts. One table from which the kiosk, the coordinator, the
 * checks and the published documentation are made (statistics.md, "Data dictionary").
 *
 * A fact is one line of exactly FACT_SIZE bytes: kind and values separated by single spaces, padded with
 * spaces, the last byte a newline. No identifier, no time, no kiosk. */
#ifndef ESCALE_METRICS_FACT_H
#define ESCALE_METRICS_FACT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

#define FACTS_FORMAT "facts/1"

enum { FACT_SIZE = 64, FACT_VALUES_MAX = 4, FACT_VALUE_SIZE = 24 };

enum fact_kind {
	FACT_MODULE_START,
	FACT_MODULE_END,
	FACT_QUIZ,
	FACT_ITEM,
	FACT_POLL,
	FACT_OPINION,
	FACT_AGE,
	FACT_LANGUAGE,
	FACT_ACCESS,
	FACT_VISIT,
	FACT_GROUP,
	FACT_SLOT,
	FACT_PRESENCE,
	FACT_SENSITIVE,
	FACT_DECOY,
	FACT_KIND_COUNT
};

struct fact {
	enum fact_kind kind;
	char value[FACT_VALUES_MAX][FACT_VALUE_SIZE]; /* as many as the kind has; the rest "" */
};

/* How a value is constrained. */
enum value_type {
	VALUE_CHOICE,  /* one of choices */
	VALUE_ID,      /* an id of content: [a-z][a-z0-9-]*, at most max bytes */
	VALUE_COMMUNE, /* five characters, INSEE code */
};

/* One choice: what is stored, and how French reports and the published dictionary say it. */
struct value_choice {
	const char *id, *fr;
};

struct value_rule {
	const char *name;    /* "module", "result"... in the dictionary's English */
	const char *name_fr; /* for the published dictionary */
	enum value_type type;
	const struct value_choice *choices; /* VALUE_CHOICE: ends with a NULL id */
	int max;                            /* VALUE_ID: bytes */
};

/* Which ones are kept past the limit per visit. */
enum fact_keep {
	KEEP_EACH,      /* all up to the limit, equal ones too; later ones are dropped */
	KEEP_DIFFERENT, /* the same, but an equal one is not counted twice */
	KEEP_FIRST,
	KEEP_LAST,
	KEEP_RANDOM, /* each one offered has the same chance */
};

struct fact_rule {
	const char *name;    /* as written in the line */
	const char *name_fr; /* for the published dictionary */
	struct value_rule values[FACT_VALUES_MAX];
	int value_count;
	int per_visit; /* at most so many a visit; 0 = not part of a visit */
	enum fact_keep keep;
	const char *question_fr; /* what it answers, for the published dictionary */
	const char *why_fr;      /* why it singles nobody out */
};

extern const struct fact_rule fact_table[FACT_KIND_COUNT];

/* Build and check against the table; extra values are NULL. Values are copied.
 * ERR_REFUSED when the dictionary does not allow it: nothing else may ever be sealed. */
bool fact_make(struct fact *f, enum fact_kind kind, const char *v0, const char *v1, const char *v2,
	       const char *v3, struct err *e);

/* The 64 bytes; f must come from fact_make or fact_parse. */
void fact_print(const struct fact *f, char line[FACT_SIZE]);

/* Strict: anything that fact_print would not have written is refused (ERR_FORMAT: not a fact line;
 * ERR_REFUSED: outside the dictionary). */
bool fact_parse(struct fact *f, const char line[FACT_SIZE], struct err *e);

bool fact_equal(const struct fact *a, const struct fact *b);

/* How French says a value of this kind: the choice's words, or the value itself when it is an id. */
const char *fact_value_fr(enum fact_kind kind, int at, const char *value);

/* The published dictionary, a page of Markdown in French, appended to *out. The committed copy is
 * firmware-notes/dictionnaire-des-faits.md; tests/metrics/test_dictionary.c keeps it current. */
void fact_dictionary(struct buf *out);

/* Bands of the dictionary. */
const char *fact_band_module_minutes(long long ms); /* <5, 5-10, 10-20, 20+ : "lt5" "5to10" "10to20" "20plus" */
const char *fact_band_visit_minutes(long long ms);  /* "lt5" "5to15" "15to30" "30plus" */
const char *fact_band_score(int right, int asked);  /* thirds: "low" "mid" "high" */

#endif
