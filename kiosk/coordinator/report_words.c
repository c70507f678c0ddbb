/* Every number of the report, defined once. What is measured here is what metrics/ and session/ count. */
#include "coordinator/html.h"
#include "coordinator/report_parts.h"

static const struct {
	const char *word, *means;
} words[] = {
	{ "Utilisation", "Une visite d'une borne, de l'accueil jusqu'à la fin ou à l'abandon. Une même "
	                 "personne peut revenir : ce "
	                 "n'est pas un nombre de personnes. Par borne, il est arrondi à la dizaine." },
	{ "Module commencé, terminé",
	  "Commencé : ouvert. Terminé : mené jusqu'au dernier écran. Au plus cinq par utilisation." },
	{ "En général 5 à 10 min",
	  "La tranche où tombe la durée médiane : la moitié des modules terminés ont duré moins, la moitié "
	  "plus." },
	{ "Réussite avant, après",
	  "Part des modules où au moins deux tiers des réponses étaient justes, aux mêmes questions, posées "
	  "au début puis à la fin. Seul le premier module mesuré de chaque utilisation compte." },
	{ "n", "Nombre de mesures sur lequel repose un pourcentage." },
	{ "Question difficile",
	  "Une seule réponse par utilisation est tirée au sort et gardée. Les réponses d'avant le module "
	  "n'entrent pas dans ce classement. Une question passée compte comme non réussie." },
	{ "Avis", "Le dernier donné dans une utilisation, par qui le veut bien." },
	{ "Aide utilisée", "Un réglage d'accessibilité choisi. Au plus trois par utilisation : les nombres "
	                   "ne s'additionnent pas." },
	{ "Langue, durée, accompagnement, âge",
	  "Comptés chacun à part. Aucun croisement n'existe : on ne peut pas savoir quelle "
	  "langue va avec quel âge." },
	{ "Masqué",
	  "Un nombre de 1 à 10, ou un nombre voisin qui permettrait de le retrouver. Un zéro est montré." },
	{ "Au moins, au plus", "Le pourcentage exact désignerait moins de 11 réponses : seule une borne, "
	                       "arrondie à 5, est donnée." },
	{ "Ne pas compter ma visite",
	  "Ce choix est toujours offert. La visite n'entre alors dans aucun nombre de ce rapport, sauf dans "
	  "l'arrondi par borne." },
	{ "Lot", "L'envoi d'une borne, chiffré et signé, porté par une clé USB. La période est celle de la "
	         "réception des lots." },
	{ "En retard",
	  "Aucun lot reçu depuis plus de 35 jours. Lot manquant : un numéro n'est jamais arrivé." },
};

void part_words(const struct report *r, struct buf *out)
{
	buf_puts(out, "<section class=\"words\"><h2>Ce que chaque nombre veut dire</h2><dl>\n");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		buf_puts(out, "<dt>");
		html_text(out, words[i].word);
		buf_puts(out, "</dt><dd>");
		html_text(out, words[i].means);
		buf_puts(out, "</dd>\n");
	}
	if (r->facts_kept < r->facts_seen) {
		buf_puts(out, "<dt>Échantillon</dt><dd>");
		html_text(out, "Des bornes très fréquentées ont gardé un échantillon, tiré au sort, de leurs "
		               "faits. Les nombres de "
		               "modules et de réponses sont donc plus bas que la réalité ; les pourcentages "
		               "restent justes.");
		buf_puts(out, "</dd>\n");
	}
	buf_puts(out, "</dl></section>\n");
}
