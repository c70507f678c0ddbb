/* Items to the Markdown of a module: whatever an item holds, `check` reads exactly that. */
#ifndef ESCALE_AUTHOR_IMPORT_MARKDOWN_H
#define ESCALE_AUTHOR_IMPORT_MARKDOWN_H

#include "author/import.h"

/* What stands in the header, and which items stand in the file. */
struct import_page_front {
	const char *title, *theme;
	const char *today; /* "2026-11-22" */
};

/* Append one text so that Markdown takes no sign of it for its own. start: at the start of a line. */
void import_escape(struct buf *out, const char *text, bool start);

/* May this kind stand in a module? Asks the format itself. */
bool import_has_kind(enum import_kind kind);

/* May it be the question that is asked before and after? */
bool import_may_measure(const struct import_item *item);

/* The whole file. items[measure] is asked before and after; picture_names[i] is the file of picture i, NULL: left out.
 * line_of[i] is set to the line where items[i] begins. */
void import_markdown(struct buf *out, const struct import *im, const struct import_page_front *front,
		     struct import_item *const *items, int count, int measure, const char *const *picture_names,
		     int *line_of);

#endif
