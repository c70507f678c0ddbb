/* Headers made by hand: each rule of C2SP age.md that the vectors do not try, and the places that errors
 * name. */
#include <criterion/criterion.h>

#include <string.h>

#include "helpers/helpers.h"
#include "seal/age_parts.h"

#define V1    "age-encryption.org/v1\n"
#define SHARE "TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc"
#define BODY  "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U"
#define OURS  "-> X25519 " SHARE "\n" BODY "\n"
#define END   "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
#define L64   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct err read_text(const char *text, struct age_header *h)
{
	struct err e = { 0 };
	cr_expect_eq(age_header_read(h, str_from(text), true, &e), e.code == ERR_NONE);
	return e;
}

static void accepted(const char *text)
{
	struct age_header h;
	struct err e = read_text(text, &h);
	cr_expect_eq(e.code, ERR_NONE, "%s\n%d:%d %s", text, e.line, e.column, e.text);
	cr_expect_eq(h.size, strlen(text));
}

static void refused(const char *text, enum err_code code, int line, int column)
{
	struct age_header h;
	struct err e = read_text(text, &h);
	cr_expect_eq(e.code, code, "%s\n%d: %s", text, e.code, e.text);
	cr_expect_eq(e.line, line, "%s\nline %d: %s", text, e.line, e.text);
	cr_expect_eq(e.column, column, "%s\ncolumn %d: %s", text, e.column, e.text);
}

Test(header, what_the_grammar_allows, .init = start_seal)
{
	accepted(V1 OURS END);
	accepted(V1 OURS OURS OURS END);
	accepted(V1 "-> exemple.fr/essai !~ \"#\n\n" END); /* unknown, empty body */
	accepted(V1 "-> g\n" L64 "\nAAAA\n" OURS END);     /* grease before */
	accepted(V1 OURS "-> g A B C D E F G\n" L64 "\n" L64
	                 "\n\n" END); /* grease behind, body of full lines */
	accepted(V1 "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" BODY "\n" END);
	accepted(V1 "-> x25519 nonsense\n\n" END); /* another name: not ours to judge */
}

Test(header, version_lines, .init = start_seal)
{
	refused("", ERR_FORMAT, 1, 1);
	refused("age-encryption.org/v", ERR_FORMAT, 1, 20);
	refused("age-encryption.org/v2\n" OURS END, ERR_FORMAT, 1, 20);
	refused("age-encryption.org/v1", ERR_FORMAT, 1, 1);
	refused("age-encryption.org/v1\r\n" OURS END, ERR_FORMAT, 1, 1);
	refused("age-encryption.org/v1 \n" OURS END, ERR_FORMAT, 1, 1);
	refused("\n" V1 OURS END, ERR_FORMAT, 1, 1);
	refused("%PDF-1.7\n", ERR_FORMAT, 1, 1);
}

Test(header, stanza_lines, .init = start_seal)
{
	refused(V1 END, ERR_FORMAT, 2, 1);
	refused(V1 "->\n\n" END, ERR_FORMAT, 2, 1);
	refused(V1 "-> \n\n" END, ERR_FORMAT, 2, 4);
	refused(V1 "->  a\n\n" END, ERR_FORMAT, 2, 4);
	refused(V1 "-> a  b\n\n" END, ERR_FORMAT, 2, 6);
	refused(V1 "-> a \n\n" END, ERR_FORMAT, 2, 6);
	refused(V1 "-> a\tb\n\n" END, ERR_FORMAT, 2, 5);
	refused(V1 "-> \xC3\xA9\n\n" END, ERR_FORMAT, 2, 4);
	refused(V1 "-> a\r\n\n" END, ERR_FORMAT, 2, 5);
	refused(V1 "-> a\n" END, ERR_FORMAT, 3, 1);          /* no body at all */
	refused(V1 "-> a\n" L64 "\n" END, ERR_FORMAT, 4, 1); /* no final short line */
	refused(V1 "-> a\n" L64 "A\n" END, ERR_FORMAT, 3, 65);
	refused(V1 "-> a\nAAAA\nAAAA\n" END, ERR_FORMAT, 4, 1); /* two short lines */
	refused(V1 "-> a\nAAA=\n" END, ERR_FORMAT, 3, 1);
	refused(V1 "-> a\nA\n" END, ERR_FORMAT, 3, 1);
	refused(V1 "-> a\nAB\n" END, ERR_FORMAT, 3, 1); /* trailing bits */
	refused(V1 "-> a\nAA A\n" END, ERR_FORMAT, 3, 1);
	refused(V1 "-> a\nAA-_\n" END, ERR_FORMAT, 3, 1);
	refused(V1 OURS "\n" END, ERR_FORMAT, 4, 1);
	refused(V1 "-> a\n", ERR_CORRUPT, 3, 1);
	refused(V1 "-> a\nAAAA", ERR_CORRUPT, 3, 1);
}

