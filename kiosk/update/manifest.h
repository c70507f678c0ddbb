/* What a RAUC bundle says it is: its manifest, and which of two versions is newer. Pure.
 * https://rauc.readthedocs.io, "Manifest" and "verity format"; only what this kiosk needs is read. */
#ifndef ESCALE_UPDATE_MANIFEST_H
#define ESCALE_UPDATE_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/sha256.h"
#include "base/str.h"

enum { UPDATE_NAME_SIZE = 64, UPDATE_VERSION_SIZE = 24, UPDATE_HEX_SIZE = SHA256_HEX_SIZE };

struct update_manifest {
	char compatible[UPDATE_NAME_SIZE]; /* the kind of machine */
	char version[UPDATE_VERSION_SIZE];
	char verity_hash[UPDATE_HEX_SIZE], verity_salt[UPDATE_HEX_SIZE];
	uint64_t verity_size; /* of the tree of hashes, bytes */
	char root_sha256[UPDATE_HEX_SIZE];
	uint64_t root_size;
};

/* ERR_FORMAT: something is missing or written wrongly; ERR_UNSUPPORTED: another format than "verity". */
bool update_manifest_parse(struct update_manifest *out, struct str text, struct err *e);

/* "0.2.0": one to four numbers below a million, dots between them. */
bool update_version_is(struct str version);

/* Less than 0, 0, more than 0; a number that is not there is 0. Both must be versions. */
int update_version_compare(const char *a, const char *b);

/* The value of "key=value" in a section ("" is before the first), without spaces around it. */
bool update_key(struct str text, const char *section, const char *key, char *out, size_t size);

#endif
