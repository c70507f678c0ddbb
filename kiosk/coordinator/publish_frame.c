#include "coordinator/publish_frame.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows ---------------------------------------------------------------------------------------------- */

static int find_row(const struct frame *f, const char *id)
{
	for (int i = 0; i < f->rows; i++)
		if (strcmp(f->row[i], id) == 0)
			return i;
	return FRAME_NONE;
}

static void add_row(struct frame *f, const char *id, const char *title)
{
	if (find_row(f, id) >= 0)
		return;
	if (f->rows == f->rows_room) {
		f->rows_room = f->rows_room * 2 + 32;
		const char **row = arena_array(f->arena, (size_t)f->rows_room, sizeof *row),
		           **words = arena_array(f->arena, (size_t)f->rows_room, sizeof *words);
		for (int i = 0; i < f->rows; i++)
			row[i] = f->row[i], words[i] = f->row_title[i];
		f->row = row;
		f->row_title = words;
	}
	f->row[f->rows] = arena_strdup(f->arena, id);
	f->row_title[f->rows++] = arena_strdup(f->arena, title);
}

/* NULL: this fact is not of the table. */
static const char *row_of(const struct fact *x, const struct table_split *s, const char *commune,
                          char both[80])
{
	if (s->row == TABLE_COMMUNE)
		return commune;
	if (s->row != TABLE_QUESTION)
		return x->value[s->row];
	if (strcmp(x->value[2], "before") == 0)
		return NULL;
	strcpy(both, x->value[0]);
	strcat(both, "/");
	return strcat(both, x->value[1]);
}

static const char *title_of(const struct table_split *s, const struct titles *t, const char *id)
{
	if (s->row < 0)
		return titles_get(t, id);
	const char *fr = fact_value_fr(s->kind, s->row, id);
	return fr == id ? titles_get(t, id) : fr;
}

static void rows_of_facts(struct frame *f, const struct table_split *s, const struct tally *n,
                          const char *commune, const struct titles *titles)
{
	char both[80];
	for (int i = 0; i < n->count; i++) {
		const struct fact *x = &n->cells[i].fact;
		const char *id = x->kind == s->kind ? row_of(x, s, commune, both) : NULL;
		if (id)
			add_row(f, id, title_of(s, titles, id));
	}
}

/* "poll/1" in the titles makes poll a survey question; anything without "/" is else a module. */
static bool is_survey(const struct titles *t, const char *id)
{
	char first[80];
	return str_copy(first, sizeof first - 2, id) && titles_get(t, strcat(first, "/1")) != first;
}

static void rows_of_titles(struct frame *f, const struct table_split *s, const struct titles *t)
{
	bool question = s->row == TABLE_QUESTION;
	for (int i = 0; i < t->count; i++) {
		const char *id = t->id[i], *slash = strchr(id, '/');
		bool survey = slash ? strspn(slash + 1, "123456") == 1 && !slash[2] : is_survey(t, id);
		if (question == (slash != NULL) && survey == (s->kind == FACT_POLL))
			add_row(f, id, t->title[i]);
	}
}

static void rows_closed(struct frame *f, const struct table_split *s, const struct counts *n,
                        const struct titles *titles)
{
	const struct value_rule *rule = s->row >= 0 ? &fact_table[s->kind].values[s->row] : NULL;
	if (!rule && s->row == TABLE_COMMUNE)
		for (int i = 0; i < n->communes; i++)
			add_row(f, n->commune[i], titles_get(titles, n->commune[i]));
	else if (rule && rule->type == VALUE_CHOICE)
		for (const struct value_choice *c = rule->choices; c->id; c++)
			add_row(f, c->id, c->fr);
	else
		rows_of_titles(f, s, titles);
}

static int by_title(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	return strcmp(x[0], y[0]);
}

