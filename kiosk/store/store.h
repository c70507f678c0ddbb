/* The kiosk's database: sealed facts, counters, settings, identity. A crash-safe container of ciphertext.
 *
 * One thread at a time. Each call that writes is one transaction, flushed to the card before it returns; a flush
 * can take long, so not in the middle of drawing. After a failed flush the store closes the database, opens and
 * checks it again, looks what is there, and tries once more by itself. After ERR_FULL and ERR_READONLY it goes on
 * reading, and writes again as soon as the disk lets it. */
#ifndef ESCALE_STORE_STORE_H
#define ESCALE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

enum { STORE_ENVELOPES_MAX = 20000, STORE_SETTING_MAX = 4096, STORE_KEPT_MAX = 200 * 1000, STORE_KEPT_COUNT = 8 };

struct sealed {
	const uint8_t *bytes;
	size_t size;
};

/* dir is created when missing; the database is dir/escale.db. A database that fails its check is moved to
 * dir/quarantine-N.db, a fresh one started, and *recovered set: staff see it, residents do not.
 * False only when not even a fresh one can be had (read-only or full disk): the kiosk goes on without. */
bool store_open(struct store **out, const char *dir, bool *recovered, struct err *e);
/* The same over another SQLite VFS: how the tests cut the power. NULL is the system's. */
bool store_open_on(struct store **out, const char *dir, const char *vfs, bool *recovered, struct err *e);
void store_close(struct store *); /* NULL is fine */

/* This program works: the first frame is shown. Until then a database that it migrated has a copy beside it, to which an older
 * program goes back (store_before.c). NULL is fine. */
void store_settled(struct store *);

/* A database was set aside since store_open began, at the start or while running. */
bool store_recovered(const struct store *);
/* How many were set aside since then: when it grows, what was read before may not be there any more. */
int store_epoch(const struct store *);

/* One visit, one transaction: its envelopes, the visit counters. It is on disk when this returns true; on
 * false nothing of it was stored. Past STORE_ENVELOPES_MAX, reservoir sampling (Algorithm R) replaces at
 * random. day is the confirmed local date as days since 1970-01-01, or -1 when the date is not confirmed. */
bool store_visit(struct store *, const struct sealed *envelopes, int count, int64_t day, struct err *e);

/* The facts of a whole stop (the coverage of a bus), told by staff: kept like a visit's and not counted as one. */
bool store_stop(struct store *, const struct sealed *envelopes, int count, int64_t day, struct err *e);

struct store_counts {
	int64_t visits_today, visits_bundle, visits_total;
	int64_t facts_seen, facts_kept; /* in the open bundle */
	int64_t bundle_number;          /* of the open bundle: 1, 2, 3... */
	int64_t opened_day;             /* first confirmed day of the open bundle, -1 if none */
	int64_t lost_visits;            /* that could not be stored (disk full, read-only), then counted */
	int64_t dirty_stops;            /* starts after a power cut or a crash, in the open bundle */
	int64_t gaps;                   /* databases set aside so far */
	int64_t rejected;               /* damaged envelopes left out when bundles were closed */
};
bool store_counts(struct store *, int64_t day, struct store_counts *out, struct err *e);

/* The band of a number of dirty stops, as a manifest tells it: "0", "1-3", "4+". */
const char *store_dirty_band(int64_t dirty_stops);

/* Small settings: the PIN's hash, the kind of place, the recipient list... One row each, replaced whole.
 * The kiosk's signing key belongs here, so that key and chain of bundles live and die together: when a damaged
 * database does not even give its chain back, the key is gone too, and the kiosk starts anew as another one
 * instead of telling two stories under one name. */
bool store_set(struct store *, const char *key, const void *value, size_t n, struct err *e);
/* False with e->code ERR_MISSING when there is none; *n is the size. out has STORE_SETTING_MAX bytes. */
bool store_get(struct store *, const char *key, void *out, size_t *n, struct err *e);
/* Several settings in one transaction, all or none: a NULL value removes the setting. And what is kept of each bit of
 * `forget` goes with it (store_forget). */
