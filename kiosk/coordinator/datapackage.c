#include "coordinator/datapackage.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"

#define TOTAL_FR "ensemble"

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

/* ---- CSV ----------------------------------------------------------------------------------------------- */

/* Ids that a spreadsheet leaves alone: it would make 2-5 a date and 01004 the number 1004. */
static const char *id_csv(const char *id, char out[64])
{
	bool digit = id[0] >= '0' && id[0] <= '9';
	if (strcmp(id, REGISTER_TOTAL) == 0)
		return TOTAL_FR;
	if (digit && strlen(id) == 5 && !strchr(id, '-') && !strstr(id, "plus")) {
		snprintf(out, 64, "COM-%.40s", id);
		return out;
	}
	if (!digit || !strchr(id, '-'))
		return id;
	str_copy(out, 64, id);
	*strchr(out, '-') = 'a';
	return out;
}

/* 2027-03 would become a date too: months as in SDMX, 2027-M03. */
static const char *period_csv(const struct period *p, char out[16])
{
	if (p->step != STEP_MONTH)
		return p->name;
	snprintf(out, 16, "%.5sM%.2s", p->name, p->name + 5);
	return out;
}

/* Its words, or the id once more where it has none. */
static void words_csv(struct csv *c, const char *id, const char *words)
{
	char out[64];
	csv_text(c, strcmp(words, id) == 0 ? id_csv(id, out) : words);
}

static void guess_csv(const struct sheet *s, struct csv *c)
{
	static const char *const heads[] = { "periode",        "question",        "titre",
		                             "reponses",       "part_pour_cent",  "bas_pour_cent",
		                             "haut_pour_cent", "periodes_reunies" };
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		csv_text(c, heads[i]);
	csv_line(c);
	for (int i = 0; i < s->count; i++) {
		const char *row = s->cells[i].row;
		if (strcmp(s->cells[i].column, "reponses") != 0)
			continue;
		char out[16];
		csv_text(c, period_csv(&s->period, out));
		csv_text(c, row);
		csv_text(c, sheet_row_fr(s, row));
		csv_number(c, s->cells[i].n);
		csv_thousandths(c, sheet_get(s, row, "part")->n);
		csv_thousandths(c, sheet_get(s, row, "bas")->n);
		csv_thousandths(c, sheet_get(s, row, "haut")->n);
		long long periods = 0;
		for (int k = 0; k < s->count; k++)
			periods += strcmp(s->cells[k].row, row) == 0 &&
			           strncmp(s->cells[k].column, "periode:", 8) == 0;
		csv_number(c, periods);
		csv_line(c);
	}
}

static const char *status(const struct sheet *s, const struct sheet_cell *cell)
{
	return cell->withheld ? "masqué" : s->method == METHOD_NOISED ? "bruité" : "publié";
}

void sheet_csv(const struct sheet *s, enum grid grid, struct csv *c)
{
	const struct table_spec *spec = table_find(grid, s->table);
	csv_begin(c);
	if (s->method == METHOD_GUESS || !spec) {
		guess_csv(s, c);
		return;
	}
	csv_text(c, "periode");
	csv_text(c, spec->row_fr);
	csv_text(c, "titre");
	if (spec->column_fr[0]) {
		csv_text(c, spec->column_fr);
		csv_text(c, "libelle");
	}
	csv_text(c, "nombre");
	csv_text(c, "statut");
	csv_line(c);
	for (int i = 0; i < s->count; i++) {
		const struct sheet_cell *cell = &s->cells[i];
		char out[64];
		csv_text(c, period_csv(&s->period, out));
		csv_text(c, id_csv(cell->row, out));
		words_csv(c, cell->row, sheet_row_fr(s, cell->row));
		if (spec->column_fr[0]) {
			csv_text(c, id_csv(cell->column, out));
			words_csv(c, cell->column, sheet_column_fr(s, cell->column));
		}
		if (cell->withheld)
			csv_empty(c);
		else
			csv_number(c, cell->n);
		csv_text(c, status(s, cell));
		csv_line(c);
	}
}

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
	for (int i = 0; i < 32; i++)
		snprintf(hash + 7 + 2 * i, 3, "%02x", sum[i]);
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
