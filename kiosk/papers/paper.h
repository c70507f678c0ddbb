/* What a conseiller takes away: pages that print on A4 from any browser, and their twins in plain text and for a
 * spreadsheet. What the pages share. Pure. */
#ifndef ESCALE_PAPERS_PAPER_H
#define ESCALE_PAPERS_PAPER_H

#include "base/str.h"

/* The page up to its first title, and its end. One file: nothing is fetched. style: rules of this page, or "". */
void paper_begin(struct buf *out, const char *title, const char *style);
void paper_end(struct buf *out);

void paper_escape(struct buf *out, const char *text); /* into HTML */

/* One cell of a CSV, for the spreadsheets that are in use in France: `;` between cells, quotes where they are needed, and
 * nothing that a spreadsheet would take for a formula. last: the line ends here (CRLF). */
void paper_cell(struct buf *out, const char *text, bool last);
#define PAPER_CSV_START "\xEF\xBB\xBF" /* so that accents are read */

#endif
