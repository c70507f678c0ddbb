#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "base/sha256.h"

/* Envelopes lie in the order of their random key, which is the rowid: their place in the file does not tell when
 * they came. The marks are store_mark's. */
static const struct db_migration migrations[] = {
	{ "CREATE TABLE state(one INTEGER PRIMARY KEY CHECK(one = 1), number INTEGER NOT NULL, visits INTEGER NOT NULL,"
	  " seen INTEGER NOT NULL, kept INTEGER NOT NULL, opened_day INTEGER NOT NULL, dirty_stops INTEGER NOT NULL,"
	  " total INTEGER NOT NULL, today INTEGER NOT NULL, visits_today INTEGER NOT NULL, lost INTEGER NOT NULL,"
	  " gaps INTEGER NOT NULL, rejected INTEGER NOT NULL, running INTEGER NOT NULL, previous BLOB NOT NULL,"
	  " mark BLOB NOT NULL);"
	  "CREATE TABLE envelope(key INTEGER PRIMARY KEY, bytes BLOB NOT NULL, mark BLOB NOT NULL);"
	  "CREATE TABLE bundle(number INTEGER PRIMARY KEY, kept INTEGER NOT NULL, manifest BLOB NOT NULL,"
	  " signature BLOB NOT NULL, mark BLOB NOT NULL);"
	  "CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL, mark BLOB NOT NULL)"
	  " WITHOUT ROWID;" },
	{ "CREATE TABLE receipt(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, mark BLOB NOT NULL);" },
	{ "CREATE TABLE age(number INTEGER PRIMARY KEY, first INTEGER NOT NULL, due INTEGER NOT NULL,"
	  " doubt INTEGER NOT NULL, mark BLOB NOT NULL);" },
	{ "CREATE TABLE kept(which INTEGER PRIMARY KEY, bytes BLOB NOT NULL, mark BLOB NOT NULL);" },
};

void store_mark(uint8_t mark[MARK_SIZE], const char *table, int64_t a, int64_t b, const void *x, size_t nx,
		const void *y, size_t ny)
{
	struct sha256 h;
	uint8_t hash[32];
	char head[96];
	int n = snprintf(head, sizeof head, "%s %lld %lld %zu %zu\n", table, (long long)a, (long long)b, nx, ny);
	sha256_init(&h);
	sha256_add(&h, head, (size_t)n);
	sha256_add(&h, x, nx);
	sha256_add(&h, y, ny);
	sha256_end(&h, hash);
	memcpy(mark, hash, MARK_SIZE);
}

/* The kernel's generator rather than SQLite's random(): that one is seeded once, and its later numbers follow
 * from its state in memory; keys are what hides the order of facts. */
int64_t store_random(void)
{
	uint64_t r;
	if (getrandom(&r, sizeof r, 0) != (ssize_t)sizeof r)
		abort(); /* cannot happen for 8 bytes on Linux */
	return (int64_t)(r >> 1);
}

/* ---- reach ------------------------------------------------------------------------------------------------ */

static bool open_checked(struct store *s, struct err *e)
{
	enum { COUNT = sizeof migrations / sizeof migrations[0] };
	bool found;
	struct err newer = { 0 };
	if (!store_before_keep(s, COUNT, e))
		return false;
	if (!db_open(&s->db, s->path, migrations, COUNT, s->vfs, &newer) &&
	    (newer.code != ERR_REFUSED || !store_before_return(s, COUNT) ||
	     !db_open(&s->db, s->path, migrations, COUNT, s->vfs, e)))
		return err_set(e, newer.code, "%s", newer.text);
	if (!store_state_load(s->db, &s->state, &found, e)) {
		db_close(s->db);
		s->db = NULL;
		return false;
	}
	if (!found)
		s->state = (struct state){ .number = 1, .opened_day = -1, .today = -1 };
	return true;
}

static bool start_fresh(struct store *s, struct err *e)
{
	char moved[1024];
	if (!store_quarantine(s, moved, e) || !open_checked(s, e))
		return false;
	s->condemned = false;
	s->epoch++;
	s->recovered = true;
	store_salvage(s, moved);
	s->state.gaps++;
	return true;
}

/* Remember on disk that we run. At the first open of this process, a flag found set is a dirty stop. */
static bool note_running(struct store *s, struct err *e)
{
	struct err why = { 0 };
	if (s->state.running && !s->started)
		s->state.dirty_stops++;
	s->state.running = 1;
	bool ok = db_begin(s->db, &why) && store_state_save(s->db, &s->state, &why) && db_commit(s->db, &why) &&
		  db_checkpoint(s->db, &why);
	if (!ok && why.code != ERR_FULL && why.code != ERR_READONLY) {
		store_drop(s);
		return err_set(e, why.code, "%s", why.text);
	}
	if (!ok) /* readable at least; the flag is written with the next visit */
		db_rollback(s->db);
	s->started = true;
	return true;
}

