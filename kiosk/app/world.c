/* Opening, visits, and what staff read. The codes are in world_codes.c, the jobs in world_jobs.c. */
#include "app/world_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "seal/envelope.h"
#include "seal/pin.h"

/* Once, not at the end of every visit: the journal has the time of each of its lines, and so would know when people came. */
static void complain(struct keeper *k, const char *what, const struct err *e)
{
	if (!k->complained)
		log_err(what, e);
	k->complained = true;
}

/* ---- opening ---- */

/* The kiosk's signing key is born here and never leaves. */
static bool load_key(struct keeper *k, struct err *e)
{
	unsigned char value[STORE_SETTING_MAX];
	size_t n;
	struct err missing = { 0 };
	if (store_get(k->store, "kiosk-key", value, &n, &missing)) {
		bool ok = n == sizeof k->secrets->kiosk;
		if (ok)
			memcpy(&k->secrets->kiosk, value, n);
		seal_wipe(value, sizeof value);
		if (!ok)
			return err_set(e, ERR_CORRUPT, "the kiosk's key has a wrong size");
		sign_public_of(&k->secrets->kiosk, &k->kiosk);
		return true;
	}
	sign_new(&k->secrets->kiosk, &k->kiosk);
	return store_set(k->store, "kiosk-key", &k->secrets->kiosk, sizeof k->secrets->kiosk, e);
}

static void load_recipients(struct keeper *k)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	struct err e = { 0 };
	if (!store_get(k->store, "recipients", value, &n, &e))
		return;
	struct err wrong = { 0 };
	if (!recipients_parse(&k->recipients, (struct str){ value, n }, &wrong)) {
		log_err("installed recipients", &wrong);
		k->recipients = (struct recipients){ 0 };
	}
}

/* What is remembered beside the visits; read again when a fresh database takes the place of a damaged one, so that one
 * key never signs two chains of bundles. */
static bool load_all(struct keeper *k)
{
	struct err e = { 0 };
	if (!load_key(k, &e)) {
		complain(k, "statistics are paused", &e);
		store_close(k->store);
		k->store = NULL;
		return false;
	}
	k->recipients = (struct recipients){ 0 };
	load_recipients(k);
	world_load_date(k);
	world_load_codes(k);
	return true;
}

void world_notice_recovery(struct keeper *k)
{
	if (!k->store || k->epoch == store_epoch(k->store))
		return;
	k->epoch = store_epoch(k->store);
	k->recovered = true;
	log_warn("the database was damaged: it was set aside and a fresh one started");
	load_all(k);
}

void world_open_store(struct keeper *k)
{
	struct err e = { 0 };
	bool recovered = false;
	if (!store_open(&k->store, k->o.data_dir, &recovered, &e)) {
		complain(k, "statistics are paused", &e);
		k->store = NULL;
		return;
	}
	k->epoch = store_epoch(k->store);
	if (recovered) {
		log_warn("the database was damaged: it was set aside and a fresh one started");
		k->recovered = true;
	}
	if (load_all(k))
		world_code_waits(k);
}

void keeper_open(struct keeper *k, const struct keeper_options *o)
{
	*k = (struct keeper){ .o = *o };
	k->secrets = seal_secret_alloc(sizeof *k->secrets);
	world_open_store(k);
}

void keeper_close(struct keeper *k)
{
	if (k->store)
		store_close(k->store);
	seal_secret_free(k->secrets);
	*k = (struct keeper){ 0 };
}

int64_t world_today(struct keeper *k)
{
	return k->date_confirmed ? k->o.clock_day(k->o.context) + k->day_offset : -1;
}

/* ---- visits ---- */

typedef bool store_take_fn(struct store *, const struct sealed *envelopes, int count, int64_t day, struct err *e);

static bool store_facts(struct keeper *k, const struct fact *facts, int count, store_take_fn *take, struct err *e)
{
	static uint8_t bytes[VISIT_FACTS_MAX][ENVELOPE_MAX]; /* ciphertext */
	struct sealed sealed[VISIT_FACTS_MAX];
	for (int i = 0; i < count; i++) {
		fact_print(&facts[i], k->secrets->line);
		size_t n = envelope_seal(bytes[i], k->secrets->line, k->recipients.evaluation,
					 k->recipients.evaluation_count);
		sealed[i] = (struct sealed){ bytes[i], n };
	}
	seal_wipe(k->secrets->line, sizeof k->secrets->line);
	return take(k->store, sealed, count, world_today(k), e);
}

