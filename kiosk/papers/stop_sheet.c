#include "papers/stop_sheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "papers/paper.h"

static const char once[] = "Pour toutes les lignes";
static const char unsaid[] = "Ce qui n’est pas écrit n’a pas été dit : laissez « Non communiqué » ou rien.";
static const char apart[] = "Le libre-service n’est pas un accompagnement : ne l’ajoutez pas.";

/* ---- what all three say ---- */

struct heads {
	char day[40];
	struct stop_sums n;
	short order[STOP_LINES_MAX];
};

static struct heads heads_of(const struct stop_sheet *s)
{
	struct heads h = { .n = stop_sums(s->stop) };
	stop_date(s->stop->day, h.day);
	stop_order(s->stop, h.order);
	return h;
}

/* "15 accompagnements individuels", one sentence a line. */
static void sums(const struct stop_sheet *s, const struct heads *h, const char *before, const char *after, struct buf *out)
{
	buf_printf(out, "%sAccompagnements individuels : %d%s", before, h->n.people, after);
	buf_printf(out, "%sAteliers collectifs : %d, participants : %d%s", before, h->n.workshops, h->n.participants, after);
	buf_printf(out, "%sEn tout : %d + %d = %d accompagnements, sur %d ligne%s à recopier%s", before, h->n.people,
		   h->n.participants, h->n.helps, h->n.lines, h->n.lines > 1 ? "s" : "", after);
	if (s->visits >= 0)
		buf_printf(out, "%sÀ part, en libre-service sur la borne : %lld visite%s. %s%s", before, (long long)s->visits,
			   s->visits > 1 ? "s" : "", apart, after);
}

static const char *kind_of(const struct stop_line *l)
{
	return coop_label(COOP_TYPE, coop_find(COOP_TYPE, l->workshop ? "collectif" : "individuel"));
}

/* ---- on paper ---- */

static const char style_of_sheet[] =
	".sums{border:1pt solid #8a6d4b;padding:3mm 4mm;margin:3mm 0}.sums p{margin:0}.sums p:nth-child(3){font-weight:bold}"
	".lines{columns:2;column-gap:6mm}"
	".line{break-inside:avoid;border:1pt solid #777;padding:2mm 3mm 2.4mm;margin:0 0 3mm}"
	".line h3{font-size:11pt;margin:0 0 1mm;display:flex;gap:2mm;align-items:center}"
	".box{width:4.4mm;height:4.4mm;border:1pt solid #1b1b1b;flex:none}"
	"dl{margin:0;display:grid;grid-template-columns:28mm 1fr;column-gap:2mm}"
	"dt{color:#444}dd{margin:0;overflow-wrap:anywhere}"
	".wide{grid-template-columns:48mm 1fr}";

static void html_pair(struct buf *out, const char *name, const char *value)
{
	buf_puts(out, "<dt>");
	paper_escape(out, name);
	buf_puts(out, "</dt><dd>");
	paper_escape(out, value);
	buf_puts(out, "</dd>");
}

static void html_line(const struct stop_sheet *s, const struct stop_line *l, int nth, struct stop_row *rows, struct buf *out)
{
	int n = stop_rows(l, s->pack, rows);
	buf_printf(out, "<div class=\"line\"><h3><span class=\"box\"></span>%d. ", nth);
	paper_escape(out, l->workshop ? "Atelier" : "Individuel");
	buf_puts(out, "</h3><dl>");
	for (int i = 0; i < n; i++)
		html_pair(out, rows[i].name, rows[i].value);
	buf_puts(out, "</dl></div>\n");
}

static void html_lines(const struct stop_sheet *s, const struct heads *h, bool workshops, const char *title, struct buf *out)
{
	struct stop_row *rows = xmalloc(STOP_ROWS_MAX * sizeof *rows);
	if (workshops ? h->n.workshops : h->n.people)
		buf_printf(out, "<h2>%s</h2>\n<div class=\"lines\">\n", title);
	for (int i = 0; i < s->stop->count; i++)
		if (s->stop->lines[h->order[i]].workshop == workshops)
			html_line(s, &s->stop->lines[h->order[i]], i + 1, rows, out);
	if (workshops ? h->n.workshops : h->n.people)
		buf_puts(out, "</div>\n");
	free(rows);
}

