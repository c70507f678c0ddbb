/* The sections of the report's page; each writes nothing when there is nothing to say. report_page.c
 * orders them. */
#ifndef ESCALE_COORDINATOR_REPORT_PARTS_H
#define ESCALE_COORDINATOR_REPORT_PARTS_H

#include "coordinator/report.h"

enum { MODULES_SHOWN = 40 };

/* What one module did, and what of it may be shown. */
struct module_row {
	const char *id, *title;
	long long started, done, left;
	bool started_hidden, ends_hidden;
	const char *minutes;               /* the band in the middle, NULL when it may not be told */
	long long measured, before, after; /* quizzes; of them well answered before, after */
	bool measured_hidden;
};

struct module_rows {
	struct module_row *row;
	int count;
	long long started, done, measured, before, after; /* totals */
};
struct module_rows report_modules(const struct report *r);

void section_begin(struct buf *out, const char *title, const char *lead);
void section_end(struct buf *out);

void part_modules(const struct module_rows *m, struct buf *out);
void part_change(const struct module_rows *m, struct buf *out);
void part_opinion(const struct report *r, struct buf *out);
void part_hard_questions(const struct report *r, struct buf *out);
/* One line of a kind of fact: value `at` in its order (or by size), as bars or columns. */
void part_line(const struct report *r, struct buf *out, enum fact_kind kind, int at, bool by_size,
               bool columns, const char *title, const char *lead);
void part_polls(const struct report *r, struct buf *out);
void part_access(const struct report *r, struct buf *out);
void part_kiosks(const struct report *r, struct buf *out);
void part_words(const struct report *r, struct buf *out);

#endif
