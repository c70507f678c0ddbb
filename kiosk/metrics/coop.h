/* The words of La Coop de la médiation numérique, where conseillers report what they did: what the stop's count offers and
 * what its sheet says. Codes and labels are La Coop's own (tests/metrics/coop-vocabulary.tsv, from its public sources, which
 * tests/metrics/test_coop.c compares with these tables); `brief` is ours, for a card on a small screen. Pure. */
#ifndef ESCALE_METRICS_COOP_H
#define ESCALE_METRICS_COOP_H

enum coop_list {
	COOP_TYPE,     /* individuel, collectif */
	COOP_VENUE,    /* type de lieu */
	COOP_MATERIAL, /* several */
	COOP_THEME,    /* several: first médiation, then démarches */
	COOP_AUTONOMY,
	COOP_REDIRECT,
	COOP_LEVEL,    /* of a workshop */
	COOP_GENDER,   /* these three end with non_communique */
	COOP_AGE,
	COOP_STATUS,
	COOP_LIST_COUNT
};

enum { COOP_MEDIATION = 19, COOP_THEMES = 30 }; /* themes of médiation come first */

struct coop_value {
	const char *code, *label;
	const char *brief; /* at most two short words where the label is long; NULL: the label */
};

struct coop_table {
	const char *name; /* La Coop's name of the enumeration */
	const struct coop_value *values;
	int count;
};

extern const struct coop_table coop_tables[COOP_LIST_COUNT];

/* The label, the code, the brief label; -1, "nobody said": that of non_communique where the list has it, else "". */
const char *coop_label(enum coop_list list, int value);
const char *coop_code(enum coop_list list, int value);
const char *coop_brief(enum coop_list list, int value);

int coop_find(enum coop_list list, const char *code); /* -1: none */

/* Workshops that have no guided session: what their title may be, and the id that the fact `group` tells them by. */
struct coop_workshop {
	const char *id, *title;
	const char *theme; /* code; NULL: none follows from it */
};
extern const struct coop_workshop coop_workshops[]; /* ends with a NULL id */

/* How many of its values can be chosen: all but non_communique. */
int coop_choices(enum coop_list list);

#endif
