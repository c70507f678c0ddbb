/* The tables that are published: what each is made of, and how it becomes a sheet of the register, masked or noised.
 *
 *   id            rows                columns
 *   modules       module              done (done/lt5 done/5to10 done/10to20 done/20plus), left; and, by commune:
 *                                     how often it was started there. The row total is what was started; what has no
 *                                     known end (a power cut, a sample) was left
 *   progres       module              before:low before:mid before:high, after:low after:mid after:high
 *   ages          module              lt25 25-39 40-59 60-69 70plus unsaid
 *   avis          module              minus equal plus
 *   langues       language            (totals only)
 *   utilisations  length of the visit alone helped group; by commune: commune x language, company
 *   moments       weekday, weekend    morning afternoon
 *   reglages      option              (no total: they do not add up); by commune: communes
 *   groupes       workshop            2-5 6-10 11plus
 *   enquetes      survey question     1 to 6 (row totals only)
 *   questions     module/question     right wrong skipped, not before the module (row totals only)
 *   passages      commune             (stops of a bus, not people: nothing is withheld)
 *
 * REGISTER_TOTAL is the row or the column of totals. A row that is not there is a row of zeroes. */
#ifndef ESCALE_COORDINATOR_PUBLISH_TABLE_H
#define ESCALE_COORDINATOR_PUBLISH_TABLE_H

#include "coordinator/indicators.h"
#include "coordinator/laplace.h"
#include "coordinator/register.h"
#include "metrics/tally.h"

/* Where the facts were told: everything, and the same by commune of the kiosk. */
struct counts {
	struct tally all;
	const char **commune;
	struct tally *by_commune;
	int communes;
};

enum { TABLE_SPLITS = 2 };

/* Which value of a fact names its row or its column; beside 0 to 3: */
enum table_value { TABLE_NOTHING = -1, TABLE_COMMUNE = -2, TABLE_QUESTION = -3, TABLE_ENDING = -4 };

/* One kind of fact in a table: one side of its columns. */
struct table_split {
	enum fact_kind kind;
	int row, column;
	const char *prefix; /* of the column's id; NULL: none */
	bool alike;         /* a row whose facts are all alike is withheld */
	bool whole;         /* gives the row totals only */
};

enum table_flags {
	TABLE_NO_SUMS = 1, /* rows do not add up: each is a question of its own */
	TABLE_PLAIN = 2,   /* things, not people */
	TABLE_KNOWN = 4,   /* its grand total is told by other tables too */
};

struct table_spec {
	const char *id, *name_fr, *row_fr, *column_fr;
	enum indicator_id indicator[3];
	int indicators;
	unsigned flags;
	struct table_split split[TABLE_SPLITS];
	int splits;
};

/* The tables of a grid; *count of them. */
const struct table_spec *table_list(enum grid grid, int *count);
const struct table_spec *table_find(enum grid grid, const char *id); /* NULL */

/* Exact numbers that others can read are never in *out: it is masked. The audit must agree, or the whole table is
 * withheld; *lost says so. s->period, day and so on are the caller's. */
void table_mask(const struct table_spec *spec, const struct counts *n, const struct titles *titles,
                struct sheet *out, bool *lost, struct arena *a);

/* Noised: no totals, a row for each module (question, commune, workshop) of the titles or the register of kiosks,
 * whether it has facts or not; facts of other rows are left out. */
void table_noise(const struct table_spec *spec, const struct counts *n, const struct titles *titles,
                 const struct dice *dice, struct sheet *out, struct arena *a);

/* By how much one visit can change all the cells of a noised table together. 0: it has none (stops). */
int table_sensitivity(const struct table_spec *spec);

/* The words for a row or a column, as they were when it was published. */
const char *sheet_row_fr(const struct sheet *s, const char *row);
const char *sheet_column_fr(const struct sheet *s, const char *column);

#endif
