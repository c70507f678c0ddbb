#include "coordinator/chart.h"

#include <stdlib.h>

#include "coordinator/french.h"
#include "coordinator/html.h"

#define NNBSP      "\u202f"
#define BAR_HEIGHT 11

const char chart_style[] =
    ".bars,.grid{border-collapse:collapse;width:100%}"
    ".lines th,.lines td{padding:2mm 0 .6mm;vertical-align:bottom}.lines .bar td{padding:0}.lines "
    "th{width:auto}"
    ".bars caption,.grid caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".bars th,.bars td,.grid th,.grid td{padding:1.1mm "
    "0;text-align:left;font-weight:400;vertical-align:middle}"
    ".bars th{width:36%;padding-right:4mm;line-height:1.25}"
    ".bars td.n{width:1%;white-space:nowrap;padding-left:3mm;text-align:right;font-weight:700;"
    "font-variant-numeric:tabular-nums}"
    ".bars td.p{width:1%;white-space:nowrap;padding-left:2mm;text-align:right;color:" SOFT "}"
    ".bars svg,.grid svg{display:block;overflow:visible}"
    ".masked{color:" SOFT ";font-weight:400;font-style:italic}"
    ".columns,.faces{width:100%;height:auto;display:block;overflow:visible}"
    "svg text{font-family:inherit}";

void chart_patterns(struct buf *out)
{
	buf_puts(out, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs>"
	              "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
	              "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
	              "<rect width=\"2.2\" height=\"6\" fill=\"" SOFT "\"/></pattern>"
	              "<pattern id=\"warm\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
	              "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#FBE3CC\"/>"
	              "<rect width=\"2.6\" height=\"6\" fill=\"" WARM "\"/></pattern></defs></svg>\n");
}

void share_fr(struct buf *out, struct share s)
{
	switch (s.kind) {
	case SHARE_HIDDEN: buf_puts(out, "<span class=\"masked\">masqué</span>"); break;
	case SHARE_EXACT: buf_printf(out, "%d" NNBSP "%%", s.percent); break;
	case SHARE_AT_LEAST: buf_printf(out, "au moins %d" NNBSP "%%", s.percent); break;
	case SHARE_AT_MOST: buf_printf(out, "au plus %d" NNBSP "%%", s.percent); break;
	}
}

void count_fr(struct buf *out, long long n, bool hidden)
{
	char text[FRENCH_MAX];
	buf_puts(out, hidden ? "<span class=\"masked\">masqué</span>" : number_fr(n, text));
}

static double of(long long n, long long scale)
{
	return scale > 0 ? 100.0 * (double)n / (double)scale : 0;
}

void chart_masked(struct buf *out)
{
	buf_printf(out,
	           "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\"><rect width=\"34\" height=\"%d\" "
	           "rx=\"2\" "
	           "fill=\"url(#hatch)\" stroke=\"" SOFT "\" stroke-width=\".8\"/></svg>",
	           BAR_HEIGHT, BAR_HEIGHT);
}

/* ---- bars ---------------------------------------------------------------------------------------------- */

void chart_bars_begin(struct buf *out, const char *caption)
{
	buf_puts(out, "<table class=\"bars lines\"><caption>");
	html_text(out, caption);
	buf_puts(out, "</caption><tbody>\n");
}

/* The label and its numbers on one line, the bar under them across the whole width. */
void chart_bar(struct buf *out, const char *label, long long n, long long scale, long long whole, bool hidden)
{
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, label);
	buf_printf(out, "</th><td class=\"n\"%s>", hidden && whole > 0 ? " colspan=\"2\"" : "");
	count_fr(out, n, hidden);
	buf_puts(out, "</td>");
	if (whole > 0 && !hidden)
		buf_printf(out, "<td class=\"p\">%.0f" NNBSP "%%</td>", of(n, whole));
	buf_printf(out, "</tr><tr class=\"bar\" aria-hidden=\"true\"><td colspan=\"%d\">", whole > 0 ? 3 : 2);
	if (hidden)
		chart_masked(out);
	else
		buf_printf(out,
		           "<svg width=\"100%%\" height=\"%d\"><rect width=\"100%%\" height=\"%d\" rx=\"2\" "
		           "fill=\"" PALE "\"/>"
		           "<rect width=\"%.2f%%\" height=\"%d\" rx=\"2\" fill=\"" DEEP "\"/></svg>",
		           BAR_HEIGHT, BAR_HEIGHT, of(n, scale), BAR_HEIGHT);
	buf_puts(out, "</td></tr>\n");
}

void chart_bars_end(struct buf *out)
{
	buf_puts(out, "</tbody></table>\n");
}

