/* Whose updates a kiosk takes. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "update/bundle.h"
#include "update/helpers/factory.h"

static void two_keys(void)
{
	factory_open();
	factory_key(0, "ours", 300);
	factory_key(1, "theirs", 300);
	factory_key(2, "ended", -10);
}

TestSuite(bundle, .init = two_keys, .fini = factory_close);

static bool reads(const char *name, const char *keyring, struct update_bundle *b, struct err *e)
{
	char path[160];
	int fd = open(factory_path(path, name), O_RDONLY | O_CLOEXEC);
	bool ok = update_bundle_read(b, fd, factory_path(path, keyring), e);
	close(fd);
	return ok;
}

static enum err_code refusal(const char *keyring, int key, const struct factory_bundle *how)
{
	struct update_bundle b;
	struct err e = { 0 };
	factory_bundle("x.raucb", key, how);
	cr_expect_not(reads("x.raucb", keyring, &b, &e));
	return e.code;
}

Test(bundle, what_our_key_signed_tells_what_it_is)
{
	struct update_bundle b;
	struct err e = { 0 };
	factory_bundle("good.raucb", 0, &(struct factory_bundle){ 0 });
	cr_assert(reads("good.raucb", "ours.pem", &b, &e), "%s", e.text);
	cr_assert_str_eq(b.manifest.compatible, "escale-test-1");
	cr_assert_str_eq(b.manifest.version, "0.2.0");
	cr_assert_eq(b.data_size, 4096);
	cr_assert_eq(strlen(b.id), 64);
}

Test(bundle, another_key_is_refused)
{
	cr_assert_eq(refusal("ours.pem", 1, &(struct factory_bundle){ 0 }), ERR_SIGNATURE);
}

Test(bundle, a_changed_byte_of_the_manifest_or_of_the_signature_is_refused)
{
	struct update_bundle b;
	struct err e = { 0 };
	factory_bundle("good.raucb", 0, &(struct factory_bundle){ 0 });
	cr_assert(reads("good.raucb", "ours.pem", &b, &e), "the control: %s", e.text);
	int refused = 0;
	for (long at = 60; at < 900; at += 7) {
		struct update_bundle other;
		struct err why = { 0 };
		factory_bundle("x.raucb", 0, &(struct factory_bundle){ .flip = -at });
		bool taken = reads("x.raucb", "ours.pem", &other, &why);
		/* A few bytes of CMS say how it is written down and not what is signed: then nothing may be another. */
		cr_expect(!taken || strcmp(other.id, b.id) == 0, "byte %ld", at);
		refused += !taken;
	}
	cr_assert_geq(refused, 115, "%d of 120", refused);
}

Test(bundle, a_signature_without_its_manifest_is_refused)
{
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .detached = true }), ERR_FORMAT);
}

Test(bundle, a_file_that_was_cut_is_damaged_and_not_forged)
{
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .cut = 1 }), ERR_FORMAT);
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .cut = 500 }), ERR_FORMAT);
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .cut = 9000 }), ERR_FORMAT);
}

Test(bundle, only_the_format_whose_every_block_is_verified)
{
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .format = "plain" }), ERR_UNSUPPORTED);
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .format = "crypt" }), ERR_UNSUPPORTED);
}

Test(bundle, a_version_must_be_numbers)
{
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .version = "newest" }), ERR_FORMAT);
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .version = "1..2" }), ERR_FORMAT);
	cr_assert_eq(refusal("ours.pem", 0, &(struct factory_bundle){ .version = "1.2.3.4.5" }), ERR_FORMAT);
}

/* A kiosk without a battery may think that it is 1970, or 2040: the date decides nothing. */
Test(bundle, a_certificate_that_has_ended_still_counts)
{
	struct update_bundle b;
	struct err e = { 0 };
	factory_bundle("late.raucb", 2, &(struct factory_bundle){ 0 });
	cr_assert(reads("late.raucb", "ended.pem", &b, &e), "%s", e.text);
}

Test(bundle, without_a_certificate_nothing_is_taken)
{
	cr_assert_eq(refusal("absent.pem", 0, &(struct factory_bundle){ 0 }), ERR_MISSING);
	factory_write("empty.pem", "nothing\n", 8);
	cr_assert_eq(refusal("empty.pem", 0, &(struct factory_bundle){ 0 }), ERR_MISSING);
}

Test(bundle, what_lies_behind_the_length_of_a_signature_is_not_read)
{
	struct update_bundle b;
	struct err e = { 0 };
	char huge[8200];
	memset(huge, 0xff, sizeof huge);
	factory_write("huge.raucb", huge, sizeof huge);
	cr_assert_not(reads("huge.raucb", "ours.pem", &b, &e));
	cr_assert_eq(e.code, ERR_FORMAT);
}

Test(manifest, versions_are_compared_by_their_numbers)
{
	cr_expect_lt(update_version_compare("0.9.0", "0.10.0"), 0);
	cr_expect_gt(update_version_compare("1.0", "0.99.99"), 0);
	cr_expect_eq(update_version_compare("1.0", "1.0.0"), 0);
	cr_expect_lt(update_version_compare("1", "1.0.1"), 0);
}
