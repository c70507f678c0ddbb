/* The page that a key lives on when every machine has died: a QR code and the same characters for fingers. */
#ifndef ESCALE_COORDINATOR_KEYPAGE_H
#define ESCALE_COORDINATOR_KEYPAGE_H

#include "base/err.h"
#include "base/str.h"
#include "seal/age.h"

/* One self-contained HTML page appended to *out. It holds the secret: the caller wipes it. */
bool keypage_make(struct buf *out, const char *name, const char identity[AGE_IDENTITY_SIZE],
                  const char recipient[AGE_RECIPIENT_SIZE], const char *day, struct err *e);

#endif
