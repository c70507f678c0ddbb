/* The writer has no choice left, and the reader takes nothing else. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/tar.h"

static const char *const names[] = { "one.txt", "two.bin" };

static void make(struct buf *out)
{
	tar_add(out, names[0], STR("hello\n"));
	tar_add(out, names[1], (struct str){ "\0\1\2", 3 });
	tar_end(out, 0);
}

static enum tar_result split(const struct buf *b, struct str contents[2])
{
	return tar_split((struct str){ b->data, b->size }, names, 2, contents);
}

Test(tar, what_is_written_is_read_back)
{
	struct buf b = { 0 };
	struct str contents[2];
	make(&b);
	cr_assert_eq(split(&b, contents), TAR_OK);
	cr_assert(str_is(contents[0], "hello\n"));
	cr_assert(str_eq(contents[1], (struct str){ "\0\1\2", 3 }));
	buf_free(&b);
}

Test(tar, sizes_are_64_kib_times_a_power_of_two)
{
	cr_assert_eq(tar_padded_size(0), 65536u);
	cr_assert_eq(tar_padded_size(65536 - 1024), 65536u);
	cr_assert_eq(tar_padded_size(65536 - 1023), 131072u);
	cr_assert_eq(tar_padded_size(5 * 1024 * 1024), 8u * 1024 * 1024);
}

Test(tar, an_empty_file_is_a_file)
{
	struct buf b = { 0 };
	struct str contents[2];
	tar_add(&b, names[0], STR(""));
	tar_add(&b, names[1], STR(""));
	tar_end(&b, 0);
	cr_assert_eq(split(&b, contents), TAR_OK);
	cr_assert_eq(contents[0].n + contents[1].n, 0u);
	buf_free(&b);
}

/* Every single byte of the archive matters: flip each one in turn, nothing is accepted with other content. */
Test(tar, no_flipped_byte_outside_the_contents_is_accepted)
{
	struct buf b = { 0 };
	struct str contents[2];
	make(&b);
	for (size_t i = 0; i < b.size; i++) {
		bool content = (i >= 512 && i < 518) || (i >= 1536 && i < 1539);
		if (content || (i > 3000 && i % 61))
			continue;
		b.data[i] ^= 0x20;
		cr_assert_neq(split(&b, contents), TAR_OK, "byte %zu", i);
		b.data[i] ^= 0x20;
	}
	buf_free(&b);
}

Test(tar, every_truncation_is_refused)
{
	struct buf b = { 0 };
	struct str contents[2];
	make(&b);
	size_t whole = b.size;
	for (b.size = 0; b.size < whole; b.size += 509) {
		/* A copy of exactly that size, so that the sanitizer sees a read past it. */
		struct buf cut = { 0 };
		buf_add(&cut, b.data, b.size);
		cr_assert_eq(split(&cut, contents), TAR_TRUNCATED, "%zu bytes", b.size);
		buf_free(&cut);
	}
	buf_free(&b);
}

Test(tar, a_size_that_points_past_the_end_is_truncated)
{
	struct buf b = { 0 };
	struct str contents[2];
	tar_add(&b, names[0], STR("hello\n"));
	/* A header that is right in itself, of a file that is not there. */
	struct buf huge = { 0 };
	char *zeros = calloc(1, 100000);
	tar_add(&huge, names[1], (struct str){ zeros, 100000 });
	buf_add(&b, huge.data, TAR_BLOCK);
	cr_assert_eq(split(&b, contents), TAR_TRUNCATED);
	free(zeros);
	buf_free(&huge);
	buf_free(&b);
}

Test(tar, other_names_links_folders_and_orders_are_unexpected)
{
	static const char *const bad[] = { "../one.txt", "/one.txt", "one.txt/", "two.bin", "ONE.TXT", "" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buf b = { 0 };
		struct str contents[2];
		tar_add(&b, bad[i], STR("hello\n"));
		tar_add(&b, names[1], STR("x"));
		tar_end(&b, 0);
		cr_assert_eq(split(&b, contents), TAR_UNEXPECTED, "%s", bad[i]);
		buf_free(&b);
	}
}

Test(tar, a_symbolic_link_with_a_right_checksum_is_unexpected)
{
	struct buf b = { 0 };
	struct str contents[2];
	make(&b);
	b.data[156] = '2'; /* type: from '0', so the sum grows by two */
	unsigned sum = (unsigned)strtoul(b.data + 148, NULL, 8) + 2;
	snprintf(b.data + 148, 8, "%06o", sum);
	cr_assert_eq(split(&b, contents), TAR_UNEXPECTED);
	buf_free(&b);
}

Test(tar, a_second_archive_behind_the_first_is_unexpected)
{
	struct buf b = { 0 };
	struct str contents[2];
	make(&b);
	make(&b);
	cr_assert_eq(split(&b, contents), TAR_UNEXPECTED);
	buf_free(&b);
}

Test(tar, more_zeros_than_needed_are_unexpected)
{
	struct buf b = { 0 };
	struct str contents[2];
	make(&b);
	size_t n = b.size;
	char *zeros = calloc(1, n);
	buf_add(&b, zeros, n);
	cr_assert_eq(split(&b, contents), TAR_UNEXPECTED);
	free(zeros);
	buf_free(&b);
}
