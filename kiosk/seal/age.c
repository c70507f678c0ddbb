/* Sealing and opening a whole buffer: the same parts as the stream, without its copies. */
#include <assert.h>
#include <string.h>

#include "seal/age_parts.h"

size_t age_sealed_size(size_t n, int recipients)
{
	size_t chunks = n ? (n + AGE_CHUNK - 1) / AGE_CHUNK : 1;
	return age_header_size(recipients) + AGE_NONCE + n + chunks * AGE_TAG;
}

uint8_t *age_payload_seal(uint8_t *p, struct age_secrets *s, const void *plain, size_t n)
{
	const uint8_t *from = plain;
	randombytes_buf(p, AGE_NONCE);
	age_payload_key(s, p);
	p += AGE_NONCE;
	for (uint64_t counter = 0; n; counter++) {
		size_t piece = n < AGE_CHUNK ? n : AGE_CHUNK;
		n -= piece;
		age_chunk_seal(s, p, from, piece, counter, n == 0);
		from += piece;
		p += piece + AGE_TAG;
	}
	return p;
}

size_t age_seal(uint8_t *out, const void *plain, size_t n, const struct age_recipient *recipients, int count)
{
	assert(n > 0);
	struct age_secrets *s = age_scratch();
	uint8_t *p = age_payload_seal(out + age_header_write(out, s, recipients, count), s, plain, n);
	seal_wipe(s, sizeof *s);
	return (size_t)(p - out);
}

/* The header of a whole file: its keys, and what is left of the file. */
static bool open_header(struct age_secrets *s, struct str *sealed, const struct age_unlock *unlock,
                        struct err *e)
{
	struct age_header h;
	if (!age_header_read(&h, *sealed, true, e) || !age_header_open(&h, *sealed, s, unlock, e))
		return false;
	if (sealed->n < h.size + AGE_NONCE + AGE_TAG)
		return err_set(e, ERR_CORRUPT, "Le fichier chiffré est coupé : recopiez-le en entier.");
	age_payload_key(s, (const uint8_t *)sealed->s + h.size);
	sealed->s += h.size + AGE_NONCE;
	sealed->n -= h.size + AGE_NONCE;
	return true;
}

static size_t plain_size(size_t payload)
{
	return payload - (payload + AGE_SEALED_CHUNK - 1) / AGE_SEALED_CHUNK * AGE_TAG;
}

static bool open_chunks(const struct age_secrets *s, uint8_t *out, struct str sealed, struct err *e)
{
	for (uint64_t counter = 0;; counter++) {
		bool last = sealed.n <= AGE_SEALED_CHUNK;
		size_t piece = last ? sealed.n : AGE_SEALED_CHUNK;
		if (age_chunk_open(s, out, (struct str){ sealed.s, piece }, counter, last, e) !=
		    AGE_CHUNK_GOOD)
			return false;
		if (last)
			return true;
		out += piece - AGE_TAG;
		sealed.s += piece;
		sealed.n -= piece;
	}
}

bool age_open_exact(const struct age_identity *identities, int count, struct str sealed, uint8_t *out,
                    size_t n, struct err *e)
{
	struct age_secrets *s = age_scratch();
	bool good = open_header(s, &sealed, &(struct age_unlock){ identities, count, { 0 } }, e);
	if (good && (sealed.n > AGE_SEALED_CHUNK || plain_size(sealed.n) != n))
		good = err_set(e, ERR_FORMAT, "Le contenu déchiffré n'a pas la taille attendue (%zu octets).",
		               n);
	good = good && open_chunks(s, out, sealed, e);
	seal_wipe(s, sizeof *s);
	return good;
}

static bool open_raw(const struct age_unlock *unlock, struct str sealed, struct buf *out, struct err *e)
{
	struct age_secrets *s = age_scratch();
	bool good = open_header(s, &sealed, unlock, e);
	if (good) {
		/* Make room with ciphertext, then open over it: growing never leaves a copy of plaintext
		 * behind. */
		size_t before = out->size, size = plain_size(sealed.n);
		bool fresh = !out->data;
		buf_add(out, sealed.s, size);
		good = open_chunks(s, (uint8_t *)out->data + before, sealed, e);
		if (!good) {
			seal_wipe(out->data + before, size);
			out->size = before;
			if (fresh)
				buf_free(out);
		}
	}
	seal_wipe(s, sizeof *s);
	return good;
}

static bool read_slice(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	struct str *left = context;
	(void)e;
	*n = left->n < room ? left->n : room;
	memcpy(bytes, left->s, *n);
	left->s += *n;
	left->n -= *n;
	return true;
}

/* The bytes inside the armor. */
static bool unarmor(struct str file, struct buf *raw, struct err *e)
{
	struct age_source source = { .read = read_slice, .context = &file };
	for (;;) {
		uint8_t bytes[1024];
		size_t got;
		if (!age_source_read(&source, bytes, sizeof bytes, &got, e))
			return false;
		if (got == 0)
			return true;
		buf_add(raw, bytes, got);
	}
}

bool age_open_unlocked(const struct age_unlock *unlock, const void *sealed, size_t n, struct buf *out,
                       struct err *e)
{
	struct str file = { sealed, n };
	if (!age_is_armored(file))
		return open_raw(unlock, file, out, e);
	struct buf raw = { 0 };
	bool good = unarmor(file, &raw, e) && open_raw(unlock, (struct str){ raw.data, raw.size }, out, e);
	buf_free(&raw);
	return good;
}

bool age_open_buffer(const struct age_identity *identities, int count, const void *sealed, size_t n,
                     struct buf *out, struct err *e)
{
	return age_open_unlocked(&(struct age_unlock){ identities, count, { 0 } }, sealed, n, out, e);
}

bool age_wants_passphrase(const void *sealed, size_t n)
{
	struct str file = { sealed, n };
	struct buf raw = { 0 };
	struct age_header h;
	if (age_is_armored(file) && unarmor(file, &raw, NULL))
		file = (struct str){ raw.data, raw.size };
	bool yes = age_header_read(&h, file, true, NULL) && h.passphrase;
	buf_free(&raw);
	return yes;
}
