#include "coordinator/publish_table.h"

#include <string.h>

#include "coordinator/publish_frame.h"
#include "coordinator/publish_links.h"

#define COLUMN_LABEL                                                                                         \
	"|" /* before a column's id among a sheet's titles: a module may be called like a column */

/* ---- the sheet ----------------------------------------------------------------------------------------- */

static void label(struct sheet *s, const char *id, const char *title)
{
	s->titles.id[s->titles.count] = id;
	s->titles.title[s->titles.count++] = title;
}

static int columns_of(const struct frame *f)
{
	int n = 0;
	for (int s = 0; s < f->sides; s++)
		n += f->side[s].count;
	return n;
}

static void sheet_begin(struct sheet *s, const struct frame *f, const struct table_spec *spec)
{
	size_t rows = (size_t)f->rows, columns = (size_t)columns_of(f);
	s->table = spec->id;
	s->count = s->withheld = 0;
	s->cells = arena_array(f->arena, (rows + 1) * (columns + 1), sizeof *s->cells);
	s->titles =
	    (struct titles){ .id = arena_array(f->arena, rows + columns + 1, sizeof *s->titles.id),
		             .title = arena_array(f->arena, rows + columns + 1, sizeof *s->titles.title) };
	for (int r = 0; r < f->rows; r++)
		label(s, f->row[r], f->row_title[r]);
	for (int k = 0; k < f->sides; k++)
		for (int c = 0; c < f->side[k].count; c++)
			label(s, arena_printf(f->arena, COLUMN_LABEL "%s", f->side[k].column[c].id),
			      f->side[k].column[c].title);
}

static void put(struct sheet *s, const char *row, const char *column, long long n, bool withheld)
{
	s->cells[s->count++] = (struct sheet_cell){ row, column, withheld ? 0 : n, withheld };
	s->withheld += withheld;
}

const char *sheet_row_fr(const struct sheet *s, const char *row)
{
	return strcmp(row, REGISTER_TOTAL) == 0 ? "ensemble" : titles_get(&s->titles, row);
}

const char *sheet_column_fr(const struct sheet *s, const char *column)
{
	if (strcmp(column, REGISTER_TOTAL) == 0)
		return "ensemble";
	for (int i = 0; i < s->titles.count; i++)
		if (s->titles.id[i][0] == COLUMN_LABEL[0] && strcmp(s->titles.id[i] + 1, column) == 0)
			return s->titles.title[i];
	return column;
}

/* ---- masked -------------------------------------------------------------------------------------------- */

static long long column_sum(const struct frame *f, const struct frame_side *side, int c)
{
	long long sum = 0;
	for (int r = 0; r < f->rows; r++)
		sum += side->n[r * side->count + c];
	return sum;
}

static void add_numbers(struct frame_map *m, struct tied *t, const struct frame *f, const struct table_spec *spec)
{
	long long grand = 0;
	int room = f->rows;
	enum tied_role sums = spec->flags & TABLE_NO_SUMS ? TIED_NEVER : TIED_TOTAL;
	m->whole = arena_array(f->arena, (size_t)f->rows + 1, sizeof *m->whole);
	for (int r = 0; r < f->rows; r++) {
		m->whole[r] = tied_add(t, f->whole[r], f->sides ? TIED_TOTAL : TIED_CELL);
		grand += f->whole[r];
	}
	m->grand = tied_add(t, grand, sums);
	/* A grand total that other tables tell too stays; under the threshold none of them tells it. */
	if ((spec->flags & TABLE_KNOWN) && grand >= TALLY_MIN)
		t->number[m->grand].role = TIED_KNOWN;
	for (int k = 0; k < f->sides; k++) {
		const struct frame_side *side = &f->side[k];
		size_t cells = (size_t)f->rows * (size_t)side->count;
		m->cell[k] = arena_array(f->arena, cells + 1, sizeof *m->cell[k]);
		m->column_total[k] =
		    arena_array(f->arena, (size_t)side->count + 1, sizeof *m->column_total[k]);
		for (size_t i = 0; i < cells; i++)
			m->cell[k][i] = tied_add(t, side->n[i], TIED_CELL);
		for (int c = 0; c < side->count; c++)
			m->column_total[k][c] = tied_add(t, column_sum(f, side, c), sums);
		room = room > side->count ? room : side->count;
	}
	m->part = arena_array(f->arena, (size_t)room + 1, sizeof *m->part);
}

/* total = its columns under `parent`, out of base[]. */
static void tie_columns(struct frame_map *m, struct tied *t, const struct frame_side *side, int total,
                        const int *base, int parent, bool alike)
{
	int parts = 0;
	for (int c = 0; c < side->count; c++)
		if (side->column[c].parent == parent)
			m->part[parts++] = base[c];
	tied_tie(t, total, m->part, parts, alike);
}

