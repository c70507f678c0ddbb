/* The signed list of who may read what: text, one statement a line, minisign-signed by the authority.
 *
 *   escale recipients 1
 *   version 3
 *   evaluation age1...  Prénom ou rôle
 *   coordinator age1...  Prénom ou rôle
 *
 * The signature is in the file of the same name with ".minisig". */
#ifndef ESCALE_SEAL_RECIPIENTS_H
#define ESCALE_SEAL_RECIPIENTS_H

#include "seal/age.h"
#include "seal/minisign.h"

struct recipients {
	int version; /* 0: no list installed yet */
	struct age_recipient evaluation[AGE_RECIPIENTS_MAX];
	int evaluation_count;
	struct age_recipient coordinator[AGE_RECIPIENTS_MAX];
	int coordinator_count;
};

/* Each list has 1 to 8 recipients here; the authority's tools insist on 2 (statistics.md). Errors have line
 * and column. */
bool recipients_parse(struct recipients *r, struct str text, struct err *e);

/* Verify, parse, and refuse a version that is not above `installed` (ERR_REFUSED). */
bool recipients_accept(struct recipients *r, struct str text, struct str minisig,
                       const struct sign_public *authority, int installed, struct err *e);

#endif
