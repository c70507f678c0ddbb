/* What staff ask for: the month on a stick, the list of recipients, place and date. */
#include "app/world_parts.h"

#include <stdio.h>
#include <string.h>

#include "app/give.h"
#include "app/pulled.h"
#include "app/signed.h"
#include "base/file.h"
#include "base/log.h"
#include "platform/stick_pass.h"
#include "seal/pin.h"
#include "sync/bundle.h"

/* Our own disk refused: never told as the stick's fault. */
static enum job_result store_result(const struct err *e)
{
	log_err("staff job", e);
	return e->code == ERR_REFUSED ? RESULT_TOO_EARLY : RESULT_FAILED;
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

/* On a kiosk the stick is read-only but for this. */
static bool write_stick(struct keeper *k, const struct export_facts *f, const char *stick, int *written, struct err *e)
{
	int pass = stick_pass_open(NULL);
	write_identity(k, stick);
	bool ok = export_write(k->store, f, stick, written, e);
	if (!stick_pass_close(pass) && ok)
		ok = err_set(e, ERR_IO, "the stick could not be closed for writing");
	return ok;
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
	world_notice_recovery(k);
	if (!k->store)
		return RESULT_FAILED;
	struct export_facts f = world_export_of(k);
	f.early_reason = early;
	struct err not_ready = { 0 };
	if (export_ready(k->store, &f, &not_ready)) {
		if (!export_close(k->store, &f, &e))
			return store_result(&e);
	} else if (store_closed(k->store, closed, 64) == 0) {
		return k->acknowledged > 0 ? RESULT_DONE : RESULT_TOO_EARLY;
	}
	int written = 0;
	if (!write_stick(k, &f, stick, &written, &e))
		return e.code == ERR_REFUSED ? store_result(&e) /* too early */
					     : pulled_or(stick_result("staff job", &e), k->o.stick, k->o.context);
	if (!stick_is_still(k, stick))
		return RESULT_NO_STICK;
	*written_out = written;
	return written ? RESULT_DONE : RESULT_NOTHING;
}

static enum job_result recipients_result(const struct err *e)
{
	log_err("recipient list", e);
	switch (e->code) {
	case ERR_REFUSED: return RESULT_OLD_VERSION;
	case ERR_MISSING: /* the authority's key */
	case ERR_KEY:
	case ERR_SIGNATURE: return RESULT_BAD_SIGNATURE;
	case ERR_FORMAT:
	case ERR_TOO_BIG: return RESULT_UNREADABLE;
	default: return RESULT_FAILED; /* the disk */
	}
}

static enum job_result recipients_job(struct keeper *k, int64_t *version)
{
	char stick[1000];
	struct err e = { 0 };
	struct buf text = { 0 }, minisig = { 0 };
	enum job_result result = RESULT_DONE;
	if (!k->o.stick(k->o.context, stick, sizeof stick))
		return RESULT_NO_STICK;
	if (!signed_pair(stick, RECIPIENTS_FILE, STORE_SETTING_MAX, &text, &minisig, &e))
		result = e.code == ERR_MISSING ? RESULT_NOTHING : RESULT_UNREADABLE; /* as on most sticks: none */
	else if (!signed_recipients(k, &text, &minisig, &e))
		result = recipients_result(&e);
	if (result == RESULT_DONE)
		*version = k->recipients.version;
	buf_free(&text);
	buf_free(&minisig);
	return result;
}

static enum job_result date_job(struct keeper *k, int64_t day)
{
	world_confirm_date(k, day);
	return RESULT_DONE;
}

enum job_result keeper_job(void *context, enum job job, int64_t number, int64_t *result_number)
{
	struct keeper *k = context;
	struct err e = { 0 };
	*result_number = 0;
	k->acknowledged = 0;
	if (!k->store)
		world_open_store(k);
	world_notice_recovery(k);
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
	case JOB_CODE_FILE: return world_code_file(k);
	case JOB_CONTENTS: /* contents.c */
	case JOB_CONTENTS_BACK:
	case JOB_UPDATE: /* machine.c */
	case JOB_GIVE_GUIDED: /* app.c: they need the session */
	case JOB_GIVE_STOP:
	case JOB_NONE: break;
	}
	return RESULT_FAILED;
}
