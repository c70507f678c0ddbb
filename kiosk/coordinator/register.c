#include "coordinator/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/register_parts.h"
#include "coordinator/state.h"

struct book {
	struct db *db;
	char sentence[320];
};

static const struct db_migration migrations[] = {
	{ "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
	  "CREATE TABLE period(name TEXT PRIMARY KEY, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL)"
	  " WITHOUT ROWID;"
	  "CREATE TABLE bundle(sha BLOB PRIMARY KEY, period TEXT NOT NULL REFERENCES period(name)) WITHOUT "
	  "ROWID;"
	  "CREATE TABLE sheet(id INTEGER PRIMARY KEY, name TEXT NOT NULL, period TEXT NOT NULL REFERENCES "
	  "period(name),"
	  " method INTEGER NOT NULL, sensitivity INTEGER NOT NULL, day INTEGER NOT NULL, sample INTEGER NOT "
	  "NULL,"
	  " bundles INTEGER NOT NULL, UNIQUE(name, period));"
	  "CREATE TABLE cell(sheet INTEGER NOT NULL REFERENCES sheet(id), place INTEGER NOT NULL,"
	  " row TEXT NOT NULL, col TEXT NOT NULL, n INTEGER, PRIMARY KEY(sheet, row, col)) WITHOUT ROWID;"
	  "CREATE TABLE label(sheet INTEGER NOT NULL REFERENCES sheet(id), place INTEGER NOT NULL, id TEXT "
	  "NOT "
	  "NULL, title TEXT NOT NULL, PRIMARY KEY(sheet, place)) WITHOUT ROWID;"
	  "CREATE TABLE title(id TEXT NOT NULL, day INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY(id, "
	  "day))"
	  " WITHOUT ROWID;" },
};

static const char *const grids[GRID_COUNT] = { "", "territoire", "commune" };

const char *grid_id(enum grid grid)
{
	return grids[grid];
}

enum grid grid_parse(const char *id)
{
	for (int g = GRID_TERRITORY; g < GRID_COUNT; g++)
		if (strcmp(grids[g], id) == 0)
			return (enum grid)g;
	return GRID_NONE;
}

bool register_open(struct book **out, const char *dir, struct err *e)
{
	char path[STATE_PATH_MAX];
	struct err why = { 0 };
	*out = NULL;
	if (!state_path(dir, REGISTER_FILE, path))
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	struct book *b = xmalloc(sizeof *b);
	*b = (struct book){ 0 };
	if (db_open(&b->db, path, migrations, sizeof migrations / sizeof *migrations, NULL, &why)) {
		*out = b;
		return true;
	}
	free(b);
	if (why.code == ERR_CORRUPT)
		return err_set(e, ERR_CORRUPT,
		               "« %s », le registre des publications, est abîmé : reprenez votre dernière "
		               "sauvegarde. Ne publiez rien avant (%s).",
		               path, why.text);
	return err_set(e, why.code, "« %s », le registre des publications, ne s'ouvre pas (%s).", path,
	               why.text);
}

void register_close(struct book *b)
{
	if (!b)
		return;
	db_close(b->db);
	free(b);
}

struct db *register_db(struct book *b)
{
	return b->db;
}

/* ---- step and grid ------------------------------------------------------------------------------------- */

static void get(struct book *b, const char *key, char *out, size_t size)
{
	struct db_query *q;
	out[0] = '\0';
	if (!db_prepare(b->db, &q, "SELECT value FROM setting WHERE key = ?", NULL))
		return;
	db_bind_text(q, 1, key);
	if (db_step(q, NULL))
		str_copy(out, size, db_text(q, 0));
	db_finish(q);
}

static bool set(struct book *b, const char *key, const char *value, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(b->db, &q, "INSERT OR IGNORE INTO setting(key, value) VALUES(?, ?)", e))
		return false;
	db_bind_text(q, 1, key);
	db_bind_text(q, 2, value);
	return state_run(q, e);
}

