/* The coordinator's own words: a small text file, "clé : valeur" a line, "#" for comments. Names of the
 * territory and of its communes; what blocks, what is asked, two verbatims, the cost, a contact. All of it is
 * bounded, so that two pages stay two pages. The keys and their limits are one table in territory.c. */
#ifndef ESCALE_COORDINATOR_TERRITORY_H
#define ESCALE_COORDINATOR_TERRITORY_H

#include "base/arena.h"
#include "base/err.h"

#define TERRITORY_FILE "territoire.txt" /* in the coordinator's folder */

enum { TERRITORY_SENTENCES = 3, TERRITORY_VERBATIMS = 2, TERRITORY_COMMUNES = 2000 };

struct territory_commune {
	const char *code, *name;
};

struct territory {
	const char *title, *name, *contact, *cost; /* NULL: not said */
	const char *blocks[TERRITORY_SENTENCES], *asks[TERRITORY_SENTENCES], *verbatims[TERRITORY_VERBATIMS];
	int block_count, ask_count, verbatim_count;
	struct territory_commune *communes;
	int commune_count;
};

/* Errors have file, line and column, and say in French what to change. */
bool territory_load(struct territory *t, const char *path, struct arena *a, struct err *e);

/* That file, or without one (NULL) the TERRITORY_FILE of the folder, or nothing when it has none. */
bool territory_find(struct territory *t, const char *path, const char *dir, struct arena *a, struct err *e);

/* The name of an INSEE code; the code itself when the file does not say. */
const char *territory_commune(const struct territory *t, const char *code);

#endif
