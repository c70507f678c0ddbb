/* Every way a file can be wrong has its reason, and a right one opens. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/helpers/lot.h"
#include "sync/tar.h"

static struct keys keys;

static void setup(void)
{
	keys_make(&keys);
}

static void teardown(void)
{
	keys_drop(&keys);
}

TestSuite(bundle, .init = setup, .fini = teardown);

static void good(struct lot *l)
{
	lot_begin(l, &keys);
	lot_fact(l, &keys, "module_start cyber");
	lot_fact(l, &keys, "opinion cyber plus");
	lot_sign(l, &keys);
}

static enum bundle_reason reason_of_file(const struct buf *file)
{
	struct bundle b;
	enum bundle_reason reason = BUNDLE_REASON_COUNT;
	struct err e = { 0 };
	bool ok = bundle_open(&b, (struct str){ file->data, file->size }, keys.coordinator, 1, &reason, &e);
	cr_assert_eq(ok, reason == BUNDLE_OK, "%s", bundle_reason_name[reason]);
	cr_assert_eq(ok, e.code == ERR_NONE);
	bundle_drop(&b);
	return reason;
}

static enum bundle_reason reason_of(const struct lot *l)
{
	struct buf file = { 0 };
	lot_seal(l, &keys, &file);
	enum bundle_reason r = reason_of_file(&file);
	buf_free(&file);
	return r;
}

static enum bundle_reason reason_of_tar(const struct buf *tar)
{
	struct buf file = { 0 };
	lot_seal_bytes(tar->data, tar->size, &keys, &file);
	enum bundle_reason r = reason_of_file(&file);
	buf_free(&file);
	return r;
}

#define EXPECT(got, want) cr_expect_str_eq(bundle_reason_name[got], bundle_reason_name[want])

Test(bundle, a_right_one_opens_with_its_manifest_and_envelopes)
{
	struct lot l;
	struct buf file = { 0 };
	struct bundle b;
	enum bundle_reason reason;
	char line[ENVELOPE_PLAIN];
	good(&l);
	lot_seal(&l, &keys, &file);
	cr_assert(bundle_open(&b, (struct str){ file.data, file.size }, keys.coordinator, 1, &reason, NULL));
	cr_assert_eq(memcmp(&b.manifest, &l.manifest, sizeof b.manifest), 0);
	struct str envelope = bundle_envelope(&b, 1);
	cr_assert(envelope_open(line, (const uint8_t *)envelope.s, envelope.n, keys.evaluator, 1, NULL));
	cr_assert_eq(memcmp(line, "opinion cyber plus ", 19), 0);
	bundle_drop(&b);
	buf_free(&file);
	lot_drop(&l);
}

Test(bundle, names_and_sentences_are_complete_and_distinct)
{
	for (int i = 0; i < BUNDLE_REASON_COUNT; i++) {
		cr_assert(bundle_reason_name[i] && bundle_reason_fr((enum bundle_reason)i), "reason %d", i);
		for (int j = 0; j < i; j++)
			cr_assert(strcmp(bundle_reason_name[i], bundle_reason_name[j]) != 0 &&
			          strcmp(bundle_reason_fr((enum bundle_reason)i),
			                 bundle_reason_fr((enum bundle_reason)j)) != 0);
	}
}

Test(bundle, an_empty_file_a_pdf_and_text_are_not_age)
{
	struct buf file = { 0 };
	buf_add(&file, "", 0);
	EXPECT(reason_of_file(&file), BUNDLE_NOT_AGE);
	buf_puts(&file, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
	EXPECT(reason_of_file(&file), BUNDLE_NOT_AGE);
	buf_free(&file);
}

Test(bundle, another_key_cannot_open_it)
{
	struct lot l;
	struct buf file = { 0 };
	struct bundle b;
	enum bundle_reason reason;
	good(&l);
	lot_seal(&l, &keys, &file);
	cr_assert_not(
	    bundle_open(&b, (struct str){ file.data, file.size }, keys.evaluator, 1, &reason, NULL));
	EXPECT(reason, BUNDLE_NOT_FOR_THIS_KEY);
	bundle_drop(&b);
	buf_free(&file);
	lot_drop(&l);
}

Test(bundle, a_flipped_header_code_is_an_altered_header)
{
	struct lot l;
	struct buf file = { 0 };
	good(&l);
	lot_seal(&l, &keys, &file);
	char *mac = strstr(file.data, "\n--- ") + 5;
	mac[3] = mac[3] == 'A' ? 'B' : 'A';
	EXPECT(reason_of_file(&file), BUNDLE_HEADER_ALTERED);
	buf_free(&file);
	lot_drop(&l);
}

Test(bundle, no_flipped_bit_and_no_cut_is_ever_accepted)
{
	struct lot l;
	struct buf file = { 0 };
	good(&l);
	lot_seal(&l, &keys, &file);
	for (size_t i = 0; i < file.size; i += i < 400 ? 1 : 997) {
		file.data[i] ^= (char)(1 << i % 8);
		cr_expect_neq(reason_of_file(&file), BUNDLE_OK, "byte %zu", i);
		file.data[i] ^= (char)(1 << i % 8);
	}
	size_t whole = file.size;
	for (size_t cut = 1; cut < whole; cut = cut * 2 + 1) {
		file.size = whole - cut;
		cr_expect_neq(reason_of_file(&file), BUNDLE_OK, "%zu bytes fewer", cut);
	}
	file.size = whole;
	EXPECT(reason_of_file(&file), BUNDLE_OK);
	buf_free(&file);
	lot_drop(&l);
}

Test(bundle, cut_or_lengthened_payload_is_altered)
{
	struct lot l;
	struct buf file = { 0 };
	good(&l);
	lot_seal(&l, &keys, &file);
	file.size--;
	EXPECT(reason_of_file(&file), BUNDLE_ALTERED);
	file.size -= 30000;
	EXPECT(reason_of_file(&file), BUNDLE_ALTERED);
	file.size += 30001;
	buf_add(&file, "x", 1);
	EXPECT(reason_of_file(&file), BUNDLE_ALTERED);
	buf_free(&file);
	lot_drop(&l);
}

Test(bundle, other_files_in_the_tar_are_unexpected)
{
	struct lot l;
	struct buf tar = { 0 };
	good(&l);
	struct str json = { l.json.data, l.json.size }, sig = { l.minisig.data, l.minisig.size };
	tar_add(&tar, "../../etc/cron.d/x", json);
	tar_add(&tar, "manifest.json.minisig", sig);
	tar_add(&tar, "facts.bin", (struct str){ l.facts.data, l.facts.size });
	tar_end(&tar, 0);
	EXPECT(reason_of_tar(&tar), BUNDLE_UNEXPECTED_CONTENT);
	buf_free(&tar);
	lot_drop(&l);
}

Test(bundle, data_after_the_tar_is_unexpected)
{
	struct lot l;
	struct buf tar = { 0 };
	good(&l);
	bundle_pack((struct str){ l.json.data, l.json.size }, (struct str){ l.minisig.data, l.minisig.size },
	            (struct str){ l.facts.data, l.facts.size }, &tar);
	tar.data[tar.size - 1] = 'x';
	EXPECT(reason_of_tar(&tar), BUNDLE_UNEXPECTED_CONTENT);
	tar.data[tar.size - 1] = 0;
	buf_add(&tar, "x", 1);
	EXPECT(reason_of_tar(&tar), BUNDLE_UNEXPECTED_CONTENT);
	buf_free(&tar);
	lot_drop(&l);
}

Test(bundle, a_shorter_tar_is_truncated)
{
	struct lot l;
	struct buf tar = { 0 };
	good(&l);
	bundle_pack((struct str){ l.json.data, l.json.size }, (struct str){ l.minisig.data, l.minisig.size },
	            (struct str){ l.facts.data, l.facts.size }, &tar);
	tar.size = 1024;
	EXPECT(reason_of_tar(&tar), BUNDLE_CONTENT_TRUNCATED);
	tar.size = 65535;
	EXPECT(reason_of_tar(&tar), BUNDLE_CONTENT_TRUNCATED);
	buf_free(&tar);
	lot_drop(&l);
}

Test(bundle, facts_other_than_the_signed_ones_are_altered_content)
{
	struct lot l;
	good(&l);
	l.facts.data[100] ^= 1;
	EXPECT(reason_of(&l), BUNDLE_CONTENT_ALTERED);
	l.facts.data[100] ^= 1;
	l.facts.size -= 264;
	EXPECT(reason_of(&l), BUNDLE_CONTENT_ALTERED);
	lot_drop(&l);
}

Test(bundle, an_unreadable_manifest)
{
	struct lot l;
	good(&l);
	l.json.data[l.json.size - 2] = ']';
	EXPECT(reason_of(&l), BUNDLE_MANIFEST_UNREADABLE);
	lot_drop(&l);
}

Test(bundle, a_newer_format_is_named_as_such)
{
	struct lot l;
	good(&l);
	strstr(l.json.data, "bundle/1")[7] = '2';
	EXPECT(reason_of(&l), BUNDLE_UNKNOWN_FORMAT);
	lot_drop(&l);
}

Test(bundle, edited_counts_break_the_signature)
{
	struct lot l;
	good(&l);
	memcpy(strstr(l.json.data, "\"sessions\": 12") + 12, "99", 2);
	EXPECT(reason_of(&l), BUNDLE_BAD_SIGNATURE);
	lot_drop(&l);
}

Test(bundle, the_signature_of_something_else_by_the_same_kiosk_is_bad)
{
	struct lot l;
	good(&l);
	l.minisig.size = 0;
	sign_bytes(keys.kiosk, l.json.data, l.json.size, "another use of the key", &l.minisig);
	EXPECT(reason_of(&l), BUNDLE_BAD_SIGNATURE);
	l.minisig.size = 0;
	buf_puts(&l.minisig, "untrusted comment: x\n");
	EXPECT(reason_of(&l), BUNDLE_BAD_SIGNATURE);
	lot_drop(&l);
}

Test(bundle, ten_visits_are_too_few_unless_a_supervisor_said_why)
{
	struct lot l;
	good(&l);
	l.manifest.sessions = BUNDLE_SESSIONS_MIN - 1;
	lot_sign(&l, &keys);
	EXPECT(reason_of(&l), BUNDLE_TOO_SMALL);
	strcpy(l.manifest.early_reason, "repair");
	lot_sign(&l, &keys);
	EXPECT(reason_of(&l), BUNDLE_OK);
	lot_drop(&l);
}

Test(bundle, slots_hold_smaller_envelopes_followed_by_zeros)
{
	struct lot l;
	struct bundle b;
	enum bundle_reason reason;
	char line[ENVELOPE_PLAIN];
	good(&l);
	/* As if a second evaluator had joined in between: the first envelope is now 98 bytes short of its
	 * slot. */
	struct buf slots = { 0 };
	char zeros[98] = { 0 };
	for (int i = 0; i < 2; i++) {
		buf_add(&slots, l.facts.data + i * 264, 264);
		buf_add(&slots, zeros, sizeof zeros);
	}
	buf_free(&l.facts);
	l.facts = slots;
	l.manifest.envelope_size = 264 + 98;
	lot_sign(&l, &keys);
	struct buf file = { 0 };
	lot_seal(&l, &keys, &file);
	cr_assert(bundle_open(&b, (struct str){ file.data, file.size }, keys.coordinator, 1, &reason, NULL));
	struct str envelope = bundle_envelope(&b, 0);
	cr_assert_eq(envelope.n, 264u);
	cr_assert(envelope_open(line, (const uint8_t *)envelope.s, envelope.n, keys.evaluator, 1, NULL));
	bundle_drop(&b);
	buf_free(&file);
	lot_drop(&l);
}

