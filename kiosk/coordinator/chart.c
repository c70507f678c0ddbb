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
	buf_printf(out,
	           "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\"><rect width=\"%.2f%%\" height=\"%d\" "
	           "rx=\"2\" fill=\"" DEEP "\"/></svg>",
	           BAR_HEIGHT, of(n, scale), BAR_HEIGHT);
}

void chart_share(struct buf *out, struct share s)
{
	buf_printf(out,
	           "<svg width=\"100%%\" height=\"15\" aria-hidden=\"true\"><rect width=\"100%%\" height=\"15\" "
	           "rx=\"2\" fill=\"" PALE "\"/><rect width=\"%d%%\" height=\"15\" rx=\"2\" fill=\"%s\"/></svg>",
	           s.percent, s.kind == SHARE_EXACT ? DEEP : "url(#hatch)");
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

/* ---- columns ------------------------------------------------------------------------------------------- */

/* A drawing that stands alone: what it is, then its numbers, for who does not see it. */
static void drawing_begin(struct buf *out, const char *css, const char *id, int width, int height, const char *title)
{
	buf_printf(out,
	           "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">"
	           "<title id=\"%s-t\">",
	           css, width, height, id, id, id);
	html_text(out, title);
	buf_printf(out, "</title><desc id=\"%s-d\">", id);
}

void chart_columns(struct buf *out, const char *id, const char *caption, const char *const *labels, const long long *n,
                   const bool *hidden, int count, long long whole)
{
	enum { WIDTH = 330, TOP = 34, HEIGHT = 96, FOOT = 24 };
	long long most = 1;
	char text[FRENCH_MAX];
	for (int i = 0; i < count; i++)
		if (!hidden[i] && n[i] > most)
			most = n[i];
	drawing_begin(out, "columns", id, WIDTH, TOP + HEIGHT + FOOT, caption);
	for (int i = 0; i < count; i++) {
		html_text(out, i ? " ; " : "");
		html_text(out, labels[i]);
		buf_printf(out, "\u202f: %s", hidden[i] ? "masqué" : number_fr(n[i], text));
	}
	buf_puts(out, "</desc>");
	double slot = (double)WIDTH / count, wide = slot * 0.62;
	for (int i = 0; i < count; i++) {
		double x = slot * i + (slot - wide) / 2, middle = slot * (i + 0.5);
		double h = hidden[i] ? 14 : (double)HEIGHT * (double)n[i] / (double)most;
		buf_printf(
		    out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"/>",
		    x, TOP + HEIGHT - h, wide, h, hidden[i] ? "url(#hatch)" : DEEP);
		buf_printf(out,
		           "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"14\" "
		           "font-weight=\"%s\" fill=\"%s\">%s</text>",
		           middle, TOP + HEIGHT - h - (hidden[i] || whole <= 0 ? 6 : 20),
		           hidden[i] ? "400" : "700", hidden[i] ? SOFT : INK,
		           hidden[i] ? "masqué" : number_fr(n[i], text));
		if (!hidden[i] && whole > 0)
			buf_printf(
			    out,
			    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"12\" fill=\"" SOFT
			    "\">%.0f" NNBSP "%%</text>",
			    middle, TOP + HEIGHT - h - 6, of(n[i], whole));
		buf_printf(out,
		           "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"12.5\" fill=\"" INK
		           "\">",
		           middle, TOP + HEIGHT + 18);
		html_text(out, labels[i]);
		buf_puts(out, "</text>");
	}
	buf_printf(out, "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"" SOFT "\"/></svg>\n", WIDTH,
	           TOP + HEIGHT, TOP + HEIGHT);
}

/* ---- faces --------------------------------------------------------------------------------------------- */

/* x: centre; mouth: how far its middle drops, in units. */
static void face(struct buf *out, double x, int mouth)
{
	buf_printf(
	    out,
	    "<g transform=\"translate(%.1f 24)\" fill=\"none\" stroke=\"" INK "\" stroke-width=\"2.4\" "
	    "stroke-linecap=\"round\"><circle r=\"19\" fill=\"#fff\"/><path d=\"M-9 %d Q0 %d 9 %d\"/></g>"
	    "<g fill=\"" INK
	    "\"><circle cx=\"%.1f\" cy=\"19\" r=\"2.6\"/><circle cx=\"%.1f\" cy=\"19\" r=\"2.6\"/></g>",
	    x, 8 - mouth / 2, 8 + mouth, 8 - mouth / 2, x - 7, x + 7);
}

void chart_faces(struct buf *out, const char *id, const long long n[3], const bool hidden[3])
{
	enum { WIDTH = 330, BAR_Y = 96, BAR = 20 };
	static const struct {
		const char *label, *fill;
		int mouth;
	} faces[3] = { { "mécontent", "url(#warm)", -7 }, { "neutre", PALE, 0 }, { "content", DEEP, 8 } };
	static const int order[3] = { 2, 1, 0 };
	long long whole = n[0] + n[1] + n[2];
	char text[FRENCH_MAX];
	bool bar = !hidden[0] && !hidden[1] && !hidden[2]; /* a part as wide as a masked number would tell it */
	drawing_begin(out, "faces", id, WIDTH, bar ? BAR_Y + BAR + 2 : BAR_Y - 10, "Avis donnés");
	for (int k = 0; k < 3; k++)
		buf_printf(out, "%s%s\u202f: %s", k ? ", " : "", faces[order[k]].label,
		           hidden[order[k]] ? "masqué" : number_fr(n[order[k]], text));
	buf_puts(out, "</desc>");
	double at = 0;
	for (int k = 0; k < 3; k++) {
		int i = order[k];
		double middle = WIDTH * (k + 0.5) / 3;
		face(out, middle, faces[i].mouth);
		buf_printf(out,
		           "<text x=\"%.1f\" y=\"64\" text-anchor=\"middle\" font-size=\"15\" "
		           "font-weight=\"%s\" fill=\"%s\">",
		           middle, hidden[i] ? "400" : "700", hidden[i] ? SOFT : INK);
		if (hidden[i])
			buf_puts(out, "masqué");
		else
			buf_printf(out, "%.0f" NNBSP "%%", of(n[i], whole));
		buf_printf(
		    out,
		    "</text><text x=\"%.1f\" y=\"80\" text-anchor=\"middle\" font-size=\"12\" fill=\"" SOFT
		    "\">%s%s%s</text>",
		    middle, faces[i].label, hidden[i] ? "" : " : ", hidden[i] ? "" : number_fr(n[i], text));
	}
	for (int k = 0; k < 3 && bar; k++) {
		int i = order[k];
		double wide = WIDTH * of(n[i], whole) / 100;
		buf_printf(out,
		           "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" stroke=\"" INK
		           "\" stroke-width=\".8\"/>",
		           at, BAR_Y, wide, BAR, faces[i].fill);
		at += wide;
	}
	buf_puts(out, "</svg>\n");
}
