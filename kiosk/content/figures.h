/* Numbers in tables, as people write them in French or English, in thousandths: "1 250", "0,5", "-3". Private to this room. */
#ifndef ESCALE_CONTENT_FIGURES_H
#define ESCALE_CONTENT_FIGURES_H

#include "content/builder.h"

/* False when it is not a number of at most three decimals between -1e9 and 1e9. Spaces (also narrow ones) between digits are
 * skipped, the decimal sign is a comma or a point. */
bool figure_read(struct str s, long long *thousandths);

/* The bare text of a cell, without its footnote calls. */
struct str figure_cell(struct builder *b, cmark_node *cell);

/* Does the cell call a source: `94[^nom]`? */
bool figure_has_source(cmark_node *cell);

/* The cells of a table row, at most `room`; how many there are. */
int figure_cells(cmark_node *row, cmark_node **cells, int room);

#endif
