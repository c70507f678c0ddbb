/* Receipts: their one text, what is wrong with any other, and a kiosk that deletes what they acknowledge only. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sync/export.h"
#include "sync/helpers/lot.h"
#include "sync/receipt.h"

static struct keys keys;
static struct sign_secret *authority;
static struct sign_public authority_public, kiosk;
static struct recipients recipients;
static struct export_facts facts;
static struct store *store;
static struct buf text, minisig;
static char data[] = "/tmp/escale-data-XXXXXX", stick[] = "/tmp/escale-stick-XXXXXX";
enum { TODAY = 20500 };

/* Visits enough for one bundle; closed. */
static void close_one(int64_t day)
{
	uint8_t bytes[ENVELOPE_MAX];
	struct fact f;
	struct err e = { 0 };
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	fact_make(&f, FACT_MODULE_START, "cyber", NULL, NULL, NULL, NULL);
	fact_print(&f, line);
	for (int i = 0; i < 12; i++) {
		struct sealed sealed = { bytes, envelope_seal(bytes, line, recipients.evaluation, 1) };
		cr_assert(store_visit(store, &sealed, 1, day - 7, NULL));
	}
	facts.today = day;
	cr_assert(export_close(store, &facts, &e), "%s", e.text);
	seal_secret_free(line);
}

static void setup(void)
{
	struct err e = { 0 };
	bool recovered;
	keys_make(&keys);
	authority = seal_secret_alloc(sizeof *authority);
	sign_new(authority, &authority_public);
	sign_public_of(keys.kiosk, &kiosk);
	cr_assert(mkdtemp(data) && mkdtemp(stick));
	cr_assert(store_open(&store, data, &recovered, &e), "%s", e.text);
	recipients = (struct recipients){ .version = 1, .evaluation_count = 1, .coordinator_count = 1 };
	recipients.evaluation[0] = keys.to_evaluator;
	recipients.coordinator[0] = keys.to_coordinator;
	facts = (struct export_facts){ keys.kiosk, &recipients, "0.1.0", "bus", "0", TODAY, NULL };
	close_one(TODAY);
	close_one(TODAY + 30);
	receipts_begin(&text);
}

static void teardown(void)
{
	char command[128];
	store_close(store);
	buf_free(&text);
	buf_free(&minisig);
	seal_secret_free(authority);
	keys_drop(&keys);
	snprintf(command, sizeof command, "rm -rf %s %s", data, stick);
	cr_assert_eq(system(command), 0);
}

TestSuite(receipt, .init = setup, .fini = teardown);

static struct receipt receipt_of(int64_t number)
{
	char json[MANIFEST_MAX], signature[MANIFEST_MAX];
	struct receipt r = { .kiosk = kiosk, .number = number };
	size_t n, m;
	cr_assert(store_bundle_manifest(store, number, json, &n, signature, &m, MANIFEST_MAX, NULL));
	seal_sha256(json, n, r.manifest_sha256);
	return r;
}

static void say(struct receipt r)
{
	receipts_add(&text, &r);
}

/* Sign what was said and give it to the kiosk: how many bundles it deleted. */
static int apply(enum err_code *code)
{
	struct err e = { 0 };
	int count = -1;
	minisig.size = 0;
	sign_bytes(authority, text.data, text.size, RECEIPTS_COMMENT, &minisig);
	bool ok = receipts_apply(store, &kiosk, (struct str){ text.data, text.size },
	                         (struct str){ minisig.data, minisig.size }, &authority_public, &count, &e);
	cr_assert_eq(ok, e.code == ERR_NONE);
	*code = e.code;
	return count;
}

/* The closed bundles that are still there, as bits. */
static int still(void)
{
	int64_t numbers[8];
	int bits = 0, n = store_closed(store, numbers, 8);
	for (int i = 0; i < n; i++)
		bits |= 1 << numbers[i];
	return bits;
}
enum { ONE = 1 << 1, TWO = 1 << 2 };

/* ---- what is deleted ----------------------------------------------------------------------------------- */

Test(receipt, deletes_the_bundle_that_it_names)
{
	enum err_code code;
	say(receipt_of(1));
	cr_assert_eq(apply(&code), 1);
	cr_assert_eq(code, ERR_NONE);
	cr_assert_eq(still(), TWO);
}

