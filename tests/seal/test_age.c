/* Round trips, and every way of damaging a file. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "helpers/helpers.h"
#include "seal/age.h"

static struct age_identity ids[AGE_RECIPIENTS_MAX];
static struct age_recipient recipients[AGE_RECIPIENTS_MAX];

static void start(void)
{
	start_seal();
	for (int i = 0; i < AGE_RECIPIENTS_MAX; i++) {
		age_identity_new(&ids[i]);
		age_identity_recipient(&ids[i], &recipients[i]);
	}
}

static struct buf seal_buffer(const uint8_t *plain, size_t n, int count)
{
	struct buf out = { 0 };
	size_t room = age_sealed_size(n, count);
	uint8_t *sealed = malloc(room);
	cr_assert_eq(age_seal(sealed, plain, n, recipients, count), room);
	buf_add(&out, sealed, room);
	free(sealed);
	return out;
}

static void check_opens(const struct buf *sealed, const struct age_identity *id, const uint8_t *plain,
                        size_t n)
{
	struct err e = { 0 };
	struct buf whole = { 0 }, streamed = { 0 };
	buf_puts(&whole, "avant ");
	cr_assert(age_open_buffer(id, 1, sealed->data, sealed->size, &whole, &e), "%s", e.text);
	cr_assert_eq(whole.size, 6 + n);
	cr_assert_eq(memcmp(whole.data, "avant ", 6), 0);
	cr_assert_eq(memcmp(whole.data + 6, plain, n), 0);
	struct pieces p = { { sealed->data, sealed->size }, 4093 };
	cr_assert(age_open(id, 1, read_pieces, &p, write_buf, &streamed, &e), "%s", e.text);
	cr_assert_eq(streamed.size, n);
	cr_assert_eq(memcmp(streamed.data, plain, n), 0);
	buf_free(&whole);
	buf_free(&streamed);
}

Test(age, round_trips_around_every_edge_of_a_chunk, .init = start)
{
	static const size_t sizes[] = { 1, 63, 64, 65535, 65536, 65537, 131071, 131072, 131073, 3 * 65536 };
	static uint8_t plain[3 * 65536];
	fill_pattern(plain, sizeof plain);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct buf whole = seal_buffer(plain, sizes[i], 1);
		struct buf pieces = seal_pieces(plain, sizes[i], 65537, recipients, 1);
		cr_assert_eq(pieces.size, whole.size);
		check_opens(&whole, &ids[0], plain, sizes[i]);
		check_opens(&pieces, &ids[0], plain, sizes[i]);
		buf_free(&whole);
		buf_free(&pieces);
	}
}

Test(age, the_stream_takes_pieces_of_any_size, .init = start)
{
	static uint8_t plain[65536 + 100];
	static const size_t pieces[] = { 1, 7, 65535, 65536, sizeof plain };
	fill_pattern(plain, sizeof plain);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf sealed = seal_pieces(plain, sizeof plain, pieces[i], recipients, 2);
		check_opens(&sealed, &ids[1], plain, sizeof plain);
		buf_free(&sealed);
	}
}

Test(age, each_of_one_to_eight_recipients_opens_and_no_other, .init = start)
{
	static const uint8_t plain[64] = "un fait";
	for (int count = 1; count <= AGE_RECIPIENTS_MAX; count++) {
		struct buf sealed = seal_buffer(plain, sizeof plain, count);
		for (int i = 0; i < AGE_RECIPIENTS_MAX; i++) {
			struct err e = { 0 };
			struct buf back = { 0 };
			if (i < count) {
				check_opens(&sealed, &ids[i], plain, sizeof plain);
				continue;
			}
			cr_assert_not(age_open_buffer(&ids[i], 1, sealed.data, sealed.size, &back, &e));
			cr_assert_eq(e.code, ERR_KEY);
			cr_assert_null(back.data);
		}
		struct err e = { 0 };
		struct buf back = { 0 };
		cr_assert(age_open_buffer(ids, AGE_RECIPIENTS_MAX, sealed.data, sealed.size, &back, &e), "%s",
		          e.text);
		buf_free(&back);
		buf_free(&sealed);
	}
}

Test(age, no_two_files_are_alike, .init = start)
{
	static const uint8_t plain[64];
	struct buf a = seal_buffer(plain, sizeof plain, 1), b = seal_buffer(plain, sizeof plain, 1);
	cr_assert_neq(memcmp(a.data + 32, b.data + 32, 43), 0, "the ephemeral share repeats");
	cr_assert_neq(memcmp(a.data + a.size - 96, b.data + b.size - 96, 16), 0, "the nonce repeats");
	cr_assert_neq(memcmp(a.data + a.size - 80, b.data + b.size - 80, 80), 0, "the payload repeats");
	buf_free(&a);
	buf_free(&b);
}

/* The stream and the buffer must refuse alike; what is refused leaves nothing behind. */
static enum err_code refusal(const uint8_t *sealed, size_t n)
{
	struct err e = { 0 }, se = { 0 };
	struct buf whole = { 0 }, streamed = { 0 };
	bool opened = age_open_buffer(&ids[0], 1, sealed, n, &whole, &e);
	struct pieces p = { { (const char *)sealed, n }, 101 };
	bool streams = age_open(&ids[0], 1, read_pieces, &p, write_buf, &streamed, &se);
	cr_assert_eq(opened, streams, "%s / %s", e.text, se.text);
	cr_assert_eq(e.code, se.code, "%s / %s", e.text, se.text);
	cr_assert_eq(opened, e.code == ERR_NONE);
	if (!opened) {
		cr_assert_null(whole.data);
		cr_assert_eq(streamed.size, 0);
	}
	buf_free(&whole);
	buf_free(&streamed);
	return e.code;
}

