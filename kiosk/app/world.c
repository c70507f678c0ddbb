#include "app/world.h"

#include <stdio.h>
#include <string.h>

#include "app/signed.h"
#include "base/file.h"
#include "base/log.h"
#include "seal/envelope.h"
#include "seal/pin.h"
#include "sync/bundle.h"
#include "sync/export.h"

struct secrets {
	struct sign_secret kiosk;
	char line[ENVELOPE_PLAIN];
};

static const struct {
	const char *hash, *tries;
} code_keys[] = {
	[CODE_STAFF] = { "code-staff", "staff" },
	[CODE_SUPERVISOR] = { "code-supervisor", "supervisor" },
};

/* A disk that takes nothing does not forget wrong codes: they are counted in memory then. */
static int code_tries(struct keeper *k, enum code_kind kind)
{
	int stored = store_pin_tries_get(k->store, code_keys[kind].tries);
	return stored > k->tries[kind] ? stored : k->tries[kind];
}

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

static bool boot_id(char out[64])
{
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
	bool ok = f && fgets(out, 64, f);
	if (f)
		fclose(f);
	return ok;
}

/* A date that staff confirmed holds until the machine restarts: without a battery the clock may then say anything. */
static void load_date(struct keeper *k)
{
	char value[STORE_SETTING_MAX], boot[64];
	size_t n;
	if (!store_get(k->store, "date-boot", value, &n, NULL) || !boot_id(boot) || n != strlen(boot) ||
	    memcmp(value, boot, n) != 0)
		return;
	k->date_confirmed = true;
	k->day_offset = store_get_int(k->store, "date-offset", 0);
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
	load_date(k);
	return true;
}

/* The store may set a damaged database aside at any moment. */
static void notice_recovery(struct keeper *k)
{
	if (!k->store || k->recovered || !store_recovered(k->store))
		return;
	k->recovered = true;
	log_warn("the database was damaged: it was set aside and a fresh one started");
	load_all(k);
}

static void open_store(struct keeper *k)
{
	struct err e = { 0 };
	bool recovered = false;
	if (!store_open(&k->store, k->o.data_dir, &recovered, &e)) {
		complain(k, "statistics are paused", &e);
		k->store = NULL;
		return;
	}
	if (recovered) {
		log_warn("the database was damaged: it was set aside and a fresh one started");
		k->recovered = true;
	}
	if (!load_all(k))
		return;
	for (int kind = 0; kind < 2; kind++) /* a restart does not shorten the wait after wrong codes */
		k->locked_until_ms[kind] = k->o.now_ms(k->o.context) + pin_delay_ms(code_tries(k, kind));
}

void keeper_open(struct keeper *k, const struct keeper_options *o)
{
	*k = (struct keeper){ .o = *o };
	k->secrets = seal_secret_alloc(sizeof *k->secrets);
	open_store(k);
}

void keeper_close(struct keeper *k)
{
	if (k->store)
		store_close(k->store);
	seal_secret_free(k->secrets);
	*k = (struct keeper){ 0 };
}

static int64_t today(struct keeper *k)
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
	return take(k->store, sealed, count, today(k), e);
}

/* After a visit, not when the date is confirmed: who came with a stick first copies what is due. */
static void sweep(struct keeper *k)
{
	struct err e = { 0 };
	int64_t day = today(k);
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
		open_store(k); /* the card may have come back */
	if (!k->store) {
		k->lost++;
		return;
	}
	if (k->recipients.version == 0)
		return; /* nobody may read them: nothing is kept. Staff read that a list is missing. */
	if (!store_facts(k, facts, count, store_visit, &e))
		complain(k, "visits cannot be stored", &e); /* the store counts it as lost */
	else
		k->complained = false;
	sweep(k);
	notice_recovery(k);
}

void keeper_stop(void *context, const struct fact *facts, int count)
{
	struct keeper *k = context;
	struct err e = { 0 };
	if (!k->store)
		open_store(k);
	if (!k->store || k->recipients.version == 0)
		return;
	if (!store_facts(k, facts, count, store_stop, &e))
		complain(k, "a stop cannot be stored", &e);
	notice_recovery(k);
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
	int64_t weekday = (today(k) + 3) % 7; /* 1970-01-01 was a Thursday; 0 is Monday */
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

static bool has_setting(struct keeper *k, const char *key)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	return store_get(k->store, key, value, &n, NULL);
}

