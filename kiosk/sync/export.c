#include "sync/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "seal/envelope.h"
#include "sync/parcel.h"

enum { CLOSED_MAX = 256 };

bool export_ready(struct store *s, const struct export_facts *f, struct err *e)
{
	struct store_counts counts;
	if (!store_counts(s, f->today, &counts, e))
		return false;
	if (f->recipients->coordinator_count == 0)
		return err_set(e, ERR_REFUSED,
		               "Aucune liste de destinataires n'est installée. Insérez la clé préparée "
		               "par votre coordination.");
	if (f->early_reason && f->early_reason[0])
		return true;
	if (counts.visits_bundle < BUNDLE_SESSIONS_MIN)
		return err_set(e, ERR_REFUSED,
		               "Il faut au moins %d visites pour préparer un envoi ; il y en a %lld.",
		               BUNDLE_SESSIONS_MIN, (long long)counts.visits_bundle);
	if (f->today < 0)
		return err_set(e, ERR_REFUSED, "Confirmez d'abord la date du jour.");
	if (counts.opened_day < 0)
		return err_set(e, ERR_REFUSED,
		               "Aucune visite de ce lot n'a de date confirmée. Confirmez la date, puis "
		               "laissez passer %d jours.",
		               BUNDLE_DAYS_MIN);
	long long days = f->today - counts.opened_day;
	if (days < BUNDLE_DAYS_MIN)
		return err_set(
		    e, ERR_REFUSED, "Il faut au moins %d jours entre deux envois. Revenez dans %lld jour%s.",
		    BUNDLE_DAYS_MIN, BUNDLE_DAYS_MIN - days, BUNDLE_DAYS_MIN - days > 1 ? "s" : "");
	return true;
}

/* ---- closing ------------------------------------------------------------------------------------------- */

/* Envelopes end to end, first measured, then copied into slots of the largest size. */
struct gathered {
	struct buf bytes;
	size_t slot;
	int64_t count;
};

static bool measure(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	(void)bytes, (void)e;
	struct gathered *g = context;
	g->slot = n > g->slot ? n : g->slot;
	g->count++;
	return true;
}

static bool copy(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	static const char none[ENVELOPE_MAX];
	struct gathered *g = context;
	if (n > g->slot)
		return err_set(e, ERR_CORRUPT, "Un fait est plus grand que son emplacement.");
	buf_add(&g->bytes, bytes, n);
	buf_add(&g->bytes, none, g->slot - n);
	return true;
}

static bool gather(struct store *s, int64_t number, struct gathered *g, struct err *e)
{
	*g = (struct gathered){ 0 };
	if (!store_each(s, number, measure, g, e))
		return false;
	if (g->slot > ENVELOPE_MAX)
		return err_set(e, ERR_CORRUPT, "Un fait enregistré est trop grand.");
	if (store_each(s, number, copy, g, e))
		return true;
	buf_free(&g->bytes);
	return false;
}

struct closing {
	struct store *store;
	const struct export_facts *facts;
	struct buf manifest, signature;
};

/* The listed value, or the list's last one: free text never reaches a manifest. */
static const char *from_list(const char *const *list, const char *value)
{
	for (; list[1]; list++)
		if (value && strcmp(*list, value) == 0)
			break;
	return *list;
}

static bool describe(void *context, const struct store_bundle *b, const void **manifest, size_t *n,
                     const void **signature, size_t *m, struct err *e)
{
	struct closing *c = context;
	const struct export_facts *f = c->facts;
	struct gathered g;
	if (!gather(c->store, 0, &g, e))
		return false;
	struct manifest out = {
		.number = b->number,
		.sessions = b->counts.visits_bundle,
		.facts_seen = b->counts.facts_seen,
		.facts_kept = g.count,
		.envelope_size = (int64_t)g.slot,
		.clock_confirmed = f->today >= 0 && b->counts.opened_day >= 0,
	};
	sign_public_of(f->kiosk, &out.kiosk);
	memcpy(out.previous, b->previous, sizeof out.previous);
	seal_sha256(g.bytes.data ? g.bytes.data : "", g.bytes.size, out.facts_sha256);
	buf_free(&g.bytes);
	str_copy(out.software, sizeof out.software, f->software);
	str_copy(out.dirty_stops, sizeof out.dirty_stops, from_list(manifest_dirty_stops, f->dirty_stops));
	str_copy(out.place_kind, sizeof out.place_kind, from_list(manifest_place_kinds, f->place_kind));
	if (f->early_reason && f->early_reason[0])
		str_copy(out.early_reason, sizeof out.early_reason,
		         from_list(manifest_early_reasons, f->early_reason));
	c->manifest.size = c->signature.size = 0; /* the store may ask again after a failed flush */
	manifest_print(&out, &c->manifest);
	sign_bytes(f->kiosk, c->manifest.data, c->manifest.size, BUNDLE_MANIFEST_COMMENT, &c->signature);
	*manifest = c->manifest.data;
	*n = c->manifest.size;
	*signature = c->signature.data;
	*m = c->signature.size;
	return true;
}

