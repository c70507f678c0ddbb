/* The C2SP test vectors for age (tests/seal/vectors/README says where they come from), each opened as a
 * buffer and as a stream in small pieces. What a vector says must be refused is refused for that reason, and
 * what was handed out before the refusal is what the vector says. */
#include <criterion/criterion.h>

#include <dirent.h>
#include <string.h>
#include <zlib.h>

#include "base/file.h"
#include "helpers/helpers.h"
#include "seal/pin.h"

#define FOLDER "tests/seal/vectors"

struct vector {
	char expect[32], payload[65];
	struct age_identity identities[4];
	int count;
	char passphrase[64]; /* "": the outcome hangs on X25519 keys only */
	struct buf text, file;
};

static void inflate_all(struct str packed, struct buf *out)
{
	z_stream z = { .next_in = (uint8_t *)(uintptr_t)packed.s, .avail_in = (unsigned)packed.n };
	char piece[1 << 16];
	int status;
	cr_assert_eq(inflateInit(&z), Z_OK);
	do {
		z.next_out = (uint8_t *)piece;
		z.avail_out = sizeof piece;
		status = inflate(&z, Z_NO_FLUSH);
		cr_assert(status == Z_OK || status == Z_STREAM_END);
		buf_add(out, piece, sizeof piece - z.avail_out);
	} while (status != Z_STREAM_END);
	inflateEnd(&z);
}

static void vector_read(struct vector *v, const char *path)
{
	struct err e = { 0 };
	*v = (struct vector){ 0 };
	cr_assert(file_read(path, 1 << 20, &v->text, &e), "%s: %s", path, e.text);
	struct str rest = { v->text.data, v->text.size }, line, key, value;
	bool packed = false;
	while (str_cut(rest, '\n', &line, &rest) && line.n) {
		cr_assert(str_cut(line, ':', &key, &value), "%s", path);
		value = str_trim(value);
		if (str_is(key, "expect"))
			memcpy(v->expect, value.s, value.n);
		else if (str_is(key, "payload"))
			memcpy(v->payload, value.s, value.n);
		else if (str_is(key, "compressed"))
			packed = str_is(value, "zlib");
		else if (str_is(key, "passphrase"))
			memcpy(v->passphrase, value.s, value.n);
		else if (str_is(key, "identity"))
			cr_assert(age_identity_parse(&v->identities[v->count++], value, &e), "%s: %s", path,
			          e.text);
	}
	if (packed)
		inflate_all(rest, &v->file);
	else
		buf_add(&v->file, rest.s, rest.n);
}

static void vector_free(struct vector *v)
{
	buf_free(&v->text);
	buf_free(&v->file);
}

static void check_payload(const struct vector *v, const struct buf *plain, const char *name)
{
	uint8_t hash[32];
	char hex[65];
	seal_sha256(plain->data ? plain->data : "", plain->size, hash);
	seal_hex(hash, 32, hex);
	cr_expect_str_eq(hex, v->payload, "%s: other bytes than expected were handed out (%zu)", name,
	                 plain->size);
}

/* Our codes are fewer than the vectors' words: a header that is cut counts as cut, and what does not begin as
 * armor does is not an age file. */
static bool as_expected(enum err_code code, const char *expect)
{
	static const struct {
		const char *expect;
		enum err_code code, or ;
	} table[] = {
		{ "success", ERR_NONE, ERR_NONE },
		{ "no match", ERR_KEY, ERR_KEY },
		{ "HMAC failure", ERR_SIGNATURE, ERR_SIGNATURE },
		{ "header failure", ERR_FORMAT, ERR_CORRUPT },
		{ "armor failure", ERR_FORMAT, ERR_FORMAT },
		{ "payload failure", ERR_CORRUPT, ERR_CORRUPT },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].expect, expect) == 0)
			return code == table[i].code || code == table[i].or ;
	return false;
}

static void check(const struct vector *v, const char *name)
{
	struct err e = { 0 };
	struct age_identity none;
	const struct age_identity *ids = v->identities;
	int count = v->count;
	if (count == 0) { /* for a passphrase, or refused before any key matters */
		age_identity_new(&none);
		ids = &none;
		count = 1;
	}
	struct buf plain = { 0 }, streamed = { 0 };
	age_open_buffer(ids, count, v->file.data, v->file.size, &plain, &e);
	if (v->passphrase[0])
		cr_expect_neq(e.code, ERR_NONE, "%s opened without its passphrase", name);
	else
		cr_expect(as_expected(e.code, v->expect), "%s: buffer: not %s but %d: %s", name, v->expect,
		          e.code, e.text);
	if (e.code == ERR_NONE)
		check_payload(v, &plain, name);
	else
		cr_expect_eq(plain.size, 0);

	struct err se = { 0 };
	struct pieces p = { { v->file.data, v->file.size }, v->file.size > 1 << 20 ? 65521 : 7 };
	age_open(ids, count, read_pieces, &p, write_buf, &streamed, &se);
	cr_expect_eq(se.code, e.code, "%s: stream: %s, but buffer: %s", name, se.text, e.text);
	if (v->payload[0] && !v->passphrase[0])
		check_payload(v, &streamed, name);
	else
		cr_expect_eq(streamed.size, 0, "%s: bytes handed out", name);
	buf_free(&plain);
	buf_free(&streamed);
}

/* The vectors for a passphrase, opened with the one that each names. */
static void check_passphrase(const struct vector *v, const char *name)
{
	struct err e = { 0 };
	struct buf plain = { 0 };
	age_open_passphrase(str_from(v->passphrase), v->file.data, v->file.size, &plain, &e);
	cr_expect(as_expected(e.code, v->expect), "%s: passphrase: not %s but %d: %s", name, v->expect, e.code, e.text);
	if (e.code == ERR_NONE) {
		cr_expect(age_wants_passphrase(v->file.data, v->file.size), "%s", name);
		check_payload(v, &plain, name);
	} else {
		cr_expect_eq(plain.size, 0);
	}
	buf_free(&plain);
}

Test(vectors, every_vector_has_its_outcome)
{
	start_seal();
	DIR *d = opendir(FOLDER);
	cr_assert_not_null(d);
	int seen = 0;
	for (struct dirent *entry; (entry = readdir(d));) {
		if (entry->d_name[0] == '.' || strcmp(entry->d_name, "README") == 0)
			continue;
		struct vector v;
		char path[512];
		cr_assert(file_join(path, sizeof path, FOLDER, entry->d_name));
		vector_read(&v, path);
		check(&v, entry->d_name);
		if (v.passphrase[0])
			check_passphrase(&v, entry->d_name);
		vector_free(&v);
		seen++;
	}
	closedir(d);
	cr_assert_geq(seen, 120, "vectors are missing: %d", seen);
}
