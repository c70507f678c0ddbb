/* The page: heading, key figures, sections, definitions. */
#include <stdio.h>
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

static const char style[] =
    ".road{float:right;width:44mm;height:auto;margin:1mm 0 0 6mm}"
    "header{border-bottom:3px solid " DEEP ";padding:0 0 5mm;margin:0 0 6mm}"
    ".brand{color:" DEEP ";font-weight:700;letter-spacing:.02em;margin:0 0 2mm}"
    "h1{font-size:2.15rem;letter-spacing:-.01em}"
    ".where{font-size:1.15rem;color:" SOFT ";margin:1.5mm 0 0}"
    ".lead{font-size:1.12rem;line-height:1.55;margin:0 0 5mm}"
    ".figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0;margin:0 0 "
    "7.5mm;padding:0;break-inside:avoid}"
    ".figures div{padding:0 4mm 0 4mm;border-left:3px solid " WARM "}"
    ".figures dt{font-size:.9rem;color:" SOFT ";line-height:1.3}"
    ".figures dd{margin:0;font-size:1.95rem;font-weight:700;line-height:1.15;color:" DEEP
    ";white-space:nowrap}"
    ".figures dd .masked{font-size:1.2rem}"
    ".figures dd small{font-size:1.1rem;font-weight:400;color:" SOFT "}"
    ".figures dd.of{font-size:.85rem;font-weight:400;color:" SOFT ";line-height:1.3;white-space:normal}"
    "section{break-inside:avoid;margin:0 0 7.5mm}"
    "h2{font-size:1.25rem;color:" INK ";margin:0 0 1mm;break-after:avoid;overflow-wrap:anywhere}"
    ".sub{color:" SOFT ";margin:0 0 2.5mm;font-size:.95rem;line-height:1.4;break-after:avoid}"
    ".pair,.trio{display:grid;grid-template-columns:1fr 1fr;gap:0 13mm}"
    ".pair>:only-child{grid-column:1/-1;max-width:90mm}"
    ".trio{grid-template-columns:repeat(auto-fit,minmax(46mm,1fr));gap:0 "
    "10mm}.trio>:only-child{max-width:90mm}"
    ".note{color:" SOFT ";font-size:.92rem;margin:2mm 0 0}.silent{margin:0 0 5mm}"
    "th[scope=row]{overflow-wrap:anywhere}th small,td small{display:block;color:" SOFT
    ";font-size:.86rem;line-height:1.3}"
    ".bars thead th,.bars thead td{width:auto;text-align:right;font-size:.86rem;color:" SOFT
    ";padding:0 0 0 3mm;white-space:nowrap}"
    ".modules th[scope=row]{width:40%}.places th[scope=row]{width:34%}.places td.p{padding-left:3mm}"
    ".change th{width:40%}.change td,.change th{padding-top:0;padding-bottom:0}.change th{padding:1.2mm 4mm "
    "1.2mm 0}"
    ".change small b{color:" INK "}"
    ".questions th{width:55%}"
    ".long{break-inside:auto}tr{break-inside:avoid}thead{display:table-header-group}"
    ".kiosks th,.kiosks td{border-top:1px solid " RULE ";padding:1.5mm 4mm 1.5mm 0}"
    ".kiosks thead th{border:0;font-size:.86rem;color:" SOFT ";white-space:nowrap}.axis{break-before:avoid}"
    ".kiosks .n{text-align:right;font-variant-numeric:tabular-nums}"
    ".mark{display:inline-block;width:1.1em}.fine{color:" DEEP "}.todo{color:#A6510B}"
    ".words{border-top:1px solid " RULE ";padding-top:5mm;break-inside:auto}"
    ".words dl{columns:2;column-gap:13mm;margin:3mm 0 0;font-size:.82rem;line-height:1.36}"
    ".words dl div{break-inside:avoid;margin:0 0 2mm}.words dt{font-weight:700}.words dd{margin:0}"
    ".internal{font-weight:700;text-align:center;border:2px solid " INK ";padding:1.5mm;margin:0 0 5mm}"
    "@media print{.apart{break-before:page;border:0;padding:0}}"
    "@media(max-width:640px){.figures{grid-template-columns:1fr "
    "1fr;row-gap:5mm}.pair,.trio{grid-template-columns:1fr}"
    ".words dl{columns:1}}";

/* On paper a fixed box comes back on every page: upright along the left edge, where it covers nothing. */
static const char internal_style[] =
    "@page{margin-left:6mm}@media print{body{padding-left:11mm}"
    ".internal{position:fixed;left:0;top:0;height:100%;margin:0;padding:0 1mm;writing-mode:vertical-rl;"
    "transform:rotate(180deg)}}";

