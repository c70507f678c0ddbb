/* The kiosks: which ones sent, which ones did not, what is missing. */
#include <stdio.h>
#include <string.h>

#include "coordinator/chart.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

enum { KIOSKS_ALL = 40, KIOSKS_LISTED = 80 };

enum standing { FINE, LATE, SILENT, MISSING, CONTESTED, UNREAD, REVOKED };

/* A shape for each, so that the column reads without its colour. */
static const struct {
	const char *mark, *css, *says;
} standings[] = {
	[FINE] = { "●", "fine", "à jour" },
	[LATE] = { "▲", "todo", "en retard" },
	[SILENT] = { "■", "todo", "muette : aucun lot" },
	[MISSING] = { "▲", "todo", "lot manquant" },
	[CONTESTED] = { "■", "todo", "lots mis de côté" },
	[UNREAD] = { "○", "", "lots vérifiés, non lus" },
	[REVOKED] = { "○", "", "révoquée" },
};

static bool late(const struct report *r, const struct report_kiosk *k)
{
	return k->last_day >= 0 && r->today - k->last_day > REPORT_LATE_DAYS;
}

static enum standing standing_of(const struct report *r, const struct report_kiosk *k)
{
	if (k->kiosk.revoked_day >= 0)
		return REVOKED;
	if (k->contested)
		return CONTESTED;
	if (k->missing)
		return MISSING;
	if (k->last_day < 0)
		return r->today - k->kiosk.enrolled_day > REPORT_LATE_DAYS ? SILENT : FINE;
	if (late(r, k))
		return LATE;
	return k->unread ? UNREAD : FINE;
}

static void say_standing(const struct report *r, const struct report_kiosk *k, struct buf *out)
{
	enum standing s = standing_of(r, k);
	buf_printf(out, "<span class=\"mark %s\" aria-hidden=\"true\">%s</span> ", standings[s].css,
	           standings[s].mark);
	if (s == FINE && k->last_day < 0)
		html_text(out, "nouvelle");
	else if (s == MISSING)
		buf_printf(out, "lot%s n°\u00a0%s manquant%s", k->missing > 1 ? "s" : "", k->missing_list,
		           k->missing > 1 ? "s" : "");
	else
		html_text(out, standings[s].says);
	if (s == LATE || (s == MISSING && late(r, k)))
		buf_printf(out, "%s%lld\u00a0jours", s == LATE ? " de " : ", dernier il y a ",
		           (long long)(r->today - k->last_day));
}

/* What went wrong in the period, under the standing. */
static void say_incidents(const struct report_kiosk *k, struct buf *out)
{
	static const char *const stops[] = { NULL, "arrêts brusques : 1 à 3", "arrêts brusques : 4 ou plus" };
	if (!k->bundles || (!stops[k->stops] && !k->undated && !k->early))
		return;
	buf_puts(out, "<small>");
	if (stops[k->stops])
		html_text(out, stops[k->stops]);
	if (k->undated)
		html_text(out, stops[k->stops] ? " ; date non confirmée" : "date non confirmée");
	if (k->early)
		html_text(out, stops[k->stops] || k->undated ? " ; lot clos avant l'heure"
		                                             : "lot clos avant l'heure");
	buf_puts(out, "</small>");
}

static void kiosk_line(const struct report *r, const struct report_kiosk *k, bool hidden, struct buf *out)
{
	char day[FRENCH_MAX];
	buf_puts(out, "<tr><th scope=\"row\">");
	html_name(out, k->kiosk.name);
	buf_puts(out, "<small>");
	html_name(out, k->kiosk.place);
	buf_puts(out, ", ");
	html_name(out, territory_commune(r->words, k->kiosk.commune));
	buf_puts(out, "</small></th><td class=\"n\">");
	buf_printf(out, "%d", k->bundles);
	if (!r->sheets) { /* by kiosk is a grid of its own: it does not leave the team */
		buf_puts(out, "</td><td class=\"n\">");
		count_fr(out, (k->sessions + 5) / 10 * 10,
		         hidden); /* report_uses says why it must not be exact */
	}
	buf_puts(out, "</td><td>");
	html_text(out, k->last_day < 0 ? "jamais" : day_fr(k->last_day, day));
	buf_puts(out, "</td><td>");
	say_standing(r, k, out);
	say_incidents(k, out);
	buf_puts(out, "</td></tr>\n");
}

