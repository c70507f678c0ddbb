/* Bundles ("lots"): what a stick carries from a kiosk to the coordinators.
 *
 * age file to the coordinator recipients -> ustar: manifest.json, manifest.json.minisig, facts.bin ->
 * facts.bin is the envelopes in slots of one size, end to end, ordered by random key -> zero padded to
 * 64 KiB x 2^n. The name on the stick is 16 random hex digits + ".escale" in the folder ESCALE.
 * The whole format, with the commands of stock tools that open it: firmware-notes/formats.md. */
#ifndef ESCALE_SYNC_BUNDLE_H
#define ESCALE_SYNC_BUNDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "metrics/fact.h"
#include "seal/age.h"
#include "seal/minisign.h"
#include "seal/pin.h"

#define BUNDLE_FORMAT           "escale-bundle/1"
#define BUNDLE_FOLDER           "ESCALE"
#define BUNDLE_SUFFIX           ".escale"
#define BUNDLE_MANIFEST_COMMENT "escale-bundle/1 manifest" /* trusted comment of every manifest's signature */
/* The signed recipient list on a stick: BUNDLE_FOLDER/RECIPIENTS_FILE and the same with ".minisig". */
#define RECIPIENTS_FILE "destinataires.txt"

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
	int64_t envelope_size; /* of a slot: the largest envelope's; a smaller one is followed by zeros */
	uint8_t facts_sha256[32];
	char software[24];
	char dirty_stops[8]; /* "0", "1-3", "4+" */
	char place_kind[24]; /* one of manifest_place_kinds */
	bool clock_confirmed;
	char early_reason[24]; /* "", or one of manifest_early_reasons: a supervisor closed it early */
};

/* Closed lists, NULL-terminated; the last of each stands for anything else. */
extern const char *const manifest_place_kinds[];
extern const char *const manifest_early_reasons[];
extern const char *const manifest_dirty_stops[];

/* Canonical JSON (sorted keys, two-space indent, final newline) appended to *out. */
void manifest_print(const struct manifest *m, struct buf *out);
/* Strict: unknown or missing keys, wrong types, out-of-range numbers, anything that manifest_print would have
 * written otherwise: ERR_FORMAT. Another bundle format or fact dictionary than ours: ERR_UNSUPPORTED. */
bool manifest_parse(struct manifest *m, struct str json, struct err *e);

/* The eight words that two people compare when a kiosk is enrolled (seal_words over key number and key). */
void kiosk_words(const struct sign_public *kiosk, char out[SEAL_WORDS_SIZE]);

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
const char *bundle_reason_fr(enum bundle_reason r);               /* what it is, and what to do */

/* A bundle opened and verified in memory: outer age, padding, tar, manifest and its signature by the key that
 * the manifest names, hash and size of facts.bin. Whether that kiosk is known is the caller's question. */
struct bundle {
	struct manifest manifest;
	uint8_t manifest_sha256[32];
	struct str manifest_json, manifest_minisig;
	struct str facts;  /* envelope_size x facts_kept bytes */
	struct buf memory; /* owns all the slices */
};
bool bundle_read(struct bundle *b, const char *path, const struct age_identity *coordinators, int count,
                 enum bundle_reason *reason, struct err *e);
/* The same from the bytes of the file, and from the padded tar inside it (whose memory b takes over, also on
 * false: bundle_drop in every case). */
bool bundle_open(struct bundle *b, struct str file, const struct age_identity *coordinators, int count,
                 enum bundle_reason *reason, struct err *e);
bool bundle_unpack(struct bundle *b, struct buf *tar, enum bundle_reason *reason, struct err *e);
void bundle_drop(struct bundle *b);

/* The i-th envelope, without the zeros that fill its slot. Empty when the slot cannot be an envelope. */
struct str bundle_envelope(const struct bundle *b, int64_t i);

/* Pure writer: the tar, padded, appended to *out. bundle_packed_size gives its size without making it. */
void bundle_pack(struct str manifest_json, struct str minisig, struct str facts, struct buf *out);
size_t bundle_packed_size(size_t manifest_json, size_t minisig, size_t facts);

#endif