static struct export_facts export_of(struct keeper *k)
{
	int place = place_index(k);
	struct store_counts c = { 0 };
	store_counts(k->store, today(k), &c, NULL);
	return (struct export_facts){
		.kiosk = &k->secrets->kiosk,
		.recipients = &k->recipients,
		.software = ESCALE_VERSION,
		.place_kind = place >= 0 ? place_kinds[place].code : "autre",
		.dirty_stops = store_dirty_band(c.dirty_stops),
		.today = today(k),
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
	if (!k->store)
		return;
	struct store_counts c;
	struct err e = { 0 };
	int64_t closed[64];
	out->store_ok = store_counts(k->store, today(k), &c, &e);
	if (!out->store_ok) {
		log_err("counts", &e);
		return;
	}
	notice_recovery(k);
	if (!k->store)
		return;
	out->visits_today = c.visits_today;
	out->visits_bundle = c.visits_bundle;
	out->bundle_number = c.bundle_number;
	out->lost_visits += c.lost_visits;
	out->place = place_index(k);
	out->has_staff_code = has_setting(k, code_keys[CODE_STAFF].hash);
	out->has_supervisor_code = has_setting(k, code_keys[CODE_SUPERVISOR].hash);
	out->waiting_bundles = store_closed(k->store, closed, 64);
	if (!store_aging(k->store, today(k), &out->aging, &e))
		log_err("old visits", &e);
	struct export_facts f = export_of(k);
	if (k->recipients.version && export_ready(k->store, &f, NULL))
		out->can_close = 1;
	else if (c.visits_bundle > 0 && out->has_supervisor_code)
		out->can_close = 2;
}

bool keeper_check_code(void *context, enum code_kind kind, const char *code, long long *wait_ms)
{
	struct keeper *k = context;
	char hash[STORE_SETTING_MAX];
	size_t n;
	struct err e = { 0 };
	long long now = k->o.now_ms(k->o.context);
	*wait_ms = k->locked_until_ms[kind] > now ? k->locked_until_ms[kind] - now : 0;
	if (*wait_ms || !k->store)
		return false;
	bool known = store_get(k->store, code_keys[kind].hash, hash, &n, &e) && n < PIN_HASH_SIZE;
	hash[known ? n : 0] = '\0';
	/* The try is on disk before the answer is known: pulling the plug saves nobody a wait. But a disk that takes
	 * nothing does not keep staff out. */
	int tries = k->tries[kind] = code_tries(k, kind) + 1;
	if (!store_pin_tries(k->store, code_keys[kind].tries, tries, &e))
		log_err("staff code", &e);
	if (known && pin_check(code, hash)) {
		k->tries[kind] = 0;
		store_pin_tries(k->store, code_keys[kind].tries, 0, &e);
		k->locked_until_ms[kind] = 0;
		return true;
	}
	*wait_ms = pin_delay_ms(tries);
	k->locked_until_ms[kind] = now + *wait_ms;
	return false;
}

void keeper_set_code(void *context, enum code_kind kind, const char *code)
{
	struct keeper *k = context;
	char hash[PIN_HASH_SIZE];
	struct err e = { 0 };
	if (!k->store)
		return;
	pin_hash(code, hash);
	if (!store_set(k->store, code_keys[kind].hash, hash, strlen(hash), &e))
		log_err("staff code", &e);
	store_pin_tries(k->store, code_keys[kind].tries, 0, &e);
}

/* ---- jobs ---- */

/* Our own disk refused: never told as the stick's fault. */
static enum job_result store_result(const struct err *e)
{
	log_err("staff job", e);
	return e->code == ERR_REFUSED ? RESULT_TOO_EARLY : RESULT_FAILED;
}

static enum job_result stick_result(const struct err *e)
{
	log_err("staff job", e);
	switch (e->code) {
	case ERR_FULL: return RESULT_STICK_FULL;
	case ERR_READONLY: return RESULT_STICK_READONLY;
	case ERR_CORRUPT: return RESULT_STICK_BAD;
	case ERR_MISSING: return RESULT_NO_STICK;
	case ERR_REFUSED: return RESULT_TOO_EARLY;
	default: return RESULT_FAILED;
	}
}

/* The kiosk's public key goes along, so that a coordinator can enrol it without typing. */
static void write_identity(struct keeper *k, const char *stick)
{
	char folder[1024], path[1024 + 64], key[MINISIGN_PUBLIC_SIZE], text[256], id[17];
	struct err e = { 0 };
	if (!file_join(folder, sizeof folder, stick, BUNDLE_FOLDER) || !file_mkdir(folder, &e))
		return;
	seal_hex(k->kiosk.id, 8, id);
	sign_public_print(&k->kiosk, key);
	snprintf(path, sizeof path, "%s/borne-%s.pub", folder, id);
	int n = snprintf(text, sizeof text, "untrusted comment: escale kiosk %s\n%s\n", id, key);
	if (!file_exists(path) && !file_write(path, text, (size_t)n, 0644, &e))
		log_err("identity on the stick", &e);
}

/* The folder of a stick that went away may still be there, on the card: what is written in it goes nowhere. */
static bool stick_is_still(struct keeper *k, const char *stick)
{
	char now[1024];
	return k->o.stick(k->o.context, now, sizeof now) && strcmp(now, stick) == 0 && file_exists(stick);
}

static enum job_result export_job(struct keeper *k, const char *early, int64_t *written_out)
{
	char stick[1024];
	struct err e = { 0 };
	int64_t closed[64];
	if (k->recipients.version == 0)
		return RESULT_NO_RECIPIENTS;
	if (!k->o.stick(k->o.context, stick, sizeof stick) || !file_exists(stick))
		return RESULT_NO_STICK;
	signed_receipts(k, stick);
	notice_recovery(k);
	if (!k->store)
		return RESULT_FAILED;
	struct export_facts f = export_of(k);
	f.early_reason = early;
	struct err not_ready = { 0 };
	if (export_ready(k->store, &f, &not_ready)) {
		if (!export_close(k->store, &f, &e))
			return store_result(&e);
	} else if (store_closed(k->store, closed, 64) == 0) {
		return k->acknowledged > 0 ? RESULT_DONE : RESULT_TOO_EARLY;
	}
	int written = 0;
	write_identity(k, stick);
	if (!export_write(k->store, &f, stick, &written, &e))
		return stick_result(&e);
	if (!stick_is_still(k, stick))
		return RESULT_NO_STICK;
	*written_out = written;
	return written ? RESULT_DONE : RESULT_NOTHING;
}

static enum job_result recipients_job(struct keeper *k, int64_t *version)
{
	char stick[1000];
	struct err e = { 0 };
	struct buf text = { 0 }, minisig = { 0 };
	struct sign_public authority;
	struct recipients r;
	enum job_result result = RESULT_FAILED;
	if (!k->o.stick(k->o.context, stick, sizeof stick))
		return RESULT_NO_STICK;
	if (!signed_pair(stick, RECIPIENTS_FILE, STORE_SETTING_MAX, &text, &minisig, &e)) {
		result = e.code == ERR_MISSING ? RESULT_NOTHING : RESULT_UNREADABLE;
	} else if (!signed_authority(k, &authority, &e)) {
		result = RESULT_BAD_SIGNATURE;
	} else if (!recipients_accept(&r, (struct str){ text.data, text.size },
				      (struct str){ minisig.data, minisig.size }, &authority,
				      k->recipients.version, &e)) {
		result = e.code == ERR_REFUSED				    ? RESULT_OLD_VERSION
			 : e.code == ERR_SIGNATURE || e.code == ERR_KEY ? RESULT_BAD_SIGNATURE
									    : RESULT_UNREADABLE;
	} else if (store_set(k->store, "recipients", text.data, text.size, &e)) {
		k->recipients = r;
		*version = r.version;
		result = RESULT_DONE;
	}
	if (result != RESULT_DONE)
		log_err("recipient list", &e);
	buf_free(&text);
	buf_free(&minisig);
	return result;
}

static enum job_result date_job(struct keeper *k, int64_t day)
{
	char boot[64];
	struct err e = { 0 };
	k->day_offset = day - k->o.clock_day(k->o.context);
	k->date_confirmed = true;
	if (!boot_id(boot) || !store_set_int(k->store, "date-offset", k->day_offset, &e) ||
	    !store_set(k->store, "date-boot", boot, strlen(boot), &e))
		log_err("date", &e); /* it holds until the program ends, at least */
	return RESULT_DONE;
}

enum job_result keeper_job(void *context, enum job job, int64_t number, int64_t *result_number)
{
	struct keeper *k = context;
	struct err e = { 0 };
	*result_number = 0;
	k->acknowledged = 0;
	if (!k->store)
		open_store(k);
	notice_recovery(k);
	if (!k->store)
		return RESULT_FAILED;
	switch (job) {
	case JOB_EXPORT: return export_job(k, NULL, result_number);
	case JOB_EXPORT_EARLY: return export_job(k, early_reasons[number].code, result_number);
	case JOB_RECIPIENTS: return recipients_job(k, result_number);
	case JOB_PLACE:
		if (!store_set(k->store, "place", place_kinds[number].code, strlen(place_kinds[number].code), &e))
			return store_result(&e);
		return RESULT_DONE;
	case JOB_DATE: return date_job(k, number);
	case JOB_CONTENTS: /* contents.c */
	case JOB_CONTENTS_BACK:
	case JOB_GIVE_GUIDED: /* app.c: they need the session */
	case JOB_GIVE_STOP:
	case JOB_NONE: break;
	}
	return RESULT_FAILED;
}
