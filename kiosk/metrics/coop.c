#include "metrics/coop.h"

#include <string.h>

static const struct coop_value types[] = {
	{ "individuel", "Accompagnement individuel", NULL },
	{ "collectif", "Atelier collectif", NULL },
};

static const struct coop_value venues[] = {
	{ "lieu_activite", "Lieu d’activité", NULL },
	{ "domicile", "À domicile", NULL },
	{ "a_distance", "À distance", NULL },
	{ "autre", "Autre lieu", NULL },
};

static const struct coop_value materials[] = {
	{ "ordinateur", "Ordinateur", NULL },
	{ "telephone", "Téléphone", NULL },
	{ "tablette", "Tablette", NULL },
	{ "autre", "Autre", NULL },
	{ "aucun", "Pas de matériel", "Aucun" },
};

static const struct coop_value themes[] = {
	{ "diagnostic_numerique", "Diagnostic numérique", "Diagnostic" },
	{ "prendre_en_main_du_materiel", "Prendre en main du matériel", "Prise en main" },
	{ "maintenance_de_materiel", "Maintenance de matériel", "Maintenance" },
	{ "gere_ses_contenus_numeriques", "Gérer ses contenus numériques", "Ses contenus" },
	{ "navigation_sur_internet", "Navigation sur internet", "Internet" },
	{ "email", "E-mail", NULL },
	{ "bureautique", "Bureautique", NULL },
	{ "reseaux_sociaux", "Réseaux sociaux communication", "Réseaux sociaux" },
	{ "sante", "Santé", NULL },
	{ "banque_et_achats_en_ligne", "Banque et achats en ligne", "Banque, achats" },
	{ "entrepreneuriat", "Accompagner un professionnel", "Professionnel" },
	{ "insertion_professionnelle", "Insertion professionnelle", "Insertion pro" },
	{ "securite_numerique", "Prévention en sécurité numérique", "Sécurité" },
	{ "parentalite", "Parentalité", NULL },
	{ "scolarite_et_numerique", "Scolarité et numérique", "Scolarité" },
	{ "creer_avec_le_numerique", "Créer avec le numérique", "Créer" },
	{ "culture_numerique", "Culture numérique", "Culture" },
	{ "intelligence_artificielle", "Intelligence artificielle (IA)", "IA" },
	{ "aide_aux_demarches_administratives", "Aide aux démarches administratives", "Aide aux démarches" },
	/* démarches administratives */
	{ "papiers_elections_citoyennete", "Papiers - Élections - Citoyenneté", "Papiers, élections" },
	{ "famille_scolarite", "Famille - Scolarité", "Famille, école" },
	{ "social_sante", "Social - Santé", "Social, santé" },
	{ "travail_formation", "Travail - Formation - Entreprise", "Travail, formation" },
	{ "logement", "Logement", NULL },
	{ "transports_mobilite", "Transports - Mobilité", "Transports" },
	{ "argent_impots", "Argent - Impôts", "Argent, impôts" },
	{ "justice", "Justice", NULL },
	{ "etrangers_europe", "Étrangers - Europe", "Étrangers, Europe" },
	{ "loisirs_sports_culture", "Loisirs - Sports - Culture", "Loisirs, culture" },
	{ "associations", "Associations", NULL },
};

static const struct coop_value autonomies[] = {
	{ "entierement_accompagne", "Avec guidage", NULL },
	{ "partiellement_autonome", "Autonome avec guidage en cas de besoin", "Guidage au besoin" },
	{ "autonome", "Autonome", NULL },
};

static const struct coop_value redirects[] = {
	{ "administration", "Administration (mairie, préfecture…)", "Administration" },
	{ "mediation_numerique", "Autre structure de médiation numérique", "Autre médiation" },
	{ "operateur_ou_organisme_en_charge", "Opérateur ou organisme en charge de la démarche administrative", "Opérateur" },
	{ "aide_sociale", "Structure d’aide sociale (maison des solidarités, centre social…)", "Aide sociale" },
	{ "insertion_professionnelle", "Structure d’insertion professionnelle (France Travail, mission locale, chambre de commerce…)", "Insertion pro" },
	{ "aide_aux_demarches_administratives", "Structure d’aide aux démarches administratives (France Services…)", "France services" },
	{ "autre", "Autre", NULL },
};

static const struct coop_value levels[] = {
	{ "debutant", "Débutant", NULL },
	{ "intermediaire", "Intermédiaire", NULL },
	{ "avance", "Avancé", NULL },
};

