/* The two pages. Each is a box of a fixed height: what goes in is bounded (territory.c, BILAN_MODULES...), so that two
 * pages stay two pages; tests/coordinator/pages.sh prints the longest. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "coordinator/bilan_parts.h"
#include "coordinator/french.h"
#include "coordinator/html.h"

static const char style[] =
    "@page{size:A4;margin:10mm 15mm}"
    ".sheet{position:relative;height:274mm;overflow-wrap:anywhere}"
    ".sheet+.sheet{margin-top:12mm}"
    ".road{float:right;width:36mm;height:auto;margin:0 0 0 6mm}"
    "header{border-bottom:3px solid " DEEP ";padding:0 0 3.5mm;margin:0 0 4mm}"
    ".brand{color:" DEEP ";font-weight:700;margin:0 0 1mm}"
    "h1{font-size:1.75rem;letter-spacing:-.01em}"
    ".where{font-size:1.05rem;color:" SOFT ";margin:1.5mm 0 0;line-height:1.35}"
    "h2{font-size:1.3rem;color:" DEEP ";margin:0 0 2.5mm}"
    "h3{font-size:1rem;margin:0 0 1mm}.own+h3,.blank+h3{margin-top:2mm}.columns+.note{margin-top:1.5mm}"
    "section{margin:0 0 6mm}.sheet+.sheet section{margin:0 0 5mm}.sheet+.sheet .words{margin:0}"
    ".figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));margin:0 0 3.5mm;padding:0}"
    ".figures div{padding:0 0 0 3mm;border-left:3px solid " WARM "}"
    ".figures dt{font-size:.9rem;color:" SOFT ";line-height:1.3}"
    ".figures dd{margin:0;font-size:1.5rem;font-weight:700;line-height:1.2;color:" DEEP ";}"
    ".figures dd small{font-size:.8rem;font-weight:400;color:" SOFT "}"
    ".figures dd .masked{font-size:1.1rem}"
    ".figures dd.of{font-size:.85rem;font-weight:400;color:" SOFT ";line-height:1.3;white-space:normal}"
    ".sub,.note{color:" SOFT ";font-size:.92rem;line-height:1.4;margin:0 0 2mm}"
    ".key{display:inline-block;width:3.2mm;height:3.2mm;border:1px solid " DEEP ";vertical-align:-.3mm}"
    ".key.now{background:" DEEP "}.key.then{background:" PALE "}"
    ".say{font-size:1.08rem;line-height:1.45;margin:0 0 2.5mm}"
    ".change th{width:42%}.change td,.change th{padding-top:0;padding-bottom:0}.change th{padding:.2mm 4mm "
    ".2mm 0}"
    "th small{display:block;color:" SOFT ";font-size:.86rem;line-height:1.3}th small b{color:" INK "}"
    "ul.own,ol.own{margin:0;padding:0 0 0 6mm}.own li{margin:0 0 2mm;line-height:1.4}"
    ".blank{border-bottom:1px dotted " SOFT ";height:11mm}.blank:last-of-type{margin:0 0 5mm}"
    ".ask{border:2px solid " DEEP ";border-radius:2mm;padding:4mm 6mm 2mm}"
    ".said{display:grid;grid-template-columns:1fr 1fr;gap:0 10mm}"
    ".said blockquote{margin:0;padding:0 0 0 4mm;border-left:3px solid " WARM
    ";font-style:italic;line-height:1.4}"
    ".said>:only-child{grid-column:1/-1}"
    ".words{border-top:1px solid " RULE ";padding-top:3mm;position:absolute;bottom:0;left:0;right:0;margin:0}"
    ".words h2{font-size:1rem;color:" INK ";margin:0 0 1.5mm}"
    ".words dl{columns:2;column-gap:10mm;margin:0 0 2mm;font-size:.76rem;line-height:1.33}"
    ".words div{break-inside:avoid;margin:0 0 1mm}.words dt{font-weight:700;display:inline}"
    ".words dd{display:inline;margin:0}.words p{font-size:.76rem;color:" SOFT ";margin:0;line-height:1.33}"
    "@media print{.sheet{break-after:page}.sheet+.sheet{margin:0;break-after:auto}}"
    "@media screen{body{max-width:192mm}.sheet{height:auto;min-height:274mm}.words{position:static}}";

void bilan_name(struct buf *out, const char *name, int most)
{
	size_t n = strlen(name), i = 0;
	uint32_t cp;
	char cut[4 * BILAN_QUESTION + 4];
	if (utf8_length(name, n) > (size_t)most) {
		for (int k = 1; k < most; k++)
			i += (size_t)utf8_next(name + i, n - i, &cp);
		snprintf(cut, sizeof cut, "%.*s…", (int)i, name);
		name = cut;
	}
	html_name(out, name);
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

static void sum_fr(struct buf *out, const struct bilan_sum *s, bool small)
{
	char n[FRENCH_MAX];
	switch (s->known) {
	case CHART_NONE: buf_puts(out, "<span class=\"masked\">non publié</span>"); return;
	case CHART_MASKED: buf_puts(out, "<span class=\"masked\">masqué</span>"); return;
	case CHART_AT_LEAST: buf_puts(out, small ? "<small>au moins</small> " : "au moins "); break;
	case CHART_EXACT: break;
	}
	buf_puts(out, number_fr(s->n, n));
}

static bool any_before(const struct bilan *b)
{
	return b->before.published > 0;
}

static void figure(const struct bilan *b, const char *label, const struct bilan_sum *now,
                   const struct bilan_sum *before, struct buf *out)
{
	buf_puts(out, "<div><dt>");
	html_text(out, label);
	buf_puts(out, "</dt><dd>");
	sum_fr(out, now, true);
	buf_puts(out, "</dd><dd class=\"of\">");
	if (any_before(b)) {
		buf_puts(out, "avant\u202f: ");
		sum_fr(out, before, false);
	}
	buf_puts(out, "</dd></div>\n");
}

/* ---- the first page ------------------------------------------------------------------------------------ */