/* ---- from a path --------------------------------------------------------------------------------------- */

static enum bundle_reason reason_of_path(const char *path)
{
	struct bundle b;
	enum bundle_reason reason = BUNDLE_REASON_COUNT;
	bundle_read(&b, path, keys.coordinator, 1, &reason, NULL);
	bundle_drop(&b);
	return reason;
}

Test(bundle, too_big_is_said_before_anything_is_read)
{
	char dir[] = "/tmp/escale-test-XXXXXX", path[64];
	cr_assert(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/big.escale", dir);
	int fd = open(path, O_CREAT | O_WRONLY, 0600);
	cr_assert_eq(ftruncate(fd, 65ll * 1024 * 1024), 0);
	close(fd);
	EXPECT(reason_of_path(path), BUNDLE_TOO_BIG);
	unlink(path);
	rmdir(dir);
}

Test(bundle, missing_files_links_and_pipes_are_unreadable)
{
	char dir[] = "/tmp/escale-test-XXXXXX", path[64];
	cr_assert(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/x.escale", dir);
	EXPECT(reason_of_path(path), BUNDLE_UNREADABLE_FILE);
	cr_assert_eq(symlink("/etc/passwd", path), 0);
	EXPECT(reason_of_path(path), BUNDLE_UNREADABLE_FILE);
	unlink(path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	EXPECT(reason_of_path(path), BUNDLE_UNREADABLE_FILE);
	unlink(path);
	rmdir(dir);
}
