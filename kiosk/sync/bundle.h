/* Bundles ("lots"): what a stick carries from a kiosk to the coordinators.
 *
 * age file to the coordinator recipients -> ustar: manifest.json, manifest.json.minisig, facts.bin ->
 * facts.bin is the envelopes, all of one size, end to end, ordered by random key -> zero padded to
 * 64 KiB x 2^n. The name on the stick is 16 random hex digits + ".escale" in the folder ESCALE. */
#ifndef ESCALE_SYNC_BUNDLE_H
#define ESCALE_SYNC_BUNDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "metrics/fact.h"
#include "seal/age.h"
#include "seal/minisign.h"

#define BUNDLE_FORMAT "escale-bundle/1"
#define BUNDLE_FOLDER "ESCALE"

enum {
	BUNDLE_SESSIONS_MIN = 11,
	BUNDLE_DAYS_MIN = 7,
	BUNDLE_SIZE_MAX = 64 * 1024 * 1024,
	MANIFEST_MAX = 16 * 1024,
};

struct manifest {
	struct sign_public kiosk;
	int64_t number;
	uint8_t previous[32];
	int64_t sessions, facts_seen, facts_kept;
	int64_t envelope_size;
	uint8_t facts_sha256[32];
	char software[24];
	char dirty_stops[8];  /* "0", "1-3", "4+" */
	char place_kind[24];  /* "bus", "mairie", "mediatheque"... closed list */
	bool clock_confirmed;
	char early_reason[24]; /* "" or why a supervisor closed it early */
};

/* Canonical JSON (sorted keys, two-space indent, final newline) appended to *out. */
void manifest_print(const struct manifest *m, struct buf *out);
/* Strict: unknown or missing keys, wrong types, out-of-range numbers refused. */
bool manifest_parse(struct manifest *m, struct str json, struct err *e);

/* Coordinator's side: why a file was refused. Each code has a French sentence (bundle_reason_fr). */
enum bundle_reason {
	BUNDLE_OK,
	BUNDLE_NOT_AGE,
	BUNDLE_NOT_FOR_THIS_KEY,
	BUNDLE_HEADER_ALTERED,
	BUNDLE_ALTERED,
	BUNDLE_UNEXPECTED_CONTENT,
	BUNDLE_CONTENT_TRUNCATED,
	BUNDLE_CONTENT_ALTERED,
	BUNDLE_MANIFEST_UNREADABLE,
	BUNDLE_UNKNOWN_FORMAT,
	BUNDLE_UNKNOWN_KIOSK,
	BUNDLE_REVOKED_KIOSK,
	BUNDLE_BAD_SIGNATURE,
	BUNDLE_TOO_SMALL,
	BUNDLE_TOO_BIG,
	BUNDLE_FACT_UNREADABLE,
	BUNDLE_FACT_OUTSIDE,
	BUNDLE_DIVERGING,
	BUNDLE_BROKEN_CHAIN,
	BUNDLE_UNREADABLE_FILE,
	BUNDLE_REASON_COUNT
};

extern const char *const bundle_reason_name[BUNDLE_REASON_COUNT]; /* "not-age"... for the database */
const char *bundle_reason_fr(enum bundle_reason r);

/* A bundle opened and verified in memory: outer age, padding, tar, manifest and its signature by the key that
 * the manifest names, hash and size of facts.bin. Whether that kiosk is known is the caller's question. */
struct bundle {
	struct manifest manifest;
	uint8_t manifest_sha256[32];
	struct str manifest_json, manifest_minisig;
	struct str facts; /* envelope_size x facts_kept bytes */
	struct buf memory; /* owns all the slices */
};
bool bundle_read(struct bundle *b, const char *path, const struct age_identity *coordinators, int count,
		 enum bundle_reason *reason, struct err *e);
void bundle_drop(struct bundle *b);

/* Pure writer: the tar, padded, appended to *out. */
void bundle_pack(struct str manifest_json, struct str minisig, struct str facts, struct buf *out);

#endif