static const char *step_plural(enum step step)
{
	return step == STEP_MONTH ? "mois" : step == STEP_QUARTER ? "trimestres" : "semestres";
}

/* What the comparison rests on, when it does not rest on everything. */
static void say_published(const struct bilan *b, const struct bilan_span *s, struct buf *out)
{
	if (s->published < s->steps)
		buf_printf(out, " (%d %s publié%s sur %d)", s->published,
		           s->published > 1 ? step_plural(b->step) : step_id(b->step),
		           s->published > 1 ? "s" : "", s->steps);
}

static void header(const struct bilan *b, struct buf *out)
{
	buf_puts(out, "<header>");
	html_road(out);
	buf_puts(out, "<p class=\"brand\">Escale, bilan à ");
	html_text(out, b->length);
	buf_puts(out, "</p><h1>");
	html_name(out, b->words->title ? b->words->title : "Les bornes Escale");
	buf_puts(out, "</h1><p class=\"where\">");
	html_name(out, b->territory);
	buf_puts(out, ", ");
	html_text(out, b->now.name);
	say_published(b, &b->now, out);
	if (any_before(b)) {
		buf_puts(out, ".<br>Avant\u202f: ");
		html_text(out, b->before.name);
		say_published(b, &b->before, out);
	}
	buf_puts(out, ".</p></header>\n");
}

static void said_modules(const struct bilan *b, struct buf *out)
{
	int named = b->module_count < BILAN_NAMED ? b->module_count : BILAN_NAMED;
	if (named == 0)
		return;
	buf_puts(out, named > 1 ? "<p class=\"note\">Les modules les plus suivis\u202f: "
	                        : "<p class=\"note\">Le module suivi\u202f: ");
	for (int i = 0; i < named; i++) {
		buf_puts(out, i ? ", " : "");
		bilan_name(out, b->modules[i].title, BILAN_SHORT);
		buf_puts(out, " (");
		sum_fr(out, &b->modules[i].done, false);
		buf_puts(out, i ? ")" : b->modules[i].done.n > 1 ? " fois menés au bout)" : ")");
	}
	buf_puts(out, ".</p>\n");
}

static bool any_step(const struct bilan *b, enum chart_known known)
{
	for (int i = 0; i < b->step_count; i++)
		if (b->steps[i].known[1] == known || (any_before(b) && b->steps[i].known[0] == known))
			return true;
	return false;
}

/* What the columns and their signs mean. */
static void say_key(const struct bilan *b, struct buf *out)
{
	buf_puts(out, "<p class=\"sub\"><span class=\"key now\"></span> cette fois");
	if (any_before(b))
		buf_puts(out, ", <span class=\"key then\"></span> la même durée juste avant");
	if (chart_steps_thousands(b->steps, b->step_count))
		buf_puts(out, "\u202f; en milliers");
	if (any_step(b, CHART_MASKED))
		buf_puts(out, "\u202f; m.\u202f: masqué");
	if (any_step(b, CHART_NONE))
		buf_puts(out, "\u202f; –\u202f: non publié");
	buf_puts(out, "</p>\n");
}

