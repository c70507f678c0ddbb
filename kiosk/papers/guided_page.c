#include "papers/guided_page.h"

#include <stdio.h>
#include <string.h>

#include "papers/guided_tale.h"
#include "papers/paper.h"
#include "session/barometer.h"

static const char nothing[] = "Le groupe n’a rien écrit sur la borne pendant cette séance.";
static const char gone[] = "Ce qui a été écrit ici par le groupe n’est plus sur la borne dès que la séance y est effacée.";

/* "Le 22 novembre 2026. Participants : 8. Tables : 3." */
static const char *heads(struct tale *t)
{
	char day[40] = "";
	if (t->paper->day >= 0)
		stop_date(t->paper->day, day);
	const char *text = arena_printf(t->a, "%s%s%sParticipants : %d.", day[0] ? "Le " : "", day, day[0] ? ". " : "", t->g->people);
	return t->g->tables > 1 ? arena_printf(t->a, "%s Tables : %d.", text, t->g->tables) : text;
}

static const char *hands(struct tale *t, int n)
{
	return n ? arena_printf(t->a, "%d voix", n) : "";
}

/* "3 voix, aussi dans Risques" */
static const char *about(struct tale *t, const struct tale_line *l)
{
	const char *n = hands(t, l->number);
	return arena_printf(t->a, "%s%s%s", n, n[0] && l->two[0] ? ", " : "", l->two);
}

/* ---- on paper ----------------------------------------------------------------------------------------------------------------- */

static const char style_of_page[] =
	".heads{color:#4a443c;margin:0 0 4mm}"
	".board{display:grid;grid-template-columns:1fr 1fr;gap:4mm;margin:0 0 4mm}"
	".box{border:1pt solid #0b3d91;border-radius:2mm;padding:3mm 4mm;min-width:0;overflow-wrap:anywhere}"
	".box h3,.sheet h3{font-size:12pt;margin:0;color:#0b3d91;break-after:avoid}.box p{color:#4a443c;margin:0 0 1mm}"
	".box ul{margin:0;padding:0 0 0 5mm}.box li{margin:0 0 .8mm;line-height:1.32;break-inside:avoid}"
	".box li small,.sheet h3 small{color:#4a443c;font-size:10pt;font-weight:normal}"
	".box li.group{list-style:none;margin-left:-5mm;font-weight:bold}.box li.in{border-left:2pt solid #c8551b;padding-left:3mm;"
	"list-style:none;margin-left:-4mm}"
	".sheet{border:1pt solid #0b3d91;border-radius:2mm;padding:3mm 4mm;margin:0 0 4mm;break-inside:avoid;overflow-wrap:anywhere}"
	".sheet dl{margin:1.5mm 0 0;display:grid;grid-template-columns:46mm 1fr;gap:1mm 3mm}"
	"dt{color:#4a443c}dd{margin:0;min-width:0}dd.none{border-bottom:1pt dotted #777;height:5mm}"
	".asked{break-inside:avoid;margin:0 0 4mm}.asked h3{font-size:11pt;margin:0 0 1mm}"
	".count{display:grid;grid-template-columns:60mm 1fr 34mm;gap:3mm;align-items:center;margin:0 0 1mm}"
	".bar{height:4mm;border:1pt solid #0b3d91}.bar i{display:block;height:100%;background:#0b3d91;"
	"-webkit-print-color-adjust:exact;print-color-adjust:exact}"
	".end{color:#4a443c;font-size:9.5pt;border-top:1pt solid #bbb;padding-top:2mm;margin-top:6mm}";

static void tagged(struct buf *out, const char *before, const char *text, const char *after)
{
	buf_puts(out, before);
	paper_escape(out, text);
	buf_puts(out, after);
}

/* What is open when a line comes: the innermost first. */
struct open {
	bool board, box, sheet, asked;
};

static void shut(struct open *o, struct buf *out, bool board)
{
	if (o->box)
		buf_puts(out, "</ul></div>\n");
	if (o->sheet)
		buf_puts(out, "</dl></div>\n");
	if (o->asked)
		buf_puts(out, "</div>\n");
	if (o->board && board)
		buf_puts(out, "</div>\n");
	*o = (struct open){ .board = o->board && !board };
}