Test(header, x25519_stanzas, .init = start_seal)
{
	refused(V1 "-> X25519\n" BODY "\n" END, ERR_FORMAT, 2, 1);
	refused(V1 "-> X25519 " SHARE " x\n" BODY "\n" END, ERR_FORMAT, 2, 1);
	refused(V1 "-> X25519 " SHARE "A\n" BODY "\n" END, ERR_FORMAT, 2, 11);
	refused(V1 "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOC\n" BODY "\n" END, ERR_FORMAT, 2, 11);
	refused(V1 "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCd\n" BODY "\n" END, ERR_FORMAT, 2,
	        11);
	refused(V1 "-> X25519 " SHARE "=\n" BODY "\n" END, ERR_FORMAT, 2, 11);
	refused(V1 "-> X25519 " SHARE "\n\n" END, ERR_FORMAT, 3, 1);
	refused(V1 "-> X25519 " SHARE "\n" BODY "AA\n" END, ERR_FORMAT, 3, 1);
	refused(V1 "-> X25519 " SHARE "\n" L64 "\n" END, ERR_FORMAT, 4, 1);
	/* A bad one is refused even behind a good one, which would have opened. */
	refused(V1 OURS "-> X25519 " SHARE "\nAAAA\n" END, ERR_FORMAT, 5, 1);
}

Test(header, scrypt_stands_alone, .init = start_seal)
{
	refused(V1 "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" BODY "\n" OURS END, ERR_FORMAT, 6, 1);
	refused(V1 OURS "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" BODY "\n" END, ERR_FORMAT, 6, 1);
	refused(V1 "-> scrypt a 1\n\n-> scrypt a 1\n\n" END, ERR_FORMAT, 6, 1);
	refused(V1 "-> scrypt a 1\n\n-> g\n\n" END, ERR_FORMAT, 6, 1);
}

Test(header, the_final_line, .init = start_seal)
{
	refused(V1 OURS "---\n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "--- \n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "---AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "---  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA \n", ERR_FORMAT, 4, 4);
	refused(V1 OURS "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ERR_CORRUPT, 4, 1);
	refused(V1 OURS, ERR_CORRUPT, 4, 1);
}

/* 64 KiB of header at most: memory, and at most 668 scalar multiplications for a stranger's file. */
Test(header, is_bounded, .init = start_seal)
{
	struct buf text = { 0 };
	struct age_header h;
	struct err e = { 0 };
	buf_puts(&text, V1);
	while (text.size + strlen(OURS) + strlen(END) <= AGE_HEADER_MAX)
		buf_puts(&text, OURS);
	size_t without_end = text.size;
	buf_puts(&text, END);
	cr_assert(age_header_read(&h, (struct str){ text.data, text.size }, true, &e), "%s", e.text);
	text.size = without_end;
	buf_puts(&text, OURS);
	buf_puts(&text, OURS);
	buf_puts(&text, END);
	cr_assert_not(age_header_read(&h, (struct str){ text.data, text.size }, true, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	struct age_identity id;
	struct buf out = { 0 };
	age_identity_new(&id);
	struct pieces p = { { text.data, text.size }, 1000 };
	e = (struct err){ 0 };
	cr_assert_not(age_open(&id, 1, read_pieces, &p, write_buf, &out, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	buf_free(&text);
}

Test(header, a_share_of_low_order_is_refused_not_skipped, .init = start_seal)
{
	struct age_identity id;
	struct buf out = { 0 };
	struct err e = { 0 };
	static const char text[] = V1 "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" BODY "\n" END
	                              "0123456789abcdef0123456789abcdef";
	age_identity_new(&id);
	cr_assert_not(age_open_buffer(&id, 1, text, sizeof text - 1, &out, &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert(strstr(e.text, "ordre faible"));
}

Test(header, what_is_written_is_what_is_read, .init = start_seal)
{
	struct age_secrets *s = seal_secret_alloc(sizeof *s), *t = seal_secret_alloc(sizeof *t);
	struct age_identity id[3];
	struct age_recipient r[3];
	uint8_t bytes[1024];
	struct err e = { 0 };
	for (int i = 0; i < 3; i++) {
		age_identity_new(&id[i]);
		age_identity_recipient(&id[i], &r[i]);
	}
	size_t n = age_header_write(bytes, t, r, 3);
	cr_assert_eq(age_header_write(bytes, s, r, 3), n);
	cr_assert_neq(memcmp(s->file_key, t->file_key, AGE_FILE_KEY), 0, "a file key repeats");
	cr_assert_eq(n, age_header_size(3));
	struct age_header h;
	struct str text = { (char *)bytes, n };
	cr_assert(age_header_read(&h, text, true, &e), "%s", e.text);
	cr_assert_eq(h.size, n);
	cr_assert_eq(h.mac_line, 8);
	for (int i = 0; i < 3; i++) {
		memset(t, 0, sizeof *t);
		cr_assert(age_header_open(&h, text, t, &(struct age_unlock){ &id[i], 1, { 0 } }, &e), "%s", e.text);
		cr_assert_eq(memcmp(s->file_key, t->file_key, AGE_FILE_KEY), 0);
	}
	seal_secret_free(s);
	seal_secret_free(t);
}
