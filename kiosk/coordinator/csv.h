/* CSV that a French spreadsheet opens at a double click: UTF-8 with its mark, ";" between fields, "," before decimals,
 * CRLF; and that runs nothing: a text that begins like a formula gets an apostrophe before it (OWASP, "CSV
 * Injection"). */
#ifndef ESCALE_COORDINATOR_CSV_H
#define ESCALE_COORDINATOR_CSV_H

#include "base/str.h"

struct csv {
	struct buf out; /* the caller's, with buf_free */
	bool within;    /* a field stands on the line already */
};

void csv_begin(struct csv *c);
void csv_text(struct csv *c, const char *text);
void csv_empty(struct csv *c);
void csv_number(struct csv *c, long long n);
void csv_thousandths(struct csv *c, long long n); /* of one, as per cent: 432 is "43,2" */
void csv_line(struct csv *c);                     /* ends it */

#endif