void stop_sheet_html(const struct stop_sheet *s, struct buf *out)
{
	struct heads h = heads_of(s);
	char title[80];
	snprintf(title, sizeof title, "Bilan de l’arrêt, %s", h.day);
	paper_begin(out, title, style_of_sheet);
	buf_puts(out, "<h1>");
	paper_escape(out, title);
	buf_puts(out, "</h1>\n<p>À recopier dans La Coop, ligne par ligne, dans l’ordre de ses formulaires. "
		      "Cochez au fur et à mesure.</p>\n<div class=\"sums\">\n");
	sums(s, &h, "<p>", "</p>\n", out);
	buf_printf(out, "</div>\n<h2>%s</h2>\n<dl class=\"wide\">", once);
	html_pair(out, "Date", h.day);
	html_pair(out, "Lieu", coop_label(COOP_VENUE, s->stop->venue));
	html_pair(out, "Commune (code Insee)", s->stop->commune);
	if (s->place)
		html_pair(out, "La borne était", s->place);
	buf_printf(out, "</dl>\n<p>%s</p>\n", unsaid);
	html_lines(s, &h, false, "Accompagnements individuels", out);
	html_lines(s, &h, true, "Ateliers collectifs", out);
	paper_end(out);
}

/* ---- in plain text ---- */

void stop_sheet_text(const struct stop_sheet *s, struct buf *out)
{
	struct heads h = heads_of(s);
	struct stop_row *rows = xmalloc(STOP_ROWS_MAX * sizeof *rows);
	buf_printf(out, "BILAN DE L’ARRÊT, %s\n\n", h.day);
	sums(s, &h, "", "\n", out);
	buf_printf(out, "\n%s\n  Date : %s\n  Lieu : %s\n  Commune (code Insee) : %s\n", once, h.day,
		   coop_label(COOP_VENUE, s->stop->venue), s->stop->commune);
	if (s->place)
		buf_printf(out, "  La borne était : %s\n", s->place);
	buf_printf(out, "%s\n", unsaid);
	for (int i = 0; i < s->stop->count; i++) {
		const struct stop_line *l = &s->stop->lines[h.order[i]];
		int n = stop_rows(l, s->pack, rows);
		buf_printf(out, "\n[ ] %d. %s\n", i + 1, kind_of(l));
		for (int r = 0; r < n; r++)
			buf_printf(out, "  %s : %s\n", rows[r].name, rows[r].value);
	}
	free(rows);
}

/* ---- for a spreadsheet ---- */

static void codes(struct buf *out, enum coop_list list, uint32_t bits)
{
	struct buf all = { 0 };
	buf_puts(&all, "");
	for (int i = 0; i < coop_tables[list].count; i++)
		if (bits >> i & 1)
			buf_printf(&all, "%s%s", all.size ? " " : "", coop_code(list, i));
	paper_cell(out, all.data, false);
	buf_free(&all);
}

static void number_cell(struct buf *out, int n)
{
	char text[16];
	snprintf(text, sizeof text, "%d", n);
	paper_cell(out, text, false);
}

void stop_sheet_csv(const struct stop_sheet *s, struct buf *out)
{
	struct heads h = heads_of(s);
	char day[16];
	stop_iso(s->stop->day, day);
	buf_puts(out, PAPER_CSV_START "ligne;type;date;type_lieu;commune;duree_minutes;titre_atelier;participants;materiel;"
				      "thematiques;niveau;autonomie;structure_de_redirection;genre;tranche_age;statut_social\r\n");
	for (int i = 0; i < s->stop->count; i++) {
		const struct stop_line *l = &s->stop->lines[h.order[i]];
		number_cell(out, i + 1);
		paper_cell(out, l->workshop ? "collectif" : "individuel", false);
		paper_cell(out, day, false);
		paper_cell(out, coop_code(COOP_VENUE, s->stop->venue), false);
		paper_cell(out, s->stop->commune, false);
		number_cell(out, l->minutes);
		paper_cell(out, l->workshop ? stop_title(l, s->pack) : "", false);
		number_cell(out, l->people);
		codes(out, COOP_MATERIAL, l->material);
		codes(out, COOP_THEME, l->themes);
		paper_cell(out, coop_code(COOP_LEVEL, l->choice[COOP_LEVEL]), false);
		paper_cell(out, coop_code(COOP_AUTONOMY, l->choice[COOP_AUTONOMY]), false);
		paper_cell(out, coop_code(COOP_REDIRECT, l->choice[COOP_REDIRECT]), false);
		paper_cell(out, coop_code(COOP_GENDER, l->choice[COOP_GENDER]), false);
		paper_cell(out, coop_code(COOP_AGE, l->choice[COOP_AGE]), false);
		paper_cell(out, coop_code(COOP_STATUS, l->choice[COOP_STATUS]), true);
	}
}

void stop_sheet_name(const struct stop *s, char out[40])
{
	char day[16];
	stop_iso(s->day, day);
	snprintf(out, 40, "arret-%s-%s", day, s->commune);
}
