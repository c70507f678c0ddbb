/* From bundle files to outcomes, in several processes: opening facts is all arithmetic, and a hostile file
 * that brings its reader down takes only that process with it. The database must be closed while this
 * starts. */
#ifndef ESCALE_COORDINATOR_READER_H
#define ESCALE_COORDINATOR_READER_H

#include "metrics/tally.h"
#include "sync/bundle.h"

/* What one file turned out to be. Facts are counts already; their text was never outside locked memory. */
struct outcome {
	int file; /* index in the paths given */
	enum bundle_reason reason;
	bool known;         /* this very bundle was counted before: nothing was opened */
	bool counted;       /* false with BUNDLE_OK: verified, but these keys cannot read its facts */
	bool manifest_read; /* manifest and sha256 below are filled in (perhaps unverified) */
	struct manifest manifest;
	uint8_t sha256[32];
	int json_size, minisig_size, cell_count;
	char json[MANIFEST_MAX], minisig[1024];
};

/* What the readers must know beforehand. */
struct reader_known {
	const struct age_identity *identities; /* they open bundles and envelopes alike */
	int identity_count;
	const struct sign_public *kiosks;
	const bool *revoked;
	int kiosk_count;
	const uint8_t (*counted)[32]; /* manifests already counted here, sorted by bytes */
	int counted_count;
	const uint8_t (*received)[32]; /* manifests already here, counted or not: revoking is not retroactive */
	int received_count;
};

/* One file, in this process. tally is empty and gets the facts of a counted bundle, decoys left out. */
void reader_bundle(struct outcome *o, const char *path, const struct reader_known *known,
                   struct tally *tally);

/* All files; each outcome is handed over as it comes, in any order, and once: a file whose reader died is
 * BUNDLE_UNREADABLE_FILE. `each` returns false to stop. */
typedef bool reader_each_fn(void *context, const struct outcome *o, const struct tally *cells, struct err *e);
struct reader_pool;
struct reader_pool *reader_pool_start(char *const *paths, int count, const struct reader_known *known,
                                      struct err *e);
bool reader_pool_run(struct reader_pool *p, reader_each_fn *each, void *context, struct err *e);
void reader_pool_stop(struct reader_pool *p);

#endif
