/* The kiosk's database: sealed facts, counters, settings, identity. A crash-safe container of ciphertext. */
#ifndef ESCALE_STORE_STORE_H
#define ESCALE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

enum { STORE_ENVELOPES_MAX = 20000, STORE_SETTING_MAX = 4096 };

struct sealed {
	const uint8_t *bytes;
	size_t size;
};

/* dir is created when missing; the database is dir/escale.db. A database that fails its check is moved to
 * dir/quarantine-N.db, a fresh one started, and *recovered set: staff see it, residents do not.
 * False only when not even a fresh one can be had (read-only or full disk): the kiosk goes on without. */
bool store_open(struct store **out, const char *dir, bool *recovered, struct err *e);
void store_close(struct store *);

/* One visit, one transaction: its envelopes, the visit counters. It is on disk when this returns true; on
 * false nothing of it was stored. Past STORE_ENVELOPES_MAX, reservoir sampling (Algorithm R) replaces at
 * random. day is the confirmed local date as days since 1970-01-01, or -1 when the date is not confirmed. */
bool store_visit(struct store *, const struct sealed *envelopes, int count, int64_t day, struct err *e);

struct store_counts {
	int64_t visits_today, visits_bundle, visits_total;
	int64_t facts_seen, facts_kept; /* in the open bundle */
	int64_t bundle_number;          /* of the open bundle: 1, 2, 3... */
	int64_t opened_day;             /* first confirmed day of the open bundle, -1 if none */
	int64_t lost_visits;            /* that could not be stored (disk full, read-only), then counted */
};
bool store_counts(struct store *, int64_t day, struct store_counts *out, struct err *e);

/* Small settings: the PIN's hash, the kind of place, the recipient list... One row each, replaced whole. */
bool store_set(struct store *, const char *key, const void *value, size_t n, struct err *e);
/* False with e->code ERR_MISSING when there is none; *n is the size. out has STORE_SETTING_MAX bytes. */
bool store_get(struct store *, const char *key, void *out, size_t *n, struct err *e);
bool store_set_int(struct store *, const char *key, int64_t value, struct err *e);
int64_t store_get_int(struct store *, const char *key, int64_t otherwise);

/* Wrong staff codes in a row; survives a restart because it is written before the answer is given. */
bool store_pin_tries(struct store *, const char *which, int tries, struct err *e);

/* Close the open bundle and open the next, in one transaction with the manifest that describes it (its bytes
 * are made by `manifest`, called inside the transaction with the counts, and kept). */
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
/* The envelopes of a bundle (0: the open one) ordered by their random key. */
typedef bool store_envelope_fn(void *context, const uint8_t *bytes, size_t n, struct err *e);
bool store_each(struct store *, int64_t number, store_envelope_fn *each, void *context, struct err *e);

#endif
