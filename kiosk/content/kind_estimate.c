/* A value to guess by steps: a table of one row, "De | À | Pas | Réponse | Unité". */
#include "content/figures.h"

#include <string.h>

enum { COLUMNS = 5, STEPS_LEAST = 4, STEPS_MOST = 1000 };

static bool read_number(struct builder *b, cmark_node *cell, const char *name, long long *out)
{
	struct str s = figure_cell(b, cell);
	if (figure_read(s, out))
		return true;
	if (memmem(s.s, s.n, "[^", 2)) {
		refuse(b, cell, "Cette note n'existe pas. Ajoutez sa ligne « [^nom]: [Titre](https://...), éditeur, vérifié le ... ».");
		return false;
	}
	refuse(b, cell, "« %.*s » n'est pas un nombre (colonne %s). Écrivez par exemple 250 ou 0,5.",
	       (int)(s.n < 30 ? s.n : 30), s.s, name);
	return false;
}

static void check_scale(struct builder *b, cmark_node *row, const struct scale *s)
{
	long long steps = s->step > 0 ? (s->to - s->from) / s->step : 0;
	if (s->from >= s->to)
		refuse(b, row, "« De » est plus petit que « À ».");
	else if (s->step <= 0 || (s->to - s->from) % s->step)
		refuse(b, row, "En partant de « De », le pas doit tomber juste sur « À ».");
	else if (steps < STEPS_LEAST || steps > STEPS_MOST)
		refuse(b, row, "Il y a %lld pas de « De » à « À ». Il en faut de %d à %d.", steps, STEPS_LEAST, STEPS_MOST);
	else if (s->truth < s->from || s->truth > s->to)
		refuse(b, row, "La réponse est entre « De » et « À ».");
}

void estimate_table(struct builder *b, cmark_node *table)
{
	cmark_node *head = cmark_node_first_child(table), *row = head ? cmark_node_next(head) : NULL, *cells[COLUMNS];
	struct scale *s = &b->screen->scale;
	if (b->answers_done) {
		refuse(b, table, "Cet écran a deux tableaux. Gardez-en un.");
		return;
	}
	b->answers_done = true;
	if (!row || cmark_node_next(row) || figure_cells(head, cells, COLUMNS) != COLUMNS) {
		refuse(b, table, "Le tableau a cinq colonnes, De, À, Pas, Réponse, Unité, et une seule ligne sous les titres.");
		return;
	}
	figure_cells(row, cells, COLUMNS);
	if (!read_number(b, cells[0], "De", &s->from) || !read_number(b, cells[1], "À", &s->to) ||
	    !read_number(b, cells[2], "Pas", &s->step) || !read_number(b, cells[3], "Réponse", &s->truth))
		return;
	if (!figure_has_source(cells[3]))
		refuse(b, cells[3], "La réponse n'a pas de source. Écrivez [^nom] juste après, et sa ligne « [^nom]: ... ».");
	struct prose unit = prose_read(b->d, b->body_line, cells[4], LINKS_REFUSED);
	s->unit = unit.text;
	if (!unit.text[0])
		refuse(b, cells[4], "L'unité manque : par exemple « personnes sur 100 ».");
	check_scale(b, row, s);
}

void estimate_list(struct builder *b, cmark_node *list)
{
	refuse(b, list, "Pas de liste ici : la réponse s'écrit dans un tableau (De, À, Pas, Réponse, Unité).");
}

void estimate_check(struct builder *b)
{
	if (!b->answers_done && !b->refused)
		draft_mistake(b->d, b->screen->line, 1, "Il manque le tableau de la réponse : De, À, Pas, Réponse, Unité.");
}

void estimate_compare(const struct screen *french, const struct screen *other, struct draft *d)
{
	const struct scale *a = &french->scale, *b = &other->scale;
	if (a->from != b->from || a->to != b->to || a->step != b->step || a->truth != b->truth)
		draft_mistake(d, other->line, 1, "Les nombres de « %s » ne sont pas ceux de fr.md (ligne %d).", other->id,
		              french->line);
}
