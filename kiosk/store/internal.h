/* Shared by the files of store/; no other room includes it. */
#ifndef ESCALE_STORE_INTERNAL_H
#define ESCALE_STORE_INTERNAL_H

#include "store/db.h"
#include "store/store.h"

enum { MARK_SIZE = 8, MANIFEST_HASH = 32 };

/* The one row of counters. */
struct state {
	int64_t number, visits, seen, kept, opened_day, dirty_stops; /* of the open bundle */
	int64_t total, today, visits_today;
	int64_t lost, gaps, rejected;
	int64_t running; /* 1 from open to close: found at open, it tells of a dirty stop */
	uint8_t previous[MANIFEST_HASH];
};

struct store {
	struct db *db; /* NULL after a failure: store_reach opens it again */
	char dir[900], path[1024];
	const char *vfs;
	struct state state; /* as on disk */
	struct state next;  /* as the transaction in progress will leave it */
	bool in_work, started, recovered;
	bool not_disk;   /* work failed for a reason of its own: no second try */
	bool read_failed; /* store_each failed inside work */
	bool condemned;  /* passes the check but cannot be used: set aside at the next opening */
	int epoch;       /* grows when a database is set aside */
	int64_t lost;    /* visits lost, not yet on disk */
	int64_t doubt;   /* state.total if the last lost visit is on disk after all, else -1 */
	int doubt_epoch;
	int64_t *keys;   /* of the open bundle's envelopes, once it is full; NULL: not loaded */
};

/* ---- store.c */

/* Have an open, checked database, or say why not. A damaged one is set aside and a fresh one started. */
bool store_reach(struct store *s, struct err *e);

/* After a failure: close, so that the next store_reach opens, checks and looks again. */
void store_drop(struct store *s);

/* Run work in a transaction and save s->next with it. A disk that fails (ERR_IO, ERR_CORRUPT) gets one more try
 * on a reopened database, and damage that the check did not see a third one on a fresh database. So work must look
 * first whether it is already done: a commit that reported a failure may be on disk. */
typedef bool store_work_fn(struct store *s, void *context, struct err *e);
bool store_work(struct store *s, store_work_fn *work, void *context, struct err *e);

/* Eight bytes of SHA-256 over what a row says: tells rows damaged on the card, which SQLite's own check mostly
 * does not see (faults.md 15-16). Not against people: they could compute it. */
void store_mark(uint8_t mark[MARK_SIZE], const char *table, int64_t a, int64_t b, const void *x, size_t nx,
		const void *y, size_t ny);

/* 63 random bits from the kernel. */
int64_t store_random(void);

/* ---- store_state.c */
bool store_state_load(struct db *db, struct state *out, bool *found, struct err *e);
bool store_state_save(struct db *db, const struct state *state, struct err *e);

/* ---- store_envelope.c */

/* An envelope's key: the number of its bundle, then random bits. It is the rowid of a plain table: in a full bundle
 * a visit then writes 130 kB, where a WITHOUT ROWID table, whose inner pages are full of envelopes, took 350. */
enum { KEY_BITS = 48, BUNDLE_NUMBER_MAX = (1 << 15) - 1 };
#define KEY_MASK (((int64_t)1 << KEY_BITS) - 1)

/* Bind "key BETWEEN ? AND ?" to all of a bundle. */
void store_envelope_range(struct db_query *q, int at, int64_t bundle);
/* *fresh is false when the key is taken already; then nothing was written. */
bool store_envelope_put(struct db *db, int64_t key, const uint8_t *bytes, size_t n, bool *fresh, struct err *e);
/* The current row of "SELECT key, bytes, mark": its mark does not fit. */
bool store_envelope_damaged(struct db_query *q);
/* Call each for every good envelope of the bundle; *bad counts the others. */
bool store_envelope_each(struct db *db, int64_t bundle, store_envelope_fn *each, void *context, int64_t *bad,
		   struct err *e);
/* Delete the damaged ones; how many were good and bad. */
bool store_envelope_drop_damaged(struct db *db, int64_t bundle, int64_t *good, int64_t *bad, struct err *e);

/* Delete all of a bundle's. */
bool store_envelope_drop(struct db *db, int64_t bundle, struct err *e);

/* ---- store_receipt.c */

/* The hash of an acknowledged bundle's manifest. *found is false when there is none that verifies. */
bool store_receipt_put(struct db *db, int64_t number, const uint8_t hash[MANIFEST_HASH], struct err *e);
bool store_receipt_get(struct db *db, int64_t number, uint8_t hash[MANIFEST_HASH], bool *found, struct err *e);

/* ---- store_setting.c */
bool store_setting_put(struct db *db, const char *key, const void *value, size_t n, struct err *e);

/* The current row of "SELECT value, mark". out has STORE_SETTING_MAX bytes. */
bool store_setting_read(struct db_query *q, const char *key, void *out, size_t *n, struct err *e);

/* ---- store_kept.c */
bool store_kept_put(struct db *db, int which, const void *bytes, size_t n, struct err *e);
bool store_kept_drop(struct db *db, int which, struct err *e);
/* Bring over each one that reads and verifies. */
bool store_kept_copy(struct db *from, struct db *to, struct err *e);

/* ---- store_bundle.c */
struct store_bundle_row {
	int64_t kept; /* envelopes */
	const void *manifest;
	size_t manifest_size;
	const void *signature;
	size_t signature_size;
};
bool store_bundle_put(struct db *db, int64_t number, const struct store_bundle_row *row, struct err *e);
/* Give the verified row of a closed bundle to use; its bytes last until use returns. */
typedef bool store_bundle_row_fn(void *context, const struct store_bundle_row *row, struct err *e);
bool store_bundle_row(struct db *db, int64_t number, store_bundle_row_fn *use, void *context, struct err *e);
/* A use that leaves the SHA-256 of the manifest in the MANIFEST_HASH bytes of context. */
store_bundle_row_fn store_bundle_hash;

/* ---- store_before.c; count: how many migrations this program knows */

/* Before an older database is migrated: keep a copy of it. */
bool store_before_keep(struct store *s, int count, struct err *e);
/* The database is newer than this program: put the copy in its place. False: there is none. */
bool store_before_return(struct store *s, int count);

/* ---- store_recover.c */

/* Move the database and its log to quarantine-N.db. */
bool store_quarantine(struct store *s, char moved[1024], struct err *e);
/* Bring into the fresh database what the one set aside still gives and verifies. */
void store_salvage(struct store *s, const char *moved);

#endif
