/* What is answered by everybody: a vote's list of options, a barometer's table of lines. */
#include <string.h>

#include "content/figures.h"
#include "content/guide_builder.h"

enum { COLUMNS_BEFORE = 2, STUDY_SUM_MAX = 102 /* per cent: each number is rounded */ };

/* ---- vote ------------------------------------------------------------------------------------------------------------- */

void guide_vote_list(struct guide_builder *b, cmark_node *list)
{
	if (b->list_done) {
		guide_refuse(b, list, "Ce vote a deux listes. Mettez tous les choix dans la même.");
		return;
	}
	b->list_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *text = cmark_node_first_child(item);
		if (blocks_is_task(item)) {
			guide_refuse(b, item, "Un vote n'a pas de bonne réponse, donc pas de case. Écrivez « - » sans crochets.");
		} else if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text)) {
			guide_refuse(b, item, "Un choix est un texte simple, sur une ligne.");
		} else {
			struct prose p = prose_read(b->d, b->body_line, text, LINKS_REFUSED);
			if (b->option_total < PHASE_OPTIONS_MAX)
				b->options[b->phase->option_count++] = p;
		}
		b->option_total++;
	}
}

void guide_vote_check(struct guide_builder *b)
{
	if (b->refused)
		return;
	if (!b->option_total)
		draft_mistake(b->d, b->phase->line, 1, "Ce vote n'a pas de choix. Ajoutez une liste, un choix par tiret.");
	else if (b->option_total < 2 || b->option_total > PHASE_OPTIONS_MAX)
		draft_mistake(b->d, b->phase->line, 1, "Ce vote a %d choix. Il en faut de 2 à %d.", b->option_total,
			      PHASE_OPTIONS_MAX);
	else if (b->option_total > GUIDE_PRINTED_ANSWERS)
		draft_hint(b->d, b->phase->line, 1,
			   "Ce vote a %d choix. Les cartes à lever n'en ont que %d : on comptera à mains levées.", b->option_total,
			   GUIDE_PRINTED_ANSWERS);
}

/* ---- barometer --------------------------------------------------------------------------------------------------------- */

/* "57", "16,7 %": rounded; nothing or a hyphen: the study gives none. False: something else. */
static bool read_percent(struct str s, short *out)
{
	static const char *const nothing[] = { "", "-", "–", "—" };
	long long thousandths;
	s = str_trim(s);
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		if (str_is(s, nothing[i])) {
			*out = -1;
			return true;
		}
	if (s.s[s.n - 1] == '%')
		s.n--;
	static const char *const spaces[] = { " ", "\u00A0", "\u202F" };
	for (int i = 0; i < 3; i++) {
		size_t n = strlen(spaces[i]);
		if (s.n > n && memcmp(s.s + s.n - n, spaces[i], n) == 0)
			s.n -= n;
	}
	if (!figure_read(s, &thousandths) || thousandths < 0 || thousandths > 100000)
		return false;
	*out = (short)((thousandths + 500) / 1000);
	return true;
}

static bool is_taken(const struct guide_builder *b, struct str id, int *line)
{
	for (int i = 0; i < b->phase->axis_count; i++)
		if (str_is(id, b->axes[i].id)) {
			*line = b->axes[i].line;
			return true;
		}
	for (int p = 0; p < b->phase_count; p++)
		for (int i = 0; &b->phases[p] != b->phase && i < b->phases[p].axis_count; i++)
			if (str_is(id, b->phases[p].axes[i].id)) {
				*line = b->phases[p].axes[i].line;
				return true;
			}
	return false;
}

