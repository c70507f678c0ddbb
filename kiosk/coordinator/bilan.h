/* The bilan: two A4 pages for elected people, at six months, one year, two years, the same length before beside
 * it. Made of published cells only, read from the register: it gives away nothing more than they did. */
#ifndef ESCALE_COORDINATOR_BILAN_H
#define ESCALE_COORDINATOR_BILAN_H

#include "coordinator/chart.h"
#include "coordinator/register.h"
#include "coordinator/territory.h"

enum { BILAN_STEPS = 12, BILAN_MODULES = 5, BILAN_NAMED = 3, BILAN_QUESTIONS = 2 };
/* Titles of content that are longer are cut, with an ellipsis: in characters. */
enum { BILAN_TITLE = 48, BILAN_QUESTION = 84, BILAN_SHORT = 30 };

/* A number over several periods. What was withheld or not published is missing from it: "au moins". */
struct bilan_sum {
	long long n;
	enum chart_known known;
};

/* Right answers before and after; n = 0: nothing may be told. */
struct bilan_change {
	long long n;
	int before, after; /* percent */
};

struct bilan_span {
	const char *name;     /* "de janvier à juin 2027" */
	int steps, published; /* whole periods in it, and those in the register */
	struct bilan_sum uses, started, done, stops, groups;
	int communes; /* where it stopped, as far as published */
	struct bilan_change change;
	long long opinions;
	int pleased; /* percent */
};

struct bilan_module {
	const char *title;
	struct bilan_sum done;
	struct bilan_change change;
};

struct bilan_question {
	const char *title, *module;
	long long asked;
	int right; /* percent */
};

struct bilan {
	const char *territory, *length; /* "6 mois" */
	enum step step;
	const struct territory *words;
	int64_t today;
	struct bilan_span before, now;
	struct chart_step steps[BILAN_STEPS];
	int step_count;
	struct bilan_module modules[BILAN_MODULES]; /* the most finished first */
	int module_count;
	struct bilan_question questions[BILAN_QUESTIONS]; /* the hardest first */
	int question_count;
};

/* How long: "6-mois", "1-an", "2-ans"; months, 0 when it is none of them. */
int bilan_months(const char *length);

/* Fills in all but territory, words, today. `last`: the period it ends with. ERR_REFUSED when nothing of the span is
 * published. */
bool bilan_read(struct bilan *b, struct book *book, const struct period *last, int months, struct arena *a,
                struct err *e);

/* Two pages appended to *out. */
void bilan_page(const struct bilan *b, struct buf *out);

#endif
