/* Sealing and opening as a stream, one chunk in memory at a time. */
#include <assert.h>
#include <string.h>

#include "seal/age_parts.h"

struct age_writer {
	struct age_secrets secrets;
	age_write_fn *write;
	void *context;
	uint64_t counter;
	size_t have;
	bool failed; /* a write failed: never end this file as if it were whole */
	uint8_t chunk[AGE_SEALED_CHUNK];
};

struct age_writer *age_writer_open(const struct age_recipient *recipients, int count, age_write_fn *write,
                                   void *context, struct err *e)
{
	assert(count >= 1 && count <= AGE_RECIPIENTS_MAX);
	struct age_writer *w = seal_secret_alloc(sizeof *w);
	w->write = write;
	w->context = context;
	size_t n = age_header_write(w->chunk, &w->secrets, recipients, count);
	uint8_t *nonce = w->chunk + n;
	randombytes_buf(nonce, AGE_NONCE);
	age_payload_key(&w->secrets, nonce);
	if (write(context, w->chunk, n + AGE_NONCE, e))
		return w;
	seal_secret_free(w);
	return NULL;
}

static bool put_chunk(struct age_writer *w, const void *plain, size_t n, bool final, struct err *e)
{
	age_chunk_seal(&w->secrets, w->chunk, plain, n, w->counter++, final);
	w->have = 0;
	w->failed = !w->write(w->context, w->chunk, n + AGE_TAG, e);
	return !w->failed;
}

bool age_writer_add(struct age_writer *w, const void *plain, size_t n, struct err *e)
{
	for (const uint8_t *from = plain; n;) {
		/* A full chunk waits for the byte after it: only then is it known not to be the final one. */
		if (w->have == AGE_CHUNK && !put_chunk(w, w->chunk, AGE_CHUNK, false, e))
			return false;
		if (w->have == 0 && n > AGE_CHUNK) { /* known already: no need to copy it first */
			if (!put_chunk(w, from, AGE_CHUNK, false, e))
				return false;
			from += AGE_CHUNK;
			n -= AGE_CHUNK;
			continue;
		}
		size_t piece = AGE_CHUNK - w->have < n ? AGE_CHUNK - w->have : n;
		memcpy(w->chunk + w->have, from, piece);
		w->have += piece;
		from += piece;
		n -= piece;
	}
	return true;
}

bool age_writer_close(struct age_writer *w, struct err *e)
{
	bool done = !w->failed && !(e && e->code);
	if (done && w->counter == 0 && w->have == 0)
		done = err_set(e, ERR_REFUSED, "Il n'y a rien à chiffrer : le contenu est vide.");
	done = done && put_chunk(w, w->chunk, w->have, true, e);
	seal_secret_free(w);
	return done;
}

/* ---- opening ------------------------------------------------------------------------------------------- */

struct opener {
	struct age_secrets secrets;
	struct age_source source;
	size_t have;
	bool at_end;
	uint8_t bytes[AGE_SEALED_CHUNK + 1]; /* one byte ahead tells whether a full chunk is the last */
	uint8_t plain[AGE_CHUNK];
};

static bool fill(struct opener *o, struct err *e)
{
	while (o->have < sizeof o->bytes && !o->at_end) {
		size_t n = 0;
		if (!age_source_read(&o->source, o->bytes + o->have, sizeof o->bytes - o->have, &n, e))
			return false;
		assert(n <= sizeof o->bytes - o->have);
		o->have += n;
		o->at_end = n == 0;
	}
	return true;
}

static void drop(struct opener *o, size_t n)
{
	o->have -= n;
	memmove(o->bytes, o->bytes + n, o->have);
}

static bool open_header(struct opener *o, const struct age_identity *identities, int count, struct err *e)
{
	struct age_header h;
	if (!fill(o, e))
		return false;
	struct str start = { (const char *)o->bytes, o->have };
	if (!age_header_read(&h, start, o->at_end, e) ||
	    !age_header_open(&h, start, &o->secrets, &(struct age_unlock){ identities, count, { 0 } }, e))
		return false;
	drop(o, h.size);
	if (!fill(o, e))
		return false;
	if (o->have < AGE_NONCE)
		return err_set(e, ERR_CORRUPT, "Le fichier chiffré est coupé : recopiez-le en entier.");
	age_payload_key(&o->secrets, o->bytes);
	drop(o, AGE_NONCE);
	return true;
}

static bool open_payload(struct opener *o, age_write_fn *write, void *context, struct err *e)
{
	for (uint64_t counter = 0;; counter++) {
		if (!fill(o, e))
			return false;
		bool last = o->have <= AGE_SEALED_CHUNK;
		size_t n = last ? o->have : AGE_SEALED_CHUNK;
		struct str sealed = { (const char *)o->bytes, n };
		enum age_chunk chunk = age_chunk_open(&o->secrets, o->plain, sealed, counter, last, e);
		if (chunk == AGE_CHUNK_BAD || (n > AGE_TAG && !write(context, o->plain, n - AGE_TAG, e)))
			return false;
		if (last || chunk == AGE_CHUNK_MISPLACED)
			return chunk == AGE_CHUNK_GOOD;
		drop(o, n);
	}
}

bool age_open(const struct age_identity *identities, int count, age_read_fn *read, void *read_context,
              age_write_fn *write, void *write_context, struct err *e)
{
	struct opener *o = seal_secret_alloc(sizeof *o);
	o->source.read = read;
	o->source.context = read_context;
	bool opened = open_header(o, identities, count, e) && open_payload(o, write, write_context, e);
	seal_secret_free(o);
	return opened;
}
