#include "coordinator/datapackage.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"

static const char *const limits[] = {
	"Un nombre d'utilisations n'est pas un nombre de personnes : une même personne peut revenir.",
	"La période est celle de la réception des lots : les bornes ne datent pas leurs faits. Un lot "
	"arrivé, ou "
	"tranché, après la publication d'une période compte dans la suivante.",
	"Aucun croisement n'existe hors de ces tables : rien ne relie deux faits d'une même visite.",
	"Le masquage suppose un lecteur qui voit toutes ces tables et connaît tous leurs totaux. Il ne "
	"protège pas de "
	"celui qui sait déjà qui est venu et ce qu'ont répondu les autres.",
	"La garantie du bruit vaut pour une visite, pas pour une personne qui revient souvent.",
	"Qui touche au programme d'une borne en marche voit les visites suivantes ; qui a sa carte et sa clé "
	"peut "
	"fabriquer un lot.",
};

/* ---- datapackage.json ---------------------------------------------------------------------------------- */

static const char *const method_fr[METHOD_COUNT] = {
	[METHOD_MASKED] = "masquage",
	[METHOD_NOISED] = "bruit de Laplace discret",
	[METHOD_GUESS] = "réponse aléatoire",
	[METHOD_PLAIN] = "exact",
};

static void field(struct json *j, const char *name, const char *type, const char *title, bool required)
{
	json_open(j, NULL, '{');
	json_text(j, "name", name);
	json_text(j, "type", type);
	json_text(j, "title", title);
	if (strcmp(type, "number") == 0)
		json_text(j, "decimalChar", ",");
	if (required) {
		json_open(j, "constraints", '{');
		json_bool(j, "required", true);
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void fields(const struct sheet *s, const struct table_spec *spec, struct json *j)
{
	field(j, "periode", "string", "Période de réception des lots", true);
	if (s->method == METHOD_GUESS || !spec) {
		field(j, "question", "string", "Identifiant de la question", true);
		field(j, "titre", "string", "Question, telle qu'elle était alors", true);
		field(j, "reponses", "integer", "Nombre de réponses brouillées", true);
		field(j, "part_pour_cent", "number", "Part estimée de oui, en pour cent", true);
		field(j, "bas_pour_cent", "number", "Bas de l'intervalle à 95 %", true);
		field(j, "haut_pour_cent", "number", "Haut de l'intervalle à 95 %", true);
		field(j, "periodes_reunies", "integer", "Nombre de périodes dont les réponses sont réunies",
		      true);
		return;
	}
	field(j, spec->row_fr, "string", "Ligne : identifiant, ou ensemble pour le total", true);
	field(j, "titre", "string", "Ligne : titre, tel qu'il était alors", true);
	if (spec->column_fr[0]) {
		field(j, spec->column_fr, "string", "Colonne : identifiant, ou ensemble pour le total", true);
		field(j, "libelle", "string", "Colonne : en toutes lettres", true);
	}
	field(j, "nombre", "integer", "Nombre ; vide quand il est masqué", false);
	field(j, "statut", "string", "publié, masqué ou bruité", true);
}

static void schema(const struct sheet *s, const struct table_spec *spec, struct json *j)
{
	json_open(j, "schema", '{');
	json_open(j, "fields", '[');
	fields(s, spec, j);
	json_close(j, ']');
	json_open(j, "missingValues", '[');
	json_text(j, NULL, "");
	json_close(j, ']');
	json_open(j, "primaryKey", '[');
	json_text(j, NULL, s->method == METHOD_GUESS ? "question" : spec->row_fr);
	if (s->method != METHOD_GUESS && spec->column_fr[0])
		json_text(j, NULL, spec->column_fr);
	json_close(j, ']');
	json_close(j, '}');
}

static void dialect(struct json *j)
{
	json_open(j, "dialect", '{');
	json_text(j, "delimiter", ";");
	json_text(j, "lineTerminator", "\r\n");
	json_text(j, "quoteChar", "\"");
	json_bool(j, "doubleQuote", true);
	json_bool(j, "header", true);
	json_close(j, '}');
}

static void definition(struct json *j, enum indicator_id id)
{
	const struct indicator *i = &indicator_table[id];
	json_open(j, NULL, '{');
	json_text(j, "id", i->id);
	json_text(j, "nom", i->name_fr);
	json_text(j, "definition", i->means_fr);
	json_text(j, "unite", i->unit_fr);
	json_close(j, '}');
}

static void protection(const struct sheet *s, const struct table_spec *spec, struct json *j)
{
	json_open(j, "escale", '{');
	json_text(j, "methode", method_fr[s->method]);
	if (s->method == METHOD_MASKED)
		json_number(j, "k", TALLY_MIN);
	if (s->method == METHOD_NOISED) {
		json_number(j, "epsilon", 1);
		json_number(j, "sensibilite", s->sensitivity);
		json_text(j, "protege", "une visite");
	}
	if (s->method == METHOD_GUESS) {
		json_text(j, "p", "1/2");
		json_text(j, "epsilon", "ln 3");
		json_number(j, "plancher", PUBLISH_SENSITIVE_MIN);
	}
	json_number(j, "cellules", s->count);
	json_number(j, "cellules_masquees", s->withheld);
	json_bool(j, "echantillon", s->sample);
	json_open(j, "indicateurs", '[');
	for (int i = 0; spec && i < spec->indicators; i++)
		definition(j, spec->indicator[i]);
	if (!spec)
		definition(j, INDICATOR_SENSITIVE);
	json_close(j, ']');
	json_close(j, '}');
}

static void describe(const struct sheet *s, char *out, size_t size)
{
	switch (s->method) {
	case METHOD_MASKED:
		snprintf(
		    out, size,
		    "Nombres exacts. %d nombre%s sur %d %s : de 1 à %d, ou voisin%s d'un tel nombre, ou d'un "
		    "groupe qui a tout entier répondu la même chose. Les zéros sont publiés ; une ligne "
		    "absente vaut zéro.",
		    s->withheld, s->withheld > 1 ? "s" : "", s->count,
		    s->withheld > 1 ? "sont masqués"
		    : s->withheld   ? "est masqué"
		                    : "n'est masqué",
		    TALLY_MIN - 1, s->withheld > 1 ? "s" : "");
		break;
	case METHOD_NOISED:
		snprintf(out, size,
		         "À chaque nombre est ajouté un bruit de Laplace discret (epsilon 1, sensibilité "
		         "%d), tiré une "
		         "seule fois. Un nombre peut être négatif : gardez-le tel quel, les sommes restent "
		         "justes en "
		         "moyenne. Aucun nombre n'est masqué, aucun total n'est donné.",
		         s->sensitivity);
		break;
	case METHOD_GUESS:
		snprintf(
		    out, size,
		    "Estimations tirées de réponses brouillées par la borne (une sur deux est un tirage au "
		    "sort). "
		    "L'intervalle à 95 %% ne dit que le hasard du brouillage et des réponses. Rien sous %d "
		    "réponses : elles attendent, d'une période à l'autre.",
		    PUBLISH_SENSITIVE_MIN);
		break;
	default: snprintf(out, size, "Nombres exacts d'arrêts : ce ne sont pas des personnes.");
	}
}

static void resource(const struct sheet *s, enum grid grid, const struct buf *file, struct json *j)
{
	const struct table_spec *spec = s->method == METHOD_GUESS ? NULL : table_find(grid, s->table);
	char path[80], text[600], hash[80] = "sha256:";
	uint8_t sum[32];
	struct sha256 h;
	sha256_init(&h);
	sha256_add(&h, file->data, file->size);
	sha256_end(&h, sum);
	sha256_hex(sum, hash + strlen(hash));
	snprintf(path, sizeof path, "%s.csv", s->table);
	describe(s, text, sizeof text);
	json_open(j, NULL, '{');
	json_text(j, "name", s->table);
	json_text(j, "title", spec ? spec->name_fr : "Questions délicates");
	json_text(j, "description", text);
	json_text(j, "path", path);
	json_text(j, "profile", "tabular-data-resource");
	json_text(j, "format", "csv");
	json_text(j, "mediatype", "text/csv");
	json_text(j, "encoding", "utf-8");
	json_number(j, "bytes", (long long)file->size);
	json_text(j, "hash", hash);
	dialect(j);
	schema(s, spec, j);
	protection(s, spec, j);
	json_close(j, '}');
}

static void facts_about(const struct publish *p, struct json *j)
{
	int withheld = 0, cells = 0;
	for (int i = 0; i < p->sheets; i++)
		withheld += p->sheet[i].withheld, cells += p->sheet[i].count;
	json_open(j, "escale", '{');
	json_text(j, "periode", p->period.name);
	json_text(j, "pas", step_id(p->period.step));
	json_text(j, "maille", grid_id(p->grid));
	json_number(j, "k", TALLY_MIN);
	json_number(j, "cellules", cells);
	json_number(j, "cellules_masquees", withheld);
	json_number(j, "tables_bruitees_par_an_au_plus", PUBLISH_NOISED_A_YEAR);
	json_open(j, "limites", '[');
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		json_text(j, NULL, limits[i]);
	json_close(j, ']');
	json_close(j, '}');
}

void datapackage_json(const struct publish *p, const char *territory, const struct buf *files, struct json *j)
{
	char fr[FRENCH_MAX], iso[FRENCH_MAX], name[32], created[48], title[400];
	int64_t day = p->today;
	for (int i = 0; i < p->sheets; i++)
		day = p->sheet[i].day < day ? p->sheet[i].day : day;
	snprintf(name, sizeof name, "escale-%s", p->period.name);
	for (char *c = name; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	snprintf(created, sizeof created, "%sT00:00:00Z", day_iso(day, iso));
	snprintf(title, sizeof title, "Bornes Escale, %s%s%s", territory, territory[0] ? ", " : "",
	         period_fr(&p->period, fr));
	*j = (struct json){ 0 };
	json_open(j, NULL, '{');
	json_text(j, "profile", "tabular-data-package");
	json_text(j, "name", name);
	json_text(j, "title", title);
	json_text(
	    j, "description",
	    "Usage des bornes Escale de médiation numérique. Les nombres sont publiés une seule fois, avec "
	    "un "
	    "seul pas de temps et une seule maille, et ne changent plus. Aucun nombre exact de 1 à 10 n'y "
	    "est "
	    "donné, sauf celui d'arrêts d'un bus.");
	json_text(j, "created", created);
	json_open(j, "licenses", '[');
	json_open(j, NULL, '{');
	json_text(j, "name", "etalab-2.0");
	json_text(j, "title", "Licence Ouverte / Open Licence 2.0");
	json_close(j, '}');
	json_close(j, ']');
	if (territory[0]) {
		json_open(j, "contributors", '[');
		json_open(j, NULL, '{');
		json_text(j, "title", territory);
		json_text(j, "role", "publisher");
		json_close(j, '}');
		json_close(j, ']');
	}
	facts_about(p, j);
	json_open(j, "resources", '[');
	for (int i = 0; i < p->sheets; i++)
		resource(&p->sheet[i], p->grid, &files[i], j);
	json_close(j, ']');
	json_close(j, '}');
}

bool datapackage_write(const struct publish *p, const char *territory, const char *folder, struct err *e)
{
	struct buf files[PUBLISH_SHEETS_MAX] = { { 0 } };
	struct json j = { 0 };
	char path[STATE_PATH_MAX], name[80];
	bool ok = file_mkdir(folder, e);
	for (int i = 0; i < p->sheets; i++) {
		struct csv c;
		sheet_csv(&p->sheet[i], p->grid, &c);
		files[i] = c.out;
		snprintf(name, sizeof name, "%s.csv", p->sheet[i].table);
		ok = ok && (state_path(folder, name, path) ||
		            err_set(e, ERR_USAGE, "Le nom du dossier est trop long."));
		ok = ok && file_write(path, files[i].data, files[i].size, 0644, e);
	}
	datapackage_json(p, territory, files, &j);
	ok = ok && (state_path(folder, "datapackage.json", path) ||
	            err_set(e, ERR_USAGE, "Le nom du dossier est trop long."));
	ok = ok && file_write(path, j.out.data, j.out.size, 0644, e);
	for (int i = 0; i < p->sheets; i++)
		buf_free(&files[i]);
	buf_free(&j.out);
	return ok;
}
