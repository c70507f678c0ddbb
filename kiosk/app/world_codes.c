/* The codes of the staff, the room's key that they open, and what is kept sealed with it. */
#include "app/world_parts.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "app/signed.h"
#include "app/squeeze.h"
#include "base/log.h"
#include "seal/pin.h"
#include "sync/bundle.h"

#define OLD_CODE   "code-staff" /* the one code of earlier programs: a hash, until it is typed for the first time */
#define SUPERVISOR "code-supervisor"
#define CODES      "room"
#define NUMBER     "code-number"

static const char *const tries_names[] = { [CODE_STAFF] = "staff", [CODE_SUPERVISOR] = "supervisor" };

static bool has_setting(struct keeper *k, const char *key)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	return k->store && store_get(k->store, key, value, &n, NULL);
}

/* ---- wrong codes ---- */

/* A disk that takes nothing does not forget wrong codes: they are counted in memory then. */
static int code_tries(struct keeper *k, enum code_kind kind)
{
	int stored = k->store ? store_pin_tries_get(k->store, tries_names[kind]) : 0;
	return stored > k->tries[kind] ? stored : k->tries[kind];
}

static void set_tries(struct keeper *k, enum code_kind kind, int tries)
{
	struct err e = { 0 };
	k->tries[kind] = tries;
	k->code_refused = k->store && !store_pin_tries(k->store, tries_names[kind], tries, &e);
	if (k->code_refused)
		log_err("staff code", &e);
}

void world_code_waits(struct keeper *k)
{
	for (int kind = 0; kind < 2; kind++)
		k->locked_until_ms[kind] = k->o.now_ms(k->o.context) + pin_delay_ms(code_tries(k, kind));
}

/* ---- the codes on disk ---- */

/* In memory they are in force whatever the disk says. */
static bool save_codes(struct keeper *k)
{
	uint8_t bytes[ROOM_SLOTS_SIZE_MAX];
	struct err e = { 0 };
	const struct store_change changes[] = { { CODES, bytes, room_print(&k->codes, bytes) }, { OLD_CODE, NULL, 0 } };
	k->codes_unsaved = !k->store || !store_change(k->store, changes, 2, 0, &e);
	if (k->codes_unsaved)
		log_err("the staff codes are not on the disk", &e);
	return !k->codes_unsaved;
}

void world_load_codes(struct keeper *k)
{
	uint8_t value[STORE_SETTING_MAX];
	size_t n;
	struct err e = { 0 };
	k->code_number[0] = '\0';
	bool there = !k->codes_unsaved && store_get(k->store, CODES, value, &n, &e) && room_parse(&k->codes, value, n, &e);
	if (!there && e.code && e.code != ERR_MISSING)
		log_err("staff codes", &e);
	if (!there && k->codes.count)
		save_codes(k); /* the disk was away, or its database is a fresh one */
}

void world_code_info(struct keeper *k, struct staff_info *out)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	for (int i = 0; i < k->codes.count; i++)
		out->codes |= 1U << k->codes.slot[i].number;
	out->code_mine = k->code_mine;
	out->code_unsaved = k->codes_unsaved;
	out->has_staff_code = k->codes.count > 0 || has_setting(k, OLD_CODE);
	out->has_supervisor_code = has_setting(k, SUPERVISOR);
	if (!k->code_number[0] && k->store && out->has_staff_code) {
		struct err e = { 0 };
		bool there = store_get(k->store, NUMBER, value, &n, NULL) && n == RECOVERY_DIGITS;
		if (there)
			memcpy(k->code_number, value, n);
		else
			recovery_number_new(k->code_number);
		if (!there && !store_set(k->store, NUMBER, k->code_number, RECOVERY_DIGITS, &e))
			k->code_number[0] = '\0'; /* one that a restart forgets would be typed for nothing */
	}
	memcpy(out->code_number, k->code_number, sizeof out->code_number);
}

/* ---- checking ---- */

static bool hash_right(struct keeper *k, const char *key, const char *code)
{
	char hash[STORE_SETTING_MAX];
	size_t n;
	bool known = k->store && store_get(k->store, key, hash, &n, NULL) && n < PIN_HASH_SIZE;
	hash[known ? n : 0] = '\0';
	return known && pin_check(code, hash);
}

static void opened(struct keeper *k, int number)
{
	k->room_is_open = true;
	k->code_mine = k->code_last = number;
}