Test(receipt, the_same_list_again_finds_nothing_to_do)
{
	enum err_code code;
	say(receipt_of(1));
	say(receipt_of(2));
	cr_assert_eq(apply(&code), 2);
	cr_assert_eq(apply(&code), 0);
	cr_assert_eq(code, ERR_NONE);
	cr_assert_eq(still(), 0);
}

Test(receipt, after_it_only_the_new_bundle_leaves_and_the_chain_holds)
{
	enum err_code code;
	struct receipt two = receipt_of(2);
	char json[MANIFEST_MAX], signature[MANIFEST_MAX];
	struct manifest m;
	size_t n, k;
	int written;
	say(receipt_of(1));
	say(two);
	cr_assert_eq(apply(&code), 2);
	close_one(TODAY + 60);
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(written, 1);
	cr_assert(store_bundle_manifest(store, 3, json, &n, signature, &k, MANIFEST_MAX, NULL));
	cr_assert(manifest_parse(&m, (struct str){ json, n }, NULL));
	cr_assert_arr_eq(m.previous, two.manifest_sha256, 32);
}

Test(receipt, among_those_of_other_kiosks_is_found)
{
	enum err_code code;
	struct receipt r = receipt_of(2), other = r;
	memset(other.kiosk.id, 0, sizeof other.kiosk.id);
	other.number = 1;
	say(other);
	say(r);
	memset(other.kiosk.id, 0xff, sizeof other.kiosk.id);
	say(other);
	cr_assert_eq(apply(&code), 1);
	cr_assert_eq(still(), ONE);
}

/* ---- what is not --------------------------------------------------------------------------------------- */

static void expect_nothing(enum err_code expected)
{
	enum err_code code;
	cr_assert_eq(apply(&code), 0);
	cr_assert_eq(code, expected, "%d", code);
	cr_assert_eq(still(), ONE | TWO);
}

Test(receipt, of_a_kiosk_with_another_key_deletes_nothing)
{
	struct receipt r = receipt_of(1);
	r.kiosk.key[31] ^= 1; /* the same key number: a clone that was given a key of its own */
	say(r);
	expect_nothing(ERR_NONE);
}

Test(receipt, of_another_manifest_deletes_nothing)
{
	struct receipt r = receipt_of(1), two = receipt_of(2);
	memcpy(r.manifest_sha256, two.manifest_sha256, 32);
	say(r);
	expect_nothing(ERR_NONE);
}

Test(receipt, of_the_open_and_of_unknown_bundles_deletes_nothing)
{
	struct receipt r = receipt_of(2);
	for (r.number = 3; r.number < 6; r.number++)
		say(r);
	expect_nothing(ERR_NONE);
}

Test(receipt, without_lines_deletes_nothing)
{
	expect_nothing(ERR_NONE);
}

Test(receipt, with_a_wrong_line_after_a_right_one_deletes_nothing)
{
	say(receipt_of(1));
	buf_puts(&text, "bundle \n");
	expect_nothing(ERR_FORMAT);
}

/* Signed otherwise: by whom, as what, and over what. */
static enum err_code refused(const struct sign_secret *by, const char *comment, const char *added)
{
	struct err e = { 0 };
	int count = -1;
	say(receipt_of(1));
	sign_bytes(by, text.data, text.size, comment, &minisig);
	buf_puts(&text, added);
	cr_assert_not(receipts_apply(store, &kiosk, (struct str){ text.data, text.size },
	                             (struct str){ minisig.data, minisig.size }, &authority_public, &count,
	                             &e));
	cr_assert_eq(count, 0);
	cr_assert_eq(still(), ONE | TWO);
	return e.code;
}

Test(receipt, signed_by_the_kiosk_itself_is_refused)
{
	cr_assert_eq(refused(keys.kiosk, RECEIPTS_COMMENT, ""), ERR_KEY);
}

Test(receipt, changed_after_the_signature_is_refused)
{
	cr_assert_eq(refused(authority, RECEIPTS_COMMENT, "\n"), ERR_SIGNATURE);
}

Test(receipt, signed_as_something_else_is_refused)
{
	cr_assert_eq(refused(authority, "escale recipients version 1", ""), ERR_SIGNATURE);
}

