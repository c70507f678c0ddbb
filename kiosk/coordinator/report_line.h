/* A line of numbers whose total a reader is assumed to know: made, masked, drawn. */
#ifndef ESCALE_COORDINATOR_REPORT_LINE_H
#define ESCALE_COORDINATOR_REPORT_LINE_H

#include "coordinator/chart.h"

enum { LINE_MAX_CELLS = 12 };

struct line {
	const char *label[LINE_MAX_CELLS];
	long long n[LINE_MAX_CELLS], most;
	long long whole; /* 0: may not be told, or there is none */
	bool hidden[LINE_MAX_CELLS];
	int count;
	/* What is missing from `whole` to a total that the page also prints: a cell nobody draws and that a
	 * subtraction would tell. */
	long long rest;
};

void line_add(struct line *l, const char *label, long long n);
void line_sort(struct line *l); /* the largest first */
void line_ready(struct line *l, bool by_size);
bool line_any(const struct line *l);       /* is there a number to show? */
bool line_one_value(const struct line *l); /* all the same: it would be told of each person */
void line_bars(const struct line *l, const char *caption, struct buf *out);
/* id: unique on the page, for the drawing's title. */
void line_columns(const struct line *l, const char *id, const char *caption, struct buf *out);
void line_too_few(struct buf *out);

#endif