void chart_double(struct buf *out, long long started, long long done, long long scale, bool done_hidden)
{
	buf_printf(out,
	           "<svg width=\"100%%\" height=\"20\" aria-hidden=\"true\">"
	           "<rect width=\"%.2f%%\" height=\"20\" rx=\"2\" fill=\"" PALE "\" stroke=\"" DEEP "\"/>",
	           of(started, scale));
	if (!done_hidden)
		buf_printf(out, "<rect y=\"4\" width=\"%.2f%%\" height=\"12\" rx=\"2\" fill=\"" DEEP "\"/>",
		           of(done, scale));
	buf_puts(out, "</svg>");
}

void chart_single(struct buf *out, long long n, long long scale)
{
	buf_printf(
	    out,
	    "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\"><rect width=\"%.2f%%\" height=\"%d\" "
	    "rx=\"2\" fill=\"" DEEP "\"/></svg>",
	    BAR_HEIGHT, of(n, scale), BAR_HEIGHT);
}

void chart_share(struct buf *out, struct share s)
{
	buf_printf(
	    out,
	    "<svg width=\"100%%\" height=\"15\" aria-hidden=\"true\"><rect width=\"100%%\" height=\"15\" "
	    "rx=\"2\" fill=\"" PALE "\"/><rect width=\"%d%%\" height=\"15\" rx=\"2\" fill=\"%s\"/></svg>",
	    s.percent, s.kind == SHARE_EXACT ? DEEP : "url(#hatch)");
}

void chart_range(struct buf *out, double low, double middle, double high)
{
	buf_printf(
	    out,
	    "<svg width=\"100%%\" height=\"15\" aria-hidden=\"true\"><rect width=\"100%%\" height=\"15\" "
	    "rx=\"2\" fill=\"" PALE
	    "\"/><line x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"7.5\" y2=\"7.5\" stroke=\"" DEEP
	    "\" stroke-width=\"3\"/><circle cx=\"%.1f%%\" cy=\"7.5\" r=\"5\" fill=\"" DEEP "\"/></svg>",
	    low, high, middle);
}

/* ---- before and after ---------------------------------------------------------------------------------- */

enum { CHANGE_HEIGHT = 34, CHANGE_Y = 17 };

/* Where a percentage lies across the drawing; the ends are left free for labels. */
static double across(int percent)
{
	return 8 + percent * 0.79;
}

static void axis(struct buf *out, int height)
{
	for (int x = 0; x <= 100; x += 25)
		buf_printf(out, "<line x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"0\" y2=\"%d\" stroke=\"" RULE "\"/>",
		           across(x), across(x), height);
}

static void label(struct buf *out, int percent, bool left, const char *weight, const struct share *s)
{
	static const char *const sign[] = { "", "", "≥" NNBSP, "≤" NNBSP };
	buf_printf(out,
	           "<text x=\"%.1f%%\" y=\"%d\" dx=\"%d\" text-anchor=\"%s\" font-size=\"14\" "
	           "font-weight=\"%s\" fill=\"" INK "\" "
	           "stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\">%s%d" NNBSP "%%</text>",
	           across(percent), CHANGE_Y + 5, left ? -13 : 13, left ? "end" : "start", weight,
	           sign[s->kind], percent);
}

void chart_change(struct buf *out, struct share before, struct share after)
{
	buf_printf(out, "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\">", CHANGE_HEIGHT);
	axis(out, CHANGE_HEIGHT);
	if (before.kind != SHARE_HIDDEN && after.kind != SHARE_HIDDEN) {
		bool rises = after.percent >= before.percent;
		buf_printf(out,
		           "<line x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" "
		           "stroke-width=\"4\"/>",
		           across(before.percent), across(after.percent), CHANGE_Y, CHANGE_Y,
		           rises ? DEEP : WARM);
		label(out, before.percent, rises, "400", &before);
		label(out, after.percent, !rises, "700", &after);
		buf_printf(out,
		           "<circle cx=\"%.1f%%\" cy=\"%d\" r=\"6.5\" fill=\"#fff\" stroke=\"" INK
		           "\" stroke-width=\"2.5\"/>"
		           "<circle cx=\"%.1f%%\" cy=\"%d\" r=\"7.5\" fill=\"%s\"/>",
		           across(before.percent), CHANGE_Y, across(after.percent), CHANGE_Y,
		           rises ? DEEP : WARM);
	}
	buf_puts(out, "</svg>");
}

void chart_change_axis(struct buf *out)
{
	buf_puts(out, "<svg width=\"100%\" height=\"16\" aria-hidden=\"true\">");
	for (int x = 0; x <= 100; x += 25)
		buf_printf(
		    out,
		    "<text x=\"%.1f%%\" y=\"12\" font-size=\"11.5\" text-anchor=\"middle\" fill=\"" SOFT
		    "\">%d" NNBSP "%%</text>",
		    across(x), x);
	buf_puts(out, "</svg>");
}