static void html_note(struct tale *t, const struct tale_line *l, struct buf *out)
{
	const char *more = about(t, l);
	tagged(out, l->grouped ? "<li class=\"in\" dir=\"auto\">" : "<li dir=\"auto\">", l->one, "");
	if (more[0])
		tagged(out, " <small dir=\"ltr\">(", more, ")</small>");
	buf_puts(out, "</li>\n");
}

static void html_count(const struct tale_line *l, struct buf *out)
{
	int percent = l->of > 0 ? (l->number * 100 + l->of / 2) / l->of : 0;
	tagged(out, "<div class=\"count\"><span>", l->one, "</span>");
	buf_printf(out, "<span class=\"bar\"><i style=\"width:%d%%\"></i></span><span>%d sur %d", percent, l->number, l->of);
	if (l->study >= 0)
		buf_printf(out, " (étude %d : %d %%)", BAROMETER_STUDY, l->study);
	buf_puts(out, "</span></div>\n");
}

static void html_line(struct tale *t, const struct tale_line *l, struct open *o, struct buf *out)
{
	switch (l->kind) {
	case TALE_PHASE:
		shut(o, out, true);
		tagged(out, "<h2>", l->one, "</h2>\n");
		break;
	case TALE_BOX:
		shut(o, out, false);
		if (!o->board)
			buf_puts(out, "<div class=\"board\">\n");
		tagged(out, "<div class=\"box\"><h3>", l->one, "</h3>");
		if (l->two[0])
			tagged(out, "<p>", l->two, "</p>");
		buf_puts(out, "<ul>\n");
		o->board = o->box = true;
		break;
	case TALE_GROUP:
		tagged(out, "<li class=\"group\">Ensemble", "", l->number ? " : " : "");
		tagged(out, "", hands(t, l->number), "</li>\n");
		break;
	case TALE_NOTE: html_note(t, l, out); break;
	case TALE_SHEET:
		shut(o, out, true);
		tagged(out, "<div class=\"sheet\"><h3>", l->one, l->two[0] ? " <small>" : "");
		tagged(out, "", l->two, l->two[0] ? "</small></h3><dl>\n" : "</h3><dl>\n");
		o->sheet = true;
		break;
	case TALE_FIELD:
		tagged(out, "<dt>", l->one, l->two[0] ? "</dt><dd dir=\"auto\">" : "</dt><dd class=\"none\">");
		tagged(out, "", l->two, "</dd>\n");
		break;
	case TALE_ASKED:
		shut(o, out, true);
		tagged(out, "<div class=\"asked\"><h3>", l->one, "</h3>\n");
		if (l->two[0])
			tagged(out, "<p>", l->two, "</p>\n");
		o->asked = true;
		break;
	case TALE_COUNT: html_count(l, out); break;
	case TALE_TEXT: tagged(out, "<p>", l->one, "</p>\n"); break;
	}
}

bool guided_page_html(const struct guided_paper *p, struct buf *out)
{
	struct arena a = { 0 };
	struct tale t;
	struct open o = { 0 };
	if (!tale_of(p, &a, &t))
		return false;
	paper_begin(out, t.edition->title, style_of_page);
	tagged(out, "<h1>", t.edition->title, "</h1>\n");
	tagged(out, "<p class=\"heads\">", heads(&t), "</p>\n");
	if (!t.count)
		tagged(out, "<p>", nothing, "</p>\n");
	for (int i = 0; i < t.count; i++)
		html_line(&t, &t.lines[i], &o, out);
	shut(&o, out, true);
	tagged(out, "<p class=\"end\">", gone, "</p>\n");
	paper_end(out);
	arena_wipe(&a); /* it held what the group wrote */
	arena_drop(&a);
	return true;
}

/* ---- in plain text ------------------------------------------------------------------------------------------------------------ */

