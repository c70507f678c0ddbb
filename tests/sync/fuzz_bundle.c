/* Any bytes as what is inside the age file. The first byte chooses: 't', the rest is the tar (its padding
 * is added here); 's', the rest is a manifest, a NUL and facts, which a kiosk that lies signs and packs
 * properly. Whatever is accepted holds together. coverage floor: 190 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sync/bundle.h"
#include "sync/tar.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct sign_secret kiosk;
static volatile uint64_t sink; /* keeps results alive: an optimiser once deleted a whole pure parser */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	/* The Ed25519 key of the seed 32 x 0x11, so that the corpus may hold manifests in its name. */
	static const uint8_t public[32] = { 0xd0, 0x4a, 0xb2, 0x32, 0x74, 0x2b, 0xb4, 0xab, 0x3a, 0x13, 0x68,
		                            0xbd, 0x46, 0x15, 0xe4, 0xe6, 0xd0, 0x22, 0x4a, 0xb7, 0x1a, 0x01,
		                            0x6b, 0xaf, 0x85, 0x20, 0xa3, 0x32, 0xc9, 0x77, 0x87, 0x37 };
	(void)argc;
	(void)argv;
	assert(seal_init(NULL));
	memset(kiosk.id, 7, sizeof kiosk.id);
	memset(kiosk.key, 0x11, 32);
	memcpy(kiosk.key + 32, public, sizeof public);
	return 0;
}

static void as_tar(const uint8_t *bytes, size_t n, struct buf *tar)
{
	size_t whole = tar_padded_size(n);
	char *zeros = calloc(1, whole - n);
	buf_add(tar, bytes, n);
	buf_add(tar, zeros, whole - n);
	free(zeros);
}

static void as_signed(const uint8_t *bytes, size_t n, struct buf *tar)
{
	struct buf sig = { 0 };
	struct str json, facts;
	str_cut((struct str){ (const char *)bytes, n }, '\0', &json, &facts);
	sign_bytes(&kiosk, json.s, json.n, BUNDLE_MANIFEST_COMMENT, &sig);
	bundle_pack(json, (struct str){ sig.data, sig.size }, facts, tar);
	buf_free(&sig);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf tar = { 0 };
	struct bundle b;
	struct err e = { 0 };
	enum bundle_reason reason = BUNDLE_REASON_COUNT;
	if (n < 2 || (bytes[0] != 't' && bytes[0] != 's'))
		return -1;
	if (bytes[0] == 't')
		as_tar(bytes + 1, n - 1, &tar);
	else
		as_signed(bytes + 1, n - 1, &tar);
	bool ok = bundle_unpack(&b, &tar, &reason, &e);
	assert(ok == (reason == BUNDLE_OK) && ok == (e.code == ERR_NONE) && reason < BUNDLE_REASON_COUNT);
	for (int64_t i = 0; ok && i < b.manifest.facts_kept; i++) {
		struct str envelope = bundle_envelope(&b, i);
		assert(envelope.s >= b.facts.s && envelope.s + envelope.n <= b.facts.s + b.facts.n);
		sink += envelope.n;
	}
	sink += reason;
	bundle_drop(&b);
	return 0;
}
