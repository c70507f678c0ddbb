#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "seal/envelope.h"
#include "store/store.h"
#include "sync/bundle.h"

/* The codes of the staff screens (session/session.h), which sync/ may not include. */
const char *const manifest_place_kinds[] = { "bus",        "mairie",        "mediatheque", "france-services",
	                                     "tiers-lieu", "centre-social", "autre",       NULL };
const char *const manifest_early_reasons[] = { "end-of-tour", "repair", "moved", "request", "other", NULL };
const char *const manifest_dirty_stops[] = { "0", "1-3", "4+", NULL };

/* Ten years of a kiosk are far under this; a double holds it exactly, so any JSON reader agrees. */
enum { COUNT_MAX = 1000 * 1000 * 1000 };

void manifest_print(const struct manifest *m, struct buf *out)
{
	char kiosk[MINISIGN_PUBLIC_SIZE], previous[65], facts[65];
	sign_public_print(&m->kiosk, kiosk);
	seal_hex(m->previous, sizeof m->previous, previous);
	seal_hex(m->facts_sha256, sizeof m->facts_sha256, facts);
	json_t *json =
	    json_pack("{s:s, s:s, s:s, s:I, s:s, s:I, s:I, s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:b}", "format",
	              BUNDLE_FORMAT, "dictionary", FACTS_FORMAT, "kiosk", kiosk, "number",
	              (json_int_t)m->number, "previous", previous, "sessions", (json_int_t)m->sessions,
	              "facts_seen", (json_int_t)m->facts_seen, "facts_kept", (json_int_t)m->facts_kept,
	              "envelope_size", (json_int_t)m->envelope_size, "facts_sha256", facts, "software",
	              m->software, "dirty_stops", m->dirty_stops, "place_kind", m->place_kind, "early_reason",
	              m->early_reason, "clock_confirmed", m->clock_confirmed);
	char *text = json ? json_dumps(json, JSON_SORT_KEYS | JSON_INDENT(2)) : NULL;
	if (!text)
		out_of_memory(); /* or text that is not UTF-8: a bug of ours */
	buf_puts(out, text);
	buf_puts(out, "\n");
	free(text);
	json_decref(json);
}

static bool listed(const char *const *list, const char *value)
{
	for (; *list; list++)
		if (strcmp(*list, value) == 0)
			return true;
	return false;
}

static bool hex_parse(const char *hex, uint8_t out[32])
{
	static const char digits[] = "0123456789abcdef";
	if (strlen(hex) != 64)
		return false;
	for (int i = 0; i < 32; i++) {
		const char *high = strchr(digits, hex[2 * i]), *low = strchr(digits, hex[2 * i + 1]);
		if (!high || !low)
			return false;
		out[i] = (uint8_t)((high - digits) * 16 + (low - digits));
	}
	return true;
}

static bool software_ok(const char *s)
{
	return *s &&
	       s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+~-")] == '\0';
}

/* What the manifest says must also make sense by itself. */
static bool sensible(const struct manifest *m)
{
	if (m->number < 1 || m->number > COUNT_MAX || m->sessions < 0 || m->sessions > COUNT_MAX)
		return false;
	if (m->facts_kept < 0 || m->facts_kept > STORE_ENVELOPES_MAX)
		return false;
	if (m->facts_seen < m->facts_kept || m->facts_seen > COUNT_MAX)
		return false;
	if (m->facts_kept == 0 ? m->envelope_size != 0
	                       : m->envelope_size <= 0 || m->envelope_size > ENVELOPE_MAX)
		return false;
	return listed(manifest_place_kinds, m->place_kind) && listed(manifest_dirty_stops, m->dirty_stops) &&
	       (!m->early_reason[0] || listed(manifest_early_reasons, m->early_reason)) &&
	       software_ok(m->software);
}

static bool format_known(json_t *json, struct err *e)
{
	const char *format = json_string_value(json_object_get(json, "format"));
	const char *dictionary = json_string_value(json_object_get(json, "dictionary"));
	if (!format || !dictionary)
		return err_set(e, ERR_FORMAT, "manifest: no format");
	if (strcmp(format, BUNDLE_FORMAT) != 0 || strcmp(dictionary, FACTS_FORMAT) != 0)
		return err_set(e, ERR_UNSUPPORTED, "manifest: format %.40s with %.40s", format, dictionary);
	return true;
}

static bool fields_read(struct manifest *m, json_t *json, struct err *e)
{
	const char *format, *dictionary, *kiosk, *previous, *facts, *software, *dirty, *place, *early;
	json_int_t number, sessions, seen, kept, size;
	json_error_t error;
	int confirmed;
	if (json_unpack_ex(json, &error, JSON_STRICT,
	                   "{s:s, s:s, s:s, s:I, s:s, s:I, s:I, s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:b}",
	                   "format", &format, "dictionary", &dictionary, "kiosk", &kiosk, "number", &number,
	                   "previous", &previous, "sessions", &sessions, "facts_seen", &seen, "facts_kept",
	                   &kept, "envelope_size", &size, "facts_sha256", &facts, "software", &software,
	                   "dirty_stops", &dirty, "place_kind", &place, "early_reason", &early,
	                   "clock_confirmed", &confirmed) != 0)
		return err_set(e, ERR_FORMAT, "manifest: %s", error.text);
	m->number = number;
	m->sessions = sessions;
	m->facts_seen = seen;
	m->facts_kept = kept;
	m->envelope_size = size;
	m->clock_confirmed = confirmed;
	bool fits = str_copy(m->software, sizeof m->software, software) &&
	            str_copy(m->dirty_stops, sizeof m->dirty_stops, dirty) &&
	            str_copy(m->place_kind, sizeof m->place_kind, place) &&
	            str_copy(m->early_reason, sizeof m->early_reason, early);
	if (!sign_public_parse(&m->kiosk, str_from(kiosk), e))
		return false;
	if (!fits || !hex_parse(previous, m->previous) || !hex_parse(facts, m->facts_sha256) || !sensible(m))
		return err_set(e, ERR_FORMAT, "manifest: a value outside its list or bounds");
	return true;
}

bool manifest_parse(struct manifest *m, struct str text, struct err *e)
{
	memset(m, 0, sizeof *m);
	if (text.n > MANIFEST_MAX)
		return err_set(e, ERR_FORMAT, "manifest: over %d bytes", MANIFEST_MAX);
	json_error_t error;
	json_t *json = json_loadb(text.s, text.n, JSON_REJECT_DUPLICATES, &error);
	if (!json)
		return err_at(e, ERR_FORMAT, "manifest.json", error.line, error.column, "%s", error.text);
	bool ok = format_known(json, e) && fields_read(m, json, e);
	json_decref(json);
	if (!ok)
		return false;
	/* One manifest has one text: whatever else JSON allows is another manifest, and is not ours. */
	struct buf again = { 0 };
	manifest_print(m, &again);
	ok = str_eq(text, (struct str){ again.data, again.size });
	buf_free(&again);
	return ok ? true : err_set(e, ERR_FORMAT, "manifest: not in its canonical form");
}

void kiosk_words(const struct sign_public *kiosk, char out[SEAL_WORDS_SIZE])
{
	uint8_t bytes[sizeof kiosk->id + sizeof kiosk->key];
	memcpy(bytes, kiosk->id, sizeof kiosk->id);
	memcpy(bytes + sizeof kiosk->id, kiosk->key, sizeof kiosk->key);
	seal_words(bytes, sizeof bytes, out);
}
