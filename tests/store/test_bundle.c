#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "store/helpers/kiosk.h"
#include "base/sha256.h"

TestSuite(bundle, .init = test_dir_make, .fini = test_dir_remove);

Test(bundle, closing_keeps_the_manifest_and_opens_the_next)
{
	struct store *s = open_store();
	struct err e = { 0 };
	struct store_counts c;
	struct seen seen;
	int64_t numbers[4];
	char manifest[300], signature[300];
	size_t n, m;
	for (int i = 0; i < 3; i++)
		cr_assert(put_visit(s, i, 20000, &e));
	cr_assert(store_close_bundle(s, 20007, plain_manifest, NULL, &e), "%s", e.text);
	cr_assert(put_visit(s, 3, 20007, &e));
	store_close(s);

	s = open_store();
	cr_assert_eq(store_closed(s, numbers, 4), 1);
	cr_assert_eq(numbers[0], 1);
	cr_assert(store_bundle_manifest(s, 1, manifest, &n, signature, &m, sizeof manifest, &e));
	manifest[n] = '\0';
	cr_assert_str_eq(manifest, "bundle 1 visits 3 seen 48 kept 48 previous 0000");
	cr_assert_arr_eq(signature, "signed", m);
	cr_assert(store_counts(s, 20007, &c, &e));
	cr_assert_eq(c.bundle_number, 2);
	cr_assert_eq(c.visits_bundle, 1);
	cr_assert_eq(c.visits_total, 4);
	cr_assert_eq(c.opened_day, 20007);
	cr_assert(look(s, 1, &seen, &e));
	cr_assert_eq(seen.visits, 3);
	cr_assert(look(s, 0, &seen, &e));
	cr_assert_eq(seen.visits, 1);
	cr_assert_eq(seen.facts[3], 16);
	store_close(s);
}

static bool keep_previous(void *context, const struct store_bundle *b, const void **manifest, size_t *n,
			  const void **signature, size_t *m, struct err *e)
{
	memcpy(context, b->previous, 32);
	return plain_manifest(NULL, b, manifest, n, signature, m, e);
}

Test(bundle, each_manifest_carries_the_hash_of_the_one_before)
{
	struct store *s = open_store();
	struct err e = { 0 };
	struct sha256 h;
	uint8_t previous[32], zero[32] = { 0 }, expected[32];
	char manifest[300], signature[300];
	size_t n, m;
	cr_assert(store_close_bundle(s, -1, keep_previous, previous, &e));
	cr_assert_arr_eq(previous, zero, 32);
	cr_assert(store_close_bundle(s, -1, keep_previous, previous, &e));
	cr_assert(store_bundle_manifest(s, 1, manifest, &n, signature, &m, sizeof manifest, &e));
	sha256_init(&h);
	sha256_add(&h, manifest, n);
	sha256_end(&h, expected);
	cr_assert_arr_eq(previous, expected, 32);
	store_close(s);
}

static bool refuse(void *context, const struct store_bundle *b, const void **manifest, size_t *n,
		   const void **signature, size_t *m, struct err *e)
{
	(void)b, (void)manifest, (void)n, (void)signature, (void)m;
	++*(int *)context;
	return err_set(e, ERR_KEY, "no key");
}

Test(bundle, a_manifest_that_cannot_be_made_leaves_the_bundle_open)
{
	struct store *s = open_store();
	struct err e = { 0 };
	struct store_counts c;
	int calls = 0;
	cr_assert(put_visit(s, 1, 20000, &e));
	cr_assert_not(store_close_bundle(s, 20007, refuse, &calls, &e));
	cr_assert_eq(e.code, ERR_KEY);
	cr_assert_eq(calls, 1);
	cr_assert(store_counts(s, 20000, &c, NULL));
	cr_assert_eq(c.bundle_number, 1);
	cr_assert_eq(c.visits_bundle, 1);
	cr_assert_eq(c.opened_day, 20000);
	cr_assert(put_visit(s, 2, 20000, NULL));
	store_close(s);
}

Test(bundle, what_is_not_there_is_missing_and_what_does_not_fit_is_too_big)
{
	struct store *s = open_store();
	struct err e = { 0 };
	char manifest[300], signature[300];
	size_t n, m;
	cr_assert_not(store_bundle_manifest(s, 1, manifest, &n, signature, &m, sizeof manifest, &e));
	cr_assert_eq(e.code, ERR_MISSING);
	e.code = ERR_NONE;
	cr_assert(store_close_bundle(s, -1, plain_manifest, NULL, &e));
	cr_assert_not(store_bundle_manifest(s, 1, manifest, &n, signature, &m, 10, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	cr_assert_eq(n, 0);
	store_close(s);
}

struct keys {
	int count;
	int first_fact[4096];
};

static bool note_fact(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	struct keys *k = context;
	(void)n, (void)e;
	memcpy(&k->first_fact[k->count++], bytes + 4, 4);
	return true;
}

/* Facts 0 to 15 of each visit come out in the order of their random keys: fact 0 first in 1 of 16 visits. */
Test(bundle, envelopes_come_out_in_an_order_that_says_nothing)
{
	struct store *s = open_store();
	struct err e = { 0 };
	struct keys k = { 0 };
	int rising = 0;
	for (int i = 0; i < 40; i++)
		cr_assert(put_visit(s, i, -1, &e));
	cr_assert(store_each(s, 0, note_fact, &k, &e));
	for (int i = 1; i < k.count; i++)
		rising += k.first_fact[i] > k.first_fact[i - 1];
	/* 639 pairs, 15 of 32 rise by chance: 300, give or take 13; in order of arrival it would be 600. */
	cr_assert(rising > 230 && rising < 370, "%d of 639", rising);
	store_close(s);
}

/* The published vectors of FIPS 180-4. */
Test(bundle, sha256_is_sha256)
{
	static const struct {
		const char *text;
		uint8_t head[4];
	} vectors[] = {
		{ "", { 0xe3, 0xb0, 0xc4, 0x42 } },
		{ "abc", { 0xba, 0x78, 0x16, 0xbf } },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", { 0x24, 0x8d, 0x6a, 0x61 } },
	};
	uint8_t out[32];
	struct sha256 h;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		sha256_init(&h);
		sha256_add(&h, vectors[i].text, strlen(vectors[i].text));
		sha256_end(&h, out);
		cr_assert_arr_eq(out, vectors[i].head, 4);
	}
	static const uint8_t million[4] = { 0xcd, 0xc7, 0x6e, 0x5c };
	sha256_init(&h);
	for (int i = 0; i < 1000000 / 50; i++)
		sha256_add(&h, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 50);
	sha256_end(&h, out);
	cr_assert_arr_eq(out, million, 4);
}
