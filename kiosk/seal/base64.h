/* Base64 as age and minisign need it: canonical or refused. For seal/ only. */
#ifndef ESCALE_SEAL_BASE64_H
#define ESCALE_SEAL_BASE64_H

#include "base/str.h"

enum base64 { BASE64_UNPADDED, BASE64_PADDED };

/* At most room bytes into out, *n of them. False for any spelling but the canonical one (RFC 4648, 3.5). */
bool base64_decode(uint8_t *out, size_t room, size_t *n, struct str text, enum base64 form);

/* Exactly size bytes. */
bool base64_decode_exact(uint8_t *out, size_t size, struct str text, enum base64 form);

#endif
