/* Receipts: the coordination tells which bundles it has. Only this lets a kiosk delete what it keeps of them.
 *
 *   escale receipts 1
 *   bundle RW... 3 <SHA-256 of manifest.json in hexadecimal>
 *
 * A line for each bundle of each kiosk, ordered by key number, key and bundle number: one set has one text. The
 * authority's minisign signature is in the file of the same name with ".minisig". Told in full in
 * firmware-notes/formats.md. */
#ifndef ESCALE_SYNC_RECEIPT_H
#define ESCALE_SYNC_RECEIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "seal/minisign.h"
#include "store/store.h"

#define RECEIPTS_FILE    "recus.txt"         /* in BUNDLE_FOLDER of a stick */
#define RECEIPTS_COMMENT "escale receipts 1" /* trusted comment of the signature */

enum { RECEIPTS_SIZE_MAX = 16 * 1024 * 1024 }; /* 100,000 bundles: 4,000 kiosks for two years */

struct receipt {
	struct sign_public kiosk;
	int64_t number;
	uint8_t manifest_sha256[32];
};

/* The order of lines: less than, equal to or greater than 0. */
int receipt_compare(const struct receipt *a, const struct receipt *b);

/* The first line, and one line more, appended to *out. Receipts come in order (anything else is a bug). */
void receipts_begin(struct buf *out);
void receipts_add(struct buf *out, const struct receipt *r);

/* Strict: anything that the two above would not have written is ERR_FORMAT with line and column; too long is
 * ERR_TOO_BIG. `each` is called for line after line as they are read, so before the rest is known to be right. */
typedef void receipt_fn(void *context, const struct receipt *r);
bool receipts_parse(struct str text, receipt_fn *each, void *context, struct err *e);

/* The kiosk's side: verify, read the whole, then let the store delete each closed bundle of this kiosk whose number
 * and manifest hash are there; *count of them. Lines of other kiosks, of unknown or open bundles and of another
 * manifest do nothing. ERR_KEY, ERR_SIGNATURE, ERR_FORMAT, ERR_TOO_BIG: nothing was deleted. Another error is the
 * store's: what was deleted before it is in *count, the rest comes with the next receipt. */
bool receipts_apply(struct store *s, const struct sign_public *kiosk, struct str text, struct str minisig,
                    const struct sign_public *authority, int *count, struct err *e);

#endif