static void say_asides(const struct report *r, struct buf *out)
{
	if (r->contested)
		buf_printf(out,
		           "<p class=\"note\">%d lot%s mis de côté : deux récits d’une même borne. Aucun "
		           "n’est compté tant que "
		           "la coordination n’a pas décidé.</p>\n",
		           r->contested, r->contested > 1 ? "s" : "");
	if (r->unread)
		buf_printf(out,
		           "<p class=\"note\">%d lot%s vérifié%s mais pas encore lu%s : la clé d’évaluation "
		           "manquait.</p>\n",
		           r->unread, r->unread > 1 ? "s" : "", r->unread > 1 ? "s" : "",
		           r->unread > 1 ? "s" : "");
	if (r->refused)
		buf_printf(
		    out, "<p class=\"note\">%d fichier%s refusé%s à l’import : rien n’en a été compté.</p>\n",
		    r->refused, r->refused > 1 ? "s" : "", r->refused > 1 ? "s" : "");
}

/* "3 bornes : 1 à jour, 1 en retard, 1 muette." */
static void say_summary(const struct report *r, const int *number, struct buf *out)
{
	static const struct {
		enum standing standing;
		const char *one, *more;
	} says[] = {
		{ FINE, "à jour", "à jour" },
		{ LATE, "en retard", "en retard" },
		{ SILENT, "muette", "muettes" },
		{ MISSING, "avec un lot manquant", "avec un lot manquant" },
		{ CONTESTED, "avec des lots mis de côté", "avec des lots mis de côté" },
		{ UNREAD, "avec des lots non lus", "avec des lots non lus" },
		{ REVOKED, "révoquée", "révoquées" },
	};
	bool first = true;
	char n[FRENCH_MAX];
	buf_printf(out, "<p class=\"sub\">%s borne%s\u202f:", number_fr(r->kiosk_count, n),
	           r->kiosk_count > 1 ? "s" : "");
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		int count = number[says[i].standing];
		if (!count)
			continue;
		buf_printf(out, "%s %s %s", first ? "" : ",", number_fr(count, n),
		           count > 1 ? says[i].more : says[i].one);
		first = false;
	}
	buf_puts(out, ".</p>\n");
}

static void define(struct page *p, const int *number)
{
	const struct report *r = p->r;
	p->shown[INDICATOR_SESSIONS] = r->sheets == NULL;
	p->shown[INDICATOR_LATE] = number[LATE] || number[SILENT];
	p->shown[INDICATOR_CONTESTED] = r->contested > 0 || number[CONTESTED];
	for (int i = 0; i < r->kiosk_count; i++) {
		p->shown[INDICATOR_GAPS] |= r->kiosks[i].missing > 0;
		p->shown[INDICATOR_DIRTY_STOPS] |= r->kiosks[i].stops != STOPS_NONE;
	}
}

void part_kiosks(struct page *p)
{
	const struct report *r = p->r;
	struct buf *out = p->out;
	if (r->kiosk_count == 0)
		return;
	long long *sessions = arena_array(r->arena, (size_t)r->kiosk_count, sizeof *sessions);
	bool *hidden = arena_array(r->arena, (size_t)r->kiosk_count, sizeof *hidden);
	int number[REVOKED + 1] = { 0 }, listed = 0;
	for (int i = 0; i < r->kiosk_count; i++) {
		sessions[i] = r->kiosks[i].sessions;
		number[standing_of(r, &r->kiosks[i])]++;
	}
	hide_line(sessions, hidden, r->kiosk_count);
	bool all = r->kiosk_count <= KIOSKS_ALL;
	section_rows(p, INDICATOR_SESSIONS, r->kiosk_count, "Les bornes et les incidents", NULL);
	define(p, number);
	say_summary(r, number, out);
	buf_puts(
	    out,
	    "<table class=\"grid kiosks\"><caption>Bornes</caption><thead><tr><th scope=\"col\">borne</th>"
	    "<th scope=\"col\" class=\"n\">lots</th>");
	if (!r->sheets)
		buf_puts(out, "<th scope=\"col\" class=\"n\">utilisations, environ</th>");
	buf_puts(out,
	         "<th scope=\"col\">dernier lot reçu</th><th scope=\"col\">état</th></tr></thead><tbody>\n");
	for (int i = 0; i < r->kiosk_count && listed < KIOSKS_LISTED; i++)
		if (all || standing_of(r, &r->kiosks[i]) != FINE || r->kiosks[i].stops == STOPS_MANY) {
			kiosk_line(r, &r->kiosks[i], hidden[i], out);
			listed++;
		}
	buf_puts(out, "</tbody></table>\n");
	if (!all)
		buf_printf(
		    out,
		    "<p class=\"note\">Seules celles qui demandent une attention sont écrites ici%s.</p>\n",
		    listed == KIOSKS_LISTED ? ", les 80 premières" : "");
	say_asides(r, out);
	section_end(p);
}
