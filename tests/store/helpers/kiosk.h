/* What the tests of the store share: a folder of their own, and visits whose envelopes tell which visit they
 * are of (in the real kiosk they are ciphertext; to the store they are bytes). */
#ifndef TESTS_STORE_KIOSK_H
#define TESTS_STORE_KIOSK_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

enum { FACTS_PER_VISIT = 16, SEALED_SIZE = 264 };

extern char test_dir[64];
void test_dir_make(void);
void test_dir_remove(void);
char *test_path(char out[128], const char *name);

struct store *open_store(void);                   /* in test_dir; asserts that nothing was set aside */
struct store *open_store_recovered(bool wanted); /* asserts *recovered */

/* FACTS_PER_VISIT envelopes of the visit with this number. */
bool put_visit(struct store *s, int visit, int64_t day, struct err *e);
/* Only the facts from first to before end, as a visit of their own. */
bool put_facts(struct store *s, int visit, int first, int end, int64_t day, struct err *e);

/* Which visits are in a bundle (0: the open one). Every envelope must be whole. */
struct seen {
	int facts[4096]; /* by visit */
	int total, visits, strange;
	bool whole; /* each visit has all its facts or none */
};
bool look(struct store *s, int64_t bundle, struct seen *out, struct err *e);

/* A manifest that tells its bundle's number and counts. */
bool plain_manifest(void *context, const struct store_bundle *b, const void **manifest, size_t *n,
		    const void **signature, size_t *m, struct err *e);

#endif
