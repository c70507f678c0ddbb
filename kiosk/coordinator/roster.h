/* The register of kiosks as a signed file: it goes with forwarded bundles, so that who counts them knows whose they are.
 *
 *   escale kiosks 1
 *   territory<TAB>Pays de Vallavre
 *   kiosk<TAB>RW...<TAB>23096<TAB>2027-01-04<TAB>-<TAB>itinérante<TAB>Bus des villages
 *
 * key, commune, day of enrolment, day of revocation or "-", place, name; ordered by key number and key, none twice. The
 * authority's minisign signature is in the file of the same name with ".minisig". Told in firmware-notes/formats.md. */
#ifndef ESCALE_COORDINATOR_ROSTER_H
#define ESCALE_COORDINATOR_ROSTER_H

#include "coordinator/state.h"

#define ROSTER_FILE    "bornes.txt" /* in BUNDLE_FOLDER of a stick */
#define ROSTER_COMMENT "escale kiosks 1"

enum { ROSTER_SIZE_MAX = 4 * 1024 * 1024 };

/* The first two lines, and one more, appended to *out. Kiosks come in order (anything else is a bug). */
void roster_begin(struct buf *out, const char *territory);
void roster_add(struct buf *out, const struct kiosk *k);
int roster_compare(const struct kiosk *a, const struct kiosk *b);

/* Strict: anything that the two above would not have written is ERR_FORMAT with line and column. `each` is called for
 * line after line as they are read, so before the rest is known to be right; k->id is 0, k->trust empty. */
typedef void roster_fn(void *context, const struct kiosk *k);
bool roster_parse(struct str text, char territory[STATE_NAME_MAX], roster_fn *each, void *context,
                  struct err *e);

#endif