static void text_line(struct tale *t, const struct tale_line *l, struct buf *out)
{
	const char *more = l->kind == TALE_NOTE ? about(t, l) : "";
	switch (l->kind) {
	case TALE_PHASE: buf_printf(out, "\n%s\n", l->one); break;
	case TALE_BOX: buf_printf(out, "\n  %s%s%s\n", l->one, l->two[0] ? " : " : "", l->two); break;
	case TALE_GROUP: buf_printf(out, "  - Ensemble%s%s\n", l->number ? " : " : "", hands(t, l->number)); break;
	case TALE_NOTE:
		buf_printf(out, "  %s- %s%s%s%s\n", l->grouped ? "  " : "", l->one, more[0] ? " (" : "", more, more[0] ? ")" : "");
		break;
	case TALE_SHEET: buf_printf(out, "\n  %s%s%s\n", l->one, l->two[0] ? ", " : "", l->two); break;
	case TALE_FIELD: buf_printf(out, "  - %s : %s\n", l->one, l->two[0] ? l->two : "(rien)"); break;
	case TALE_ASKED: buf_printf(out, "\n  %s%s%s\n", l->one, l->two[0] ? "\n  " : "", l->two); break;
	case TALE_COUNT:
		buf_printf(out, "  - %s : %d sur %d", l->one, l->number, l->of);
		if (l->study >= 0)
			buf_printf(out, " (étude %d : %d %%)", BAROMETER_STUDY, l->study);
		buf_puts(out, "\n");
		break;
	case TALE_TEXT: buf_printf(out, "\n  %s\n", l->one); break;
	}
}

bool guided_page_text(const struct guided_paper *p, struct buf *out)
{
	struct arena a = { 0 };
	struct tale t;
	if (!tale_of(p, &a, &t))
		return false;
	buf_printf(out, "%s\n%s\n", t.edition->title, heads(&t));
	if (!t.count)
		buf_printf(out, "\n%s\n", nothing);
	for (int i = 0; i < t.count; i++)
		text_line(&t, &t.lines[i], out);
	buf_printf(out, "\n%s\n", gone);
	arena_wipe(&a);
	arena_drop(&a);
	return true;
}

/* ---- for a spreadsheet ---------------------------------------------------------------------------------------------------------- */

static void number_cell(struct buf *out, int n, bool last)
{
	char text[16] = "";
	if (n >= 0)
		snprintf(text, sizeof text, "%d", n);
	paper_cell(out, text, last);
}

static void cells(struct buf *out, const char *const *text, int n)
{
	for (int i = 0; i < n; i++)
		paper_cell(out, text[i], false);
}

bool guided_page_csv(const struct guided_paper *p, struct buf *out)
{
	struct arena a = { 0 };
	struct tale t;
	const char *phase = "", *place = "", *more = "";
	int group = 0;
	if (!tale_of(p, &a, &t))
		return false;
	buf_puts(out, PAPER_CSV_START "etape;ou;fiche;champ;texte;aussi_dans;groupe;voix;sur\r\n");
	for (int i = 0; i < t.count; i++) {
		const struct tale_line *l = &t.lines[i];
		bool note = l->kind == TALE_NOTE, field = l->kind == TALE_FIELD && l->two[0], counted = l->kind == TALE_COUNT;
		if (l->kind == TALE_PHASE)
			phase = l->one;
		if (l->kind == TALE_BOX || l->kind == TALE_SHEET || l->kind == TALE_ASKED) {
			place = l->one;
			more = l->kind == TALE_SHEET ? l->two : "";
		}
		group += l->kind == TALE_GROUP;
		if (!note && !field && !counted)
			continue;
		const char *const row[] = { phase, place, more, note ? "" : l->one, note ? l->one : field ? l->two : "",
					    note && l->two[0] ? l->two + strlen(ALSO) : "" };
		cells(out, row, 6);
		number_cell(out, note && l->grouped ? group : -1, false);
		number_cell(out, field ? -1 : l->number, false);
		number_cell(out, counted ? l->of : -1, true);
	}
	arena_wipe(&a);
	arena_drop(&a);
	return true;
}

void guided_page_name(const struct guided_paper *p, char out[80])
{
	char day[16] = "";
	if (p->day >= 0)
		stop_iso(p->day, day);
	snprintf(out, 80, "seance-%.40s%s%s", p->session->guided.guide_id, day[0] ? "-" : "", day);
}
