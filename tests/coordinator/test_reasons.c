/* Every reason that statistics.md gives for not counting a bundle is reached here by a file that deserves it. A new code
 * without a case fails; so does a code without its sentence, or without its row in the coordinator's page. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "coordinator/helpers/desk.h"

static struct desk desk;
static char path[64];

static void setup(void)
{
	desk_open(&desk);
	snprintf(path, sizeof path, "%s/in.escale", desk.dir);
}

static void teardown(void)
{
	desk_close(&desk);
}

TestSuite(reasons, .init = setup, .fini = teardown);

/* ---- files that deserve it: each makes `path` ------------------------------------------------------------------- */

static void put(const void *bytes, size_t n)
{
	struct err e = { 0 };
	cr_assert(file_write(path, bytes, n, 0600, &e), "%s", e.text);
}

static void put_lot(const struct lot *l)
{
	struct buf file = { 0 };
	lot_seal(l, &desk.keys, &file);
	put(file.data, file.size);
	buf_free(&file);
}

/* A right bundle as a file, changed at one byte from the start (or from the end, when negative). */
static void put_flipped(long at)
{
	struct lot l;
	struct buf file = { 0 };
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_seal(&l, &desk.keys, &file);
	file.data[at < 0 ? (long)file.size + at : at] ^= 1;
	put(file.data, file.size);
	buf_free(&file);
	lot_drop(&l);
}

static void put_tar(const char *text, size_t n)
{
	struct buf file = { 0 };
	lot_seal_bytes(text, n, &desk.keys, &file);
	put(file.data, file.size);
	buf_free(&file);
}

static void not_age(void)
{
	put("%PDF-1.7", 8);
}

static void other_key(void)
{
	struct keys other;
	struct lot l;
	struct buf file = { 0 };
	keys_make(&other);
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_seal(&l, &other, &file);
	put(file.data, file.size);
	buf_free(&file);
	lot_drop(&l);
	keys_drop(&other);
}

/* The line of the MAC stands behind "--- " at the end of the header; its first letter is another one, still base64. */
static void header(void)
{
	struct lot l;
	struct buf file = { 0 };
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_seal(&l, &desk.keys, &file);
	char *mac = memmem(file.data, file.size, "\n--- ", 5);
	cr_assert(mac);
	mac[5] = mac[5] == 'A' ? 'B' : 'A';
	put(file.data, file.size);
	buf_free(&file);
	lot_drop(&l);
}

static void payload(void)
{
	put_flipped(-1);
}

static void unexpected(void)
{
	struct lot l;
	struct buf tar = { 0 };
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	bundle_pack((struct str){ l.json.data, l.json.size }, (struct str){ l.minisig.data, l.minisig.size },
	            (struct str){ l.facts.data, l.facts.size }, &tar);
	tar.data[0] = 'n'; /* "nanifest.json" */
	put_tar(tar.data, tar.size);
	buf_free(&tar);
	lot_drop(&l);
}

static void truncated(void)
{
	put_tar("hello", 5);
}

static void facts_changed(void)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	l.facts.data[l.facts.size / 2] ^= 1;
	put_lot(&l);
	lot_drop(&l);
}

static void manifest(void)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	l.json.data[0] = '[';
	put_lot(&l);
	lot_drop(&l);
}

static void format(void)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	char *at = strstr(l.json.data, "escale-bundle/1");
	cr_assert(at);
	at[strlen("escale-bundle/")] = '9';
	put_lot(&l);
	lot_drop(&l);
}

static void unknown_kiosk(void)
{
	struct keys other;
	struct lot l;
	keys_make(&other);
	desk_lot(&l, &other, 1, NULL, 3);
	put_lot(&l);
	lot_drop(&l);
	keys_drop(&other);
}

static void revoked(void)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	put_lot(&l);
	cr_assert(state_kiosk_revoke(&desk.state, "Bus", 20500, NULL));
	lot_drop(&l);
}

static void signature(void)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	memcpy(strstr(l.json.data, "\"sessions\": 12") + 12, "99", 2);
	put_lot(&l);
	lot_drop(&l);
}

static void few(void)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	l.manifest.sessions = 10;
	lot_sign(&l, &desk.keys);
	put_lot(&l);
	lot_drop(&l);
}

static void big(void)
{
	put("x", 1);
	cr_assert_eq(truncate(path, 65L << 20), 0);
}

static void with_fact(const char *line)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_fact(&l, &desk.keys, line);
	lot_sign(&l, &desk.keys);
	put_lot(&l);
	lot_drop(&l);
}

static void no_fact(void)
{
	with_fact("  \x01 not a line");
}

static void outside(void)
{
	with_fact("opinion cyber love");
}

static void diverging(void)
{
	struct lot a, b;
	desk_lot(&a, &desk.keys, 1, NULL, 3);
	desk_lot(&b, &desk.keys, 1, NULL, 4);
	cr_assert_eq(desk_give(&desk, &a).merged, MERGED_COUNTED);
	put_lot(&b);
	lot_drop(&a);
	lot_drop(&b);
}