static void every_bit(struct buf *sealed, size_t header)
{
	uint8_t *bytes = (uint8_t *)sealed->data;
	for (size_t bit = 0; bit < sealed->size * 8; bit++) {
		bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
		enum err_code code = refusal(bytes, sealed->size);
		cr_assert_neq(code, ERR_NONE, "bit %zu of byte %zu may be flipped", bit % 8, bit / 8);
		if (header && bit / 8 >= header)
			cr_assert_eq(code, ERR_CORRUPT, "byte %zu of the payload: %d", bit / 8, code);
		else if (header)
			cr_assert_neq(code, ERR_TOO_BIG);
		bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	cr_assert_eq(refusal(bytes, sealed->size), ERR_NONE);
}

Test(age, every_flipped_bit_is_refused, .init = start)
{
	static const uint8_t plain[10] = "dix octets";
	struct buf one = seal_buffer(plain, sizeof plain, 1), two = seal_buffer(plain, sizeof plain, 2);
	every_bit(&one, one.size - 16 - 26);
	every_bit(&two, two.size - 16 - 26); /* another's stanza is covered by the MAC too */
	buf_free(&one);
	buf_free(&two);
}

Test(age, an_altered_header_and_an_altered_payload_are_told_apart, .init = start)
{
	static const uint8_t plain[10] = "dix octets";
	struct buf two = seal_buffer(plain, sizeof plain, 2);
	uint8_t *bytes = (uint8_t *)two.data;
	uint8_t *letter = bytes + 22 + 98 + 12, before = *letter; /* in the share of the second recipient */
	*letter = before == 'A' ? 'B' : 'A';
	cr_assert_eq(refusal(bytes, two.size), ERR_SIGNATURE);
	*letter = before;
	bytes[two.size - 1] ^= 1;
	cr_assert_eq(refusal(bytes, two.size), ERR_CORRUPT);
	buf_free(&two);
}

Test(age, every_truncation_is_refused, .init = start)
{
	static uint8_t plain[65536];
	fill_pattern(plain, sizeof plain);
	struct buf small = seal_buffer(plain, 10, 1), chunk = seal_buffer(plain, sizeof plain, 1);
	for (size_t n = 0; n < small.size; n++) {
		enum err_code code = refusal((uint8_t *)small.data, n);
		cr_assert_eq(code, n < 22 ? ERR_FORMAT : ERR_CORRUPT, "%zu bytes: %d", n, code);
	}
	for (size_t n = chunk.size - 40; n < chunk.size; n++)
		cr_assert_eq(refusal((uint8_t *)chunk.data, n), ERR_CORRUPT);
	buf_free(&small);
	buf_free(&chunk);
}

Test(age, cut_at_a_chunks_edge_is_refused_and_the_chunks_before_were_authentic, .init = start)
{
	static uint8_t plain[2 * 65536 + 5];
	fill_pattern(plain, sizeof plain);
	struct buf sealed = seal_buffer(plain, sizeof plain, 1);
	size_t edge = sealed.size - (5 + 16), sizes[] = { edge, edge - 65552 };
	for (int i = 0; i < 2; i++) {
		struct err e = { 0 };
		struct buf out = { 0 };
		struct pieces p = { { sealed.data, sizes[i] }, 65536 };
		cr_assert_not(age_open(&ids[0], 1, read_pieces, &p, write_buf, &out, &e));
		cr_assert_eq(e.code, ERR_CORRUPT);
		cr_assert_eq(out.size, (size_t)(2 - i) * 65536);
		cr_assert_eq(memcmp(out.data, plain, out.size), 0);
		buf_free(&out);
	}
	buf_free(&sealed);
}

Test(age, appended_bytes_are_refused, .init = start)
{
	static uint8_t plain[65536];
	fill_pattern(plain, sizeof plain);
	static const size_t sizes[] = { 1, 65519, 65520, 65535, 65536 };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct buf sealed = seal_buffer(plain, sizes[i], 1);
		for (int more = 1; more <= 17; more++) {
			struct err e = { 0 };
			struct buf out = { 0 };
			buf_add(&sealed, "", 1);
			cr_assert_not(age_open_buffer(&ids[0], 1, sealed.data, sealed.size, &out, &e));
			cr_assert_eq(e.code, ERR_CORRUPT);
		}
		buf_free(&sealed);
	}
}

