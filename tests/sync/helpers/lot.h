/* Bundles made by hand for tests: right ones, and wrong ones signed or sealed like right ones. */
#ifndef TESTS_SYNC_LOT_H
#define TESTS_SYNC_LOT_H

#include "seal/envelope.h"
#include "sync/bundle.h"

struct keys {
	struct sign_secret *kiosk;
	struct age_identity *evaluator, *coordinator;
	struct age_recipient to_evaluator, to_coordinator;
};
void keys_make(struct keys *k); /* seal_init too */
void keys_drop(struct keys *k);

struct lot {
	struct manifest manifest;
	struct buf facts, json, minisig;
};
/* Number 1, 12 visits, no fact, a first bundle; change .manifest, then lot_sign. */
void lot_begin(struct lot *l, const struct keys *k);
void lot_fact(struct lot *l, const struct keys *k,
              const char *text); /* text is padded to a line and sealed */
/* Fill in counts, hash and the manifest's text; sign. */
void lot_sign(struct lot *l, const struct keys *k);
/* The whole file as on a stick. */
void lot_seal(const struct lot *l, const struct keys *k, struct buf *out);
void lot_seal_bytes(const void *plain, size_t n, const struct keys *k, struct buf *out);
void lot_drop(struct lot *l);

#endif
