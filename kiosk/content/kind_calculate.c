/* <!-- calculer: id -->: a table "Quoi | De | À | Pas | Départ | Pour un", then a paragraph with {total} or {total/0,2}. */
#include "content/figures.h"

#include <string.h>

enum { COLUMNS = 6 };
static const long long MOST = 1000000000000000; /* thousandths: what a row may make */

static bool read_number(struct builder *b, cmark_node *cell, const char *name, long long *out)
{
	struct str s = figure_cell(b, cell);
	if (figure_read(s, out))
		return true;
	refuse(b, cell, "« %.*s » n'est pas un nombre (colonne %s). Écrivez par exemple 250 ou 0,5.",
	       (int)(s.n < 30 ? s.n : 30), s.s, name);
	return false;
}

/* "32 kg par téléphone": the number that it begins with. */
static bool read_each(struct builder *b, cmark_node *cell, long long *out)
{
	struct str s = figure_cell(b, cell);
	for (size_t n = s.n; n > 0; n--)
		if (figure_read(str_trim((struct str){ s.s, n }), out))
			return true;
	refuse(b, cell, "La colonne « Pour un » commence par un nombre : par exemple « 32 kg par téléphone ».");
	return false;
}

static void read_row(struct builder *b, cmark_node *line, struct row *r)
{
	cmark_node *cells[COLUMNS];
	if (figure_cells(line, cells, COLUMNS) != COLUMNS) {
		refuse(b, line, "Le tableau a six colonnes : Quoi, De, À, Pas, Départ, Pour un.");
		return;
	}
	r->name = prose_read(b->d, b->body_line, cells[0], LINKS_REFUSED);
	r->each_text = prose_read(b->d, b->body_line, cells[5], LINKS_REFUSED);
	if (!read_number(b, cells[1], "De", &r->from) || !read_number(b, cells[2], "À", &r->to) ||
	    !read_number(b, cells[3], "Pas", &r->step) || !read_number(b, cells[4], "Départ", &r->start) ||
	    !read_each(b, cells[5], &r->each))
		return;
	long long most = r->to > -r->from ? r->to : -r->from, each = r->each < 0 ? -r->each : r->each;
	if (!r->name.text[0])
		refuse(b, cells[0], "Cette ligne ne dit pas ce que l'on compte.");
	else if (!figure_has_source(cells[5]))
		refuse(b, cells[5], "Ce nombre n'a pas de source. Écrivez [^nom] juste après, et sa ligne « [^nom]: ... ».");
	else if (r->from >= r->to || r->step <= 0 || (r->to - r->from) % r->step || (r->start - r->from) % r->step ||
		 r->start < r->from || r->start > r->to)
		refuse(b, line, "« De » est plus petit que « À », et le pas tombe juste sur « Départ » et sur « À ».");
	else if (each && most / 1000 + 1 > MOST / each)
		refuse(b, line, "Ces nombres sont trop grands pour être comptés.");
}

void calculate_table(struct builder *b, cmark_node *table)
{
	cmark_node *head = cmark_node_first_child(table), *line = head ? cmark_node_next(head) : NULL;
	struct row *rows = arena_array(b->d->keep, SCREEN_ROWS_MAX, sizeof *rows);
	if (b->answers_done) {
		refuse(b, table, "Cet écran a deux tableaux. Gardez-en un.");
		return;
	}
	b->answers_done = true;
	b->screen->rows = rows;
	for (; line; line = cmark_node_next(line)) {
		if (b->screen->row_count == SCREEN_ROWS_MAX) {
			refuse(b, line, "Ce tableau a plus de %d lignes.", SCREEN_ROWS_MAX);
			return;
		}
		read_row(b, line, &rows[b->screen->row_count++]);
	}
}

void calculate_result(struct builder *b, cmark_node *paragraph)
{
	if (b->screen->result.text[0])
		refuse(b, paragraph, "Le résultat tient en un paragraphe. Mettez les autres textes avant le tableau.");
	else
		b->screen->result = builder_text(b, paragraph);
}

void calculate_list(struct builder *b, cmark_node *list)
{
	refuse(b, list, "Pas de liste ici : ce que l'on compte s'écrit dans un tableau (Quoi, De, À, Pas, Départ, Pour un).");
}

/* {total} or {total/N}, at least once, N more than nothing. */
static bool has_total(const char *text)
{
	bool found = false;
	for (const char *p = text; (p = strstr(p, "{total")); p++) {
		const char *end = strchr(p, '}');
		long long by = 1000;
		bool plain = end && end == p + 6, over = end && p[6] == '/';
		if (!plain && !(over && figure_read((struct str){ p + 7, (size_t)(end - p - 7) }, &by) && by > 0))
			return false;
		found = true;
	}
	return found;
}

void calculate_check(struct builder *b)
{
	const struct screen *s = b->screen;
	if (b->refused)
		return;
	if (!s->row_count)
		draft_mistake(b->d, s->line, 1, "Il manque le tableau : Quoi, De, À, Pas, Départ, Pour un.");
	else if (!has_total(s->result.text))
		draft_mistake(b->d, s->line, 1,
			      "Après le tableau, écrivez le résultat avec {total}, ou {total/0,2} pour diviser par 0,2.");
}

void calculate_compare(const struct screen *french, const struct screen *other, struct draft *d)
{
	bool same = french->row_count == other->row_count;
	for (int i = 0; same && i < french->row_count; i++) {
		const struct row *a = &french->rows[i], *b = &other->rows[i];
		same = a->from == b->from && a->to == b->to && a->step == b->step && a->start == b->start && a->each == b->each;
	}
	if (!same)
		draft_mistake(d, other->line, 1, "Les nombres de « %s » ne sont pas ceux de fr.md (ligne %d).", other->id,
			      french->line);
}
