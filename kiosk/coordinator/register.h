/* The register of what was published: publications.db in the coordinator's folder. What stands in it has left the
 * house: it never changes, is never drawn or counted again, and is kept without limit (statistics.md, "Retention").
 *
 * One grid and one time step. The first publication fixes both. A period is published once: its set of bundles is
 * frozen with its first table, and no bundle is ever in two periods. So a reader can subtract nothing, and whatever is
 * made of published cells alone (sums, shares, charts: the bilan) gives away nothing more than they did. */
#ifndef ESCALE_COORDINATOR_REGISTER_H
#define ESCALE_COORDINATOR_REGISTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "coordinator/period.h"
#include "coordinator/titles.h"

#define REGISTER_FILE  "publications.db"
#define REGISTER_TOTAL "*" /* the row or the column of totals */

enum grid { GRID_NONE, GRID_TERRITORY, GRID_COMMUNE, GRID_COUNT };
const char *grid_id(enum grid grid); /* "territoire", "commune"; "" for GRID_NONE */
enum grid grid_parse(const char *id);

enum method {
	METHOD_MASKED, /* exact, with cells withheld */
	METHOD_NOISED, /* discrete Laplace: integers, may be negative; none withheld; no totals */
	METHOD_GUESS,  /* from noisy answers: column "reponses", and "part" "bas" "haut" in thousandths */
	METHOD_PLAIN,  /* things, not people (stops of a bus): exact, nothing withheld */
	METHOD_COUNT
};

/* One published number. Ids are those of the dictionary and of the content; REGISTER_TOTAL for a total. */
struct sheet_cell {
	const char *row, *column;
	long long n;   /* 0 when withheld: the true number is not in the register */
	bool withheld; /* 1 to 10, or one that would tell of it, or one of a line where all are alike */
};

/* One table of one period, as published. */
struct sheet {
	const char *table; /* indicator table: "modules", "progres", "ages"... (publish_table.h) */
	struct period period;
	enum method method;
	int sensitivity;      /* METHOD_NOISED, epsilon 1: cells that one visit can change */
	int64_t day;          /* of publication */
	bool sample;          /* a kiosk kept only a sample of its facts */
	int bundles;          /* of the period */
	struct titles titles; /* of rows and columns, as they were then */
	struct sheet_cell *cells;
	int count, withheld;
};

struct book; /* the register, open */

/* Opens dir/publications.db, making it when it is not there. */
bool register_open(struct book **out, const char *dir, struct err *e);
void register_close(struct book *b); /* NULL is fine */

/* STEP_NONE and GRID_NONE before the first publication. */
enum step register_step(struct book *b);
enum grid register_grid(struct book *b);

/* ---- reading ------------------------------------------------------------------------------------------- */

/* May numbers of these days be shown outside the team? Only what is published may. */
enum showing {
	SHOWING_ALLOWED,     /* every day is in a published period, and these are whole periods */
	SHOWING_PARTS,       /* whole periods, and some of them are not published */
	SHOWING_UNPUBLISHED, /* whole periods, none published; or nothing was ever published */
	SHOWING_OTHER_STEP,  /* the days cut through a period: subtracting would undo the masking */
};
/* *sentence: what to tell the coordinator, plain French, "" when allowed. May be NULL. */
enum showing register_may_show(struct book *b, int64_t first_day, int64_t last_day, const char **sentence);

/* The published periods that lie wholly in these days, in order. -1 on error. */
int register_periods(struct book *b, int64_t first_day, int64_t last_day, struct period **out,
                     struct arena *a, struct err *e);

/* One table of a period; *found says whether it was published (no error when it was not). */
bool register_read(struct book *b, const char *table, const struct period *p, struct sheet *out, bool *found,
                   struct arena *a, struct err *e);

/* NULL when the table has no such cell. */
const struct sheet_cell *sheet_get(const struct sheet *s, const char *row, const char *column);

/* A number over several periods, from published cells only: what is shown adds up to `sum`; when a cell was withheld
 * (or a period has no such table) the truth is at least `sum` and is not known better: say "au moins". A cell that a
 * published table does not have is zero. `last` is the newest sheet in which row or column had a title. */
struct register_sum {
	long long sum;
	int periods;  /* published in these days, with this table */
	int withheld; /* of them, cells not shown */
	int missing;  /* whole periods in these days without this table */
};
bool register_sum(struct book *b, const char *table, const char *row, const char *column, int64_t first_day,
                  int64_t last_day, struct register_sum *out, struct err *e);

/* The rows (each once, by id) that a table ever had in these days, REGISTER_TOTAL left out. -1 on error. */
int register_rows(struct book *b, const char *table, int64_t first_day, int64_t last_day, const char ***out,
                  struct arena *a, struct err *e);

/* ---- writing: publish.c only --------------------------------------------------------------------------- */

/* Checks and fixes step and grid. ERR_REFUSED, with what to do, when others are fixed already. */
bool register_fix(struct book *b, enum step step, enum grid grid, struct err *e);

/* Records a table that is not there yet (ERR_REFUSED when it is), whole or not at all. */
bool register_record(struct book *b, const struct sheet *s, struct err *e);

/* The bundles of a period, by the hash of their manifests: frozen by the first call, which gives each that is in no
 * earlier period; later calls change nothing. */
bool register_bundles_freeze(struct book *b, const struct period *p, const uint8_t (*sha256)[32], int count,
                             struct err *e);
/* The frozen set; -1 on error; *frozen false when the period has none yet. */
int register_bundles(struct book *b, const struct period *p, uint8_t (**out)[32], bool *frozen,
                     struct arena *a, struct err *e);
bool register_bundle_used(struct book *b, const uint8_t sha256[32]);

/* Noised tables whose period ends in this year (of its last day): what they spend of the year's budget. */
int register_noised(struct book *b, const struct period *p);

struct db *register_db(struct book *b); /* for the register's own files */

/* ---- titles at the time of the fact --------------------------------------------------------------------- */

/* Remember these titles as the ones in use from this day; what is unchanged is not written again. */
bool register_titles_note(struct book *b, const struct titles *t, int64_t day, struct err *e);
/* The titles.tsv that stands in the coordinator's folder, if it does: those of this day. Import and publication call
 * it, so that a module renamed later keeps its name in what was counted before. */
bool register_titles_seen(const char *dir, int64_t day, struct err *e);
/* Those in use on that day (or the oldest known when it is before all). */
bool register_titles_at(struct book *b, int64_t day, struct titles *out, struct arena *a, struct err *e);

#endif