Test(receipt, without_a_signature_is_refused)
{
	struct err e = { 0 };
	int count = -1;
	say(receipt_of(1));
	cr_assert_not(receipts_apply(store, &kiosk, (struct str){ text.data, text.size },
	                             (struct str){ "", 0 }, &authority_public, &count, &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert_eq(count, 0);
	cr_assert_eq(still(), ONE | TWO);
}

/* ---- one set, one text --------------------------------------------------------------------------------- */

#define KEY  "RWQAAQIDBAUGBwABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
#define SHA  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define HEAD "escale receipts 1\n"

static void print_again(void *context, const struct receipt *r)
{
	receipts_add(context, r);
}

Test(receipt, prints_back_what_it_parsed)
{
	static const char right[] = HEAD "bundle " KEY " 1 " SHA "\nbundle " KEY " 12 " SHA "\n";
	struct err e = { 0 };
	struct buf again = { 0 };
	receipts_begin(&again);
	cr_assert(receipts_parse(str_from(right), print_again, &again, &e), "%d:%d %s", e.line, e.column,
	          e.text);
	cr_assert_str_eq(again.data, right);
	buf_free(&again);
}

Test(receipt, any_other_text_is_refused_with_its_place)
{
	static const struct {
		const char *text;
		int line, column;
	} cases[] = {
		{ "", 1, 1 },
		{ "escale receipts 2\n", 1, 1 },
		{ "escale receipts 1", 1, 1 },
		{ "escale receipts 1\r\n", 1, 1 },
		{ "\xEF\xBB\xBF" HEAD, 1, 1 },
		{ "escale recipients 1\nversion 1\n", 1, 1 },
		{ HEAD "\n", 2, 1 },
		{ HEAD "# note\n", 2, 1 },
		{ HEAD "kiosk " KEY " 1 " SHA "\n", 2, 1 },
		{ HEAD "bundle " KEY " 1 " SHA, 2, 1 },
		{ HEAD "bundle  " KEY " 1 " SHA "\n", 2, 8 },
		{ HEAD "bundle X" KEY " 1 " SHA "\n", 2, 8 },
		{ HEAD "bundle\n", 2, 1 },
		{ HEAD "bundle \n", 2, 8 },
		{ HEAD "bundle " KEY "\n", 2, 65 },
		{ HEAD "bundle " KEY " 1\n", 2, 65 },
		{ HEAD "bundle " KEY " 0 " SHA "\n", 2, 65 },
		{ HEAD "bundle " KEY " 01 " SHA "\n", 2, 65 },
		{ HEAD "bundle " KEY " -1 " SHA "\n", 2, 65 },
		{ HEAD "bundle " KEY " +1 " SHA "\n", 2, 65 },
		{ HEAD "bundle " KEY " 1000000001 " SHA "\n", 2, 65 },
		{ HEAD "bundle " KEY " 1 \n", 2, 67 },
		{ HEAD "bundle " KEY " 12 9F86" SHA "\n", 2, 69 },
		{ HEAD "bundle " KEY " 1 " SHA "0\n", 2, 131 },
		{ HEAD "bundle " KEY " 1 " SHA " \n", 2, 131 },
		{ HEAD "bundle " KEY " 1 " SHA "\r\n", 2, 131 },
		{ HEAD "bundle " KEY " 1 " SHA "\nbundle " KEY " 1 " SHA "\n", 3, 1 },
		{ HEAD "bundle " KEY " 2 " SHA "\nbundle " KEY " 1 " SHA "\n", 3, 1 },
		{ HEAD "bundle " KEY " 2 " SHA "\n\n", 3, 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = { 0 };
		struct buf again = { 0 };
		cr_expect_not(receipts_parse(str_from(cases[i].text), print_again, &again, &e), "case %zu",
		              i);
		cr_expect(e.code == ERR_FORMAT && e.line == cases[i].line && e.column == cases[i].column,
		          "case %zu: %d:%d %s", i, e.line, e.column, e.text);
		buf_free(&again);
	}
}

Test(receipt, a_text_over_the_bound_is_not_read)
{
	struct err e = { 0 };
	struct str huge = { "", RECEIPTS_SIZE_MAX + (size_t)1 };
	cr_assert_not(receipts_parse(huge, print_again, NULL, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
}