static void part_done(const struct bilan *b, struct buf *out)
{
	char stops[60];
	buf_puts(out, "<section><h2>Ce que nous avons fait</h2>\n<dl class=\"figures\">");
	figure(b, "Utilisations des bornes", &b->now.uses, &b->before.uses, out);
	figure(b, "Modules terminés", &b->now.done, &b->before.done, out);
	snprintf(stops, sizeof stops, "Arrêts dans %d commune%s", b->now.communes,
	         b->now.communes > 1 ? "s" : "");
	figure(b, b->now.communes ? stops : "Arrêts de la borne", &b->now.stops, &b->before.stops, out);
	figure(b, "Séances en groupe", &b->now.groups, &b->before.groups, out);
	buf_puts(out, "</dl>\n<h3>Utilisations</h3>\n");
	say_key(b, out);
	chart_steps(out, "utilisations", "Utilisations, période après période", b->steps, b->step_count);
	said_modules(b, out);
	buf_puts(out, "</section>\n");
}

static void change_row(const struct bilan_module *m, struct buf *out)
{
	char n[FRENCH_MAX];
	buf_puts(out, "<tr><th scope=\"row\">");
	bilan_name(out, m->title, BILAN_TITLE);
	buf_printf(
	    out, "<small>%d\u202f%% avant, <b>%d\u202f%%\u00a0après</b> (n\u00a0=\u00a0%s)</small></th><td>",
	    m->change.before, m->change.after, number_fr(m->change.n, n));
	chart_change(out, (struct share){ SHARE_EXACT, m->change.before },
	             (struct share){ SHARE_EXACT, m->change.after });
	buf_puts(out, "</td></tr>\n");
}

static void say_change(const struct bilan *b, struct buf *out)
{
	const struct bilan_change *now = &b->now.change, *then = &b->before.change;
	char n[FRENCH_MAX];
	if (now->n == 0) {
		buf_puts(out,
		         "<p class=\"say\">Trop peu de mesures publiées pour donner un pourcentage.</p>\n");
		return;
	}
	buf_printf(
	    out,
	    "<p class=\"say\">À la même question, <b>%d\u202f%% de bonnes réponses avant</b> le module, "
	    "<b>%d\u202f%% après</b> (n\u00a0=\u00a0%s).",
	    now->before, now->after, number_fr(now->n, n));
	if (then->n)
		buf_printf(out, " La période d’avant\u202f: %d\u202f%%, puis %d\u202f%% (n\u00a0=\u00a0%s).",
		           then->before, then->after, number_fr(then->n, n));
	buf_puts(out, "</p>\n");
}

static void say_opinion(const struct bilan *b, struct buf *out)
{
	char n[FRENCH_MAX];
	if (!b->now.opinions)
		return;
	buf_printf(out, "<p class=\"note\">%d\u202f%% d’avis contents (n\u00a0=\u00a0%s avis).",
	           b->now.pleased, number_fr(b->now.opinions, n));
	if (b->before.opinions)
		buf_printf(out, " La période d’avant\u202f: %d\u202f%% (n\u00a0=\u00a0%s).",
		           b->before.pleased, number_fr(b->before.opinions, n));
	buf_puts(out, "</p>\n");
}

static void part_learnt(const struct bilan *b, struct buf *out)
{
	int rows = 0;
	for (int i = 0; i < b->module_count; i++)
		rows += b->modules[i].change.n > 0;
	buf_puts(out, "<section><h2>Ce que les habitants ont appris</h2>\n");
	say_change(b, out);
	if (rows) {
		buf_puts(out, "<p class=\"sub\">Part de bonnes réponses. Rond vide\u202f: avant le module. "
		              "Rond plein\u202f: "
		              "après.</p>\n");
		buf_puts(out, "<table class=\"bars change\"><caption>Bonnes réponses avant et après chaque "
		              "module</caption><tbody>\n");
		for (int i = 0; i < b->module_count; i++)
			if (b->modules[i].change.n > 0)
				change_row(&b->modules[i], out);
		buf_puts(out, "<tr class=\"axis\" aria-hidden=\"true\"><td></td><td>");
		chart_change_axis(out);
		buf_puts(out, "</td></tr></tbody></table>\n");
	}
	say_opinion(b, out);
	buf_puts(out, "</section>\n");
}

/* ---- both ----------------------------------------------------------------------------------------------- */

void bilan_page(const struct bilan *b, struct buf *out)
{
	char title[300];
	snprintf(title, sizeof title, "Bilan à %.20s, %.120s, %.120s", b->length, b->territory, b->now.name);
	html_begin(out, title, chart_style, style);
	chart_patterns(out);
	buf_puts(out, "<main>\n<div class=\"sheet\">\n");
	header(b, out);
	part_done(b, out);
	part_learnt(b, out);
	buf_puts(out, "</div>\n<div class=\"sheet\">\n");
	bilan_part_blocks(b, out);
	bilan_part_asks(b, out);
	bilan_part_words(b, out);
	buf_puts(out, "</div>\n</main>\n");
	html_end(out);
}