static bool right(struct keeper *k, enum code_kind kind, const char *code)
{
	if (kind == CODE_SUPERVISOR)
		return hash_right(k, SUPERVISOR, code);
	if (k->codes.count) {
		int number = room_open(&k->codes, code, k->code_last, &k->secrets->room);
		if (number)
			opened(k, number);
		if (number && k->codes_unsaved)
			save_codes(k); /* the disk may take them now */
		return number > 0;
	}
	if (!hash_right(k, OLD_CODE, code))
		return false;
	room_key_new(&k->secrets->room);
	room_put(&k->codes, 1, &k->secrets->room, code);
	opened(k, 1);
	save_codes(k);
	return true;
}

bool keeper_check_code(void *context, enum code_kind kind, const char *code, long long *wait_ms)
{
	struct keeper *k = context;
	long long now = k->o.now_ms(k->o.context);
	*wait_ms = k->locked_until_ms[kind] > now ? k->locked_until_ms[kind] - now : 0;
	if (*wait_ms || (!k->store && !k->codes.count))
		return false;
	/* The try is on disk before the answer is known: pulling the plug saves nobody a wait. But a disk that takes
	 * nothing does not keep staff out. */
	int tries = code_tries(k, kind) + 1;
	set_tries(k, kind, tries);
	if (right(k, kind, code)) {
		set_tries(k, kind, 0);
		k->locked_until_ms[kind] = 0;
		return true;
	}
	*wait_ms = pin_delay_ms(tries);
	k->locked_until_ms[kind] = now + *wait_ms;
	return false;
}

/* ---- choosing ---- */

static enum code_set set_supervisor(struct keeper *k, const char *code)
{
	char hash[PIN_HASH_SIZE];
	struct err e = { 0 };
	pin_hash(code, hash);
	if (k->store && store_set(k->store, SUPERVISOR, hash, strlen(hash), &e)) {
		set_tries(k, CODE_SUPERVISOR, 0);
		return CODE_SET;
	}
	log_err("supervisor code", &e);
	return CODE_SET_FAILED;
}

static enum code_set put_code(struct keeper *k, enum code_change change, const char *code)
{
	bool first = !k->codes.count;
	if (first ? has_setting(k, OLD_CODE) : !k->room_is_open)
		return CODE_SET_FAILED; /* there are codes, and nobody typed one */
	int taken = room_open(&k->codes, code, 0, NULL), number = change == CODE_MINE ? k->code_mine : 0;
	if (taken && taken != number)
		return CODE_SET_TAKEN;
	if (!number && !(number = room_free_number(&k->codes)))
		return CODE_SET_FAILED;
	if (first)
		room_key_new(&k->secrets->room);
	room_put(&k->codes, number, &k->secrets->room, code);
	if (change == CODE_MINE)
		opened(k, number);
	if (first)
		set_tries(k, CODE_STAFF, 0);
	return save_codes(k) ? CODE_SET : CODE_SET_UNSAVED;
}

static enum code_set remove_code(struct keeper *k, int number)
{
	if (!k->room_is_open || k->codes.count < 2 || !room_has(&k->codes, number))
		return CODE_SET_FAILED;
	room_remove(&k->codes, number);
	if (k->code_mine == number)
		k->code_mine = 0;
	return save_codes(k) ? CODE_SET : CODE_SET_UNSAVED;
}

/* One transaction: the old codes, their key, what it sealed and the number go, or nothing changes. */
static enum code_set reset(struct keeper *k, const char *code)
{
	static const struct room_slots none;
	struct room_slots codes = none;
	uint8_t bytes[ROOM_SLOTS_SIZE_MAX];
	struct err e = { 0 };
	if (!k->may_reset || !k->store)
		return CODE_SET_FAILED;
	k->may_reset = false;
	room_key_new(&k->secrets->room);
	room_put(&codes, 1, &k->secrets->room, code);
	const struct store_change changes[] = { { CODES, bytes, room_print(&codes, bytes) },
						{ OLD_CODE, NULL, 0 },
						{ NUMBER, NULL, 0 } };
	if (!store_change(k->store, changes, 3, (1U << KEPT_COUNT) - 1, &e)) {
		log_err("forgotten code", &e);
		keeper_lock_room(k);
		return CODE_SET_FAILED;
	}
	k->codes = codes;
	k->codes_unsaved = false;
	k->code_number[0] = '\0';
	opened(k, 1);
	set_tries(k, CODE_STAFF, 0);
	k->locked_until_ms[CODE_STAFF] = 0;
	return CODE_SET;
}

enum code_set keeper_set_code(void *context, enum code_kind kind, enum code_change change, int number, const char *code)
{
	struct keeper *k = context;
	enum code_set result = kind == CODE_SUPERVISOR ? set_supervisor(k, code)
			       : change == CODE_REMOVE ? remove_code(k, number)
			       : change == CODE_RESET  ? reset(k, code)
						       : put_code(k, change, code);
	world_notice_recovery(k);
	return result;
}

/* ---- forgotten ---- */

