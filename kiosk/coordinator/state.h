/* What a coordinator keeps: one folder with a database, the keys, and copies of lots not yet readable.
 *   coordinator.db   kiosks, bundles, counts (never a fact in clear)
 *   cles/NOM.age     identities (age) behind a passphrase; NOM.txt: in clear, readable by their owner only
 *   autorite.age     the authority's signing key behind a passphrase, or autorite.secret in clear;
 * autorite.pub: its                    public half (minisign)
 *   listes/          the signed lists of recipients, all versions
 *   lots/            bundles verified but not readable with these keys, as they came */
#ifndef ESCALE_COORDINATOR_STATE_H
#define ESCALE_COORDINATOR_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "seal/age.h"
#include "seal/minisign.h"
#include "store/db.h"

#define STATE_DIR "escale-coordination"
enum { STATE_NAME_MAX = 64, STATE_PATH_MAX = 1024, STATE_IDENTITIES_MAX = 16 };

struct state {
	struct db *db;
	char dir[STATE_PATH_MAX];
};

/* create: `init`; otherwise a missing database is ERR_MISSING with the sentence that says to run it. */
bool state_open(struct state *s, const char *dir, bool create, struct err *e);
void state_close(struct state *s);

/* One line of clean UTF-8 of less than max bytes: what may be shown on a terminal and kept. */
bool state_text_ok(const char *text, size_t max);

/* Step a statement that returns no row, and finish it. */
bool state_run(struct db_query *q, struct err *e);

/* dir/name, or dir/folder/name. False when too long. */
bool state_path(const char *dir, const char *name, char out[STATE_PATH_MAX]);

/* Where the copy of a bundle that these keys cannot read is kept: dir/lots/ and the start of its
 * manifest's hash. */
bool state_copy_path(const char *dir, const uint8_t manifest_sha256[32], char out[STATE_PATH_MAX]);

bool state_set(struct state *s, const char *key, const char *value, struct err *e);
const char *state_get(struct state *s, const char *key, struct arena *a); /* "" when absent */

/* ---- keys ---- */

/* A person's or a safe's public key, and what it is for. */
struct keeper {
	char name[STATE_NAME_MAX];
	char recipient[AGE_RECIPIENT_SIZE];
	bool checked; /* its paper copy was typed back */
};
/* ERR_REFUSED: the name or the key is known. */
bool state_keeper_add(struct state *s, const struct keeper *k, struct err *e);
bool state_keeper_get(struct state *s, const char *name, struct keeper *k, struct err *e);
/* For a key that never was in a list: its name is free again. */
bool state_keeper_remove(struct state *s, const char *name, struct err *e);
bool state_keeper_check(struct state *s, const char *name, struct err *e);
int state_keepers(struct state *s, struct arena *a, struct keeper **out, struct err *e); /* -1 on error */

/* All identities of dir/cles/ into seal_secret_alloc memory (seal_secret_free); *count of them. Who sits
 * at the terminal is asked for passphrases, and may pass. */
struct age_identity *state_identities(const char *dir, int *count, struct err *e);
/* From one file of age-keygen's form, perhaps behind a passphrase (then somebody is asked); how many, 0
 * with *e set when none could be had. */
int identities_load(const char *path, struct age_identity *ids, int room, struct err *e);

bool key_path(const char *dir, const char *name, const char *ending, char path[STATE_PATH_MAX], struct err *e);
/* An identity as age-keygen writes it, appended (the caller wipes), and the same behind a passphrase.
 * day: ISO. */
void key_file_text(const struct age_identity *id, const char *day, struct buf *out);
bool key_lock(const char *path, const struct age_identity *id, const char *day, const char *words, struct err *e);

#define AUTHORITY_PLAIN  "autorite.secret"
#define AUTHORITY_LOCKED "autorite.age"
bool authority_new(const char *dir, const char *words /* or NULL: in clear */, struct err *e);
bool authority_path(const char *dir, char path[STATE_PATH_MAX]); /* the one that exists; false: none */
struct sign_secret *authority_load(const char *dir, struct err *e); /* seal_secret_free; may ask for a passphrase */
/* Behind this passphrase from now on; the file in clear, if any, is wiped. */
bool authority_protect(const char *dir, const struct sign_secret *s, const char *words, struct err *e);

/* ---- kiosks ---- */

struct kiosk {
	int64_t id;
	char name[STATE_NAME_MAX], place[STATE_NAME_MAX], commune[8];
	struct sign_public key;
	int64_t enrolled_day, revoked_day; /* -1: not revoked */
	char trust[STATE_NAME_MAX];        /* "": its eight words were compared here; else who enrolled it */
};
/* One that was on another's word becomes ours: its words were compared. ERR_REFUSED: name or key are
 * known. */
bool state_kiosk_add(struct state *s, const struct kiosk *k, struct err *e);
/* One that others enrolled, on their word: under its name, or with a number behind where that is
 * another's here. Nothing when its key is known: *added says. */
bool state_kiosk_add_trusted(struct state *s, const struct kiosk *k, const char *whose, bool *added, struct err *e);
bool state_kiosk_revoke(struct state *s, const char *name, int64_t day, struct err *e);
/* By name; -1 on error. */
int state_kiosks(struct state *s, struct arena *a, struct kiosk **out, struct err *e);

#endif