static void begin(struct page *p, const char *css, enum indicator_id shown, const char *title,
                  const char *lead)
{
	struct buf *out = p->out;
	p->shown[shown] = true;
	buf_printf(out, "<section%s><h2>", css);
	html_name(out, title);
	buf_puts(out, "</h2>");
	if (lead) {
		buf_puts(out, "<p class=\"sub\">");
		html_text(out, lead);
		buf_puts(out, "</p>");
	}
	buf_puts(out, "\n");
}

void section_begin(struct page *p, enum indicator_id shown, const char *title, const char *lead)
{
	begin(p, "", shown, title, lead);
}

void section_rows(struct page *p, enum indicator_id shown, int rows, const char *title, const char *lead)
{
	enum { ROWS_TOGETHER = 14 };
	begin(p, rows > ROWS_TOGETHER ? " class=\"long\"" : "", shown, title, lead);
}

void section_end(struct page *p)
{
	buf_puts(p->out, "</section>\n");
}

static const char *territory_name(const struct report *r)
{
	return r->words->name ? r->words->name : r->territory[0] ? r->territory : "Toutes les bornes";
}

static void header(const struct report *r, struct buf *out)
{
	buf_puts(out, "<header>");
	html_road(out);
	buf_puts(out, "<p class=\"brand\">Escale</p><h1>");
	html_name(out, r->words->title ? r->words->title : "Le mois des bornes");
	buf_puts(out, "</h1><p class=\"where\">");
	html_name(out, territory_name(r));
	buf_puts(out, ", ");
	html_text(out, r->period);
	buf_puts(out, "</p></header>\n");
}

static void figure_end(struct buf *out, const char *note)
{
	buf_puts(out, "</dd><dd class=\"of\">");
	html_text(out, note);
	buf_puts(out, "</dd></div>\n");
}

static void figure_begin(struct buf *out, const char *label)
{
	buf_puts(out, "<div><dt>");
	html_text(out, label);
	buf_puts(out, "</dt><dd>");
}

/* minus, equal, plus. */
static struct share pleased(const struct report *r, long long *whole)
{
	struct line l;
	*whole = 0;
	if (!report_line(r, INDICATOR_OPINION, false, &l) || l.whole < TALLY_MIN)
		return (struct share){ SHARE_HIDDEN, 0 };
	*whole = l.whole;
	if (!r->sheets)
		return hide_share(l.n[2], l.whole);
	return l.hidden[2] ? (struct share){ SHARE_HIDDEN, 0 }
	                   : (struct share){ SHARE_EXACT, (int)((l.n[2] * 200 + l.whole) / (2 * l.whole)) };
}

static void big_share(struct buf *out, struct share s)
{
	if (s.kind == SHARE_AT_LEAST || s.kind == SHARE_AT_MOST)
		buf_puts(out,
		         s.kind == SHARE_AT_LEAST ? "<small>au moins</small> " : "<small>au plus</small> ");
	if (s.kind != SHARE_HIDDEN)
		s.kind = SHARE_EXACT;
	share_fr(out, s);
}

static void figure_uses(const struct report *r, struct buf *out)
{
	char note[80];
	struct told uses = report_uses_told(r);
	int sent = 0;
	for (int i = 0; i < r->kiosk_count; i++)
		sent += r->kiosks[i].bundles > 0;
	figure_begin(out, "Utilisations");
	count_fr(out, uses.n, uses.hidden);
	snprintf(note, sizeof note, "sur %d borne%s", sent, sent > 1 ? "s" : "");
	figure_end(out, note);
}

static void figures(const struct report *r, const struct module_rows *m, struct buf *out)
{
	char n[FRENCH_MAX], note[120];
	long long opinions;
	struct share content = pleased(r, &opinions);
	buf_puts(out, "<dl class=\"figures\">");
	figure_uses(r, out);
	figure_begin(out, "Modules terminés");
	count_fr(out, m->done.n, m->done.hidden);
	if (m->started.hidden)
		snprintf(note, sizeof note, "commencés : masqué");
	else
		snprintf(note, sizeof note, "sur %s commencés", number_fr(m->started.n, n));
	figure_end(out, note);
	figure_begin(out, "Réponses justes, après");
	big_share(out, m->after);
	if (m->before.kind == SHARE_EXACT)
		snprintf(note, sizeof note, "%d\u202f%% avant (n\u00a0=\u00a0%s)", m->before.percent,
		         number_fr(m->measured, n));
	else
		snprintf(note, sizeof note, "avant : masqué");
	figure_end(out, note);
	figure_begin(out, "Avis contents");
	big_share(out, content);
	snprintf(note, sizeof note, "sur %s avis donnés", number_fr(opinions, n));
	figure_end(out, opinions ? note : "trop peu d'avis");
	buf_puts(out, "</dl>\n");
}

