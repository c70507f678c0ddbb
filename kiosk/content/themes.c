#include "content/themes.h"

const struct theme theme_table[] = {
	{ "diagnostic_numerique", "Diagnostic numérique" },
	{ "prendre_en_main_du_materiel", "Prendre en main du matériel" },
	{ "maintenance_de_materiel", "Maintenance de matériel" },
	{ "gere_ses_contenus_numeriques", "Gérer ses contenus numériques" },
	{ "navigation_sur_internet", "Navigation sur internet" },
	{ "email", "E-mail" },
	{ "bureautique", "Bureautique" },
	{ "reseaux_sociaux", "Réseaux sociaux communication" },
	{ "sante", "Santé" },
	{ "banque_et_achats_en_ligne", "Banque et achats en ligne" },
	{ "entrepreneuriat", "Accompagner un professionnel" },
	{ "insertion_professionnelle", "Insertion professionnelle" },
	{ "securite_numerique", "Prévention en sécurité numérique" },
	{ "parentalite", "Parentalité" },
	{ "scolarite_et_numerique", "Scolarité et numérique" },
	{ "creer_avec_le_numerique", "Créer avec le numérique" },
	{ "culture_numerique", "Culture numérique" },
	{ "intelligence_artificielle", "Intelligence artificielle (IA)" },
	{ "aide_aux_demarches_administratives", "Aide aux démarches administratives" },
	{ "papiers_elections_citoyennete", "Papiers - Élections - Citoyenneté" },
	{ "famille_scolarite", "Famille - Scolarité" },
	{ "social_sante", "Social - Santé" },
	{ "travail_formation", "Travail - Formation - Entreprise" },
	{ "logement", "Logement" },
	{ "transports_mobilite", "Transports - Mobilité" },
	{ "argent_impots", "Argent - Impôts" },
	{ "justice", "Justice" },
	{ "etrangers_europe", "Étrangers - Europe" },
	{ "loisirs_sports_culture", "Loisirs - Sports - Culture" },
	{ "associations", "Associations" },
	{ 0 },
};

const struct theme *theme_find(struct str code)
{
	for (const struct theme *t = theme_table; t->code; t++)
		if (str_is(code, t->code))
			return t;
	return NULL;
}

const struct theme *theme_nearest(struct str code)
{
	const struct theme *best = NULL;
	size_t best_length = 0;
	for (const struct theme *t = theme_table; t->code; t++) {
		struct str c = str_from(t->code);
		size_t n = 0, tail = 0;
		while (n < c.n && n < code.n && c.s[n] == code.s[n])
			n++;
		while (tail + n < c.n && tail + n < code.n &&
		       c.s[c.n - 1 - tail] == code.s[code.n - 1 - tail])
			tail++;
		if (n + tail > best_length && (n + tail) * 2 >= c.n) {
			best = t;
			best_length = n + tail;
		}
	}
	return best;
}
