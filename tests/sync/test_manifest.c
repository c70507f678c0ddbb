/* One manifest has one text, and every value has its list or its bounds. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#include "sync/helpers/lot.h"

static struct manifest example(void)
{
	struct manifest m = {
		.number = 3,
		.sessions = 214,
		.facts_seen = 3500,
		.facts_kept = 3424,
		.envelope_size = 264,
		.software = "0.1.0",
		.dirty_stops = "1-3",
		.place_kind = "mediatheque",
		.clock_confirmed = true,
	};
	seal_init(NULL);
	memset(m.previous, 0xab, sizeof m.previous);
	memset(m.facts_sha256, 0x0c, sizeof m.facts_sha256);
	memset(m.kiosk.key, 0x11, sizeof m.kiosk.key);
	return m;
}

Test(manifest, text_is_canonical)
{
	struct manifest m = example();
	struct buf b = { 0 };
	manifest_print(&m, &b);
	cr_assert(
	    str_starts((struct str){ b.data, b.size }, "{\n  \"clock_confirmed\": true,\n  \"dictionary\": "
	                                               "\"facts/1\",\n  \"dirty_stops\": \"1-3\",\n"));
	cr_assert_str_eq(b.data + b.size - 2, "}\n");
	buf_free(&b);
}

Test(manifest, survives_print_and_parse)
{
	struct manifest m = example(), back;
	struct buf b = { 0 };
	struct err e = { 0 };
	manifest_print(&m, &b);
	cr_assert(manifest_parse(&back, (struct str){ b.data, b.size }, &e), "%s", e.text);
	cr_assert_eq(memcmp(&m, &back, sizeof m), 0);
	buf_free(&b);
}

/* Replace `from` by `to` in the example's text: each must be refused, with that code. */
struct edit {
	char from[48], to[96];
	enum err_code code;
};

ParameterizedTestParameters(manifest, edits)
{
	static struct edit edits[] = {
		{ "\"number\": 3", "\"number\": 0", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": -1", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": 3.0", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": \"3\"", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": 99999999999", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": 99999999999999999999", ERR_FORMAT },
		{ "\"number\": 3", "\"number\":  3", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": 3, \"number\": 4", ERR_FORMAT },
		{ "\"number\": 3", "\"number\": 3, \"zone\": 4", ERR_FORMAT },
		{ "  \"number\": 3,\n", "", ERR_FORMAT },
		{ "\"sessions\": 214", "\"sessions\": null", ERR_FORMAT },
		{ "\"facts_kept\": 3424", "\"facts_kept\": 3501", ERR_FORMAT },
		{ "\"facts_kept\": 3424", "\"facts_kept\": 0", ERR_FORMAT },
		{ "\"envelope_size\": 264", "\"envelope_size\": 0", ERR_FORMAT },
		{ "\"envelope_size\": 264", "\"envelope_size\": 4096", ERR_FORMAT },
		{ "mediatheque", "chez-mme-durand", ERR_FORMAT },
		{ "\"1-3\"", "\"2\"", ERR_FORMAT },
		{ "\"early_reason\": \"\"", "\"early_reason\": \"envie\"", ERR_FORMAT },
		{ "0.1.0", "0.1.0 <b>", ERR_FORMAT },
		{ "0.1.0", "", ERR_FORMAT },
		{ "0.1.0", "0.1.0\\u0000", ERR_FORMAT },
		{ "abababab", "ABABABAB", ERR_FORMAT },
		{ "abababab", "abababa", ERR_FORMAT },
		{ "true", "1", ERR_FORMAT },
		{ "RWQ", "RWX", ERR_FORMAT },
		{ "escale-bundle/1", "escale-bundle/2", ERR_UNSUPPORTED },
		{ "facts/1", "facts/2", ERR_UNSUPPORTED },
		{ "\"format\"", "\"forma\"", ERR_FORMAT },
		{ "}\n", "}", ERR_FORMAT },
		{ "}\n", "}\n\n", ERR_FORMAT },
		{ "}\n", "}\n{}", ERR_FORMAT },
	};
	return cr_make_param_array(struct edit, edits, sizeof edits / sizeof *edits);
}

ParameterizedTest(struct edit *edit, manifest, edits)
{
	struct manifest m = example(), back;
	struct buf b = { 0 }, edited = { 0 };
	struct err e = { 0 };
	manifest_print(&m, &b);
	char *at = strstr(b.data, edit->from);
	cr_assert(at, "the example has no %s", edit->from);
	buf_add(&edited, b.data, (size_t)(at - b.data));
	buf_puts(&edited, edit->to);
	buf_puts(&edited, at + strlen(edit->from));
	cr_expect_not(manifest_parse(&back, (struct str){ edited.data, edited.size }, &e));
	cr_expect_eq(e.code, edit->code, "%s -> %s: %d %s", edit->from, edit->to, e.code, e.text);
	buf_free(&b);
	buf_free(&edited);
}

Test(manifest, an_empty_bundle_has_no_envelope_size)
{
	struct manifest m = example(), back;
	m.facts_kept = m.envelope_size = 0;
	struct buf b = { 0 };
	manifest_print(&m, &b);
	cr_assert(manifest_parse(&back, (struct str){ b.data, b.size }, NULL));
	buf_free(&b);
}

Test(manifest, over_16_kib_is_not_even_parsed)
{
	struct buf b = { 0 };
	struct manifest m;
	struct err e = { 0 };
	for (int i = 0; i < MANIFEST_MAX + 1; i++)
		buf_puts(&b, "[");
	cr_assert_not(manifest_parse(&m, (struct str){ b.data, b.size }, &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	buf_free(&b);
}

Test(manifest, eight_words_depend_on_every_byte_of_the_key)
{
	struct manifest m = example();
	char words[SEAL_WORDS_SIZE], other[SEAL_WORDS_SIZE];
	kiosk_words(&m.kiosk, words);
	m.kiosk.id[7] ^= 1;
	kiosk_words(&m.kiosk, other);
	cr_assert_str_neq(words, other);
	m.kiosk.id[7] ^= 1;
	m.kiosk.key[31] ^= 1;
	kiosk_words(&m.kiosk, other);
	cr_assert_str_neq(words, other);
}