Test(age, chunks_cannot_be_swapped_or_dropped, .init = start)
{
	static uint8_t plain[3 * 65536], other[65552];
	fill_pattern(plain, sizeof plain);
	struct buf sealed = seal_buffer(plain, sizeof plain, 1), out = { 0 };
	char *first = sealed.data + sealed.size - 3 * sizeof other, *second = first + sizeof other;
	struct err e = { 0 };
	memcpy(other, first, sizeof other);
	memmove(first, second, 2 * sizeof other);
	cr_assert_not(age_open_buffer(&ids[0], 1, sealed.data, sealed.size - sizeof other, &out, &e),
	              "dropped");
	memmove(second, first, sizeof other);
	memcpy(first, second, sizeof other);
	memcpy(second, other, sizeof other);
	cr_assert_not(age_open_buffer(&ids[0], 1, sealed.data, sealed.size, &out, &e), "swapped");
	buf_free(&sealed);
}

static bool stop_writing(void *context, const void *bytes, size_t n, struct err *e)
{
	int *left = context;
	(void)bytes;
	(void)n;
	return (*left)-- > 0 || err_set(e, ERR_FULL, "plein");
}

Test(age, a_writer_that_fails_is_not_ended, .init = start)
{
	static uint8_t plain[3 * 65536];
	for (int writes = 0; writes < 4; writes++) {
		struct err e = { 0 };
		int left = writes;
		struct age_writer *w = age_writer_open(recipients, 1, stop_writing, &left, &e);
		if (w) {
			age_writer_add(w, plain, sizeof plain, NULL); /* the error not looked at */
			int before = left;
			cr_assert_not(age_writer_close(w, &e));
			cr_assert(before == 0 ? left == -1 : left == before,
			          "something was written after a failure");
		}
		cr_assert_lt(left, 0);
	}
}

Test(age, nothing_is_not_sealed, .init = start)
{
	struct err e = { 0 };
	struct buf out = { 0 };
	struct age_writer *w = age_writer_open(recipients, 1, write_buf, &out, &e);
	cr_assert_not(age_writer_close(w, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	buf_free(&out);
}

static bool broken_stick(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	struct pieces *p = context;
	if (p->left.n == 0)
		return err_set(e, ERR_IO, "la clé ne répond plus");
	return read_pieces(context, bytes, room, n, e);
}

Test(age, an_error_of_reading_or_writing_is_handed_on, .init = start)
{
	static uint8_t plain[65537];
	struct buf sealed = seal_buffer(plain, sizeof plain, 1), out = { 0 };
	static const size_t cuts[] = { 0, 10, 200, 65000, 65700 };
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		struct err e = { 0 };
		struct pieces p = { { sealed.data, cuts[i] }, 1000 };
		cr_assert_not(age_open(&ids[0], 1, broken_stick, &p, write_buf, &out, &e));
		cr_assert_eq(e.code, ERR_IO, "cut at %zu: %s", cuts[i], e.text);
	}
	struct err e = { 0 };
	int left = 0;
	struct pieces p = { { sealed.data, sealed.size }, 100000 };
	cr_assert_not(age_open(&ids[0], 1, read_pieces, &p, stop_writing, &left, &e));
	cr_assert_eq(e.code, ERR_FULL);
	buf_free(&sealed);
	buf_free(&out);
}

/* Armor: what `age -a` writes is the vectors' and age.sh's business; here, that no damage passes. */
Test(age, every_flipped_bit_of_an_armored_file_is_refused, .init = start)
{
	static const uint8_t plain[10] = "dix octets";
	struct buf raw = seal_buffer(plain, sizeof plain, 1), armored = { 0 };
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	buf_puts(&armored, "-----BEGIN AGE ENCRYPTED FILE-----\n");
	cr_assert_eq(raw.size % 48, 18); /* the last line is full groups: no "=" to complicate this */
	for (size_t i = 0; i < raw.size; i += 3) {
		const uint8_t *b = (const uint8_t *)raw.data + i;
		uint32_t group = (uint32_t)(b[0] << 16 | b[1] << 8 | b[2]);
		for (int shift = 18; shift >= 0; shift -= 6)
			buf_add(&armored, &digits[group >> shift & 63], 1);
		if ((i + 3) % 48 == 0 || i + 3 == raw.size)
			buf_puts(&armored, "\n");
	}
	buf_puts(&armored, "-----END AGE ENCRYPTED FILE-----\n");
	every_bit(&armored, 0);
	const char *first = strchr(armored.data, '\n');
	struct buf longer = { 0 };
	buf_add(&longer, armored.data, (size_t)(first - armored.data));
	buf_puts(&longer, " ");
	buf_puts(&longer, first);
	cr_assert_eq(refusal((uint8_t *)longer.data, longer.size), ERR_FORMAT,
	             "something behind the first line's mark");
	buf_free(&longer);
	for (size_t n = 0; n + 1 < armored.size; n++)
		cr_assert_neq(refusal((uint8_t *)armored.data, n), ERR_NONE, "cut at %zu", n);
	buf_free(&raw);
	buf_free(&armored);
}
