/* The kiosk's side: from the store to a file on a stick. */
#ifndef ESCALE_SYNC_EXPORT_H
#define ESCALE_SYNC_EXPORT_H

#include <stdbool.h>

#include "seal/minisign.h"
#include "seal/recipients.h"
#include "store/store.h"
#include "sync/bundle.h"

struct export_facts {
	const struct sign_secret *kiosk;
	const struct recipients *recipients;
	const char *software;
	const char *place_kind;
	const char *dirty_stops;
	int64_t today;            /* confirmed day, or -1 */
	const char *early_reason; /* NULL, or the supervisor's reason: skips the two minimums */
};

/* May the open bundle be closed now? False with ERR_REFUSED and, in words for staff, what is missing. */
bool export_ready(struct store *s, const struct export_facts *f, struct err *e);

/* Close the open bundle. Nothing is written to any stick. */
bool export_close(struct store *s, const struct export_facts *f, struct err *e);

/* Write every closed, unacknowledged bundle into dir/ESCALE: space checked first, temporary file, fsync,
 * rename, fsync of the folder, read back and compared. Returns how many were written in *written. A file
 * already there from an earlier export of the same bundle is harmless (the merge is idempotent). Errors:
 * ERR_FULL, ERR_READONLY, ERR_IO, ERR_CORRUPT (read back differs: a fake or dying stick). Never deletes
 * from the store. */
bool export_write(struct store *s, const struct export_facts *f, const char *dir, int *written,
                  struct err *e);

#endif