/* Two sentences for who reads nothing else; left out when one of their numbers may not be told. */
static void lead(const struct report *r, const struct module_rows *m, struct buf *out)
{
	char text[FRENCH_MAX], done[FRENCH_MAX], n[FRENCH_MAX];
	struct told uses = report_uses_told(r);
	if (uses.hidden || uses.n == 0 || m->done.hidden)
		return;
	buf_printf(
	    out,
	    "<p class=\"lead\">Les bornes ont servi <b>%s fois</b>. <b>%s modules</b> ont été menés au bout.",
	    number_fr(uses.n, text), number_fr(m->done.n, done));
	if (m->before.kind == SHARE_EXACT && m->after.kind == SHARE_EXACT)
		buf_printf(out,
		           " À la même question, <b>%d\u202f%% de bonnes réponses</b> avant le module, "
		           "<b>%d\u202f%%</b> après (n\u00a0=\u00a0%s).",
		           m->before.percent, m->after.percent, number_fr(m->measured, n));
	buf_puts(out, "</p>\n");
}

static void nothing(struct buf *out)
{
	buf_puts(out, "<p class=\"lead\">");
	html_text(out, "Aucun lot compté dans cette période. Importez les clés USB des bornes, ou choisissez "
	               "une autre période.");
	buf_puts(out, "</p>\n");
}

static const struct line_part line_parts[] = {
	{ INDICATOR_OPINION, false, true, LINE_FACES, "L'avis donné à la fin",
	  "Trois visages, au choix, sans obligation." },
	{ INDICATOR_VISIT_MINUTES, false, true, LINE_COLUMNS, "La durée d'une utilisation",
	  "De l'accueil au dernier écran." },
	{ INDICATOR_MODULE_MINUTES, false, true, LINE_COLUMNS, "La durée d'un module terminé",
	  "Du premier au dernier écran, tous modules ensemble." },
	{ INDICATOR_AGE, false, true, LINE_BARS, "Les âges", "Question facultative." },
	{ INDICATOR_COMPANY, false, true, LINE_BARS, "La présence", "Seul, accompagné, en groupe." },
	{ INDICATOR_LANGUAGE, true, false, LINE_BARS, "Les langues", "Langue de l'écran à la fin." },
	{ INDICATOR_ACCESS, true, false, LINE_BARS, "Les aides utilisées",
	  "Pour mieux voir, entendre, toucher." },
	{ INDICATOR_GROUPS, false, false, LINE_BARS, "Les séances en groupe",
	  "Selon le nombre de participants." },
};
enum { OPINION, VISIT_LENGTH, MODULE_LENGTH, TRIO };

static void sections(struct page *p, const struct module_rows *m)
{
	part_modules(p, m);
	part_change(p, m);
	part_hard_questions(p);
	buf_puts(p->out, "<div class=\"pair\">");
	part_line(p, &line_parts[OPINION]);
	part_line(p, &line_parts[VISIT_LENGTH]);
	buf_puts(p->out, "</div>\n<div class=\"pair\">");
	part_line(p, &line_parts[MODULE_LENGTH]);
	part_slot(p);
	buf_puts(p->out, "</div>\n<div class=\"trio\">");
	for (size_t i = TRIO; i < sizeof line_parts / sizeof *line_parts; i++)
		part_line(p, &line_parts[i]);
	buf_puts(p->out, "</div>\n");
	part_presence(p);
	part_polls(p);
	part_sensitive(p);
	part_silent(p);
}

/* Chromium prints these at the foot of each page; other browsers leave them out. */
static const char *page_style(const struct report *r)
{
	struct buf s = { 0 };
	buf_puts(&s, style);
	buf_puts(&s, "@page{@bottom-left{content:");
	html_css_string(&s, territory_name(r));
	buf_puts(&s, " \", \" ");
	html_css_string(&s, r->period);
	buf_puts(&s, ";font:8.5pt sans-serif;color:" SOFT "}@bottom-right{content:counter(page) \" / \" "
	             "counter(pages);font:8.5pt sans-serif;color:" SOFT "}}");
	if (r->internal)
		buf_puts(&s, internal_style);
	const char *made = arena_strdup(r->arena, s.data);
	buf_free(&s);
	return made;
}

void report_page(const struct report *r, struct buf *out)
{
	char title[400];
	struct page p = { .r = r, .out = out };
	snprintf(title, sizeof title, "%s, %.150s, %.120s",
	         r->internal ? "Document interne, bornes Escale" : "Le mois des bornes Escale",
	         territory_name(r), r->period);
	html_begin(out, title, chart_style, page_style(r));
	chart_patterns(out);
	if (r->internal)
		buf_puts(out, "<p class=\"internal\">Document interne. Ne pas diffuser.</p>\n");
	header(r, out);
	buf_puts(out, "<main>\n");
	if (r->bundles == 0) {
		nothing(out);
	} else {
		struct module_rows m = report_modules(r);
		p.shown[INDICATOR_USES] = true;
		lead(r, &m, out);
		figures(r, &m, out);
		sections(&p, &m);
	}
	part_kiosks(&p);
	part_words(&p);
	buf_puts(out, "</main>\n");
	html_end(out);
}
