/* Stops by commune. A stop is a public event and its attendance a band that says no more than "masked" would:
 * a single stop is shown. */
#include <stdlib.h>
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

enum { BANDS = 3 };

struct place {
	const char *code, *name;
	long long stops, band[BANDS];
};

static int most_stops_first(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->stops != y->stops)
		return x->stops < y->stops ? 1 : -1;
	return strcmp(x->name, y->name);
}

static int read_places(const struct report *r, struct place *place)
{
	const struct value_choice *bands = fact_table[FACT_PRESENCE].values[1].choices;
	int count = 0;
	for (int i = 0; i < r->tally.count; i++) {
		const struct cell *c = &r->tally.cells[i];
		if (c->fact.kind != FACT_PRESENCE)
			continue;
		int at = 0;
		while (at < count && strcmp(place[at].code, c->fact.value[0]) != 0)
			at++;
		if (at == count)
			place[count++] =
			    (struct place){ .code = c->fact.value[0],
				            .name = territory_commune(r->words, c->fact.value[0]) };
		place[at].stops += c->count;
		for (int b = 0; b < BANDS; b++)
			if (strcmp(c->fact.value[1], bands[b].id) == 0)
				place[at].band[b] += c->count;
	}
	return count;
}

/* Published: stops, without their bands. */
static int told_places(const struct report *r, struct place **out)
{
	const char **rows;
	int count = report_rows(r->sheets, SHEET_STOPS, &rows, r->arena);
	*out = arena_array(r->arena, (size_t)count + 1, sizeof **out);
	for (int i = 0; i < count; i++)
		(*out)[i] =
		    (struct place){ .code = rows[i],
			            .name = territory_commune(r->words, rows[i]),
			            .stops = report_told(r->sheets, SHEET_STOPS, rows[i], REGISTER_TOTAL).n };
	return count;
}

static void place_line(const struct place *p, long long most, bool bands, struct buf *out)
{
	char n[FRENCH_MAX];
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, p->name);
	buf_puts(out, "</th><td>");
	chart_single(out, p->stops, most);
	buf_printf(out, "</td><td class=\"n\">%s</td>", number_fr(p->stops, n));
	for (int b = 0; bands && b < BANDS; b++)
		buf_printf(out, "<td class=\"p\">%s</td>", number_fr(p->band[b], n));
	buf_puts(out, "</tr>\n");
}

void part_presence(struct page *p)
{
	struct buf *out = p->out;
	bool bands = !p->r->sheets;
	struct place *place = NULL;
	int count;
	if (p->r->sheets) {
		count = told_places(p->r, &place);
	} else {
		place = arena_array(p->r->arena, (size_t)p->r->tally.count + 1, sizeof *place);
		count = read_places(p->r, place);
	}
	if (count == 0)
		return;
	qsort(place, (size_t)count, sizeof *place, most_stops_first);
	section_rows(p, INDICATOR_PRESENCE, count, "Les arrêts",
	             bands ? "Par commune. À droite, ces arrêts selon le nombre de personnes accueillies."
	                   : "Par commune.");
	buf_puts(
	    out,
	    "<table class=\"bars places\"><caption>Arrêts par commune</caption><thead><tr><td></td><td></td>"
	    "<th scope=\"col\">arrêts</th>");
	for (int b = 0; bands && b < BANDS; b++) {
		buf_puts(out, "<th scope=\"col\">");
		html_text(out, fact_table[FACT_PRESENCE].values[1].choices[b].fr);
		buf_puts(out, "</th>");
	}
	buf_puts(out, "</tr></thead><tbody>\n");
	for (int i = 0; i < count && i < COMMUNES_SHOWN; i++)
		place_line(&place[i], place[0].stops, bands, out);
	buf_puts(out, "</tbody></table>\n");
	if (count > COMMUNES_SHOWN)
		buf_printf(out, "<p class=\"note\">Et %d autres communes, avec moins d’arrêts.</p>\n",
		           count - COMMUNES_SHOWN);
	section_end(p);
}