/* By id, so that one set of facts has one table whatever order it came in; choices stay in their order. */
static void sort_rows(struct frame *f, const struct table_split *s)
{
	if (s->row >= 0 && fact_table[s->kind].values[s->row].type == VALUE_CHOICE)
		return;
	const char *(*pair)[2] = arena_array(f->arena, (size_t)f->rows + 1, sizeof *pair);
	for (int i = 0; i < f->rows; i++)
		pair[i][0] = f->row[i], pair[i][1] = f->row_title[i];
	qsort(pair, (size_t)f->rows, sizeof *pair, by_title);
	for (int i = 0; i < f->rows; i++)
		f->row[i] = pair[i][0], f->row_title[i] = pair[i][1];
}

/* ---- columns ------------------------------------------------------------------------------------------- */

static struct frame_column *add_column(struct frame *f, struct frame_side *side, const char *prefix,
                                       const char *id, const char *title, int parent)
{
	struct frame_column *c = &side->column[side->count++];
	*c = (struct frame_column){ arena_printf(f->arena, "%s%s", prefix ? prefix : "", id), title, parent,
		                    true };
	if (parent >= 0)
		side->column[parent].leaf = false;
	return c;
}

static const char *moment_title(struct frame *f, const struct table_split *s, const char *fr)
{
	if (s->kind == FACT_QUIZ)
		return arena_printf(f->arena, "%s, réussite : %s", s->column == 1 ? "avant" : "après", fr);
	return fr;
}

static void make_columns(struct frame *f, struct frame_side *side, const struct table_split *s,
                         const struct counts *n, const struct titles *titles)
{
	int column = s->column == TABLE_ENDING ? 1 : s->column;
	size_t room = (size_t)n->communes + 16;
	side->column = arena_array(f->arena, room, sizeof *side->column);
	side->alike = s->alike;
	side->prefix = s->prefix;
	if (s->column == TABLE_COMMUNE)
		for (int i = 0; i < n->communes; i++)
			add_column(f, side, s->prefix, n->commune[i], titles_get(titles, n->commune[i]),
			           FRAME_NONE);
	if (column < 0)
		return;
	for (const struct value_choice *c = fact_table[s->kind].values[column].choices; c->id; c++) {
		add_column(f, side, s->prefix, c->id, moment_title(f, s, c->fr), FRAME_NONE);
		int parent = side->count - 1;
		if (s->column != TABLE_ENDING || strcmp(c->id, "done") != 0)
			continue;
		for (const struct value_choice *m = fact_table[s->kind].values[2].choices; m->id; m++)
			add_column(f, side, "done/", m->id, arena_printf(f->arena, "%s, %s", c->fr, m->fr),
			           parent);
	}
}

static int find_column(const struct frame_side *side, const char *prefix, const char *id)
{
	size_t skip = prefix ? strlen(prefix) : 0;
	for (int c = 0; c < side->count; c++)
		if (strncmp(side->column[c].id, prefix ? prefix : "", skip) == 0 &&
		    strcmp(side->column[c].id + skip, id) == 0)
			return c;
	return FRAME_NONE;
}

