/* How to read the numbers: the definition of each indicator that the page shows, and what is true of all. */
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

static void define(struct buf *out, const char *word, const char *means)
{
	buf_puts(out, "<div><dt>");
	html_text(out, word);
	buf_puts(out, "</dt><dd>");
	html_text(out, means);
	buf_puts(out, "</dd></div>\n");
}

static void made(const struct report *r, struct buf *out)
{
	char day[FRENCH_MAX];
	buf_printf(
	    out, "<p class=\"sub\">Rapport écrit le %s par Escale " ESCALE_VERSION ", à partir de %d lot%s.",
	    day_fr(r->today, day), r->bundles, r->bundles > 1 ? "s" : "");
	if (r->words->contact) {
		buf_puts(out, " Contact\u202f: ");
		html_name(out, r->words->contact);
	}
	buf_puts(out, "</p>\n");
}

void part_words(struct page *p)
{
	enum { A_PAGE_OF_ITS_OWN = 8 };
	struct buf *out = p->out;
	const struct report *r = p->r;
	int words = 0;
	for (int i = 0; i < INDICATOR_COUNT; i++)
		words += p->shown[i];
	buf_printf(out, "<section class=\"words%s\"><h2>Comment lire ces chiffres</h2>\n",
	           words >= A_PAGE_OF_ITS_OWN ? " apart" : "");
	made(r, out);
	buf_puts(out, "<dl>\n");
	define(out, "Période",
	       "Celle où les lots des bornes ont été reçus : une borne ne date pas ce qu'elle compte. "
	       "Un lot est l'envoi d'une borne, chiffré et signé, porté par une clé USB.");
	for (int i = 0; i < INDICATOR_COUNT; i++)
		if (p->shown[i])
			define(out, indicator_table[i].name_fr, indicator_table[i].means_fr);
	define(out, "Masqué, au moins, n",
	       "Masqué : un nombre de 1 à 10, ou un nombre voisin qui permettrait de le retrouver ; un zéro "
	       "est montré. "
	       "Au moins, au plus : le pourcentage exact désignerait moins de 11 réponses, une limite "
	       "arrondie à 5 le "
	       "remplace. "
	       "n : nombre de mesures sur lequel repose un pourcentage.");
	if (r->facts_kept < r->facts_seen)
		define(
		    out, "Échantillon",
		    "Des bornes très fréquentées ont gardé un échantillon, tiré au sort, de leurs faits. Les "
		    "nombres de modules et de réponses sont donc plus bas que la réalité ; les pourcentages "
		    "restent justes.");
	buf_puts(out, "</dl></section>\n");
}

/* Names of the sections, in their order. */
static const struct {
	enum indicator_id id;
	const char *says;
} parts[] = {
	{ INDICATOR_MODULES_STARTED, "les modules" },
	{ INDICATOR_CHANGE, "les réponses avant et après" },
	{ INDICATOR_QUESTIONS, "les questions difficiles" },
	{ INDICATOR_OPINION, "les avis" },
	{ INDICATOR_VISIT_MINUTES, "la durée d'une utilisation" },
	{ INDICATOR_MODULE_MINUTES, "la durée d'un module" },
	{ INDICATOR_SLOT, "le moment de la semaine" },
	{ INDICATOR_AGE, "l'âge" },
	{ INDICATOR_COMPANY, "l'accompagnement" },
	{ INDICATOR_LANGUAGE, "la langue" },
	{ INDICATOR_ACCESS, "les aides" },
	{ INDICATOR_GROUPS, "les séances en groupe" },
	{ INDICATOR_PRESENCE, "les arrêts" },
	{ INDICATOR_POLL, "l'enquête" },
};

static void name_parts(struct page *p, const char *before, bool withheld)
{
	bool first = true;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		enum indicator_id id = parts[i].id;
		if (p->shown[id] || p->withheld[id] != withheld)
			continue;
		if (first)
			buf_puts(p->out, "<p class=\"note silent\">");
		html_text(p->out, first ? before : ", ");
		html_text(p->out, parts[i].says);
		first = false;
	}
	if (!first)
		buf_puts(p->out, ".</p>\n");
}

void part_silent(struct page *p)
{
	name_parts(p, "Il y a des réponses, mais trop peu pour les montrer sans désigner quelqu'un : ", true);
	name_parts(p, p->r->sheets ? "Rien n'est publié sur : " : "Rien n'a été compté sur : ", false);
}