static void tie_side(struct frame_map *m, struct tied *t, const struct frame *f, int k)
{
	const struct frame_side *side = &f->side[k];
	for (int r = 0; r < f->rows; r++) {
		const int *base = m->cell[k] + r * side->count;
		tie_columns(m, t, side, m->whole[r], base, FRAME_NONE, side->alike);
		for (int c = 0; c < side->count; c++)
			if (!side->column[c].leaf)
				tie_columns(m, t, side, base[c], base, c, false);
	}
	for (int c = 0; c < side->count; c++) {
		if (!side->column[c].leaf) {
			tie_columns(m, t, side, m->column_total[k][c], m->column_total[k], c, false);
			continue;
		}
		for (int r = 0; r < f->rows; r++)
			m->part[r] = m->cell[k][r * side->count + c];
		tied_tie(t, m->column_total[k][c], m->part, f->rows, false);
	}
	tie_columns(m, t, side, m->grand, m->column_total[k], FRAME_NONE, false);
}

static void tell(const struct frame_map *m, const struct tied *t, const struct frame *f,
                 const struct table_spec *spec, struct sheet *out)
{
	for (int r = 0; r <= f->rows; r++) {
		bool total = r == f->rows;
		const char *row = total ? REGISTER_TOTAL : f->row[r];
		if (total && (spec->flags & TABLE_NO_SUMS))
			return;
		int at = total ? m->grand : m->whole[r];
		put(out, row, REGISTER_TOTAL, t->number[at].n, t->number[at].hidden);
		for (int k = 0; k < f->sides; k++)
			for (int c = 0; c < f->side[k].count; c++) {
				at = total ? m->column_total[k][c] : m->cell[k][r * f->side[k].count + c];
				put(out, row, f->side[k].column[c].id, t->number[at].n, t->number[at].hidden);
			}
	}
}

static void masking_begin(struct masking *x, const struct table_spec *spec, const struct counts *n,
                          const struct titles *titles, struct arena *a)
{
	*x = (struct masking){ .spec = spec };
	frame_make(&x->f, spec, n, titles, false, a);
	frame_fill(&x->f);
	tied_init(&x->t, a);
	add_numbers(&x->m, &x->t, &x->f, spec);
	for (int k = 0; k < x->f.sides; k++)
		tie_side(&x->m, &x->t, &x->f, k);
	if (x->f.sides == 0)
		tied_tie(&x->t, x->m.grand, x->m.whole, x->f.rows, false);
	links_bind(x, n);
}

/* The audit must agree with the masking. */
static bool masked(struct masking *x, struct arena *a)
{
	int where;
	return protect(&x->t) && audit_safe(&x->t, a, &where);
}

static bool ages_masked(struct masking *ages, const struct counts *n, const struct titles *titles,
                        struct arena *a)
{
	struct masking progress;
	masking_begin(&progress, table_find(GRID_TERRITORY, "progres"), n, titles, a);
	if (!masked(&progress, a)) /* all of it is withheld */
		return masked(ages, a);
	links_hide(ages, &progress);
	return masked(ages, a) && links_safe(ages, &progress, a);
}

void table_mask(const struct table_spec *spec, const struct counts *n, const struct titles *titles,
                struct sheet *out, bool *lost, struct arena *a)
{
	struct masking x;
	masking_begin(&x, spec, n, titles, a);
	sheet_begin(out, &x.f, spec);
	out->method = spec->flags & TABLE_PLAIN ? METHOD_PLAIN : METHOD_MASKED;
	*lost = out->method == METHOD_MASKED &&
	        !(spec->split[0].kind == FACT_AGE ? ages_masked(&x, n, titles, a) : masked(&x, a));
	for (int i = 0; *lost && i < x.t.count; i++)
		x.t.number[i].hidden = x.t.number[i].role != TIED_KNOWN;
	tell(&x.m, &x.t, &x.f, spec, out);
}

/* ---- noised -------------------------------------------------------------------------------------------- */

int table_sensitivity(const struct table_spec *spec)
{
	int sum = 0;
	for (int s = 0; s < spec->splits; s++) {
		const struct indicator *i = indicator_of(spec->split[s].kind);
		if (!spec->split[s].whole)
			sum += i->reach == REACH_FIVE ? 5 : i->reach == REACH_ONCE ? 1 : 0;
	}
	return sum;
}

void table_noise(const struct table_spec *spec, const struct counts *n, const struct titles *titles,
                 const struct dice *dice, struct sheet *out, struct arena *a)
{
	struct frame f;
	uint32_t sensitivity = (uint32_t)table_sensitivity(spec);
	frame_make(&f, spec, n, titles, true, a);
	sheet_begin(out, &f, spec);
	out->method = METHOD_NOISED;
	out->sensitivity = (int)sensitivity;
	for (int r = 0; r < f.rows; r++) {
		if (f.sides == 0)
			put(out, f.row[r], REGISTER_TOTAL, f.whole[r] + laplace_draw(dice, sensitivity, 1),
			    false);
		for (int k = 0; k < f.sides; k++)
			for (int c = 0; c < f.side[k].count; c++)
				if (f.side[k].column[c].leaf)
					put(out, f.row[r], f.side[k].column[c].id,
					    f.side[k].n[r * f.side[k].count + c] +
					        laplace_draw(dice, sensitivity, 1),
					    false);
	}
}
