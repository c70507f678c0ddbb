/* Files that a passphrase opens. The real age on the other side: age.sh; what must be refused: the vectors. */
#include <criterion/criterion.h>

#include <string.h>

#include "helpers/helpers.h"
#include "seal/age.h"

enum { QUICK = 2 }; /* the cost is no matter here */

static struct buf lock(const char *words, const void *plain, size_t n)
{
	struct buf out = { 0 };
	cr_assert(age_seal_passphrase(&out, plain, n, str_from(words), QUICK, NULL));
	return out;
}

Test(passphrase, opens_with_its_words_and_with_no_others, .init = start_seal)
{
	static const char *const others[] = { "", "abricot", "abricot orang", "abricot orange ",
		                              "Abricot orange" };
	struct buf file = lock("abricot orange", "secret\n", 7), out = { 0 };
	cr_assert(age_open_passphrase(STR("abricot orange"), file.data, file.size, &out, NULL));
	cr_assert_eq(out.size, 7);
	cr_assert_arr_eq(out.data, "secret\n", 7);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct err e = { 0 };
		cr_assert_not(age_open_passphrase(str_from(others[i]), file.data, file.size, &out, &e));
		cr_assert_eq(e.code, ERR_KEY);
		cr_assert_eq(out.size, 7);
	}
	buf_free(&file);
	buf_free(&out);
}

Test(passphrase, is_asked_for_only_where_one_helps, .init = start_seal)
{
	struct age_identity id;
	struct age_recipient r;
	uint8_t sealed[512];
	age_identity_new(&id);
	age_identity_recipient(&id, &r);
	size_t n = age_seal(sealed, "x", 1, &r, 1);
	struct buf file = lock("mots", "x", 1), out = { 0 };
	struct err e = { 0 };
	cr_assert(age_wants_passphrase(file.data, file.size));
	cr_assert_not(age_wants_passphrase(sealed, n));
	cr_assert_not(age_wants_passphrase("AGE-SECRET-KEY-1", 16));
	cr_assert_not(age_wants_passphrase("", 0));
	cr_assert_not(age_open_passphrase(STR("mots"), sealed, n, &out, &e));
	cr_assert_eq(e.code, ERR_KEY);
	e = (struct err){ 0 };
	cr_assert_not(age_open_buffer(&id, 1, file.data, file.size, &out, &e));
	cr_assert_eq(e.code, ERR_KEY);
	buf_free(&file);
}

Test(passphrase, one_file_never_looks_like_the_next, .init = start_seal)
{
	struct buf a = lock("mots", "secret", 6), b = lock("mots", "secret", 6);
	cr_assert_eq(a.size, b.size);
	size_t same = 0;
	for (size_t i = 60; i < a.size; i++)
		same += a.data[i] == b.data[i];
	cr_assert_lt(same, a.size / 4);
	buf_free(&a);
	buf_free(&b);
}

Test(passphrase, a_changed_byte_anywhere_is_found, .init = start_seal)
{
	struct buf file = lock("mots", "secret", 6), out = { 0 };
	for (size_t i = 0; i < file.size; i++) {
		file.data[i] ^= 1;
		cr_assert_not(age_open_passphrase(STR("mots"), file.data, file.size, &out, NULL), "byte %zu",
		              i);
		file.data[i] ^= 1;
	}
	cr_assert(age_open_passphrase(STR("mots"), file.data, file.size, &out, NULL));
	buf_free(&file);
	buf_free(&out);
}