static void broken(void)
{
	struct lot a, b, fork;
	desk_lot(&a, &desk.keys, 1, NULL, 3);
	desk_lot(&fork, &desk.keys, 1, NULL, 4);
	desk_lot(&b, &desk.keys, 2, &fork, 4);
	cr_assert_eq(desk_give(&desk, &a).merged, MERGED_COUNTED);
	put_lot(&b);
	lot_drop(&a);
	lot_drop(&b);
	lot_drop(&fork);
}

static void folder(void)
{
	cr_assert_eq(mkdir(path, 0700), 0);
}

static const struct {
	void (*make)(void);
	enum merged merged;
} cases[BUNDLE_REASON_COUNT] = {
	[BUNDLE_NOT_AGE] = { not_age, MERGED_REFUSED },
	[BUNDLE_NOT_FOR_THIS_KEY] = { other_key, MERGED_REFUSED },
	[BUNDLE_HEADER_ALTERED] = { header, MERGED_REFUSED },
	[BUNDLE_ALTERED] = { payload, MERGED_REFUSED },
	[BUNDLE_UNEXPECTED_CONTENT] = { unexpected, MERGED_REFUSED },
	[BUNDLE_CONTENT_TRUNCATED] = { truncated, MERGED_REFUSED },
	[BUNDLE_CONTENT_ALTERED] = { facts_changed, MERGED_REFUSED },
	[BUNDLE_MANIFEST_UNREADABLE] = { manifest, MERGED_REFUSED },
	[BUNDLE_UNKNOWN_FORMAT] = { format, MERGED_REFUSED },
	[BUNDLE_UNKNOWN_KIOSK] = { unknown_kiosk, MERGED_REFUSED },
	[BUNDLE_REVOKED_KIOSK] = { revoked, MERGED_REFUSED },
	[BUNDLE_BAD_SIGNATURE] = { signature, MERGED_REFUSED },
	[BUNDLE_TOO_SMALL] = { few, MERGED_REFUSED },
	[BUNDLE_TOO_BIG] = { big, MERGED_REFUSED },
	[BUNDLE_FACT_UNREADABLE] = { no_fact, MERGED_REFUSED },
	[BUNDLE_FACT_OUTSIDE] = { outside, MERGED_REFUSED },
	[BUNDLE_DIVERGING] = { diverging, MERGED_CONTESTED },
	[BUNDLE_BROKEN_CHAIN] = { broken, MERGED_CONTESTED },
	[BUNDLE_UNREADABLE_FILE] = { folder, MERGED_REFUSED },
};

/* ---- all of them --------------------------------------------------------------------------------------------------- */

Test(reasons, each_code_is_reached_and_counts_nothing)
{
	for (int r = BUNDLE_OK + 1; r < BUNDLE_REASON_COUNT; r++) {
		cr_assert(cases[r].make, "no case for %s",
		          bundle_reason_name[r] ? bundle_reason_name[r] : "a new code");
		if (r != BUNDLE_OK + 1) { /* a fresh desk for each */
			teardown();
			setup();
		}
		cases[r].make();
		struct desk_given g = desk_give_path(&desk, path, 2);
		cr_assert_str_eq(bundle_reason_name[g.reason], bundle_reason_name[r], "%s gives %s",
		                 bundle_reason_name[r], bundle_reason_name[g.reason]);
		cr_assert_eq(g.merged, cases[r].merged, "%s", bundle_reason_name[r]);
		cr_assert(strstr(desk_totals(&desk), "0 bundles, 0 sessions"), "%s: %s",
		          bundle_reason_name[r], desk_totals(&desk));
		rmdir(path);
	}
}

/* What it is, then what to do: plain French, whole sentences, none twice, none longer than a person reads at once. */
Test(reasons, each_code_has_its_sentence)
{
	for (int r = 0; r < BUNDLE_REASON_COUNT; r++) {
		const char *name = bundle_reason_name[r], *text = bundle_reason_fr((enum bundle_reason)r);
		cr_assert(name && *name && text && *text, "code %d", r);
		size_t n = strlen(text);
		cr_assert(isupper((unsigned char)text[0]) && text[n - 1] == '.', "%s: %s", name, text);
		cr_assert(utf8_invalid(text, n) < 0 && n < 220, "%s: %zu bytes", name, n);
		for (int other = 0; other < r; other++) {
			cr_assert_str_neq(text, bundle_reason_fr((enum bundle_reason)other));
			cr_assert_str_neq(name, bundle_reason_name[other]);
		}
	}
}

Test(reasons, each_code_is_in_the_coordinators_page)
{
	struct buf page = { 0 };
	struct err e = { 0 };
	cr_assert(file_read("firmware-notes/coordinateur.md", 1 << 20, &page, &e), "%s", e.text);
	for (int r = BUNDLE_OK + 1; r < BUNDLE_REASON_COUNT; r++) {
		char code[64];
		snprintf(code, sizeof code, "`%s`", bundle_reason_name[r]);
		cr_assert(strstr(page.data, code), "%s is not explained in coordinateur.md", code);
	}
	buf_free(&page);
}