bool export_close(struct store *s, const struct export_facts *f, struct err *e)
{
	if (!export_ready(s, f, e))
		return false;
	struct closing c = { .store = s, .facts = f };
	bool ok = store_close_bundle(s, f->today, describe, &c, e);
	buf_free(&c.manifest);
	buf_free(&c.signature);
	return ok;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

/* A closed bundle's manifest and signature, as kept by the store. */
struct kept {
	int64_t number;
	struct manifest manifest;
	size_t json_size, minisig_size;
	char json[MANIFEST_MAX], minisig[MANIFEST_MAX];
};

static bool damaged(int64_t number, struct err *e)
{
	return err_set(e, ERR_CORRUPT, "Le lot %lld est abîmé dans la borne. Prévenez votre coordination.",
	               (long long)number);
}

static bool kept_load(struct store *s, int64_t number, struct kept *k, struct err *e)
{
	k->number = number;
	return (store_bundle_manifest(s, number, k->json, &k->json_size, k->minisig, &k->minisig_size,
	                              MANIFEST_MAX, NULL) &&
	        manifest_parse(&k->manifest, (struct str){ k->json, k->json_size }, NULL)) ||
	       damaged(number, e);
}

static size_t kept_size(const struct kept *k, int recipients)
{
	size_t facts = (size_t)(k->manifest.facts_kept * k->manifest.envelope_size);
	return age_sealed_size(bundle_packed_size(k->json_size, k->minisig_size, facts), recipients);
}

static bool kept_pack(struct store *s, const struct kept *k, struct buf *tar, struct err *e)
{
	struct gathered g;
	if (!gather(s, k->number, &g, e))
		return false;
	uint8_t sha[32];
	seal_sha256(g.bytes.data ? g.bytes.data : "", g.bytes.size, sha);
	bool whole = memcmp(sha, k->manifest.facts_sha256, sizeof sha) == 0;
	if (whole)
		bundle_pack((struct str){ k->json, k->json_size },
		            (struct str){ k->minisig, k->minisig_size },
		            (struct str){ g.bytes.data, g.bytes.size }, tar);
	buf_free(&g.bytes);
	return whole || damaged(k->number, e);
}

static bool kept_write(const struct recipients *r, const char *folder, struct str tar, struct err *e)
{
	uint8_t *sealed = xmalloc(age_sealed_size(tar.n, r->coordinator_count));
	size_t n = age_seal(sealed, tar.s, tar.n, r->coordinator, r->coordinator_count);
	bool ok = parcel_write(folder, sealed, n, e);
	free(sealed);
	return ok;
}

static bool space_for_all(struct store *s, const int64_t *numbers, int count, int recipients, struct kept *k,
                          const char *folder, struct err *e)
{
	size_t need = 0;
	for (int i = 0; i < count; i++)
		if (kept_load(s, numbers[i], k, NULL))
			need += kept_size(k, recipients);
	return parcel_space(folder, need, e);
}

bool export_write(struct store *s, const struct export_facts *f, const char *dir, int *written, struct err *e)
{
	*written = 0;
	const struct recipients *r = f->recipients;
	if (r->coordinator_count == 0)
		return err_set(e, ERR_REFUSED, "Aucune liste de destinataires n'est installée.");
	int64_t numbers[CLOSED_MAX];
	int count = store_closed(s, numbers, CLOSED_MAX);
	char folder[1024];
	if (!parcel_folder(dir, folder, sizeof folder, e))
		return false;
	struct kept *k = xmalloc(sizeof *k);
	bool ok = space_for_all(s, numbers, count, r->coordinator_count, k, folder, e);
	/* A bundle that rotted in the kiosk must not hold back the others; a stick that fails stops
	 * everything. */
	struct err rot = { 0 };
	for (int i = 0; i < count && ok; i++) {
		struct buf tar = { 0 };
		if (kept_load(s, numbers[i], k, &rot) && kept_pack(s, k, &tar, &rot)) {
			ok = kept_write(r, folder, (struct str){ tar.data, tar.size }, e);
			*written += ok;
		}
		buf_free(&tar);
	}
	free(k);
	return ok && !rot.code ? true : err_set(e, rot.code, "%s", rot.text);
}
