#include "store/helpers/kiosk.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char test_dir[64];

void test_dir_make(void)
{
	/* In memory where there is such a place: what a flush costs is the benchmark's question. */
	strcpy(test_dir, access("/dev/shm", W_OK) == 0 ? "/dev/shm/escale-store-XXXXXX" : "/tmp/escale-store-XXXXXX");
	cr_assert_not_null(mkdtemp(test_dir));
}

void test_dir_remove(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", test_dir);
	cr_assert_eq(system(command), 0);
}

char *test_path(char out[128], const char *name)
{
	snprintf(out, 128, "%s/%s", test_dir, name);
	return out;
}

struct store *open_store_recovered(bool wanted)
{
	struct store *s;
	struct err e = { 0 };
	bool recovered;
	cr_assert(store_open(&s, test_dir, &recovered, &e), "%s", e.text);
	cr_assert_eq(recovered, wanted);
	return s;
}

struct store *open_store(void)
{
	return open_store_recovered(false);
}

/* "visit fact" and then bytes that follow from both. */
static void fill(uint8_t bytes[SEALED_SIZE], int visit, int fact)
{
	uint32_t x = (uint32_t)(visit * 64 + fact) * 2654435761u + 1;
	memcpy(bytes, &visit, 4);
	memcpy(bytes + 4, &fact, 4);
	for (int i = 8; i < SEALED_SIZE; i++) {
		x = x * 1664525u + 1013904223u;
		bytes[i] = (uint8_t)(x >> 24);
	}
}

bool put_facts(struct store *s, int visit, int first, int end, int64_t day, struct err *e)
{
	static uint8_t bytes[FACTS_PER_VISIT][SEALED_SIZE];
	struct sealed sealed[FACTS_PER_VISIT];
	for (int i = first; i < end; i++) {
		fill(bytes[i], visit, i);
		sealed[i - first] = (struct sealed){ bytes[i], SEALED_SIZE };
	}
	return store_visit(s, sealed, end - first, day, e);
}

bool put_visit(struct store *s, int visit, int64_t day, struct err *e)
{
	return put_facts(s, visit, 0, FACTS_PER_VISIT, day, e);
}

static bool see(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	(void)e;
	struct seen *out = context;
	uint8_t expected[SEALED_SIZE];
	int visit = -1, fact = -1;
	if (n == SEALED_SIZE) {
		memcpy(&visit, bytes, 4);
		memcpy(&fact, bytes + 4, 4);
		fill(expected, visit, fact);
	}
	out->total++;
	if (visit < 0 || visit >= 4096 || memcmp(bytes, expected, n) != 0)
		out->strange++;
	else
		out->facts[visit]++;
	return true;
}

bool look(struct store *s, int64_t bundle, struct seen *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!store_each(s, bundle, see, out, e))
		return false;
	out->whole = true;
	for (int i = 0; i < 4096; i++) {
		out->visits += out->facts[i] != 0;
		out->whole = out->whole && (out->facts[i] == 0 || out->facts[i] == FACTS_PER_VISIT);
	}
	return true;
}

bool plain_manifest(void *context, const struct store_bundle *b, const void **manifest, size_t *n,
		    const void **signature, size_t *m, struct err *e)
{
	static char text[200];
	(void)context, (void)e;
	int size = snprintf(text, sizeof text, "bundle %lld visits %lld seen %lld kept %lld previous %02x%02x",
			    (long long)b->number, (long long)b->counts.visits_bundle, (long long)b->counts.facts_seen,
			    (long long)b->counts.facts_kept, b->previous[0], b->previous[31]);
	*manifest = text;
	*n = (size_t)size;
	*signature = "signed";
	*m = 6;
	return true;
}
