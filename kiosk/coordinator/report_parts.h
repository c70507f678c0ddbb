/* The sections of the month's page; each writes nothing when there is nothing to say. report_page.c orders
 * them. */
#ifndef ESCALE_COORDINATOR_REPORT_PARTS_H
#define ESCALE_COORDINATOR_REPORT_PARTS_H

#include "coordinator/hide.h"
#include "coordinator/indicators.h"
#include "coordinator/report.h"
#include "coordinator/report_line.h"

enum { MODULES_SHOWN = 40, COMMUNES_SHOWN = 60 };

/* A page being written. What was shown is defined at its end; what had no fact is said in one line. */
struct page {
	const struct report *r;
	struct buf *out;
	bool shown[INDICATOR_COUNT];
	bool withheld[INDICATOR_COUNT]; /* there were facts, and nothing of them may be shown */
};

/* What one module did, and what of it may be shown. */
struct module_row {
	const char *id, *title;
	long long started, done, left;
	bool started_hidden, ends_hidden;
	const char *minutes;               /* the band in the middle, NULL when it may not be told */
	long long measured, before, after; /* quizzes; of them well answered before, after */
	struct share before_share, after_share;
};

struct module_rows {
	struct module_row *row;
	int count;
	long long measured; /* of all; 0: may not be told */
	long long quizzes;  /* the same from facts, never printed */
	struct told started, done;
	struct share before, after; /* of all */
};
struct module_rows report_modules(const struct report *r);

/* Marks the indicator as shown. */
void section_begin(struct page *p, enum indicator_id shown, const char *title, const char *lead);
/* The same around a table of so many rows: a long one may go on over the page, a short one may not. */
void section_rows(struct page *p, enum indicator_id shown, int rows, const char *title, const char *lead);
void section_end(struct page *p);

void part_modules(struct page *p, const struct module_rows *m);
void part_change(struct page *p, const struct module_rows *m);
void part_hard_questions(struct page *p);
void part_polls(struct page *p);
void part_presence(struct page *p);
void part_sensitive(struct page *p);
void part_kiosks(struct page *p);
void part_words(struct page *p);

enum line_drawing { LINE_BARS, LINE_COLUMNS, LINE_FACES };

/* A line of numbers as a section. */
struct line_part {
	enum indicator_id indicator;
	bool by_size;
	bool
	    varied; /* left out when all are the same: nothing to compare, and it would be told of each person */
	enum line_drawing drawing;
	const char *title, *lead;
};
void part_line(struct page *p, const struct line_part *line);

/* Numbers, masked already, from the sheets or from the facts. False: nothing was counted. */
bool report_line(const struct report *r, enum indicator_id id, bool by_size, struct line *l);
bool report_slots(const struct report *r, struct line *l);
bool report_poll(const struct report *r, const char *question, struct line *l);
struct told report_uses_told(const struct report *r);

/* weekday and weekend by half-day: four cells of one line. */
void part_slot(struct page *p);

/* Two lines: what could not be shown, what had no fact. Nothing when all is there. */
void part_silent(struct page *p);

#endif
