#include "coordinator/reader.h"

#include <stdlib.h>
#include <string.h>

#include "seal/envelope.h"

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, 32);
}

static bool among(const uint8_t (*list)[32], int count, const uint8_t sha[32])
{
	return count > 0 && bsearch(sha, list, (size_t)count, 32, by_bytes) != NULL;
}

/* The kiosk's place among the enrolled ones, -1 when it is not. */
static int kiosk_find(const struct reader_known *known, const struct sign_public *key)
{
	for (int i = 0; i < known->kiosk_count; i++)
		if (memcmp(known->kiosks[i].key, key->key, sizeof key->key) == 0 &&
		    memcmp(known->kiosks[i].id, key->id, sizeof key->id) == 0)
			return i;
	return -1;
}

/* Each identity costs one multiplication on the curve for each recipient of an envelope, and that is what a merge does
 * with its time: the one that opened the last envelope comes first. ERR_KEY: none of them. */
static bool open_fact(struct str envelope, char *line, const struct reader_known *known, int *last,
                      struct err *e)
{
	for (int i = 0; i < known->identity_count; i++) {
		int at = (*last + i) % known->identity_count;
		*e = (struct err){ 0 };
		if (envelope_open(line, (const uint8_t *)envelope.s, envelope.n, &known->identities[at], 1,
		                  e)) {
			*last = at;
			return true;
		}
		if (e->code != ERR_KEY)
			return false;
	}
	return false;
}

/* One envelope into the tally; line is locked memory. *ours is false when it is not for these identities. */
static enum bundle_reason one_fact(struct str envelope, char *line, const struct reader_known *known,
                                   int *last, struct tally *tally, bool *ours)
{
	struct err e = { 0 };
	struct fact fact;
	if (!open_fact(envelope, line, known, last, &e)) {
		*ours = e.code != ERR_KEY;
		return e.code == ERR_KEY ? BUNDLE_OK : BUNDLE_FACT_UNREADABLE;
	}
	if (!fact_parse(&fact, line, &e))
		return e.code == ERR_REFUSED ? BUNDLE_FACT_OUTSIDE : BUNDLE_FACT_UNREADABLE;
	if (fact.kind != FACT_DECOY)
		tally_add(tally, &fact, 1);
	return BUNDLE_OK;
}

static void count_facts(struct outcome *o, const struct bundle *b, const struct reader_known *known,
                        struct tally *tally)
{
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	bool ours = true;
	int last = 0;
	for (int64_t i = 0; i < b->manifest.facts_kept && ours && o->reason == BUNDLE_OK; i++)
		o->reason = one_fact(bundle_envelope(b, i), line, known, &last, tally, &ours);
	seal_secret_free(line);
	/* An envelope that none of our keys opens may open with another's: the bundle stays verified,
	 * uncounted. */
	o->counted = ours && o->reason == BUNDLE_OK;
	o->cell_count = o->counted ? tally->count : 0;
}

void reader_bundle(struct outcome *o, const char *path, const struct reader_known *known, struct tally *tally)
{
	struct bundle b;
	bool read = bundle_read(&b, path, known->identities, known->identity_count, &o->reason, NULL);
	o->manifest = b.manifest;
	o->manifest_read = read;
	memcpy(o->sha256, b.manifest_sha256, sizeof o->sha256);
	if (read && b.manifest_minisig.n <= sizeof o->minisig) {
		o->json_size = (int)b.manifest_json.n;
		o->minisig_size = (int)b.manifest_minisig.n;
		memcpy(o->json, b.manifest_json.s, b.manifest_json.n);
		memcpy(o->minisig, b.manifest_minisig.s, b.manifest_minisig.n);
		o->known = among(known->counted, known->counted_count, b.manifest_sha256);
		int kiosk = kiosk_find(known, &b.manifest.kiosk);
		if (o->known)
			;
		else if (kiosk < 0)
			o->reason = BUNDLE_UNKNOWN_KIOSK;
		else if (known->revoked[kiosk] &&
		         !among(known->received, known->received_count, b.manifest_sha256))
			o->reason = BUNDLE_REVOKED_KIOSK;
		else
			count_facts(o, &b, known, tally);
	} else if (read) {
		o->reason = BUNDLE_BAD_SIGNATURE;
	}
	bundle_drop(&b);
}
