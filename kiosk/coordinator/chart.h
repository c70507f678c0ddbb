/* Charts as HTML tables whose bars are SVG: every number is text beside its bar, so the chart reads the
 * same aloud, in black and white, and on paper. Fills differ in darkness and in pattern, never in hue
 * alone. */
#ifndef ESCALE_COORDINATOR_CHART_H
#define ESCALE_COORDINATOR_CHART_H

#include "base/str.h"
#include "coordinator/hide.h"

/* Patterns that the charts share; once, at the start of the body. */
void chart_patterns(struct buf *out);
extern const char chart_style[];

/* Horizontal bars. `caption` is read aloud and not shown. */
void chart_bars_begin(struct buf *out, const char *caption);
/* part: how much of the scale; whole: the total for the percentage, 0 for none. */
void chart_bar(struct buf *out, const char *label, long long n, long long scale, long long whole,
               bool hidden);
void chart_bars_end(struct buf *out);

/* One bar inside a cell: `done` solid within `started`. */
void chart_double(struct buf *out, long long started, long long done, long long scale, bool done_hidden);
void chart_single(struct buf *out, long long n, long long scale);
void chart_share(struct buf *out, struct share s); /* on a pale ground that is the whole */
void chart_range(struct buf *out, double low, double middle, double high); /* percentages, an estimate */
void chart_masked(struct buf *out); /* the hatched stub that stands for a masked number */

/* From a hollow point (before) to a full one (after) on a scale of 0 to 100. */
void chart_change(struct buf *out, struct share before, struct share after);
void chart_change_axis(struct buf *out);

/* Columns over a short ordered list. id: unique on the page, for the drawing's title and its numbers. */
void chart_columns(struct buf *out, const char *id, const char *caption, const char *const *labels,
                   const long long *n, const bool *hidden, int count, long long whole);

/* Periods in their order, each beside the same one before: pale and full columns. */
enum chart_known { CHART_EXACT, CHART_AT_LEAST, CHART_MASKED, CHART_NONE };
struct chart_step {
	const char *label;
	long long n[2]; /* before, now */
	enum chart_known known[2];
};
/* Are the numbers so large that they are written in thousands? The page must say it. */
bool chart_steps_thousands(const struct chart_step *steps, int count);
void chart_steps(struct buf *out, const char *id, const char *title, const struct chart_step *steps,
                 int count);

/* minus, equal, plus: three faces with their share, and one bar; whole 0: without shares. */
void chart_faces(struct buf *out, const char *id, const long long n[3], const bool hidden[3],
                 long long whole);

/* "62 %", "au moins 85 %", "masqué". */
void share_fr(struct buf *out, struct share s);
/* "1 203", or "masqué" with its mark. */
void count_fr(struct buf *out, long long n, bool hidden);

#endif
