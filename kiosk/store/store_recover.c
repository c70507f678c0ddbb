/* A database that fails its check: set aside whole, and what it still gives taken over. */
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/str.h"

enum { QUARANTINE_MAX = 8 };

static bool sync_dir(const char *dir, struct err *e)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(e, dir);
	bool ok = fsync(fd) == 0;
	if (!ok)
		err_errno(e, dir);
	close(fd);
	return ok;
}

bool store_quarantine(struct store *s, char moved[1024], struct err *e)
{
	char from[1100], to[1100];
	int n = 1;
	/* The first seven stay as they are; a card that breaks more often only keeps its latest. */
	for (; n < QUARANTINE_MAX; n++) {
		snprintf(moved, 1024, "%s/quarantine-%d.db", s->dir, n);
		if (!file_exists(moved))
			break;
	}
	snprintf(moved, 1024, "%s/quarantine-%d.db", s->dir, n);
	/* The log first: left behind, it would be played into the fresh database. */
	snprintf(from, sizeof from, "%s-wal", s->path);
	snprintf(to, sizeof to, "%s-wal", moved);
	unlink(to);
	if (rename(from, to) != 0 && errno != ENOENT)
		return err_errno(e, from);
	if (rename(s->path, moved) != 0)
		return err_errno(e, s->path);
	return sync_dir(s->dir, e);
}

/* ---- salvage ------------------------------------------------------------------------------------------------ */

/* Copy the rows that read and whose mark is right. A damaged page ends a scan, so it goes once from each end. */
static bool copy_envelopes(struct db *from, struct db *to, int64_t bundle, int64_t *copied, struct err *e)
{
	static const char *const scans[] = {
		"SELECT key, bytes, mark FROM envelope WHERE key BETWEEN ? AND ? ORDER BY key",
		"SELECT key, bytes, mark FROM envelope WHERE key BETWEEN ? AND ? ORDER BY key DESC",
	};
	*copied = 0;
	for (int i = 0; i < 2; i++) {
		struct db_query *q;
		struct err broken = { 0 };
		bool ok = true;
		if (!db_prepare(from, &q, scans[i], &broken))
			return true;
		store_envelope_range(q, 1, bundle);
		while (ok && db_step(q, &broken)) {
			bool fresh;
			size_t n;
			const void *bytes = db_blob(q, 1, &n);
			if (store_envelope_damaged(q))
				continue;
			ok = store_envelope_put(to, db_int(q, 0), bytes, n, &fresh, e);
			*copied += fresh;
		}
		db_finish(q);
		if (!ok || !broken.code)
			return ok;
	}
	return true;
}

static bool copy_settings(struct db *from, struct db *to, struct err *e)
{
	struct db_query *q;
	bool ok = true;
	if (!db_prepare(from, &q, "SELECT value, mark, key FROM setting", NULL))
		return true;
	while (ok && db_step(q, NULL)) {
		char value[STORE_SETTING_MAX], key[64];
		size_t n;
		if (str_copy(key, sizeof key, db_text(q, 2)) && store_setting_read(q, key, value, &n, NULL))
			ok = store_setting_put(to, key, value, n, e);
	}
	db_finish(q);
	return ok;
}

struct bundle_copy {
	struct db *from, *to;
	int64_t number;
};

/* A closed bundle is taken over whole or not at all: its manifest says how many envelopes it has. */
static bool copy_bundle(void *context, const struct store_bundle_row *row, struct err *e)
{
	const struct bundle_copy *c = context;
	int64_t copied;
	if (!copy_envelopes(c->from, c->to, c->number, &copied, e))
		return false;
	if (copied == row->kept)
		return store_bundle_put(c->to, c->number, row, e);
	log_warn("bundle %lld: %lld of %lld envelopes are readable, it stays in quarantine", (long long)c->number,
		 (long long)copied, (long long)row->kept);
	return store_envelope_drop(c->to, c->number, e);
}

static bool copy_all(struct db *from, struct db *to, struct state *state, struct err *e)
{
	int64_t copied;
	if (!copy_settings(from, to, e) || !store_kept_copy(from, to, e))
		return false;
	for (int64_t number = 1; number < state->number; number++) {
		struct bundle_copy c = { from, to, number };
		struct err why = { 0 };
		uint8_t hash[MANIFEST_HASH];
		bool acknowledged;
		if (store_receipt_get(from, number, hash, &acknowledged, NULL) && acknowledged) {
			if (!store_receipt_put(to, number, hash, e))
				return false;
			continue;
		}
		/* A row that does not read is left behind; a copy that cannot be written ends it all. */
		if (!store_bundle_row(from, number, copy_bundle, &c, &why) && why.code != ERR_MISSING &&
		    why.code != ERR_CORRUPT)
			return err_set(e, why.code, "%s", why.text);
	}
	if (!copy_envelopes(from, to, state->number, &copied, e))
		return false;
	state->rejected += state->kept > copied ? state->kept - copied : 0;
	state->kept = copied;
	return store_state_save(to, state, e);
}

void store_salvage(struct store *s, const char *moved)
{
	struct db *from;
	struct state state;
	struct err why = { 0 };
	bool found = false;
	if (!db_open_damaged(&from, moved, s->vfs, &why)) {
		log_err("nothing could be taken over", &why);
		return;
	}
	/* Without the counters the number of the bundle and the chain are unknown: then nothing is taken over, not
	 * even the settings, so that the kiosk makes itself a new key (store.h). */
	if (!store_state_load(from, &state, &found, &why) || !found || state.number < 1 || state.number > BUNDLE_NUMBER_MAX)
		log_err("nothing could be taken over", &why);
	else if (db_begin(s->db, &why) && copy_all(from, s->db, &state, &why) && db_commit(s->db, &why))
		s->state = state;
	else {
		db_rollback(s->db);
		log_err("nothing could be taken over", &why);
	}
	db_close(from);
}