/* After a visit, not when the date is confirmed: who came with a stick first copies what is due. */
static void sweep(struct keeper *k)
{
	struct err e = { 0 };
	int64_t day = world_today(k);
	int dropped;
	if (day < 0 || day == k->swept_day)
		return;
	if (!store_expire(k->store, day, &dropped, &e)) {
		complain(k, "old bundles cannot be deleted", &e);
		return;
	}
	k->swept_day = day;
	if (dropped)
		log_warn("%d bundles of more than 13 months deleted without a receipt", dropped);
}

void keeper_visit(void *context, const struct fact *facts, int count)
{
	struct keeper *k = context;
	struct err e = { 0 };
	if (!k->store)
		world_open_store(k); /* the card may have come back */
	if (!k->store) {
		k->lost++;
		return;
	}
	if (k->recipients.version == 0)
		return; /* nobody may read them: nothing is kept. Staff read that a list is missing. */
	k->visit_refused = !store_facts(k, facts, count, store_visit, &e);
	if (k->visit_refused)
		complain(k, "visits cannot be stored", &e); /* the store counts it as lost */
	else
		k->complained = false;
	sweep(k);
	world_notice_recovery(k);
}

void keeper_stop(void *context, const struct fact *facts, int count)
{
	struct keeper *k = context;
	struct err e = { 0 };
	if (!k->store)
		world_open_store(k);
	if (!k->store || k->recipients.version == 0)
		return;
	if (!store_facts(k, facts, count, store_stop, &e))
		complain(k, "a stop cannot be stored", &e);
	world_notice_recovery(k);
}

uint64_t keeper_random(void *context)
{
	(void)context;
	uint64_t r;
	seal_random(&r, sizeof r);
	return r;
}

int keeper_slot(void *context)
{
	struct keeper *k = context;
	if (!k->date_confirmed || k->day_offset != 0) /* a clock that was wrong about the day is wrong about the hour */
		return 0;
	int64_t weekday = (world_today(k) + 3) % 7; /* 1970-01-01 was a Thursday; 0 is Monday */
	return 1 + 2 * (weekday >= 5) + (k->o.clock_hour(k->o.context) >= 12);
}

/* ---- staff ---- */

static int place_index(struct keeper *k)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	if (!store_get(k->store, "place", value, &n, NULL))
		return -1;
	for (int i = 0; place_kinds[i].code; i++)
		if (str_is((struct str){ value, n }, place_kinds[i].code))
			return i;
	return -1;
}

struct export_facts world_export_of(struct keeper *k)
{
	int place = place_index(k);
	struct store_counts c = { 0 };
	store_counts(k->store, world_today(k), &c, NULL);
	return (struct export_facts){
		.kiosk = &k->secrets->kiosk,
		.recipients = &k->recipients,
		.software = ESCALE_VERSION,
		.place_kind = place >= 0 ? place_kinds[place].code : "autre",
		.dirty_stops = store_dirty_band(c.dirty_stops),
		.today = world_today(k),
	};
}

void keeper_staff_info(void *context, struct staff_info *out)
{
	struct keeper *k = context;
	char path[1024];
	*out = (struct staff_info){ .place = -1 };
	out->today = k->o.clock_day(k->o.context) + k->day_offset;
	out->date_confirmed = k->date_confirmed;
	out->stick = k->o.stick(k->o.context, path, sizeof path);
	out->recovered = k->recovered;
	out->recipients_version = k->recipients.version;
	out->lost_visits = k->lost;
	out->acknowledged = k->acknowledged;
	kiosk_words(&k->kiosk, out->words);
	world_code_info(k, out);
	if (!k->store)
		return;
	struct store_counts c;
	struct err e = { 0 };
	int64_t closed[64];
	out->store_ok = store_counts(k->store, world_today(k), &c, &e);
	if (!out->store_ok) {
		log_err("counts", &e);
		return;
	}
	out->store_ok = !k->visit_refused && !k->code_refused;
	world_notice_recovery(k);
	if (!k->store)
		return;
	out->visits_today = c.visits_today;
	out->visits_bundle = c.visits_bundle;
	out->bundle_number = c.bundle_number;
	out->lost_visits += c.lost_visits;
	out->place = place_index(k);
	out->waiting_bundles = store_closed(k->store, closed, 64);
	if (!store_aging(k->store, world_today(k), &out->aging, &e))
		log_err("old visits", &e);
	struct export_facts f = world_export_of(k);
	if (k->recipients.version && export_ready(k->store, &f, NULL))
		out->can_close = 1;
	else if (c.visits_bundle > 0 && out->has_supervisor_code)
		out->can_close = 2;
}