static const struct coop_value genders[] = {
	{ "masculin", "Masculin", NULL },
	{ "feminin", "Féminin", NULL },
	{ "non_communique", "Non communiqué", NULL },
};

static const struct coop_value ages[] = {
	{ "moins_de_douze", "Moins de 12 ans", "0\u00A0\u2011\u00A011\u00A0ans" },
	{ "douze_dix_huit", "12 - 17 ans", "12\u00A0\u2011\u00A017\u00A0ans" },
	{ "dix_huit_vingt_quatre", "18 - 24 ans", "18\u00A0\u2011\u00A024\u00A0ans" },
	{ "vingt_cinq_trente_neuf", "25 - 39 ans", "25\u00A0\u2011\u00A039\u00A0ans" },
	{ "quarante_cinquante_neuf", "40 - 59 ans", "40\u00A0\u2011\u00A059\u00A0ans" },
	{ "soixante_soixante_neuf", "60 - 69 ans", "60\u00A0\u2011\u00A069\u00A0ans" },
	{ "soixante_dix_plus", "70 ans et plus", "70\u00A0ans et\u00A0+" },
	{ "non_communique", "Non communiqué", NULL },
};

static const struct coop_value statuses[] = {
	{ "scolarise", "Scolarisé", NULL },
	{ "sans_emploi", "Sans emploi", NULL },
	{ "en_emploi", "En emploi", NULL },
	{ "retraite", "Retraité", NULL },
	{ "non_communique", "Non communiqué ou hétérogène", NULL },
};

#define TABLE(name, values) { name, values, sizeof values / sizeof *values }

const struct coop_table coop_tables[COOP_LIST_COUNT] = {
	[COOP_TYPE] = TABLE("TypeActivite", types),
	[COOP_VENUE] = TABLE("TypeLieu", venues),
	[COOP_MATERIAL] = TABLE("Materiel", materials),
	[COOP_THEME] = TABLE("Thematique", themes),
	[COOP_AUTONOMY] = TABLE("Autonomie", autonomies),
	[COOP_REDIRECT] = TABLE("StructureDeRedirection", redirects),
	[COOP_LEVEL] = TABLE("NiveauAtelier", levels),
	[COOP_GENDER] = TABLE("Genre", genders),
	[COOP_AGE] = TABLE("TrancheAge", ages),
	[COOP_STATUS] = TABLE("StatutSocial", statuses),
};

const struct coop_workshop coop_workshops[] = {
	{ "atelier-pc", "Découverte de l’ordinateur", "prendre_en_main_du_materiel" },
	{ "atelier-mobile", "Découverte du smartphone", "prendre_en_main_du_materiel" },
	{ "atelier-internet", "Naviguer sur internet", "navigation_sur_internet" },
	{ "atelier-email", "Utiliser sa messagerie", "email" },
	{ "atelier-arnaques", "Éviter les arnaques", "securite_numerique" },
	{ "atelier-papiers", "Faire ses démarches en ligne", "aide_aux_demarches_administratives" },
	{ "atelier-photos", "Ranger ses photos", "gere_ses_contenus_numeriques" },
	{ "atelier-ia", "Comprendre l’IA", "intelligence_artificielle" },
	{ "atelier-autre", "Autre atelier", NULL },
	{ NULL, NULL, NULL },
};

_Static_assert(sizeof themes / sizeof *themes == COOP_THEMES, "the themes of coop.h");

static const char unsaid[] = "non_communique";

int coop_find(enum coop_list list, const char *code)
{
	for (int i = 0; i < coop_tables[list].count; i++)
		if (strcmp(coop_tables[list].values[i].code, code) == 0)
			return i;
	return -1;
}

int coop_choices(enum coop_list list)
{
	const struct coop_table *t = &coop_tables[list];
	return strcmp(t->values[t->count - 1].code, unsaid) == 0 ? t->count - 1 : t->count;
}

static const struct coop_value *value_of(enum coop_list list, int value)
{
	if (value < 0 || value >= coop_tables[list].count)
		value = coop_find(list, unsaid);
	return value < 0 ? NULL : &coop_tables[list].values[value];
}

const char *coop_label(enum coop_list list, int value)
{
	const struct coop_value *v = value_of(list, value);
	return v ? v->label : "";
}

const char *coop_code(enum coop_list list, int value)
{
	const struct coop_value *v = value_of(list, value);
	return v ? v->code : "";
}

const char *coop_brief(enum coop_list list, int value)
{
	const struct coop_value *v = value_of(list, value);
	return !v ? "" : v->brief ? v->brief : v->label;
}
