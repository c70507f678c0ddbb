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
    ".figures{display:grid;grid-template-columns:repeat(4,1fr);gap:0;margin:0 0 "
    "7.5mm;padding:0;break-inside:avoid}"
    ".figures div{padding:0 4mm 0 4mm;border-left:3px solid " WARM "}"
    ".figures dt{font-size:.9rem;color:" SOFT ";line-height:1.3}"
    ".figures dd{margin:0;font-size:1.95rem;font-weight:700;line-height:1.15;color:" DEEP
    ";white-space:nowrap}"
    ".figures dd .masked{font-size:1.2rem}"
    ".figures dd small{font-size:1.1rem;font-weight:400;color:" SOFT "}"
    ".figures dd.of{font-size:.85rem;font-weight:400;color:" SOFT ";line-height:1.3;white-space:normal}"
    "section{break-inside:avoid;margin:0 0 7.5mm}"
    "h2{font-size:1.25rem;color:" INK ";margin:0 0 1mm}"
    ".sub{color:" SOFT ";margin:0 0 2.5mm;font-size:.95rem;line-height:1.4}"
    ".pair,.trio{display:grid;grid-template-columns:1fr 1fr;gap:0 13mm;break-inside:avoid}"
    ".trio{grid-template-columns:repeat(auto-fit,minmax(46mm,1fr));gap:0 10mm}"
    ".note{color:" SOFT ";font-size:.92rem;margin:2mm 0 0}"
    "th small{display:block;color:" SOFT ";font-size:.86rem;line-height:1.3}"
    ".modules thead th{width:auto;text-align:right;font-size:.86rem;color:" SOFT
    ";padding:0 0 0 3mm;white-space:nowrap}"
    ".modules th[scope=row]{width:40%}"
    ".change th{width:40%}.change td,.change th{padding-top:0;padding-bottom:0}.change th{padding:1.2mm 4mm "
    "1.2mm 0}"
    ".change small b{color:" INK "}"
    ".questions th{width:55%}"
    ".kiosks th,.kiosks td{border-top:1px solid " RULE ";padding:1.5mm 4mm 1.5mm 0}"
    ".kiosks thead th{border:0;font-size:.86rem;color:" SOFT "}"
    ".kiosks .n{text-align:right;font-variant-numeric:tabular-nums}"
    ".mark{display:inline-block;width:1.1em}.fine{color:" DEEP "}.todo{color:#A6510B}"
    ".words{border-top:1px solid " RULE ";padding-top:5mm;break-inside:auto}"
    "@media print{.words{break-before:page;border:0;padding:0}}"
    ".words dl{columns:2;column-gap:13mm;margin:3mm 0 0;font-size:.9rem;line-height:1.42}"
    ".words dt{font-weight:700;break-after:avoid}.words dd{margin:0 0 2.6mm;break-inside:avoid}"
    "footer{color:" SOFT ";font-size:.85rem;border-top:1px solid " RULE ";padding-top:3mm}"
    "@media(max-width:640px){.figures{grid-template-columns:1fr "
    "1fr;row-gap:5mm}.pair,.trio{grid-template-columns:1fr}"
    ".words dl{columns:1}}";

void section_begin(struct buf *out, const char *title, const char *lead)
{
	buf_puts(out, "<section><h2>");
	html_name(out, title);
	buf_puts(out, "</h2>");
	if (lead) {
		buf_puts(out, "<p class=\"sub\">");
		html_text(out, lead);
		buf_puts(out, "</p>");
	}
	buf_puts(out, "\n");
}

void section_end(struct buf *out)
{
	buf_puts(out, "</section>\n");
}