static int column_of(const struct frame_side *side, const struct table_split *s, const struct fact *x,
                     const char *commune)
{
	if (s->column == TABLE_COMMUNE)
		return find_column(side, s->prefix, commune);
	if (s->column != TABLE_ENDING)
		return find_column(side, s->prefix, x->value[s->column]);
	return strcmp(x->value[1], "done") == 0 ? find_column(side, "done/", x->value[2])
	                                        : find_column(side, NULL, x->value[1]);
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

static void count(struct frame *f, struct frame_side *side, const struct table_split *s,
                  const struct tally *n, const char *commune, long long *whole)
{
	char both[80];
	for (int i = 0; i < n->count; i++) {
		const struct fact *x = &n->cells[i].fact;
		const char *id = x->kind == s->kind ? row_of(x, s, commune, both) : NULL;
		int r = id ? find_row(f, id) : FRAME_NONE;
		if (r < 0)
			continue;
		whole[r] += n->cells[i].count;
		if (!side)
			continue;
		int c = column_of(side, s, x, commune);
		for (; c >= 0; c = side->column[c].parent)
			side->n[r * side->count + c] += n->cells[i].count;
	}
}

static bool needs_commune(const struct table_split *s)
{
	return s->row == TABLE_COMMUNE || s->column == TABLE_COMMUNE;
}

static void count_split(struct frame *f, const struct table_split *s, const struct counts *n)
{
	struct frame_side *side = NULL;
	long long *whole = arena_array(f->arena, (size_t)f->rows + 1, sizeof *whole);
	if (s->column != TABLE_NOTHING) {
		side = &f->side[f->sides++];
		side->n = arena_array(f->arena, (size_t)f->rows * (size_t)side->count + 1, sizeof *side->n);
	}
	for (int i = 0; needs_commune(s) && i < n->communes; i++)
		count(f, side, s, &n->by_commune[i], n->commune[i], whole);
	if (!needs_commune(s))
		count(f, side, s, &n->all, "", whole);
	for (int r = 0; r < f->rows; r++)
		f->whole[r] = whole[r] > f->whole[r] ? whole[r] : f->whole[r];
}

void frame_make(struct frame *f, const struct table_spec *spec, const struct counts *n,
                const struct titles *titles, bool closed, struct arena *a)
{
	*f = (struct frame){ .arena = a };
	const struct table_split *first = &spec->split[0];
	bool choice = first->row >= 0 && fact_table[first->kind].values[first->row].type == VALUE_CHOICE;
	if (closed || choice)
		rows_closed(f, first, n, titles);
	for (int s = 0; !closed && s < spec->splits; s++) {
		for (int i = 0; needs_commune(&spec->split[s]) && i < n->communes; i++)
			rows_of_facts(f, &spec->split[s], &n->by_commune[i], n->commune[i], titles);
		if (!needs_commune(&spec->split[s]))
			rows_of_facts(f, &spec->split[s], &n->all, "", titles);
	}
	sort_rows(f, first);
	f->whole = arena_array(a, (size_t)f->rows + 1, sizeof *f->whole);
	for (int s = 0; s < spec->splits; s++)
		if (spec->split[s].column != TABLE_NOTHING)
			make_columns(f, &f->side[f->sides], &spec->split[s], n, titles), f->sides++;
	f->sides = 0;
	for (int s = 0; s < spec->splits; s++)
		if (!closed || !spec->split[s].whole)
			count_split(f, &spec->split[s], n);
}

void frame_fill(struct frame *f)
{
	for (int s = 0; s < f->sides; s++) {
		struct frame_side *side = &f->side[s];
		long long *missing = arena_array(f->arena, (size_t)f->rows + 1, sizeof *missing), sum = 0;
		for (int r = 0; r < f->rows; r++) {
			missing[r] = f->whole[r];
			for (int c = 0; c < side->count; c++)
				missing[r] -= side->column[c].parent < 0 ? side->n[r * side->count + c] : 0;
			sum += missing[r];
		}
		if (sum == 0)
			continue;
		int left = find_column(side, NULL, "left");
		for (int r = 0; left >= 0 && r < f->rows; r++)
			side->n[r * side->count + left] += missing[r];
		if (left >= 0)
			continue;
		long long *wider =
		    arena_array(f->arena, (size_t)f->rows * (size_t)(side->count + 1) + 1, sizeof *wider);
		for (int r = 0; r < f->rows; r++) {
			memcpy(wider + r * (side->count + 1), side->n + r * side->count,
			       (size_t)side->count * sizeof *wider);
			wider[r * (side->count + 1) + side->count] = missing[r];
		}
		add_column(f, side, side->prefix, "unknown", "non connu", FRAME_NONE);
		side->n = wider;
		f->filled = true;
	}
}