static void read_study(struct guide_builder *b, cmark_node **cells, struct axis *x)
{
	int sum = 0;
	for (int i = 0; i < AXIS_ANSWERS_MAX; i++)
		x->study[i] = -1;
	for (int i = 0; i < b->phase->option_count; i++) {
		struct str s = str_trim(prose_raw(b->d, cells[COLUMNS_BEFORE + i]));
		if (memmem(s.s, s.n, "[^", 2))
			guide_refuse(b, cells[COLUMNS_BEFORE + i],
				     "Cette note n'existe pas. Ajoutez sa ligne « [^nom]: [Titre](https://...), éditeur, vérifié "
				     "le ... ».");
		else if (!read_percent(s, &x->study[i]))
			guide_refuse(b, cells[COLUMNS_BEFORE + i],
				     "« %.*s » n'est pas un pour cent de 0 à 100. Laissez vide si l'étude ne le dit pas.",
				     (int)(s.n < 30 ? s.n : 30), s.s);
		sum += x->study[i] > 0 ? x->study[i] : 0;
	}
	if (sum > STUDY_SUM_MAX)
		guide_refuse(b, cells[0], "Les chiffres de cette ligne font %d %%. Ensemble, ils ne dépassent pas 100.", sum);
}

static void read_axis(struct guide_builder *b, cmark_node *row)
{
	cmark_node *cells[COLUMNS_BEFORE + AXIS_ANSWERS_MAX];
	int taken;
	if (figure_cells(row, cells, COLUMNS_BEFORE + AXIS_ANSWERS_MAX) != COLUMNS_BEFORE + b->phase->option_count)
		return; /* cmark gives every row the cells of the head */
	struct axis x = { .line = place_of(b->d, b->body_line, row).line };
	struct str id = str_trim(prose_raw(b->d, cells[0]));
	if (!guide_id_ok(b, place_of(b->d, b->body_line, cells[0]), id))
		return;
	if (is_taken(b, id, &taken)) {
		guide_refuse(b, cells[0], "Le nom « %.*s » est déjà pris à la ligne %d. Choisissez-en un autre.", (int)id.n, id.s,
			     taken);
		return;
	}
	x.id = arena_strndup(b->d->keep, id.s, id.n);
	x.label = prose_read(b->d, b->body_line, cells[1], LINKS_REFUSED);
	if (!x.label.text[0])
		guide_refuse(b, cells[1], "Cette ligne n'a pas de texte. Écrivez-le dans la deuxième colonne.");
	read_study(b, cells, &x);
	if (b->phase->axis_count < PHASE_AXES_MAX)
		b->axes[b->phase->axis_count++] = x;
	else if (!b->cards_told)
		b->cards_told = true, guide_refuse(b, row, "Ce baromètre a plus de %d lignes. Faites-en deux.", PHASE_AXES_MAX);
}

void guide_axes_table(struct guide_builder *b, cmark_node *table)
{
	cmark_node *head = cmark_node_first_child(table), *cells[COLUMNS_BEFORE + AXIS_ANSWERS_MAX];
	if (b->list_done) {
		guide_refuse(b, table, "Ce baromètre a deux tableaux. Gardez-en un.");
		return;
	}
	b->list_done = true;
	int columns = figure_cells(head, cells, COLUMNS_BEFORE + AXIS_ANSWERS_MAX), answers = columns - COLUMNS_BEFORE;
	if (answers < 2 || answers > AXIS_ANSWERS_MAX) {
		guide_refuse(b, table, "Le tableau a ces colonnes : Id, Axe, puis les réponses, de 2 à %d.", AXIS_ANSWERS_MAX);
		return;
	}
	for (int i = 0; i < answers; i++) {
		b->options[i] = prose_read(b->d, b->body_line, cells[COLUMNS_BEFORE + i], LINKS_REFUSED);
		if (!b->options[i].text[0])
			guide_refuse(b, cells[COLUMNS_BEFORE + i], "Cette réponse n'a pas de nom. Écrivez-le en haut de sa colonne.");
	}
	b->phase->option_count = answers;
	for (cmark_node *row = cmark_node_next(head); row; row = cmark_node_next(row))
		read_axis(b, row);
}

void guide_axes_check(struct guide_builder *b)
{
	if (b->refused)
		return;
	if (!b->list_done)
		draft_mistake(b->d, b->phase->line, 1, "Il manque le tableau de ce baromètre : | Id | Axe | Oui | Non |.");
	else if (!b->phase->axis_count)
		draft_mistake(b->d, b->phase->line, 1, "Le tableau de ce baromètre n'a pas de ligne. Ajoutez-en une par question.");
}