static void header(const struct report *r, struct buf *out)
{
	/* A road with its stops: the mark of the house. */
	buf_puts(out, "<header><svg class=\"road\" viewBox=\"0 0 190 84\" aria-hidden=\"true\"><path d=\"M4 "
	              "70C40 74 44 22 84 26S"
	              "130 66 184 16\" fill=\"none\" stroke=\"" DEEP
	              "\" stroke-width=\"3.5\" stroke-linecap=\"round\" "
	              "stroke-dasharray=\"1 8\"/><circle cx=\"12\" cy=\"70\" r=\"8\" fill=\"" DEEP
	              "\"/><circle cx=\"84\" cy=\"26\" r=\"8\" "
	              "fill=\"#fff\" stroke=\"" DEEP
	              "\" stroke-width=\"4\"/><circle cx=\"176\" cy=\"23\" r=\"11\" fill=\"" WARM "\"/></svg>"
	              "<p class=\"brand\">Escale</p><h1>Le bilan des bornes</h1><p class=\"where\">");
	html_name(out, r->territory[0] ? r->territory : "Toutes les bornes");
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

static struct share pleased(const struct report *r, long long *whole)
{
	*whole = tally_sum(&r->tally, FACT_OPINION, NULL, NULL, NULL, NULL);
	return hide_share(tally_sum(&r->tally, FACT_OPINION, NULL, "plus", NULL, NULL), *whole);
}

static void figures(const struct report *r, const struct module_rows *m, struct buf *out)
{
	char n[FRENCH_MAX], note[120];
	long long opinions;
	struct share before = hide_share(m->before, m->measured), after = hide_share(m->after, m->measured);
	struct share content = pleased(r, &opinions);
	buf_puts(out, "<dl class=\"figures\">");
	figure_begin(out, "Utilisations");
	count_fr(out, report_uses(r), hide_small(report_uses(r)));
	int sent = 0;
	for (int i = 0; i < r->kiosk_count; i++)
		sent += r->kiosks[i].bundles > 0;
	snprintf(note, sizeof note, "sur %d borne%s", sent, sent > 1 ? "s" : "");
	figure_end(out, note);
	figure_begin(out, "Modules terminés");
	count_fr(out, m->done, hide_small(m->done) || hide_small(m->started - m->done));
	snprintf(note, sizeof note, "sur %s commencés",
	         hide_small(m->started) ? "moins de 11" : number_fr(m->started, n));
	figure_end(out, note);
	figure_begin(out, "Réussite à la fin");
	share_fr(out, after);
	if (before.kind == SHARE_EXACT)
		snprintf(note, sizeof note, "%d\u202f%% au début (n\u00a0=\u00a0%s)", before.percent,
		         number_fr(m->measured, n));
	else
		snprintf(note, sizeof note, "au début : voir plus bas");
	figure_end(out, note);
	figure_begin(out, "Avis contents");
	share_fr(out, content);
	snprintf(note, sizeof note, "sur %s avis donnés",
	         hide_small(opinions) ? "moins de 11" : number_fr(opinions, n));
	figure_end(out, note);
	buf_puts(out, "</dl>\n");
}

/* Two sentences for who reads nothing else; left out when one of their numbers may not be told. */
static void lead(const struct report *r, const struct module_rows *m, struct buf *out)
{
	struct share before = hide_share(m->before, m->measured), after = hide_share(m->after, m->measured);
	char uses[FRENCH_MAX], done[FRENCH_MAX];
	if (report_uses(r) < TALLY_MIN || hide_small(m->done) || hide_small(m->started - m->done))
		return;
	buf_printf(
	    out,
	    "<p class=\"lead\">Les bornes ont servi <b>%s fois</b>. <b>%s modules</b> ont été menés au bout.",
	    number_fr(report_uses(r), uses), number_fr(m->done, done));
	if (before.kind == SHARE_EXACT && after.kind == SHARE_EXACT)
		buf_printf(out,
		           " La réussite aux questions est de <b>%d\u202f%%</b> au début des modules et de "
		           "<b>%d\u202f%%</b> à la fin.",
		           before.percent, after.percent);
	buf_puts(out, "</p>\n");
}

static void nothing(struct buf *out)
{
	buf_puts(out, "<p class=\"lead\">");
	html_text(out, "Aucun lot compté dans cette période. Importez les clés USB des bornes, ou choisissez "
	               "une autre période.");
	buf_puts(out, "</p>\n");
}

void report_page(const struct report *r, struct buf *out)
{
	char day[FRENCH_MAX], title[300];
	snprintf(title, sizeof title, "Bilan des bornes Escale, %.120s, %.120s",
	         r->territory[0] ? r->territory : "toutes les bornes", r->period);
	html_begin(out, title, chart_style, style);
	chart_patterns(out);
	header(r, out);
	if (r->bundles == 0) {
		nothing(out);
	} else {
		struct module_rows m = report_modules(r);
		lead(r, &m, out);
		figures(r, &m, out);
		part_modules(&m, out);
		part_change(&m, out);
		buf_puts(out, "<div class=\"pair\">");
		part_opinion(r, out);
		part_line(r, out, FACT_VISIT, 0, false, true, "La durée d'une utilisation",
		          "De l'accueil au dernier écran.");
		buf_puts(out, "</div>\n<div class=\"trio\">");
		part_line(r, out, FACT_LANGUAGE, 0, true, false, "Les langues",
		          "Langue de l'écran à la fin.");
		part_line(r, out, FACT_VISIT, 1, false, false, "La présence", "Seul, accompagné, en groupe.");
		part_access(r, out);
		part_line(r, out, FACT_AGE, 0, false, false, "Les âges", "Question facultative.");
		part_line(r, out, FACT_SLOT, 1, false, false, "Le moment",
		          "Seulement quand la date était confirmée.");
		buf_puts(out, "</div>\n");
		part_hard_questions(r, out);
		part_polls(r, out);
	}
	part_kiosks(r, out);
	part_words(r, out);
	buf_printf(out,
	           "<footer><p>Rapport écrit le %s par Escale " ESCALE_VERSION
	           ", à partir de %d lot%s.</p></footer>\n",
	           day_fr(r->today, day), r->bundles, r->bundles > 1 ? "s" : "");
	html_end(out);
}