struct store_change {
	const char *key;
	const void *value;
	size_t n;
};
bool store_change(struct store *, const struct store_change *changes, int count, unsigned forget, struct err *e);
bool store_set_int(struct store *, const char *key, int64_t value, struct err *e);
int64_t store_get_int(struct store *, const char *key, int64_t otherwise);

/* Wrong staff codes in a row; survives a restart because it is written before the answer is given. */
bool store_pin_tries(struct store *, const char *which, int tries, struct err *e);
int store_pin_tries_get(struct store *, const char *which); /* 0 when never written */

/* What outlives a power cut, sealed by the caller: one blob for each small number `which`, replaced whole in one
 * transaction: after a cut the disk has the old one or the new one. ERR_TOO_BIG over STORE_KEPT_MAX bytes. */
bool store_keep(struct store *, int which, const void *bytes, size_t n, struct err *e);
/* ERR_MISSING: there is none; ERR_TOO_BIG: more than room. */
bool store_kept(struct store *, int which, void *out, size_t room, size_t *n, struct err *e);
/* Gone for good when it returns true: SQLite writes zeros over it (secure_delete). What a flash card keeps of old blocks is
 * beyond reach; there it is sealed. True when there was none. */
bool store_forget(struct store *, int which, struct err *e);

/* Close the open bundle and open the next, in one transaction with the manifest that describes it (its bytes
 * are made by `manifest`, called inside the transaction with the counts, and kept). Damaged envelopes are left
 * out first, so counts.facts_kept is what store_each gives. `manifest` may be called again when the first try met
 * a failing disk; its memory stays its own. The next bundle counts its days from `day`. */
struct store_bundle {
	int64_t number;
	uint8_t previous[32]; /* SHA-256 of the manifest before, zero for the first */
	struct store_counts counts;
};
typedef bool store_manifest_fn(void *context, const struct store_bundle *b, const void **manifest, size_t *n,
			       const void **signature, size_t *m, struct err *e);
bool store_close_bundle(struct store *, int64_t day, store_manifest_fn *manifest, void *context, struct err *e);

/* Closed bundles that no receipt has acknowledged, oldest first; returns how many numbers were written. */
int store_closed(struct store *, int64_t *numbers, int room);
bool store_bundle_manifest(struct store *, int64_t number, void *manifest, size_t *n, void *signature, size_t *m,
			   size_t room, struct err *e);
/* The coordination has this closed bundle: delete its envelopes and its manifest for good, in one transaction; its
 * number and hash stay. Nothing but this and store_expire deletes envelopes that are whole. True again for the same receipt.
 * ERR_MISSING: no closed bundle has this number; ERR_REFUSED: it has another manifest. Nothing was deleted then. */
bool store_receipt(struct store *, int64_t number, const uint8_t manifest_sha256[32], struct err *e);
/* Thirteen months are the most that anything is kept: once a confirmed day, delete what is older, receipt or not. day as in
 * store_visit; -1 does nothing. A bundle is found due on one confirmed day and goes on another, a week later at the
 * soonest, so that one wrong date loses nothing; the open bundle begins anew under its number. *dropped bundles went. */
bool store_expire(struct store *, int64_t day, int *dropped, struct err *e);
/* *soon: something here is eleven months old, and store_expire would delete it within two. Nothing changes. */
bool store_aging(struct store *, int64_t day, bool *soon, struct err *e);
/* The envelopes of a bundle (0: the open one) ordered by their random key. Damaged ones are passed over. */
typedef bool store_envelope_fn(void *context, const uint8_t *bytes, size_t n, struct err *e);
bool store_each(struct store *, int64_t number, store_envelope_fn *each, void *context, struct err *e);

#endif
