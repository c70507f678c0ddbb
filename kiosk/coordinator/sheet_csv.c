/* A sheet as CSV. */
#include <stdio.h>
#include <string.h>

#include "coordinator/datapackage.h"

#define TOTAL_FR "ensemble"

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
