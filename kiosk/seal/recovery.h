/* A forgotten staff code: the kiosk shows a number, the coordination signs it for that kiosk alone, and the kiosk lets a new
 * code be chosen. Text, minisign-signed by the authority (trusted comment RECOVERY_COMMENT):
 *
 *   escale code 1
 *   kiosk RW...
 *   number 12345678
 *
 * The file's name is "code-", the kiosk's key number in hexadecimal, ".txt"; its signature's has ".minisig" behind. */
#ifndef ESCALE_SEAL_RECOVERY_H
#define ESCALE_SEAL_RECOVERY_H

#include "base/str.h"
#include "seal/minisign.h"

#define RECOVERY_PREFIX  "code-"
#define RECOVERY_COMMENT "escale code 1"

enum { RECOVERY_DIGITS = 8, RECOVERY_SIZE_MAX = 512, RECOVERY_NAME_SIZE = 32 };

struct recovery {
	struct sign_public kiosk;
	char number[RECOVERY_DIGITS + 1];
};

/* Seven random digits, and an eighth that betrays one wrong digit or two that changed places (Damm). */
void recovery_number_new(char out[RECOVERY_DIGITS + 1]);
bool recovery_number_ok(const char *number);

void recovery_name(const struct sign_public *kiosk, char out[RECOVERY_NAME_SIZE]);
void recovery_print(const struct recovery *r, struct buf *out);

/* Verify, then read strictly. ERR_KEY, ERR_SIGNATURE: not the authority's; ERR_FORMAT, ERR_TOO_BIG: not such a file.
 * Whether it is for this kiosk and of this moment is the caller's to see. */
bool recovery_accept(struct recovery *r, struct str text, struct str minisig, const struct sign_public *authority,
                     struct err *e);

#endif
