#include "coordinator/register.h"

#include <stdio.h>
#include <string.h>

#include "coordinator/register_parts.h"
#include "coordinator/state.h"
#include "store/db.h"

int register_periods(struct book *b, int64_t first_day, int64_t last_day, struct period **out,
                     struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int room = book_count_published(b, first_day, last_day), n = 0;
	*out = arena_array(a, (size_t)room + 1, sizeof **out);
	if (!db_prepare(register_db(b), &q,
	                "SELECT name FROM period p WHERE first_day >= ? AND last_day <= ?"
	                " AND EXISTS(SELECT 1 FROM sheet WHERE period = p.name) ORDER BY first_day",
	                e))
		return -1;
	db_bind_int(q, 1, first_day);
	db_bind_int(q, 2, last_day);
	while (n < room && db_step(q, &why))
		n += period_parse(db_text(q, 0), *out + n);
	db_finish(q);
	if (why.code)
		err_set(e, why.code, "%s", why.text);
	return why.code ? -1 : n;
}

/* ---- tables -------------------------------------------------------------------------------------------- */

int book_count(struct db *db, const char *sql, int64_t id)
{
	struct db_query *q;
	if (!db_prepare(db, &q, sql, NULL))
		return 0;
	db_bind_int(q, 1, id);
	int n = db_step(q, NULL) ? (int)db_int(q, 0) : 0;
	db_finish(q);
	return n;
}

static bool read_cells(struct book *b, int64_t id, struct sheet *s, struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int room = book_count(register_db(b), "SELECT count(*) FROM cell WHERE sheet = ?", id);
	s->cells = arena_array(a, (size_t)room + 1, sizeof *s->cells);
	if (!db_prepare(register_db(b), &q,
	                "SELECT row, col, n IS NULL, n FROM cell WHERE sheet = ? ORDER BY place", e))
		return false;
	db_bind_int(q, 1, id);
	while (s->count < room && db_step(q, &why)) {
		struct sheet_cell *c = &s->cells[s->count++];
		c->row = arena_strdup(a, db_text(q, 0));
		c->column = arena_strdup(a, db_text(q, 1));
		c->withheld = db_int(q, 2) != 0;
		c->n = c->withheld ? 0 : db_int(q, 3);
		s->withheld += c->withheld;
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool read_labels(struct book *b, int64_t id, struct sheet *s, struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int room = book_count(register_db(b), "SELECT count(*) FROM label WHERE sheet = ?", id);
	s->titles.id = arena_array(a, (size_t)room + 1, sizeof *s->titles.id);
	s->titles.title = arena_array(a, (size_t)room + 1, sizeof *s->titles.title);
	if (!db_prepare(register_db(b), &q, "SELECT id, title FROM label WHERE sheet = ? ORDER BY place", e))
		return false;
	db_bind_int(q, 1, id);
	while (s->titles.count < room && db_step(q, &why)) {
		s->titles.id[s->titles.count] = arena_strdup(a, db_text(q, 0));
		s->titles.title[s->titles.count++] = arena_strdup(a, db_text(q, 1));
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool register_read(struct book *b, const char *table, const struct period *p, struct sheet *out, bool *found,
                   struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int64_t id = 0;
	*out = (struct sheet){ .table = arena_strdup(a, table), .period = *p };
	if (!db_prepare(register_db(b), &q,
	                "SELECT id, method, sensitivity, day, sample, bundles FROM sheet WHERE name = ? AND "
	                "period = ?",
	                e))
		return false;
	db_bind_text(q, 1, table);
	db_bind_text(q, 2, p->name);
	*found = db_step(q, &why);
	if (*found) {
		id = db_int(q, 0);
		out->method = (enum method)db_int(q, 1);
		out->sensitivity = (int)db_int(q, 2);
		out->day = db_int(q, 3);
		out->sample = db_int(q, 4) != 0;
		out->bundles = (int)db_int(q, 5);
	}
	db_finish(q);
	if (why.code)
		return err_set(e, why.code, "%s", why.text);
	return !*found || (read_cells(b, id, out, a, e) && read_labels(b, id, out, a, e));
}

const struct sheet_cell *sheet_get(const struct sheet *s, const char *row, const char *column)
{
	for (int i = 0; i < s->count; i++)
		if (strcmp(s->cells[i].row, row) == 0 && strcmp(s->cells[i].column, column) == 0)
			return &s->cells[i];
	return NULL;
}

bool register_sum(struct book *b, const char *table, const char *row, const char *column, int64_t first_day,
                  int64_t last_day, struct register_sum *out, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*out = (struct register_sum){ 0 };
	if (!db_prepare(
	        register_db(b), &q,
	        "SELECT count(*), ifnull(sum(c.n), 0), ifnull(sum(c.sheet IS NOT NULL AND c.n IS NULL), 0)"
	        " FROM sheet s JOIN period p ON p.name = s.period"
	        " LEFT JOIN cell c ON c.sheet = s.id AND c.row = ? AND c.col = ?"
	        " WHERE s.name = ? AND p.first_day >= ? AND p.last_day <= ?",
	        e))
		return false;
	db_bind_text(q, 1, row);
	db_bind_text(q, 2, column);
	db_bind_text(q, 3, table);
	db_bind_int(q, 4, first_day);
	db_bind_int(q, 5, last_day);
	if (db_step(q, &why)) {
		out->periods = (int)db_int(q, 0);
		out->sum = db_int(q, 1);
		out->withheld = (int)db_int(q, 2);
	}
	db_finish(q);
	out->missing = book_count_whole(register_step(b), first_day, last_day) - out->periods;
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

int register_rows(struct book *b, const char *table, int64_t first_day, int64_t last_day, const char ***out,
                  struct arena *a, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int n = 0, room = 0;
	*out = arena_array(a, 1, sizeof **out);
	if (!db_prepare(
	        register_db(b), &q,
	        "SELECT DISTINCT c.row FROM sheet s JOIN period p ON p.name = s.period"
	        " JOIN cell c ON c.sheet = s.id"
	        " WHERE s.name = ? AND p.first_day >= ? AND p.last_day <= ? AND c.row <> '" REGISTER_TOTAL
	        "' ORDER BY c.row",
	        e))
		return -1;
	db_bind_text(q, 1, table);
	db_bind_int(q, 2, first_day);
	db_bind_int(q, 3, last_day);
	while (db_step(q, &why)) {
		if (n == room) {
			const char **more = arena_array(a, (size_t)(room = room * 2 + 32), sizeof *more);
			memcpy(more, *out, (size_t)n * sizeof *more);
			*out = more;
		}
		(*out)[n++] = arena_strdup(a, db_text(q, 0));
	}
	db_finish(q);
	if (why.code)
		err_set(e, why.code, "%s", why.text);
	return why.code ? -1 : n;
}

int register_noised(struct book *b, const struct period *p)
{
	struct db_query *q;
	char from[16], to[16];
	snprintf(from, sizeof from, "%.4s", p->name);
	snprintf(to, sizeof to, "%.4s~", p->name);
	if (!db_prepare(register_db(b), &q,
	                "SELECT count(*) FROM sheet WHERE method = ? AND period BETWEEN ? AND ?", NULL))
		return 0;
	db_bind_int(q, 1, METHOD_NOISED);
	db_bind_text(q, 2, from);
	db_bind_text(q, 3, to);
	int n = db_step(q, NULL) ? (int)db_int(q, 0) : 0;
	db_finish(q);
	return n;
}
