#include "sync/helpers/lot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void keys_make(struct keys *k)
{
	seal_init(NULL);
	struct sign_public public;
	k->kiosk = seal_secret_alloc(sizeof *k->kiosk);
	k->evaluator = seal_secret_alloc(sizeof *k->evaluator);
	k->coordinator = seal_secret_alloc(sizeof *k->coordinator);
	sign_new(k->kiosk, &public);
	age_identity_new(k->evaluator);
	age_identity_new(k->coordinator);
	age_identity_recipient(k->evaluator, &k->to_evaluator);
	age_identity_recipient(k->coordinator, &k->to_coordinator);
}

void keys_drop(struct keys *k)
{
	seal_secret_free(k->kiosk);
	seal_secret_free(k->evaluator);
	seal_secret_free(k->coordinator);
}

void lot_begin(struct lot *l, const struct keys *k)
{
	memset(l, 0, sizeof *l);
	l->manifest = (struct manifest){
		.number = 1,
		.sessions = 12,
		.software = "0.1.0",
		.dirty_stops = "0",
		.place_kind = "bus",
		.clock_confirmed = true,
	};
	sign_public_of(k->kiosk, &l->manifest.kiosk);
}

void lot_fact(struct lot *l, const struct keys *k, const char *text)
{
	uint8_t sealed[ENVELOPE_MAX];
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	memset(line, ' ', ENVELOPE_PLAIN);
	memcpy(line, text, strnlen(text, ENVELOPE_PLAIN - 1));
	line[ENVELOPE_PLAIN - 1] = '\n';
	size_t n = envelope_seal(sealed, line, &k->to_evaluator, 1);
	seal_secret_free(line);
	buf_add(&l->facts, sealed, n);
	l->manifest.facts_kept++;
	l->manifest.envelope_size = (int64_t)n;
}

void lot_sign(struct lot *l, const struct keys *k)
{
	if (l->manifest.facts_seen < l->manifest.facts_kept)
		l->manifest.facts_seen = l->manifest.facts_kept;
	seal_sha256(l->facts.data ? l->facts.data : "", l->facts.size, l->manifest.facts_sha256);
	l->json.size = l->minisig.size = 0;
	manifest_print(&l->manifest, &l->json);
	sign_bytes(k->kiosk, l->json.data, l->json.size, BUNDLE_MANIFEST_COMMENT, &l->minisig);
}

void lot_seal_bytes(const void *plain, size_t n, const struct keys *k, struct buf *out)
{
	uint8_t *sealed = xmalloc(age_sealed_size(n, 1));
	size_t size = age_seal(sealed, plain, n, &k->to_coordinator, 1);
	buf_add(out, sealed, size);
	free(sealed);
}

void lot_seal(const struct lot *l, const struct keys *k, struct buf *out)
{
	struct buf tar = { 0 };
	bundle_pack((struct str){ l->json.data, l->json.size },
	            (struct str){ l->minisig.data, l->minisig.size },
	            (struct str){ l->facts.data, l->facts.size }, &tar);
	lot_seal_bytes(tar.data, tar.size, k, out);
	buf_free(&tar);
}

void lot_drop(struct lot *l)
{
	buf_free(&l->facts);
	buf_free(&l->json);
	buf_free(&l->minisig);
}