static bool others_file(const char *stick)
{
	char folder[1024];
	bool found = false;
	snprintf(folder, sizeof folder, "%s/" BUNDLE_FOLDER, stick);
	DIR *d = opendir(folder);
	for (struct dirent *entry; d && !found && (entry = readdir(d));)
		found = str_starts(str_from(entry->d_name), RECOVERY_PREFIX);
	if (d)
		closedir(d);
	return found;
}

static enum job_result read_file(struct keeper *k, const char *stick, struct recovery *r, struct err *e)
{
	char name[RECOVERY_NAME_SIZE];
	struct buf text = { 0 }, minisig = { 0 };
	struct sign_public authority;
	enum job_result result = RESULT_DONE;
	recovery_name(&k->kiosk, name);
	if (!signed_pair(stick, name, RECOVERY_SIZE_MAX, &text, &minisig, e))
		result = e->code != ERR_MISSING ? RESULT_UNREADABLE
			 : text.size		? RESULT_BAD_SIGNATURE
			 : others_file(stick)	? RESULT_OTHER_KIOSK
						: RESULT_NOTHING;
	else if (!signed_authority(k, &authority, e))
		result = RESULT_BAD_SIGNATURE;
	else if (!recovery_accept(r, (struct str){ text.data, text.size }, (struct str){ minisig.data, minisig.size },
				  &authority, e))
		result = e->code == ERR_KEY || e->code == ERR_SIGNATURE ? RESULT_BAD_SIGNATURE : RESULT_UNREADABLE;
	buf_free(&text);
	buf_free(&minisig);
	return result;
}

enum job_result world_code_file(struct keeper *k)
{
	char stick[1000];
	struct recovery r;
	struct err e = { 0 };
	k->may_reset = false;
	if (!k->o.stick(k->o.context, stick, sizeof stick))
		return RESULT_NO_STICK;
	enum job_result result = read_file(k, stick, &r, &e);
	if (result != RESULT_DONE) {
		log_err("forgotten code", &e);
		return result;
	}
	if (memcmp(r.kiosk.id, k->kiosk.id, sizeof r.kiosk.id) != 0 ||
	    memcmp(r.kiosk.key, k->kiosk.key, sizeof r.kiosk.key) != 0)
		return RESULT_OTHER_KIOSK;
	if (!k->code_number[0] || strcmp(r.number, k->code_number) != 0)
		return RESULT_OLD_VERSION; /* used already, or written for another day */
	k->may_reset = true;
	return RESULT_DONE;
}

/* ---- what is kept ---- */

static uint8_t sealed[STORE_KEPT_MAX]; /* ciphertext, on its way */

_Static_assert(SQUEEZE_MAX(sizeof(struct guided)) + ROOM_OVERHEAD <= STORE_KEPT_MAX, "it fits");

bool keeper_keep(void *context, enum kept which, const void *bytes, size_t n)
{
	struct keeper *k = context;
	struct err e = { 0 };
	if (!k->room_is_open || !k->store)
		return false;
	uint8_t *small = seal_secret_alloc(SQUEEZE_MAX(n));
	size_t m = squeeze(small, bytes, n);
	bool fits = m + ROOM_OVERHEAD <= sizeof sealed;
	if (fits)
		room_seal(sealed, &k->secrets->room, (int)which, small, m);
	seal_secret_free(small);
	if (!fits)
		return false;
	bool ok = store_keep(k->store, (int)which, sealed, m + ROOM_OVERHEAD, &e);
	if (!ok)
		log_err("keeping", &e);
	world_notice_recovery(k);
	return ok;
}

bool keeper_kept(void *context, enum kept which, void *bytes, size_t n)
{
	struct keeper *k = context;
	struct err e = { 0 };
	size_t got;
	if (!k->room_is_open || !k->store || !store_kept(k->store, (int)which, sealed, sizeof sealed, &got, &e))
		return false;
	if (got < ROOM_OVERHEAD)
		return false;
	/* Of another size, once opened: another program kept it. */
	uint8_t *small = seal_secret_alloc(got);
	bool ok = room_unseal(small, &k->secrets->room, (int)which, sealed, got, &e) && unsqueeze(bytes, n, small, got - ROOM_OVERHEAD);
	seal_secret_free(small);
	return ok;
}

void keeper_forget(void *context, enum kept which)
{
	struct keeper *k = context;
	struct err e = { 0 };
	if (k->store && !store_forget(k->store, (int)which, &e))
		log_err("forgetting", &e);
	world_notice_recovery(k);
}

void keeper_lock_room(void *context)
{
	struct keeper *k = context;
	seal_wipe(&k->secrets->room, sizeof k->secrets->room);
	k->room_is_open = k->may_reset = false;
	k->code_mine = 0;
}
