/* What a stolen card tells (statistics.md, "Attacks that tests must try"). Sealing is seal/'s; a cipher of one
 * line stands in for it here, because what is tested is what the store writes besides. */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "metrics/visit.h"
#include "store/helpers/kiosk.h"

TestSuite(privacy, .init = test_dir_make, .fini = test_dir_remove, .timeout = 60);

static uint64_t key = 1;

static void seal(uint8_t out[SEALED_SIZE], const char *line, size_t n)
{
	for (size_t i = 0; i < SEALED_SIZE; i++) {
		key = key * 6364136223846793005u + 1442695040888963407u;
		out[i] = (uint8_t)((i < n ? (uint8_t)line[i] : 0) ^ (uint8_t)(key >> 56));
	}
}

/* A visit of so many facts about the canary module, as the session ends it. */
static void visit_canary(struct store *s, int facts, bool sealed_at_all)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX], f;
	static uint8_t bytes[VISIT_FACTS_MAX][SEALED_SIZE];
	struct sealed sealed[VISIT_FACTS_MAX];
	struct err e = { 0 };
	visit_begin(&v, key);
	for (int i = 0; i < facts; i++) {
		enum fact_kind kind = i % 3 == 0 ? FACT_MODULE_START : i % 3 == 1 ? FACT_OPINION : FACT_POLL;
		char question[24];
		snprintf(question, sizeof question, "canari-%d", i);
		cr_assert(kind == FACT_MODULE_START ? fact_make(&f, kind, "canari", NULL, NULL, NULL, &e) :
			  kind == FACT_OPINION	    ? fact_make(&f, kind, "canari", "plus", NULL, NULL, &e) :
						      fact_make(&f, kind, question, "3", NULL, NULL, &e));
		visit_add(&v, &f);
	}
	int n = visit_end(&v, out);
	for (int i = 0; i < n; i++) {
		char line[FACT_SIZE];
		fact_print(&out[i], line);
		seal(bytes[i], line, sizeof line);
		if (!sealed_at_all)
			memcpy(bytes[i], line, sizeof line);
		sealed[i] = (struct sealed){ bytes[i], SEALED_SIZE };
	}
	cr_assert(store_visit(s, sealed, n, 20000, &e), "%s", e.text);
}

static int hits(const char *needle)
{
	static const char *const names[] = { "escale.db", "escale.db-wal", "escale.db-journal" };
	int found = 0;
	for (int i = 0; i < 3; i++) {
		char path[128];
		struct buf b = { 0 };
		if (!file_read(test_path(path, names[i]), 64 << 20, &b, NULL))
			continue;
		found += memmem(b.data, b.size, needle, strlen(needle)) != NULL;
		buf_free(&b);
	}
	return found;
}

Test(privacy, no_word_of_a_fact_is_on_the_card)
{
	static const char *const words[] = { "canari", "module_start", "opinion", "poll ", "decoy" };
	struct store *s = open_store();
	for (int i = 0; i < 60; i++) {
		visit_canary(s, i % 17, true);
		for (size_t w = 0; i % 10 == 0 && w < sizeof words / sizeof words[0]; w++)
			cr_assert_eq(hits(words[w]), 0, "%s, running", words[w]);
	}
	store_close(s);
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
		cr_assert_eq(hits(words[w]), 0, "%s", words[w]);
}

Test(privacy, planted_a_fact_that_was_not_sealed_is_found)
{
	struct store *s = open_store();
	visit_canary(s, 3, false);
	cr_assert_gt(hits("canari"), 0);
	store_close(s);
}

/* The envelopes in a copy of the database file, as a thief's tool lists them. */
struct image {
	int count, sizes;    /* sizes: different lengths met */
	sqlite3_int64 key[4096];
};

static void take_image(struct image *out, const char *name)
{
	char path[128], copy[128];
	struct buf b = { 0 };
	struct err e = { 0 };
	sqlite3 *db;
	sqlite3_stmt *q;
	int last = -1;
	memset(out, 0, sizeof *out);
	cr_assert(file_read(test_path(path, "escale.db"), 64 << 20, &b, &e), "%s", e.text);
	cr_assert(file_write(test_path(copy, name), b.data, b.size, 0600, &e), "%s", e.text);
	buf_free(&b);
	cr_assert_eq(sqlite3_open(copy, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_prepare_v2(db, "SELECT key, length(bytes) FROM envelope ORDER BY key", -1, &q, NULL),
		     SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		out->key[out->count++] = sqlite3_column_int64(q, 0);
		out->sizes += sqlite3_column_int(q, 1) != last;
		last = sqlite3_column_int(q, 1);
	}
	sqlite3_finalize(q);
	sqlite3_close(db);
}

static int common(const struct image *a, const struct image *b)
{
	int n = 0;
	for (int i = 0, j = 0; i < a->count && j < b->count;) {
		n += a->key[i] == b->key[j];
		if (a->key[i] < b->key[j])
			i++;
		else
			j++;
	}
	return n;
}

Test(privacy, two_images_around_a_visit_differ_by_sixteen_equal_envelopes_whatever_it_did)
{
	static struct image before, after;
	struct store *s = open_store();
	visit_canary(s, 5, true);
	take_image(&before, "before.db");
	for (int facts = 0; facts <= 16; facts++) {
		visit_canary(s, facts, true);
		take_image(&after, "after.db");
		cr_assert_eq(after.count, before.count + 16, "%d facts: %d new", facts, after.count - before.count);
		cr_assert_eq(common(&before, &after), before.count);
		cr_assert_eq(after.sizes, 1, "envelopes of different sizes");
		before = after;
	}
	store_close(s);
}
