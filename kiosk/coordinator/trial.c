#include "coordinator/trial.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "metrics/fact.h"
#include "seal/envelope.h"
#include "sync/bundle.h"

static const char place[] = "73001"; /* any commune */

static void seal_fact(const struct age_recipient *to, struct manifest *m, struct buf *facts)
{
	struct fact f;
	uint8_t sealed[ENVELOPE_MAX];
	char *line = seal_secret_alloc(FACT_SIZE + 1);
	fact_make(&f, FACT_PRESENCE, place, "1-10", NULL, NULL, NULL);
	fact_print(&f, line);
	size_t n = envelope_seal(sealed, line, to, 1);
	buf_add(facts, sealed, n);
	m->envelope_size = (int64_t)n;
	seal_secret_free(line);
}

/* As a kiosk would write it. */
static void make(const struct age_recipient *to, struct buf *file)
{
	struct sign_secret *kiosk = seal_secret_alloc(sizeof *kiosk);
	struct manifest m = { .number = 1,
		              .sessions = BUNDLE_SESSIONS_MIN,
		              .facts_seen = 1,
		              .facts_kept = 1,
		              .software = ESCALE_VERSION,
		              .dirty_stops = "0",
		              .place_kind = "autre" };
	struct buf facts = { 0 }, json = { 0 }, sig = { 0 }, tar = { 0 };
	sign_new(kiosk, &m.kiosk);
	seal_fact(to, &m, &facts);
	seal_sha256(facts.data, facts.size, m.facts_sha256);
	manifest_print(&m, &json);
	sign_bytes(kiosk, json.data, json.size, BUNDLE_MANIFEST_COMMENT, &sig);
	bundle_pack((struct str){ json.data, json.size }, (struct str){ sig.data, sig.size },
	            (struct str){ facts.data, facts.size }, &tar);
	uint8_t *sealed = xmalloc(age_sealed_size(tar.size, 1));
	buf_add(file, sealed, age_seal(sealed, tar.data, tar.size, to, 1));
	free(sealed);
	seal_secret_free(kiosk);
	buf_free(&facts);
	buf_free(&json);
	buf_free(&sig);
	buf_free(&tar);
}

bool trial_bundle(const char *recipient, const struct age_identity *id, struct err *e)
{
	struct age_recipient to;
	struct buf file = { 0 };
	struct bundle b = { 0 };
	struct fact f = { 0 };
	enum bundle_reason reason;
	if (!age_recipient_parse(&to, str_from(recipient), e))
		return false;
	make(&to, &file);
	char *line = seal_secret_alloc(FACT_SIZE + 1);
	bool ok = bundle_open(&b, (struct str){ file.data, file.size }, id, 1, &reason, NULL);
	struct str envelope = ok ? bundle_envelope(&b, 0) : (struct str){ "", 0 };
	ok = ok && envelope_open(line, (const uint8_t *)envelope.s, envelope.n, id, 1, NULL) &&
	     fact_parse(&f, line, NULL) && f.kind == FACT_PRESENCE;
	seal_secret_free(line);
	bundle_drop(&b);
	buf_free(&file);
	return ok || err_set(e, ERR_KEY, "Cette clé n'a pas ouvert le lot d'essai.");
}
