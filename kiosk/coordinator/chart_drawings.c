/* Charts that stand alone: one drawing with its title and its numbers, for who does not see it. */
#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"

#define NNBSP "\u202f"

static double of(long long n, long long scale)
{
	return scale > 0 ? 100.0 * (double)n / (double)scale : 0;
}

/* ---- columns ------------------------------------------------------------------------------------------- */

/* A drawing that stands alone: what it is, then its numbers, for who does not see it. */
static void drawing_begin(struct buf *out, const char *css, const char *id, int width, int height,
                          const char *title)
{
	buf_printf(out,
	           "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">"
	           "<title id=\"%s-t\">",
	           css, width, height, id, id, id);
	html_text(out, title);
	buf_printf(out, "</title><desc id=\"%s-d\">", id);
}

void chart_columns(struct buf *out, const char *id, const char *caption, const char *const *labels,
                   const long long *n, const bool *hidden, int count, long long whole)
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

/* ---- periods ------------------------------------------------------------------------------------------- */

enum { STEPS_WIDTH = 640, STEPS_TOP = 22, STEPS_HEIGHT = 92, STEPS_FOOT = 20 };

/* "1 203", "au moins 1 203", "masqué", "non publié": in the words that are read aloud. */
static void say_step(struct buf *out, long long n, enum chart_known known)
{
	char text[FRENCH_MAX];
	if (known == CHART_MASKED || known == CHART_NONE)
		buf_puts(out, known == CHART_MASKED ? "masqué" : "non publié");
	else
		buf_printf(out, "%s%s", known == CHART_AT_LEAST ? "au moins " : "", number_fr(n, text));
}

static void step_label(struct buf *out, double x, double y, double size, bool now, long long n,
                       enum chart_known known, bool thousands)
{
	char text[FRENCH_MAX];
	n = thousands ? (n + 500) / 1000 : n;
	buf_printf(out,
	           "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"%.1f\" font-weight=\"%s\" "
	           "fill=\"%s\">",
	           x, y, size, now ? "700" : "400", now ? INK : SOFT);
	switch (known) {
	case CHART_EXACT: buf_puts(out, number_fr(n, text)); break;
	case CHART_AT_LEAST: buf_printf(out, "≥%s", number_fr(n, text)); break;
	case CHART_MASKED: buf_puts(out, "m."); break;
	case CHART_NONE: buf_puts(out, "–"); break;
	}
	buf_puts(out, "</text>");
}

static double step_column(struct buf *out, double x, double wide, bool now, const struct chart_step *s,
                          double most)
{
	enum chart_known known = s->known[now];
	double h = known == CHART_NONE     ? 0
	           : known == CHART_MASKED ? 9
	                                   : STEPS_HEIGHT * (double)s->n[now] / most;
	const char *fill = known == CHART_MASKED ? "url(#hatch)" : now ? DEEP : PALE;
	buf_printf(out,
	           "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" stroke=\"" DEEP
	           "\" stroke-width=\".8\"/>",
	           x, STEPS_TOP + STEPS_HEIGHT - h, wide, h, fill);
	return STEPS_TOP + STEPS_HEIGHT - h - 4;
}

static void say_steps(struct buf *out, const struct chart_step *steps, int count, bool paired)
{
	for (int i = 0; i < count; i++) {
		buf_puts(out, i ? NNBSP "; " : "");
		html_text(out, steps[i].label);
		buf_puts(out, NNBSP ": ");
		say_step(out, steps[i].n[1], steps[i].known[1]);
		if (!paired)
			continue;
		buf_puts(out, " (avant, ");
		say_step(out, steps[i].n[0], steps[i].known[0]);
		buf_puts(out, ")");
	}
	buf_puts(out, "</desc>");
}

bool chart_steps_thousands(const struct chart_step *steps, int count)
{
	for (int i = 0; i < count; i++)
		if (steps[i].n[0] >= 100000 || steps[i].n[1] >= 100000)
			return true;
	return false;
}

void chart_steps(struct buf *out, const char *id, const char *title, const struct chart_step *steps,
                 int count)
{
	long long most = 1;
	bool paired = false, exact = true;
	for (int i = 0; i < count; i++)
		for (int now = 0; now < 2; now++) {
			most = steps[i].n[now] > most ? steps[i].n[now] : most;
			paired |= !now && steps[i].known[now] != CHART_NONE;
			exact &= steps[i].known[now] != CHART_AT_LEAST;
		}
	drawing_begin(out, "columns", id, STEPS_WIDTH, STEPS_TOP + STEPS_HEIGHT + STEPS_FOOT, title);
	say_steps(out, steps, count, paired);
	double slot = (double)STEPS_WIDTH / count, wide = slot * (paired ? 0.4 : 0.5);
	wide = wide > 44 ? 44 : wide;
	double size = slot > 70 ? 12 : slot > 52 ? 9.5 : 8.5;
	/* Two labels side by side, unless the numbers are too long for it: those of before are then only in words. */
	bool thousands = chart_steps_thousands(steps, count);
	bool both = paired && exact && (most < 1000 || thousands || slot > 70 || (most < 10000 && slot > 52));
	for (int i = 0; i < count; i++) {
		double middle = slot * (i + 0.5), left = paired ? middle - wide : middle - wide / 2, y;
		if (paired) {
			y = step_column(out, left, wide, false, &steps[i], (double)most);
			if (both)
				step_label(out, left + wide / 2, y, size, false, steps[i].n[0],
				           steps[i].known[0], thousands);
			left += wide;
		}
		y = step_column(out, left, wide, true, &steps[i], (double)most);
		step_label(out, left + wide / 2, y, size, true, steps[i].n[1], steps[i].known[1], thousands);
		buf_printf(out,
		           "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"12\" fill=\"" INK
		           "\">",
		           middle, STEPS_TOP + STEPS_HEIGHT + 16);
		html_text(out, steps[i].label);
		buf_puts(out, "</text>");
	}
	buf_printf(out, "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"" SOFT "\"/></svg>\n",
	           STEPS_WIDTH, STEPS_TOP + STEPS_HEIGHT, STEPS_TOP + STEPS_HEIGHT);
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

void chart_faces(struct buf *out, const char *id, const long long n[3], const bool hidden[3], long long whole)
{
	enum { WIDTH = 330, BAR_Y = 96, BAR = 20 };
	static const struct {
		const char *label, *fill;
		int mouth;
	} faces[3] = { { "mécontent", "url(#warm)", -7 }, { "neutre", PALE, 0 }, { "content", DEEP, 8 } };
	static const int order[3] = { 2, 1, 0 };
	char text[FRENCH_MAX];
	bool bar = whole > 0 && !hidden[0] && !hidden[1] &&
	           !hidden[2]; /* a part as wide as a masked number would tell it */
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
		else if (whole > 0)
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
