/* What the authority signed, as it lies on a stick: ESCALE/NAME and ESCALE/NAME.minisig. */
#ifndef ESCALE_APP_SIGNED_H
#define ESCALE_APP_SIGNED_H

#include "app/world.h"
#include "base/str.h"

/* Both files, unverified; the caller frees them, also on false. max bounds the text. ERR_MISSING with nothing in
 * *text: the stick carries no such file. */
bool signed_pair(const char *stick, const char *name, size_t max, struct buf *text, struct buf *minisig, struct err *e);

/* The key that the kiosk was installed with: this file, or data_dir/autorite.pub when it is NULL. */
bool signed_authority_of(const char *file, const char *data_dir, struct sign_public *out, struct err *e);
bool signed_authority(const struct keeper *k, struct sign_public *out, struct err *e);

/* Take the list of recipients when the authority signed it and it is newer than the kiosk's (ERR_REFUSED: it is not). */
bool signed_recipients(struct keeper *k, const struct buf *text, const struct buf *minisig, struct err *e);

/* Delete the bundles that the coordination has, as the stick's receipts tell; k->acknowledged says how it went. What is
 * wrong with receipts never holds back a send. */
void signed_receipts(struct keeper *k, const char *stick);

#endif
