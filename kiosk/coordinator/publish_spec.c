/* The list of published tables, for each grid. */
#include <string.h>

#include "coordinator/publish_table.h"

/* clang-format off */

/* What both grids publish alike. */
#define TABLES_OF_BOTH \
	{ .id = "progres", .name_fr = "Avant et après le module", .row_fr = "module", .column_fr = "moment_et_reussite", \
	  .indicators = 1, .indicator = { INDICATOR_CHANGE }, \
	  .splits = 2, .split = { { FACT_QUIZ, 0, 1, "before:", true, false }, \
				 { FACT_QUIZ, 0, 2, "after:", true, false } } }, \
	{ .id = "ages", .name_fr = "Tranches d'âge par module", .row_fr = "module", .column_fr = "tranche_d_age", \
	  .indicators = 1, .indicator = { INDICATOR_AGE }, \
	  .splits = 1, .split = { { FACT_AGE, 1, 0, NULL, true, false } } }, \
	{ .id = "avis", .name_fr = "Avis par module", .row_fr = "module", .column_fr = "avis", \
	  .indicators = 1, .indicator = { INDICATOR_OPINION }, \
	  .splits = 1, .split = { { FACT_OPINION, 0, 1, NULL, true, false } } }, \
	{ .id = "moments", .name_fr = "Moments de la semaine", .row_fr = "jours", .column_fr = "demi_journee", \
	  .indicators = 1, .indicator = { INDICATOR_SLOT }, .flags = TABLE_KNOWN, \
	  .splits = 1, .split = { { FACT_SLOT, 0, 1, NULL, false, false } } }, \
	{ .id = "groupes", .name_fr = "Séances en groupe", .row_fr = "module_ou_atelier", .column_fr = "participants", \
	  .indicators = 1, .indicator = { INDICATOR_GROUPS }, \
	  .splits = 1, .split = { { FACT_GROUP, 0, 1, NULL, false, false } } }, \
	{ .id = "enquetes", .name_fr = "Réponses à l'enquête", .row_fr = "question", .column_fr = "choix", \
	  .indicators = 1, .indicator = { INDICATOR_POLL }, .flags = TABLE_NO_SUMS, \
	  .splits = 1, .split = { { FACT_POLL, 0, 1, NULL, true, false } } }, \
	{ .id = "questions", .name_fr = "Réponses aux questions", .row_fr = "question", .column_fr = "resultat", \
	  .indicators = 1, .indicator = { INDICATOR_QUESTIONS }, .flags = TABLE_NO_SUMS, \
	  .splits = 1, .split = { { FACT_ITEM, TABLE_QUESTION, 3, NULL, true, false } } }, \
	{ .id = "passages", .name_fr = "Arrêts par commune", .row_fr = "commune", .column_fr = "", \
	  .indicators = 1, .indicator = { INDICATOR_PRESENCE }, .flags = TABLE_PLAIN, \
	  .splits = 1, .split = { { FACT_PRESENCE, 0, TABLE_NOTHING, NULL, false, false } } }

static const struct table_spec by_territory[] = {
	{ .id = "utilisations", .name_fr = "Utilisations", .row_fr = "duree", .column_fr = "presence",
	  .indicators = 3, .indicator = { INDICATOR_USES, INDICATOR_VISIT_MINUTES, INDICATOR_COMPANY }, .flags = TABLE_KNOWN,
	  .splits = 1, .split = { { FACT_VISIT, 0, 1, NULL, false, false } } },
	{ .id = "langues", .name_fr = "Langues de l'écran", .row_fr = "langue", .column_fr = "",
	  .indicators = 1, .indicator = { INDICATOR_LANGUAGE }, .flags = TABLE_KNOWN,
	  .splits = 1, .split = { { FACT_LANGUAGE, 0, TABLE_NOTHING, NULL, false, false } } },
	{ .id = "modules", .name_fr = "Modules commencés et terminés", .row_fr = "module", .column_fr = "fin",
	  .indicators = 3, .indicator = { INDICATOR_MODULES_STARTED, INDICATOR_MODULES_DONE, INDICATOR_MODULE_MINUTES },
	  .splits = 2, .split = { { FACT_MODULE_END, 0, TABLE_ENDING, NULL, false, false },
				 { FACT_MODULE_START, 0, TABLE_NOTHING, NULL, false, true } } },
	{ .id = "reglages", .name_fr = "Aides utilisées", .row_fr = "reglage", .column_fr = "",
	  .indicators = 1, .indicator = { INDICATOR_ACCESS }, .flags = TABLE_NO_SUMS,
	  .splits = 1, .split = { { FACT_ACCESS, 0, TABLE_NOTHING, NULL, false, false } } },
	TABLES_OF_BOTH,
};

/* By commune of the kiosk: uses and started modules are. How long a visit lasts is not: a third thing by commune would
 * share the communes' totals, and the sums would no longer be a network whose bounds are exact. */
static const struct table_spec by_commune[] = {
	{ .id = "utilisations", .name_fr = "Utilisations", .row_fr = "commune", .column_fr = "langue_ou_presence",
	  .indicators = 3, .indicator = { INDICATOR_USES, INDICATOR_LANGUAGE, INDICATOR_COMPANY }, .flags = TABLE_KNOWN,
	  .splits = 2, .split = { { FACT_LANGUAGE, TABLE_COMMUNE, 0, "langue:", true, false },
				 { FACT_VISIT, TABLE_COMMUNE, 1, NULL, true, false } } },
	{ .id = "modules", .name_fr = "Modules commencés et terminés", .row_fr = "module", .column_fr = "fin_ou_commune",
	  .indicators = 3, .indicator = { INDICATOR_MODULES_STARTED, INDICATOR_MODULES_DONE, INDICATOR_MODULE_MINUTES },
	  .splits = 2, .split = { { FACT_MODULE_END, 0, TABLE_ENDING, NULL, false, false },
				 { FACT_MODULE_START, 0, TABLE_COMMUNE, "commune:", false, false } } },
	{ .id = "reglages", .name_fr = "Aides utilisées", .row_fr = "reglage", .column_fr = "commune",
	  .indicators = 1, .indicator = { INDICATOR_ACCESS }, .flags = TABLE_NO_SUMS,
	  .splits = 1, .split = { { FACT_ACCESS, 0, TABLE_COMMUNE, "commune:", false, false } } },
	TABLES_OF_BOTH,
};

/* clang-format on */

const struct table_spec *table_list(enum grid grid, int *count)
{
	*count = grid == GRID_COMMUNE ? sizeof by_commune / sizeof *by_commune
	                              : sizeof by_territory / sizeof *by_territory;
	return grid == GRID_COMMUNE ? by_commune : by_territory;
}

const struct table_spec *table_find(enum grid grid, const char *id)
{
	int count;
	const struct table_spec *list = table_list(grid, &count);
	for (int i = 0; i < count; i++)
		if (strcmp(list[i].id, id) == 0)
			return &list[i];
	return NULL;
}
