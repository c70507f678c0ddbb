/* Pages of one file: text made safe and French, and the style that report and key pages share. */
#ifndef ESCALE_COORDINATOR_HTML_H
#define ESCALE_COORDINATOR_HTML_H

#include "base/str.h"

/* Text into HTML: escaped, and its spaces before ; : ? ! % » and after « made narrow no-break ones,
 * `backquotes` become <code>. For our own sentences. */
void html_text(struct buf *out, const char *text);
/* The same for names that others gave: no markup at all. */
void html_name(struct buf *out, const char *text);

/* Text into a quoted CSS string, quotes included: whatever it holds, it stays a string. */
void html_css_string(struct buf *out, const char *text);

/* The mark of the house, a road with its stops; class "road". */
void html_road(struct buf *out);

/* From the doctype to <body>, with the shared style, then the page's own, in one or two pieces. No script,
 * nothing fetched. */
void html_begin(struct buf *out, const char *title, const char *style, const char *more);
void html_end(struct buf *out);

/* Colours of the house, for SVG: ink, one accent, one warm colour, their pale grounds. */
#define INK  "#1A2233"
#define SOFT "#5A6478"
#define RULE "#D5DBE6"
#define DEEP "#0B3D91"
#define PALE "#E8EEF8"
#define WARM "#E07A1F"

#endif