enum step register_step(struct book *b)
{
	char id[16];
	get(b, "step", id, sizeof id);
	return step_parse(id);
}

enum grid register_grid(struct book *b)
{
	char id[16];
	get(b, "grid", id, sizeof id);
	return grid_parse(id);
}

bool register_fix(struct book *b, enum step step, enum grid grid, struct err *e)
{
	enum step old_step = register_step(b);
	enum grid old_grid = register_grid(b);
	if (old_step != STEP_NONE && old_step != step)
		return err_set(
		    e, ERR_REFUSED,
		    "Votre première publication était au %s : les suivantes le sont aussi. Avec deux "
		    "découpages du temps, une soustraction retrouverait les nombres masqués. Publiez un "
		    "%s. Pour parler d'une durée plus longue, le bilan additionne ce qui est publié.",
		    step_id(old_step), step_id(old_step));
	if (old_grid != GRID_NONE && old_grid != grid)
		return err_set(
		    e, ERR_REFUSED,
		    "Votre première publication était par %s : les suivantes le sont aussi. Avec deux "
		    "mailles, une soustraction retrouverait les nombres masqués. Laissez --maille de "
		    "côté : le registre s'en souvient.",
		    grid_id(old_grid));
	return set(b, "step", step_id(step), e) && set(b, "grid", grid_id(grid), e);
}

/* ---- what may be shown --------------------------------------------------------------------------------- */

int book_count_whole(enum step step, int64_t first_day, int64_t last_day)
{
	int n = 0;
	if (step == STEP_NONE)
		return 0;
	for (struct period p = period_of(step, first_day); p.last_day <= last_day && n < 10000;
	     p = period_next(&p))
		n += p.first_day >= first_day;
	return n;
}

int book_count_published(struct book *b, int64_t first_day, int64_t last_day)
{
	struct db_query *q;
	if (!db_prepare(b->db, &q,
	                "SELECT count(*) FROM period p WHERE first_day >= ? AND last_day <= ?"
	                " AND EXISTS(SELECT 1 FROM sheet WHERE period = p.name)",
	                NULL))
		return 0;
	db_bind_int(q, 1, first_day);
	db_bind_int(q, 2, last_day);
	int n = db_step(q, NULL) ? (int)db_int(q, 0) : 0;
	db_finish(q);
	return n;
}

enum showing register_may_show(struct book *b, int64_t first_day, int64_t last_day, const char **sentence)
{
	enum step step = register_step(b);
	enum showing answer;
	b->sentence[0] = '\0';
	if (step == STEP_NONE) {
		snprintf(
		    b->sentence, sizeof b->sentence,
		    "Rien n'est encore publié : gardez ces pages dans l'équipe. Pour les montrer, publiez "
		    "d'abord (escale-coordinator publier).");
		answer = SHOWING_UNPUBLISHED;
	} else if (last_day < first_day || period_of(step, first_day).first_day != first_day ||
	           period_of(step, last_day).last_day != last_day) {
		snprintf(b->sentence, sizeof b->sentence,
		         "Vous publiez par %s, et ces dates coupent un %s : gardez ces pages dans l'équipe. "
		         "Choisissez "
		         "des dates qui commencent et finissent avec un %s.",
		         step_id(step), step_id(step), step_id(step));
		answer = SHOWING_OTHER_STEP;
	} else {
		int whole = book_count_whole(step, first_day, last_day),
		    there = book_count_published(b, first_day, last_day);
		answer = there == whole ? SHOWING_ALLOWED : there ? SHOWING_PARTS : SHOWING_UNPUBLISHED;
		if (answer != SHOWING_ALLOWED)
			snprintf(b->sentence, sizeof b->sentence,
			         "%d %s sur %d %s publié%s dans ces dates : publiez ce qui manque avant de "
			         "montrer "
			         "ces pages hors de l'équipe.",
			         there, step_id(step), whole, there > 1 ? "sont" : "est",
			         there > 1 ? "s" : "");
	}
	if (sentence)
		*sentence = b->sentence;
	return answer;
}
