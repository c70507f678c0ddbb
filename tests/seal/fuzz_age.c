/* Any bytes as an age file: opened from a buffer and as a stream, which must agree; nothing may come out of a
 * file that is refused before its first chunk.
 * coverage floor: 325 */
#include <assert.h>
#include <string.h>

#include "seal/age.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct age_identity identity;
static volatile uint64_t sink; /* keeps results alive: the optimiser once deleted a whole pure parser */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	struct err e = { 0 };
	assert(seal_init(&e));
	memset(identity.secret, 0x42,
	       sizeof identity.secret); /* the example of C2SP age.md, as in the corpus */
	return 0;
}

struct reader {
	const uint8_t *bytes;
	size_t left, piece;
};

static bool read_some(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	struct reader *r = context;
	(void)e;
	*n = r->left < room ? r->left : room;
	if (*n > r->piece)
		*n = r->piece;
	memcpy(bytes, r->bytes, *n);
	r->bytes += *n;
	r->left -= *n;
	return true;
}

static bool write_buf(void *context, const void *bytes, size_t n, struct err *e)
{
	(void)e;
	buf_add(context, bytes, n);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct err e = { 0 }, se = { 0 };
	struct buf whole = { 0 }, streamed = { 0 };
	struct reader r = { bytes, n, n % 61 + 1 };
	bool opened = age_open_buffer(&identity, 1, bytes, n, &whole, &e);
	bool streams = age_open(&identity, 1, read_some, &r, write_buf, &streamed, &se);
	assert(opened == streams && e.code == se.code && opened == (e.code == ERR_NONE));
	assert(opened ? whole.size == streamed.size &&
	                    (!whole.size || !memcmp(whole.data, streamed.data, whole.size))
	              : whole.size == 0 && (e.code == ERR_CORRUPT || streamed.size == 0));
	assert(opened || e.text[0]);
	sink += whole.size + e.code + (uint64_t)e.line + (uint64_t)e.column;

	struct age_identity ids[4];
	int count = 0;
	struct err ie = { 0 };
	if (age_identities_parse(ids, 4, &count, (struct str){ (const char *)bytes, n }, &ie))
		assert(count >= 1 && count <= 4);
	sink += (uint64_t)count + ie.code;
	buf_free(&whole);
	buf_free(&streamed);
	return 0;
}