bool store_reach(struct store *s, struct err *e)
{
	if (s->db)
		return true;
	struct err why = { 0 };
	bool ok = false;
	if (s->condemned)
		err_set(&why, ERR_CORRUPT, "damage that the check does not see");
	/* Twice: a bad read may have been the bus and not the card. */
	for (int i = 0; i < 2 && !ok && !s->condemned && (i == 0 || why.code == ERR_CORRUPT || why.code == ERR_IO); i++) {
		why = (struct err){ 0 };
		ok = open_checked(s, &why) && note_running(s, &why);
	}
	if (!ok && why.code == ERR_CORRUPT) {
		log_err("database set aside", &why);
		why = (struct err){ 0 };
		ok = start_fresh(s, &why) && note_running(s, &why);
	}
	if (!ok)
		return err_set(e, why.code, "%s", why.text);
	if (s->doubt >= 0 && s->doubt_epoch == s->epoch && s->state.total == s->doubt)
		s->lost--; /* the visit given up as lost was on disk after all */
	s->doubt = -1;
	return true;
}

void store_drop(struct store *s)
{
	free(s->keys);
	s->keys = NULL;
	if (s->db)
		db_rollback(s->db);
	db_close(s->db);
	s->db = NULL;
}

/* ---- transactions --------------------------------------------------------------------------------------------- */

static bool try_work(struct store *s, store_work_fn *work, void *context, struct err *e)
{
	s->next = s->state;
	s->in_work = true;
	s->not_disk = s->read_failed = false;
	bool ok = db_begin(s->db, e) && work(s, context, e) && store_state_save(s->db, &s->next, e) &&
		  db_commit(s->db, e);
	s->in_work = false;
	if (!ok) {
		free(s->keys); /* they may tell of the transaction that is undone */
		s->keys = NULL;
		db_rollback(s->db);
		return false;
	}
	s->state = s->next;
	return true;
}

bool store_work(struct store *s, store_work_fn *work, void *context, struct err *e)
{
	struct err why = { 0 };
	for (int i = 0; i < 3; i++) {
		why = (struct err){ 0 };
		if (!store_reach(s, &why))
			break;
		if (try_work(s, work, context, &why)) {
			/* It is on disk, in the log. If emptying the log fails, the next opening does it. */
			struct err later = { 0 };
			if (!db_checkpoint(s->db, &later) && later.code != ERR_FULL && later.code != ERR_READONLY)
				store_drop(s);
			return true;
		}
		if (s->not_disk || (why.code != ERR_IO && why.code != ERR_CORRUPT))
			break;
		store_drop(s);
		if (i == 1 && why.code != ERR_CORRUPT)
			break;
		s->condemned = i == 1;
	}
	return err_set(e, why.code ? why.code : ERR_IO, "%s", why.text);
}

/* ---- open and close ----------------------------------------------------------------------------------------- */

bool store_open_on(struct store **out, const char *dir, const char *vfs, bool *recovered, struct err *e)
{
	*out = NULL;
	*recovered = false;
	struct store *s = xmalloc(sizeof *s);
	memset(s, 0, sizeof *s);
	s->vfs = vfs;
	s->doubt = -1;
	bool ok = true;
	if (!str_copy(s->dir, sizeof s->dir, dir) || !file_join(s->path, sizeof s->path, dir, "escale.db"))
		ok = err_set(e, ERR_USAGE, "%s: path too long", dir);
	ok = ok && file_mkdir(dir, e) && store_reach(s, e);
	*recovered = s->recovered;
	if (!ok) {
		store_drop(s);
		free(s);
		return false;
	}
	*out = s;
	return true;
}

bool store_open(struct store **out, const char *dir, bool *recovered, struct err *e)
{
	return store_open_on(out, dir, NULL, recovered, e);
}

bool store_recovered(const struct store *s)
{
	return s->recovered;
}

int store_epoch(const struct store *s)
{
	return s->epoch;
}

static bool stop_running(struct store *s, void *context, struct err *e)
{
	(void)context, (void)e;
	s->next.running = 0;
	s->next.lost += s->lost;
	return true;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_work(s, stop_running, NULL, NULL); /* on failure the next start counts a dirty stop: true enough */
	store_drop(s);
	free(s);
}

/* ---- counts ------------------------------------------------------------------------------------------------- */

bool store_counts(struct store *s, int64_t day, struct store_counts *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!store_reach(s, e))
		return false;
	const struct state *t = s->in_work ? &s->next : &s->state;
	*out = (struct store_counts){
		.visits_today = t->today == day ? t->visits_today : 0,
		.visits_bundle = t->visits,
		.visits_total = t->total,
		.facts_seen = t->seen,
		.facts_kept = t->kept,
		.bundle_number = t->number,
		.opened_day = t->opened_day,
		.lost_visits = t->lost + s->lost,
		.dirty_stops = t->dirty_stops,
		.gaps = t->gaps,
		.rejected = t->rejected,
	};
	return true;
}

const char *store_dirty_band(int64_t dirty_stops)
{
	return dirty_stops <= 0 ? "0" : dirty_stops <= 3 ? "1-3" : "4+";
}
